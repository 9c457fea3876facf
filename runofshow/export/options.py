"""What somebody may choose about a file, besides its format."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal, assert_never

from runofshow.errors import UsageError

Paper = Literal["a4", "letter"]

Shape = Literal["table", "list"]
"""``table``: times, who, capacity and gist of every intervention. ``list``: who spoke in which capacity, no more."""

_UNKNOWN: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen; each format heeds what it understands."""

    shape: Shape = "table"
    paper: Paper = "a4"
    raw: bool = False
    """CSV: leave cells as they are that a spreadsheet would run."""
    recording_start: datetime | None = None
    """By the clock of the room. Needed by what is put beside a recording."""
    written: datetime = _UNKNOWN
    """When the file is written; a calendar holds that."""

    def recording_began(self, name: str) -> datetime:
        """When the recording began that a file of the format `name` lies beside.

        Raises:
            UsageError: nobody has said.
        """
        if self.recording_start is None:
            message = f"{name} lies beside a recording: say when that began, as --recording-start 12:58:30"
            raise UsageError(message)
        return self.recording_start


def millimetres(paper: Paper) -> tuple[float, float]:
    """Return the width and the height of a sheet held upright."""
    match paper:
        case "a4":
            return 210, 297
        case "letter":
            return 215.9, 279.4
        case _:
            assert_never(paper)
