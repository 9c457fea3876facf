"""A document as its parts, which each format lays out in its own way; and the layout in Markdown.

Text that people typed is as they typed it: each format makes it harmless.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from runofshow.export.formatting.typed_text import BREAK, escaped

Cell = Sequence[str]
"""The paragraphs of a cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: a warning behind its `label`, or an item of a lettered list behind its letter."""

    text: str
    style: Literal["plain", "warning", "lettered", "small print"] = "plain"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """Items of a list: what each is called, which may be nothing, and its text."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and its width in millimetres; the one without a width takes the rest."""

    heading: str
    width: float | None = None
    strong: bool = False
    """True if the first line of its cells stands out, and each that follows an empty one."""
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A row that is a text is a title over all columns."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[str | Sequence[Cell]]
    bars: Sequence[float] = ()
    """The length of a bar behind each row, from 0 to 1, where the format can draw it."""


Part = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. Formats show of it what they have a place for."""

    title: str
    kind: str
    """Of what kind the document is, as ``Report``."""
    subject: str
    written: datetime
    parts: Sequence[Part]
    about: str = ""
    """The day and the place."""
    running_titles: tuple[str, str] | None = None
    """The text over the first page, and over each later one."""

    def in_markdown(self) -> bytes:
        """Return it in UTF-8, in GitHub's Markdown; text that people typed is text in it, and nothing else."""
        parts = [f"# {escaped(self.title)}", *map(_in_markdown, self.parts)]
        return ("\n\n".join(parts) + "\n").encode()


def _in_markdown(part: Part) -> str:  # noqa: PLR0911 -- one line a kind of part
    match part:
        case Heading():
            return f"## {part.text}"
        case Paragraph(style="warning"):
            return f"**{part.label}** {escaped(part.text)}"
        case Paragraph(style="lettered"):
            return escaped(f"({part.label}) {part.text}")
        case Paragraph(style="small print"):
            return f"---\n\n{part.text}"
        case Paragraph():
            return escaped(part.text)
        case Items():
            return "\n".join(f"- {f'**{name}:** ' if name else ''}{escaped(text)}" for name, text in part.items)
        case Table():
            return _table_in_markdown(part)


def _table_in_markdown(table: Table) -> str:
    """Return a table, in which a title stands in the column that stands out."""
    place = next((place for place, column in enumerate(table.columns) if column.strong), 0)
    rows: list[Sequence[str]] = [
        [column.heading for column in table.columns],
        ["---:" if column.figures else "---" for column in table.columns],
    ]
    for row in table.rows:
        if isinstance(row, str):
            rows.append([f"**{escaped(row)}**" if one == place else "" for one in range(len(table.columns))])
        else:  # an empty line within a cell stays, because it parts two people
            rows.append([BREAK.join(text for line in cell if (text := escaped(line)) or not line) for cell in row])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
