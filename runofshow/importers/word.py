"""Word documents -> a table, by python-docx: the rows of their tables, or paragraphs that begin with a time."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from runofshow.errors import LibraryMissing
from runofshow.importers.archives import DAMAGE, damaged
from runofshow.importers.cells import Cell, Merged, Table, even, is_time
from runofshow.importers.clock_times import time_and_text
from runofshow.importers.findings import Findings
from runofshow.importers.programme import Paragraph, programme

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

# python-docx is of an extra, and imported where a document is read.

_MOST_SPANNED: Final = 1_000
_HEADINGS: Final = ("heading", "title", "überschrift", "titre")


def read_document(content: bytes, name: str, findings: Findings) -> Table:
    """Return the rows of a document's tables with the paragraphs around them; without tables, its paragraphs.

    Raises:
        NoRundown: it can't be read.
        LibraryMissing: python-docx isn't there.
    """
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
    except ModuleNotFoundError as missing:
        if missing.name != "docx":
            raise
        raise LibraryMissing(name, "python-docx") from None
    try:
        document = Document(io.BytesIO(content))
        rows = list(_rows(document))
        paragraphs = [Paragraph(one.text, _is_heading(one)) for one in document.paragraphs]
    except (PackageNotFoundError, *DAMAGE) as error:
        damaged(name, "document of Word's", error)
    if any(len(row) > 1 and any(map(_has_time, row)) for row in rows):
        findings.add("read as a Word document: its tables, and the paragraphs around them")
        return Table("", even(rows), row_word="line")
    findings.add("read as a Word document: its paragraphs, of which some begin with a time")
    return programme(paragraphs)


def _has_time(cell: Cell) -> bool:
    return is_time(cell) or (isinstance(cell, str) and bool(time_and_text(cell)[0]))


def _rows(document: "Document") -> Iterator[list[Cell]]:
    from docx.table import Table as WordTable

    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            yield from _rows_of(block)
        elif block.text.strip():
            yield [" ".join(block.text.split())]


def _rows_of(table: "WordTable") -> Iterator[list[Cell]]:
    """Yield the cells of each row; one merged with that to its left is empty, one merged with that above shows it."""
    above: list[object] = []
    for row in table.rows:
        cells: list[Cell] = []
        own: list[object] = []
        if sum(cell.grid_span for cell in row._tr.tc_lst) > _MOST_SPANNED:  # noqa: SLF001 -- each is made a cell
            message = "a row of too many columns"
            raise ValueError(message)
        for cell in row.cells:
            text = cell.text.strip() or None
            if own and own[-1] is cell._tc:  # noqa: SLF001 -- python-docx says by no other means what is merged
                text = None
            place = len(own)
            own.append(cell._tc)  # noqa: SLF001
            merged = text is not None and place < len(above) and above[place] is own[place]
            cells.append(Merged(text) if merged else text)
        above = own
        yield cells


def _is_heading(paragraph: "WordParagraph") -> bool:
    style = (paragraph.style.name if paragraph.style is not None else None) or ""
    return style.lower().startswith(_HEADINGS)
