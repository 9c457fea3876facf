"""Excel workbooks. Rows are written as XML, because the library writes cell by cell, and slowly."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import ceil
from typing import Final, Generic, TypeVar
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring
from wcwidth import wcswidth

from runofshow.export.formats import Paper
from runofshow.export.formatting.office_file import LANGUAGE, LONGEST_PROPERTY, runs_right, undated
from runofshow.export.formatting.record_words import whole_seconds
from runofshow.export.json_values import safe_lines
from runofshow.text import clip

Value = str | int | date | datetime | timedelta | None
"""The value of a cell. An aware datetime is shown as the clock on the wall, because a sheet knows no zones."""

DAY: Final = "yyyy-mm-dd"
CLOCK: Final = "hh:mm:ss"
LENGTH: Final = "[h]:mm:ss"
SIGNED_SECONDS: Final = "+0;-0;0"
TEXT: Final = "@"
COUNT: Final = "0"

MOST_CHARACTERS: Final = 32_767
"""Characters that a cell of Excel can hold."""
CUT_OFF: Final = " … [cut off: a cell holds no more]"
TALLEST: Final = 409.0
"""The height in points that a row of Excel can have. Text beyond it is there but not visible."""

_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as an A (ECMA-376, ST_Xstring), so the underscore itself is written as such a code."""
_NO_DATA: Final = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_MOST_IN_PAGE_HEADER: Final = 200
_LINE: Final = 15.5
"""Points that a line of Calibri 11 takes."""
_LOST_AT_LINE_ENDS: Final = 2
"""Characters of a line that stay empty, because words aren't cut."""
_FILTER_BUTTON: Final = 3
"""Characters that the button of a filter hides in a heading."""
_FIRST_DAY: Final = date(1899, 12, 30)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, its width in characters, and the value that it takes from a row."""

    heading: str
    width: float
    value: Callable[[Row], Value]
    shown_as: str = TEXT


class Book:
    """A workbook that is being written, with the same title over each page of its sheets."""

    def __init__(self, paper: Paper, over_each_page: str) -> None:
        """Begin without a sheet."""
        self._library = Workbook()
        del self._library[self._library.sheetnames[0]]
        self._paper, self._over_each_page = paper, over_each_page
        self._rows: list[str] = []

    def add_sheet(
        self, title: str, columns: Sequence[Column[Row]], rows: Iterable[Row], printed: int | None = None
    ) -> None:
        """Add a table. Its head stays in sight, and every column can be filtered.

        With `printed` only so many of the first columns are printed.
        """
        sheet: Worksheet = self._library.create_sheet(title)
        letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
        for letter, column in zip(letters, columns, strict=True):
            sheet.column_dimensions[letter].width = column.width
        lost = _FILTER_BUTTON - _LOST_AT_LINE_ENDS
        head = [(letter, one.heading, one.width - lost) for letter, one in zip(letters, columns, strict=True)]
        head_style = _style(sheet, TEXT, head=True)
        written = [_row(1, head, [(head_style, head_style)] * len(columns))]
        styles = [(_style(sheet, one.shown_as), _style(sheet, one.shown_as, right=True)) for one in columns]
        for number, row in enumerate(rows, start=2):
            cells = [(letter, one.value(row), one.width) for letter, one in zip(letters, columns, strict=True)]
            written.append(_row(number, cells, styles))
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{letters[-1]}{len(written)}"
        self._set_up_printing(sheet)
        if printed is not None:
            sheet.print_area = f"A1:{letters[printed - 1]}{len(written)}"
        self._rows.append("".join(written))

    def _set_up_printing(self, sheet: Worksheet) -> None:
        """Print landscape and as wide as the page, with the head on each page and numbered pages."""
        setup, margins = sheet.page_setup, sheet.page_margins
        setup.orientation = "landscape"
        setup.paperSize = 9 if self._paper == "a4" else 1  # ECMA-376, ST_PaperSize
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.75
        sheet.print_title_rows = "1:1"
        sheet.print_options.gridLines = True
        header, footer = HeaderFooterItem(), HeaderFooterItem()
        header.left.text = clip(self._over_each_page, _MOST_IN_PAGE_HEADER).replace("&", "&&")
        footer.center.text = "Page &P of &N"
        sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = header, footer

    def packed(self, title: str, subject: str, written: datetime) -> bytes:
        """Return the workbook as a file, whose properties name the meeting and no person.

        The library writes the time of saving into it, and empty sheets; both are replaced.
        """
        at = written.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        title = clip(title, LONGEST_PROPERTY)
        self._library.properties = DocumentProperties(
            creator="", title=title, subject=subject, language=LANGUAGE, created=at, modified=at
        )
        parts = {"docProps/core.xml": tostring(self._library.properties.to_tree())}
        file = io.BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            ExcelWriter(self._library, archive).save()
        for number, rows in enumerate(self._rows, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            before, after = _NO_DATA.split(ZipFile(file).read(name), maxsplit=1)
            parts[name] = b"".join((before, b"<sheetData>", rows.encode(), b"</sheetData>", after))
        return undated(file.getvalue(), parts)


def _style(sheet: Worksheet, shown_as: str, *, head: bool = False, right: bool = False) -> int:
    """Return the number under which the workbook keeps a style of cells; `right` if text runs right to left."""
    style = StyleableObject(sheet)
    style.number_format = shown_as
    style.quotePrefix = shown_as == TEXT
    style.alignment = Alignment(
        horizontal="right" if right else "left",
        vertical="top",
        wrap_text=shown_as == TEXT,
        readingOrder=2 if right else 0,
    )
    if head:
        style.font, style.border = Font(name="Calibri", size=11, bold=True), Border(bottom=Side(style="thin"))
    number: int = style.style_id
    return number


def _row(number: int, cells: Sequence[tuple[str, Value, float]], styles: Sequence[tuple[int, int]]) -> str:
    """Return a row as XML: for each cell the letter of its column, the value, and the width.

    Text is text, whatever it begins with, and stays text when somebody edits it.
    """
    written, tallest = [], 1
    for (letter, value, width), (style, style_of_right) in zip(cells, styles, strict=True):
        if isinstance(value, str):
            text, lines, right = _laid_out(value, width)
            tallest = max(tallest, lines)
            if text:
                style_of_text = style_of_right if right else style
                text = f'<is><t xml:space="preserve">{text}</t></is>'
                written.append(f'<c r="{letter}{number}" s="{style_of_text}" t="inlineStr">{text}</c>')
        elif value is not None:
            written.append(f'<c r="{letter}{number}" s="{style}"><v>{_number(value)}</v></c>')
    height = min(tallest * _LINE, TALLEST)
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(written)}</row>'


def _number(value: int | date | timedelta) -> float:
    """Return a value as Excel counts it: times and lengths in days."""
    match value:
        case datetime():
            day = (value.date() - _FIRST_DAY).days
            return day + (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
        case date():
            return (value - _FIRST_DAY).days
        case timedelta():
            return whole_seconds(value) / timedelta(days=1)
        case _:
            return value


@lru_cache(maxsize=4096)
def _laid_out(text: str, width: float) -> tuple[str, int, bool]:
    """Return text as XML, the lines that it takes in a column, and True if it runs right to left.

    The lines are an estimate: LibreOffice makes no row taller by itself.
    """
    room = max(1, width - _LOST_AT_LINE_ENDS)
    lines = sum(max(1, ceil(max(wcswidth(line), len(line)) / room)) for line in safe_lines(text).split("\n"))
    return escape(text_of_cell(text)), lines, runs_right(text)


def text_of_cell(text: str) -> str:
    """Return typed text as a cell holds it: harmless, cut where a cell ends, and read by Excel as it stands."""
    harmless = safe_lines(text)
    if len(harmless) > MOST_CHARACTERS:
        harmless = harmless[: MOST_CHARACTERS - len(CUT_OFF)] + CUT_OFF
    return _LOOKS_ESCAPED.sub("_x005F_", harmless)
