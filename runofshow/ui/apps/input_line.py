"""The line that is typed in: what it holds, and the keys that edit it. It deletes whole letters.

A text may have several lines: in the line a sign stands for each line break.
"""

import re
import unicodedata
from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widgets import Input

MOST_ROWS: Final = 5
"""Rows of a line, where the screen is high enough; a longer text moves through them."""

SIGNS: Final = "↵⏎␤"
"""Signs for a line break: the first of them that the text itself doesn't hold is used."""

_BREAK: Final = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")

_TYPED_THOUGH_INVISIBLE: Final = "\u200c\u200d\u200e\u200f\u00a0"
"""Characters that Persian, Arabic, Indic scripts and French need, and that Textual takes for unprintable."""

EDITS: Final = {
    "left": "cursor_left",
    "right": "cursor_right",
    "ctrl+left": "cursor_left_word",
    "ctrl+right": "cursor_right_word",
    "home": "home",
    "ctrl+a": "home",
    "end": "end",
    "ctrl+e": "end",
    "backspace": "delete_left",
    "delete": "delete_right",
    "ctrl+d": "delete_right",
    "ctrl+w": "delete_left_word",
    "ctrl+u": "delete_left_all",
    "ctrl+k": "delete_right_all",
}
"""The actions of `Line` by their keys."""


class Line(Input):
    """An input on as many rows as its text needs, up to a few, that deletes whole letters.

    It holds nothing that can't be typed, wherever it comes from.
    """

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell in which the next letter will stand: an input method opens its window there."""
        x, y, width, _height = self.content_region
        starts = rows_of_text(self.value, width)
        row = self._row_of_cursor(starts)
        before = self.value[starts[row] : self.cursor_position]
        return Offset(x + cell_len(before), y + row - self._first_row(starts))

    def rows_at(self, width: int) -> int:
        """Return the number of rows that it takes in so many cells."""
        most = max(1, min(MOST_ROWS, self.app.size.height // 4))
        return min(most, len(rows_of_text(self.value, width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 -- Textual's
        """Return the rows of the text."""
        return self.rows_at(width)

    def render_line(self, y: int) -> Strip:
        """Draw a row of the text, with what is selected and the cursor."""
        width = self.scrollable_content_region.width
        starts = rows_of_text(self.value, width)
        place = self._first_row(starts) + y
        if place >= len(starts):
            return Strip.blank(width, self.rich_style)
        text = Text(f"{self.value} ", no_wrap=True, end="")
        text.stylize(self.get_component_rich_style("input--selection"), *sorted(self.selection))
        text.stylize(self.get_component_rich_style("input--cursor"), self.cursor_position, self.cursor_position + 1)
        end = starts[place + 1] if place + 1 < len(starts) else len(text)
        strip = Strip(list(text[starts[place] : end].render(self.app.console)))
        return strip.adjust_cell_length(width, self.rich_style).apply_style(self.rich_style)

    def _row_of_cursor(self, starts: list[int]) -> int:
        return max(row for row, start in enumerate(starts) if start <= self.cursor_position)

    def _first_row(self, starts: list[int]) -> int:
        """Return the first row that is shown: the cursor's is always among them."""
        return max(0, self._row_of_cursor(starts) - max(1, self.size.height) + 1)

    def validate_value(self, value: str) -> str:
        """The value as Textual shall take it: a name in the journal may hold what a terminal would obey."""
        return typeable(value)

    def action_delete_left(self) -> None:
        """Delete a letter with all that hangs on it, not its last mark alone."""
        if not self.selection.is_empty:
            self.delete_selection()
        elif self.cursor_position:
            self.delete(start_of_letter(self.value, self.cursor_position), self.cursor_position)


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
    """Of a text what can be typed: nothing that would command the terminal, or turn what stands beside it."""
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
    """The text with `sign` for every line break, of whichever kind, and a space for every tab."""
    return _BREAK.sub(sign, text).replace("\t", " ")


def pasted_lines(text: str) -> str:
    """Return a pasted text, each line without the spaces around it, and with nothing at its end."""
    return "\n".join(" ".join(line.split()) for line in _BREAK.split(text)).strip("\n")
