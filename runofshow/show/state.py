"""The show as it stands: an immutable value that follows from the journal's entries and from nothing else."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from types import EllipsisType
from typing import ClassVar, Final, Literal, NamedTuple, Self, dataclass_transform

from rpds import HashTrieMap, HashTrieSet, List

from runofshow.agenda.fields import Written
from runofshow.agenda.model import Agenda, Floor, ListOrder
from runofshow.agenda.schedule import Plan, handover_before
from runofshow.errors import Refused, RunOfShowError
from runofshow.instants import Instant
from runofshow.show.limits import Limits
from runofshow.show.particulars import Particulars, Uptime, WrittenInstant
from runofshow.show.parts import (
    ZERO,
    BlockRun,
    Decision,
    GistOf,
    Identical,
    Intervention,
    NoteTaken,
    PanelTurn,
    Request,
    Stage,
    StruckOut,
    Task,
    as_dict,
    replace,
)
from runofshow.text import sanitize

Mode = Literal["live", "rehearsal"]


class Phase(StrEnum):
    """Where in its course a show is."""

    BEFORE = "before"
    RUNNING = "running"
    PAUSED = "paused"
    HANDOVER = "handover"
    FINISHED = "finished"


class Anchor(Written):
    """Where the show clock is tied to the computer's clocks."""

    wall: WrittenInstant
    """The time by the computer's clock."""
    boot: Uptime
    """How long the computer had been on at that time."""
    boot_id: str
    """An id of the computer's last start."""


