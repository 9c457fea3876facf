"""What a dry run tells staff: each block as planned and as it went, then the finish and the floor in words."""

from collections.abc import Iterator
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, signed_digits, spell_duration
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import limit_of
from runofshow.instants import Instant
from runofshow.simulation.answers import Foreseen, answers, premises, runs
from runofshow.simulation.simulate import Rehearsed
from runofshow.text import sanitize
from runofshow.ui.odds_chart import odds_view

_SECOND = timedelta(seconds=1)


def dry_run_view(rehearsed: Rehearsed, seen: Foreseen) -> RenderableType:
    """The plan beside one run, the odds, and the sentences that follow from them."""
    found = seen.odds
    return Group(
        Text(f"One run of many possible ones, seed {rehearsed.seed}", style="bold"),
        _table(rehearsed),
        Text(),
        *map(Text, _sentences(rehearsed)),
        Text(),
        Text(f"The odds in {runs(found.trials)}", style="bold"),
        odds_view(found),
        Text(),
        *map(Text, answers(seen)),
        Text(),
        Text(premises(found.assumptions, found.trials, found.seed)),
    )


def _table(rehearsed: Rehearsed) -> Table:
    agenda = rehearsed.show.agenda
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Block", overflow="ellipsis")
    for heading in ("Planned", "Simulated"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Length", "End"):
        table.add_column(heading, no_wrap=True, justify="right")
    for block in rehearsed.blocks:
        table.add_row(
            Text(sanitize(block.planned.block.title), no_wrap=True, overflow="ellipsis"),
            _from_to(block.planned.start, block.planned.end, agenda),
            _from_to(block.start, block.end, agenda),
            signed_digits(block.longer),
            signed_digits(block.later),
        )
    return table


def _sentences(rehearsed: Rehearsed) -> Iterator[str]:
    agenda = rehearsed.show.agenda
    finish = f"finish {_clock(rehearsed.finish, agenda)}: {_against_the_hard_stop(rehearsed)}"
    yield f"{_begun(rehearsed)}, {finish}."
    if rehearsed.floors:
        planned, left = clock_digits(rehearsed.floor_planned), clock_digits(rehearsed.floor_left)
        yield f"The floor: {planned} planned, {left} left, {_interventions(rehearsed.interventions)}."
    for block in rehearsed.floors:
        planned, left = clock_digits(block.planned.duration), clock_digits(block.length)
        limit = spell_duration(limit_of(block.planned.block, agenda))
        taken = f"{_interventions(block.interventions)}, limit {limit}"
        yield f"  {sanitize(block.planned.block.id)}: {planned} planned, {left} left, {taken}."


def _begun(rehearsed: Rehearsed) -> str:
    start = _clock(rehearsed.blocks[0].start, rehearsed.show.agenda)
    if rehearsed.assumptions.late:
        word = "late" if rehearsed.assumptions.late > timedelta(0) else "early"
        return f"Start {start} ({clock_digits(abs(rehearsed.assumptions.late))} {word})"
    return f"Start {start}"


def _against_the_hard_stop(rehearsed: Rehearsed) -> str:
    stop = _clock(rehearsed.hard_stop, rehearsed.show.agenda)
    if abs(rehearsed.overrun) < _SECOND:
        return f"at the hard stop, {stop}"
    if rehearsed.overrun > timedelta(0):
        return f"{clock_digits(rehearsed.overrun)} PAST THE HARD STOP, {stop}"
    return f"{clock_digits(-rehearsed.overrun)} before the hard stop, {stop}"


def _interventions(count: int) -> str:
    return "1 intervention" if count == 1 else f"{count or 'no'} interventions"


def _from_to(start: Instant, end: Instant, agenda: Agenda) -> str:
    return f"{_clock(start, agenda)}–{_clock(end, agenda)}"


def _clock(instant: Instant, agenda: Agenda) -> str:
    return instant.astimezone(agenda.timezone).strftime("%H:%M:%S")
