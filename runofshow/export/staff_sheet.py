"""The plan as a table that staff go on with in a spreadsheet, and that `import` reads back as the same plan.

Each row is whole: the segment, and in CSV the meeting too, stand in every one of them, so that it can be filtered. A
length of whole seconds is a number in Excel; one that isn't (a block that gave way in proportion) is written out.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

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
"""A line of a cell that says nothing of somebody, while another has one."""

_SECOND: Final = timedelta(seconds=1)

Value = str | datetime | timedelta | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A block as the sheet has it."""

    row: Planned
    agenda: Agenda

    @property
    def start(self) -> datetime:
        """In the meeting's zone."""
        return self.row.start.astimezone(self.agenda.timezone)

    @property
    def end(self) -> datetime:
        """In the meeting's zone."""
        return self.row.end.astimezone(self.agenda.timezone)


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its heading, its width in characters, and what it holds of a block."""

    heading: str
    width: float
    value: Callable[[PlanRow], Value]


def _people(row: PlanRow, field: str) -> str | None:
    """Return what is said of each person, on a line each; `NOTHING` where that is nothing, and another has it."""
    told = [str(getattr(speaker, field) or "") for speaker in row.row.block.people]
    return "\n".join(text or NOTHING for text in told) if len(told) > 1 and any(told) else "".join(told) or None


def _remote(row: PlanRow) -> str | None:
    people = row.row.block.people
    return "\n".join("yes" if one.remote else NOTHING for one in people) if any(one.remote for one in people) else None


def _title(row: PlanRow) -> str | None:
    """Return what a speech is about, else what the block is called."""
    block = row.row.block
    return block.subject if isinstance(block, Speech) else block.title


def _panel_moderator(row: PlanRow) -> str | None:
    block = row.row.block
    moderator = block.moderator if isinstance(block, Panel) else None
    told = [] if moderator is None else [moderator.name, moderator.title, moderator.organization]
    return "\n".join(text or NOTHING for text in told) or None


def _fills(row: PlanRow) -> str | None:
    return "yes" if row.row.block.duration == REST else None


def _limit(row: PlanRow) -> timedelta | None:
    block = row.row.block
    return block.limit if isinstance(block, Floor) else None


COLUMNS: Final[Sequence[PlanColumn]] = (
    PlanColumn("Segment", 40, lambda row: row.row.segment),
    PlanColumn("Start", 10, lambda row: row.start),
    PlanColumn("End", 10, lambda row: row.end),
    PlanColumn("Duration", 10, lambda row: row.row.duration),
    PlanColumn("Kind", 8, lambda row: row.row.block.kind),
    PlanColumn("Speaker", 28, lambda row: _people(row, "name")),
    PlanColumn("Designation", 44, lambda row: _people(row, "title")),
    PlanColumn("Organization", 22, lambda row: _people(row, "organization")),
    PlanColumn("Title", 28, _title),
    PlanColumn("At least", 10, lambda row: row.row.block.min),
    PlanColumn("Rest", 6, _fills),
    PlanColumn("Handover", 10, lambda row: row.row.handover),
    PlanColumn("Limit", 10, _limit),
    PlanColumn("Each", 10, lambda row: row.row.block.each if isinstance(row.row.block, Panel) else None),
    PlanColumn("Fixed start", 10, lambda row: "yes" if row.row.block.start else None),
    PlanColumn("Kind of item", 12, lambda row: row.row.block.type if isinstance(row.row.block, Item) else None),
    PlanColumn("Panel moderator", 28, _panel_moderator),
    PlanColumn("Country of the speaker", 22, lambda row: _people(row, "country")),
    PlanColumn("Joins by video", 10, _remote),
    PlanColumn("Pronounced", 24, lambda row: _people(row, "say")),
    PlanColumn("Introduction", 90, lambda row: row.row.block.intro),
    PlanColumn("Notes", 50, lambda row: row.row.block.notes),
    PlanColumn("Id", 18, lambda row: row.row.block.id),
)

_PRINTED: Final = 9
"""Columns that go on paper, up to the title."""


def plan_csv(agenda: Agenda, _options: Options = DEFAULTS) -> bytes:
    """Return RFC 4180 in UTF-8, with the byte order mark that Excel needs; no cell runs as a formula."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    meeting = dict(_facts(agenda))
    writer.writerow([*(column.heading for column in COLUMNS), *meeting])
    for row in _rows(agenda):
        cells = (_as_text(column.value(row), agenda) for column in COLUMNS)
        writer.writerow([quoted(safe_lines(cell)) for cell in (*cells, *meeting.values())])
    return table.getvalue().encode("utf-8-sig")


