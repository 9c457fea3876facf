"""What a dry run tells staff: each block as planned and as it went, then the finish and the floor in words."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from runofshow.agenda.duration import clock_digits, signed_digits, spell_duration
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import limit_of
from runofshow.rehearsal.simulate import Rehearsed, RehearsedBlock
from runofshow.text import safe
from runofshow.values import duration_value, instant_value, json_text, speaker_value, typed_value

_SECOND = timedelta(seconds=1)


def dry_run_view(rehearsed: Rehearsed) -> RenderableType:
    """The run as a table, and the sentences that follow from it."""
    sentences = [Text(sentence) for sentence in _sentences(rehearsed)]
    return Group(_table(rehearsed), Text(), *sentences)


def dry_run_json(rehearsed: Rehearsed) -> str:
    """The run for a program: lengths in seconds, instants in ISO 8601 in the event's zone."""
    zone = rehearsed.show.agenda.timezone
    return json_text(
        {
            "seed": rehearsed.seed,
            "preset": rehearsed.preset.name,
            "proxy": _caveat(rehearsed),
            "late": duration_value(rehearsed.late),
            "hard_stop": instant_value(rehearsed.hard_stop, zone),
            "simulated": {
                "finish": instant_value(rehearsed.finish, zone),
                "overrun": duration_value(max(timedelta(0), rehearsed.overrun)),
                "floor": {
                    "planned": duration_value(rehearsed.floor_planned),
                    "left": duration_value(rehearsed.floor_left),
                    "interventions": rehearsed.interventions,
                },
            },
            "blocks": [_block_value(block, rehearsed.show.agenda) for block in rehearsed.blocks],
        }
    )


def _block_value(block: RehearsedBlock, agenda: Agenda) -> dict[str, Any]:
    row, zone = block.planned, agenda.timezone
    return {
        "id": row.block.id,
        "segment": typed_value(row.segment),
        "kind": "floor" if block.is_floor else "speech",
        "title": typed_value(row.block.title),
        "speaker": speaker_value(getattr(row.block, "speaker", None)),
        "planned_start": instant_value(row.start, zone),
        "planned_end": instant_value(row.end, zone),
        "simulated_start": instant_value(block.start, zone),
        "simulated_end": instant_value(block.end, zone),
        "planned": duration_value(row.duration),
        "simulated": duration_value(block.length),
        "difference": duration_value(block.later),
        "interventions": block.interventions if block.is_floor else None,
    }


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
            Text(safe(block.planned.block.title), no_wrap=True, overflow="ellipsis"),
            _from_to(block.planned.start, block.planned.end, agenda),
            _from_to(block.start, block.end, agenda),
            signed_digits(block.longer),
            signed_digits(block.later),
        )
    return table


def _sentences(rehearsed: Rehearsed) -> Iterator[str]:
    agenda = rehearsed.show.agenda
    yield f"{_begun(rehearsed)}, finish {_clock(rehearsed.finish, agenda)}: {_against_the_hard_stop(rehearsed)}."
    if rehearsed.floors:
        planned, left = clock_digits(rehearsed.floor_planned), clock_digits(rehearsed.floor_left)
        yield f"The floor: {planned} planned, {left} left, {_interventions(rehearsed.interventions)}."
    for block in rehearsed.floors:
        planned, left = clock_digits(block.planned.duration), clock_digits(block.length)
        limit = spell_duration(limit_of(block.planned.block, agenda))
        taken = f"{_interventions(block.interventions)}, limit {limit}"
        yield f"  {safe(block.planned.block.id)}: {planned} planned, {left} left, {taken}."
    yield ""
    yield f"One run of many possible ones: seed {rehearsed.seed}, {_caveat(rehearsed)}"


def _begun(rehearsed: Rehearsed) -> str:
    start = _clock(rehearsed.blocks[0].start, rehearsed.show.agenda)
    if rehearsed.late:
        word = "late" if rehearsed.late > timedelta(0) else "early"
        return f"Start {start} ({clock_digits(abs(rehearsed.late))} {word})"
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


def _caveat(rehearsed: Rehearsed) -> str:
    """Which figures the run stands on, and that they are those of other meetings."""
    preset = rehearsed.preset
    return (
        f"preset {preset.name} ({preset.what}: speeches of {preset.speech.median:.2f} of their time in the median). "
        f"Its figures are a proxy, taken from other meetings: {preset.source}."
    )


def _from_to(start: datetime, end: datetime, agenda: Agenda) -> str:
    return f"{_clock(start, agenda)}–{_clock(end, agenda)}"


def _clock(instant: datetime, agenda: Agenda) -> str:
    return instant.astimezone(agenda.timezone).strftime("%H:%M:%S")
