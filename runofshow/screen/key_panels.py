"""The keys as they are shown: those that do something now at the foot, and all of them as the help. Pure."""

from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.screen.keymap import HELP_KEY, KEYS, Action, Key, useful_keys
from runofshow.screen.lines import column, exactly, line, rule, spread
from runofshow.screen.notices import Notice, notice_lines
from runofshow.screen.palette import LABEL, NAME, QUIET
from runofshow.show.state import Show

_WIDE_HELP: Final = 60
"""Cells from which on the head of the help has room for a remark."""


def help_pages(height: int) -> int:
    """How many pages all keys take, in so many rows."""
    return -(-len(KEYS) // _keys_on_a_page(height))


def help_picture(show: Show, width: int, height: int, page: int = 0, notice: Notice | None = None) -> list[Text]:
    """All keys, and which of them do something now; a page of them where the screen is low.

    A notice stands at the foot, over the last of them: the help hides no failure.
    """
    widest = max(len(key.shown) for key in KEYS)
    room = _keys_on_a_page(height)
    rows = [
        line(
            (f" {key.shown:<{widest}}  ", NAME if key.useful(show) else QUIET),
            (key.help, Style() if key.useful(show) else QUIET),
        )
        for key in KEYS[page * room : (page + 1) * room]
    ]
    more = page + 1 < help_pages(height)
    keys = f"{'? more · ' if more else ''}any {'other ' if more else ''}key closes"
    dim = "dim: nothing to do now · "
    head = spread(line((" KEYS", LABEL)), line((f"{dim if width >= _WIDE_HELP else ''}{keys} ", QUIET)), width)
    told = [] if notice is None else notice_lines(notice, width)[:height]
    return [*column([head, exactly(rule(width), width), *rows], width, height - len(told)), *told]


def _keys_on_a_page(height: int) -> int:
    return max(1, height - 2)


def footer(show: Show, width: int, rows: int) -> list[Text]:
    """The keys that do something now, as many as fit; ``?`` is always among them."""
    useful = [key for key in useful_keys(show) if key.action is not Action.HELP]
    parts = [_clickable(key, line((key.shown.split(" ")[0], NAME), f" {key.short(show)}")) for key in useful]
    all_keys = _clickable(HELP_KEY, line(("?", NAME), " all keys"))
    lines: list[Text] = []
    for row in range(rows):
        last = row == rows - 1
        room = width - (all_keys.cell_len + 2 if last else 0)
        here = Text()
        while parts and here.cell_len + parts[0].cell_len + 2 <= room:
            here = line(here, parts.pop(0), "  ")
        lines.append(exactly(line(here, all_keys) if last else here, width))
    return lines


def _clickable(key: Key, words: Text) -> Text:
    """Words that stand for a key also when they are clicked on; where several keys are meant, nobody is hit."""
    if key.action is Action.REPLY:
        return words
    words.stylize(Style(meta={"key": key.keys[0]}))
    return words
