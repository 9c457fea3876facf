"""The intervention log as CSV: a clean table, one intervention a row, for Excel and whatever reads tables.

Nothing stands over the header row: whatever reads tables takes the first row for it. Which meeting it was, and whether
this is a rehearsal or an extract, is in columns of its own: it stays with each row that is copied, or put together with
those of another meeting.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import ORDINARY, over_limit, time_of_day, whole_seconds
from runofshow.export.formatting.typed_text import defused
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import who_spoke
from runofshow.export.record_document import extract_phrase
from runofshow.show.statements import InterventionRecord, Record

Cell = str | int | None

_SECOND: Final = timedelta(seconds=1)

_COLUMNS: Final[dict[str, Callable[[InterventionRecord], Cell]]] = {
    "number": lambda one: one.number,
    "date": lambda one: one.given.date().isoformat(),
    "block": lambda one: one.block,
    "block_title": lambda one: one.block_title,
    "segment": lambda one: one.segment,
    "who": lambda one: one.particulars.who,
    "person": lambda one: one.particulars.person,
    "title": lambda one: one.particulars.title,
    "category": lambda one: one.particulars.category,
    "kind": lambda one: one.particulars.kind or ORDINARY,
    "on_behalf_of": lambda one: one.particulars.on_behalf_of,
    "also_on_behalf_of": lambda one: "; ".join(one.particulars.also_on_behalf_of or ()),
    "read_for": lambda one: one.particulars.read_for,
    "addressed_to": lambda one: one.particulars.addressed_to,
    "in_reply_to": lambda one: one.particulars.in_reply_to,
    "requested": lambda one: _clock(one.requested),
    "given": lambda one: _clock(one.given),
    "ended": lambda one: _clock(one.ended),
    "duration": lambda one: _length(one.duration),
    "seconds": lambda one: whole_seconds(one.duration) // _SECOND,
    "limit": lambda one: None if one.limit is None else _length(one.limit),
    "extension": lambda one: _length_if_any(one.extension),
    "over_limit": lambda one: _length_if_any(over_limit(one)),
    "paused": lambda one: _length_if_any(one.paused),
    "recorded_afterwards": lambda one: "yes" if one.recorded else "no",
    "gist": lambda one: one.particulars.gist,
    "notes": lambda one: "\n".join(one.notes),
}
"""What each column of the table holds."""

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

_MEETING_COLUMNS: Final = ("timezone", "mode", "extract", "meeting")
"""The same in every row."""


def csv_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """The intervention log as CSV: RFC 4180, in UTF-8 with the byte order mark without which Excel reads Latin-1.

    Dates and clock times have columns of their own, for Excel hides the seconds of a cell that holds both. A cell
    that a spreadsheet would run as a formula is led by ``'`` unless `options.raw`. Control characters are always
    visible symbols.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow((*(_LIST_COLUMNS if options.shape == "list" else _COLUMNS), *_MEETING_COLUMNS))
    meeting = record.meeting
    same = [
        _written(cell, raw=options.raw)
        for cell in (meeting.timezone.key, meeting.mode, extract_phrase(record), meeting.title)
    ]
    for row in _speakers(record) if options.shape == "list" else _interventions(record):
        writer.writerow([*(_written(cell, raw=options.raw) for cell in row), *same])
    return table.getvalue().encode("utf-8-sig")


def _interventions(record: Record) -> Iterator[Iterable[Cell]]:
    for one in record.interventions:
        yield (column(one) for column in _COLUMNS.values())


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
    """``h:mm:ss``: a spreadsheet takes ``3:00`` for three hours."""
    minutes, seconds = divmod(abs(whole_seconds(length)) // _SECOND, 60)
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _length_if_any(length: timedelta) -> str | None:
    return _length(length) if whole_seconds(length) else None
