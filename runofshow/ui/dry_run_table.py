"""The result of a dry run: one run beside the plan, the odds as a chart along the hours, and the answers in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from functools import partial
from itertools import groupby
from typing import Final, NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Column
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits, spell_duration
from runofshow.agenda.schedule import limit_of
from runofshow.instants import SECOND, Instant
from runofshow.show.names import clock_time
from runofshow.show.parts import ZERO
from runofshow.simulation.answers import DryRunResult, answers, chance_words, premises, runs
from runofshow.simulation.distribution import BlockDistribution, Distribution
from runofshow.simulation.played_outcome import PlayedOutcome
from runofshow.text import sanitize
from runofshow.ui.palette import ORANGE, QUIET, SKY, VERMILLION
from runofshow.ui.tables import GAP, LongTable, figures, fixed

_SPEECH: Final = ("█", Style(color=SKY))
_FLOOR: Final = ("▓", Style(color=ORANGE))
_MAYBE: Final = ("░", QUIET)
_STOP: Final = ("│", Style(color=VERMILLION, bold=True))
_TICKS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60, 120, 240, 480))
_LABEL: Final = len("13:00")
_NARROWEST: Final = 12
"""Cells that a bar has at the least."""
_TIMES: Final = len("  Planned  Early  Middle  13:00")
"""Cells of the times behind the title of a block."""


def dry_run_view(example: PlayedOutcome, result: DryRunResult) -> RenderableType:
    """Return the plan beside one run, the odds, and the sentences that follow from them."""
    found, clock = result.distribution, partial(clock_time, example.show)
    rows = [
        (
            sanitize(block.planned.block.called),
            f"{clock(block.planned.start)}–{clock(block.planned.end)}",
            f"{clock(block.start)}–{clock(block.end)}",
            signed_digits(block.longer),
            signed_digits(block.later),
        )
        for block in example.blocks
    ]
    columns = Column("Block"), fixed("Planned"), fixed("Simulated"), figures("Length"), figures("End")
    return Group(
        Text(f"One run of many possible ones, seed {example.seed}", style="bold"),
        LongTable(columns, rows),
        Text(),
        *map(Text, _sentences(example)),
        Text(),
        Text(f"The odds in {runs(found.trials)}", style="bold"),
        distribution_view(found),
        Text(),
        *map(Text, answers(result)),
        Text(),
        Text(premises(found.assumptions, found.trials, found.seed)),
    )


def _sentences(example: PlayedOutcome) -> Iterator[str]:
    late, overrun, agenda = example.assumptions.late, example.overrun, example.show.agenda
    instants = example.blocks[0].start, example.finish, agenda.end
    start, finish, stop = (clock_time(example.show, at) for at in instants)
    begun = f" ({clock_digits(abs(late))} {'late' if late > ZERO else 'early'})" if late else ""
    against = f"at the hard stop, {stop}"
    if abs(overrun) >= SECOND:
        side = "PAST THE HARD STOP" if overrun > ZERO else "before the hard stop"
        against = f"{clock_digits(abs(overrun))} {side}, {stop}"
    yield f"Start {start}{begun}, finish {finish}: {against}."
    if example.floors:
        yield f"The floor: {_held(example.floor_planned, example.floor_left, example.interventions)}."
    for block in example.floors:
        limit = spell_duration(limit_of(block.planned.block, agenda))
        held = _held(block.planned.duration, block.length, block.interventions)
        yield f"  {sanitize(block.planned.block.id)}: {held}, limit {limit}."


def _held(planned: timedelta, left: timedelta, count: int) -> str:
    taken = "1 intervention" if count == 1 else f"{count or 'no'} interventions"
    return f"{clock_digits(planned)} planned, {clock_digits(left)} left, {taken}"


class Scale(NamedTuple):
    """The time along which the blocks are drawn."""

    start: Instant
    end: Instant
    zone: tzinfo

    @classmethod
    def of(cls, distribution: Distribution) -> "Scale":
        """Return a scale from the earliest to the latest of all planned and likely times."""
        agenda, first, last = distribution.agenda, distribution.blocks[0], distribution.blocks[-1]
        ends = (agenda.end, last.planned.end, *(block.end.p90 for block in distribution.blocks))
        return cls(min(agenda.start, first.start.p10), max(ends), agenda.timezone)

    def clock(self, instant: Instant) -> str:
        """Return the time of day, as ``13:00``."""
        return f"{instant.astimezone(self.zone):%H:%M}"

    def place(self, instant: Instant, width: int) -> float:
        """Return the place of an instant, from 0 to the width."""
        return (instant - self.start) / (self.end - self.start) * width

    def ticks(self, most: int) -> Iterator[Instant]:
        """Yield at most so many round times of day, evenly apart; closer or further where clocks change."""
        step = next((tick for tick in _TICKS if (self.end - self.start) / tick <= most), _TICKS[-1])
        moment = self.start
        while moment <= self.end:
            clock: datetime = moment.astimezone(self.zone).replace(tzinfo=None)
            if past := (clock - datetime.min) % step:  # noqa: DTZ901 -- a clock time, and a midnight to count from
                moment += step - past
            else:
                yield moment
                moment += step


def distribution_view(distribution: Distribution) -> RenderableType:
    """Return a row for each block: its planned start, an early, a middle and a late one, and a bar."""
    legend = Text.assemble(
        "Early, late: 1 run in 10 is earlier, 1 in 10 later.\n",
        *(_SPEECH, " speech, ", _FLOOR, " floor, from the middle start to the middle end; "),
        *(_MAYBE, " from early to late; ", _STOP, " hard stop"),
    )
    cut = ", ".join(
        f"{sanitize(one.planned.block.id)} {chance_words(one.falls_to_min / distribution.trials)}"
        for one in distribution.blocks
        if one.falls_to_min
    )
    guards = [Text(f"Already cut to its minimum when it begins: {cut}")] if cut else []
    return Group(_Chart(distribution), Text(), legend, *guards)


class _Chart(NamedTuple):
    """A row for each block: its title, its times, and a bar that takes two thirds of the width that these leave."""

    distribution: Distribution

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        found, agenda, scale = self.distribution, self.distribution.agenda, Scale.of(self.distribution)
        width = max(_NARROWEST, (options.max_width - _TIMES) * 2 // 3)
        left = options.update_width(max(1, options.max_width - width - len(GAP)))
        rows = [(one.planned.block.called, one.planned.start, one.start) for one in found.blocks]
        rows.append(("Finish", agenda.end, found.finish))
        times = [(sanitize(title), *map(scale.clock, (due, *start))) for title, due, start in rows]
        title = Column("Block".ljust(left.max_width - _TIMES))
        table = LongTable((title, *map(figures, ("Planned", "Early", "Middle", "Late"))), times)
        bars = [[Segment(_hours(scale, width), QUIET)]]
        bars += [[*_band(scale, agenda.end, one, width)] for one in found.blocks]
        lines = console.render_lines(table, left)
        lines[-1] = [*Segment.apply_style(lines[-1], Style(bold=True))]
        for line, bar in zip(lines, [*bars, []], strict=True):
            yield from (*line, Segment(GAP), *bar, Segment.line())


def _band(scale: Scale, hard_stop: Instant, block: BlockDistribution, width: int) -> Iterator[Segment]:
    """Draw a bar from an early start to a late end, and in it from the middle start to the middle end."""
    cells = [(" ", Style.null())] * width

    def fill(start: Instant, end: Instant, cell: tuple[str, Style]) -> None:
        first = min(width - 1, round(scale.place(start, width)))
        last = max(first + 1, min(width, round(scale.place(end, width))))
        cells[first:last] = [cell] * (last - first)

    fill(block.start.p10, block.end.p90, _MAYBE)
    cells[min(width - 1, int(scale.place(hard_stop, width)))] = _STOP
    fill(block.start.p50, block.end.p50, _FLOOR if block.is_floor else _SPEECH)
    return (Segment(glyph * len([*same]), style) for (glyph, style), same in groupby(cells))


def _hours(scale: Scale, width: int) -> str:
    """Return as many times of day as fit above the bars, each beginning at its place."""
    shown = ""
    for tick in scale.ticks(max(1, width // (_LABEL + 3))):
        at = int(scale.place(tick, width))
        if (len(shown) < at or not shown) and at <= width - _LABEL:
            shown = shown.ljust(at) + scale.clock(tick)
    return shown
