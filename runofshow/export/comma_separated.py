"""CSV: a clean table with one row an intervention, for a spreadsheet."""

import csv
import io
import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from runofshow.agenda.duration import clock_digits
from runofshow.show.record import InterventionRecord, Record
from runofshow.text import safe

COLUMNS: Final = (
    "number", "date", "given", "ended", "duration", "seconds", "limit", "paused",
    "who", "person", "title", "category", "kind", "on_behalf_of", "read_for", "addressed_to", "in_reply_to",
    "segment", "block", "requested", "entered_afterwards", "gist", "notes",
)  # fmt: skip
"""The header row."""

_FORMULA: Final = re.compile(r"[=+\-@]")


def exported(record: Record, *, raw: bool = False) -> bytes:
    """UTF-8 with a byte order mark, lines that end in CR LF (RFC 4180).

    A cell that a spreadsheet would run gets a leading apostrophe, unless `raw`.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    for one in record.interventions:
        writer.writerow(cell if raw else defused(cell) for cell in _row(one))
    return sheet.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula, in full-width characters and behind spaces either."""
    folded = unicodedata.normalize("NFKC", cell).lstrip()
    return f"'{cell}" if _FORMULA.match(folded) else cell


def _row(one: InterventionRecord) -> list[str]:
    said = one.particulars
    return [
        str(one.number),
        f"{one.given:%Y-%m-%d}",
        _clock(one.given),
        _clock(one.ended),
        clock_digits(one.duration),
        str(one.duration // timedelta(seconds=1)),
        "" if one.limit is None else clock_digits(one.limit + one.extension),
        clock_digits(one.paused) if one.paused else "",
        *(
            safe(text or "")
            for text in (
                said.who,
                said.person,
                said.title,
                said.category,
                said.kind or "statement",
                said.on_behalf_of,
                said.read_for,
                said.addressed_to,
            )
        ),
        str(said.in_reply_to or ""),
        safe(one.segment or ""),
        safe(one.block_title or ""),
        _clock(one.requested),
        "yes" if one.recorded else "",
        safe(said.gist or ""),
        safe(" / ".join(one.notes)),
    ]


def _clock(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%H:%M:%S}"
