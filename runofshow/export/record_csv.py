"""The record as CSV: a clean table with a row for each statement, then for each decision, task and note.

Nothing stands over the header row, because programs take the first row for it. The columns at the end name the meeting
and its journal, and say whether this is a rehearsal, an extract or damaged. So each row keeps that when it is copied.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import over_limit, time_of_day, whole_seconds
from runofshow.export.formatting.typed_text import defused
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import who_spoke
from runofshow.export.record_contents import extract_phrase
from runofshow.instants import SECOND
from runofshow.show.meeting_record import Record
from runofshow.show.statements import InterventionRecord, StatementRecord

Row = Mapping[str, str | int | None]

_COLUMNS: Final = (
    *("number", "date", "block", "block_title", "segment", "who", "person", "title", "category", "kind"),
    *("on_behalf_of", "also_on_behalf_of", "read_for", "addressed_to", "in_reply_to", "requested", "given", "ended"),
    *("duration", "seconds", "limit", "extension", "over_limit", "paused", "recorded_afterwards", "gist", "notes"),
    *("source", "organization", "country", "due"),
)
_OF_THE_STATEMENT: Final = (
    *("number", "block", "block_title", "segment", "who", "person", "title", "category", "kind", "gist"),
    *("source", "organization", "country"),
)
_OF_THE_PARTICULARS: Final = ("on_behalf_of", "read_for", "addressed_to", "in_reply_to")
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


def csv_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as CSV: RFC 4180, in UTF-8 with the byte order mark without which Excel reads Latin-1.

    Dates and clock times have columns of their own, because Excel hides the seconds of a cell that holds both. A cell
    that a spreadsheet would run as a formula is led by ``'`` unless `options.raw`. Control characters are always
    visible symbols.
    """

    def written(row: Row) -> Row:
        texts = {name: safe_lines(cell) for name, cell in row.items() if isinstance(cell, str)}
        return {**row, **(texts if options.raw else {name: defused(text) for name, text in texts.items()})}

    meeting = record.meeting
    of_the_meeting = written(
        {
            "timezone": meeting.timezone.key,
            "mode": meeting.mode,
            "extract": extract_phrase(record),
            "meeting": meeting.title,
            "journal_sha256": record.digest,
            "damage": "; ".join(record.damage),
        }
    )
    columns, rows = (_LIST_COLUMNS, _speakers(record)) if options.shape == "list" else (_COLUMNS, _rows(record))
    file = io.StringIO()
    writer = csv.DictWriter(file, (*columns, *of_the_meeting), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**written(row), **of_the_meeting} for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _rows(record: Record) -> Iterator[Row]:
    yield from map(_statement, record.statements)
    for decision in record.decisions:
        yield {**_taken(decision.at), "kind": "decision", "gist": decision.text}
    for task in record.tasks:
        due = None if task.due is None else task.due.isoformat()
        yield {**_taken(task.at), "kind": "task", "gist": task.text, "who": task.owner, "due": due}
    for note in record.notes:
        yield {**_taken(note.at), "kind": "note", "gist": note.text}


def _statement(one: StatementRecord) -> Row:
    row: dict[str, str | int | None] = {
        **{name: getattr(one, name) for name in _OF_THE_STATEMENT},
        **{name: getattr(one.particulars, name, None) for name in _OF_THE_PARTICULARS},
        **_taken(one.began),
        "also_on_behalf_of": "; ".join(getattr(one.particulars, "also_on_behalf_of", None) or ()),
        "ended": None if one.ended is None else time_of_day(one.ended),
        "duration": _length(one.took),
        "seconds": one.took // SECOND,
        "notes": "\n".join(one.notes),
    }
    if isinstance(one, InterventionRecord):
        row["requested"] = None if one.requested is None else time_of_day(one.requested)
        row["limit"] = None if one.limit is None else _length(one.limit)
        lengths = {"extension": one.extension, "over_limit": over_limit(one), "paused": one.paused}
        row |= {name: _length(length) for name, length in lengths.items() if whole_seconds(length)}
        row["recorded_afterwards"] = "yes" if one.recorded else "no"
    return row


def _taken(at: datetime) -> Row:
    return {"date": at.date().isoformat(), "given": time_of_day(at)}


def _length(length: timedelta) -> str:
    """Return ``h:mm:ss``: a spreadsheet takes ``3:00`` for three hours."""
    minutes, seconds = divmod(abs(whole_seconds(length)) // SECOND, 60)
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _speakers(record: Record) -> Iterator[Row]:
    for occasion in who_spoke(record):
        for heading in occasion.headings:
            for one in heading.listed:
                yield {
                    "occasion": occasion.name,
                    "capacity": heading.text,
                    "category": heading.category,
                    "who": one.who,
                    "people": "; ".join(one.people),
                    "on_behalf_of": one.on_behalf_of,
                    "also": one.also_on_behalf_of,
                    "read_for": "; ".join(one.read_for),
                    "times": one.times,
                }
