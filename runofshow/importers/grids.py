"""Tables with a column for each day or each room -> the same cells with a row for each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from runofshow.importers.cells import Cell, Table, even, is_blank, text_of
from runofshow.importers.columns import Column, Columns, Look
from runofshow.importers.dates import is_day
from runofshow.importers.headings import Field
from runofshow.importers.vocabulary import alternatives
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
    room = in_one_spelling(f"({alternatives('room')})")
    if all(
        any(word in room.split("|") or word in room for word in in_one_spelling(one.heading).split()) for one in beside
    ):
        return True
    if any(Look([row[one.index] for row in body]).people > _PEOPLE for one in beside):
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

    below = range(columns.heading.below, len(table.rows))
    if what == "date":
        for one in beside:
            for index in below:
                if not is_blank(table.rows[index][one.index]):
                    add(index, one.heading, table.rows[index][one.index])
    else:
        for index in below:
            filled = [
                (one, table.rows[index][one.index]) for one in beside if not is_blank(table.rows[index][one.index])
            ]
            if len({text_of(cell) for _, cell in filled}) == 1:  # what stands alone is for everybody
                add(index, None, filled[0][1])
            else:
                for one, cell in filled:
                    add(index, one.heading, cell)
    fields = (*(one.field for one in kept), what, "title")
    number = table.numbers[columns.heading.row] if table.numbers else columns.heading.row + 1
    return replace(table, rows=even([head, *rows]), numbers=(number, *numbers), fields=fields)
