"""The line that is typed in: its text, the keys that edit it, and how it is drawn. It deletes whole letters. Pure.

A text may have several lines. A sign stands for each line break.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from runofshow.ui.lines import exactly

SIGNS: Final = "↵⏎␤"
"""Signs for a line break: the first of them that the text itself doesn't hold is used."""

_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_WORD: Final = re.compile(r"(?<=\W)\w")

_TYPED_THOUGH_INVISIBLE: Final = "\u200c\u200d\u200e\u200f\u00a0"
"""Characters that Persian, Arabic, Indic scripts and French need, and that Python takes for unprintable."""

_SELECTED: Final = Style(reverse=True)
_CURSOR: Final = Style(color="black", bgcolor="white")


@dataclass
class Line:
    """A text in which somebody types."""

    value: str = ""
    cursor: int = 0
    anchor: int = 0
    """The other end of what is selected; the cursor's place if nothing is."""

    @property
    def selected(self) -> tuple[int, int]:
        """Where what is selected begins and ends."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    def put(self, text: str) -> None:
        """Insert a text at the cursor, in place of what is selected."""
        start, end = self.selected
        self.value = f"{self.value[:start]}{text}{self.value[end:]}"
        self.cursor = self.anchor = start + len(text)

    def press(self, key: str) -> bool:
        """Move the cursor, or delete from there to where the key leads; False for a key that does neither."""
        text, at, (start, end) = self.value, self.cursor, self.selected
        words = [hit.start() for hit in _WORD.finditer(text)]
        word_before = max((word for word in words if word < at), default=0)
        last, right = len(text), min(len(text), at + 1)
        moves = {
            "left": start if start < end else max(0, at - 1),
            "right": end if start < end else right,
            "ctrl+left": word_before,
            "ctrl+right": min((word for word in words if word > at), default=last),
            **dict.fromkeys(("home", "ctrl+a"), 0),
            **dict.fromkeys(("end", "ctrl+e"), last),
        }
        deletes = {
            "backspace": start_of_letter(text, at) if at else 0,
            **dict.fromkeys(("delete", "ctrl+d"), right),
            "ctrl+w": word_before,
            "ctrl+u": 0,
            "ctrl+k": last,
        }
        if key in moves:
            self.cursor = self.anchor = moves[key]
        elif key in deletes:
            self.anchor = self.anchor if start < end else deletes[key]
            self.put("")
        return key in moves or key in deletes

    def drawn(self, width: int, most: int) -> tuple[list[Text], int, int]:
        """Draw it on at most so many rows, the cursor's among them; return the cursor's row and cell, too."""
        starts = rows_of_text(self.value, width)
        row = max(row for row, start in enumerate(starts) if start <= self.cursor)
        shown = min(most, len(starts))
        first = max(0, row - shown + 1)
        text = Text(f"{self.value} ", no_wrap=True)
        text.stylize(_SELECTED, *self.selected)
        text.stylize(_CURSOR, self.cursor, self.cursor + 1)
        ends = [*starts[1:], len(text)]
        rows = [exactly(text[starts[place] : ends[place]], width) for place in range(first, first + shown)]
        return rows, row - first, cell_len(self.value[starts[row] : self.cursor])


def rows_of_text(text: str, width: int) -> list[int]:
    """Return where each row of a text begins, broken between words where that can be; a cell is left for the cursor."""
    starts, cells, space = [0], 0, 0
    for place, letter in enumerate(text):
        wide = cell_len(letter)
        if cells + wide >= max(2, width):
            row = space if space > starts[-1] else max(start_of_letter(text, place + 1), starts[-1] + 1)
            starts.append(row)
            cells = cell_len(text[row:place])
        cells += wide
        if letter == " ":
            space = place + 1
    return starts


def typeable(text: str) -> str:
    """Return a text without characters that command the terminal or turn the direction of text beside them."""
    return "".join(one for one in text if one.isprintable() or one in _TYPED_THOUGH_INVISIBLE)


def start_of_letter(text: str, end: int) -> int:
    """Return the start of the letter that ends at `end`: before its marks, and before letters that are joined to it."""
    start = end - 1
    while start > 0 and (_hangs_on(text[start]) or text[start - 1] == "\u200d" or _second_of_flag(text, start)):
        start -= 1
    return start


def _hangs_on(character: str) -> bool:
    mark = unicodedata.category(character).startswith("M")
    return mark or character in "\u200c\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"


def _second_of_flag(text: str, at: int) -> bool:
    flags = 0
    while at - flags >= 0 and "\U0001f1e6" <= text[at - flags] <= "\U0001f1ff":
        flags += 1
    return flags > 0 and flags % 2 == 0


def sign_for(text: str) -> str:
    """Return the sign for the line breaks of a text."""
    return next((sign for sign in SIGNS if sign not in text), SIGNS[-1])


def on_one_line(text: str, sign: str) -> str:
    """Return the text with `sign` for every kind of line break, and a space for every tab."""
    return _BREAK.sub(sign, text).replace("\t", " ")


def pasted_lines(text: str) -> str:
    """Return a pasted text, each line without the spaces around it, and with nothing at its end."""
    return "\n".join(" ".join(line.split()) for line in _BREAK.split(text)).strip("\n")
