"""What the Word document is before it says anything: its paper, styles and margins.

Everything is a style (`word_styles.xml`), so that whoever gets the document can change it in one place. Times New Roman
is what United Nations documents are set in, and it holds Arabic, Hebrew and Cyrillic.
"""

import re
from importlib.resources import files
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from runofshow.export.formats import Paper, millimetres
from runofshow.export.formatting.office_file import runs_right, stretches_of_one_direction
from runofshow.export.json_values import safe_lines

LANGUAGE: Final = "en-GB"
"""Of what the program says; it is what spelling is checked against."""

_MARGIN: Final = Mm(20)
_TO_THE_EDGE: Final = Mm(10)
LONGEST_PROPERTY: Final = 250
"""Characters that a property of a document may hold, and a few less."""

_NEEDED: Final = {
    *(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES),
    *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME),
}
"""What the library's template brings beyond these says what isn't so: a picture of an empty page, who made it."""

_WORD_OF_TODAY: Final = "15"
"""Older than this, and Word opens a document in a mode that it calls compatible."""


def styled(paper: Paper) -> WordDocument:
    """A document without content, with nothing of the library's own in it but its theme."""
    document = Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype not in _NEEDED]:
            relations.pop(name)
    styles = parse_xml((files("runofshow.export.formatting") / "word_styles.xml").read_bytes())
    document.styles.element[:] = list(styles)
    for setting in document.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), _WORD_OF_TODAY)
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, millimetres(paper))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = _TO_THE_EDGE
    return document


def text_width(paper: Paper) -> int:
    """What the margins leave of the paper's width, in English Metric Units."""
    return Mm(millimetres(paper)[0]) - 2 * _MARGIN


STRONG: Final = "Strong"
EMPHASIS: Final = "Emphasis"
"""The styles of what stands out, and of what is set apart from names."""

_HEBREW: Final = re.compile("[\u0590-\u05ff]")


def write(paragraph: Paragraph, text: str, *, strong: bool = False) -> None:
    """Fill a paragraph with what a person typed or the program says; line breaks stay within it.

    The whole of it runs right to left if the text begins so.
    """
    harmless = safe_lines(text)
    if runs_right(harmless):
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    add(paragraph, harmless, STRONG if strong else None)


def add(paragraph: Paragraph, harmless: str, style: str | None = None) -> None:
    """Add text that is harmless already, blank space at its ends and all, one run for each direction of writing."""
    for piece, right in stretches_of_one_direction(harmless):
        run = paragraph.add_run(piece, style)
        if right:
            properties = run.element.get_or_add_rPr()
            properties.append(OxmlElement("w:rtl"))
            properties.append(OxmlElement("w:lang", {qn("w:bidi"): "he-IL" if _HEBREW.search(piece) else "ar-SA"}))


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what Word works out, as a page number; it stands as 1 until then."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): instruction})
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph.paragraph_format.element.append(field)