def plan_xlsx(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return a workbook in Office Open XML; the same agenda makes the same bytes."""
    from runofshow.export.formatting.workbook_sheet import CLOCK, LENGTH, TEXT, Book, Column, set_up_printing

    shown_as = {"Start": CLOCK, "End": CLOCK} | dict.fromkeys(
        ("Duration", "At least", "Handover", "Limit", "Each"), LENGTH
    )
    columns = [
        Column(column.heading, column.width, _in_a_cell(column, agenda), shown_as.get(column.heading, TEXT))
        for column in COLUMNS
    ]
    facts: list[Column[tuple[str, str]]] = [
        Column("Fact", 26, lambda fact: fact[0]),
        Column("Value", 110, lambda fact: fact[1]),
    ]
    book = Book()
    over_each_page = f"{agenda.title}, {agenda.date.isoformat()}"
    set_up_printing(book.add_sheet(SHEET, columns, _rows(agenda)), options.paper, over_each_page, _PRINTED)
    set_up_printing(book.add_sheet(FACTS_SHEET, facts, _facts(agenda)), options.paper, over_each_page)
    book.describe(agenda.title, SHEET, agenda.start)
    return book.packed()


def _rows(agenda: Agenda) -> Iterator[PlanRow]:
    for row in planned(agenda).rows:
        yield PlanRow(row, agenda)


def _facts(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Yield facts of the whole meeting, by names that `import` knows."""
    moderator = agenda.moderator
    yield "Meeting title", agenda.title
    yield "Date", agenda.date.isoformat()
    yield "Time zone", agenda.timezone.key
    yield "Hard stop", _as_text(agenda.end.astimezone(agenda.timezone), agenda)
    yield "Venue", agenda.venue or ""
    yield "Moderator", "" if moderator is None else moderator.name
    yield "Moderator designation", "" if moderator is None else moderator.title or ""
    yield "Moderator organization", "" if moderator is None else moderator.organization or ""
    yield "Usual handover", spell_duration(agenda.handover)
    yield "Usual limit", spell_duration(agenda.floor.limit)
    yield "Handover on the floor", spell_duration(agenda.floor.handover)
    yield "Margin", spell_duration(agenda.margin)
    yield "Uid", agenda.uid or ""
    yield "Meeting notes", agenda.notes or ""


def _in_a_cell(column: PlanColumn, agenda: Agenda) -> Callable[[PlanRow], Value]:
    """Return a column's function as Excel needs it, which knows no parts of a second and no zones."""

    def value(row: PlanRow) -> Value:
        found = column.value(row)
        inexact = isinstance(found, datetime) and (found.microsecond or found.fold)
        if inexact or (isinstance(found, timedelta) and found % _SECOND):
            return _as_text(found, agenda)
        return found

    return value


def _as_text(value: Value, agenda: Agenda) -> str:
    """Return a time of the meeting's day without its date; a length as ``h:mm:ss``: ``3:00`` would be three hours.

    A clock time that comes twice has its date and its offset the second time, for alone it is the first.
    """
    match value:
        case None:
            return ""
        case datetime():
            clock = value.time().isoformat("seconds" if not value.microsecond else "microseconds")
            day = "" if value.date() == agenda.date and not value.fold else f"{value.date().isoformat()} "
            return f"{day}{clock}{value:%z}" if value.fold else f"{day}{clock}"
        case timedelta() if value % _SECOND:
            return spell_duration(value)
        case timedelta():
            minutes, seconds = divmod(value // _SECOND, 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return value