@dataclass(frozen=True)
class Show:
    """One run of an agenda, at the last of its entries. All instants are of the show clock, in UTC."""

    agenda: Agenda
    plan: Plan
    mode: Mode
    opened: Instant
    anchor: Anchor
    first_anchor: Anchor
    n: int
    last_move: Instant
    """The instant of the last standing entry that moved the show: nothing that moves it can happen before."""
    history: List[Entry]
    """Every entry that stands, the newest first."""
    redoable: tuple[Entry, ...] = field(default=(), kw_only=True)
    """Undone entries that can still be brought back, the one that was undone last first."""
    earlier: tuple[Show, ...] = field(default=(), kw_only=True, compare=False, repr=False)
    """Some of the states that came before it, from which an undo goes on, the newest first."""
    runs: HashTrieMap[str, BlockRun]
    order: tuple[str, ...]
    """The running order, as ids: what has run, runs or was left out, then what will run."""
    next_place: int = field(default=0, kw_only=True)
    """Where in the running order the first block stands that is still to be run; its length where none does."""
    limits_elsewhere: Limits
    """The limits of interventions in a speech, or when no floor block is left."""
    list_order: ListOrder
    """The order in which those who wait have their turns."""
    current: str | None = None
    last: str | None = None
    """The block that ran last, or runs."""
    first: str | None = None
    """The block that was run first; None also where only speakers were called who were absent."""
    first_started: Instant | None = None
    last_ended: Instant | None = None
    paused: bool = False
    hard_stop_set: Instant | None = None
    """By the clock on the wall of the room, as `correction` makes it of the show clock's."""
    requests: HashTrieMap[int, Request] = HashTrieMap()
    waiting: tuple[int, ...] = ()
    """The list of speakers: requests by their entry, the next one first."""
    moved: HashTrieSet[int] = HashTrieSet()
    """Requests that the moderator has given another place: no order moves them."""
    list_closed: bool = False
    interventions: HashTrieMap[int, Intervention] = HashTrieMap()
    """By their entry; without those that were struck."""
    struck: HashTrieMap[int, StruckOut] = HashTrieMap()
    """Struck interventions, by the entry that made them."""
    numbered: int = 0
    holder: int | None = None
    """The intervention that has the floor."""
    interrupted: int | None = None
    """The intervention that a point of order holds up."""
    turns: HashTrieMap[int, PanelTurn] = HashTrieMap()
    turn: int | None = None
    """The turn of the panellist who has the word."""
    notes: List[NoteTaken] = List()
    """The newest first."""
    gists: HashTrieMap[GistOf, str] = HashTrieMap()
    decisions: List[Decision] = List()
    """The newest first."""
    tasks: List[Task] = List()
    """The newest first."""
    stage: Stage = Stage()
    correction: timedelta = ZERO
    """The time to add to the show clock's instants to get the right time."""
    closed: Instant | None = None

    @property
    def phase(self) -> Phase:
        """Where in its course the show is."""
        if self.current is not None:
            return Phase.PAUSED if self.paused else Phase.RUNNING
        if self.next_block is None:
            return Phase.FINISHED
        return Phase.BEFORE if self.first_started is None else Phase.HANDOVER

    @property
    def running(self) -> BlockRun | None:
        """The block that runs."""
        return None if self.current is None else self.runs[self.current]

    def running_order(self) -> list[BlockRun]:
        """Return all blocks: those that have run, run or were left out, then those still to be run."""
        return [self.runs[name] for name in self.order]

    def remaining(self) -> Iterator[BlockRun]:
        """Yield the blocks still to be run, in their order; none once the show is closed."""
        for place in range(self.next_place, len(self.order) if self.closed is None else 0):
            run = self.runs[self.order[place]]
            if run.remains:
                yield run

    @property
    def next_block(self) -> BlockRun | None:
        """The block that will run next."""
        return next(self.remaining(), None)

    @property
    def holding(self) -> Intervention | None:
        """The intervention that has the floor."""
        return None if self.holder is None else self.interventions[self.holder]

    @property
    def turn_now(self) -> PanelTurn | None:
        """The turn of the panellist who has the word in the panel that runs."""
        return None if self.turn is None else self.turns[self.turn]

    @property
    def floor_block(self) -> BlockRun | None:
        """The floor block that runs, else the next one."""
        running = self.running
        if running is not None and isinstance(running.block, Floor):
            return running
        return next((run for run in self.remaining() if isinstance(run.block, Floor)), None)

    def limits_in(self, run: BlockRun | None) -> Limits:
        """Return the limits of interventions in a block."""
        return self.limits_elsewhere if run is None else run.limits

    @property
    def limits_now(self) -> Limits:
        """The limits of an intervention that is given the floor now."""
        return self.limits_in(self.running or self.floor_block)

    def handover(self, run: BlockRun) -> timedelta:
        """Return the time before a block; nothing before the first that runs."""
        if self.first is None and run is self.next_block:
            return ZERO
        return handover_before(run.block, self.agenda)

    def start(self, now: Instant) -> Instant:
        """Return the planned start of the first block, by the show clock."""
        return self.plan.rows[0].start + self.shift(now)

    def shift(self, now: Instant) -> timedelta:
        """Return how far the plan lies from the agenda's times, by the show clock.

        A live show's lies where the laptop was wrong; a rehearsal's begins with its first block, or now.
        """
        if self.mode == "live":
            return -self.correction
        return (self.first_started or max(now, self.opened)) - self.plan.rows[0].start

    def fixed_start(self, run: BlockRun, now: Instant) -> Instant | None:
        """Return the instant before which a block doesn't begin, by the show clock; None if it has no fixed start."""
        if run.start is None:
            return None
        return run.start - self.correction if run.start_on_wall else run.start + self.shift(now)

    def start_ahead(self, run: BlockRun, now: Instant) -> Instant | None:
        """Return the fixed start for which a block has to wait; None if it has none, or began and was set aside."""
        return None if run.began_by_start is not None else self.fixed_start(run, now)

    def hard_stop(self, now: Instant) -> Instant:
        """Return the instant at which the room must be given back, by the show clock."""
        if self.hard_stop_set is not None:
            return self.hard_stop_set - self.correction
        return self.agenda.end + self.shift(now)

    @property
    def last_step(self) -> Entry:
        """The last entry that moved the show, or opened it."""
        return next(entry for entry in self.history if entry.event.moves_show)

    def ran_at(self, at: Instant) -> str | None:
        """Return the block that ran at an instant, else the last that had begun."""
        begun = [
            (interval.start, place, name)
            for place, name in enumerate(self.order)
            for interval in self.runs[name].intervals
            if interval.start <= at
        ]
        return max(begun)[2] if begun else None

    def numbered_as(self, number: int) -> Intervention | None:
        """Return the intervention that has a number."""
        return next((one for one in as_dict(self.interventions).values() if one.number == number), None)

    def log(self) -> list[Intervention]:
        """Return all interventions, in the order in which they were given."""
        return list(_log(Identical(self.interventions), Identical(self.struck)))

    def latest(self) -> Iterator[Intervention]:
        """Yield the interventions, the one that was given last first; none that was struck."""
        return reversed(self.log())

    def turns_by_panel(self) -> dict[str, list[PanelTurn]]:
        """Return the turns of panellists by their block, in the order in which they were given."""
        turns, found = as_dict(self.turns), defaultdict[str, list[PanelTurn]](list)
        for entry in sorted(turns):
            found[turns[entry].block].append(turns[entry])
        return found

    def queue(self) -> list[Request]:
        """Return the list of speakers, the next one first."""
        return [self.requests[request] for request in self.waiting]

    def waiting_beside(self, request: int | None) -> tuple[int, ...]:
        """Return the list of speakers without a request."""
        return tuple(other for other in self.waiting if other != request)

    def first_remaining(self, *, but: str) -> str | None:
        """Return the block that would be next if `but` were not there."""
        return next((run.id for run in self.remaining() if run.id != but), None)

    def with_block_before(self, block: str, before: str | None) -> Self:
        """Return the show with a block right before another one in its order; at the end without one."""
        others = tuple(name for name in self.order if name != block)
        place = others.index(before) if before in others else len(others)
        return replace(self, order=(*others[:place], block, *others[place:])).with_next_place()

    def with_block_next(self, block: str) -> Self:
        """Return the show with a block, which may run by now, right before the others that are still to be run.

        The one that is next stands there: then the order stays, and nothing that has run is looked at again.
        """
        here = self.next_place
        is_next = self.closed is None and here < len(self.order) and self.order[here] == block
        if is_next and (here + 1 == len(self.order) or self.runs[self.order[here + 1]].remains):
            return self.with_next_place(here)
        return self.with_block_before(block, self.first_remaining(but=block))

    def with_next_place(self, since: int = 0) -> Self:
        """Return the show with its next place found; nothing before `since` is still to be run."""
        places = range(since, len(self.order))
        place = next((at for at in places if self.runs[self.order[at]].remains), len(self.order))
        return self if place == self.next_place else replace(self, next_place=place)

    def with_run(self, block: str, change: Callable[[BlockRun], BlockRun]) -> Self:
        """Return the show with the run of a block changed; the same show where there is no such block."""
        run = self.runs.get(block)
        if run is None or (changed := change(run)) is run:
            return self
        return replace(self, runs=self.runs.insert(block, changed))

    def with_intervention(self, entry: int | None, change: Callable[[Intervention], Intervention]) -> Self:
        """Return the show with an intervention changed; the same show where there is no such intervention."""
        one = None if entry is None else self.interventions.get(entry)
        if one is None or (changed := change(one)) is one:
            return self
        return replace(self, interventions=self.interventions.insert(one.entry, changed))

    def with_turn(self, change: Callable[[PanelTurn], PanelTurn]) -> Self:
        """Return the show with the turn changed that goes on; the same show where nobody on a panel has the word."""
        one = self.turn_now
        if one is None or (changed := change(one)) is one:
            return self
        return replace(self, turns=self.turns.insert(one.entry, changed))

    def without_message(self) -> Self:
        """Return the show without the message to whoever spoke: the next speaker must not read it."""
        return self if self.stage.message is None else replace(self, stage=self.stage._replace(message=None))


