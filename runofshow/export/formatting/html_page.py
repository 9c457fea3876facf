"""One page for a browser or a printer: whole in itself, light and dark, and legible without colours. Pure."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Final

from runofshow.export.formatting.document import Document, Heading, Items, Paragraph, Table
from runofshow.text import sanitize
from runofshow.ui.palette import SKY

Element = ET.Element

_FOLDER: Final = files("runofshow.export.formatting")
STYLE: Final = "\n" + (_FOLDER / "colours.css").read_text("utf-8")
"""The colours of paper and ink; those of the pictures are the palette's, and stand on both."""
_PAGE: Final = "\n" + (_FOLDER / "page.css").read_text("utf-8")
_BAR: Final = 120
"""Pixels of the longest bar."""


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Return an element with safe text. In names of attributes `_` stands for a dash, and may end a reserved word."""
    made = ET.Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()})
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + sanitize(child)
        else:
            made.text = (made.text or "") + sanitize(child)
    return made


def style(css: str) -> Element:
    """Return a style sheet, as it is."""
    made = ET.Element("style")
    made.text = css
    return made


def table(headings: Sequence[str], rows: Iterable[Sequence[str | Element]]) -> Element:
    """Return a table whose first column names its rows."""
    head = element("thead", element("tr", *(element("th", heading, scope="col") for heading in headings)))
    body = element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows))
    return element("div", element("table", head, body), class_="wide")


def page(title: str, *content: Element, css: str = STYLE + _PAGE) -> str:
    """Return a whole HTML document that asks nothing of any network."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        style(css),
    )
    root = element("html", head, element("body", element("main", *content)), lang="en")
    return "<!doctype html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n"


def html_document(document: Document) -> bytes:
    """Return a document as a page for a browser or a printer."""
    parts = [element("h1", document.title), element("p", document.about, class_="quiet")]
    for part in document.parts:
        match part:
            case Heading():
                parts.append(element("h2", part.text))
            case Paragraph():
                parts.append(element("p", f"{part.label} {part.text}".strip(), class_="quiet"))
            case Items():
                items = (": ".join(filter(None, (name, text))) for name, text in part.items)
                parts.append(element("ul", *(element("li", item) for item in items)))
            case Table():
                headings = [column.heading for column in part.columns]
                rows: list[list[str | Element]] = [
                    [row] if isinstance(row, str) else ["\n".join(cell) for cell in row] for row in part.rows
                ]
                if part.bars:
                    headings.append("")
                for row, length in zip(rows, part.bars, strict=False):
                    row.append(_bar(length))
                parts.append(table(headings, rows))
    return page(f"{document.kind}: {document.title}", *parts).encode()


def _bar(length: float) -> Element:
    bar = element("rect", width=f"{max(1.0, _BAR * length):.1f}", height="10", rx="2", fill=SKY)
    size = {"width": str(_BAR), "height": "10"}
    return element("svg", bar, **size, aria_hidden="true", style="vertical-align: middle")


def svg_document(svg: Element) -> str:
    """Return a whole SVG file."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(svg, encoding="unicode") + "\n"
