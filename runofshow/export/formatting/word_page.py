"""Word documents: paper, styles, paragraphs and tables. Paragraphs are written as XML, because the library is slow.

Everything is a style (`word_styles.xml`), so that a reader can change it in one place. Times New Roman is the font of
United Nations documents, and it holds Arabic, Hebrew and Cyrillic. Text that is written right to left is marked so.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from runofshow.export.formats import Paper, millimetres
from runofshow.export.formatting.document import Cell, Document, Heading, Items, Paragraph, Table
from runofshow.export.formatting.office_file import (
    LANGUAGE,
    LONGEST_PROPERTY,
    runs_right,
    stretches_of_one_direction,
    undated,
)
from runofshow.export.formatting.record_words import one_line
from runofshow.export.json_values import safe_lines
from runofshow.text import clip

STRONG: Final = "Strong"
EMPHASIS: Final = "Emphasis"
"""The styles of text that stands out, and of text that is set apart from names."""

_MARGIN: Final = 20
"""Millimetres."""
_TWENTIETHS_OF_A_POINT: Final = 1440 / 25.4
"""In a millimetre."""
_NEEDED: Final = {
    *(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES),
    *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME),
}
"""The parts of the library's template that are kept. Others name an author, or show a picture of an empty page."""
_HEBREW: Final = re.compile("[\u0590-\u05ff]")


def styled(paper: Paper, margins: tuple[float, float] = (_MARGIN, _MARGIN)) -> WordDocument:
    """Return a document without content; `margins` are those at the sides and at top and bottom, in millimetres."""
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in _NEEDED]:
            relations.pop(name)
    styles = parse_xml((files("runofshow.export.formatting") / "word_styles.xml").read_bytes())
    document.styles.element[:] = list(styles)
    for setting in document.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), "15")  # from this version on Word opens a document in no mode of compatibility
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, millimetres(paper))
    section.left_margin = section.right_margin = Mm(margins[0])
    section.top_margin = section.bottom_margin = Mm(margins[1])
    section.header_distance = section.footer_distance = Mm(10)
    return document


def packed(document: WordDocument, body: Iterable[str], title: str, subject: str, written: datetime) -> bytes:
    """Return the document with this body as a file; the same content makes the same bytes.

    Its properties name the meeting, and no person. The body is put into the packed file as text: the library
    would need time that grows with the square of its length.
    """
    properties, name = document.core_properties, "word/document.xml"
    properties.title, properties.subject, properties.language = clip(title, LONGEST_PROPERTY), subject, LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = written.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    file = io.BytesIO()
    document.save(file)
    before, sections = ZipFile(file).read(name).decode().split("<w:sectPr", 1)
    return undated(file.getvalue(), {name: "".join((before, *body, "<w:sectPr", sections)).encode()})


def run(harmless: str, style: str | None = None) -> str:
    """Return text that is harmless already as XML, one run for each direction of writing; a tab and a break stay."""
    runs = []
    for piece, right in stretches_of_one_direction(harmless):
        properties = f'<w:rStyle w:val="{style}"/>' if style else ""
        if right:
            properties += f'<w:rtl/><w:lang w:bidi="{"he-IL" if _HEBREW.search(piece) else "ar-SA"}"/>'
        text = escape(piece)
        for character, tag in (("\n", "br"), ("\t", "tab")):
            text = text.replace(character, f'</w:t><w:{tag}/><w:t xml:space="preserve">')
        start = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
        runs.append(f'{start}<w:t xml:space="preserve">{text}</w:t></w:r>')
    return "".join(runs)


def paragraph(style: str | None, *content: str, right: bool = False) -> str:
    """Return a paragraph as XML: the id of its style, or none for the normal one, and its runs."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ("<w:bidi/>" if right else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(content)}</w:p>"


def typed(style: str | None, text: str, *, strong: bool = False) -> str:
    """Return a paragraph of text as it was typed. All of it runs right to left if it begins so."""
    harmless = safe_lines(text)
    return paragraph(style, run(harmless, STRONG if strong else None), right=runs_right(harmless))


def _field(instruction: str) -> str:
    """Return a field that Word works out, such as a page number; it stands as 1 until then."""
    return f"<w:fldSimple w:instr={quoteattr(instruction)}><w:r><w:t>1</w:t></w:r></w:fldSimple>"


def word_document(document: Document, paper: Paper) -> bytes:
    """Return a document as a file, with numbered pages where it has titles for each page."""
    made = styled(paper)
    section = made.sections[0]
    if document.running_titles is not None:
        section.different_first_page_header_footer = True
        numbers = paragraph("Footer", run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES"))
        first, each = (typed("Header", title) for title in document.running_titles)
        for part, content in (
            *((section.first_page_header, first), (section.header, each)),
            *((section.first_page_footer, numbers), (section.footer, numbers)),
        ):
            (parsed,) = parse_xml(f"<w:body {nsdecls('w')}>{content}</w:body>")
            old = part.paragraphs[0].paragraph_format.element
            old.getparent().replace(old, parsed)
    body = _body(document, millimetres(paper)[0] - 2 * _MARGIN)
    return packed(made, body, one_line(document.title), document.subject, document.written)


def _body(document: Document, width: float) -> Iterator[str]:
    yield typed("Title", one_line(document.title))
    yield typed("Subtitle", ", ".join(filter(None, (document.kind, document.about))))
    plain = None
    for part in document.parts:
        match part:
            case Heading():
                yield typed("Heading1", part.text)
            case Paragraph(style="warning"):
                yield paragraph("Warning", run(part.label, STRONG), run(f" {safe_lines(part.text)}"))
            case Paragraph(style="lettered"):
                yield paragraph("Listed", run(f"({part.label})\t{part.text}"))
            case Paragraph():
                yield typed("SmallPrint" if part.style == "small print" else plain, part.text)
            case Items():
                for name, text in part.items:
                    fact = run(f"{name}:", STRONG), run(f"\t{safe_lines(text)}")
                    yield paragraph("Fact", *fact) if name else typed(plain, text)
                    plain = None
            case Table():
                yield _table(part, width)
        plain = "BelowTable" if isinstance(part, Table) else None


def _table(table: Table, width: float) -> str:
    """Return a table as XML, of a total width, with its title for screen readers.

    The head is repeated on each page, and rows stay on one page where they fit on it.
    """
    rest = width - sum(column.width or 0 for column in table.columns)
    widths = [round((rest if one.width is None else one.width) * _TWENTIETHS_OF_A_POINT) for one in table.columns]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    properties = (
        '<w:tblStyle w:val="LogTable"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(safe_lines(table.title))}/>'
    )
    rows: list[str] = []
    for row in ([[column.heading] for column in table.columns], *table.rows):
        header = "" if rows else "<w:tblHeader/>"
        if isinstance(row, str):
            cells = _cell("TablePart", [row], sum(widths), more=f'<w:gridSpan w:val="{len(widths)}"/>')
        else:
            laid_out = zip(row, widths, table.columns, strict=True)
            cells = "".join(_cell("Cell", cell, size, strong=one.strong and not header) for cell, size, one in laid_out)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>")
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(style: str, cell: Cell, width: int, *, strong: bool = False, more: str = "") -> str:
    shown = cell or [""]
    above = ["", *shown]
    lines = (typed(style, line, strong=strong and not over) for line, over in zip(shown, above, strict=False))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{more}</w:tcPr>{"".join(lines)}</w:tc>'
