"""What somebody may choose about an export, besides its format."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from runofshow.export.dress.paper import Paper

Shape = Literal["table", "list"]
"""``table``: times, who, capacity and gist of every intervention. ``list``: who spoke in which capacity, no more."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; each format heeds what it understands."""

    shape: Shape = "table"
    paper: Paper = "a4"
    raw: bool = False
    """CSV: leave cells as they are that a spreadsheet would run."""
    recording_start: datetime | None = None
    """By the clock of the room. Needed by what is put beside a recording."""
