"""A show against its plan: how long each block took, where the time went, who spoke for how long, and who was over.

Lengths are exact. `as_shown` cuts a show's times to the seconds that people see, so that what is shown adds up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from rpds import HashTrieMap

from runofshow.agenda.model import Floor, Item, Panel, Signals, Speech
from runofshow.agenda.schedule import handover_before, signals_of, signals_of_intervention
from runofshow.instants import SECOND, Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import lateness
from runofshow.show.particulars import Kind
from runofshow.show.parts import ZERO, BlockRun, Interval, as_dict, replace
from runofshow.show.state import Show
from runofshow.show.talk_time import NAMELESS, PANEL, OwnTime, TalkTime, own_times, talk_times

MOST_OVERRUNS: Final = 3
_TYPED_AFTERWARDS: Final = timedelta(seconds=30)
"""A step that was entered later than this after it happened wasn't seen on a running countdown."""


def as_shown(show: Show) -> Show:
    """Return the show with all instants and pauses cut to the seconds that clocks on the wall show."""

    def cut(at: Instant) -> Instant:
        return Instant((at + show.correction).replace(microsecond=0) - show.correction)

    def all_cut(intervals: Iterable[Interval]) -> Iterator[Interval]:
        paused = before = ZERO
        for one in intervals:
            paused += one.paused
            whole = paused // SECOND * SECOND  # so that the sum of the pauses is cut
            end, held = (None if at is None else cut(at) for at in (one.end, one.held))
            yield Interval(cut(one.start), end, whole - before, held)
            before = whole

    def one_cut(interval: Interval) -> Interval:
        return next(all_cut([interval]))

    runs = {name: replace(run, intervals=tuple(all_cut(run.intervals))) for name, run in as_dict(show.runs).items()}
    interventions = {n: one.with_interval(one_cut(one.interval)) for n, one in as_dict(show.interventions).items()}
    turns = {n: turn.with_interval(one_cut(turn.interval)) for n, turn in as_dict(show.turns).items()}
    return replace(
        show,
        runs=HashTrieMap(runs),
        interventions=HashTrieMap(interventions),
        turns=HashTrieMap(turns),
        first_started=None if show.first_started is None else cut(show.first_started),
    )


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
            named = one.particulars.name or NAMELESS
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
    rights_of_reply: Spoken
    points_of_order: Spoken
    overruns: tuple[tuple[BlockRun, timedelta], ...]
    """The blocks that ran over most, and by how much, the longest first."""


_SORTS: Final = ("from_the_floor", "outside_rounds", "by_the_panel", "replies", "rights_of_reply", "points_of_order")
_BY_KIND: Final[dict[Kind | None, str]] = {
    "point_of_order": "points_of_order",
    "right_of_reply": "rights_of_reply",
    "reply": "replies",
}


def _summary(show: Show, now: Instant, spoken: Iterable[OwnTime], floors: set[str | None]) -> Summary:
    """Return where the time has gone by `now`. Blocks that were skipped count as planned, and took nothing."""
    runs, rows = show.running_order(), show.plan.rows
    times: dict[str, list[timedelta]] = {name: [] for name in _SORTS}
    for said in spoken:
        if (one := said.intervention) is not None:
            kind = "by_the_panel" if said.category == PANEL else _BY_KIND.get(one.particulars.kind)
            times[kind or ("from_the_floor" if one.block in floors else "outside_rounds")].append(said.time)
    talks = [run for run in runs if isinstance(run.block, Speech | Panel)]
    over = [(run, by) for run in talks if (by := run.elapsed(now) - run.planned) >= SECOND]
    return Summary(
        late=ZERO if show.first_started is None else show.first_started - show.start(now),
        speeches=_share(talks, now),
        floor=_share([run for run in runs if isinstance(run.block, Floor)], now),
        items=_share([run for run in runs if isinstance(run.block, Item)], now),
        between=Share(
            sum((row.start - before.end for before, row in pairwise(rows)), ZERO), sum(_gaps(show).values(), ZERO)
        ),
        paused=sum((interval.held_for(now) for run in runs for interval in run.intervals), ZERO),
        **{name: Spoken(len(each), sum(each, ZERO)) for name, each in times.items()},
        overruns=tuple(sorted(over, key=lambda one: one[1], reverse=True)[:MOST_OVERRUNS]),
    )


def _share(runs: Sequence[BlockRun], now: Instant) -> Share:
    return Share(sum((run.planned for run in runs), ZERO), sum((run.elapsed(now) for run in runs), ZERO))


@dataclass(frozen=True, slots=True)
class BlockReport:
    """A block of the running order, as planned and as it ran."""

    run: BlockRun
    planned_start: Instant | None
    """By the show clock; None for a block that isn't in the agenda."""
    length: Share
    held: timedelta
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
    spoken = own_times(show, now)
    floors: set[str | None] = {run.id for run in show.running_order() if isinstance(run.block, Floor)}
    went = _summary(show, now, spoken, floors)
    in_rounds = (one.time for one in spoken if one.intervention is not None and one.intervention.block in floors)
    ran = [run for run in show.running_order() if run.intervals]
    return Report(
        show=show,
        now=now,
        summary=went,
        blocks=tuple(_blocks(show, now)),
        offset=lateness(show, ran, now, _last_end(ran, now)) if ran else ZERO,
        between_interventions=max(ZERO, went.floor.actual - sum(in_rounds, ZERO)),
        by_speaker=talk_times(spoken, lambda one: one.who),
        by_segment=talk_times(spoken, lambda one: one.segment),
        by_category=talk_times(spoken, lambda one: one.category),
        timed=tuple(timed_statements(show, now)),
    )


def _last_end(ran: Iterable[BlockRun], now: Instant) -> Instant:
    return max(interval.end or now for run in ran for interval in run.intervals)


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
            held=sum((interval.held_for(now) for interval in run.intervals), ZERO),
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
