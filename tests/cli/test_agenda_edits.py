"""What was edited in an agenda, as commands for the show that is on."""

from typing import Any

import pytest

from runofshow.cli.agenda_edits import WaysIn, differences, ways_in
from tests.builders import agenda, floor, speech

A, B, F = speech("A", "10m"), speech("B", "5m"), floor("F", "20m")


@pytest.mark.parametrize(
    ("after", "commands"),
    [
        pytest.param([A, B, F], [], id="nothing"),
        pytest.param(
            [A, {**B, "speaker": {"name": "Ms. B"}}, F], ['runofshow substitute b "Ms. B"'], id="another name"
        ),
        pytest.param(
            [A, {**B, "id": "c", "speaker": {"name": "C", "title": "Dr."}}, F],
            ["runofshow substitute b C --title Dr."],
            id="another name, and so another id",
        ),
        pytest.param([{**A, "duration": "8m"}, B, F], ["runofshow extend -2m --block a"], id="shorter"),
        pytest.param([A, F], ["runofshow skip b"], id="left out"),
        pytest.param([A, speech("C", "3m"), B, F], ["runofshow insert C 3m --before b"], id="inserted"),
        pytest.param([A, B, F, floor("G", "4m")], ["runofshow insert G 4m --floor"], id="a round at the end"),
        pytest.param([B, A, F], ["runofshow move b --before a"], id="moved"),
        pytest.param(
            [A, floor("B", "5m"), F],
            ["runofshow insert B 5m --floor --before b", "runofshow skip b"],
            id="another kind",
        ),
    ],
)
def test_what_was_edited_comes_in_by_commands(after: list[dict[str, Any]], commands: list[str]) -> None:
    assert ways_in(agenda(A, B, F), agenda(*after)) == WaysIn(commands=tuple(commands))


def test_another_end_is_another_hard_stop_and_what_has_no_command_is_named() -> None:
    before, after = agenda(A, F), agenda({**A, "intro": "Our friend"}, F, end="15:10", venue="Room 3")

    assert ways_in(before, after) == WaysIn(("runofshow hard-stop 15:10",), ("venue", "a.intro"))


def test_an_end_in_the_hour_that_comes_twice_has_its_offset_the_second_time() -> None:
    night = {"date": "2025-11-02", "timezone": "America/New_York", "start": "00:30"}
    before, first, second = (agenda(A, F, end=end, **night) for end in ("02:30", "01:30", "01:30 -05:00"))

    assert ways_in(before, first).commands == ("runofshow hard-stop 01:30",)
    assert ways_in(before, second).commands == ("runofshow hard-stop 2025-11-02T01:30-05:00",)


def test_of_many_differences_a_few_are_printed() -> None:
    lines = ways_in(agenda(F), agenda(F, *(speech(f"S{n}", "1m") for n in range(20)))).commands

    assert (len(lines), lines[-1]) == (8, "… and 13 more")


def test_nothing_of_another_days_meeting_comes_in() -> None:
    assert ways_in(agenda(A, F), agenda(B, F, date="2016-07-21")) == WaysIn()


def found(before: list[str], after: list[str]) -> list[tuple[str | None, ...]]:
    """The differences: the block that was, that is, and what follows it, by name; one that ends in ``+`` is longer."""

    def blocks(names: list[str]) -> list[dict[str, object]]:
        return [speech(name.rstrip("+"), "2m" if name.endswith("+") else "1m") for name in names]

    both = differences(agenda(*blocks(before)), agenda(*blocks(after)))
    return [tuple(None if block is None else block.called for block in one) for one in both]


def test_blocks_that_stand_in_one_place_are_one_block() -> None:
    """Under another name, or with another length; what is the same is left out."""
    assert found(["A", "B"], ["A", "B"]) == []
    assert found(["A", "B"], ["A", "B+"]) == [("B", "B", None)]
    assert found(["A", "B", "C"], ["A", "X", "C"]) == [("B", "X", None)]


def test_what_only_one_of_them_holds_is_added_or_dropped() -> None:
    """With what follows it; a block that was moved is both."""
    assert found(["A", "C"], ["A", "B", "C"]) == [(None, "B", "C")]
    assert found(["A"], ["A", "B"]) == [(None, "B", None)]
    assert found(["A", "B", "C"], ["A", "C"]) == [("B", None, None)]
    assert found(["A", "B", "C"], ["B", "C", "A"]) == [("A", None, None), (None, "A", None)]
    assert found(["A", "B", "C"], ["A", "X"]) == [("B", "X", None), ("C", None, None)]
    assert found(["A", "B"], ["A", "X", "Y"]) == [("B", "X", None), (None, "Y", None)]
