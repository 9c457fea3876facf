"""A show against its plan: how long each block took, where the time went, who spoke for how long, and who was over.

Lengths are exact. `as_shown` cuts a show's times to the seconds that people see, so that what is shown adds up.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

from rpds import HashTrieMap

from runofshow.agenda.model import Floor, Item, Panel, Signals, Speech
from runofshow.agenda.schedule import handover_before
from runofshow.agenda.signals import signals_of, signals_of_intervention
from runofshow.instants import SECOND, Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import lateness
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention
from runofshow.show.state import Show
from runofshow.show.talk_time import PANEL, Statement, TalkTime, name_of, statements, talk_times

MOST_OVERRUNS: Final = 3
_TYPED_AFTERWARDS: Final = timedelta(seconds=30)
"""A step that was entered later than this after it happened didn't happen before a running countdown."""


def as_shown(show: Show) -> Show:
    """Return the show with all instants and pauses cut to the seconds that clocks on the wall show."""

    def cut(at: Instant) -> Instant:
        wall = at + show.correction
        return Instant(wall.replace(microsecond=0) - show.correction)

    return replace(
        show,
        runs=HashTrieMap({name: replace(run, intervals=_cut(run.intervals, cut)) for name, run in show.runs.items()}),
        interventions=HashTrieMap(
            {n: replace(one, interval=_cut((one.interval,), cut)[0]) for n, one in show.interventions.items()}
        ),
        turns=HashTrieMap(
            {n: turn._replace(interval=_cut((turn.interval,), cut)[0]) for n, turn in show.turns.items()}
        ),
        first_started=None if show.first_started is None else cut(show.first_started),
    )


def _cut(intervals: Iterable[Interval], cut: Callable[[Instant], Instant]) -> tuple[Interval, ...]:
    """Cut instants, and pauses so that their sum is cut."""
    found: list[Interval] = []
    paused = before = ZERO
    for one in intervals:
        paused += one.paused
        whole = paused // SECOND * SECOND
        end, held = (None if at is None else cut(at) for at in (one.end, one.held))
        found.append(Interval(cut(one.start), end, whole - before, held))
        before = whole
    return tuple(found)


@dataclass(frozen=True, slots=True)
class TimedStatement:
    """A speech or an intervention that was timed."""

    whose: str
    number: int | None
    """The number of the intervention; None for a speech."""
    allotted: timedelta
    """Extensions included."""
    took: timedelta
    signals: Signals
    live: bool = True
    """True if it began and ended before a running countdown. Nobody was told anything that was entered afterwards."""

    @property
    def last_signal(self) -> Signal:
        """The last signal that the countdown came to."""
        return Countdown(self.took, self.allotted - self.took, self.signals).signal

    @property
    def over(self) -> timedelta:
        """How long after the time was up it ended; nothing if it ended in time."""
        return max(ZERO, self.took - self.allotted)


def timed_statements(show: Show, now: Instant) -> Iterator[TimedStatement]:
    """Yield every speech and every intervention that has ended and was timed, in their order."""
    afterwards = {
        entry.at.replace(microsecond=0)
        for entry in show.history
        if entry.event.moves_show and entry.written - entry.at > _TYPED_AFTERWARDS
    }

    def live(intervals: Iterable[Interval]) -> bool:
        edges = (at.replace(microsecond=0) for one in intervals for at in (one.start, one.end) if at is not None)
        return afterwards.isdisjoint(edges)

    for run in show.running_order():
        if isinstance(run.block, Speech | Panel) and run.ended is not None:
            signals = signals_of(run.block, show.agenda, run.allotment)
            took = run.elapsed(now)
            yield TimedStatement(run.block.called, None, run.allotment, took, signals, live(run.intervals))
    for one in show.log():
        if one.interval.end is not None and not one.recorded:
            signals, took = signals_of_intervention(show.agenda, one.allotment()), one.interval.elapsed(now)
            named = name_of(one.particulars)
            yield TimedStatement(named, one.number, one.allotment(), took, signals, live([one.interval]))


