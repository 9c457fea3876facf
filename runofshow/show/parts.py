"""The parts of a show: how blocks ran, who asked for the floor, who took it, and what was noted. Immutable values."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, Self, TypeVar

from rpds import HashTrieMap

from runofshow.agenda.fields import REST
from runofshow.agenda.model import Block, Speaker
from runofshow.instants import Instant
from runofshow.show.limits import Limits
from runofshow.show.particulars import POINT_OF_ORDER, Particulars

ZERO = timedelta(0)
Key = TypeVar("Key")
Value = TypeVar("Value")

Goes = Literal["first", "last"]
"""A place on the list of speakers: a point of order goes first, a right of reply last."""

if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414 -- others import it from here
else:

    def replace(value: Value, **changes: object) -> Value:
        """Return a copy of a frozen value without slots in which some fields are others.

        `dataclasses.replace` builds all forty fields of a show by keyword, and took half the time of a replay.
        """
        made = object.__new__(type(value))
        made.__dict__.update(value.__dict__)
        if not changes.keys() <= made.__dict__.keys():
            raise KeyError(*changes)
        made.__dict__.update(changes)
        return made


def as_dict(known: HashTrieMap[Key, Value]) -> dict[Key, Value]:
    """Return a map as a dictionary, in no order.

    The iterators of rpds make another map at each step, which takes twenty times as long. For a pickle it lists all.
    """
    return dict(*known.__reduce__()[1])


class Identical(Generic[Value]):
    """A value that is compared by identity, not by content. So a cache can be keyed by a show that hasn't changed."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identical) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


class Status(StrEnum):
    """Where a block stands in the running order."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"
    PARKED = "parked"


class Interval(NamedTuple):
    """One stretch in which a block or an intervention ran; pauses inside it don't count."""

    start: Instant
    end: Instant | None = None
    paused: timedelta = ZERO
    held: Instant | None = None
    """Since when the countdown is on hold."""

    def elapsed(self, now: Instant) -> timedelta:
        """Return how long it has run at `now`, less its pauses."""
        return max(ZERO, self.until(now) - self.start - self.paused)

    def until(self, now: Instant) -> Instant:
        """Return its end; while it goes on, when it was held, else `now`."""
        end = now if self.end is None or self.end > now else self.end
        return end if self.held is None or self.held > end else self.held

    def held_for(self, now: Instant) -> timedelta:
        """Return for how long its countdown has been on hold at `now`."""
        last = self.end or now
        return last - self.start - self.elapsed(last)

    def on_hold(self, at: Instant, *, hold: bool) -> Self:
        """Return the interval with its countdown held, or going on, from `at` on; unchanged if it is so already."""
        if hold:
            return self if self.held is not None else self._replace(held=at)
        return self if self.held is None else self._replace(held=None, paused=self.paused + (at - self.held))

    def closed(self, at: Instant) -> Self:
        """Return the interval ended at `at`; a hold ends with it."""
        return self.on_hold(at, hold=False)._replace(end=at)


@dataclass(frozen=True)
class BlockRun:
    """A block, and how it has run so far."""

    block: Block
    segment: str
    planned: timedelta
    """Its length in the plan; that of an inserted block is the one it was inserted with."""
    limits: Limits
    """Of interventions in it."""
    status: Status = Status.WAITING
    intervals: tuple[Interval, ...] = ()
    extension: timedelta = ZERO
    planned_start: Instant | None = None
    """By the agenda's own times; None for a block that isn't in the agenda."""
    planned_end: Instant | None = None
    start: Instant | None = None
    """Its fixed start: it doesn't begin before. None: it begins when its turn comes. See `Show.fixed_start`."""
    start_on_wall: bool = False
    """True for a fixed start that was set during the show, by the clock on the wall; else by the agenda's own times."""
    ran_before_start: int = 0
    """The number of its intervals that lie before its fixed start was set."""
    replaced: tuple[Speaker, ...] = ()
    """Those for whom somebody else was substituted; they may have spoken before."""

    @property
    def id(self) -> str:
        """The block's id, as typed in commands."""
        return self.block.id

    @property
    def allotment(self) -> timedelta:
        """The planned length and what was added to it; never less than nothing."""
        return max(ZERO, self.planned + self.extension)

    @property
    def takes_rest(self) -> bool:
        """True for a ``rest`` block, which takes what the others leave."""
        return self.block.duration == REST

    @property
    def remains(self) -> bool:
        """True if the block is still to be run."""
        return self.status is Status.WAITING or self.status is Status.PARKED

    @property
    def left_out(self) -> bool:
        """True if the block was skipped or set aside."""
        return self.status is Status.SKIPPED or self.status is Status.PARKED

    @property
    def started(self) -> Instant | None:
        """The instant at which it first began."""
        return self.intervals[0].start if self.intervals else None

    @property
    def began_by_start(self) -> Instant | None:
        """The instant at which it first began since it has its fixed start; None if it has none, or hasn't begun."""
        since = () if self.start is None else self.intervals[self.ran_before_start :]
        return since[0].start if since else None

    @property
    def ended(self) -> Instant | None:
        """The instant at which it last ended; None if it runs, or never ran."""
        return self.intervals[-1].end if self.intervals else None

    def elapsed(self, now: Instant) -> timedelta:
        """Return the sum of its intervals, less their pauses."""
        if not self.intervals:
            return ZERO
        return sum((interval.elapsed(now) for interval in self.intervals), ZERO)

    def with_interval(self, interval: Interval) -> Self:
        """Return the run with its last interval replaced."""
        return self if interval is self.intervals[-1] else replace(self, intervals=(*self.intervals[:-1], interval))


