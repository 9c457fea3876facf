"""Excel workbooks -> cells, by openpyxl: what a person sees in the sheet, merged cells filled downwards."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from runofshow.export.json_values import safe_lines
from runofshow.importers.columns import find_columns
from runofshow.importers.grid import MOST_COLUMNS, MOST_ROWS, Cell, Elapsed, Grid, Unreckoned, even
from runofshow.importers.open_questions import NoRundown, Unclear

ONTIME_SHEET: Final = "event schedule"
"""What Ontime calls the sheet of its template."""

FACTS_SHEET: Final = "Meeting"
"""Where this program's own workbooks say what holds for the whole meeting."""

_MOST_UNPACKED: Final = 40 << 20
_MOST_PARTS: Final = 2_000
_PACKED_PART: Final = (".xml", ".rels")
_DECLARATIONS: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_HEAD: Final = 2_048

_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(SyntaxError, ParseError, NotImplementedError, RuntimeError, OSError, InvalidFileException, OverflowError),
)
"""What openpyxl lets through when a part of a workbook is missing or isn't what it should be."""


def read_workbook(content: bytes, name: str, sheet: str | None) -> tuple[Grid, dict[str, str]]:
    """The cells of the sheet that is meant, and what a sheet of this program's own says of the meeting.

    Raises:
        NoRundown: it can't be read, or holds no such sheet.
        Unclear: several sheets could be meant.
    """
    _refuse_what_is_not_a_workbook(content, name)
    try:
        with warnings.catch_warnings():  # openpyxl warns of whatever it doesn't keep: nothing is written back here
            warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(content), data_only=True)
            formulas = load_workbook(io.BytesIO(content))
            grids = {one.title: _grid(one, formulas[one.title]) for one in _visible(values)}
    except _DAMAGE as error:
        message = f"{name} is damaged, or no workbook of Excel's ({type(error).__name__}): open it, and save it anew"
        raise NoRundown(message) from None
    return _chosen(grids, _hidden(values), name, sheet), _facts(grids.get(FACTS_SHEET))


def _refuse_what_is_not_a_workbook(content: bytes, name: str) -> None:
    """What is inside is looked at before it is unpacked: a few kilobytes can unfold to gigabytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                message = f"{name} is {_what_else(names)}"
                raise NoRundown(message)
            unpacked = sum(part.file_size for part in parts if part.filename.endswith(_PACKED_PART))
            if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
                message = f"{name} unfolds to {unpacked >> 20} MB in {len(parts)} parts: that is no run of show"
                raise NoRundown(message)
            if any(part.flag_bits & 1 for part in parts):
                message = f"{name} has a password: save it without one"
                raise NoRundown(message)
            for part in parts:
                if part.filename.endswith(_PACKED_PART):
                    _refuse_declarations(archive.open(part).read(_HEAD), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        message = f"{name} is damaged: open it in the program that made it, and save it anew"
        raise NoRundown(message) from None


def _refuse_declarations(head: bytes, name: str) -> None:
    """No office program declares a document type, and entities in one can unfold without end."""
    if any(declaration in head for declaration in _DECLARATIONS):
        message = f"{name} declares a document type, which no workbook does: it isn't opened"
        raise NoRundown(message)


def _what_else(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "a Word document: copy its table into a spreadsheet, and import that"
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file: save it as .xlsx, and import that"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb): save it as .xlsx, and import that"
    return "an archive (zip), and no workbook of Excel's: import an .xlsx, .csv, .json or .ics file"


def _visible(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _hidden(book: Workbook) -> list[str]:
    return [safe_lines(sheet.title) for sheet in book.worksheets if sheet.sheet_state != "visible"]


def _chosen(grids: dict[str, Grid], hidden: Sequence[str], name: str, wanted: str | None) -> Grid:
    """The one sheet that is named, that Ontime's template has, or that holds a table as a run of show has one."""
    if wanted is not None:
        return _named(grids, hidden, name, wanted)
    fitting = [title for title, grid in grids.items() if find_columns(grid.rows)]
    ontime = [title for title in fitting if title.strip().lower() == ONTIME_SHEET]
    match ontime or fitting:
        case [title]:
            told: tuple[str, ...] = (f"hidden sheets are left out: {', '.join(hidden)}",) if hidden else ()
            others = [safe_lines(other) for other in grids if other not in {title, FACTS_SHEET}]
            told += (f"other sheets are left out: {', '.join(others)}",) if others else ()
            grid = grids[title]
            return Grid(grid.name, grid.rows, (*told, *grid.told), grid.numbers)
        case []:
            looked = ", ".join(f"'{safe_lines(title)}'" for title in grids) or "none that is visible"
            message = (
                f"{name} has no sheet with a row of headings such as Time, Duration, Item, Speaker; "
                f"looked at: {looked}" + (f"; hidden: {', '.join(hidden)}" if hidden else "")
            )
            raise NoRundown(message)
        case several:
            names = [safe_lines(title) for title in several]
            sentence = f"{name} has {len(names)} sheets that could be meant: {', '.join(names)}"
            raise Unclear(asked="sheet", sentence=sentence, choices=tuple((title, title) for title in names))


