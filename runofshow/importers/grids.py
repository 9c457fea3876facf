"""Tables with a column for each day or each room -> the same cells with a row for each."""

from collections.abc import Sequence
from dataclasses import replace

from runofshow.importers.cells import Cell, Table, even, is_blank, text_of
from runofshow.importers.columns import Column, Columns, Look
from runofshow.importers.dates import is_day
from runofshow.importers.headings import CONTENTS
from runofshow.importers.vocabulary import is_break, words
from runofshow.text import in_one_spelling


def in_rows(table: Table, columns: Columns) -> Table | None:
    """Return a grid with a row for each of its cells; None where the table is none."""
    said = [one for one in columns.all if one.why.startswith(("heading", "you"))]
    if table.fields is not None or any(one.field in CONTENTS for one in said):
        return None
    headed = [one for one in columns.all if one.heading and one.field in {"title", "speaker", "notes", "date"}]
    if len(days := [one for one in headed if is_day(one.heading)]) > 1:
        return _parted(table, columns, days, by_day=True)
    beside = [one for one in headed if one.field != "date" and one not in said]
    if len(beside) > 1 and _are_rooms(beside, table.rows[columns.heading.below :]):
        return _parted(table, columns, beside, by_day=False)
    return None


def _are_rooms(beside: Sequence[Column], body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether columns are rooms: their headings say so, or a row says one thing in several of them."""
    if all(words("room") & set(in_one_spelling(one.heading).split()) for one in beside):
        return True
    if any(Look([row[one.index] for row in body]).share("names") > 0.6 for one in beside):
        return False
    rows = ([text_of(row[one.index]) for one in beside if not is_blank(row[one.index])] for row in body)
    return any(len(texts) > 1 and len(set(texts)) == 1 for texts in rows)


def _parted(table: Table, columns: Columns, beside: Sequence[Column], *, by_day: bool) -> Table:
    kept = [one for one in columns.all if one not in beside]
    found: list[tuple[int, int, Cell, Cell]] = []
    for index, row in enumerate(table.rows[columns.heading.below :], start=columns.heading.below):
        filled = [(one, row[one.index]) for one in beside if not is_blank(row[one.index])]
        if by_day and len(filled) == 1 and is_break(text_of(filled[0][1])):
            filled = [(one, filled[0][1]) for one in beside]  # a break on all days is written once
        if not by_day and len({text_of(cell) for _, cell in filled}) == 1:
            found.append((0, index, None, filled[0][1]))  # what stands alone is for everybody
        else:
            found += [(one.index, index, one.heading, cell) for one, cell in filled]
    if by_day:
        found.sort(key=lambda one: one[0])
    numbers = table.numbers or range(1, len(table.rows) + 1)
    head = (*(one.heading for one in kept), "Day" if by_day else "Room", "Item")
    rows = [(*(table.rows[index][one.index] for one in kept), label, cell) for _, index, label, cell in found]
    return replace(
        table,
        rows=even([head, *rows]),
        numbers=(numbers[columns.heading.row], *(numbers[index] for _, index, _, _ in found)),
        fields=(*(one.field for one in kept), "date" if by_day else "room", "title"),
    )
