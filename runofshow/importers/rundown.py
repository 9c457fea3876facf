"""The result of reading a table: the rows of a meeting, by their kinds, and the facts of the whole meeting."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from runofshow.importers.clock_times import LengthReadings, When
from runofshow.importers.dates import Day

Kind = Literal["speech", "panel", "floor", "item"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is announced by name."""

    name: str
    title: str = ""
    organization: str = ""
    say: str = ""
    country: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row that takes time. Texts are harmless; they are empty, and others None, where the file says nothing."""

    place: str
    """Where it stands in its file, as messages say it: ``row 12``."""
    title: str = ""
    people: tuple[Person, ...] = ()
    segment: str = ""
    room: str = ""
    day: Day | None = None
    start: When | None = None
    end: When | None = None
    length: LengthReadings = ()
    shares: bool = False
    """True if its cell of times is merged with that of the row above: the two share one time."""
    lone: bool = False
    """True if its row holds nothing but this one text, which may have its time before it."""
    handover: timedelta | None = None
    minimum: timedelta | None = None
    limit: timedelta | None = None
    each: timedelta | None = None
    takes_rest: bool = False
    """True if it takes what the others leave up to the hard stop."""
    kind: Kind | None = None
    item_type: str = ""
    moderator: Person | None = None
    fixed_start: bool | None = None
    id: str = ""
    intro: str = ""
    notes: str = ""

    @property
    def called(self) -> str:
        """The row as people find it: where it stands, and what it is called."""
        title = (self.title or (self.people[0].name if self.people else ""))[:40]
        return self.place if title in self.place else f"{self.place} ({title})"


@dataclass(frozen=True, slots=True)
class Title:
    """A title over the rows that follow; an empty one ends the part above it."""

    place: str
    text: str
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark at this point of the meeting, which takes no time."""

    place: str
    text: str
    day: Day | None = None


Row = BlockRow | Title | Remark


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of the meeting as a whole, as far as a file says them."""

    title: str = ""
    days: tuple[date, ...] = ()
    """One, or several where the writing can be read in two ways or names several days."""
    zone: ZoneInfo | None = None
    clock: tzinfo | None = None
    """The words of the file about its clock times, if they name no zone: ``All times in UTC``."""
    start: When | None = None
    end: When | None = None
    """The hard stop."""
    venue: str = ""
    moderator: Person | None = None
    handover: timedelta | None = None
    limit: timedelta | None = None
    """The usual limit of an intervention, as `handover` is the usual time between two blocks."""
    floor_handover: timedelta | None = None
    margin: timedelta | None = None
    uid: str = ""
    notes: str = ""
    is_24_hours: bool = False
    """True if ``1:00`` can only be in the night: a program wrote it, not a person."""
