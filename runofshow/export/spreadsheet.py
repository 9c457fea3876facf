"""The intervention log as CSV: a clean table, one intervention a row, for Excel and whatever reads tables."""

import csv
import io
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from runofshow.export.wording import ORDINARY, over_limit, time_of_day, whole_seconds
from runofshow.show.record import InterventionRecord, Meeting, Record
from runofshow.values import safe_lines

Cell = str | int | None

_SECOND: Final = timedelta(seconds=1)
_RUNS_AS_FORMULA: Final = frozenset("=+-@\u2212")
_CONTROL_PICTURES: Final = range(0x2400, 0x2440)

_COLUMNS: Final[dict[str, Callable[[InterventionRecord, Meeting], Cell]]] = {
    "number": lambda one, _: one.number,
    "date": lambda one, _: one.given.date().isoformat(),
    "block": lambda one, _: one.block,
    "block_title": lambda one, _: one.block_title,
    "segment": lambda one, _: one.segment,
    "who": lambda one, _: one.particulars.who,
    "person": lambda one, _: one.particulars.person,
    "title": lambda one, _: one.particulars.title,
    "category": lambda one, _: one.particulars.category,
    "kind": lambda one, _: one.particulars.kind or ORDINARY,
    "on_behalf_of": lambda one, _: one.particulars.on_behalf_of,
    "read_for": lambda one, _: one.particulars.read_for,
    "addressed_to": lambda one, _: one.particulars.addressed_to,
    "in_reply_to": lambda one, _: one.particulars.in_reply_to,
    "requested": lambda one, _: _clock(one.requested),
    "given": lambda one, _: _clock(one.given),
    "ended": lambda one, _: _clock(one.ended),
    "duration": lambda one, _: _length(one.duration),
    "seconds": lambda one, _: whole_seconds(one.duration) // _SECOND,
    "limit": lambda one, _: None if one.limit is None else _length(one.limit),
    "extension": lambda one, _: _length_if_any(one.extension),
    "over_limit": lambda one, _: _length_if_any(over_limit(one)),
    "paused": lambda one, _: _length_if_any(one.paused),
    "recorded_afterwards": lambda one, _: "yes" if one.recorded else "no",
    "gist": lambda one, _: one.particulars.gist,
    "notes": lambda one, _: "\n".join(one.notes),
    "timezone": lambda _, meeting: meeting.timezone.key,
    "mode": lambda _, meeting: meeting.mode,
    "meeting": lambda _, meeting: meeting.title,
}
"""What each column holds. The last three are the same in every row: logs of several meetings can be put together."""


def csv_log(record: Record, *, raw: bool = False) -> bytes:
    """The intervention log as CSV: RFC 4180, in UTF-8 with the byte order mark without which Excel reads Latin-1.

    Dates and clock times have columns of their own, for Excel hides the seconds of a cell that holds both. A cell that
    a spreadsheet would run as a formula is led by ``'`` unless `raw`; control characters are visible symbols always.
    """
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in record.interventions:
        cells = (column(one, record.meeting) for column in _COLUMNS.values())
        writer.writerow([_written(cell, raw=raw) for cell in cells])
    return table.getvalue().encode("utf-8-sig")


def defused(text: str) -> str:
    """The text, led by ``'`` if a spreadsheet would run it as a formula, also behind spaces and invisibles.

    Full-width and other forms of ``= + - @`` count, for spreadsheets of East Asian languages read them.
    """
    first = next((character for character in text if not _is_passed_over(character)), "")
    return f"'{text}" if unicodedata.normalize("NFKC", first)[:1] in _RUNS_AS_FORMULA else text


def _is_passed_over(character: str) -> bool:
    return unicodedata.category(character)[0] in "ZCM" or ord(character) in _CONTROL_PICTURES


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
