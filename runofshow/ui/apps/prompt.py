"""One line to type a name or a note in, with what completes it beneath. Keys mean letters while it is open."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.widgets import Static
from textual.widgets.input import Selection

from runofshow.agenda.delegations import Name, begins, matches
from runofshow.text import sanitize
from runofshow.ui.apps.input_line import EDITS, Line, on_one_line, pasted_lines, sign_for, typeable
from runofshow.ui.lines import exactly, line, spread, wrapped
from runofshow.ui.palette import ALARM, NAME, NOTICE, QUIET

MOST_SUGGESTIONS: Final = 6

KEYS: Final = "Enter ✓  Tab ↑↓ complete  Esc"
KEYS_ALONE: Final = "Enter ✓  Esc"
"""The keys that answer a question, with suggestions and without."""

WHO_WINS: Final = "Enter again puts this in its place, Esc leaves it."
"""The choice where two people write the same at once."""

MOST_ROWS: Final = 3
"""Of a question, or of why what was typed can't be."""

LONGEST_NAME_INSIDE: Final = 3
SHORTEST_NAME_INSIDE: Final = 3
"""Words of a name that is completed inside a sentence, and letters, for not every capital begins one."""

_MOST_MISTYPED: Final = 3
"""Names that are looked at beyond those suggested: so many mistyped ones crowd out no known one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be meant by the one that was typed so far."""

    text: str
    about: str = ""
    becomes: str = ""
    """The whole line after it was accepted; empty: the text."""


Suggest = Callable[[str, int], tuple[Suggestion, ...]]
"""Returns suggestions for a text, at most so many, the likeliest first."""