class Request(NamedTuple):
    """Somebody asked for the floor."""

    entry: int
    """The number of the entry that asked: what other entries call it."""
    asked: Instant
    particulars: Particulars
    goes: Goes | None = None
    """Its place before or after all others, whatever their order; None: by the order."""


@dataclass(frozen=True)
class Intervention:
    """Somebody took the floor."""

    entry: int
    """The number of the entry that gave it: what other entries call it."""
    number: int
    block: str | None
    particulars: Particulars
    interval: Interval
    requested: Instant | None = None
    limit: timedelta | None = None
    """None for one that was entered afterwards: nobody timed it."""
    limits: Limits | None = None
    """Those in force when it was given: its limit follows from them as long as nobody has extended it by hand."""
    extension: timedelta = ZERO
    interrupts: bool = False
    """A point of order: it holds up whoever speaks."""

    def with_interval(self, interval: Interval) -> Self:
        """Return the intervention with its interval replaced."""
        return self if interval is self.interval else replace(self, interval=interval)

    @property
    def clocks_stay(self) -> bool:
        """True if the clocks ran as for another kind, because the kind was corrected too late to change them."""
        return not self.recorded and self.interrupts != (self.particulars.kind == POINT_OF_ORDER)

    @property
    def recorded(self) -> bool:
        """True if it was entered after it took place."""
        return self.limit is None

    @property
    def called(self) -> str:
        """Its name in a sentence."""
        return self.particulars.name or f"intervention {self.number}"

    def allotment(self) -> timedelta:
        """Return the limit and what was added to it."""
        return max(ZERO, (self.limit or ZERO) + self.extension)

    def amended(self, changes: Particulars) -> Self:
        """Return the intervention with its particulars put right; its limit follows its category.

        A name may be typed after the clock was started: a group that was given the floor without one has the limit of
        groups. An intervention that was extended by hand keeps its limit: what the moderator decided in view of the
        countdown must not change because somebody types a name.
        """
        known = self.particulars.amended(changes)
        if self.limits is None or self.extension or self.limit != self.limits.of(self.particulars):
            return replace(self, particulars=known)
        return replace(self, particulars=known, limit=self.limits.of(known))


class PanelTurn(NamedTuple):
    """A panellist had the word in a panel."""

    entry: int
    """The number of the entry that gave it: what other entries call it."""
    block: str
    number: int
    """The panellist's number: 1, 2, 3 … in the order of the block's speakers."""
    speaker: Speaker
    interval: Interval

    def with_interval(self, interval: Interval) -> Self:
        """Return the turn with its interval replaced."""
        return self if interval is self.interval else self._replace(interval=interval)


class StruckOut(NamedTuple):
    """An intervention that was struck from the record."""

    entry: int
    """The number of the entry that struck it."""
    intervention: Intervention


class NoteTaken(NamedTuple):
    """A rapporteur's note, about an intervention or about the meeting."""

    entry: int
    at: Instant
    by: str
    text: str
    of: int | None = None
    """The entry of the intervention that the note is about."""


class Decision(NamedTuple):
    """A decision of the meeting, as it was written down."""

    entry: int
    at: Instant
    by: str
    text: str


class Task(NamedTuple):
    """Something that somebody is to do after the meeting."""

    entry: int
    at: Instant
    by: str
    text: str
    owner: str | None
    due: date | None


class GistOf(NamedTuple):
    """The key of what was noted of a speaker of the programme."""

    block: str
    speaker: str | None = None
    """The folded name, where several sit on a panel; None for whoever speaks in a speech."""
    turn: int | None = None
    """The entry that gave a panellist the word; None where nobody did."""


class Stage(NamedTuple):
    """The speaker's screen, beside the countdown."""

    message: str | None = None
    blank: bool = False
