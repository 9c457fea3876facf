"""A sheet's cells -> a rundown: the row of headings is found, what stands above it read, and the rows below it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from runofshow.importers.columns import OF_THE_MEETING, Columns, Field, field_named, find_columns
from runofshow.importers.dates import long_day
from runofshow.importers.grid import Cell, Grid, is_length, is_time, text_of
from runofshow.importers.open_questions import NoRundown
from runofshow.importers.rundown import Facts, Item, Rundown
from runofshow.importers.sheet_header import facts_above, facts_of, joined
from runofshow.importers.table_rows import TIMED, TableRows
from runofshow.importers.texts import one_line, paragraphs

_OF_PROGRAMS: Final[frozenset[Field]] = frozenset({"kind", "timer"})
"""Columns that no person heads: this program's own, and those of Ontime's template."""

_SHOWN: Final[dict[Field, str]] = {
    "length": "duration",
    "number": "number (left out)",
    "look": "left out",
    "to_end": "count to end",
    "timer": "timer type",
}


def read_table(grid: Grid, facts_beside: dict[str, str], name: str) -> Rundown:
    """The rundown that a sheet holds.

    Raises:
        NoRundown: no row of headings is found, or nothing below it.
    """
    columns = find_columns(grid.rows)
    if columns is None:
        message = (
            f"{name}{_of(grid)} has no row of headings: a run of show has columns such as "
            "Time (or Duration) and Item or Speaker"
        )
        raise NoRundown(message)
    columns = columns.without(_of_single_rows(grid, columns))
    grid, below = _parted_from_what_follows(grid, columns)
    reading = TableRows(grid, columns)
    rows = tuple(reading.rows())
    if not any(isinstance(row, Item) for row in rows):
        message = f"{name}{_of(grid)} has headings in row {grid.number(columns.row)}, and no row below them to take"
        raise NoRundown(message)
    above, unread = facts_above(grid.rows[: columns.row])
    around = replace(above, notes=paragraphs(above.notes, *unread, *below))
    facts = joined(joined(_facts_beside(facts_beside), reading.facts), around)
    facts = replace(facts, is_24_hours=not columns.place.keys().isdisjoint(_OF_PROGRAMS))
    told = (*grid.told, _mapping(grid, columns), *_taken_above(above, unread), *reading.told)
    told += (f"below the table, and so → notes: {'; '.join(below)}",) if below else ()
    return Rundown(rows, facts, told)


def _of(grid: Grid) -> str:
    return f", sheet '{grid.name}'," if grid.name else ""


def _of_single_rows(grid: Grid, columns: Columns) -> set[Field]:
    """The columns that would say something of the whole meeting, did they say it of all rows, or of the first alone."""
    written = [[text_of(cell).strip() for cell in row] for row in grid.rows[columns.below :]]
    rows = [texts for texts in written if sum(map(bool, texts)) > 1]
    found: set[Field] = set()
    for name in OF_THE_MEETING & columns.place.keys():
        values = [texts[columns.place[name]] for texts in rows]
        said = set(values) - {""}
        if len(said) > 1 or (said and not values[0]):
            found.add(name)
    return found


def _parted_from_what_follows(grid: Grid, columns: Columns) -> tuple[Grid, list[str]]:
    """The table alone, and the lines below it: behind its last time and a blank row, a contact or a footnote."""
    rows = grid.rows
    timed = [index for index in range(columns.below, len(rows)) if _has_time(rows[index], columns)]
    for index in range(timed[-1] + 2 if timed else len(rows), len(rows)):
        if not _texts(rows[index - 1]) and _texts(rows[index]) and not _belongs(rows[index], columns):
            below = [one_line(", ".join(_texts(row))) for row in rows[index:] if _texts(row)]
            return replace(grid, rows=rows[:index]), below
    return grid, []


def _belongs(row: Sequence[Cell], columns: Columns) -> bool:
    """Whether a row without a time is one of the table: it says more than one thing, none of them among the times."""
    times = [text_of(row[columns.place[name]]) for name in TIMED if name in columns.place]
    return len(_texts(row)) > 1 and not any(times)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [text for cell in row if (text := text_of(cell).strip())]


def _has_time(row: Sequence[Cell], columns: Columns) -> bool:
    cells = [(name, row[columns.place[name]]) for name in TIMED if name in columns.place]
    return any(is_length(cell) if name == "length" else is_time(cell) for name, cell in cells)


def _facts_beside(pairs: dict[str, str]) -> Facts:
    named = {field_named(name): value for name, value in pairs.items()}
    return facts_of({name: value for name, value in named.items() if name is not None})


def _mapping(grid: Grid, columns: Columns) -> str:
    """Which column was taken for what."""
    taken = {index: name for name, index in columns.place.items() if name not in OF_THE_MEETING}
    taken |= dict.fromkeys(columns.ignored, "look")
    pairs = [f"{_headed(columns, index)} → {_SHOWN.get(taken[index], _words(taken[index]))}" for index in sorted(taken)]
    pairs += [f"{_headed(columns, index)} → notes" for index in columns.others]
    sheet = f"sheet '{grid.name}', " if grid.name else ""
    return f"{sheet}headings in row {grid.number(columns.row)}: {'; '.join(pairs)}"


def _headed(columns: Columns, index: int) -> str:
    return one_line(columns.headings[index])


def _words(name: Field) -> str:
    return name.replace("_", " ")


def _taken_above(facts: Facts, unread: list[str]) -> list[str]:
    """What the lines above the table were taken for."""
    moderator = "" if facts.moderator is None else facts.moderator.name
    texts = (("title", facts.title), ("place", facts.venue), ("moderator", moderator))
    taken = [f"{what} '{text}'" for what, text in texts if text]
    taken += [" or ".join(map(long_day, facts.days))] if facts.days else []
    taken += [f"from {facts.start:%H:%M}"] if facts.start is not None else []
    taken += [f"to {facts.end:%H:%M}, the hard stop"] if facts.end is not None else []
    taken += [f"'{line}' → notes" for line in unread]
    return [f"above the table: {'; '.join(taken)}"] if taken else []