class Prompt(Vertical):
    """The question, the line to answer it in, and what may be meant."""

    DEFAULT_CSS = """
    Prompt { layer: above; dock: bottom; height: auto; display: none; }
    Prompt.-open { display: block; }
    Prompt Static { height: auto; width: 100%; }
    Prompt Line, Prompt Line:focus {
        height: auto; width: 100%; border: none; padding: 0 1; background: ansi_default; color: ansi_default;
    }
    Prompt Line > .input--selection { background: ansi_default; color: ansi_default; text-style: reverse; }
    """

    refusal = ""
    """Why what was typed can't be, in place of the question; empty once somebody has typed on."""

    def __init__(self, submitted: Callable[[str], None], cancelled: Callable[[], None]) -> None:
        """Call `submitted` with what was typed at Enter, `cancelled` at Escape."""
        super().__init__()
        self._submitted = submitted
        self._cancelled = cancelled
        self._told = Static()
        self._question = Static()
        self._line = Line(select_on_focus=False)
        self._line.cursor_blink = False  # nothing on this screen moves but what tells the time
        self._suggestions = Static()
        self._suggest: Suggest = nothing
        self._found: tuple[Suggestion, ...] = ()
        self._selected: int | None = None
        """The suggestion that somebody went to with the arrows: Enter takes that one."""
        self._asked = ""
        self._keys = ""
        self._break = " "
        """The sign for a line break in the line."""
        self._question_rows = 1

    def compose(self) -> ComposeResult:
        """The notice, the question, the line, the suggestions."""
        yield from (self._told, self._question, self._line, self._suggestions)

    def open(  # noqa: PLR0913 -- all that a question is
        self,
        question: str,
        value: str,
        suggest: Suggest,
        longest: int,
        keys: str = KEYS,
        *,
        breaks: bool = False,
        goes_on: bool = False,
    ) -> None:
        """Ask a question; `keys` stand at its end where there is room; `breaks`: an answer may have several lines.

        Typing replaces the value and an arrow key edits it; with `goes_on`, typing goes on after it.
        """
        self._asked, self._suggest, self._keys = question, suggest, keys
        self._break = sign_for(value) if breaks else " "
        self._line.max_length = longest
        self._line.value = self._shown(value)
        self._line.selection = Selection(len(self._line.value) if goes_on else 0, len(self._line.value))
        self.tell([])
        self.refuse("")
        self._complete("")
        self.add_class("-open")
        self._line.focus()

    @property
    def cursor(self) -> Offset:
        """The cell of the screen in which the next letter will stand."""
        return self._line.cursor_screen_offset

    @property
    def is_open(self) -> bool:
        """True if somebody can type."""
        return self.has_class("-open")

    @property
    def rows(self) -> int:
        """The number of rows that it takes."""
        line_rows = self._line.rows_at(self.app.size.width - 2)
        return (self._question_rows + line_rows + len(self._found)) if self.is_open else 0

    @property
    def value(self) -> str:
        """The text that has been typed."""
        return self._line.value if self._break == " " else self._line.value.replace(self._break, "\n")

    def holds(self, text: str) -> bool:
        """Return True if this text stands in the line, as far as a line can show it: then nobody has changed it."""
        return self._line.value.strip() == self._shown(text).strip()

    def ask_anew(self, question: str) -> None:
        """Put the question in other words; what was typed stays."""
        if question != self._asked:
            self._asked = question
            self._put_question()

    def close(self) -> None:
        """The line is gone, and what was typed in it."""
        self.remove_class("-open")
        self._line.value = ""

    def refuse(self, sentence: str) -> None:
        """Say why it can't be, until somebody types on; what was typed stays."""
        self.refusal = sentence
        self._put_question()

    def tell(self, rows: Sequence[Text]) -> None:
        """Let a sentence about something else stand above the question: the line lies where it would be read."""
        _show_rows(self._told, rows)

    def press(self, key: str, character: str | None) -> None:
        """A key, in the order in which keys come: a name that is typed in a hurry is taken as it was typed."""
        match key:
            case "enter":
                if self._selected is not None:
                    self._accept()
                self._submitted(self.value)
            case "escape":
                self._cancelled()
            case "tab":
                self._accept()
            case "up" | "down" if self._found:
                by = 1 if key == "down" else -1
                before = self._selected if self._selected is not None else min(0, -by)
                self._selected = (before + by) % len(self._found)
                self._put_suggestions()
            case _ if (edit := EDITS.get(key)) is not None:
                getattr(self._line, f"action_{edit}")()
                self._complete(self.value)
            case _ if character is not None and (typed := typeable(character)):
                self._put(typed)

    def paste(self, text: str) -> None:
        """Take what was pasted, of what can be typed, on as many lines as it has where the answer may have several."""
        self._put(self._shown(pasted_lines(text)))

    def resized(self) -> None:
        """Draw the question and the suggestions for the new width."""
        if self.is_open:
            self._put_question()
            self._put_suggestions()

    def _put(self, text: str) -> None:
        longest = self._line.max_length or 0
        if len(self._line.value) - len(self._line.selected_text) + len(text) > longest:
            self.refuse(f"no more than {longest:,} letters go in here: what was typed or pasted last is left out")
            return
        self._line.replace(text, *self._line.selection)
        self._complete(self.value)

    def _shown(self, text: str) -> str:
        return typeable(on_one_line(text, self._break))

    def _accept(self) -> None:
        """The selected suggestion, else the likeliest, replaces what was typed."""
        if self._found:
            chosen = self._found[self._selected or 0]
            self._line.value = self._shown(chosen.becomes or chosen.text)
            self._line.cursor_position = len(self._line.value)
            self._complete(self.value)

    def _complete(self, typed: str) -> None:
        if self.refusal:
            self.refuse("")
        self._found = self._suggest(typed, max(1, min(MOST_SUGGESTIONS, self.app.size.height // 3)))
        self._selected = None
        self._put_suggestions()

    def _put_question(self) -> None:
        """Show the question, with its keys where there is room for them, or why what was typed can't be."""
        width = self.app.size.width
        question, keys = line(f" {sanitize(self._asked)}"), line(f"{self._keys} ")
        if not self.refusal and question.cell_len + keys.cell_len < width:
            rows = [spread(question, keys, width, NOTICE)]
        else:
            style: Style = ALARM if self.refusal else NOTICE
            parts = wrapped(self.refusal or self._asked, width - 2, MOST_ROWS) or [""]
            rows = [exactly(line(f" {part}"), width, style) for part in parts]
        self._question_rows = len(rows)
        _show_rows(self._question, rows)

    def _put_suggestions(self) -> None:
        rows = []
        for place, suggestion in enumerate(self._found):
            chosen = place == self._selected
            mark = "›" if chosen else "⇥" if place == 0 and self._selected is None else " "
            name = line((f" {mark} {sanitize(suggestion.text)}", NAME if chosen or mark == "⇥" else QUIET))
            rows.append(spread(name, line((suggestion.about, QUIET)), self.app.size.width))
        _show_rows(self._suggestions, rows)


def _show_rows(widget: Static, rows: Sequence[Text]) -> None:
    widget.display = bool(rows)
    widget.update(Text("\n").join(rows))


# Suggestions.


def nothing(_typed: str, _most: int) -> tuple[Suggestion, ...]:
    """No suggestion, for what can't be guessed."""
    return ()


def one_of(phrases: Iterable[str]) -> Suggest:
    """The phrases in which a text stands; all of them while there is none."""
    known = tuple(phrases)

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        wanted = typed.strip().casefold()
        return tuple(Suggestion(phrase) for phrase in known if wanted in phrase.casefold())[:most]

    return suggest


def one_of_names(names: Iterable[Name]) -> Suggest:
    """The names that a text may become, once there is one; last those that somebody seems to have mistyped before.

    Such a name is known to nobody, and is like a known one: the screen asked if that was meant.
    """
    known = tuple(names)
    sure = tuple(name for name in known if name.category != "other")
    mistyped = cache(lambda name: name.category == "other" and bool(matches(name.text, sure, 1)))

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        found = matches(typed, known, most + _MOST_MISTYPED) if typed.strip() else ()
        ordered = sorted(found, key=mistyped)
        return tuple(Suggestion(name.text, name.category) for name in ordered[:most])

    return suggest


def name_inside(names: Iterable[Name]) -> Suggest:
    """The names that the last words of a text may become, if they begin with a capital; the rest stays."""
    known = tuple(names)

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        words = typed.rpartition("\n")[2].split(" ")
        for count in range(min(LONGEST_NAME_INSIDE, len(words)), 0, -1):
            last = " ".join(words[-count:])
            if len(last) >= SHORTEST_NAME_INSIDE and last[:1].isupper():
                before = typed.removesuffix(last)
                found = [name for name in matches(last, known, most) if begins(name, last)]
                if found:
                    return tuple(Suggestion(name.text, name.category, before + name.text) for name in found)
        return ()

    return suggest
