"""Words that identify headings and rows, in seven languages, from the .toml files beside this module."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

from runofshow.text import in_one_spelling

_LONGEST_HEAD: Final = 120
_BETWEEN: Final = re.compile(r"[\s/,&+.'\u2019-]+")
_HEAD_ENDS: Final = re.compile(r"\s*(?:[:;(\[,\u2014]|\s-\s).*", re.DOTALL)
_LEADING_NUMBER: Final = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return one of the tables in this package, by its file's name."""
    return tomllib.loads(files("runofshow.importers").joinpath(name).read_text(encoding="utf-8"))


@cache
def words(kind: str) -> frozenset[str]:
    """Return all words of a kind, in whatever language."""
    listed = table("words.toml")[kind].values()
    return frozenset(in_one_spelling(word) for one in listed for word in one.split(", "))


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return a regular expression, with all words of a kind in place of its name in braces: ``{office}s?``."""

    def any_of(kind: re.Match[str]) -> str:
        longest_first = sorted(words(kind[1]), key=lambda word: (-len(word), word))
        return f"(?:{'|'.join(map(re.escape, longest_first))})"

    return re.compile(re.sub(r"\{([a-z_]+)\}", any_of, template), re.IGNORECASE)


@cache
def _phrases(*kinds: str) -> frozenset[str]:
    return frozenset(" ".join(filter(None, _BETWEEN.split(word))) for kind in kinds for word in words(kind))


def _is(core: str, beside: tuple[str, ...], goes_on: str, title: str) -> bool:
    """Tell whether a title, up to its first colon, dash or bracket, consists of words of `core` and `beside` alone.

    At least one is of `core`; behind such a one a word of `goes_on` may follow, and then anything.
    """
    spelled = _LEADING_NUMBER.sub("", in_one_spelling(title[:_LONGEST_HEAD]))
    tokens = list(filter(None, _BETWEEN.split(_HEAD_ENDS.sub("", spelled).strip(" .!*"))))
    found = False
    while tokens:
        for size in range(4, 0, -1):
            phrase = " ".join(tokens[:size])
            if phrase in _phrases(core, *beside) or phrase.isdecimal():
                found = found or phrase in _phrases(core)
                del tokens[:size]
                break
        else:
            return found and goes_on != "" and tokens[0] in words(goes_on)
    return found


# The kinds of titles and names. Each function takes the text and tells whether it is of that kind.

is_floor: Final = partial(_is, "floor", ("floor_beside", "small", "minutes"), "about")
"""``Q&A``, ``Discussion on water``, not ``Interactive map``."""

is_break: Final = partial(_is, "break", ("break_beside", "small", "minutes"), "served")
is_the_end: Final = partial(_is, "end", ("end_beside", "small", "numerals"), "of")
"""A last row that says only when the meeting is over: ``End of day 1``, ``Fin``."""

is_total: Final = partial(_is, "total", ("total_beside", "small"), "")
"""A row that adds up the rows above it: ``Duración total:``."""


def is_everybody(name: str) -> bool:
    """Tell whether the floor itself stands where others have a speaker."""
    return _is("everybody", ("small",), "", name) and ":" not in name


def is_nobody(name: str) -> bool:
    """Tell whether a cell says that there is no speaker: ``N/A``, a dash, nothing."""
    spelled = in_one_spelling(name[:_LONGEST_HEAD]).strip(" .")
    return not spelled.strip("-\u2014/ ") or spelled in words("nobody")


def is_panel(title: str) -> bool:
    """Tell whether a title is that of a panel or a round table, or begins with one: ``Panel 1: financing``."""
    return pattern(r"(?:{panel_before} )?{panel}\b").match(in_one_spelling(title[:_LONGEST_HEAD])) is not None


def item_type(title: str) -> str:
    """Return the type of an item in which nobody speaks: ``break``, ``photo``, … or ``other``."""
    if is_break(title):
        return "break"
    types = ("photo", "video", "music", "ceremony")
    return next((one for one in types if _is(one, ("item_beside", "small"), "", title)), "other")


@cache
def _numbers(kind: str, first: int, beginnings: tuple[int, ...]) -> Mapping[str, int]:
    """Return the number of each name in a list, and of the beginnings that stand for one name alone."""
    found: dict[str, set[int]] = {}
    for names in table("words.toml")[kind].values():
        for number, name in enumerate(in_one_spelling(names).split(", "), start=first):
            for start in (name, name.partition("-")[0], *(name[:size] for size in beginnings)):
                found.setdefault(start, set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 or name in words(kind)}


months: Final = partial(_numbers, "months", 1, (3, 4))
weekdays: Final = partial(_numbers, "weekdays", 0, (2, 3, 4))
"""Their numbers by their names; Monday is 0."""
