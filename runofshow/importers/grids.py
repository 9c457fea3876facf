"""Tables with a column for each day or each room -> the same cells with a row for each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from runofshow.importers.cells import Cell, Table, even, is_blank, text_of
from runofshow.importers.columns import Column, Columns, Look
from runofshow.importers.dates import is_day
from runofshow.importers.headings import Field
from runofshow.importers.vocabulary import is_break, words
from runofshow.text import in_one_spelling

_BY_LOOKS: Final[frozenset[Field]] = frozenset({"title", "speaker", "notes"})
_PEOPLE: Final = 0.6


def in_rows(table: Table, columns: Columns) -> Table | None:
    """Return a grid with a row for each of its cells; None where the table is none."""
    named: set[Field] = {one.field for one in columns.all if one.why.startswith(("heading", "you"))}
    if named & {"title", "speaker", "segment", "type"} or table.fields is not None:
        return None
    body = table.rows[columns.heading.below :]
    beside = [
        one for one in columns.all if one.field in _BY_LOOKS and one.heading and one.why[:3] not in {"you", "hea"}
    ]
    days = [one for one in columns.all if one.heading and is_day(one.heading) and one.field in {*_BY_LOOKS, "date"}]
    if len(days) > 1:
        return _parted(table, columns, days, "date")
    if len(beside) > 1 and _are_rooms(beside, body):
        return _parted(table, columns, beside, "room")
    return None


def _are_rooms(beside: Sequence[Column], body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether columns are rooms: their headings say so, or a row says one thing in several of them."""
    if all(words("room") & set(in_one_spelling(one.heading).split()) for one in beside):
        return True
    if any(Look([row[one.index] for row in body]).share("names") > _PEOPLE for one in beside):
        return False
    return any(
        len(texts) > 1 and len(set(texts)) == 1
        for row in body
        if (texts := [text_of(row[one.index]) for one in beside if not is_blank(row[one.index])])
    )


def _parted(table: Table, columns: Columns, beside: Sequence[Column], what: Field) -> Table:
    places = {one.index for one in beside}
    kept = [one for one in columns.all if one.index not in places]
    head = (*(one.heading for one in kept), {"date": "Day", "room": "Room"}[what], "Item")
    rows: list[tuple[Cell, ...]] = []
    numbers: list[int] = []

    def add(index: int, label: Cell, cell: Cell) -> None:
        row = table.rows[index]
        rows.append((*(row[one.index] for one in kept), label, cell))
        numbers.append(table.numbers[index] if table.numbers else index + 1)

    def filled(index: int) -> list[tuple[Column, Cell]]:
        row = table.rows[index]
        return [(one, row[one.index]) for one in beside if not is_blank(row[one.index])]

    below = range(columns.heading.below, len(table.rows))
    if what == "date":
        for one in beside:
            for index in below:
                found = filled(index)
                of_all = len(found) == 1 and is_break(text_of(found[0][1]))  # a cell over all days is written once
                cell = found[0][1] if of_all else table.rows[index][one.index]
                if not is_blank(cell):
                    add(index, one.heading, cell)
    else:
        for index in below:
            found = filled(index)
            if len({text_of(cell) for _, cell in found}) == 1:  # what stands alone is for everybody
                add(index, None, found[0][1])
            else:
                for one, cell in found:
                    add(index, one.heading, cell)
    fields = (*(one.field for one in kept), what, "title")
    number = table.numbers[columns.heading.row] if table.numbers else columns.heading.row + 1
    return replace(table, rows=even([head, *rows]), numbers=(number, *numbers), fields=fields)
