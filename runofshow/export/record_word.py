"""The intervention log as a Word document that can be handed on as it is."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Final

from docx.document import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Emu, Length, Mm
from docx.table import Table, _Cell, _Row

from runofshow.export.formats import DEFAULTS, Options, Paper
from runofshow.export.formatting.office_file import undated
from runofshow.export.formatting.record_words import long_date, one_line
from runofshow.export.formatting.word_page import (
    LANGUAGE,
    LONGEST_PROPERTY,
    STRONG,
    add,
    add_field,
    styled,
    text_width,
    write,
)
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import list_lines
from runofshow.export.record_document import (
    BLOCK_COLUMNS,
    FROM_THE_FLOOR,
    HOW_BLOCKS_RAN,
    NOBODY_SPOKE,
    NOTES,
    WHO_SPOKE,
    Cell,
    block_row,
    by_place,
    facts,
    log_row,
    note_line,
    standing,
)
from runofshow.show.statements import InterventionRecord, Record
from runofshow.text import clip

_LOG_COLUMNS: Final = {"No.": Mm(9), "Time": Mm(23), "Who": Mm(38), "In which capacity": Mm(33), "Gist": None}
"""With their widths; the last one takes the rest of the line."""

_BLOCK_WIDTHS: Final = (None, Mm(18), Mm(18), Mm(20), Mm(38))
_BOLD_FIRST_LINE: Final = frozenset({"Who"})


def docx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """The record as a document in Office Open XML; the same record makes the same bytes."""
    document = blank(record, options.paper)
    write(document.add_paragraph(style="Title"), one_line(record.meeting.title))
    document.add_paragraph("List of speakers" if options.shape == "list" else "Log of interventions", "Subtitle")
    for word, sentence in standing(record):
        warning = document.add_paragraph(style="Warning")
        add(warning, word, STRONG)
        add(warning, f" {safe_lines(sentence)}")
    for name, fact in facts(record):
        paragraph = document.add_paragraph(style="Fact")
        add(paragraph, f"{name}:", STRONG)
        add(paragraph, f"\t{safe_lines(fact)}")
    if options.shape == "list":
        _add_speakers(document, record)
    else:
        _add_log(document, record, text_width(options.paper))
    packed = io.BytesIO()
    document.save(packed)
    return undated(packed.getvalue())


def _add_speakers(document: Document, record: Record) -> None:
    document.add_heading(WHO_SPOKE, 1)
    for line in list_lines(record):
        paragraph = document.add_paragraph(style="Listed" if line.letter else None)
        add(paragraph, f"({line.letter})\t{line.text}" if line.letter else line.text)


def _add_log(document: Document, record: Record, width: int) -> None:
    document.add_heading(FROM_THE_FLOOR, 1)
    if not record.interventions:
        document.add_paragraph(NOBODY_SPOKE)
    for place, interventions in by_place(record):
        write(document.add_heading(level=2), one_line(place))
        _add_table(document, _LOG_COLUMNS, (_log_row(one, record) for one in interventions), width, place)
    if record.notes:
        document.add_heading(NOTES, 1)
        for note in record.notes:
            write(document.add_paragraph(), note_line(note, record.meeting))
    document.add_heading(HOW_BLOCKS_RAN, 1)
    columns = dict(zip(BLOCK_COLUMNS, _BLOCK_WIDTHS, strict=True))
    _add_table(document, columns, (block_row(block, record.meeting) for block in record.blocks), width, HOW_BLOCKS_RAN)


def _log_row(one: InterventionRecord, record: Record) -> Sequence[Cell]:
    """As `log_row`, but for the duration, which stands below the times."""
    number, times, who, capacity, duration, gist = log_row(one, record)
    return number, [*times, *duration], who, capacity, gist


# Tables.


def _add_table(
    document: Document, columns: Mapping[str, Length | None], rows: Iterable[Sequence[Cell]], width: int, title: str
) -> None:
    """A table whose head is repeated on each page, and whose rows stay on one page where they fit on it."""
    rest = width - sum(filter(None, columns.values()))
    widths = [rest if own is None else own for own in columns.values()]
    table = document.add_table(rows=1, cols=len(columns), style="Log Table")
    table.autofit = False
    _describe(table, title)
    for column, own in zip(table.columns, widths, strict=True):
        column.width = Emu(own)
    head = table.rows[0]
    _keep_whole(head)
    _properties_of(head).append(OxmlElement("w:tblHeader"))
    _fill(head, [[name] for name in columns], widths, frozenset())
    bold = frozenset(place for place, name in enumerate(columns) if name in _BOLD_FIRST_LINE)
    for cells in rows:
        row = table.add_row()
        _keep_whole(row)
        _fill(row, cells, widths, bold)


def _fill(row: _Row, cells: Sequence[Cell], widths: Sequence[int], bold: frozenset[int]) -> None:
    for place, (cell, lines, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = Emu(width)
        _fill_cell(cell, lines, strong=place in bold)


def _fill_cell(cell: _Cell, lines: Cell, *, strong: bool) -> None:
    """A paragraph a line; the first may stand out."""
    (first,) = cell.paragraphs
    for place, line in enumerate(lines or [""]):
        paragraph = cell.add_paragraph() if place else first
        paragraph.style = "Cell"
        write(paragraph, line, strong=strong and place == 0)


def _keep_whole(row: _Row) -> None:
    _properties_of(row).append(OxmlElement("w:cantSplit"))


def _properties_of(row: _Row) -> BaseOxmlElement:
    properties: BaseOxmlElement = row._tr.get_or_add_trPr()  # noqa: SLF001 -- the library has no word for it
    return properties


def _describe(table: Table, title: str) -> None:
    """What the table is, for who hears the document instead of seeing it."""
    caption = OxmlElement("w:tblCaption", {qn("w:val"): safe_lines(title)})
    table._tbl.tblPr.append(caption)  # noqa: SLF001 -- likewise


_MOST_IN_HEADER: Final = 70
"""Terminal cells of the meeting's title that stand over each page."""


def blank(record: Record, paper: Paper) -> WordDocument:
    """A document without content, which says of which record it is."""
    document = styled(paper)
    _set_running_titles(document.sections[0], record)
    _set_properties(document, record)
    return document


def _set_running_titles(section: Section, record: Record) -> None:
    """The first page says by itself which meeting it is, each further one in its header; every page is numbered."""
    section.different_first_page_header_footer = True
    marks = [word for word, _ in standing(record)]
    title = clip(one_line(record.meeting.title), _MOST_IN_HEADER)
    write(section.first_page_header.paragraphs[0], " ".join(marks))
    write(section.header.paragraphs[0], " ".join([*marks, f"{title}, {long_date(record.meeting.date)}"]))
    for footer in (section.first_page_footer, section.footer):
        (paragraph,) = footer.paragraphs
        add(paragraph, "Page ")
        add_field(paragraph, "PAGE")
        add(paragraph, " of ")
        add_field(paragraph, "NUMPAGES")


def _set_properties(document: WordDocument, record: Record) -> None:
    """What the file says of itself: the meeting, and no person. Its time is that of the record, in UTC."""
    properties = document.core_properties
    properties.title = clip(one_line(record.meeting.title), LONGEST_PROPERTY)
    properties.subject = " ".join([*(word for word, _ in standing(record)), FROM_THE_FLOOR])
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = record.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