@dataclass(frozen=True, slots=True)
class Share:
    """The planned and the actual length of something."""

    planned: timedelta
    actual: timedelta

    @property
    def over(self) -> timedelta:
        """How much longer than planned it took; shorter is negative."""
        return self.actual - self.planned


@dataclass(frozen=True, slots=True)
class Spoken:
    """The number of interventions, and their time together."""

    interventions: int
    time: timedelta


@dataclass(frozen=True, slots=True)
class Overrun:
    """A block that took longer than planned."""

    run: BlockRun
    by: timedelta


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the time went, from the planned start to the last end."""

    late: timedelta
    """The time from the planned start to the start; early is negative."""
    speeches: Share
    floor: Share
    items: Share
    """Breaks, videos and whatever else nobody speaks in."""
    between: Share
    """Handovers: what lies between two blocks, the moderator's own time."""
    paused: timedelta
    """The time for which countdowns were held while their block ran."""
    from_the_floor: Spoken
    """Statements and questions in floor rounds."""
    outside_rounds: Spoken
    """Statements and questions before, between and after floor rounds, and in speeches."""
    by_the_panel: Spoken
    """Everything that the panel said from the floor, replies above all."""
    replies: Spoken
    """Replies by others."""
    rights_of_reply: Spoken
    points_of_order: Spoken
    overruns: tuple[Overrun, ...]
    """The blocks that ran over most, the longest first."""


def summary(show: Show, now: Instant) -> Summary:
    """Return where the time has gone by `now`. Blocks that were skipped count as planned, and took nothing."""
    return _summary(show, now, statements(show, now))


def _summary(show: Show, now: Instant, spoken: Iterable[Statement]) -> Summary:
    runs = [show.runs[name] for name in show.order]
    held = sum((_held(interval, now) for run in runs for interval in run.intervals), ZERO)
    floors = _floors(show)
    times: dict[str, list[timedelta]] = {}
    for said in spoken:
        if said.intervention is not None:
            times.setdefault(_sort_of(said.intervention, floors), []).append(said.time)
    return Summary(
        late=ZERO if show.first_started is None else show.first_started - show.plan.rows[0].start - show.shift(now),
        speeches=_share([run for run in runs if isinstance(run.block, Speech | Panel)], now),
        floor=_share([run for run in runs if isinstance(run.block, Floor)], now),
        items=_share([run for run in runs if isinstance(run.block, Item)], now),
        between=Share(_planned_between(show), sum(_gaps(show).values(), ZERO)),
        paused=held,
        **{name: Spoken(len(each := times.get(name, [])), sum(each, ZERO)) for name in _SORTS},
        overruns=_overruns(runs, now),
    )


_SORTS: Final = ("from_the_floor", "outside_rounds", "by_the_panel", "replies", "rights_of_reply", "points_of_order")


def _sort_of(one: Intervention, floors: Container[str | None]) -> str:
    """Return under which of these an intervention is counted."""
    if one.particulars.category == PANEL:
        return "by_the_panel"
    match one.particulars.kind:
        case "point_of_order":
            return "points_of_order"
        case "right_of_reply":
            return "rights_of_reply"
        case "reply":
            return "replies"
        case _:
            return "from_the_floor" if one.block in floors else "outside_rounds"


def _share(runs: Iterable[BlockRun], now: Instant) -> Share:
    chosen = list(runs)
    return Share(sum((run.planned for run in chosen), ZERO), sum((run.elapsed(now) for run in chosen), ZERO))


def _floors(show: Show) -> set[str | None]:
    return {run.id for run in show.running_order() if isinstance(run.block, Floor)}


def _planned_between(show: Show) -> timedelta:
    rows = show.plan.rows
    return sum((row.start - before.end for before, row in pairwise(rows)), ZERO)


def _held(interval: Interval, now: Instant) -> timedelta:
    return (interval.end or now) - interval.start - interval.elapsed(now)


def _overruns(runs: Iterable[BlockRun], now: Instant) -> tuple[Overrun, ...]:
    over = [Overrun(run, run.elapsed(now) - run.planned) for run in runs if isinstance(run.block, Speech | Panel)]
    longest = sorted((one for one in over if one.by >= SECOND), key=lambda one: one.by, reverse=True)
    return tuple(longest[:MOST_OVERRUNS])


