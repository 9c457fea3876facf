"""The plan as a table that staff edit in a spreadsheet. `import` reads it back as the same plan.

Each row is whole: the segment, and in CSV the meeting too, stand in every one of them, so that it can be filtered. A
length of whole seconds is a number in Excel; one that isn't (a block that gave way in proportion) is written out.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, Floor, Item, Panel, Speech
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.typed_text import quoted
from runofshow.export.json_values import safe_lines

SHEET: Final = "Run of show"
FACTS_SHEET: Final = "Meeting"
"""The sheet with the facts of the whole meeting."""

NOTHING: Final = "\u2014"
"""Stands in a cell for somebody of whom nothing is known, while something is known of another."""

_SECOND: Final = timedelta(seconds=1)
_LENGTHS: Final = ("Duration", "At least", "Handover", "Limit", "Each")
_PRINTED: Final = 9
"""Columns that go on paper, up to the title."""

Value = str | datetime | timedelta | None


class PlanColumn(NamedTuple):
    """A column: its heading, its width in characters, and what it holds of a block."""

    heading: str
    width: float
    value: Callable[[Planned], Value]


def _lines(texts: Iterable[str | None]) -> str | None:
    """Return a line for each person or fact; `NOTHING` for one that has nothing while another has something."""
    told = [text or "" for text in texts]
    return "\n".join(text or NOTHING for text in told) if len(told) > 1 and any(told) else "".join(told) or None


def _panel_moderator(row: Planned) -> str | None:
    moderator = row.block.moderator if isinstance(row.block, Panel) else None
    return None if moderator is None else _lines((moderator.name, moderator.title, moderator.organization))


COLUMNS: Final[Sequence[PlanColumn]] = (
    PlanColumn("Segment", 40, lambda row: row.segment),
    PlanColumn("Start", 10, lambda row: row.start),
    PlanColumn("End", 10, lambda row: row.end),
    PlanColumn("Duration", 10, lambda row: row.duration),
    PlanColumn("Kind", 8, lambda row: row.block.kind),
    PlanColumn("Speaker", 28, lambda row: _lines(one.name for one in row.block.people)),
    PlanColumn("Designation", 44, lambda row: _lines(one.title for one in row.block.people)),
    PlanColumn("Organization", 22, lambda row: _lines(one.organization for one in row.block.people)),
    PlanColumn("Title", 28, lambda row: row.block.subject if isinstance(row.block, Speech) else row.block.title),
    PlanColumn("At least", 10, lambda row: row.block.min),
    PlanColumn("Rest", 6, lambda row: "yes" if row.block.duration == REST else None),
    PlanColumn("Handover", 10, lambda row: row.handover),
    PlanColumn("Limit", 10, lambda row: row.block.limit if isinstance(row.block, Floor) else None),
    PlanColumn("Each", 10, lambda row: row.block.each if isinstance(row.block, Panel) else None),
    PlanColumn("Fixed start", 10, lambda row: "yes" if row.block.start else None),
    PlanColumn("Kind of item", 12, lambda row: row.block.type if isinstance(row.block, Item) else None),
    PlanColumn("Panel moderator", 28, _panel_moderator),
    PlanColumn("Country of the speaker", 22, lambda row: _lines(one.country for one in row.block.people)),
    PlanColumn("Joins by video", 10, lambda row: _lines("yes" if one.remote else None for one in row.block.people)),
    PlanColumn("Pronounced", 24, lambda row: _lines(one.say for one in row.block.people)),
    PlanColumn("Introduction", 90, lambda row: row.block.intro),
    PlanColumn("Notes", 50, lambda row: row.block.notes),
    PlanColumn("Id", 18, lambda row: row.block.id),
)


def plan_csv(agenda: Agenda, _options: Options = DEFAULTS) -> bytes:
    """Return RFC 4180 in UTF-8, with the byte order mark that Excel needs; no cell runs as a formula."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    meeting = _facts(agenda)
    writer.writerow([*(column.heading for column in COLUMNS), *meeting])
    for row in planned(agenda).rows:
        cells = (_as_text(column.value(row), agenda) for column in COLUMNS)
        writer.writerow([quoted(safe_lines(cell)) for cell in (*cells, *meeting.values())])
    return table.getvalue().encode("utf-8-sig")


def plan_xlsx(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return a workbook in Office Open XML; the same agenda makes the same bytes."""
    from runofshow.export.formatting.workbook_sheet import CLOCK, LENGTH, TEXT, Book, Column

    shown_as = {"Start": CLOCK, "End": CLOCK, **dict.fromkeys(_LENGTHS, LENGTH)}
    columns = [
        Column(column.heading, column.width, partial(_cell, column, agenda), shown_as.get(column.heading, TEXT))
        for column in COLUMNS
    ]
    facts: list[Column[tuple[str, str]]] = [
        Column("Fact", 26, lambda fact: fact[0]),
        Column("Value", 110, lambda fact: fact[1]),
    ]
    book = Book(options.paper, f"{agenda.title}, {agenda.date.isoformat()}")
    book.add_sheet(SHEET, columns, planned(agenda).rows, _PRINTED)
    book.add_sheet(FACTS_SHEET, facts, _facts(agenda).items())
    return book.packed(agenda.title, SHEET, agenda.start)


def _facts(agenda: Agenda) -> dict[str, str]:
    """Return the facts of the whole meeting, by names that `import` knows."""
    moderator = agenda.moderator
    return {
        "Meeting title": agenda.title,
        "Date": agenda.date.isoformat(),
        "Time zone": agenda.timezone.key,
        "Hard stop": _as_text(agenda.end, agenda),
        "Venue": agenda.venue or "",
        "Moderator": "" if moderator is None else moderator.name,
        "Moderator designation": "" if moderator is None else moderator.title or "",
        "Moderator organization": "" if moderator is None else moderator.organization or "",
        "Usual handover": spell_duration(agenda.handover),
        "Usual limit": spell_duration(agenda.floor.limit),
        "Handover on the floor": spell_duration(agenda.floor.handover),
        "Margin": spell_duration(agenda.margin),
        "Uid": agenda.uid or "",
        "Meeting notes": agenda.notes or "",
    }


def _cell(column: PlanColumn, agenda: Agenda, row: Planned) -> Value:
    """Return a value as Excel needs it, which knows no parts of a second and no zones."""
    found = column.value(row)
    if isinstance(found, datetime):
        local = found.astimezone(agenda.timezone)
        return _as_text(found, agenda) if local.microsecond or local.fold else local
    return _as_text(found, agenda) if isinstance(found, timedelta) and found % _SECOND else found


def _as_text(value: Value, agenda: Agenda) -> str:
    """Return a time of the meeting's day without its date; a length as ``h:mm:ss``: ``3:00`` would be three hours.

    A clock time that comes twice has its date and its offset the second time, for alone it is the first.
    """
    match value:
        case datetime():
            local = value.astimezone(agenda.timezone)
            if local.fold:
                return f"{local.date()} {local.time()}{local:%z}"
            return str(local.time()) if local.date() == agenda.date else f"{local.date()} {local.time()}"
        case timedelta() if value % _SECOND:
            return spell_duration(value)
        case timedelta():
            minutes, seconds = divmod(value // _SECOND, 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return value or ""
