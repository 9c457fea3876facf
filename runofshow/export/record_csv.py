"""The record as CSV: a clean table with a row for each statement, then for each decision, task and note.

Nothing stands over the header row, because programs take the first row for it. The columns at the end name the meeting
and its journal, and say whether this is a rehearsal, an extract or damaged. So each row keeps that when it is copied.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import over_limit, time_of_day, whole_seconds
from runofshow.export.formatting.typed_text import defused
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import who_spoke
from runofshow.export.record_document import extract_phrase
from runofshow.show.meeting_record import InterventionRecord, Record
from runofshow.show.particulars import Particulars
from runofshow.show.statements import StatementRecord

Cell = str | int | None

_SECOND: Final = timedelta(seconds=1)
_NOTHING: Final = Particulars()


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement, and for one from the floor how its time was kept."""

    statement: StatementRecord
    timed: InterventionRecord | None

    @property
    def said(self) -> Particulars:
        return self.statement.particulars or _NOTHING

    def kept(self, value: Callable[[InterventionRecord], Cell]) -> Cell:
        return None if self.timed is None else value(self.timed)


_COLUMNS: Final[dict[str, Callable[[_Said], Cell]]] = {
    "number": lambda one: one.statement.number,
    "date": lambda one: one.statement.began.date().isoformat(),
    "block": lambda one: one.statement.block,
    "block_title": lambda one: one.statement.block_title,
    "segment": lambda one: one.statement.segment,
    "who": lambda one: one.statement.who,
    "person": lambda one: one.statement.person,
    "title": lambda one: one.statement.title,
    "category": lambda one: one.statement.category,
    "kind": lambda one: one.statement.kind,
    "on_behalf_of": lambda one: one.said.on_behalf_of,
    "also_on_behalf_of": lambda one: "; ".join(one.said.also_on_behalf_of or ()),
    "read_for": lambda one: one.said.read_for,
    "addressed_to": lambda one: one.said.addressed_to,
    "in_reply_to": lambda one: one.said.in_reply_to,
    "requested": lambda one: one.kept(lambda timed: _clock(timed.requested)),
    "given": lambda one: _clock(one.statement.began),
    "ended": lambda one: _clock(one.statement.ended),
    "duration": lambda one: _length(one.statement.took),
    "seconds": lambda one: one.statement.took // _SECOND,
    "limit": lambda one: one.kept(lambda timed: None if timed.limit is None else _length(timed.limit)),
    "extension": lambda one: one.kept(lambda timed: _length_if_any(timed.extension)),
    "over_limit": lambda one: one.kept(lambda timed: _length_if_any(over_limit(timed))),
    "paused": lambda one: one.kept(lambda timed: _length_if_any(timed.paused)),
    "recorded_afterwards": lambda one: one.kept(lambda timed: "yes" if timed.recorded else "no"),
    "gist": lambda one: one.statement.gist,
    "notes": lambda one: "\n".join(one.statement.notes),
    "source": lambda one: one.statement.source,
    "organization": lambda one: one.statement.organization,
    "country": lambda one: one.statement.country,
    "due": lambda _: None,
}
"""The columns of the table, and what each holds of a statement. A decision, a task or a note fills a few of them."""

_LIST_COLUMNS: Final = (
    "occasion",
    "capacity",
    "category",
    "who",
    "people",
    "on_behalf_of",
    "also",
    "read_for",
    "times",
)

_MEETING_COLUMNS: Final = ("timezone", "mode", "extract", "meeting", "journal_sha256", "damage")
"""These hold the same in every row."""


def csv_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as CSV: RFC 4180, in UTF-8 with the byte order mark without which Excel reads Latin-1.

    Dates and clock times have columns of their own, because Excel hides the seconds of a cell that holds both. A cell
    that a spreadsheet would run as a formula is led by ``'`` unless `options.raw`. Control characters are always
    visible symbols.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow((*(_LIST_COLUMNS if options.shape == "list" else _COLUMNS), *_MEETING_COLUMNS))
    meeting, damage = record.meeting, "; ".join(record.damage)
    every = (meeting.timezone.key, meeting.mode, extract_phrase(record), meeting.title, record.digest, damage)
    same = [_written(cell, raw=options.raw) for cell in every]
    for row in _speakers(record) if options.shape == "list" else _rows(record):
        writer.writerow([*(_written(cell, raw=options.raw) for cell in row), *same])
    return file.getvalue().encode("utf-8-sig")


def _rows(record: Record) -> Iterator[Iterable[Cell]]:
    timed = {one.number: one for one in record.interventions}
    for one in record.statements:
        said = _Said(one, None if one.number is None else timed.get(one.number))
        yield [column(said) for column in _COLUMNS.values()]
    for decision in record.decisions:
        yield _minute(decision.at, kind="decision", gist=decision.text)
    for task in record.tasks:
        due = None if task.due is None else task.due.isoformat()
        yield _minute(task.at, kind="task", gist=task.text, who=task.owner, due=due)
    for note in record.notes:
        yield _minute(note.at, kind="note", gist=note.text)


def _minute(at: datetime, **cells: str | None) -> Iterable[Cell]:
    return [{"date": at.date().isoformat(), "given": _clock(at), **cells}.get(column) for column in _COLUMNS]


def _speakers(record: Record) -> Iterator[Iterable[Cell]]:
    for occasion in who_spoke(record):
        for heading in occasion.headings:
            for one in heading.listed:
                people, principals = "; ".join(one.people), "; ".join(one.read_for)
                spoke = (one.who, people, one.on_behalf_of, one.also_on_behalf_of, principals, one.times)
                yield (occasion.name, heading.text, heading.category, *spoke)


def _written(cell: Cell, *, raw: bool) -> str | int:
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    text = safe_lines(cell)
    return text if raw else defused(text)


def _clock(instant: datetime | None) -> str | None:
    return None if instant is None else time_of_day(instant)


def _length(length: timedelta) -> str:
    """Return ``h:mm:ss``: a spreadsheet takes ``3:00`` for three hours."""
    minutes, seconds = divmod(abs(whole_seconds(length)) // _SECOND, 60)
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _length_if_any(length: timedelta) -> str | None:
    return _length(length) if whole_seconds(length) else None
