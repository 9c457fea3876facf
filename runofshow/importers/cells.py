"""A table of cells from any file; and how a cell is read as a text, a clock time, a length or a day."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from runofshow.export.json_values import safe_lines
from runofshow.importers.clock_times import (
    MINUTE,
    LengthReadings,
    Times,
    clock_after,
    is_nothing,
    lengths,
    times_or_reason,
)
from runofshow.importers.dates import Day, whole_day
from runofshow.importers.rundown import Facts
from runofshow.importers.vocabulary import words
from runofshow.text import in_one_spelling

MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 60
"""More than this is no run of show, and is not looked at."""

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 -- where Excel's days begin, without a zone


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A time as a spreadsheet holds it: a time of day or a length. Only its column tells which."""

    value: timedelta
    shows_seconds: bool = True
    """True if a person sees ``0:07:00``; a length seen as ``7:00`` may have been meant as minutes and seconds."""


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A cell whose formula has no stored result."""

    formula: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that is merged with the one above it, which shows this value."""

    value: "Cell"


Cell = str | int | float | bool | date | datetime | Elapsed | Unreckoned | Merged | None


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in rows of one length, each with its place in the file."""

    name: str
    """The name of the sheet; empty where a file holds one only."""
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...] = ()
    """The number of each row as the file's program shows it; counted from 1 where there are none."""
    row_word: str = "row"
    """The word by which a person calls a row of it: ``row``, ``event``, ``line``."""
    fields: tuple[str | None, ...] | None = None
    """The field of each column, where the file's format says it; the first row then is the headings."""
    facts: Facts = Facts()
    """Facts of the meeting that stand beside the table."""

    def place(self, index: int) -> str:
        """Return what a person calls a row."""
        return f"{self.row_word} {self.numbers[index] if self.numbers else index + 1}"


def even(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows, all of one length."""
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[None] * (width - len(row))) for row in rows)


def listed(
    rows: Sequence[Mapping[str, Cell]], fields: Mapping[str, str], word: str, facts: Facts, numbers: Sequence[int] = ()
) -> Table:
    """Return a table of rows by their headings, in a format that says which field each heading has."""
    body = (tuple(row.get(heading) for heading in fields) for row in rows)
    counted = numbers or range(1, len(rows) + 1)
    return Table("", (tuple(fields), *body), (0, *counted), word, tuple(fields.values()), facts)


def text_of(cell: Cell) -> str:  # noqa: PLR0911 -- a table
    """Return what a person reads in the cell, harmless; empty where nothing is."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:g}"
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case Elapsed(value) | Unreckoned(value):
            return safe_lines(str(value))
        case Merged(value):
            return text_of(value)
        case _:
            return safe_lines(str(cell))


def is_yes(cell: Cell) -> bool:
    """Tell whether a cell to be ticked is."""
    return text_of(cell).lower() in words("yes")


def times_in(cell: Cell) -> Times:
    """Return the times in a cell; raise ValueError, with a sentence, where it holds something else."""
    match cell:
        case datetime():
            return cell, None, None
        case Elapsed(value, _):
            return clock_after(value), None, None
        case int() | float() if not isinstance(cell, bool) and 0 <= cell < 1:
            return clock_after(_rounded(cell)), None, None
        case str() | int() | float() | date() if not is_nothing(str(cell)):
            match times_or_reason(text_of(cell)):
                case str(reason):
                    raise ValueError(reason)
                case found:
                    return found
        case _:
            return None, None, None


def length_in(cell: Cell, unit: timedelta) -> LengthReadings:
    """Return the readings of a length in a cell; a bare number counts in `unit`. Raises ValueError as `times_in`."""
    match cell:
        case Elapsed(value, shows_seconds):
            return (value,) if shows_seconds or value < timedelta(hours=1) else (value / 60, value)
        case datetime() if cell.year <= 1900:  # as Excel shows a length of a day or more
            return (cell - _EPOCH,)
        case int() | float() if not isinstance(cell, bool):
            return (cell * unit,) if cell >= 1 or cell == 0 or isinstance(cell, int) else (_rounded(cell),)
        case str() | bool() | date() if not is_nothing(str(cell)):
            return lengths(text_of(cell), unit)
        case _:
            return ()


def is_time(cell: Cell) -> bool:
    """Tell whether a clock time can be read in the cell."""
    with suppress(ValueError):
        return times_in(cell)[:2] != (None, None)
    return False


def is_length(cell: Cell) -> bool:
    """Tell whether a length can be read in the cell."""
    with suppress(ValueError):
        return bool(length_in(cell, MINUTE))
    return False


def day_of(cell: Cell) -> Day | None:
    """Return the day that a cell of a column of days names; None where it names none."""
    match cell:
        case Merged(value):
            return day_of(value)
        case datetime():
            return day_of(cell.date())
        case date() | str() | int() if not isinstance(cell, bool):
            return whole_day(text_of(cell))
        case _:
            return None


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing that a person sees."""
    return not text_of(cell)


def texts_in(row: Sequence[Cell]) -> list[str]:
    """Return the texts of the cells that hold something."""
    return [text for cell in row if (text := text_of(cell))]


def unit_of(heading: str) -> timedelta:
    """Return what a bare number in a column of lengths counts: seconds or hours by its heading, else minutes."""
    named = set(in_one_spelling(heading).replace("(", " ").replace(")", " ").replace("_", " ").split())
    if named & words("seconds") - {"m"}:
        return timedelta(seconds=1)
    return timedelta(hours=1) if named & (words("hours") - words("minutes")) else MINUTE


def _rounded(part_of_a_day: float) -> timedelta:
    """Return a time out of a spreadsheet's number, in which a day is 1; kept to a few microseconds."""
    return timedelta(seconds=round(part_of_a_day * 86_400, 3))
