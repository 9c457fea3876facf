"""Words by which headings and rows are known, in seven languages, out of the tables beside this module."""

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from runofshow.text import in_one_spelling

_LONGEST_HEAD: Final = 120
_LONGEST_PHRASE: Final = 4
"""In words."""

_BETWEEN: Final = re.compile(r"[\s/,&+.'\u2019-]+")
_HEAD_ENDS: Final = re.compile(r"\s*(?:[:;(\[,\u2014]|\s-\s).*", re.DOTALL)
_LEADING_NUMBER: Final = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+")
_ITEM_TYPES: Final = ("photo", "video", "music", "ceremony")


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
def alternatives(*kinds: str) -> str:
    """Return a regular expression of all words of these kinds, the longest first."""
    found = {word for kind in kinds for word in words(kind)}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))


def _tokens(text: str) -> list[str]:
    return [token for token in _BETWEEN.split(text) if token]


@cache
def _phrases(*kinds: str) -> frozenset[str]:
    return frozenset(" ".join(_tokens(word)) for kind in kinds for word in words(kind))


def _is(title: str, core: str, *beside: str, goes_on: Collection[str] = ()) -> bool:
    """Tell whether a title, up to its first colon, dash or bracket, consists of words of `core` and `beside` alone.

    At least one is of `core`; behind such a one a word of `goes_on` may follow, and then anything.
    """
    spelled = _LEADING_NUMBER.sub("", in_one_spelling(title[:_LONGEST_HEAD]))
    tokens = _tokens(_HEAD_ENDS.sub("", spelled).strip(" .!*"))
    found = False
    place = 0
    while place < len(tokens):
        for size in range(_LONGEST_PHRASE, 0, -1):
            phrase = " ".join(tokens[place : place + size])
            if phrase in _phrases(core) or phrase in _phrases(*beside) or phrase.isdecimal():
                found = found or phrase in _phrases(core)
                place += size
                break
        else:
            return found and tokens[place] in goes_on
    return found


def is_floor(title: str) -> bool:
    """Tell whether a title is that of a floor round: ``Q&A``, ``Discussion on water``, not ``Interactive map``."""
    return _is(title, "floor", "floor_beside", "small", "minutes", goes_on=words("about"))


def is_break(title: str) -> bool:
    """Tell whether a title is that of a break: ``Coffee break``, ``Mittagspause``."""
    return _is(title, "break", "break_beside", "small", "minutes", goes_on=words("served"))


def is_the_end(title: str) -> bool:
    """Tell whether a last row says only when the meeting is over: ``End of day 1``, ``Fin``."""
    return _is(title, "end", "end_beside", "small", "numerals", goes_on=words("of"))


def is_total(text: str) -> bool:
    """Tell whether a row adds up the rows above it: ``Total``, ``Duración total:``."""
    return _is(text, "total", "total_beside", "small")


def is_everybody(name: str) -> bool:
    """Tell whether the floor itself stands where others have a speaker."""
    return _is(name, "everybody", "small") and ":" not in name


def is_nobody(name: str) -> bool:
    """Tell whether a cell says that there is no speaker: ``N/A``, a dash."""
    spelled = in_one_spelling(name[:_LONGEST_HEAD]).strip(" .")
    return not spelled.strip("-\u2014/ ") or spelled in words("nobody")


def is_panel(title: str) -> bool:
    """Tell whether a title is that of a panel or a round table, or begins with one: ``Panel 1: financing``."""
    return (
        re.match(
            rf"(?:(?:{alternatives('panel_before')}) )?(?:{alternatives('panel')})\b",
            in_one_spelling(title[:_LONGEST_HEAD]),
        )
        is not None
    )


def item_type(title: str) -> str:
    """Return the type of an item in which nobody speaks: ``break``, ``photo``, … or ``other``."""
    if is_break(title):
        return "break"
    return next((one for one in _ITEM_TYPES if _is(title, one, "item_beside", "small")), "other")


@cache
def months() -> Mapping[str, int]:
    """Return the number of each month by its names, and by the beginnings of these that name one month alone."""
    return _by_names("months", (3, 4))


@cache
def weekdays() -> Mapping[str, int]:
    """Return the number of each weekday, Monday being 0, by its names and their beginnings."""
    return {name: number - 1 for name, number in _by_names("weekdays", (2, 3, 4)).items()}


def _by_names(kind: str, beginnings: tuple[int, ...]) -> Mapping[str, int]:
    found: dict[str, set[int]] = {}
    for names in table("words.toml")[kind].values():
        for number, name in enumerate(in_one_spelling(names).split(", "), start=1):
            for size in (*beginnings, len(name)):
                found.setdefault(name[:size], set()).add(number)
            found.setdefault(name.partition("-")[0], set()).add(number)
    whole = {name for names in table("words.toml")[kind].values() for name in in_one_spelling(names).split(", ")}
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 or name in whole}
