"""Files of office programs -> tables: workbooks by openpyxl and python-calamine, documents of Word by python-docx."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final, Literal
from xml.etree.ElementTree import ParseError

from runofshow.errors import LibraryMissing
from runofshow.export.json_values import safe_lines
from runofshow.importers.cells import MOST_COLUMNS, MOST_ROWS, Cell, Elapsed, Merged, Table, Unreckoned, even
from runofshow.importers.clock_times import since_midnight
from runofshow.importers.headings import find_heading
from runofshow.importers.questions import Findings, NoRundown, Question, Questions
from runofshow.importers.sheet_header import facts_by_headings
from runofshow.importers.text_files import begins_with_time, programme

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from openpyxl.worksheet.worksheet import Worksheet

# The libraries are of an extra, and imported where a file is read. Without them a reader raises LibraryMissing, and
# NoRundown where they can't read the file, or nothing in it is a run of show.

Office = Literal["workbook", "open workbook", "document"]

Sheets = Mapping[str, tuple[Table, Sequence[str]]]
"""Sheets by their titles, each with sentences on what is left out of it."""

_DECLARATIONS: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_LIBRARIES: Final = {"openpyxl": "openpyxl", "python_calamine": "python-calamine", "docx": "python-docx"}
_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(SyntaxError, ParseError, NotImplementedError, RuntimeError, OSError, OverflowError),
)
"""Errors that libraries let through when a part of an archive is missing or isn't what it should be."""

_FACTS_SHEET: Final = "Meeting"
"""Where this program's own workbooks say what holds for the whole meeting."""


def office_kind(content: bytes, name: str) -> Office:
    """Return what kind of office file an archive is; raise NoRundown where it is none, or is made to do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _kind(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise NoRundown(name, "is damaged: open it in the program that made it, and save it anew") from None


def _kind(archive: zipfile.ZipFile, name: str) -> Office:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    is_open = {"mimetype", "content.xml"} <= names
    if "xl/workbook.xml" in names:
        kind: Office = "workbook"
    elif "word/document.xml" in names:
        kind = "document"
    elif is_open and archive.read("mimetype").strip().startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        kind = "open workbook"
    elif is_open:
        raise NoRundown(name, "is an OpenDocument text: save it as .docx, and import that")
    elif "xl/workbook.bin" in names:
        raise NoRundown(name, "is a binary workbook (.xlsb): save it as .xlsx, and import that")
    else:
        instead = "import an .xlsx, .ods, .docx, .csv, .json or .ics file"
        raise NoRundown(name, f"is an archive (zip), and no workbook or document: {instead}")
    packed = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    unpacked = sum(part.file_size for part in packed)
    if unpacked > 40 << 20 or len(parts) > 2_000:
        raise NoRundown(name, f"unfolds to {unpacked >> 20} MB in {len(parts)} parts: that is no run of show")
    if any(part.flag_bits & 1 for part in parts):
        raise NoRundown(name, "has a password: save it without one")
    if any(one in archive.open(part).read(2_048) for part in packed for one in _DECLARATIONS):  # they unfold for ever
        raise NoRundown(name, "declares a document type, which no office program does: it isn't opened")
    return kind


@contextmanager
def _library(name: str, what: str) -> Iterator[None]:
    """Say in a sentence that a library is missing, or couldn't read a file as `what` it should be."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name not in _LIBRARIES:
            raise
        raise LibraryMissing(name, _LIBRARIES[missing.name]) from None
    except _DAMAGE as error:
        raise _damaged(name, what, error) from None


def _damaged(name: str, what: str, error: Exception) -> NoRundown:
    return NoRundown(f"{name} is damaged, or no {what} ({type(error).__name__}): open it, and save it anew")


