"""Text in a Word document: harmless, and marked where it is written right to left, as Arabic and Hebrew are."""

import re
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from runofshow.export.formatting.direction import runs_right, stretches_of_one_direction
from runofshow.export.json_values import safe_lines

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
