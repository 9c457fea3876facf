"""The result of a dry run: one run beside the plan, the odds as a chart along the hours, and the answers in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.style import Style
from rich.table import Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits, spell_duration
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import limit_of
from runofshow.instants import SECOND, Instant
from runofshow.simulation.answers import DryRunResult, answers, chance_words, premises, runs
from runofshow.simulation.distribution import BlockDistribution, Distribution
from runofshow.simulation.played_outcome import PlayedOutcome
from runofshow.text import sanitize
from runofshow.ui.palette import ORANGE, QUIET, SKY, VERMILLION
from runofshow.ui.tables import plain_table

SPEECH: Final = "█"
FLOOR: Final = "▓"
MAYBE: Final = "░"
STOP: Final = "│"
_NARROWEST: Final = 12
_TICKS: Final = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30, 60, 120, 240, 480))
_LABEL: Final = len("13:00")
_SPEECH_STYLE: Final = Style(color=SKY)
_FLOOR_STYLE: Final = Style(color=ORANGE)
_STOP_STYLE: Final = Style(color=VERMILLION, bold=True)


def dry_run_view(example: PlayedOutcome, result: DryRunResult) -> RenderableType:
    """Return the plan beside one run, the odds, and the sentences that follow from them."""
    found = result.distribution
    return Group(
        Text(f"One run of many possible ones, seed {example.seed}", style="bold"),
        _table(example),
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


def _table(example: PlayedOutcome) -> Table:
    agenda = example.show.agenda
    table = plain_table()
    table.add_column("Block", overflow="ellipsis")
    for heading in ("Planned", "Simulated"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Length", "End"):
        table.add_column(heading, no_wrap=True, justify="right")
    for block in example.blocks:
        table.add_row(
            Text(sanitize(block.planned.block.called), no_wrap=True, overflow="ellipsis"),
            _from_to(block.planned.start, block.planned.end, agenda),
            _from_to(block.start, block.end, agenda),
            signed_digits(block.longer),
            signed_digits(block.later),
        )
    return table


def _sentences(example: PlayedOutcome) -> Iterator[str]:
    agenda = example.show.agenda
    finish = f"finish {_clock(example.finish, agenda)}: {_against_the_hard_stop(example)}"
    yield f"{_begun(example)}, {finish}."
    if example.floors:
        planned, left = clock_digits(example.floor_planned), clock_digits(example.floor_left)
        yield f"The floor: {planned} planned, {left} left, {_interventions(example.interventions)}."
    for block in example.floors:
        planned, left = clock_digits(block.planned.duration), clock_digits(block.length)
        limit = spell_duration(limit_of(block.planned.block, agenda))
        taken = f"{_interventions(block.interventions)}, limit {limit}"
        yield f"  {sanitize(block.planned.block.id)}: {planned} planned, {left} left, {taken}."


def _begun(example: PlayedOutcome) -> str:
    start = _clock(example.blocks[0].start, example.show.agenda)
    if example.assumptions.late:
        word = "late" if example.assumptions.late > timedelta(0) else "early"
        return f"Start {start} ({clock_digits(abs(example.assumptions.late))} {word})"
    return f"Start {start}"


def _against_the_hard_stop(example: PlayedOutcome) -> str:
    stop = _clock(example.hard_stop, example.show.agenda)
    if abs(example.overrun) < SECOND:
        return f"at the hard stop, {stop}"
    if example.overrun > timedelta(0):
        return f"{clock_digits(example.overrun)} PAST THE HARD STOP, {stop}"
    return f"{clock_digits(-example.overrun)} before the hard stop, {stop}"


def _interventions(count: int) -> str:
    return "1 intervention" if count == 1 else f"{count or 'no'} interventions"


def _from_to(start: Instant, end: Instant, agenda: Agenda) -> str:
    return f"{_clock(start, agenda)}–{_clock(end, agenda)}"


def _clock(instant: Instant, agenda: Agenda) -> str:
    return instant.astimezone(agenda.timezone).strftime("%H:%M:%S")


@dataclass(frozen=True, slots=True)
class Scale:
    """The time along which the blocks are drawn."""

    start: Instant
    end: Instant

    @classmethod
    def of(cls, distribution: Distribution) -> "Scale":
        """Return a scale from the earliest to the latest of all planned and likely times."""
        agenda, first, last = distribution.agenda, distribution.blocks[0], distribution.blocks[-1]
        ends = (agenda.end, last.planned.end, *(block.end.p90 for block in distribution.blocks))
        return cls(min(agenda.start, first.start.p10), max(ends))

    def place(self, instant: Instant, width: int) -> float:
        """Return the place of an instant, from 0 to the width."""
        return (instant - self.start) / (self.end - self.start) * width

    def ticks(self, distribution: Distribution, most: int) -> Iterator[Instant]:
        """Yield at most so many round times of day, evenly apart; closer or further where clocks change."""
        step = next((tick for tick in _TICKS if (self.end - self.start) / tick <= most), _TICKS[-1])
        moment = self.start
        while moment <= self.end:
            clock: datetime = moment.astimezone(distribution.agenda.timezone).replace(tzinfo=None)
            if past := (clock - datetime.min) % step:  # noqa: DTZ901 -- a clock time, and a midnight to count from
                moment += step - past
            else:
                yield moment
                moment += step


def distribution_view(distribution: Distribution) -> RenderableType:
    """Return a row for each block: its planned start, an early, a middle and a late one, and a bar."""
    scale = Scale.of(distribution)
    table = plain_table(expand=True)
    table.add_column("Block", overflow="ellipsis", no_wrap=True, ratio=1)
    for heading in ("Planned", "Early", "Middle", "Late"):
        table.add_column(heading, no_wrap=True, justify="right")
    table.add_column(_Hours(distribution, scale), ratio=2)
    for block in distribution.blocks:
        times = (block.planned.start, block.start.p10, block.start.p50, block.start.p90)
        title = Text(sanitize(block.planned.block.called), no_wrap=True, overflow="ellipsis")
        table.add_row(title, *(_hours_minutes(distribution, time) for time in times), _Band(distribution, scale, block))
    finish = (distribution.agenda.end, distribution.finish.p10, distribution.finish.p50, distribution.finish.p90)
    table.add_row(Text("Finish", style="bold"), *(_hours_minutes(distribution, time) for time in finish), "")
    return Group(table, Text(), _legend(), *_guards(distribution))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line as wide as there is room."""

    distribution: Distribution
    scale: Scale

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(_NARROWEST, options.max_width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        yield self.line(options.max_width)

    def line(self, width: int) -> Text:
        """The line in so many cells."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Band(_Drawn):
    """The bar of a block."""

    block: BlockDistribution

    def line(self, width: int) -> Text:
        """Draw from an early start to a late end, and in it from the middle start to the middle end."""
        cells = [(" ", Style())] * width
        block, place = self.block, self.scale.place
        glyph, style = (FLOOR, _FLOOR_STYLE) if block.is_floor else (SPEECH, _SPEECH_STYLE)
        stop = min(width - 1, int(place(self.distribution.agenda.end, width)))
        self._fill(cells, block.start.p10, block.end.p90, (MAYBE, QUIET))
        cells[stop] = (STOP, _STOP_STYLE)
        self._fill(cells, block.start.p50, block.end.p50, (glyph, style))
        return Text.assemble(*cells, no_wrap=True)

    def _fill(self, cells: list[tuple[str, Style]], start: Instant, end: Instant, cell: tuple[str, Style]) -> None:
        width = len(cells)
        first = min(width - 1, round(self.scale.place(start, width)))
        last = max(first + 1, min(width, round(self.scale.place(end, width))))
        cells[first:last] = [cell] * (last - first)


@dataclass(frozen=True, slots=True)
class _Hours(_Drawn):
    """The times of day above the bands."""

    def line(self, width: int) -> Text:
        """Draw as many times as fit, each beginning at its place."""
        shown = ""
        for tick in self.scale.ticks(self.distribution, max(1, width // (_LABEL + 3))):
            at = int(self.scale.place(tick, width))
            if (len(shown) < at or not shown) and at <= width - _LABEL:
                shown = shown.ljust(at) + _hours_minutes(self.distribution, tick)
        return Text(shown, no_wrap=True, style=QUIET)


def _legend() -> Text:
    speech, floor = (SPEECH, _SPEECH_STYLE), (FLOOR, _FLOOR_STYLE)
    maybe, stop = (MAYBE, QUIET), (STOP, _STOP_STYLE)
    words = " floor, from the middle start to the middle end; "
    return Text.assemble(
        "Early, late: 1 run in 10 is earlier, 1 in 10 later.\n",
        *(speech, " speech, ", floor, words, maybe, " from early to late; ", stop, " hard stop"),
    )


def _guards(distribution: Distribution) -> Iterator[Text]:
    falling = [block for block in distribution.blocks if block.falls_to_min]
    chances = (
        f"{sanitize(one.planned.block.id)} {chance_words(one.falls_to_min / distribution.trials)}" for one in falling
    )
    if falling:
        yield Text(f"Already cut to its minimum when it begins: {', '.join(chances)}")


def _hours_minutes(distribution: Distribution, instant: Instant) -> str:
    return f"{instant.astimezone(distribution.agenda.timezone):%H:%M}"
