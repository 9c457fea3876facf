"""The show as it stands: an immutable value that follows from the journal's entries and from nothing else."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from rpds import HashTrieMap, HashTrieSet, List

from runofshow.agenda.model import Agenda, Floor, ListOrder
from runofshow.agenda.schedule import Plan, handover_before
from runofshow.errors import RunOfShowError
from runofshow.show.limits import Limits
from runofshow.show.particulars import Instant, Uptime
from runofshow.show.parts import ZERO, BlockRun, Intervention, NoteTaken, Request, Stage

if TYPE_CHECKING:
    from runofshow.show.actions import Event


class Phase(StrEnum):
    """Where in its course a show is."""

    BEFORE = "before"
    RUNNING = "running"
    PAUSED = "paused"
    HANDOVER = "handover"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Show:
    """One run of an agenda, at the last of its entries. All instants are of the show clock, in UTC."""

    agenda: Agenda
    plan: Plan
    mode: Mode
    opened: datetime
    anchor: Anchor
    first_anchor: Anchor
    """What the show clock was tied to as the show was opened."""
    n: int
    """The number of the last entry."""
    last_move: datetime
    """When the last entry that moved the show, and stands, happened: nothing that moves it can happen before."""
    history: List[Entry]
    """Every entry that stands, the newest first."""
    runs: HashTrieMap[str, BlockRun]
    order: tuple[str, ...]
    """The running order, as ids: what has run, runs or was left out, then what will run."""
    limits: HashTrieMap[str, Limits]
    """By floor block."""
    limits_elsewhere: Limits
    """Of whoever takes the floor in a speech, or when no floor block is left."""
    current: str | None = None
    last: str | None = None
    """The block that ran last, or runs."""
    first: str | None = None
    """The block that was run first."""
    first_started: datetime | None = None
    last_ended: datetime | None = None
    paused: bool = False
    hard_stop_set: datetime | None = None
    """By the clock on the wall of the room, as `correction` makes it of the show clock's."""
    requests: HashTrieMap[int, Request] = HashTrieMap()
    waiting: tuple[int, ...] = ()
    """The list of speakers: requests by their entry, the next one first."""
    moved: HashTrieSet[int] = HashTrieSet()
    """Requests that the moderator has given another place: no order moves them."""
    list_closed: bool = False
    order_set: ListOrder | None = None
    """The order of the list that was said during the show; None for the agenda's."""
    interventions: HashTrieMap[int, Intervention] = HashTrieMap()
    """By their entry."""
    given: List[int] = List()
    """The interventions by their entry, the one that was given last first."""
    numbered: int = 0
    """The highest number of an intervention."""
    holder: int | None = None
    """The intervention that has the floor."""
    interrupted: int | None = None
    """The intervention that a point of order holds up."""
    notes: List[NoteTaken] = List()
    """The newest first."""
    stage: Stage = Stage()
    correction: timedelta = ZERO
    """What the show clock's instants are short of the right time."""
    closed: datetime | None = None

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
        """What has run, runs or was left out, then what will run."""
        return [self.runs[name] for name in self.order]

    def remaining(self) -> Iterator[BlockRun]:
        """The blocks still to be run, in the order in which they will; none once the show is closed."""
        if self.closed is not None:
            return iter(())
        return (run for name in self.order if (run := self.runs[name]).remains)

    @property
    def next_block(self) -> BlockRun | None:
        """The block that will run next."""
        return next(self.remaining(), None)

    @property
    def holding(self) -> Intervention | None:
        """The intervention that has the floor."""
        return None if self.holder is None else self.interventions[self.holder]

    @property
    def floor_block(self) -> BlockRun | None:
        """The floor block that runs, else the next one."""
        running = self.running
        if running is not None and isinstance(running.block, Floor):
            return running
        return next((run for run in self.remaining() if isinstance(run.block, Floor)), None)

    @property
    def list_order(self) -> ListOrder:
        """In which order those who wait have their turns."""
        return self.agenda.floor.order if self.order_set is None else self.order_set

    def limits_in(self, run: BlockRun | None) -> Limits:
        """How long an intervention may take in a block."""
        return self.limits_elsewhere if run is None else self.limits.get(run.id, self.limits_elsewhere)

    @property
    def limits_now(self) -> Limits:
        """How long an intervention may take that is given the floor now."""
        return self.limits_in(self.running or self.floor_block)

    def handover(self, run: BlockRun) -> timedelta:
        """The time before a block; nothing before the first that runs."""
        if self.first_started is None and run is self.next_block:
            return ZERO
        return handover_before(run.block, self.agenda)

    def shift(self, now: datetime) -> timedelta:
        """How far the plan lies from the agenda's times, by the show clock.

        A live show's lies where the laptop was wrong; a rehearsal's begins with its first block, or now.
        """
        if self.mode == "live":
            return -self.correction
        return (self.first_started or max(now, self.opened)) - self.agenda.start

    def hard_stop(self, now: datetime) -> datetime:
        """When the room must be given back, by the show clock."""
        if self.hard_stop_set is not None:
            return self.hard_stop_set - self.correction
        return self.agenda.end + self.shift(now)

    def log(self) -> list[Intervention]:
        """All interventions, in the order in which they were given."""
        return list(self.latest())[::-1]

    def latest(self) -> Iterator[Intervention]:
        """The interventions, the one that was given last first: what is shown of them costs no more than that."""
        return (self.interventions[entry] for entry in self.given)

    def queue(self) -> list[Request]:
        """The list of speakers, the next one first."""
        return [self.requests[request] for request in self.waiting]


