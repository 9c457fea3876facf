"""Exported files, read back by the libraries that read such files."""

import csv
import io
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser

import docx
from docx.document import Document
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from tests.export.hostile import harmful

TEXT_OR_NUMBER = {"s", "inlineStr", "n", "d"}
"""The kinds of cells that hold neither formula nor error nor truth value."""


def csv_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a table as text."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def word(content: bytes) -> Document:
    """A Word document."""
    return docx.Document(io.BytesIO(content))


def styled(document: Document, style: str) -> list[str]:
    """The paragraphs in a style."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == style]


def cells(document: Document, table: int = 0) -> list[list[str]]:
    """The texts in a table of a Word document."""
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def workbook(content: bytes) -> Workbook:
    """A workbook."""
    return load_workbook(io.BytesIO(content))


def sheet_rows(book: Workbook, sheet: str) -> list[dict[str, object]]:
    """A sheet as mappings, by its head."""
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def parts(content: bytes) -> Mapping[str, str]:
    """The texts that are packed in an office file, by their names in it."""
    packed = zipfile.ZipFile(io.BytesIO(content))
    return {name: packed.read(name).decode() for name in packed.namelist()}


def harmless_workbook(content: bytes, text: str) -> Workbook:
    """The workbook made of a hostile text, in which no cell is a formula or an error, and no part of the file acts."""
    book = workbook(content)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= TEXT_OR_NUMBER, text
    for name, part in parts(content).items():
        assert not harmful(part) - {"\t"}, (name, text)
        assert "<f>" not in part, (name, text)
    return book


class Page(HTMLParser):
    """The tags of a web page, and whatever it would load, open or run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.leads_to: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag and of what it leads to."""
        self.tags.add(tag)
        loading = {"src", "href", "srcset", "action", "data"}
        self.leads_to |= {f"{name}={value}" for name, value in attrs if name in loading or name.startswith("on")}
