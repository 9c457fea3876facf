"""The forecast: when each block starts and ends if the show goes on like this, and what is left for the floor.

One pass over the blocks, and no state of its own: the same function serves the live screen, `status`, `watch` and
the dry run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from runofshow.agenda.model import Floor
from runofshow.agenda.schedule import Demand, handover_before, share
from runofshow.agenda.signals import signals_of
from runofshow.instants import Instant
from runofshow.show.capacity import Capacity, capacity
from runofshow.show.countdown import Countdown, countdown_of
from runofshow.show.parts import ZERO, BlockRun, Status
from runofshow.show.state import Phase, Show


@dataclass(frozen=True, slots=True)
class BlockForecast:
    """A block's planned and expected times; of one that is over, the actual ones."""

    run: BlockRun
    planned_start: Instant | None
    """None for a block that isn't in the agenda."""
    planned_end: Instant | None
    start: Instant | None
    """None for a block that was skipped."""
    end: Instant | None
    allotment: timedelta

    @property
    def id(self) -> str:
        """The block's id, as typed in commands."""
        return self.run.id


@dataclass(frozen=True, slots=True)
class Guard:
    """The speeches have eaten a floor block down to its minimum length."""

    run: BlockRun
    lost: timedelta
    """How much shorter than planned it will be."""
    minimum: timedelta


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of a show at one instant. All instants are of the show clock, in UTC."""

    now: Instant
    phase: Phase
    blocks: tuple[BlockForecast, ...]
    """In the running order."""
    next_block: BlockForecast | None
    """The block that will run next."""
    countdown: Countdown | None
    """Of the running block; on hold it is what it was when the hold began."""
    left: timedelta | None
    """The time that the running block has if it goes on now: its countdown's, unless it is shrinkable and on hold.

    The hard stop doesn't wait for a pause. A rigid block goes on with what it had, and moves all that follow; one that
    gives, as a discussion that lasts until the hard stop does, goes on with less, for the pause has eaten into it.
    """
    holder: Countdown | None
    """Of the intervention that has the floor."""
    offset: timedelta
    """Behind (+) or ahead (−) of the plan."""
    start: Instant
    """The planned start of the show."""
    finish: Instant
    hard_stop: Instant
    floor: Capacity | None
    guards: tuple[Guard, ...]

    @property
    def overrun(self) -> timedelta:
        """How far the finish lies past the hard stop; nothing if it doesn't."""
        return max(ZERO, self.finish - self.hard_stop)

    @property
    def remaining(self) -> tuple[BlockForecast, ...]:
        """The blocks still to be run; none once the show is closed."""
        closed = self.phase is Phase.FINISHED
        return () if closed else tuple(block for block in self.blocks if block.run.remains)

    def block(self, name: str) -> BlockForecast:
        """The forecast of one block."""
        return next(block for block in self.blocks if block.id == name)


def forecast(show: Show, now: Instant) -> Forecast:
    """Return the forecast if the show goes on like this from `now`; of a closed show, how it ended."""
    return _forecast(show, now) if show.closed is None else replace(_forecast(show, show.closed), now=now)


