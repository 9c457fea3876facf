"""The sheet on every table as a Word document. All looks are styles, so that staff can change each in one place."""

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from runofshow.agenda.model import Agenda
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.word_page import EMPHASIS, STRONG, packed, paragraph, run, styled, typed
from runofshow.export.handout import (
    ABOVE_SEGMENT,
    BELOW_SEGMENT,
    END,
    ROW_GAP,
    SIDE,
    TIMES_COLUMN,
    TITLE_SIZE,
    TOP,
    Handout,
    HandoutLine,
    handout,
    points,
)


def plan_docx(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return a document in Office Open XML; the same agenda makes the same bytes."""
    sheet = handout(agenda, options.step)
    document = styled(options.paper, (SIDE, TOP))
    _add_styles(document, points(sheet, options.paper))
    return packed(document, _body(sheet), agenda.title, "Programme", agenda.start)


def _body(sheet: Handout) -> Iterator[str]:
    yield typed("HandoutTitle", sheet.title)
    for fact in sheet.facts:
        yield typed("HandoutFact" if fact != sheet.facts[-1] else "HandoutLastFact", fact)
    for segment in sheet.segments:
        if segment.title:
            yield typed("HandoutSegment", segment.title)
        for row in segment.rows:
            lines = run("\n").join(map(_line, row.lines))
            yield paragraph("HandoutRow" if segment.title else "HandoutRowAlone", run(f"{row.time}\t"), lines)
    yield paragraph("HandoutEnd", run(f"{sheet.end}\t{END}"))


def _line(line: HandoutLine) -> str:
    looks = {"heading": STRONG, "who": STRONG, "title": EMPHASIS}
    parts = groupby(line, key=lambda part: looks.get(part[1]))
    return "".join(run("".join(text for text, _ in together), style) for style, together in parts)


def _add_styles(document: Document, size: float) -> None:
    """Add a style for each kind of paragraph: its size and the space before and after it in points, and its looks."""
    above, below, gap = size * ABOVE_SEGMENT, size * BELOW_SEGMENT, size * ROW_GAP
    for name, points_high, before, after, looks in (
        ("Handout Title", size * TITLE_SIZE, 0, size * 0.5, "centred bold"),
        ("Handout Fact", size, 0, 1, "centred"),
        ("Handout Last Fact", size, 0, size * 0.3, "centred line-below"),
        ("Handout Segment", size, above, below, "bold together with-next"),
        ("Handout Row", size, 0, gap, "hanging together"),
        ("Handout Row Alone", size, above, gap, "hanging together"),
        ("Handout End", size, above, 0, "hanging together bold line-above"),
    ):
        style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style, style.quick_style = document.styles["Normal"], True
        halves = round(points_high * 2)
        style.font.size = Pt(halves / 2)
        # the library has no word for the size of Arabic and Hebrew
        style.element.get_or_add_rPr().append(OxmlElement("w:szCs", {qn("w:val"): str(halves)}))
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        if "centred" in looks:
            layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if "bold" in looks:
            style.font.bold = style.font.cs_bold = True
        if "together" in looks:
            layout.keep_together = True
        if "with-next" in looks:
            layout.keep_with_next = True
        if "hanging" in looks:
            column = Pt(size * TIMES_COLUMN)
            layout.left_indent, layout.first_line_indent = column, -column
            layout.tab_stops.add_tab_stop(column)
        if "line-below" in looks:
            _rule(style, "bottom", space=8)
        if "line-above" in looks:
            _rule(style, "top", space=5)


def _rule(style: ParagraphStyle, side: str, *, space: int) -> None:
    """Draw a line above or below a paragraph, for which the library has no word."""
    borders = OxmlElement("w:pBdr")
    line = {"w:val": "single", "w:sz": "12", "w:space": str(space), "w:color": "000000"}
    borders.append(OxmlElement(f"w:{side}", {qn(name): value for name, value in line.items()}))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
