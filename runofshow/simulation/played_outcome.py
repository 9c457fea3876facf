"""Play an outcome step by step on a show: at once for the dry run, or on the live screen beside a moderator.

The script goes by the show as it is. Where a moderator pauses, extends, skips or inserts, what follows is later, longer
or left out; where nobody does, every step lies at the instant that the outcome has for it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Final, NamedTuple

from runofshow.agenda.delegations import delegations
from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import MICROSECOND, Planned
from runofshow.instants import Instant
from runofshow.show.actions.blocks import EndBlock, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish, Opened, SetHardStop
from runofshow.show.actions.running_order import SetStart
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import completed
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Show
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.outcome import Outcome, Simulator

AUTHOR: Final = "dry run"
"""The author of all entries that a simulation makes."""
_ASKERS: Final = 4
_ASKING: Final = timedelta(seconds=20)
"""So many ask for the floor in each round, so long one after the other."""


class Step(NamedTuple):
    """An action, and when it is due."""

    at: Instant
    action: Action


class Script:
    """The steps of a detailed outcome of an agenda. `names` take the floor in turn; without any, nobody is named."""

    def __init__(self, agenda: Agenda, outcome: Outcome, names: Sequence[str] = ()) -> None:
        blocks, starts = list(agenda.blocks()), outcome.starts
        rounds = (block.id for block in blocks if isinstance(block, Floor))
        self._begins = agenda.start + starts[0] * MICROSECOND
        self._lengths = {
            block.id: (end - start) * MICROSECOND
            for block, start, end in zip(blocks, starts, outcome.ends, strict=True)
        }
        self._interventions = {name: held.in_detail for name, held in zip(rounds, outcome.rounds, strict=True)}
        self._names = names

    def next_step(self, show: Show) -> Step | None:
        """Return the next step; None while the show is paused, and once it is closed."""
        if show.closed is not None or show.paused:
            return None
        if (run := show.running) is not None:
            return self._on_the_floor(show, run) if isinstance(run.block, Floor) else Step(self._end(run), EndBlock())
        if (following := show.next_block) is None:
            return Step(show.last_ended or show.last_move, Finish())
        due = self._begins if show.last_ended is None else show.last_ended + show.handover(following)
        return Step(max(due, show.start_ahead(following, due) or due), StartBlock())

    def _end(self, run: BlockRun) -> Instant:
        """Return when a running block ends: after its length and extensions, less the time that it ran before."""
        *before, now = run.intervals
        used = sum((interval.elapsed(interval.end or now.start) for interval in before), ZERO)
        length = self._lengths.get(run.id, run.planned)  # a block that somebody inserted lasts as planned
        return now.start + now.paused + max(ZERO, length + run.extension - used)

    def _on_the_floor(self, show: Show, run: BlockRun) -> Step:
        own = [one for one in show.log() if one.block == run.id and not one.recorded]
        ends = [one.interval.end for one in own if one.interval.end is not None]
        ahead = self._interventions.get(run.id, ())[len(ends) :]
        if (one := show.holding) is not None:
            length = ahead[0].length * MICROSECOND if ahead else one.limit or ZERO
            done = one.interval.start + one.interval.paused + length + one.extension
            return self._asked_before(show, run, Step(done, EndFloor()))
        since = max([run.intervals[-1].start, *ends])
        if not ahead:
            return Step(max(since, self._end(run)), EndBlock())
        giving = GiveFloor(first_waiting=True) if show.waiting else GiveFloor(self._somebody(show))
        return self._asked_before(show, run, Step(since + ahead[0].handover * MICROSECOND, giving))

    def _asked_before(self, show: Show, run: BlockRun, following: Step) -> Step:
        """Let somebody ask for the floor first, while the round is young and the list open."""
        asked = sum(request.asked >= run.intervals[-1].start for request in show.requests.values())
        at = run.intervals[-1].start + asked * _ASKING
        if not self._names or show.list_closed or asked >= _ASKERS or at > following.at:
            return following
        return Step(at, Ask(self._somebody(show)))

    def _somebody(self, show: Show) -> Particulars:
        """Name somebody who hasn't spoken or asked yet."""
        known = {one.particulars.who for one in show.interventions.values()}
        known |= {one.particulars.who for one in show.requests.values()}
        name = next((name for name in self._names if name not in known), None)
        return Particulars() if name is None else completed(Particulars(who=name), show)


def as_planned(agenda: Agenda) -> Iterator[Action]:
    """Yield what makes a rehearsal keep to the clock times of an agenda, however late it begins.

    Of itself it has the room, and its fixed starts, that much later.
    """
    yield SetHardStop(agenda.end)
    for block in agenda.blocks():
        if block.start is not None and block.start > agenda.start:
            yield SetStart(block.id, block.start)


def shuffled_states(seed: int) -> list[str]:
    """Return the names of all States in an order that the seed makes, to take the floor in a simulated meeting."""
    states = [it.name for it in delegations() if it.category == "state"]
    Random(seed).shuffle(states)
    return states


class PlayedBlock(NamedTuple):
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


class PlayedOutcome(NamedTuple):
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
    def overrun(self) -> timedelta:
        """The time from the hard stop to the finish; less than nothing if it ends before."""
        return self.finish - self.show.agenda.end

    @property
    def floors(self) -> tuple[PlayedBlock, ...]:
        """The floor rounds."""
        return tuple(block for block in self.blocks if block.is_floor)

    @property
    def floor_planned(self) -> timedelta:
        """How long the floor rounds were planned to last together."""
        return sum((block.planned.duration for block in self.floors), ZERO)

    @property
    def floor_left(self) -> timedelta:
        """How long they lasted."""
        return sum((block.length for block in self.floors), ZERO)

    @property
    def interventions(self) -> int:
        """How many took the floor in them."""
        return sum(block.interventions for block in self.floors)


def play_outcome(agenda: Agenda, assumptions: Assumptions, seed: int) -> PlayedOutcome:
    """Play the first outcome of a seed on a show. The same seed makes the same show on every machine."""
    at = agenda.start + min(ZERO, assumptions.late)
    # A rehearsal that is tied to no machine's clock: nothing can take it for the meeting.
    opened = Opened(mode="rehearsal", anchor=Anchor(wall=at, boot=ZERO, boot_id=""), agenda=agenda)
    entries = [Entry(1, at, at, AUTHOR, opened)]
    show = replay(entries)
    for action in as_planned(agenda) if assumptions.late else ():
        entries.append(_entry(show, Step(at, action)))
        show = apply(show, entries[-1])
    script = Script(agenda, Simulator(agenda, assumptions).in_detail(seed))
    while (step := script.next_step(show)) is not None:
        entries.append(_entry(show, step))
        show = apply(show, entries[-1])
    return PlayedOutcome(assumptions, seed, tuple(_blocks(show)), show, tuple(entries))


def _entry(show: Show, step: Step) -> Entry:
    return Entry(show.n + 1, step.at, step.at, AUTHOR, decide(show, step.action, step.at))


def _blocks(show: Show) -> Iterator[PlayedBlock]:
    taken = Counter(one.block for one in show.interventions.values())
    for row in show.plan.rows:
        (interval,) = show.runs[row.block.id].intervals
        assert interval.end is not None, "the show is closed, so nothing runs any more"  # noqa: S101 -- for the type checker
        yield PlayedBlock(row, interval.start, interval.end, taken[row.block.id])
