"""A show against its plan: what each block took, where the time went, who spoke for how long, and who was over."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from runofshow.agenda.model import Floor, Panel, Signals, Speech
from runofshow.agenda.schedule import handover_before
from runofshow.agenda.signals import signals_of, signals_of_intervention
from runofshow.instants import Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention
from runofshow.show.state import Show

NAMELESS = "(no name)"
NO_CATEGORY = "other"
PANEL = "panel"
"""The category of whoever has a speech of the agenda."""

MOST_OVERRUNS = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech or an intervention."""

    who: str
    segment: str
    category: str
    time: timedelta


@dataclass(frozen=True, slots=True)
class TalkTime:
    """The talk time of somebody, or of a part of the meeting."""

    name: str
    turns: int
    time: timedelta
    part: float
    """Of all talk time, from 0 to 1."""


def name_of(said: Particulars) -> str:
    """Return the name in a report of somebody who took the floor."""
    return said.who or said.person or NAMELESS


def statements(show: Show, now: Instant) -> Iterator[Statement]:
    """Every speech that was begun and every intervention."""
    for run in show.running_order():
        if isinstance(run.block, Speech | Panel) and run.intervals:
            yield Statement(run.block.called, run.segment, PANEL, run.elapsed(now))
    for one in show.log():
        said = one.particulars
        segment = "" if one.block is None or one.block not in show.runs else show.runs[one.block].segment
        yield Statement(name_of(said), segment, said.category or NO_CATEGORY, one.interval.elapsed(now))


def talk_times(spoken: Iterable[Statement], of: Callable[[Statement], str]) -> tuple[TalkTime, ...]:
    """Return each one's talk time, the longest first, equal ones by name."""
    every = list(spoken)
    whole = sum((one.time for one in every), ZERO)
    times: dict[str, list[timedelta]] = {}
    for one in every:
        times.setdefault(of(one), []).append(one.time)
    found = [(name, len(each), sum(each, ZERO)) for name, each in times.items()]
    found.sort(key=lambda one: (-one[2], one[0]))
    return tuple(TalkTime(name, count, time, time / whole if whole else 0.0) for name, count, time in found)


@dataclass(frozen=True, slots=True)
class TimedStatement:
    """A speech or an intervention that was timed: what it had, and what it took."""

    whose: str
    number: int | None
    """The intervention's; None of a speech."""
    allotted: timedelta
    """Extensions included."""
    took: timedelta
    signals: Signals

    @property
    def last_signal(self) -> Signal:
        """The last signal that it was given."""
        return Countdown(self.took, self.allotted - self.took, self.signals).signal

    @property
    def over(self) -> timedelta:
        """How long after the time was up it ended; nothing if it ended in time."""
        return max(ZERO, self.took - self.allotted)


def timed_statements(show: Show, now: Instant) -> Iterator[TimedStatement]:
    """Every speech and every intervention that has ended and was timed, in their order."""
    for run in show.running_order():
        if isinstance(run.block, Speech | Panel) and run.ended is not None:
            signals = signals_of(run.block, show.agenda, run.allotment)
            yield TimedStatement(run.block.called, None, run.allotment, run.elapsed(now), signals)
    for one in show.log():
        if one.interval.end is not None and not one.recorded:
            signals, took = signals_of_intervention(show.agenda, one.allotment()), one.interval.elapsed(now)
            yield TimedStatement(name_of(one.particulars), one.number, one.allotment(), took, signals)


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
    """How long after its planned start the show began; early is negative."""
    speeches: Share
    floor: Share
    between: Share
    """Handovers: what lies between two blocks, the moderator's own time."""
    paused: timedelta
    """How long countdowns were held while their block ran."""
    from_the_floor: Spoken
    by_the_panel: Spoken
    """Replies of the panel's, which are none of the floor's interventions."""
    overruns: tuple[Overrun, ...]
    """The blocks that ran over most, the longest first."""


def summary(show: Show, now: Instant) -> Summary:
    """Where the time of a show has gone by `now`. Blocks that were skipped count as planned, and took nothing."""
    runs = [show.runs[name] for name in show.order]
    intervals = [interval for run in runs for interval in run.intervals]
    held = sum((_held(interval, now) for interval in intervals), ZERO)
    said = show.interventions.values()
    return Summary(
        late=ZERO if show.first_started is None else show.first_started - show.agenda.start - show.shift(now),
        speeches=_share([run for run in runs if isinstance(run.block, Speech | Panel)], now),
        floor=_share([run for run in runs if isinstance(run.block, Floor)], now),
        between=Share(_planned_between(show), _between(intervals, now)),
        paused=held,
        from_the_floor=_spoken([one for one in said if one.particulars.category != PANEL], now),
        by_the_panel=_spoken([one for one in said if one.particulars.category == PANEL], now),
        overruns=_overruns(runs, now),
    )


def _share(runs: Iterable[BlockRun], now: Instant) -> Share:
    chosen = list(runs)
    return Share(sum((run.planned for run in chosen), ZERO), sum((run.elapsed(now) for run in chosen), ZERO))


