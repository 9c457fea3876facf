"""The keys: those that do something now at the foot of the screen, and all of them as the help. Pure."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.show.parts import Identical
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.keymap import KeyAction, useful_keys
from runofshow.ui.lines import column, exactly, line, rule, spread, wrapped
from runofshow.ui.notices import Notice, notice_lines
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET

NOT_IN_FOOTER: Final = frozenset({KeyAction.HELP, KeyAction.BACK})
"""The help has a place of its own there. PgUp is for clickers: beside "undo" it would only be a riddle."""

FIRST_IN_FOOTER: Final = (
    *(KeyAction.NEXT, KeyAction.HANDOVER, KeyAction.UNDO, KeyAction.TAKE_FLOOR, KeyAction.FLOOR_DONE),
    *(KeyAction.GIVE_FIRST, KeyAction.ASK, KeyAction.NAME, KeyAction.PAUSE, KeyAction.MESSAGE, KeyAction.NOTE),
    *(KeyAction.QUIT, KeyAction.FINISH, KeyAction.SKIP),
)
"""The keys that a narrow footer keeps, in this order; the others follow in the order of the help."""

MOST_LINES_A_KEY: Final = 3
"""Enough to say it all on a screen of 40 columns."""

_WIDE_HELP: Final = 60
"""Cells from which on the head of the help has room for a remark."""
_HEAD: Final = 2
_WIDEST: Final = max(len(key.shown) for key in KeyAction)


def help_pages(width: int, height: int) -> list[list[KeyAction]]:
    """Divide the keys into the pages that they take on a screen of that size, with one key at the least on each."""
    pages: list[list[KeyAction]] = [[]]
    taken = 0
    for key in KeyAction:
        rows = len(_explained(key, width, height))
        if pages[-1] and taken + rows > height - _HEAD:
            pages.append([])
            taken = 0
        pages[-1].append(key)
        taken += rows
    return pages


def help_picture(show: Show, width: int, height: int, page: int = 0, notice: Notice | None = None) -> list[Text]:
    """Draw a page of the keys, dim where they do nothing now.

    A notice stands at the foot, over the last keys: the help hides no failure.
    """
    pages = help_pages(width, height)
    rows = []
    for key in pages[min(page, len(pages) - 1)]:
        name, words = (NAME, PLAIN) if key.useful(show) else (QUIET, QUIET)
        for at, part in enumerate(_explained(key, width, height)):
            rows.append(line((f" {'' if at else key.shown:<{_WIDEST}}  ", name), (part, words)))
    remark = "dim: nothing to do now · " if width >= _WIDE_HELP else ""
    head = _head("KEYS", remark, "? more · " if page + 1 < len(pages) else "", width)
    told = [] if notice is None else notice_lines(notice, width)[:height]
    return [*column([*head, *rows], width, height - len(told)), *told]


def printed_pages(rows: Sequence[str], height: int) -> int:
    """Return how many pages the output of a command takes."""
    return max(1, -(-len(rows) // max(1, height - _HEAD)))


def printed_picture(name: str, rows: Sequence[str], width: int, height: int, page: int) -> list[Text]:
    """Draw a page of what a command printed."""
    room = max(1, height - _HEAD)
    head = _head(sanitize(name), "", "Space more · " if page + 1 < printed_pages(rows, height) else "", width)
    shown = [line(f" {sanitize(row)}") for row in rows[page * room : (page + 1) * room]]
    return column([*head, *shown], width, height)


def _head(title: str, remark: str, more: str, width: int) -> list[Text]:
    keys = f"{remark}{more}any {'other ' if more else ''}key closes "
    return [spread(line((f" {title}", LABEL)), line((keys, QUIET)), width), exactly(rule(width), width)]


def _explained(key: KeyAction, width: int, height: int) -> list[str]:
    room = max(1, min(MOST_LINES_A_KEY, height - _HEAD))
    return wrapped(key.does, width - _WIDEST - 3, room) or [""]


def footer(show: Show, width: int, most: int) -> list[Text]:
    """Draw the keys that do something now, on at most so many lines; ``?`` is always the last of them."""
    return list(_footer(Identical(show), width, most))


@lru_cache(maxsize=4)
def _footer(of: "Identical[Show]", width: int, most: int) -> tuple[Text, ...]:
    """Draw the footer of a show: it is drawn each second, and stays the same until somebody acts."""
    useful = set(useful_keys(of.value)) - NOT_IN_FOOTER
    ordered = [key for key in (*FIRST_IN_FOOTER, *KeyAction) if key in useful]
    all_keys = _clickable(KeyAction.HELP, line(("?", NAME), " all keys"))
    lines = [Text()]
    for key in dict.fromkeys(ordered):
        part = _clickable(key, line((key.shown.split()[0], NAME), f" {key.word_in(of.value)}"))
        last = len(lines) == most
        if lines[-1].cell_len + part.cell_len + 2 > width - (all_keys.cell_len if last else 0):
            if last:
                break
            lines.append(Text())
        lines[-1] = line(lines[-1], part, "  ")
    if lines[-1].cell_len + all_keys.cell_len > width and len(lines) < most:
        lines.append(Text())
    return (*(exactly(one, width) for one in lines[:-1]), exactly(line(lines[-1], all_keys), width))


def _clickable(key: KeyAction, words: Text) -> Text:
    """Make a click on these words press the key; not where they mean several keys."""
    if key is not KeyAction.REPLY:
        words.stylize(Style(meta={"key": key.keys[0]}))
    return words