def wall_time(show: Show, instant: datetime) -> datetime:
    """What the clock on the wall of the room shows at an instant of the show clock."""
    return (instant + show.correction).astimezone(show.agenda.timezone)


Mode = Literal["live", "rehearsal"]


class Anchor(BaseModel):
    """Where the show clock is tied to the machine's: at `wall`, the boot clock of boot `boot_id` read `boot`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wall: Instant
    boot: Uptime
    boot_id: str


class BaseEvent(BaseModel):
    """What all events have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    moves_show: ClassVar[bool] = True
    """Whether the event moves the show, or only records what was said in it."""
    undoable: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    n: int
    """1, 2, 3, …"""
    at: datetime
    """When it happened, by the show clock; UTC."""
    written: datetime
    """When it was written, by the show clock; UTC; never before that of the entry before."""
    by: str
    """Who entered it."""
    event: Event


class NotAShow(RunOfShowError):
    """Entries that don't begin with the opening of a show, or open it twice."""


def first_remaining(show: Show, but: str) -> str | None:
    """The block that would be next if `but` were not there."""
    return next((run.id for run in show.remaining() if run.id != but), None)


def _placed(show: Show, block: str, before: str | None) -> tuple[str, ...]:
    """The running order with `block` right before another one; at the end without one."""
    others = tuple(name for name in show.order if name != block)
    place = others.index(before) if before in others else len(others)
    return (*others[:place], block, *others[place:])


def _run(show: Show, block: str, change: Callable[[BlockRun], BlockRun]) -> Show:
    run = show.runs.get(block)
    if run is None or (changed := change(run)) is run:
        return show
    return replace(show, runs=show.runs.insert(block, changed))


def _intervention(show: Show, entry: int | None, change: Callable[[Intervention], Intervention]) -> Show:
    one = None if entry is None else show.interventions.get(entry)
    if one is None or (changed := change(one)) is one:
        return show
    return replace(show, interventions=show.interventions.insert(one.entry, changed))


def _message_gone(show: Show) -> Show:
    """The speaker's screen without its message: it was for whoever spoke, and the next one must not read it."""
    return show if show.stage.message is None else replace(show, stage=replace(show.stage, message=None))