def _spoken(said: list[Intervention], now: Instant) -> Spoken:
    return Spoken(len(said), sum((one.interval.elapsed(now) for one in said), ZERO))


def _planned_between(show: Show) -> timedelta:
    rows = show.plan.rows
    return sum((row.start - before.end for before, row in pairwise(rows)), ZERO)


def _between(intervals: Iterable[Interval], now: Instant) -> timedelta:
    """Return the time between the end of each interval and the start of the next one."""
    ordered = sorted(intervals, key=lambda interval: interval.start)
    gaps = (following.start - (interval.end or now) for interval, following in pairwise(ordered))
    return sum(gaps, ZERO)


def _held(interval: Interval, now: Instant) -> timedelta:
    return (interval.end or now) - interval.start - interval.elapsed(now)


def _overruns(runs: Iterable[BlockRun], now: Instant) -> tuple[Overrun, ...]:
    second = timedelta(seconds=1)
    over = [Overrun(run, run.elapsed(now) - run.planned) for run in runs if isinstance(run.block, Speech | Panel)]
    longest = sorted((one for one in over if one.by >= second), key=lambda one: one.by, reverse=True)
    return tuple(longest[:MOST_OVERRUNS])


@dataclass(frozen=True, slots=True)
class BlockReport:
    """A block of the running order, as planned and as it ran."""

    run: BlockRun
    planned_start: Instant | None
    """By the show clock; None for a block that isn't in the agenda."""
    length: Share
    held: timedelta
    """How long its countdown was held."""
    handover: Share
    """The time before it, and before it came back."""

    @property
    def ran(self) -> bool:
        """True if it was begun at all."""
        return bool(self.run.intervals)

    @property
    def added(self) -> timedelta:
        """By how much the block and the handover before it put the show behind; ahead is negative."""
        return self.length.over + self.held + self.handover.over if self.ran else ZERO


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a show. Instants are of the show clock, in UTC."""

    show: Show
    now: Instant
    summary: Summary
    blocks: tuple[BlockReport, ...]
    offset: timedelta
    """How far behind the plan the last block to have run ended: the late start and what every block added."""
    between_interventions: timedelta
    """The time in floor rounds in which nobody from the floor spoke."""
    by_speaker: tuple[TalkTime, ...]
    by_segment: tuple[TalkTime, ...]
    by_category: tuple[TalkTime, ...]
    timed: tuple[TimedStatement, ...]

    @property
    def over(self) -> tuple[TimedStatement, ...]:
        """Those who went on after their time was up, the longest first."""
        late = [one for one in self.timed if one.over >= timedelta(seconds=1)]
        return tuple(sorted(late, key=lambda one: one.over, reverse=True))


def report(show: Show, now: Instant) -> Report:
    """The report of a show; what still runs is measured at `now`."""
    went = summary(show, now)
    blocks = tuple(_blocks(show, now))
    spoken = list(statements(show, now))
    return Report(
        show=show,
        now=now,
        summary=went,
        blocks=blocks,
        offset=went.late + sum((block.added for block in blocks), ZERO),
        between_interventions=max(ZERO, went.floor.actual - _spoken_in_floors(show, now)),
        by_speaker=talk_times(spoken, lambda one: one.who),
        by_segment=talk_times(spoken, lambda one: one.segment),
        by_category=talk_times(spoken, lambda one: one.category),
        timed=tuple(timed_statements(show, now)),
    )


def _blocks(show: Show, now: Instant) -> Iterator[BlockReport]:
    gaps = _gaps(show)
    shift = show.shift(now)
    for run in show.running_order():
        planned = ZERO if run.id == show.first or not run.intervals else handover_before(run.block, show.agenda)
        yield BlockReport(
            run=run,
            planned_start=None if run.planned_start is None else run.planned_start + shift,
            length=Share(run.planned, run.elapsed(now)),
            held=sum((_held(interval, now) for interval in run.intervals), ZERO),
            handover=Share(planned, gaps.get(run.id, ZERO)),
        )


def _gaps(show: Show) -> dict[str, timedelta]:
    """How long nothing ran before the intervals of each block."""
    intervals = [(interval, run.id) for run in show.running_order() for interval in run.intervals]
    intervals.sort(key=lambda one: one[0].start)
    gaps: dict[str, timedelta] = {}
    before: Interval | None = None
    for interval, name in intervals:
        if before is not None and before.end is not None:
            gaps[name] = gaps.get(name, ZERO) + interval.start - before.end
        before = interval
    return gaps


def _spoken_in_floors(show: Show, now: Instant) -> timedelta:
    """The time in floor rounds that was spoken in by the floor and timed."""
    floors = {run.id for run in show.running_order() if isinstance(run.block, Floor)}
    timed = (one for one in show.interventions.values() if one.block in floors and not one.recorded)
    return sum((one.interval.elapsed(now) for one in timed), ZERO)
