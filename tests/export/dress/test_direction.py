"""Which way text is written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.export.dress.direction import runs_right, stretches_of_one_direction


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("Mexico, 12%", [("Mexico, 12%", False)], id="left to right"),
        pytest.param("السلام عليكم", [("السلام عليكم", True)], id="right to left, the space in it too"),
        pytest.param("שלום!", [("שלום!", True)], id="Hebrew, with what ends it"),
        pytest.param("12% — ?", [("12% — ?", False)], id="no direction of its own"),
        pytest.param(
            "من UNHCR بيانات",
            [("من ", True), ("UNHCR", False), (" بيانات", True)],
            id="letters within Arabic",
        ),
        pytest.param(
            "Mr. محمد, Chad", [("Mr. ", False), ("محمد", True), (", Chad", False)], id="Arabic within letters"
        ),
    ],
)
def test_a_text_is_cut_where_its_direction_changes(text: str, pieces: list[tuple[str, bool]]) -> None:
    """What has none goes with both sides, or else with the paragraph."""
    assert list(stretches_of_one_direction(text)) == pieces


@pytest.mark.parametrize(("text", "right"), [("(محمد)", True), ("12 Chad محمد", False), ("…", False), ("", False)])
def test_the_first_character_with_a_direction_decides_for_the_paragraph(text: str, *, right: bool) -> None:
    """As in a browser."""
    assert runs_right(text) is right


@given(st.text(alphabet="ab 1.محمשל", max_size=30))
def test_nothing_is_lost_and_neighbours_differ(text: str) -> None:
    """Whatever is mixed."""
    pieces = stretches_of_one_direction(text)

    assert "".join(piece for piece, _ in pieces) == text
    assert all(one != other for (_, one), (_, other) in pairwise(pieces))