def read_workbook(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the sheet of an Excel workbook that is meant, and what one of this program's own says of the meeting."""
    with _library(name, "workbook of Excel's"):
        from openpyxl import load_workbook

        with warnings.catch_warnings():  # openpyxl warns of whatever it doesn't keep: nothing is written back here
            warnings.simplefilter("ignore")
            values, formulas = (load_workbook(io.BytesIO(content), data_only=only) for only in (True, False))
            visible = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
            sheets = {safe_lines(one.title): _sheet(one, formulas[one.title]) for one in visible}
            hidden = [safe_lines(one.title) for one in values.worksheets if one not in visible]
    return _chosen(sheets, hidden, name, questions, findings)


def read_open_workbook(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the sheet of an OpenDocument workbook that is meant. It knows no merged cells."""
    with _library(name, "OpenDocument workbook"):
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
            cells = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in visible}
        except CalamineError as error:
            raise _damaged(name, "OpenDocument workbook", error) from None
    sheets: Sheets = {
        safe_lines(title): (
            Table(safe_lines(title), even([[_cell(one) for one in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]])),
            _not_looked_at(len(rows), max(map(len, rows), default=0)),
        )
        for title, rows in cells.items()
    }
    hidden = [safe_lines(one) for one in book.sheet_names if one not in visible]
    return _chosen(sheets, hidden, name, questions, findings)


def _chosen(sheets: Sheets, hidden: Sequence[str], name: str, questions: Questions, findings: Findings) -> Table:
    """Return the sheet that is named, that Ontime's template has, or that alone holds a run of show."""
    meeting = sheets[_FACTS_SHEET][0].rows if _FACTS_SHEET in sheets else ()
    pairs = {str(row[0]): row[1] for row in meeting if len(row) > 1 and row[0]}
    facts = facts_by_headings({heading: "" if value is None else str(value) for heading, value in pairs.items()})
    if (wanted := questions.answers.sheet) is not None:
        for title, (table, _) in sheets.items():
            if title.lower() == wanted.strip().lower():
                return replace(table, facts=facts)
        if wanted in hidden:
            raise NoRundown(f"the sheet '{wanted}' of", name, "is hidden: show it first, and save")
        raise NoRundown(name, f"has no sheet '{wanted}': there are {', '.join(sheets) or 'none'}")
    fitting = [title for title, (table, _) in sheets.items() if find_heading(table.rows)]
    ontime = [title for title in fitting if title.lower() == "event schedule"]
    candidates = ontime or [title for title in fitting if title != _FACTS_SHEET] or fitting
    if not candidates:
        looked = ", ".join(f"'{title}'" for title in sheets) or "none that is visible"
        looked += f"; hidden: {', '.join(hidden)}" if hidden else ""
        columns = "Time, Duration, Item, Speaker"
        raise NoRundown(name, f"has no sheet with a row of headings such as {columns}; looked at: {looked}")
    if len(candidates) > 1:
        sentence = f"{name} has {len(candidates)} sheets that could be meant: {', '.join(candidates)}"
        questions.ask(Question("sheet", sentence, tuple((one, one) for one in candidates)))
    else:
        others = [other for other in sheets if other not in {*candidates, _FACTS_SHEET}]
        for which, left in (("hidden", hidden), ("other", others)):
            if left:
                findings.add(f"{which} sheets are left out: {', '.join(left)}")
    table, left_out = sheets[candidates[0]]
    for sentence in left_out:
        findings.add(sentence)
    return replace(table, facts=facts)


def _sheet(values: "Worksheet", formulas: "Worksheet") -> tuple[Table, list[str]]:
    """Return what is seen of a sheet: no hidden rows, merged cells filled downwards, text without Excel's escapes."""
    from openpyxl.utils.escape import unescape

    bottom, right = min(values.max_row, MOST_ROWS), min(values.max_column, MOST_COLUMNS)
    shown = [row for row in range(1, bottom + 1) if not values.row_dimensions[row].hidden]
    hidden = sorted({*range(1, bottom + 1)} - {*shown})
    tops: dict[tuple[int, int], int] = {}  # of the lower cells in the first column of a merged range
    for merged in values.merged_cells.ranges:
        left, top, _, lowest = merged.bounds
        tops |= {(row, left): top for row in range(top + 1, min(lowest, MOST_ROWS) + 1)}

    def cell(row: int, column: int) -> Cell:
        if (top := tops.get((row, column))) is not None:
            above = cell(top, column)
            return None if above is None else Merged(above)
        found = values.cell(row, column)
        if found.value is None and (written := formulas.cell(row, column)).data_type == "f":
            return Unreckoned(str(written.value))
        return _cell(unescape(found.value) if isinstance(found.value, str) else found.value, found.number_format)

    rows = even([[cell(row, column) for column in range(1, right + 1)] for row in shown])
    left_out = [f"hidden rows are left out: {', '.join(map(str, hidden))}"] if hidden else []
    left_out += _not_looked_at(values.max_row, values.max_column)
    return Table(safe_lines(values.title), rows, tuple(shown)), left_out


def _not_looked_at(rows: int, columns: int) -> list[str]:
    told = [f"only the first {MOST_ROWS:,} rows are looked at"] if rows > MOST_ROWS else []
    return told + ([f"only the first {MOST_COLUMNS} columns are looked at"] if columns > MOST_COLUMNS else [])


def _cell(value: object, number_format: str | None = None) -> Cell:
    """Return a value as a cell; where its format isn't known, a time shows its seconds if it has any."""
    match value:
        case time():
            return _cell(since_midnight(value), number_format)
        case timedelta():
            return Elapsed(value, bool(value.seconds % 60) if number_format is None else "s" in number_format.lower())
        case float() if value.is_integer():
            return int(value)
        case str():
            return value.strip() or None
        case None | date() | bool() | float() | int():
            return value
        case _:
            return str(value)


def read_document(content: bytes, name: str, findings: Findings) -> Table:
    """Return the rows of a document's tables with the paragraphs around them; without tables, its paragraphs."""
    with _library(name, "document of Word's"):
        from docx import Document
        from docx.table import Table as WordTable

        document = Document(io.BytesIO(content))
        rows: list[list[Cell]] = []
        for block in document.iter_inner_content():
            if isinstance(block, WordTable):
                rows += _rows(block)
            elif block.text.strip():
                rows.append([" ".join(block.text.split())])
        paragraphs = [one.text for one in document.paragraphs]
        styles = [str(one.style and one.style.name).lower() for one in document.paragraphs]
    if any(len(row) > 1 and any(map(begins_with_time, row)) for row in rows):
        findings.add("read as a Word document: its tables, and the paragraphs around them")
        return Table("", even(rows), row_word="line")
    findings.add("read as a Word document: its paragraphs, of which some begin with a time")
    headings = ("heading", "title", "überschrift", "titre")
    return programme(paragraphs, {index for index, style in enumerate(styles) if style.startswith(headings)})


def _rows(table: "WordTable") -> Iterator[list[Cell]]:
    """Yield the cells of each row; one merged with that to its left is empty, one merged with that above shows it."""
    above: list[object] = []
    for row in table.rows:
        if sum(cell.grid_span for cell in row._tr.tc_lst) > 1_000:  # noqa: SLF001 -- each is made a cell
            raise ValueError("a row of too many columns")
        seen = row.cells
        own: list[object] = [cell._tc for cell in seen]  # noqa: SLF001 -- by no other means it says what is merged
        cells: list[Cell] = []
        for place, cell in enumerate(seen):
            text = cell.text.strip()
            if not text or own[place] in own[max(place - 1, 0) : place]:
                cells.append(None)
            else:
                cells.append(Merged(text) if own[place] in above[place : place + 1] else text)
        above = own
        yield cells
