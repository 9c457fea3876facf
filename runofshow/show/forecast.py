"""The forecast: when each block starts and ends if the show goes on like this, and what is left for the floor.

One pass over the blocks, and no state of its own: the same function serves the live screen, `status`, `watch` and
the dry run.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from runofshow.agenda.allocate import Claim, Place, Placed, Stretch, laid_out, shared, stretches
from runofshow.agenda.model import Floor
from runofshow.agenda.schedule import MICROSECOND, claim_of, handover_before, signals_of
from runofshow.instants import Instant
from runofshow.show.capacity import Capacity, capacity
from runofshow.show.countdown import Countdown, TurnCount, countdown_of, turn_count
from runofshow.show.parts import ZERO, BlockRun
from runofshow.show.state import Phase, Show


class BlockForecast(NamedTuple):
    """A block's planned and expected times; of one that is over, the actual ones."""

    run: BlockRun
    planned_start: Instant | None
    """None for a block that isn't in the agenda."""
    planned_end: Instant | None
    start: Instant | None
    """None for a block that was skipped."""
    end: Instant | None
    allotment: timedelta
    slack: timedelta = ZERO
    """The time before it, after the handover, in which nothing happens because its start is fixed."""

    @property
    def id(self) -> str:
        """The block's id, as typed in commands."""
        return self.run.id

    @property
    def lost(self) -> timedelta:
        """How much shorter than planned it will be; nothing if it isn't."""
        return max(ZERO, self.run.planned - self.allotment)


class Forecast(NamedTuple):
    """The forecast of a show at one instant. All instants are of the show clock, in UTC."""

    now: Instant
    phase: Phase
    blocks: tuple[BlockForecast, ...]
    """In the running order."""
    remaining: tuple[BlockForecast, ...]
    """The blocks still to be run; none once the show is closed."""
    countdown: Countdown | None
    """Of the running block; on hold it is what it was when the hold began."""
    left: timedelta | None
    """The time that the running block would have if it went on now. It differs from the countdown if the block is
    shrinkable and on hold.

    The hard stop doesn't wait for a pause. A rigid block goes on with what it had, and moves all that follow; one that
    gives, as a discussion that lasts until the hard stop does, goes on with less, for the pause has eaten into it.
    """
    holder: Countdown | None
    turn: TurnCount | None
    offset: timedelta
    """Behind (+) or ahead (−) of the plan."""
    start: Instant
    """The planned start of the show."""
    finish: Instant
    hard_stop: Instant
    margin: timedelta
    """The time that is to stay free before the hard stop."""
    floor: Capacity | None

    @property
    def overrun(self) -> timedelta:
        """How far the finish lies past the hard stop; nothing if it doesn't."""
        return max(ZERO, self.finish - self.hard_stop)

    @property
    def into_margin(self) -> timedelta:
        """How much of the margin the show uses up; nothing if it ends before."""
        return min(self.margin, max(ZERO, self.finish - (self.hard_stop - self.margin)))

    @property
    def next_block(self) -> BlockForecast | None:
        """The first of the blocks still to be run."""
        return self.remaining[0] if self.remaining else None

    @property
    def guards(self) -> tuple[BlockForecast, ...]:
        """The floor blocks that have not begun and that late speeches have cut to their minimum length."""
        floors = (one for one in self.remaining if isinstance(one.run.block, Floor) and one.run.block.shrinkable)
        return tuple(
            one for one in floors if not one.run.intervals and one.lost and one.allotment <= one.run.block.minimum
        )

    def block(self, name: str) -> BlockForecast:
        """Return the forecast of one block."""
        return next(block for block in self.blocks if block.id == name)


def forecast(show: Show, now: Instant) -> Forecast:
    """Return the forecast if the show goes on like this from `now`; of a closed show, how it ended."""
    return _forecast(show, now) if show.closed is None else _forecast(show, show.closed)._replace(now=now)


