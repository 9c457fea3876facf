"""Excel workbooks: tables whose rows are written as XML, which the library would write cell by cell, and slowly."""

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Final, Generic, TypeVar, assert_never
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
"""Points that a row of Excel can take: longer text is there, but not in sight."""

_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as an A (ECMA-376, ST_Xstring), so the underscore itself is written as such a code."""

_CORE_PART: Final = "docProps/core.xml"
_NO_DATA: Final = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_MOST_IN_PAGE_HEADER: Final = 200
_RULE: Final = Side(style="thin")
_FONT: Final = "Calibri"
_POINTS: Final = 11
_LINE: Final = 15.5
"""Points that a line of that font takes."""

_LOST_AT_LINE_ENDS: Final = 2
"""Characters of a line that stay empty, because words aren't cut."""

_FILTER_BUTTON: Final = 3
"""Characters that the button of a filter hides in a heading."""

_RIGHT_TO_LEFT: Final = 2
_FIRST_DAY: Final = date(1899, 12, 30)
_DAY: Final = timedelta(days=1)

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, its width in characters, and the value that it takes from a row."""

    heading: str
    width: float
    value: Callable[[Row], Value]
    shown_as: str = TEXT


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook in the making: its sheets, and the rows of each as XML."""

    library: Workbook = field(default_factory=Workbook)
    rows: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Drop the sheet that the library begins with."""
        del self.library[self.library.sheetnames[0]]

    def add_sheet(self, title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Worksheet:
        """Add a table. Its head stays in sight, and every column can be filtered."""
        sheet: Worksheet = self.library.create_sheet(title)
        letters = [get_column_letter(place) for place in range(1, len(columns) + 1)]
        for letter, column in zip(letters, columns, strict=True):
            sheet.column_dimensions[letter].width = column.width
        written = [_head(sheet, columns, letters)]
        styles = [(_style(sheet, one.shown_as), _style(sheet, one.shown_as, right=True)) for one in columns]
        layout = list(zip(letters, columns, styles, strict=True))
        written += [_row(number, row, layout) for number, row in enumerate(rows, start=2)]
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{letters[-1]}{len(written)}"
        self.rows[title] = "".join(written)
        return sheet

    def describe(self, title: str, subject: str, written: datetime) -> None:
        """Set the properties of the file: they name the meeting, and no person."""
        at = written.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self.library.properties = DocumentProperties(
            creator="",
            title=clip(title, LONGEST_PROPERTY),
            subject=subject,
            language=LANGUAGE,
            created=at,
            modified=at,
        )

    def packed(self) -> bytes:
        """Return the workbook as a file, without the time of saving, which the library writes into it."""
        properties = tostring(self.library.properties.to_tree())
        file = io.BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
            ExcelWriter(self.library, archive).save()
        return undated(file.getvalue(), {_CORE_PART: properties, **self._sheets(ZipFile(file))})

    def _sheets(self, archive: ZipFile) -> Mapping[str, bytes]:
        """Return the parts of the sheets, with their rows."""
        parts = {}
        for number, title in enumerate(self.library.sheetnames, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            before, after = _NO_DATA.split(archive.read(name), maxsplit=1)
            parts[name] = b"".join((before, b"<sheetData>", self.rows[title].encode(), b"</sheetData>", after))
        return parts


def _head(sheet: Worksheet, columns: Sequence[Column[Row]], letters: Sequence[str]) -> str:
    style = _style(sheet, TEXT, head=True)
    lines = max(_lines_of(column.heading, column.width - _FILTER_BUTTON + _LOST_AT_LINE_ENDS) for column in columns)
    cells = (_cell(f"{letter}1", one.heading, style) for letter, one in zip(letters, columns, strict=True))
    return f'<row r="1" ht="{lines * _LINE}" customHeight="1">{"".join(cells)}</row>'


def _row(number: int, row: Row, layout: Sequence[tuple[str, Column[Row], tuple[int, int]]]) -> str:
    cells, lines = [], 1
    for letter, column, styles in layout:
        value = column.value(row)
        if value is None:
            continue
        if isinstance(value, str):
            lines = max(lines, _lines_of(value, column.width))
            cells.append(_cell(f"{letter}{number}", value, styles[runs_right(value)]))
        else:
            cells.append(_cell(f"{letter}{number}", value, styles[0]))
    height = min(lines * _LINE, TALLEST)
    return f'<row r="{number}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _cell(place: str, value: str | int | date | timedelta, style: int) -> str:
    """Return a cell as XML. Text is text, whatever it begins with, and stays text when somebody edits it."""
    if isinstance(value, str):
        if not (text := escape(text_of_cell(value))):
            return ""
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{_number(value)}</v></c>'


def _number(value: int | date | timedelta) -> float:
    """Return a value as Excel counts it: times and lengths in days."""
    match value:
        case datetime():
            day = (value.date() - _FIRST_DAY).days
            return day + (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
        case date():
            return (value - _FIRST_DAY).days
        case timedelta():
            return whole_seconds(value) / _DAY
        case _:
            return value


def _style(sheet: Worksheet, shown_as: str, *, head: bool = False, right: bool = False) -> int:
    """Return the number under which the workbook keeps a style of cells."""
    style = StyleableObject(sheet)
    style.number_format = shown_as
    style.quotePrefix = shown_as == TEXT
    style.alignment = Alignment(
        horizontal="right" if right else "left",
        vertical="top",
        wrap_text=shown_as == TEXT,
        readingOrder=_RIGHT_TO_LEFT if right else 0,
    )
    if head:
        style.font, style.border = Font(name=_FONT, size=_POINTS, bold=True), Border(bottom=_RULE)
    number: int = style.style_id
    return number


def set_up_printing(sheet: Worksheet, paper: Paper, over_each_page: str, printed_columns: int | None = None) -> None:
    """Print landscape and as wide as the page, with the head on each page and numbered pages.

    With `printed_columns` only so many of the first columns are printed.
    """
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
        last_row = str(sheet.auto_filter.ref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        sheet.print_area = f"A1:{get_column_letter(printed_columns)}{last_row}"


def text_of_cell(text: str) -> str:
    """Return typed text as a cell holds it: harmless, cut where a cell ends, and read by Excel as it stands."""
    harmless = safe_lines(text)
    if len(harmless) > MOST_CHARACTERS:
        harmless = harmless[: MOST_CHARACTERS - len(CUT_OFF)] + CUT_OFF
    return _LOOKS_ESCAPED.sub("_x005F_", harmless)


def _lines_of(text: str, width: float) -> int:
    """Estimate how many lines a text takes in a column: LibreOffice makes no row taller by itself."""
    room = max(1, width - _LOST_AT_LINE_ENDS)
    if len(text) <= room and text.isascii() and "\n" not in text:
        return 1
    return sum(max(1, ceil(max(wcswidth(line), len(line)) / room)) for line in safe_lines(text).split("\n"))


def _size_of(paper: Paper) -> int:
    """Return the number of a sheet's size in a workbook (ECMA-376, ST_PaperSize)."""
    match paper:
        case "a4":
            return 9
        case "letter":
            return 1
        case _:
            assert_never(paper)
