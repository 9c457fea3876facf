"""A sheet as cells, whatever file it came from; and what a cell means as text, as a clock time, a length or a date."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from runofshow.export.json_values import safe_lines
from runofshow.importers.dates import clock_after, clock_times, dates, is_bare, is_nothing, lengths
from runofshow.importers.rundown import Length, When

MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 60
"""More than this is no run of show, and is not looked at."""

_EPOCH_YEAR: Final = 1900
"""Excel shows a length of a day or more as a date of this year, or of the one before."""
_MINUTES: Final = 1.0


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A time as a spreadsheet holds it: of the day, or a length; only its column tells."""

    value: timedelta
    shows_seconds: bool
    """Whether a person sees ``0:07:00``; what is seen as ``7:00`` may have been meant as minutes and seconds."""


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A formula that nothing has worked out since the file was written."""

    formula: str


Cell = str | int | float | bool | date | datetime | Elapsed | Unreckoned | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, row by row, from its first cell on; all rows are of one length."""

    name: str
    """Empty where a file holds one sheet only."""
    rows: tuple[tuple[Cell, ...], ...]
    told: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    """The number of each row as the file's program shows it; counted from 1 where there are none."""

    def number(self, index: int) -> int:
        """What a person calls a row."""
        return self.numbers[index] if self.numbers else index + 1


def even(grid: Grid) -> Grid:
    """The same with all rows of one length."""
    width = max((len(row) for row in grid.rows), default=0)
    return replace(grid, rows=tuple((*row, *[None] * (width - len(row))) for row in grid.rows))


def text_of(cell: Cell) -> str:  # noqa: PLR0911 -- a table
    """What a person reads in the cell, harmless; empty where nothing is."""
    match cell:
        case None:
            return ""
        case str():
            return safe_lines(cell)
        case bool():
            return "yes" if cell else "no"
        case float():
            return f"{cell:g}"
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case Elapsed(value, _):
            return str(value)
        case Unreckoned(formula):
            return safe_lines(formula)
        case _:
            return safe_lines(str(cell))


def is_yes(cell: Cell) -> bool:
    """Whether a cell to be ticked is."""
    return text_of(cell).strip().lower() in {"x", "yes", "y", "true", "1", "oui", "sí", "si", "ja", "rest", "✓", "✔"}


def times_in(cell: Cell) -> tuple[When | None, When | None]:
    """The start in a cell for times, and the end where it holds one too.

    Raises:
        ValueError: the cell holds something else; with a sentence.
    """
    match cell:
        case None | Unreckoned():
            return None, None
        case Elapsed(value, _):
            return clock_after(value), None
        case datetime():
            return cell, None
        case int() | float() if not isinstance(cell, bool) and 0 <= cell < 1:
            return clock_after(_rounded(cell)), None
        case str() if is_nothing(cell):
            return None, None
        case _:
            return clock_times(text_of(cell))


def length_in(cell: Cell, unit: timedelta) -> Length:  # noqa: PLR0911 -- a table
    """How the length in a cell can be read; a number without a unit counts in `unit`.

    Raises:
        ValueError: the cell holds something else; with a sentence.
    """
    match cell:
        case None | Unreckoned():
            return ()
        case Elapsed(value, shows_seconds):
            return (value,) if shows_seconds or value < timedelta(hours=1) else (value / 60, value)
        case datetime() if cell.year <= _EPOCH_YEAR:
            return (cell - datetime(1899, 12, 30),)  # noqa: DTZ001 -- Excel's own beginning of time, without a zone
        case int() | float() if not isinstance(cell, bool):
            whole = cell >= _MINUTES or cell == 0 or isinstance(cell, int)
            return (cell * unit,) if whole else (_rounded(cell),)
        case str() if is_nothing(cell):
            return ()
        case str() if is_bare(cell):
            return tuple(length / timedelta(minutes=1) * unit for length in lengths(cell))
        case _:
            return lengths(text_of(cell))


def is_time(cell: Cell) -> bool:
    """Whether a clock time can be read in the cell."""
    try:
        return times_in(cell) != (None, None)
    except ValueError:
        return False


def is_length(cell: Cell) -> bool:
    """Whether a length can be read in the cell."""
    try:
        return bool(length_in(cell, timedelta(minutes=1)))
    except ValueError:
        return False


def dates_in(cell: Cell) -> tuple[date, ...]:
    """The day that a cell names, and the other that it could be."""
    match cell:
        case datetime():
            return (cell.date(),)
        case date():
            return (cell,)
        case str():
            return dates(cell)
        case _:
            return ()


def _rounded(part_of_a_day: float) -> timedelta:
    """A day is 1 in a spreadsheet: what is less is a time, kept to a few microseconds."""
    return timedelta(seconds=round(part_of_a_day * 86_400, 3))
