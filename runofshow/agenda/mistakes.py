"""Mistakes in YAML text that its parser misreads, drops, or explains at the wrong place: what to type instead."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from runofshow.agenda.problems import brief

_BLANKS: Final = "\u00a0\u2000-\u200b\u202f\u3000"
"""Blanks that look like a space and are none: Word and web pages make them."""
_DASH: Final = re.compile(r"^[ \t]*([\u2010-\u2015\u2022\u00b7\u2212*]) ?\S")
_OPENING: Final = "\u201c\u201d\u201e\u2018\u2019\u00ab"
_CLOSING: Final = "\u201c\u201d\u2018\u2019\u00bb"
_COMMENT: Final = re.compile(r"[ \t]+(#\S.*)")
_COMMENT_IN_BRACKETS: Final = re.compile(r"[^{\[]*[{\[].*?[ \t](#\S.*)")
"""To be matched at the beginning of a line: searched for from every bracket, a line of brackets alone takes minutes."""
_FIELD: Final = re.compile(r"^( *)(- )?(?=[^\s#-])")
_BEGINS_FIELD: Final = re.compile(r"\s*(?:- +)*(?:[a-z_]+:(?:\s|$)|- )")
_QUOTED: Final = re.compile(
    r"""(?:(?<=: )|(?<=- )|(?<=[{\[,] )|(?<=[{\[,]))(?:"(?:[^"\\]|\\.)*(?P<double>"?)|'(?:[^']|'')*(?P<single>'?))"""
)

SMART_QUOTES: Final = '\u201c and \u201d are no quotation marks here: type straight ones, as "\u2026"'
TAB: Final = "a tab at the beginning of a line: indent with spaces, not tabs"
NEVER_CLOSED: Final = "this quote is never closed"
_BLANK: Final = "a blank that is no ordinary space stands here, as Word and web pages make them: type a space"


class Mistake(NamedTuple):
    """A place in the text, from line and column 1, and the sentence about it."""

    line: int
    column: int
    sentence: str


def explanation(lines: Sequence[str], line: int) -> Mistake | None:
    """Return the mistake that explains why the parser stopped in a line; None if nothing there looks like one.

    It stands in that line, or up to two lines above: the parser notices some mistakes no earlier.
    """
    numbers = range(min(line, len(lines)), max(0, line - 3), -1)
    return next(filter(None, (_in_line(lines, number) for number in numbers)), None)


def never_closed(lines: Sequence[str], line: int) -> Mistake | None:
    """Return the first quote, up to a line, that isn't closed before the next field; None if there is none.

    The parser takes the next quote in the file for its end, and stops behind that.
    """
    for number, (text, below) in enumerate(zip(lines[:line], [*lines[1:line], "- "], strict=False), start=1):
        for found in _QUOTED.finditer(text):
            if not (found["double"] or found["single"]) and _BEGINS_FIELD.match(below):
                return Mistake(number, found.start() + 1, NEVER_CLOSED)
    return None


def cut_by_comment(lines: Sequence[str], line: int, column: int) -> str | None:
    """Return the text that YAML drops as a comment behind a value that ends there, if it could belong to the value.

    A comment that people mean has a space behind its ``#``.
    """
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    found = _COMMENT.match(rest)
    return found[1].strip() if found else None


def in_smart_quotes(text: str) -> bool:
    """Return True for a text that begins and ends with typographic quotes."""
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING


def badly_begun(key: str) -> str | None:
    """Return what is wrong with the first character of a field's name; None if it may begin one."""
    if re.match(f"[{_BLANKS}]", key):
        return _BLANK
    return _no_list_item(key[0]) if _DASH.match(key) else None


def no_space_behind(name: str, value: str) -> str:
    """Say that a space is missing behind a colon."""
    return f"a space is missing behind the colon: write '{name}: {brief(value.strip())}'"


def _no_list_item(dash: str) -> str:
    return f"'{dash}' begins no list item: type a hyphen and a space, '- '"


_IN_LINE: Final[Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]] = (
    (re.compile(r" *(\t)[ \t]*\S"), lambda _: TAB),
    (re.compile(rf"[ \t]*+(?:- [ \t]*+)?(?:\w+:)?([{_BLANKS}])"), lambda _: _BLANK),
    (_DASH, lambda found: _no_list_item(found[1])),
    (re.compile(".*?(?:: |- |[,{\\[] ?)([\u201c\u201d\u201e\u2018\u00ab])"), lambda _: SMART_QUOTES),
    (re.compile(r"[ \t]*(?:- )?([a-z_]+):(?!//)([^\s:].*)$"), lambda found: no_space_behind(found[1], found[2])),
)
"""Mistakes by the beginning of a line: the first group stands where the mistake is."""


def _in_line(lines: Sequence[str], number: int) -> Mistake | None:
    text = lines[number - 1]
    for pattern, say in _IN_LINE:
        if found := pattern.match(text):
            return Mistake(number, found.start(1) + 1, say(found))
    if (beside := _beside(lines, number)) is not None:
        here = len(text) - len(text.lstrip()) + 1
        above = "list item" if text.lstrip().startswith("- ") else "field"
        sentence = f"this begins in column {here} and the {above} above it in column {beside}: line them up"
        return Mistake(number, here, sentence)
    if found := _COMMENT_IN_BRACKETS.match(text):
        sentence = "' #' begins a comment, to the end of the line: put the value in quotes"
        return Mistake(number, found.start(1) + 1, sentence)
    return None


def _beside(lines: Sequence[str], number: int) -> int | None:
    """Return the column in which a line should begin that begins one beside it; None if it stands well.

    A list item stands as the last one above it, a field as what stands above it behind a hyphen.
    """
    here = _FIELD.match(lines[number - 1])
    if here is None:
        return None
    for text in reversed(lines[: number - 1]):
        above = _FIELD.match(text)
        if above is not None and (above[2] or not here[2]):
            beside = len(above[1] if here[2] else above[0]) + 1
            return beside if abs(beside - len(here[1]) - 1) == 1 else None
    return None
