"""The people of a simulated meeting: from a show alone they know what happens next, and when, if nobody else acts.

So the same cast plays a whole meeting in a moment, or on the live screen beside a moderator who pauses and extends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from runofshow.agenda.delegations import delegations
from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import MICROSECOND
from runofshow.instants import Instant
from runofshow.rehearsal.assumptions import Assumptions
from runofshow.rehearsal.luck import FloorDraws, Luck, speech_deviate
from runofshow.show.actions.blocks import EndBlock, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.identities import completed
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention
from runofshow.show.state import Action, Show

_SECOND: Final = timedelta(seconds=1)
_ASKERS: Final = 4
_ASKING: Final = timedelta(seconds=20)
"""So many ask for the floor in each round, so long one after the other."""
_UNFORESEEN: Final = 0.5
"""The luck of a block that the agenda doesn't hold: as half of all have it."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody of the cast does, and when."""

    at: Instant
    action: Action


class Cast:
    """Speakers, a floor and a moderator who follow one trial's luck.

    Speakers take what their countdown shows them at the start, times their factor; the moderator takes for each
    handover between blocks what is planned. In a floor round somebody takes the floor as long as the forecast says that
    another intervention fits; the rest of its countdown is the moderator's.
    """

    def __init__(self, agenda: Agenda, assumptions: Assumptions, luck: Luck, names: Sequence[str] = ()) -> None:
        """`names` are those who take the floor, in turn; where there are none, nobody is named."""
        self._assumptions = assumptions
        self._luck = {block.id: number for block, number in zip(agenda.blocks(), luck, strict=True)}
        self._draws: dict[str, FloorDraws] = {}
        self._names = names

    def act(self, show: Show) -> Act | None:
        """What the cast does next; None while it is paused, and once the show is closed."""
        if show.closed is not None or show.paused:
            return None
        if (run := show.running) is None:
            return self._between(show)
        return self._on_the_floor(show, run) if isinstance(run.block, Floor) else self._speech(show, run)

    def _between(self, show: Show) -> Act:
        if (following := show.next_block) is None:
            return Act(show.last_ended or show.last_move, Finish())
        if show.last_ended is None:
            return Act(show.agenda.start + self._assumptions.late, StartBlock())
        return Act(show.last_ended + show.handover(following), StartBlock())

    def _speech(self, show: Show, run: BlockRun) -> Act:
        began = run.intervals[-1]
        countdown = forecast(show, began.start).countdown
        expected = ZERO if countdown is None else max(ZERO, countdown.remaining)
        number = self._luck.get(run.id, _UNFORESEEN)
        length = self._assumptions.speech(expected // MICROSECOND, speech_deviate(number)) * MICROSECOND
        return Act(_after(began, length), EndBlock())

    def _on_the_floor(self, show: Show, run: BlockRun) -> Act:
        if run.id not in self._draws:
            self._draws[run.id] = FloorDraws(self._luck.get(run.id, _UNFORESEEN))
        draws = self._draws[run.id]
        over = [one for one in show.log() if one.block == run.id and one.interval.end is not None and not one.recorded]
        if (holding := show.holding) is not None:
            done = Act(_after(holding.interval, self._intervention(holding, draws, len(over))), EndFloor())
            return self._asked_before(show, run, done)
        ended = max((one.interval.end for one in over if one.interval.end is not None), default=None)
        since = run.intervals[-1].start if ended is None else max(ended, run.intervals[-1].start)
        handover = ZERO
        if over:
            handover = self._assumptions.floor_handover(draws.handover(len(over) - 1)) * MICROSECOND
        floor = forecast(show, since + handover).floor
        if floor is not None and floor.block.id == run.id and floor.fits >= 1:
            return self._asked_before(show, run, Act(since + handover, self._given(show)))
        return Act(_end_of_countdown(show, since), EndBlock())

    def _given(self, show: Show) -> GiveFloor:
        return GiveFloor(first_waiting=True) if show.waiting else GiveFloor(self._somebody(show))

    def _asked_before(self, show: Show, run: BlockRun, following: Act) -> Act:
        """Somebody asks for the floor first, while the round is young and the list open."""
        asked = sum(request.asked >= run.intervals[-1].start for request in show.requests.values())
        at = run.intervals[-1].start + asked * _ASKING
        if not self._names or show.list_closed or asked >= _ASKERS or at > following.at:
            return following
        return Act(at, Ask(self._somebody(show)))

    def _intervention(self, one: Intervention, draws: FloorDraws, place: int) -> timedelta:
        limit = one.allotment() // MICROSECOND
        return self._assumptions.intervention(limit, draws.intervention(place)) * MICROSECOND

    def _somebody(self, show: Show) -> Particulars:
        """Who hasn't spoken or asked yet."""
        known = {one.particulars.who for one in show.interventions.values()}
        known |= {one.particulars.who for one in show.requests.values()}
        name = next((name for name in self._names if name not in known), None)
        return Particulars() if name is None else completed(Particulars(who=name), show)


def _after(interval: Interval, length: timedelta) -> Instant:
    return interval.start + interval.paused + length


def _end_of_countdown(show: Show, since: Instant) -> Instant:
    """When the running block's countdown is over; one that a later block leaves more while it runs is asked again."""
    until = since
    while (left := _left(show, until)) >= _SECOND:
        until += left
    return until + left


def _left(show: Show, at: Instant) -> timedelta:
    countdown = forecast(show, at).countdown
    return ZERO if countdown is None else max(ZERO, countdown.remaining)


def some_states(seed: int) -> list[str]:
    """Who takes the floor in a simulated meeting: all States, in an order of the seed's own."""
    states = [it.name for it in delegations() if it.category == "state"]
    Random(seed).shuffle(states)
    return states