def _named(grids: dict[str, Grid], hidden: Sequence[str], name: str, wanted: str) -> Grid:
    for title, grid in grids.items():
        if safe_lines(title).strip().lower() == wanted.strip().lower():
            return grid
    if wanted in hidden:
        message = f"the sheet '{wanted}' of {name} is hidden: show it in Excel first, and save"
    else:
        message = f"{name} has no sheet '{wanted}': there are {', '.join(map(safe_lines, grids)) or 'none'}"
    raise NoRundown(message)


def _grid(values: Worksheet, formulas: Worksheet) -> Grid:
    """What is seen of a sheet: no hidden rows, merged cells filled downwards, text without Excel's escapes."""
    bottom, right = min(values.max_row, MOST_ROWS), min(values.max_column, MOST_COLUMNS)
    shown = [row for row in range(1, bottom + 1) if not values.row_dimensions[row].hidden]
    above = dict(_merged(values))
    rows = tuple(
        tuple(_cell(values, formulas, *above.get((row, column), (row, column))) for column in range(1, right + 1))
        for row in shown
    )
    told = []
    if missing := [str(row) for row in range(1, bottom + 1) if row not in set(shown)]:
        told.append(f"hidden rows are left out: {', '.join(missing)}")
    if values.max_row > MOST_ROWS:
        told.append(f"only the first {MOST_ROWS:,} rows are looked at")
    return even(Grid(safe_lines(values.title), rows, tuple(told), tuple(shown)))


def _merged(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """For each lower cell of the first column of a merged range, the cell whose value it shows."""
    for merged in sheet.merged_cells.ranges:
        left, top, _, bottom = merged.bounds
        for row in range(top + 1, min(bottom, MOST_ROWS) + 1):
            yield (row, left), (top, left)


def _cell(values: Worksheet, formulas: Worksheet, row: int, column: int) -> Cell:
    cell = values.cell(row, column)
    value: Any = cell.value
    match value:
        case None:
            written = formulas.cell(row, column)
            return Unreckoned(str(written.value)) if written.data_type == "f" else None
        case str():
            return unescape(value) or None
        case time():
            return Elapsed(_since_midnight(value), _shows_seconds(cell.number_format))
        case timedelta():
            return Elapsed(value, _shows_seconds(cell.number_format))
        case bool() | int() | float() | datetime():
            return value
        case _:
            return str(value)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)


def _shows_seconds(number_format: str) -> bool:
    return "s" in number_format.lower()


def _facts(grid: Grid | None) -> dict[str, str]:
    if grid is None:
        return {}
    pairs = ((str(row[0] or ""), row[1]) for row in grid.rows if len(row) > 1)
    return {name: str(value) for name, value in pairs if name and value is not None}
