"""The sheet on every table as a Word document: everything a style, so that staff can change it in one place."""

from collections.abc import Iterator

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from runofshow.agenda.model import Agenda
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.word_page import EMPHASIS, STRONG, describe, packed, paragraph, run, styled, typed
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
    HandoutPerson,
    HandoutRow,
    handout,
    points,
)

_TITLE, _FACT, _LAST_FACT = "Handout Title", "Handout Fact", "Handout Last Fact"
_SEGMENT, _ROW, _LONE, _END = "Handout Segment", "Handout Row", "Handout Row Alone", "Handout End"


def plan_docx(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return a document in Office Open XML; the same agenda makes the same bytes."""
    sheet = handout(agenda, options.step)
    document = styled(options.paper, (SIDE, TOP))
    _add_styles(document, points(sheet, options.paper))
    describe(document, agenda.title, "Programme", agenda.start)
    return packed(document, _body(sheet))


def _body(sheet: Handout) -> Iterator[str]:
    yield typed(_id(_TITLE), sheet.title)
    for fact in sheet.facts:
        yield typed(_id(_FACT if fact != sheet.facts[-1] else _LAST_FACT), fact)
    for segment in sheet.segments:
        if segment.title:
            yield typed(_id(_SEGMENT), segment.title)
        for row in segment.rows:
            yield _row(row, _ROW if segment.title else _LONE)
    yield paragraph(_id(_END), run(f"{sheet.end}\t{END}"))


def _row(row: HandoutRow, style: str) -> str:
    """Return the time, a tab, the title, and on a line each the names with their designations."""
    lines = [run(row.title, STRONG if row.is_heading else EMPHASIS)] if row.title else []
    lines += map(_person, row.people)
    return paragraph(_id(style), run(f"{row.time}\t"), run("\n").join(lines))


def _person(one: HandoutPerson) -> str:
    role = run(f"{one.role}: ") if one.role else ""
    return role + run(one.name, STRONG) + (run(f", {one.designation}") if one.designation else "")


def _id(style: str) -> str:
    return style.replace(" ", "")


def _add_styles(document: Document, size: float) -> None:
    title = _style(document, _TITLE, size * TITLE_SIZE, after=size * 0.5)
    fact = _style(document, _FACT, size, after=1)
    last = _style(document, _LAST_FACT, size, after=size * 0.3)
    for centred in (title, fact, last):
        centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _rule(last, "bottom", space=8)
    segment = _style(document, _SEGMENT, size, before=size * ABOVE_SEGMENT, after=size * BELOW_SEGMENT)
    segment.paragraph_format.keep_with_next = segment.paragraph_format.keep_together = True
    row = _style(document, _ROW, size, after=size * ROW_GAP)
    lone = _style(document, _LONE, size, before=size * ABOVE_SEGMENT, after=size * ROW_GAP)
    end = _style(document, _END, size, before=size * ABOVE_SEGMENT)
    _rule(end, "top", space=5)
    for bold in (title, segment, end):
        bold.font.bold = bold.font.cs_bold = True
    for hanging in (row, lone, end):
        column = Pt(size * TIMES_COLUMN)
        hanging.paragraph_format.left_indent, hanging.paragraph_format.first_line_indent = column, -column
        hanging.paragraph_format.tab_stops.add_tab_stop(column)
        hanging.paragraph_format.keep_together = True


def _style(document: Document, name: str, size: float, *, before: float = 0, after: float = 0) -> ParagraphStyle:
    """Add a style; sizes and spaces are in points, to the half that Word knows."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    halves = round(size * 2)
    style.font.size = Pt(halves / 2)
    # the library has no word for the size of Arabic and Hebrew
    style.element.get_or_add_rPr().append(OxmlElement("w:szCs", {qn("w:val"): str(halves)}))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    return style


def _rule(style: ParagraphStyle, side: str, *, space: int) -> None:
    """Draw a line above or below a paragraph, for which the library has no word."""
    borders = OxmlElement("w:pBdr")
    line = {"w:val": "single", "w:sz": "12", "w:space": str(space), "w:color": "000000"}
    borders.append(OxmlElement(f"w:{side}", {qn(name): value for name, value in line.items()}))
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