def _forecast(show: Show, now: Instant) -> Forecast:
    ahead, order = _Ahead.of(show, now), show.running_order()
    expected_end = ahead.ended if ahead.left is None else now + max(ZERO, ahead.left)
    blocks = tuple(_blocks(show, now, order, ahead, expected_end))
    finish = max((block.end for block in blocks if block.end is not None), default=max(now, ahead.ended))
    holder = None if (holding := show.holding) is None else countdown_of(show, holding, now)
    return Forecast(
        now=now,
        phase=show.phase,
        blocks=blocks,
        remaining=() if show.closed is not None else tuple(block for block in blocks if block.run.remains),
        countdown=_countdown(show, now, ahead),
        left=ahead.left,
        holder=holder,
        turn=turn_count(show, now),
        offset=_offset(show, now, [run for run in order if run.intervals], ahead, expected_end),
        start=show.start(now),
        finish=finish,
        hard_stop=show.hard_stop(now),
        margin=show.agenda.margin,
        floor=_capacity(show, now, ahead, holder, blocks),
    )


class _Ahead(NamedTuple):
    """The part of the show that is still to come, with its lengths shared out."""

    ended: Instant
    """When the block that runs ends, or ended, before the next one; the soonest start, if none has begun yet."""
    runs: list[BlockRun]
    """The running block, if it is shrinkable, and the remaining ones."""
    begin: Instant
    """The instant from which `placed` counts."""
    placed: dict[str, Placed]
    """When these begin, and how long they last, in microseconds."""
    left: timedelta | None
    """The time that a running block has left; negative if it should have ended before. None if none runs."""

    @classmethod
    def of(cls, show: Show, now: Instant) -> "_Ahead":
        runs, running, left = list(show.remaining()), show.running, None
        if running is not None:
            left = running.allotment - running.elapsed(now)
            ended = now if running.block.shrinkable else now + max(ZERO, left)
        elif show.first_started is None and show.closed is None:
            ended = max(now, show.agenda.start + show.shift(now))
        else:
            ended = show.last_ended or now
        begin = ended
        if runs and show.first_started is not None and running is None:
            begin = max(ended, now - show.handover(runs[0]))
        usual = show.agenda.handover // MICROSECOND
        places = [_place(show, run, now, begin, usual) for run in runs]
        if runs and show.first is None:
            places[0] = places[0]._replace(handover=0)
        shrinks = running if running is not None and running.block.shrinkable else None
        if shrinks is not None:
            runs = [shrinks, *runs]
            places = [_place(show, shrinks, now, begin, usual)._replace(start=None, handover=0), *places]
        deadline = (show.hard_stop(now) - show.agenda.margin - begin) // MICROSECOND
        placed = laid_out(0, places, deadline)
        if shrinks is not None:
            due = _due(shrinks, now, stretches(places, deadline)[0])
            left = (placed[0].length or min(due, 0)) * MICROSECOND
        return cls(ended, runs, begin, dict(zip([run.id for run in runs], placed, strict=True)), left)

    def length(self, run: BlockRun) -> timedelta:
        """Return how long a block lasts that is still to come, or runs and is shrinkable."""
        return self.placed[run.id].length * MICROSECOND