@lru_cache(maxsize=8)
def _log(
    interventions: Identical[HashTrieMap[int, Intervention]], struck: Identical[HashTrieMap[int, StruckOut]]
) -> tuple[Intervention, ...]:
    known = as_dict(interventions.value)
    entries = sorted(known.keys() - as_dict(struck.value).keys())  # nearly in their order, which makes sorting quick
    return tuple(sorted(map(known.__getitem__, entries), key=lambda one: (one.interval.start, one.number)))


def wall_time(show: Show, instant: Instant) -> datetime:
    """Return the local time on the wall of the room at an instant of the show clock: for reading and showing."""
    return (instant + show.correction).astimezone(show.agenda.timezone)


class NotAShow(RunOfShowError):
    """Entries that don't begin with the opening of a show, or open it twice."""


EVENTS: Final[dict[str, type[Event]]] = {}
"""The classes of events by the kind that stands in the journal, filled as the modules of `actions` are loaded."""


class Event(Written):
    """Something that happened. A line of the journal holds it, so pydantic checks it when it is read.

    It was written, so it is never refused: `apply` does as much of it as the show allows.
    """

    moves_show: ClassVar[bool] = True
    """True if nothing else that moves the show can happen before it; False if it only records, or ties the clock."""
    undoable: ClassVar[bool] = True
    neutral_description: ClassVar[str] = ""
    """Told to programs that follow the show if `describe` repeats a text that somebody said or wrote; else empty."""

    kind: str

    @classmethod
    def __pydantic_init_subclass__(cls, **_kwargs: object) -> None:
        """Make the class known by its kind, as the only one."""
        kind = cls.model_fields["kind"].default
        if (other := EVENTS.setdefault(kind, cls)) is not cls:
            raise TypeError(f"{other.__name__} and {cls.__name__} are both of the kind '{kind}'")

    @abstractmethod
    def apply(self, show: Show, entry: Entry) -> Show:
        """Return the show after this event; `entry` has its time and its number.

        The block or intervention that it names may be missing, if a damaged line held it. Then the rest still applies.
        """

    def reaches(self, show: Show) -> Instant | None:  # noqa: ARG002 -- for those that correct a time
        """Return the last instant that it records, which can't lie ahead; None if that is the time of its entry."""
        return None

    @abstractmethod
    def describe(self, show: Show) -> str:
        """Return a description, as a part of a sentence: “started: Mr. Guy Ryder”. `show` may lack what it names."""


