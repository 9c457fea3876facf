"""The line that is typed in: what it holds, and the keys that edit it. It deletes whole letters."""

import unicodedata
from collections.abc import Callable
from typing import Final

from textual.geometry import Offset
from textual.widgets import Input

_TYPED_THOUGH_INVISIBLE: Final = "\u200c\u200d\u200e\u200f\u00a0"
"""Characters that Persian, Arabic, Indic scripts and French need, and that Textual takes for unprintable."""

EDITS: Final[dict[str, Callable[["Line"], None]]] = {
    "left": lambda line: line.action_cursor_left(),
    "right": lambda line: line.action_cursor_right(),
    "ctrl+left": lambda line: line.action_cursor_left_word(),
    "ctrl+right": lambda line: line.action_cursor_right_word(),
    "home": lambda line: line.action_home(),
    "ctrl+a": lambda line: line.action_home(),
    "end": lambda line: line.action_end(),
    "ctrl+e": lambda line: line.action_end(),
    "backspace": lambda line: line.action_delete_left(),
    "delete": lambda line: line.action_delete_right(),
    "ctrl+d": lambda line: line.action_delete_right(),
    "ctrl+w": lambda line: line.action_delete_left_word(),
    "ctrl+u": lambda line: line.action_delete_left_all(),
    "ctrl+k": lambda line: line.action_delete_right_all(),
}


class Line(Input):
    """An input that deletes whole letters, and holds nothing that can't be typed, wherever it comes from."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell in which the next letter will stand: an input method opens its window there.

        Textual's own is one cell further right at the end of the text.
        """
        x, y, _width, _height = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def put(self, text: str) -> None:
        """Insert a text at the cursor, in place of what is selected."""
        self.replace(text, *self.selection)

    def validate_value(self, value: str) -> str:
        """The value as Textual shall take it: a name in the journal may hold what a terminal would obey."""
        return typeable(value)

    def action_delete_left(self) -> None:
        """Delete a letter with all that hangs on it, not its last mark alone."""
        if not self.selection.is_empty:
            self.delete_selection()
        elif self.cursor_position:
            self.delete(start_of_letter(self.value, self.cursor_position), self.cursor_position)


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
    return (
        unicodedata.category(character).startswith("M")
        or character in "\u200c\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _second_of_flag(text: str, at: int) -> bool:
    flags = 0
    while at - flags >= 0 and "\U0001f1e6" <= text[at - flags] <= "\U0001f1ff":
        flags += 1
    return flags > 0 and flags % 2 == 0
