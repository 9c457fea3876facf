"""The keys: those that do something now at the foot of the screen, and all of them as the help. Pure."""

from collections.abc import Sequence
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.keymap import HELP_KEY, KEYS, Key, KeyAction, useful_keys
from runofshow.ui.lines import column, exactly, line, rule, spread, wrapped
from runofshow.ui.notices import Notice, notice_lines
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET

_WIDE_HELP: Final = 60
"""Cells from which on the head of the help has room for a remark."""

_HELP_HEAD: Final = 2
_WIDEST: Final = max(len(key.shown) for key in KEYS)

NOT_IN_FOOTER: Final = frozenset({KeyAction.HELP, KeyAction.BACK})

FIRST_IN_FOOTER: Final = (
    KeyAction.NEXT,
    KeyAction.HANDOVER,
    KeyAction.UNDO,
    KeyAction.TAKE_FLOOR,
    KeyAction.FLOOR_DONE,
    KeyAction.GIVE_FIRST,
    KeyAction.ASK,
    KeyAction.NAME,
    KeyAction.PAUSE,
    KeyAction.MESSAGE,
    KeyAction.NOTE,
    KeyAction.QUIT,
    KeyAction.FINISH,
    KeyAction.SKIP,
)
"""The keys that a narrow footer keeps, in this order; the others follow in the order of the help."""
"""The help has a place of its own there. PgUp is for clickers: beside "undo" it would only be a riddle."""

MOST_LINES_A_KEY: Final = 3
"""Enough to say it all on a screen of 40 columns."""


def help_pages(width: int, height: int) -> int:
    """Return the number of pages that all keys take on a screen of that size."""
    return len(_pages(width, height))


def help_picture(show: Show, width: int, height: int, page: int = 0, notice: Notice | None = None) -> list[Text]:
    """Draw a page of the keys, dim where they do nothing now.

    A notice stands at the foot, over the last keys: the help hides no failure.
    """
    pages = _pages(width, height)
    rows = [row for key in pages[min(page, len(pages) - 1)] for row in _help_rows(key, show, width, height)]
    more = page + 1 < len(pages)
    keys = f"{'? more · ' if more else ''}any {'other ' if more else ''}key closes"
    dim = "dim: nothing to do now · "
    head = spread(line((" KEYS", LABEL)), line((f"{dim if width >= _WIDE_HELP else ''}{keys} ", QUIET)), width)
    told = [] if notice is None else notice_lines(notice, width)[:height]
    return [*column([head, exactly(rule(width), width), *rows], width, height - len(told)), *told]


def printed_pages(rows: Sequence[str], height: int) -> int:
    """Return how many pages the output of a command takes."""
    return max(1, -(-len(rows) // max(1, height - _HELP_HEAD)))


def printed_picture(name: str, rows: Sequence[str], width: int, height: int, page: int) -> list[Text]:
    """Draw a page of what a command printed."""
    room = max(1, height - _HELP_HEAD)
    more = page + 1 < printed_pages(rows, height)
    keys = f"{'Space more · ' if more else ''}any {'other ' if more else ''}key closes"
    head = spread(line((f" {sanitize(name)}", LABEL)), line((f"{keys} ", QUIET)), width)
    shown = [line(f" {sanitize(row)}") for row in rows[page * room : (page + 1) * room]]
    return column([head, exactly(rule(width), width), *shown], width, height)


def _pages(width: int, height: int) -> list[list[Key]]:
    """Divide the keys into pages of so many rows, with one key at the least."""
    pages: list[list[Key]] = [[]]
    taken = 0
    for key in KEYS:
        rows = len(_explained(key, width, height))
        if pages[-1] and taken + rows > height - _HELP_HEAD:
            pages.append([])
            taken = 0
        pages[-1].append(key)
        taken += rows
    return pages


def _help_rows(key: Key, show: Show, width: int, height: int) -> list[Text]:
    """Draw a key and its help, dim where it does nothing now."""
    useful = key.useful(show)
    names = [key.shown, *[""] * MOST_LINES_A_KEY]
    return [
        line((f" {name:<{_WIDEST}}  ", NAME if useful else QUIET), (part, PLAIN if useful else QUIET))
        for name, part in zip(names, _explained(key, width, height), strict=False)
    ]


def _explained(key: Key, width: int, height: int) -> list[str]:
    room = max(1, min(MOST_LINES_A_KEY, height - _HELP_HEAD))
    return wrapped(key.help, width - _WIDEST - 3, room) or [""]


def footer(show: Show, width: int, most: int) -> list[Text]:
    """Draw the keys that do something now, on at most so many lines; ``?`` is always the last of them."""
    useful = sorted((key for key in useful_keys(show) if key.action not in NOT_IN_FOOTER), key=_place_in_footer)
    parts = [_clickable(key, line((key.shown.split(" ")[0], NAME), f" {key.short(show)}")) for key in useful]
    all_keys = _clickable(HELP_KEY, line(("?", NAME), " all keys"))
    lines = [Text()]
    for part in parts:
        last = len(lines) == most
        if lines[-1].cell_len + part.cell_len + 2 > width - (all_keys.cell_len if last else 0):
            if last:
                break
            lines.append(Text())
        lines[-1] = line(lines[-1], part, "  ")
    if lines[-1].cell_len + all_keys.cell_len > width and len(lines) < most:
        lines.append(Text())
    return [*(exactly(one, width) for one in lines[:-1]), exactly(line(lines[-1], all_keys), width)]


def _place_in_footer(key: Key) -> int:
    return FIRST_IN_FOOTER.index(key.action) if key.action in FIRST_IN_FOOTER else len(FIRST_IN_FOOTER)


def _clickable(key: Key, words: Text) -> Text:
    """Make a click on these words press the key; not where they mean several keys."""
    if key.action is KeyAction.REPLY:
        return words
    words.stylize(Style(meta={"key": key.keys[0]}))
    return words
