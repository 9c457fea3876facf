"""The line in which a name or a note is typed, and the suggestions beneath it. While it is open, keys are letters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from rich.text import Text

from runofshow.agenda.delegations import Name, begins, matches
from runofshow.show.particulars import LONGEST_TEXT
from runofshow.text import sanitize
from runofshow.ui.apps.input_line import Line, on_one_line, pasted_lines, sign_for, typeable
from runofshow.ui.lines import exactly, line, spread, wrapped
from runofshow.ui.palette import ALARM, NAME, NOTICE, QUIET

MOST_SUGGESTIONS: Final = 6

KEYS: Final = "Enter ✓  Tab ↑↓ complete  Esc"
KEYS_ALONE: Final = "Enter ✓  Esc"
"""The keys that answer a question, with suggestions and without."""

WHO_WINS: Final = "Enter again puts this in its place, Esc leaves it."
"""The choice where two people write the same at once."""

MOST_ROWS: Final = 3
"""The most rows of a question, or of the refusal of an answer."""
MOST_LINE_ROWS: Final = 5
"""The most rows of the line, on a screen that is high enough. A longer text scrolls."""

LONGEST_NAME_INSIDE: Final = 3
SHORTEST_NAME_INSIDE: Final = 3
"""Inside a sentence a name of up to so many words is completed, once so many letters are typed."""

_MOST_MISTYPED: Final = 3
"""Names that are looked up beyond those suggested, so that mistyped ones don't crowd out known ones."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be meant by the one that was typed so far."""

    text: str
    about: str = ""
    becomes: str = ""
    """The whole line after it was accepted; empty: the text."""


Suggest = Callable[[str, int], tuple[Suggestion, ...]]
"""Returns suggestions for a text, at most so many, the likeliest first."""


