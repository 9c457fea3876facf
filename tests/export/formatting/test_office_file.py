"""Which way text is written."""

from itertools import pairwise
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from runofshow.export.formatting.office_file import runs_right, stretches_of_one_direction

STRETCHES: Final[dict[str, list[tuple[str, bool]]]] = {
    "": [],
    "Mexico, 12%": [("Mexico, 12%", False)],
    "السلام عليكم": [("السلام عليكم", True)],  # with the space in it
    "שלום!": [("שלום!", True)],  # with what ends it
    "12% — ?": [("12% — ?", False)],  # no direction of its own
    "من UNHCR بيانات": [("من ", True), ("UNHCR", False), (" بيانات", True)],
    "Mr. محمد, Chad": [("Mr. ", False), ("محمد", True), (", Chad", False)],
}
"""Pieces of a text, and whether each is written from right to left."""


def test_a_text_is_cut_where_its_direction_changes() -> None:
    assert {text: list(stretches_of_one_direction(text)) for text in STRETCHES} == STRETCHES


def test_the_first_character_with_a_direction_decides_for_the_paragraph() -> None:
    assert runs_right("(محمد)")
    assert not any(map(runs_right, ("12 Chad محمد", "…", "")))


@given(st.text(alphabet="ab 1.محمשל", max_size=30))
def test_nothing_is_lost_and_neighbours_differ(text: str) -> None:
    pieces = stretches_of_one_direction(text)

    assert "".join(piece for piece, _ in pieces) == text
    assert all(one != other for (_, one), (_, other) in pairwise(pieces))
