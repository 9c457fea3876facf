"""One table on a sheet of a workbook: its columns, what their cells hold, how it is filtered, scrolled and printed."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final, Generic, TypeVar, assert_never
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring
from wcwidth import wcswidth

from runofshow.export.formats import Paper
from runofshow.export.formatting.office_file import runs_right, undated
from runofshow.export.formatting.record_words import whole_seconds
from runofshow.export.json_values import safe_lines
from runofshow.text import clip

Value = str | int | date | datetime | timedelta | None
"""What a cell may hold. An aware datetime is shown as the clock on the wall; a sheet knows no zones."""

DAY: Final = "yyyy-mm-dd"
CLOCK: Final = "hh:mm:ss"
LENGTH: Final = "[h]:mm:ss"
SIGNED_SECONDS: Final = "+0;-0;0"
TEXT: Final = "@"
COUNT: Final = "0"

MOST_CHARACTERS: Final = 32_767
"""What a cell of Excel can hold."""

_CORE: Final = "docProps/core.xml"

CUT_OFF: Final = " … [cut off: a cell holds no more]"

_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as an A (ECMA-376, ST_Xstring): the underscore itself is then written so."""

_MOST_IN_PAGE_HEADER: Final = 200
_RULE: Final = Side(style="thin")
_FONT: Final = "Calibri"
_POINTS: Final = 11
_LINE: Final = 15.5
"""Points that a line of that font takes."""

TALLEST: Final = 409.0
"""Points that a row of Excel can take: what is longer is there, but not in sight."""

_LOST_AT_LINE_ENDS: Final = 2
"""Characters of a line that stay empty, for words aren't cut."""

_RIGHT_TO_LEFT: Final = 2


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: what stands over it, how wide it is in characters, and what it holds of a row."""

    heading: str
    width: float
    value: Callable[[Row], Value]
    shown_as: str = TEXT


def fill(sheet: Worksheet, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> None:
    """The head and the rows, from the first cell on; the head stays in sight, and every column can be filtered."""
    for place, column in enumerate(columns, start=1):
        head = _put(sheet, 1, place, column.heading, TEXT)
        head.font, head.border = Font(name=_FONT, size=_POINTS, bold=True), Border(bottom=_RULE)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    count = 1
    for count, row in enumerate(rows, start=2):
        lines = 1
        for place, column in enumerate(columns, start=1):
            value = column.value(row)
            _put(sheet, count, place, value, column.shown_as)
            lines = max(lines, _lines_of(value, column.width) if isinstance(value, str) else 1)
        sheet.row_dimensions[count].height = min(lines * _LINE, TALLEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def set_up_printing(sheet: Worksheet, paper: Paper, over_each_page: str, printed_columns: int | None = None) -> None:
    """Landscape, as wide as the page, the head on each page, pages numbered; the first columns only, if so many."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", _size_of(paper)
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.75
    sheet.print_title_rows = "1:1"
    sheet.print_options.gridLines = True
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = clip(over_each_page, _MOST_IN_PAGE_HEADER).replace("&", "&&")
    footer.center.text = "Page &P of &N"
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer
    if printed_columns is not None:
        sheet.print_area = f"A1:{get_column_letter(printed_columns)}{sheet.max_row}"


def text_of_cell(text: str) -> str:
    """What a person typed as a cell holds it: harmless, cut where a cell ends, and read by Excel as it stands."""
    harmless = safe_lines(text)
    if len(harmless) > MOST_CHARACTERS:
        harmless = harmless[: MOST_CHARACTERS - len(CUT_OFF)] + CUT_OFF
    return _LOOKS_ESCAPED.sub("_x005F_", harmless)


def _lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column, about: LibreOffice makes no row taller by itself, and cuts off."""
    room = max(1, width - _LOST_AT_LINE_ENDS)
    return sum(max(1, ceil(max(wcswidth(line), len(line)) / room)) for line in safe_lines(text).split("\n"))


def _put(sheet: Worksheet, row: int, column: int, value: Value, shown_as: str) -> Cell | MergedCell:
    """A value with its format. Text is text, whatever it begins with, and stays text when somebody edits it."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = text_of_cell(value)
        cell.data_type = "s"
        cell.quotePrefix = True
    elif isinstance(value, datetime):
        cell.value = value.replace(tzinfo=None, microsecond=0)
    elif isinstance(value, timedelta):
        cell.value = whole_seconds(value)
    else:
        cell.value = value
    cell.number_format = shown_as
    right = isinstance(value, str) and runs_right(value)
    cell.alignment = Alignment(
        horizontal="right" if right else "left",
        vertical="top",
        wrap_text=shown_as == TEXT,
        readingOrder=_RIGHT_TO_LEFT if right else 0,
    )
    return cell


def packed(book: Workbook) -> bytes:
    """The workbook as a file; the library writes the time of saving into it, which is taken out again."""
    properties = tostring(book.properties.to_tree())
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).save()
    return undated(file.getvalue(), {_CORE: properties})


def _size_of(paper: Paper) -> int:
    """Return the number of a sheet's size in a workbook (ECMA-376, ST_PaperSize)."""
    match paper:
        case "a4":
            return 9
        case "letter":
            return 1
        case _:
            assert_never(paper)