class Entry(NamedTuple):
    """One line of the journal."""

    n: int
    """1, 2, 3, …"""
    at: Instant
    """When it happened, by the show clock; UTC."""
    written: Instant
    """When it was written, by the show clock; UTC; never before that of the entry before."""
    by: str
    """Who entered it."""
    event: Event


@dataclass(frozen=True)
class ExpectedState:
    """The state that a person saw as they acted: an action meant for one speaker must not reach the next.

    An optimistic check: an action is refused if the show has changed since. What is left out (`...`) isn't checked.
    """

    block: str | EllipsisType | None = ...
    """The block that ran; None: none did."""
    holder: int | EllipsisType | None = ...
    """The entry that gave the floor to whoever held it; None: nobody did."""
    intervention: int | None = None
    """The entry of the intervention with the number that the action names: by now another one may have the number."""
    particulars: Particulars | None = None
    """The values that the action changes, as the person saw them; somebody else may have changed them since."""

    @classmethod
    def of(cls, show: Show) -> Self:
        """Return who speaks in a show as a person sees it."""
        return cls(show.current, show.holder)

    def check(self, show: Show) -> None:
        """Refuse if another block runs than the person saw, or somebody else holds the floor."""
        moved_on = f"by now: {sanitize(show.last_step.by).strip() or 'somebody else'} has moved on"
        seen, running = self.block, show.running
        if seen is not ... and seen != show.current:
            now = "nothing is running" if running is None else f"{running.block.called} ('{running.id}') is running"
            if seen is None:
                raise Refused(f"{now} {moved_on}")
            if seen not in show.runs:
                raise Refused(f"no block is called '{seen}', and {now}")
            if not show.runs[seen].intervals:
                raise Refused(f"'{seen}' hasn't begun, and {now}")
            raise Refused(f"'{seen}' isn't running any more, {now} {moved_on}")
        if self.holder is not ... and self.holder != show.holder:
            now = "nobody holds the floor" if show.holding is None else f"{show.holding.called} has the floor"
            raise Refused(f"{now} {moved_on}")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True)
class Action(ABC):
    """Something that a person asks for. It is refused, or becomes an event, which is written.

    Subclasses become frozen dataclasses without a decorator.
    """

    after_closing: ClassVar[bool] = False
    """True if it can be asked for when the show is closed."""

    expected: ExpectedState | None = field(default=None, kw_only=True)
    """The state that the person saw; None if it is meant whatever they saw."""

    def __new__(cls, *_values: object, **_named: object) -> Self:
        """Make a dataclass of the class when it is first built: to make all of them takes time at each start."""
        if "__dataclass_fields__" not in vars(cls):
            dataclass(frozen=True)(cls)
        return super().__new__(cls)

    @abstractmethod
    def decide(self, show: Show, at: Instant) -> Event:
        """Return the event that it becomes at an instant of the show clock; raise Refused if it can't be done then.

        `replay.decide` has checked that the show is open and as `expected`.
        """