def nothing(_typed: str, _most: int) -> tuple[Suggestion, ...]:
    """Return no suggestions: the answer can't be guessed."""
    return ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is answered in the line."""

    question: str
    value: str = ""
    """The text in the line at first. Typing replaces it, and an arrow key edits it."""
    suggest: Suggest = nothing
    longest: int = LONGEST_TEXT
    breaks: bool = False
    """True if the answer may have several lines."""
    goes_on: bool = False
    """True if the line stays open after an answer, and typing goes on behind its text; the screen shows its keys."""


class Prompt:
    """The question, the line to answer it in, and the suggestions: rows at the foot of a screen.

    A screen that changes it draws its foot anew.
    """

    is_open = False
    """True if somebody can type."""
    refusal = ""
    """The reason why the answer is refused. It replaces the question until somebody types on."""

    _asked = Question("")
    _found: tuple[Suggestion, ...] = ()
    _selected: int | None = None
    """The place of the suggestion that was chosen with the arrows, which Enter takes."""
    _break = " "
    """The sign for a line break in the line."""

    def __init__(
        self, size: Callable[[], tuple[int, int]], submitted: Callable[[str], None], cancelled: Callable[[], None]
    ) -> None:
        """Call `submitted` with what was typed at Enter, `cancelled` at Escape; `size` returns the screen's."""
        self._size = size
        self._submitted = submitted
        self._cancelled = cancelled
        self._line = Line()

    def open(self, asked: Question) -> None:
        """Ask a question."""
        self._asked = asked
        self._break = sign_for(asked.value) if asked.breaks else " "
        shown = self._shown(asked.value)
        self._line = Line(shown, len(shown), len(shown) if asked.goes_on else 0)
        self._complete("")
        self.is_open = True

    @property
    def value(self) -> str:
        """The text that has been typed."""
        return self._line.value if self._break == " " else self._line.value.replace(self._break, "\n")

    def holds(self, text: str) -> bool:
        """Return True if the line holds this text, as far as a line can show it: nobody has changed it."""
        return self._line.value.strip() == self._shown(text).strip()

    def ask_anew(self, question: str) -> None:
        """Put the question in other words; what was typed stays."""
        self._asked = replace(self._asked, question=question)

    def close(self) -> None:
        """Close the line, and drop what was typed."""
        self.is_open = False
        self._line = Line()

    def press(self, key: str, character: str | None) -> None:
        """Take a key. Keys are taken in their order, so a name that is typed in a hurry is complete."""
        match key:
            case "enter":
                if self._selected is not None:
                    self._accept()
                self._submitted(self.value)
            case "escape":
                self._cancelled()
            case "tab":
                self._accept()
            case "up" | "down":
                by = 1 if key == "down" else -1
                before = self._selected if self._selected is not None else min(0, -by)
                self._selected = (before + by) % len(self._found) if self._found else None
            case _ if self._line.press(key):
                self._complete(self.value)
            case _ if character is not None and (typed := typeable(character)):
                self._put(typed)

    def paste(self, text: str) -> None:
        """Put a pasted text into the line, without what can't be typed; it keeps its lines if the answer may."""
        self._put(self._shown(pasted_lines(text)))

    def _put(self, text: str) -> None:
        (start, end), longest = self._line.selected, self._asked.longest
        if len(self._line.value) - (end - start) + len(text) > longest:
            self.refusal = f"no more than {longest:,} letters go in here: what was typed or pasted last is left out"
            return
        self._line.put(text)
        self._complete(self.value)

    def _shown(self, text: str) -> str:
        return typeable(on_one_line(text, self._break))

    def _accept(self) -> None:
        """Replace what was typed by the selected suggestion, else by the likeliest."""
        if self._found:
            chosen = self._found[self._selected or 0]
            shown = self._shown(chosen.becomes or chosen.text)
            self._line = Line(shown, len(shown), len(shown))
            self._complete(self.value)

    def _complete(self, typed: str) -> None:
        self.refusal = ""
        self._found = self._asked.suggest(typed, max(1, min(MOST_SUGGESTIONS, self._size()[1] // 3)))
        self._selected = None

    # The rows.

    def rows(self) -> list[Text]:
        """Draw the question, the line and the suggestions; nothing while it is closed."""
        if not self.is_open:
            return []
        width = self._size()[0]
        typed, _, _ = self._drawn()
        return [*self._question_rows(width), *(line(" ", row, " ") for row in typed), *self._suggestion_rows(width)]

    def cursor(self) -> tuple[int, int]:
        """Return the cell and the row of the screen in which the next letter will stand; the corner while closed."""
        if not self.is_open:
            return 0, 0
        typed, row, cell = self._drawn()
        return cell + 1, self._size()[1] - len(self._found) - len(typed) + row

    def _drawn(self) -> tuple[list[Text], int, int]:
        width, height = self._size()
        return self._line.drawn(width - 2, max(1, min(MOST_LINE_ROWS, height // 4)))

    def _question_rows(self, width: int) -> list[Text]:
        """Draw the question, with its keys if there is room; or the reason why the answer is refused."""
        asked = self._asked
        ways = "" if asked.goes_on else KEYS_ALONE if asked.suggest is nothing else KEYS
        question, keys = line(f" {sanitize(asked.question)}"), line(f"{ways} ")
        if not self.refusal and question.cell_len + keys.cell_len < width:
            return [spread(question, keys, width, NOTICE)]
        style = ALARM if self.refusal else NOTICE
        parts = wrapped(self.refusal or asked.question, width - 2, MOST_ROWS) or [""]
        return [exactly(line(f" {part}"), width, style) for part in parts]

    def _suggestion_rows(self, width: int) -> list[Text]:
        rows = []
        for place, suggestion in enumerate(self._found):
            chosen = place == self._selected
            mark = "›" if chosen else "⇥" if place == 0 and self._selected is None else " "
            name = line((f" {mark} {sanitize(suggestion.text)}", NAME if chosen or mark == "⇥" else QUIET))
            rows.append(spread(name, line((suggestion.about, QUIET)), width))
        return rows


# Suggestions.


def one_of(phrases: Iterable[str]) -> Suggest:
    """Return suggestions: the phrases that hold the text; all of them while it is empty."""
    known = tuple(phrases)

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        wanted = typed.strip().casefold()
        return tuple(Suggestion(phrase) for phrase in known if wanted in phrase.casefold())[:most]

    return suggest


def one_of_names(names: Iterable[Name]) -> Suggest:
    """Return suggestions: the names that a text may become; none while it is empty. Names that seem mistyped come last.

    A name seems mistyped if nobody is known by it and it is like a known one. The screen asked about it then.
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
    """Return suggestions: names for the last words of a text, if these begin with a capital. The rest stays."""
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
