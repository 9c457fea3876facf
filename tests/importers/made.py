"""Files in the shape that other programs write, made here, and what is imported from them."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from docx.document import Document
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from runofshow.agenda.model import Agenda, Block
from runofshow.agenda.schedule import planned
from runofshow.importers.questions import Answers
from runofshow.importers.to_agenda import Imported, imported

NEW_YORK: Final = ZoneInfo("America/New_York")
THE_DAY: Final = Answers(day=date(2016, 7, 20), timezone=NEW_YORK)


def csv_file(*rows: str, encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """A table as text."""
    return newline.join([*rows, ""]).encode(encoding)


def workbook(
    *rows: Sequence[Any], title: str = "Programme", change: Callable[[Worksheet], None] | None = None
) -> bytes:
    """A workbook of one sheet, changed by hand before it is saved."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    return saved(book)


def saved(made: Workbook | Document) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def ontime(entries: dict[str, dict[str, Any]], order: Sequence[str], **others: Any) -> bytes:
    """An Ontime project of one rundown."""
    rundown = {"id": "default", "title": "Main", "order": list(order), "entries": entries, "revision": 3}
    project = {"project": {"title": "The lunch", "description": ""}, "rundowns": {"default": rundown}, **others}
    return json.dumps(project).encode()


def came_of(content: bytes, name: str = "rundown.csv", answers: Answers = THE_DAY) -> Imported:
    return imported(content, name, answers)


def came_of_rows(*rows: str, **answers: Any) -> Imported:
    """What is imported from a table as text, on the day of these tests and with further answers."""
    return came_of(csv_file(*rows), answers=replace(THE_DAY, **answers))


def lines(agenda: Agenda) -> list[str]:
    """The plan in short, as ``13:00-13:07 speech Ms. Lakshmi Puri``; seconds are shown where there are any."""
    return [
        f"{_clock(agenda, row.start)}-{_clock(agenda, row.end)} {row.block.kind} {row.block.called}"
        for row in planned(agenda).rows
    ]


def _clock(agenda: Agenda, moment: datetime) -> str:
    return f"{moment.astimezone(agenda.timezone):%H:%M:%S}".removesuffix(":00")


def times(agenda: Agenda) -> list[str]:
    """From when to when each block is planned."""
    return [line.split(" ")[0] for line in lines(agenda)]


def segments(agenda: Agenda) -> dict[str, list[str]]:
    return {segment.title: [block.called for block in segment.blocks] for segment in agenda.segments}


def block_of(agenda: Agenda, title: str) -> Block:
    return next(block for block in agenda.blocks() if block.called == title)


def plan(agenda: Agenda) -> list[str]:
    """Return the day, zone and hard stop, then a line for each segment and each block (when, kind, what, who)."""
    lines = [f"{agenda.date} {agenda.timezone.key} until {agenda.end.astimezone(agenda.timezone):%H:%M}"]
    segment = ""
    for row in planned(agenda).rows:
        if row.segment not in {segment, "Programme"}:
            lines.append(f"= {row.segment}")
        segment = row.segment
        start, end = (f"{moment.astimezone(agenda.timezone):%H:%M}" for moment in (row.start, row.end))
        who = "; ".join(one.name for one in row.block.people)
        what = row.block.title if row.block.title != who else ""
        lines.append(f"{start}-{end} {row.block.kind} {what}" + (f" | {who}" if who else ""))
    return lines
