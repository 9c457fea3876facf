"""CSV and its relatives -> cells: encoding and delimiter are found out."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from runofshow.export.formatting.typed_text import unquoted
from runofshow.importers.columns import find_columns
from runofshow.importers.grid import MOST_ROWS, Cell, Grid, even
from runofshow.importers.open_questions import NoRundown

_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_NAMED_IN_FILE: Final = "sep="


def read_delimited(content: bytes, name: str) -> Grid:
    """The cells of a table as text. A ``'`` by which a spreadsheet is kept from running a formula goes.

    Raises:
        NoRundown: it is no such table.
    """
    text, encoding = _decoded(content)
    first, _, following = text.partition("\n")
    delimiters: Sequence[str] = list(_DELIMITERS)
    if first.strip().lower().startswith(_NAMED_IN_FILE) and len(first.strip()) == len(_NAMED_IN_FILE) + 1:
        delimiters, text = [first.strip()[-1]], "\n" + following
    tables = {delimiter: _table(text, delimiter, name) for delimiter in delimiters}
    best = max(delimiters, key=lambda delimiter: _fitness(tables[delimiter]))
    told = f"read as {encoding}, columns parted by {_DELIMITERS.get(best, repr(best))}"
    return even(Grid("", tables[best], (told,)))


def _decoded(content: bytes) -> tuple[str, str]:
    """The text, and what its encoding is called. Whatever is no UTF-8 is what Windows writes in the West."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252"


def _table(text: str, delimiter: str, name: str) -> tuple[tuple[Cell, ...], ...]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[Cell, ...]] = []
    try:
        for row in lines:
            if len(rows) >= MOST_ROWS:
                message = f"{name} has more than {MOST_ROWS:,} rows: that is no run of show"
                raise NoRundown(message)
            rows.append(tuple(unquoted(cell) or None for cell in row))
    except csv.Error as error:
        message = f"{name}, line {lines.line_num}: {error}; is a quote opened and never closed?"
        raise NoRundown(message) from None
    return tuple(rows)


def _fitness(rows: tuple[tuple[Cell, ...], ...]) -> tuple[int, int]:
    """How well a delimiter fits: what is known of the columns' headings, then how many cells there are."""
    found = find_columns(even(Grid("", rows)).rows)
    return (len(found.place) if found else 0, sum(len(row) for row in rows[:MOST_ROWS]))