@dataclass(frozen=True, slots=True)
class BlockReport:
    """A block of the running order, as planned and as it ran."""

    run: BlockRun
    planned_start: Instant | None
    """By the show clock; None for a block that isn't in the agenda."""
    length: Share
    held: timedelta
    """The time for which its countdown was held."""
    handover: Share
    """The time before it, and before it came back."""

    @property
    def ran(self) -> bool:
        """True if it was begun at all."""
        return bool(self.run.intervals)

    @property
    def added(self) -> timedelta:
        """By how much the block and the handover before it put the show behind; ahead is negative."""
        return self.over + self.held + self.handover.over if self.ran else ZERO

    @property
    def over(self) -> timedelta:
        """How much longer than planned it took; nothing for a block that is set aside, whose rest is still to come."""
        return ZERO if self.run.remains else self.length.over


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a show. Instants are of the show clock, in UTC."""

    show: Show
    now: Instant
    summary: Summary
    blocks: tuple[BlockReport, ...]
    offset: timedelta
    """The offset at the end of the last block to have run: what the blocks added since the last fixed start that has
    begun and how late that was; without one, the late start and what every block added."""
    between_interventions: timedelta
    """The time in floor rounds in which nobody spoke."""
    by_speaker: tuple[TalkTime, ...]
    by_segment: tuple[TalkTime, ...]
    by_category: tuple[TalkTime, ...]
    timed: tuple[TimedStatement, ...]

    @property
    def over(self) -> tuple[TimedStatement, ...]:
        """Those who went on after their time was up, the longest first."""
        late = [one for one in self.timed if one.over >= SECOND]
        return tuple(sorted(late, key=lambda one: one.over, reverse=True))


def report(show: Show, now: Instant) -> Report:
    """Return the report of a show; what still runs is measured at `now`."""
    spoken, floors = statements(show, now), _floors(show)
    went = _summary(show, now, spoken)
    blocks = tuple(_blocks(show, now))
    said = (one for one in spoken if one.intervention is not None and one.intervention.block in floors)
    return Report(
        show=show,
        now=now,
        summary=went,
        blocks=blocks,
        offset=_offset(show, now),
        between_interventions=max(ZERO, went.floor.actual - sum((one.time for one in said), ZERO)),
        by_speaker=talk_times(spoken, lambda one: one.who),
        by_segment=talk_times(spoken, lambda one: one.segment),
        by_category=talk_times(spoken, lambda one: one.category),
        timed=tuple(timed_statements(show, now)),
    )


def _offset(show: Show, now: Instant) -> timedelta:
    ends = [interval.end or now for name in show.order for interval in show.runs[name].intervals]
    return lateness(show, now, max(ends)) if ends else ZERO


def _blocks(show: Show, now: Instant) -> Iterator[BlockReport]:
    gaps = _gaps(show)
    shift = show.shift(now)
    for run in show.running_order():
        gap = gaps.get(run.id, ZERO)
        planned = ZERO if run.id == show.first or not run.intervals else handover_before(run.block, show.agenda)
        fixed, began = show.fixed_start(run, now), run.began_by_start
        if fixed is not None and began is not None:
            planned = max(planned, min(gap, gap - (began - fixed)))  # it waits for its fixed start
        yield BlockReport(
            run=run,
            planned_start=None if run.planned_start is None else run.planned_start + shift,
            length=Share(run.planned, run.elapsed(now)),
            held=sum((_held(interval, now) for interval in run.intervals), ZERO),
            handover=Share(planned, gap),
        )


def _gaps(show: Show) -> dict[str, timedelta]:
    """Return the time in which nothing ran before the intervals of each block; a speaker who was absent ran nothing."""
    intervals = [(interval, run.id) for run in show.running_order() for interval in run.intervals]
    intervals.sort(key=lambda one: one[0].start)
    gaps: dict[str, timedelta] = {}
    before = show.first_started
    for interval, name in intervals:
        if before is not None:
            gaps[name] = gaps.get(name, ZERO) + interval.start - before
        before = interval.end
    return gaps
