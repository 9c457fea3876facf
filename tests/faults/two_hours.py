"""The journal of a two-hour meeting, typed command by command."""

from pathlib import Path

from tests.cli.test_two_hours import FIRST_HALF, SECOND_HALF, type_all


def two_hours(folder: Path) -> Path:
    """The journal of the lunch of 20 July 2016, in a folder: some 55 entries."""
    type_all(folder, FIRST_HALF)
    type_all(folder, SECOND_HALF)
    return next((folder / "journals").glob("*.jsonl"))
