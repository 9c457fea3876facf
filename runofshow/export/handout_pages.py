"""The sheet on every table as one page of HTML, made to be printed: whole in itself, A4 or US Letter, upright."""

import xml.etree.ElementTree as ET
from typing import Final, assert_never

from runofshow.agenda.model import Agenda
from runofshow.export.formats import DEFAULTS, Options, Paper
from runofshow.export.formatting.html_page import Element, element, style
from runofshow.export.handout import (
    END,
    LEADING,
    SIDE,
    TIMES_COLUMN,
    TITLE_SIZE,
    TOP,
    Handout,
    HandoutPerson,
    HandoutRow,
    HandoutSegment,
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


def plan_html(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return a whole HTML document in UTF-8 that asks nothing of any network; as large as one page allows."""
    sheet = handout(agenda, options.step)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", sheet.title),
        style(_STYLE % _measures(sheet, options.paper)),
    )
    body = element("body", element("main", _header(sheet), _table(sheet)))
    root = element("html", head, body, lang="en")
    return ("<!doctype html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n").encode()


def _measures(sheet: Handout, paper: Paper) -> dict[str, str | float]:
    layout = {"top": TOP, "side": SIDE, "leading": LEADING, "title": TITLE_SIZE, "times": TIMES_COLUMN}
    return {"paper": _size_of(paper), "points": points(sheet, paper), **layout}


def _header(sheet: Handout) -> Element:
    facts = (element("p", fact, dir="auto") for fact in sheet.facts)
    return element("header", element("h1", sheet.title, dir="auto"), *facts)


def _table(sheet: Handout) -> Element:
    end = element("tr", element("td", sheet.end, class_="time"), element("td", END), class_="end")
    gap = element("tr", element("td", colspan="2"), class_="gap")
    return element("table", *map(_segment, sheet.segments), element("tbody", gap, end))


def _segment(segment: HandoutSegment) -> Element:
    if not segment.title:
        return element("tbody", *map(_row, segment.rows), class_="lone")
    title = element("tr", element("th", segment.title, colspan="2", scope="rowgroup", dir="auto"))
    return element("tbody", title, *map(_row, segment.rows))


def _row(row: HandoutRow) -> Element:
    lines = [_person(one) for one in row.people]
    if row.title:
        title = element("span", row.title, class_="heading" if row.is_heading else "title", dir="auto")
        lines.insert(0, element("div", title))
    return element("tr", element("td", row.time, class_="time"), element("td", *lines))


def _person(one: HandoutPerson) -> Element:
    parts: list[Element | str] = [f"{one.role}: "] if one.role else []
    parts.append(element("span", one.name, class_="who", dir="auto"))
    if one.designation:
        parts += [", ", element("span", one.designation, class_="designation", dir="auto")]
    return element("div", *parts)


def _size_of(paper: Paper) -> str:
    """Return the name of a sheet's size in a style sheet."""
    match paper:
        case "a4":
            return "A4"
        case "letter":
            return "letter"
        case _:
            assert_never(paper)
