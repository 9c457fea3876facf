"""Play an outcome step by step on a show: at once for the dry run, or on the live screen beside a moderator.

The script goes by the show as it is. Where a moderator pauses, extends, skips or inserts, what follows is later, longer
or left out; where nobody does, every step lies at the instant that the outcome has for it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from runofshow.agenda.delegations import delegations
from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import MICROSECOND
from runofshow.instants import Instant
from runofshow.show.actions.blocks import EndBlock, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish, SetHardStop
from runofshow.show.actions.running_order import SetStart
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import completed
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun
from runofshow.show.state import Action, Show
from runofshow.simulation.outcome import Outcome, SimulatedIntervention

_ASKERS: Final = 4
_ASKING: Final = timedelta(seconds=20)
"""So many ask for the floor in each round, so long one after the other."""


@dataclass(frozen=True, slots=True)
class Step:
    """An action, and when it is due."""

    at: Instant
    action: Action


@dataclass(frozen=True, slots=True)
class _Lasts:
    """How long a block lasts in the outcome, and its interventions, in the microseconds of the outcome."""

    length: timedelta
    began: int = 0
    interventions: Sequence[SimulatedIntervention] = ()

    def intervention(self, place: int) -> tuple[timedelta, timedelta]:
        """Return the handover before an intervention, and its length; the first is at place 0."""
        before = self.interventions[place - 1].end if place else self.began
        one = self.interventions[place]
        return (one.start - before) * MICROSECOND, (one.end - one.start) * MICROSECOND


class Script:
    """The steps of a detailed outcome of an agenda. `names` take the floor in turn; without any, nobody is named."""

    def __init__(self, agenda: Agenda, outcome: Outcome, names: Sequence[str] = ()) -> None:
        self._begins = agenda.start + outcome.starts[0] * MICROSECOND
        rounds = iter(outcome.rounds)
        self._blocks = {
            block.id: _Lasts(
                (end - start) * MICROSECOND, start, next(rounds).in_detail if isinstance(block, Floor) else ()
            )
            for block, start, end in zip(agenda.blocks(), outcome.starts, outcome.ends, strict=True)
        }
        self._names = names

    def next_step(self, show: Show) -> Step | None:
        """Return the next step; None while the show is paused, and once it is closed."""
        if show.closed is not None or show.paused:
            return None
        if (run := show.running) is None:
            return self._between(show)
        lasts = self._blocks.get(run.id, _Lasts(run.planned))  # a block that somebody inserted lasts as planned
        return (
            self._on_the_floor(show, run, lasts) if isinstance(run.block, Floor) else Step(_end(run, lasts), EndBlock())
        )

    def _between(self, show: Show) -> Step:
        if (following := show.next_block) is None:
            return Step(show.last_ended or show.last_move, Finish())
        if show.last_ended is None:
            return Step(max(self._begins, show.start_ahead(following, self._begins) or self._begins), StartBlock())
        due = show.last_ended + show.handover(following)
        return Step(max(due, show.start_ahead(following, due) or due), StartBlock())

    def _on_the_floor(self, show: Show, run: BlockRun, lasts: _Lasts) -> Step:
        over = [one for one in show.log() if one.block == run.id and one.interval.end is not None and not one.recorded]
        place = len(over)
        if (one := show.holding) is not None:
            length = lasts.intervention(place)[1] if place < len(lasts.interventions) else one.limit or ZERO
            done = Step(one.interval.start + one.interval.paused + length + one.extension, EndFloor())
            return self._asked_before(show, run, done)
        since = max([run.intervals[-1].start, *(one.interval.end for one in over if one.interval.end is not None)])
        if place < len(lasts.interventions):
            giving = GiveFloor(first_waiting=True) if show.waiting else GiveFloor(self._somebody(show))
            return self._asked_before(show, run, Step(since + lasts.intervention(place)[0], giving))
        return Step(max(since, _end(run, lasts)), EndBlock())

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


def _end(run: BlockRun, lasts: _Lasts) -> Instant:
    """Return when a running block ends: after its simulated length and extensions, less the time that it ran before."""
    *before, now = run.intervals
    used = sum((interval.elapsed(interval.end or now.start) for interval in before), ZERO)
    return now.start + now.paused + max(ZERO, lasts.length + run.extension - used)


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
