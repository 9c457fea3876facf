"""What every kind of file is read into: rows in their order, and what is known of the meeting."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

When = time | datetime
"""A clock time; with its date where one is written, and aware where its zone is."""

Length = tuple[timedelta, ...]
"""How a length can be read: not at all, in one way, or as minutes:seconds first and hours:minutes second."""

Kind = Literal["speech", "floor"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is announced by name."""

    name: str
    title: str = ""
    organization: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a rundown. Texts are harmless, and empty where nothing is written."""

    place: str
    """Where it stands in its file, as messages say it: ``row 12``."""
    title: str = ""
    speaker: Person | None = None
    segment: str = ""
    days: tuple[date, ...] = ()
    """The day on which it is: one, or two where the writing can be read in two ways."""
    start: When | None = None
    end: When | None = None
    length: Length = ()
    handover: timedelta | None = None
    least: timedelta | None = None
    limit: timedelta | None = None
    fills: bool = False
    """It takes what the others leave up to the hard stop."""
    kind: Kind | None = None
    """None where the rundown doesn't say."""
    id: str = ""
    intro: str = ""
    notes: str = ""

    @property
    def called(self) -> str:
        """The row as people find it: where it stands, and what it is called."""
        title = (self.title or (self.speaker.name if self.speaker else ""))[:40]
        return self.place if title in self.place else f"{self.place} ({title})"


@dataclass(frozen=True, slots=True)
class Heading:
    """A title over the rows that follow."""

    place: str
    title: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know at this point, which takes no time."""

    place: str
    text: str


Row = Item | Heading | Remark


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of the meeting as a whole; nothing where it doesn't."""

    title: str = ""
    days: tuple[date, ...] = ()
    """One, or two where the writing can be read in two ways."""
    zone: ZoneInfo | None = None
    start: When | None = None
    end: When | None = None
    """The hard stop."""
    venue: str = ""
    moderator: Person | None = None
    handover: timedelta | None = None
    """The usual time between two blocks."""
    limit: timedelta | None = None
    """The usual limit of an intervention."""
    floor_handover: timedelta | None = None
    notes: str = ""
    is_24_hours: bool = False
    """Whether ``1:00`` can only be in the night: a program wrote it, not a person."""


@dataclass(frozen=True, slots=True)
class Rundown:
    """A file, read."""

    rows: tuple[Row, ...]
    facts: Facts = field(default_factory=Facts)
    told: tuple[str, ...] = ()
    """What was taken for what, and what was left out: a sentence each."""
