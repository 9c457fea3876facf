"""Workbooks -> tables: Excel's by openpyxl, as a person sees them, and OpenDocument's by python-calamine."""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final, NoReturn

from runofshow.errors import LibraryMissing
from runofshow.export.json_values import safe_lines
from runofshow.importers.archives import DAMAGE, damaged
from runofshow.importers.cells import MOST_COLUMNS, MOST_ROWS, Cell, Elapsed, Merged, Table, Unreckoned, even
from runofshow.importers.findings import Findings
from runofshow.importers.headings import find_heading
from runofshow.importers.questions import NoRundown, Question, Questions
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_by_headings

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# The libraries are of an extra, and imported where a workbook is read.

ONTIME_SHEET: Final = "event schedule"
"""The name of the sheet in Ontime's template."""

FACTS_SHEET: Final = "Meeting"
"""Where this program's own workbooks say what holds for the whole meeting."""


def read_workbook(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the cells of the sheet that is meant, and what a sheet of this program's own says of the meeting.

    Raises:
        NoRundown: it can't be read, or holds no such sheet.
        LibraryMissing: openpyxl isn't there.
    """
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as missing:
        _say_missing(name, missing, "openpyxl")
    try:
        with warnings.catch_warnings():  # openpyxl warns of whatever it doesn't keep: nothing is written back here
            warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(content), data_only=True)
            formulas = load_workbook(io.BytesIO(content))
            tables = {one.title: _table(one, formulas[one.title]) for one in _visible(values)}
    except DAMAGE as error:
        damaged(name, "workbook of Excel's", error)
    hidden = [safe_lines(sheet.title) for sheet in values.worksheets if sheet.sheet_state != "visible"]
    return _chosen(tables, hidden, name, questions, findings)


def read_open_workbook(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the cells of the sheet that is meant of an OpenDocument workbook. It knows no merged cells.

    Raises:
        NoRundown: it can't be read, or holds no such sheet.
        LibraryMissing: python-calamine isn't there.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
    except ModuleNotFoundError as missing:
        _say_missing(name, missing, "python_calamine")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        cells = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in visible}
    except (CalamineError, *DAMAGE) as error:
        damaged(name, "OpenDocument workbook", error)
    tables = {
        title: Table(
            safe_lines(title),
            even([[_plain(one) for one in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]),
            tuple(_not_looked_at(len(rows), max(map(len, rows), default=0))),
        )
        for title, rows in cells.items()
    }
    hidden = [safe_lines(title) for title in book.sheet_names if title not in visible]
    return _chosen(tables, hidden, name, questions, findings)


def _say_missing(name: str, missing: ModuleNotFoundError, library: str) -> NoReturn:
    if missing.name != library:
        raise missing
    raise LibraryMissing(name, library.replace("_", "-")) from None


def _chosen(
    tables: Mapping[str, Table], hidden: Sequence[str], name: str, questions: Questions, findings: Findings
) -> Table:
    """Return the sheet that is named, that Ontime's template has, or that alone holds a run of show."""
    facts = _facts(tables.get(FACTS_SHEET))
    if questions.answers.sheet is not None:
        return replace(_named(tables, hidden, name, questions.answers.sheet), facts=facts)
    fitting = [title for title, table in tables.items() if find_heading(table.rows)]
    ontime = [title for title in fitting if title.strip().lower() == ONTIME_SHEET]
    known = [title for title in fitting if title != FACTS_SHEET] or fitting
    match ontime or known:
        case []:
            looked = ", ".join(f"'{safe_lines(title)}'" for title in tables) or "none that is visible"
            message = (
                f"{name} has no sheet with a row of headings such as Time, Duration, Item, Speaker; "
                f"looked at: {looked}" + (f"; hidden: {', '.join(hidden)}" if hidden else "")
            )
            raise NoRundown(message)
        case [title]:
            if hidden:
                findings.add(f"hidden sheets are left out: {', '.join(hidden)}")
            if others := [safe_lines(other) for other in tables if other not in {title, FACTS_SHEET}]:
                findings.add(f"other sheets are left out: {', '.join(others)}")
        case several:
            names = [safe_lines(one) for one in several]
            sentence = f"{name} has {len(names)} sheets that could be meant: {', '.join(names)}"
            questions.ask(Question("sheet", sentence, tuple((one, one) for one in names)))
            title = several[0]
    for sentence in tables[title].told:
        findings.add(sentence)
    return replace(tables[title], facts=facts)


def _named(tables: Mapping[str, Table], hidden: Sequence[str], name: str, wanted: str) -> Table:
    for title, table in tables.items():
        if safe_lines(title).strip().lower() == wanted.strip().lower():
            return table
    if wanted in hidden:
        message = f"the sheet '{wanted}' of {name} is hidden: show it first, and save"
    else:
        message = f"{name} has no sheet '{wanted}': there are {', '.join(map(safe_lines, tables)) or 'none'}"
    raise NoRundown(message)


def _facts(table: Table | None) -> Facts:
    rows = table.rows if table is not None else ()
    pairs = ((str(row[0] or ""), row[1]) for row in rows if len(row) > 1)
    return facts_by_headings({name: "" if value is None else str(value) for name, value in pairs if name})


# Cells of Excel's.


def _visible(book: "Workbook") -> list["Worksheet"]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _table(values: "Worksheet", formulas: "Worksheet") -> Table:
    """Return what is seen of a sheet: no hidden rows, merged cells filled downwards, text without Excel's escapes."""
    bottom, right = min(values.max_row, MOST_ROWS), min(values.max_column, MOST_COLUMNS)
    shown = [row for row in range(1, bottom + 1) if not values.row_dimensions[row].hidden]
    above = dict(_merged(values))
    rows = tuple(
        tuple(_cell_or_merged(values, formulas, row, column, above) for column in range(1, right + 1)) for row in shown
    )
    told = []
    if missing := [str(row) for row in range(1, bottom + 1) if row not in set(shown)]:
        told.append(f"hidden rows are left out: {', '.join(missing)}")
    told += _not_looked_at(values.max_row, values.max_column)
    return Table(safe_lines(values.title), even(rows), tuple(told), tuple(shown))


def _not_looked_at(rows: int, columns: int) -> Iterator[str]:
    if rows > MOST_ROWS:
        yield f"only the first {MOST_ROWS:,} rows are looked at"
    if columns > MOST_COLUMNS:
        yield f"only the first {MOST_COLUMNS} columns are looked at"


def _merged(sheet: "Worksheet") -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield for each lower cell of the first column of a merged range the cell whose value it shows."""
    for merged in sheet.merged_cells.ranges:
        left, top, _, bottom = merged.bounds
        for row in range(top + 1, min(bottom, MOST_ROWS) + 1):
            yield (row, left), (top, left)


def _cell_or_merged(
    values: "Worksheet", formulas: "Worksheet", row: int, column: int, above: Mapping[tuple[int, int], tuple[int, int]]
) -> Cell:
    if (top := above.get((row, column))) is None:
        return _cell(values, formulas, row, column)
    shown = _cell(values, formulas, *top)
    return None if shown is None else Merged(shown)


def _cell(values: "Worksheet", formulas: "Worksheet", row: int, column: int) -> Cell:
    from openpyxl.utils.escape import unescape

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


def _plain(value: object) -> Cell:
    """Return a cell as calamine has it; it doesn't tell whether seconds are shown."""
    match value:
        case time():
            return Elapsed(_since_midnight(value), value.second != 0)
        case timedelta():
            return Elapsed(value, shows_seconds=bool(value.seconds % 60))
        case float() if value.is_integer():
            return int(value)
        case str():
            return value.strip() or None
        case date() | bool() | float() | int():
            return value
        case _:
            return str(value)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second, microseconds=clock.microsecond)


def _shows_seconds(number_format: str) -> bool:
    return "s" in number_format.lower()
