"""An outcome played on a show, with a clock that only the simulation turns."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Self

from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import Planned
from runofshow.instants import Instant
from runofshow.show.actions.meeting import Opened
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Event, Show
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.script import Script, as_planned

AUTHOR: Final = "dry run"
"""The author of all entries that a simulation makes."""

_ZERO: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class PlayedBlock:
    """A block, as planned and as simulated."""

    planned: Planned
    start: Instant
    end: Instant
    interventions: int
    """How many took the floor in it."""

    @property
    def is_floor(self) -> bool:
        """True for a floor round."""
        return isinstance(self.planned.block, Floor)

    @property
    def length(self) -> timedelta:
        """Its length."""
        return self.end - self.start

    @property
    def longer(self) -> timedelta:
        """By how much it was longer than planned."""
        return self.length - self.planned.duration

    @property
    def later(self) -> timedelta:
        """By how much it ended later than planned."""
        return self.end - self.planned.end


@dataclass(frozen=True, slots=True)
class PlayedOutcome:
    """A simulated meeting, with the show and the journal that it makes."""

    assumptions: Assumptions
    seed: int
    blocks: tuple[PlayedBlock, ...]
    """In the agenda's order."""
    show: Show
    """As the run left it: closed."""
    entries: tuple[Entry, ...]
    """Its journal."""

    @property
    def finish(self) -> Instant:
        """When the last block ended."""
        return self.blocks[-1].end

    @property
    def hard_stop(self) -> Instant:
        """When the room is gone."""
        return self.show.agenda.end

    @property
    def overrun(self) -> timedelta:
        """The time from the hard stop to the finish; less than nothing if it ends before."""
        return self.finish - self.hard_stop

    @property
    def floors(self) -> tuple[PlayedBlock, ...]:
        """The floor rounds."""
        return tuple(block for block in self.blocks if block.is_floor)

    @property
    def floor_planned(self) -> timedelta:
        """How long the floor rounds were planned to last together."""
        return sum((block.planned.duration for block in self.floors), _ZERO)

    @property
    def floor_left(self) -> timedelta:
        """How long they lasted."""
        return sum((block.length for block in self.floors), _ZERO)

    @property
    def interventions(self) -> int:
        """How many took the floor in them."""
        return sum(block.interventions for block in self.floors)


def play_outcome(agenda: Agenda, assumptions: Assumptions, seed: int) -> PlayedOutcome:
    """Play the first outcome of a seed on a show. The same seed makes the same show on every machine."""
    late = assumptions.late
    play = _Play.opened(agenda, agenda.start + min(_ZERO, late))
    if late:
        for action in as_planned(agenda):
            play.do(action)
    script = Script(agenda, Simulator(agenda, assumptions).in_detail(seed))
    while (step := script.next_step(play.show)) is not None:
        play.now = step.at
        play.do(step.action)
    return PlayedOutcome(assumptions, seed, _blocks(play.show), play.show, tuple(play.entries))


@dataclass
class _Play:
    """A show that is being played."""

    now: Instant
    show: Show
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def opened(cls, agenda: Agenda, at: Instant) -> Self:
        """Open a show that is tied to no machine's clock: a rehearsal, so that nothing can take it for the meeting."""
        anchor = Anchor(wall=at, boot=_ZERO, boot_id="")
        first = _entry(1, at, Opened(mode="rehearsal", anchor=anchor, agenda=agenda))
        return cls(at, replay([first]), [first])

    def do(self, action: Action) -> None:
        """Do an action now."""
        entry = _entry(self.show.n + 1, self.now, decide(self.show, action, self.now))
        self.entries.append(entry)
        self.show = apply(self.show, entry)


def _entry(n: int, at: Instant, event: Event) -> Entry:
    return Entry(n, at, at, AUTHOR, event)


def _blocks(show: Show) -> tuple[PlayedBlock, ...]:
    taken = Counter(one.block for one in show.interventions.values())
    return tuple(_block(show, row, taken[row.block.id]) for row in show.plan.rows)


def _block(show: Show, row: Planned, interventions: int) -> PlayedBlock:
    (interval,) = show.runs[row.block.id].intervals
    assert interval.end is not None, "the show is closed, so nothing runs any more"  # noqa: S101 -- for the type checker
    return PlayedBlock(row, interval.start, interval.end, interventions)