def _place(show: Show, run: BlockRun, now: Instant, begin: Instant, usual: int) -> Place:
    """Return what a block asks for; `usual` is the agenda's handover."""
    start = None if run.start is None else show.start_ahead(run, now)
    handover = usual if run.block.handover is None else run.block.handover // MICROSECOND
    claim = claim_of(run.block, run.allotment, run.elapsed(now), run.extension)
    return Place(claim, handover, None if start is None else (start - begin) // MICROSECOND)


def _due(run: BlockRun, now: Instant, stretch: Stretch) -> int:
    """Return the time that sharing leaves a running shrinkable block, as if used time could be given back.

    One that takes the rest bears all that the others of its stretch can't bear. In microseconds.
    """
    others = stretch.places[1:]
    available = stretch.deadline - sum(other.handover for other in others)
    used, minimum = run.elapsed(now) // MICROSECOND, run.block.minimum // MICROSECOND
    if run.takes_rest:
        return max(minimum - used, available - sum(other.claim.minimum for other in others))
    whole = run.allotment // MICROSECOND
    unbounded = Claim(whole - used, min(whole, minimum) - used, give=max(0, whole - minimum))
    return shared(available, [unbounded, *(other.claim for other in others)])[0]


def _countdown(show: Show, now: Instant, ahead: _Ahead) -> Countdown | None:
    """Return the running block's countdown. While it is on hold, it is that of the instant at which the hold began.

    What is decided meanwhile counts, as another hard stop or a block that is skipped.
    """
    run = show.running
    if run is None:
        return None
    held = run.intervals[-1].held
    if run.block.shrinkable and held is not None and held < now:
        now, ahead = held, _Ahead.of(show, held)
    elapsed, left = run.elapsed(now), ahead.left or ZERO
    return Countdown(elapsed, left, signals_of(run.block, show.agenda, elapsed + left))


def _blocks(show: Show, now: Instant, order: Iterable[BlockRun], ahead: _Ahead, at: Instant) -> Iterator[BlockForecast]:
    """Return the running order with its times; the running block ends at `at`."""
    shift, running = show.shift(now), show.running
    end: Instant | None
    for run in order:
        planned_start = None if run.planned_start is None else run.planned_start + shift
        planned_end = None if run.planned_end is None else run.planned_end + shift
        slack = ZERO
        if run is running:
            start, end, allotment = run.started, at, run.elapsed(now) + (ahead.left or ZERO)
        elif (placed := ahead.placed.get(run.id)) is not None:
            start, length = ahead.begin + placed.start * MICROSECOND, placed.length * MICROSECOND
            end, allotment = start + length, length + run.elapsed(now) if run.intervals else length
            slack = placed.slack * MICROSECOND if placed.slack else ZERO
        else:
            start, end, allotment = run.started, run.ended, run.allotment
        yield BlockForecast(run, planned_start, planned_end, start, end, allotment, slack)


def _offset(show: Show, now: Instant, ran: Sequence[BlockRun], ahead: _Ahead, expected_end: Instant) -> timedelta:
    """Return how far the show is behind the planned lengths of the blocks run since the last fixed start.

    Where none has begun they count from the start of the show. Their order makes no difference.
    """
    following = ahead.runs[0] if ahead.runs and show.running is None else None
    expected = None if following is None else ahead.begin + ahead.placed[following.id].start * MICROSECOND
    start = show.start(now)
    if show.first is None:
        fixed = None if following is None else show.start_ahead(following, now)
        return (expected or max(now, start)) - (fixed or start)
    late = lateness(show, ran, now, expected_end)
    if following is None or expected is None:
        return late
    due = (show.last_ended or now) + show.handover(following)
    return late + expected - max(due, show.start_ahead(following, now) or due)


def lateness(show: Show, ran: Sequence[BlockRun], now: Instant, ended: Instant) -> timedelta:
    """Return how far the show is behind if what `ran`, or runs, ends at `ended`; nothing that follows counts.

    It counts from the last fixed start that has begun; from the start of the show where none has.
    """
    since, last, begun = show.start(now), None, show.first_started or now
    for run in ran:
        began = run.began_by_start
        if began is not None and began >= begun and (fixed := show.fixed_start(run, now)) is not None:
            since, last, begun = fixed, run, began
    return ended - since - sum((_planned_since(show, run, now, last) for run in ran), ZERO)


def _planned_since(show: Show, run: BlockRun, now: Instant, last: BlockRun | None) -> timedelta:
    """Return what was planned for a block and the handover before it, as far as it ran since a fixed start."""
    planned = run.elapsed(now) if run.remains else run.planned
    begun = None if last is None else last.began_by_start
    if begun is None:
        return planned + (ZERO if run.id == show.first else handover_before(run.block, show.agenda))
    before = [interval for interval in run.intervals if interval.start < begun or interval.end == begun]
    left = planned - sum((interval.elapsed(now) for interval in before), ZERO)
    if run is last:
        return left
    return ZERO if len(before) == len(run.intervals) else left + handover_before(run.block, show.agenda)


def _capacity(
    show: Show, now: Instant, ahead: _Ahead, holder: Countdown | None, blocks: Sequence[BlockForecast]
) -> Capacity | None:
    candidates = ahead.runs if show.running is None else [show.running, *ahead.runs]
    run = next((run for run in candidates if isinstance(run.block, Floor)), None)
    if run is None:
        return None
    held, may_take, handover = False, ZERO, show.agenda.floor.handover
    if holder is not None and run.id == show.current:
        held, may_take = True, max(ZERO, holder.remaining)
        if show.interrupted is not None:  # speaks on after the point of order
            may_take += handover + max(ZERO, countdown_of(show, show.interventions[show.interrupted], now).remaining)
    length = ahead.length(run) if run.id in ahead.placed else max(ZERO, run.allotment - run.elapsed(now))
    if run.id == show.current:
        first = now + may_take + (handover if held else ZERO)
    else:
        first = next((block.start for block in blocks if block.run is run), None) or now
    return capacity(show, run, max(ZERO, length - may_take), first, held=held)
