"""The sheet on every table in Markdown, and as one page of HTML to print, without other files."""

from typing import Final

from runofshow.agenda.model import Agenda
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.html_page import Element, element, page
from runofshow.export.formatting.typed_text import BREAK, escaped
from runofshow.export.handout import (
    END,
    LEADING,
    SIDE,
    TIMES_COLUMN,
    TITLE_SIZE,
    TOP,
    HandoutRow,
    HandoutSegment,
    PartKind,
    handout,
    points,
)

_STYLE: Final = """
@page { size: %(paper)s portrait; margin: %(top)gmm %(side)gmm; }
:root { color-scheme: light; }
html { background: #ffffff; }
body { margin: 0; color: #111111; background: #ffffff;
  font: %(points)gpt/%(leading)g "Times New Roman", Times, serif; }
main { max-width: 174mm; margin: 14mm auto; padding: 0 6mm; }
header { text-align: center; border-bottom: 1.5pt solid #111111; padding-bottom: .7em; margin-bottom: .5em; }
h1 { font-size: %(title)gem; margin: 0 0 .5em; text-wrap: balance; }
header p { margin: .12em 0; }
table { border-collapse: collapse; width: 100%%; }
th, td { text-align: left; vertical-align: baseline; padding: .15em 0; }
td.time { width: %(times)gem; white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; }
tbody { break-inside: avoid; }
tbody th { font-weight: bold; padding: .9em 0 .2em; border-bottom: .5pt solid #8a8a8a; }
tbody tr:nth-child(2) td { padding-top: .3em; }
.lone td { padding-top: .9em; }
.who, .heading { font-weight: bold; }
.title { font-style: italic; }
.end td { border-top: 1.5pt solid #111111; padding-top: .45em; font-weight: bold; }
.gap td { padding: .3em 0 0; }
.designation { font-weight: normal; }
@media print { main { max-width: none; margin: 0; padding: 0; } }
"""


def plan_markdown(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return one document in UTF-8; what people typed is text in it, and nothing else."""
    sheet = handout(agenda, options.step)
    lines = [f"# {escaped(sheet.title)}", "", "  \n".join(map(escaped, sheet.facts)), "", "| Time | |", "| --- | --- |"]
    for segment in sheet.segments:
        if segment.title:
            lines.append(f"| | **{escaped(segment.title)}** |")
        for row in segment.rows:
            cell = BREAK.join("".join(_in_markdown(*part) for part in line) for line in row.lines)
            lines.append(f"| {row.time} | {cell} |")
    return "\n".join([*lines, f"| {sheet.end} | **{END}** |", ""]).encode()


def _in_markdown(text: str, kind: PartKind) -> str:
    bold = "**" if kind in {"who", "heading"} else ""
    return f"{bold}{escaped(text)}{bold}" if kind else text


def plan_html(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return a whole HTML document in UTF-8 that loads nothing from a network; its letters fill one page."""
    sheet = handout(agenda, options.step)
    layout = {"top": TOP, "side": SIDE, "leading": LEADING, "title": TITLE_SIZE, "times": TIMES_COLUMN}
    paper = "A4" if options.paper == "a4" else options.paper
    css = _STYLE % {"paper": paper, "points": points(sheet, options.paper), **layout}
    facts = (element("p", fact, dir="auto") for fact in sheet.facts)
    header = element("header", element("h1", sheet.title, dir="auto"), *facts)
    end = element("tr", element("td", sheet.end, class_="time"), element("td", END), class_="end")
    gap = element("tr", element("td", colspan="2"), class_="gap")
    table = element("table", *map(_segment, sheet.segments), element("tbody", gap, end))
    return page(sheet.title, header, table, css=css).encode()


def _segment(segment: HandoutSegment) -> Element:
    rows = map(_row, segment.rows)
    if not segment.title:
        return element("tbody", *rows, class_="lone")
    title = element("th", segment.title, colspan="2", scope="rowgroup", dir="auto")
    return element("tbody", element("tr", title), *rows)


def _row(row: HandoutRow) -> Element:
    lines = (
        element("div", *(element("span", text, class_=kind, dir="auto") if kind else text for text, kind in line))
        for line in row.lines
    )
    return element("tr", element("td", row.time, class_="time"), element("td", *lines))