def _forecast(show: Show, now: Instant) -> Forecast:
    ahead = _Ahead.of(show, now)
    left = None if show.running is None else _left(show.running, now, ahead)
    expected_end = now + max(ZERO, left) if left is not None else ahead.begin
    blocks = tuple(_blocks(show, now, ahead, left, expected_end))
    finish = max((block.end for block in blocks if block.end is not None), default=max(now, ahead.begin))
    holder = None if (holding := show.holding) is None else countdown_of(show, holding, now)
    return Forecast(
        now=now,
        phase=show.phase,
        blocks=blocks,
        next_block=None if show.closed is not None else next((block for block in blocks if block.run.remains), None),
        countdown=_countdown(show, now, ahead),
        left=left,
        holder=holder,
        offset=_offset(show, now, ahead, expected_end),
        start=show.agenda.start + show.shift(now),
        finish=finish,
        hard_stop=show.hard_stop(now),
        floor=_capacity(show, now, ahead, holder, blocks),
        guards=tuple(_guards(ahead)),
    )


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The part of the show that is still to come, with its lengths shared out."""

    begin: Instant
    """From here the remaining blocks follow: the end of a rigid block that runs, else the soonest for what is next."""
    order: list[BlockRun]
    """The whole running order, what is over included."""
    runs: list[BlockRun]
    """The running block, if it is shrinkable, and the remaining ones."""
    handovers: dict[str, timedelta]
    lengths: dict[str, timedelta]
    due: timedelta
    """The time that a running shrinkable block has left; negative if it should have ended before."""

    @classmethod
    def of(cls, show: Show, now: Instant) -> "_Ahead":
        order, running = show.running_order(), show.running
        runs = [run for run in order if run.remains] if show.closed is None else []
        handovers = [handover_before(run.block, show.agenda) for run in runs]
        if runs:
            handovers[0] = show.handover(runs[0])  # nothing, if it is the first of all
        demands = [_demand(run, now) for run in runs]
        begin = _begin(show, now, handovers)
        if running is None and handovers:
            handovers[0] = ZERO  # `begin` has it already
        if running is not None and running.block.shrinkable:
            runs, handovers, demands = [running, *runs], [ZERO, *handovers], [_demand(running, now), *demands]
        available = show.hard_stop(now) - begin - sum(handovers, ZERO)
        due = _due(running, now, demands[1:], available) if running is not None and running.block.shrinkable else ZERO
        names = [run.id for run in runs]
        shares = dict(zip(names, share(available, demands), strict=True))
        return cls(begin, order, runs, dict(zip(names, handovers, strict=True)), shares, due)


def _begin(show: Show, now: Instant, handovers: Sequence[timedelta]) -> Instant:
    running = show.running
    if running is not None:
        left = ZERO if running.block.shrinkable else max(ZERO, running.allotment - running.elapsed(now))
        return now + left
    if show.first_started is None and show.closed is None:
        return max(now, show.agenda.start + show.shift(now))
    ended = show.last_ended or now
    return max(now, ended + handovers[0]) if handovers else ended


def _demand(run: BlockRun, now: Instant) -> Demand:
    used, allotment = run.elapsed(now), run.allotment
    natural = max(ZERO, allotment - used)
    if not run.block.shrinkable:
        return Demand(natural, natural)
    minimum = max(ZERO, run.block.minimum - used)
    if run.takes_rest:
        return Demand(minimum, minimum, takes_rest=True, used=used, extra=run.extension)
    return Demand(natural, min(natural, minimum), give=max(ZERO, allotment - run.block.minimum))


def _due(run: BlockRun, now: Instant, others: Sequence[Demand], available: timedelta) -> timedelta:
    """Return the time that sharing leaves a running shrinkable block, as if used time could be given back.

    Never less than its minimum; for the rest it bears its part of the shortage, and all that the others can't bear.
    """
    used = run.elapsed(now)
    if run.takes_rest:
        return max(run.block.minimum - used, available - sum((other.minimum for other in others), ZERO))
    left = run.allotment - used
    shortage = left + sum((other.natural for other in others), ZERO) - available
    if shortage <= ZERO:
        return left
    give = run.allotment - run.block.minimum
    all_gives = give + sum((other.give or ZERO for other in others), ZERO)
    part = shortage * (give / all_gives) if all_gives else ZERO
    bearable = sum((other.spare for other in others), ZERO)
    return max(run.block.minimum - used, left - max(part, shortage - bearable))


def _left(run: BlockRun, now: Instant, ahead: _Ahead) -> timedelta:
    """Return the time that a running block has left; a shrinkable one has what the forecast leaves it."""
    if not run.block.shrinkable:
        return run.allotment - run.elapsed(now)
    return ahead.lengths[run.id] or min(ahead.due, ZERO)


def _countdown(show: Show, now: Instant, ahead: _Ahead) -> Countdown | None:
    """The running block's. Nothing of it runs while it is on hold: it is that of the instant at which the hold began.

    What is decided meanwhile counts, as another hard stop or a block that is skipped.
    """
    run = show.running
    if run is None:
        return None
    held = run.intervals[-1].held
    if run.block.shrinkable and held is not None and held < now:
        now, ahead = held, _Ahead.of(show, held)
    elapsed, left = run.elapsed(now), _left(run, now, ahead)
    return Countdown(elapsed, left, signals_of(run.block, show.agenda, elapsed + left))


def _blocks(show: Show, now: Instant, ahead: _Ahead, left: timedelta | None, at: Instant) -> Iterator[BlockForecast]:
    """The running order with its times; what is still to come follows from `at` on."""
    shift = show.shift(now)
    for run in ahead.order:
        planned_start = None if run.planned_start is None else run.planned_start + shift
        planned_end = None if run.planned_end is None else run.planned_end + shift
        start, end, allotment = run.started, run.ended, run.allotment
        if left is not None and run.id == show.current:
            end, allotment = at, run.elapsed(now) + left
        elif (length := ahead.lengths.get(run.id)) is not None:
            start = at + ahead.handovers[run.id]
            at = end = start + length
            allotment = length + run.elapsed(now)
        yield BlockForecast(run, planned_start, planned_end, start, end, allotment)


def _offset(show: Show, now: Instant, ahead: _Ahead, expected_end: Instant) -> timedelta:
    """Return how far the show is behind the planned lengths of the blocks run so far, whatever their order."""
    start = show.agenda.start + show.shift(now)
    if show.first_started is None:
        return max(now, start) - start
    planned = ZERO
    for run in ahead.order:
        if run.intervals:
            used = run.elapsed(now) if run.status in {Status.PARKED, Status.WAITING} else run.planned
            planned += used + (ZERO if run.id == show.first else handover_before(run.block, show.agenda))
    if show.current is None:
        following = show.next_block
        expected_end = expected_end - show.handover(following) if following else show.last_ended or now
    return expected_end - start - planned


# The floor.


def _capacity(
    show: Show, now: Instant, ahead: _Ahead, holder: Countdown | None, blocks: Sequence[BlockForecast]
) -> Capacity | None:
    candidates = ahead.runs if show.running is None else [show.running, *ahead.runs]
    run = next((run for run in candidates if isinstance(run.block, Floor)), None)
    if run is None:
        return None
    held = holder is not None and run.id == show.current
    may_take = _still_taken(show, now, holder) if held and holder is not None else ZERO
    length = ahead.lengths.get(run.id, max(ZERO, run.allotment - run.elapsed(now)))
    room = max(ZERO, length - may_take)
    expected = next((block.start for block in blocks if block.run is run), None)
    handover = show.agenda.floor.handover if held else ZERO
    first = now + may_take + handover if run.id == show.current else expected or now
    return capacity(show, run, room, first, held=held)


def _still_taken(show: Show, now: Instant, holder: Countdown) -> timedelta:
    """Return the time for the holder and, after a point of order, for a handover and the interrupted speaker."""
    taken = max(ZERO, holder.remaining)
    if show.interrupted is None:
        return taken
    interrupted = show.interventions[show.interrupted]
    return taken + show.agenda.floor.handover + max(ZERO, interrupted.allotment() - interrupted.interval.elapsed(now))


def _guards(ahead: _Ahead) -> Iterator[Guard]:
    """Floor blocks still to come that are held at their minimum although more was planned."""
    for run in ahead.runs:
        if isinstance(run.block, Floor) and run.block.shrinkable and not run.intervals:
            length = ahead.lengths[run.id]
            if length < run.planned and length <= run.block.minimum:
                yield Guard(run, run.planned - length, run.block.minimum)
