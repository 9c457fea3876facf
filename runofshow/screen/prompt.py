"""One line to type a name or a note in, with what completes it beneath. Keys mean letters while it is open."""

import unicodedata
from typing import ClassVar, Final

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from runofshow.agenda.delegations import Name, matches
from runofshow.screen.lines import exactly, line, people, spread
from runofshow.screen.palette import ALARM, NAME, NOTICE, QUIET

MOST_NAMES: Final = 6

_TYPED_THOUGH_INVISIBLE: Final = "\u200c\u200d\u00a0"
"""What Persian, Indic scripts and French type; Textual takes it for unprintable."""


class Line(Input):
    """An input that takes what people really type and paste."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "accept", show=False),
        Binding("up", "select(-1)", show=False),
        Binding("down", "select(1)", show=False),
        Binding("escape", "cancel", show=False),
        Binding("ctrl+c", "app.leave", show=False),
    ]

    class Accepted(Message):
        """The completion that is selected shall stand in the line."""

    class Selecting(Message):
        """Another completion shall be selected."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Cancelled(Message):
        """Nothing shall come of what was typed."""

    def action_accept(self) -> None:
        """Tab."""
        self.post_message(self.Accepted())

    def action_select(self, by: int) -> None:
        """Up and down."""
        self.post_message(self.Selecting(by))

    def action_cancel(self) -> None:
        """Escape."""
        self.post_message(self.Cancelled())

    def action_delete_left(self) -> None:
        """Delete a letter with all that hangs on it, not its last mark alone."""
        if not self.selection.is_empty:
            self.delete_selection()
        elif self.cursor_position:
            self.delete(_start_of_letter(self.value, self.cursor_position), self.cursor_position)

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.character in _TYPED_THOUGH_INVISIBLE:
            event.stop()
            event.prevent_default()
            self.insert_text_at_cursor(event.character)
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        """All lines that were pasted become one."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(" ".join(event.text.split()))


class Prompt(Vertical):
    """The question, the line to answer it in, and the names that may be meant."""

    DEFAULT_CSS = """
    Prompt { height: auto; display: none; }
    Prompt.-open { display: block; }
    Prompt Static { height: auto; width: 100%; }
    Prompt Line, Prompt Line:focus { height: 1; width: 100%; border: none; padding: 0 1; background: ansi_default; color: ansi_default; }
    """

    class Submitted(Message):
        """Somebody typed this, and Enter."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Cancelled(Message):
        """Somebody left the line."""

    def __init__(self) -> None:
        super().__init__()
        self._question = Static()
        self._line = Line(select_on_focus=False)
        self._names = Static()
        self._known: tuple[Name, ...] = ()
        self._found: tuple[Name, ...] = ()
        self._selected = 0
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Question, line, names."""
        yield self._question
        yield self._line
        yield self._names

    def open(self, question: str, value: str, known: tuple[Name, ...], longest: int) -> None:
        """Ask a question; names are completed from those that are known."""
        self._asked, self._known = question, known
        self._line.max_length = longest
        self._line.value = value
        self._line.cursor_position = len(value)
        self._put_question()
        self._complete("")
        self.add_class("-open")
        self._line.focus()

    def close(self) -> None:
        """The line is gone, and what was typed in it."""
        self.remove_class("-open")
        self._line.value = ""

    def refuse(self, sentence: str) -> None:
        """Say why it can't be; what was typed stays."""
        self._question.update(exactly(line(f" {people(sentence)}"), self.app.size.width, ALARM))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up what may be meant."""
        event.stop()
        self._complete(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the text as it stands."""
        event.stop()
        self.post_message(self.Submitted(event.value))

    def on_line_accepted(self, event: Line.Accepted) -> None:
        """Tab: the selected name replaces what was typed."""
        event.stop()
        if self._found:
            self._line.value = self._found[self._selected].text
            self._line.cursor_position = len(self._line.value)

    def on_line_selecting(self, event: Line.Selecting) -> None:
        """Another name."""
        event.stop()
        if self._found:
            self._selected = (self._selected + event.by) % len(self._found)
            self._put_names()

    def on_line_cancelled(self, event: Line.Cancelled) -> None:
        """Escape."""
        event.stop()
        self.post_message(self.Cancelled())

    def _complete(self, typed: str) -> None:
        room = max(1, min(MOST_NAMES, self.app.size.height // 3))
        self._found = matches(typed, self._known, room) if typed.strip() else ()
        self._selected = 0
        self._put_names()

    def _put_question(self) -> None:
        keys = "Enter ✓  Tab completes  Esc " if self._known else "Enter ✓  Esc "
        width = self.app.size.width
        self._question.update(spread(line(f" {people(self._asked)}"), line(keys), width, NOTICE))

    def _put_names(self) -> None:
        width = self.app.size.width
        rows = []
        for place, name in enumerate(self._found):
            style = NAME if place == self._selected else QUIET
            mark = "›" if place == self._selected else " "
            rows.append(exactly(spread(line((f" {mark} {people(name.text)}", style)), line((name.category, QUIET)), width), width))
        self._names.display = bool(rows)
        self._names.update(Text("\n").join(rows))


def _start_of_letter(text: str, end: int) -> int:
    """Where the letter begins that ends at `end`: before its marks, and before what a joiner joins to it."""
    start = end - 1
    while start > 0 and (_hangs_on(text[start]) or text[start - 1] == "\u200d" or _second_of_flag(text, start)):
        start -= 1
    return start


def _hangs_on(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in "\u200c\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"


def _second_of_flag(text: str, at: int) -> bool:
    flags = 0
    while at - flags >= 0 and "\U0001f1e6" <= text[at - flags] <= "\U0001f1ff":
        flags += 1
    return flags > 0 and flags % 2 == 0
