"""People who are named in other people's files: a name, the designation behind it, and several in one cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from runofshow.export.json_values import safe_lines
from runofshow.importers.texts import one_line
from runofshow.importers.vocabulary import alternatives, words
from runofshow.text import in_one_spelling, without_honorifics

_BEFORE_A_DESIGNATION: Final = re.compile(r", | [\u2013\u2014-] ")
_IN_BRACKETS: Final = re.compile(r"([^,;:()]+) \(([^()]+)\)")
_BEHIND_A_TITLE: Final = re.compile(r"(.+?)\s*\(([^()]+)\)")
_NO_DESIGNATION: Final = re.compile(r"(?:(?i:tb[acd])\b|[a-z\d\W]).*", re.DOTALL)
"""Brackets behind a name that hold no designation: ``(tbc)``, ``(by video)``."""

_REMOTE: Final = re.compile(
    r"(?:,|\s[\u2013\u2014-]|\s)\s*\(?(?:remotely|online|virtually"
    r"|(?:via|by|through|over) (?:a )?(?:video(?:[ -]?link|[ -]?conference)?|zoom|teams|webex))\)?$",
    re.IGNORECASE,
)
"""How it stands behind a name that somebody speaks from elsewhere."""

_MOST_OF_A_NAME: Final = 200
_CAPITALIZED: Final = r"[^\W\d_a-z][\w.'\u2019-]*"
_PLAIN_NAME: Final = re.compile(rf"{_CAPITALIZED}(?: {_CAPITALIZED}| (?:al|bin|da|de|del|der|van|von)\b){{1,4}}")
"""Two to five words in capitals."""

_BULLET: Final = re.compile(r"^(?:[-\u2013\u2014*\u2022\u00b7\u25aa\uf0b7]|\d{1,2}[.)]|\(?[a-z]\))\s+")
_OF_AN_OFFICE: Final = re.compile(r"(?:of|to|for|at|in|and|designate)\b")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is announced by name."""

    name: str
    title: str = ""
    organization: str = ""
    say: str = ""
    country: str = ""
    remote: bool = False


def person(text: str, title: str = "", organization: str = "", say: str = "", *, whole: bool = False) -> Person:
    """Return who is named, with the designation that follows the name on a second line, or behind a comma.

    A `whole` name is left as it is: its designation would be written in a place of its own. ``(via video link)`` behind
    a name says that the person is elsewhere.
    """
    here = _REMOTE.sub("", text[:_MOST_OF_A_NAME]) + text[_MOST_OF_A_NAME:]
    if here.strip() and here != text:
        return replace(person(here, title, organization, say, whole=whole), remote=True)
    others = (one_line(organization), one_line(say))
    lines = [line.strip().rstrip(",") for line in safe_lines(text).splitlines() if line.strip()]
    if whole or title:
        return Person(one_line(text), one_line(title), *others)
    if len(lines) > 1:
        return Person(one_line(lines[0]), one_line("\n".join(lines[1:])), *others)
    name, title = _parted(one_line(text))
    return Person(name, title, *others)


def people_in(text: str) -> list[str]:
    """Return the people of a list in one cell, each with what stands behind the name; nobody where it names one.

    They stand on a line each, or parted by semicolons, commas and the like. Each begins with an honorific, or three
    and more look like names; behind semicolons two are enough.
    """
    lines = [_BULLET.sub("", line.strip(" ,")) for line in safe_lines(text).splitlines() if line.strip(" ,")]
    if len(lines) > 1:
        return lines if are_all_people(lines) else []
    line = " ".join(" ".join(lines).split())
    if len(parts := [part.strip() for part in line.split(";") if part.strip()]) > 1:
        return parts if all(names_somebody(part) or is_plain_name(part.partition(",")[0]) for part in parts) else []
    parts = _parts(line)
    if len(parts) > 1 and all(names_somebody(part) for part in parts):
        return parts
    if len(both := _and().split(line)) == 2 and all(map(is_plain_name, both)):
        return both
    plain = [part.strip() for part in _separator().split(line) if part.strip()]
    return plain if len(plain) > 2 and all(map(is_plain_name, plain)) else []


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives('and')}) ", re.IGNORECASE)


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(rf"\s*[;\n/]\s*|,\s+(?=\S)|\s+(?:{alternatives('and')})\s+", re.IGNORECASE)


@cache
def _before_a_name() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{alternatives('by')})\b:?|[:\u2013\u2014]|\s-)\s+", re.IGNORECASE)


def _parts(line: str) -> list[str]:
    """Return a line cut wherever somebody with an honorific follows a comma, an ``and`` or the like."""
    cuts = [mark for mark in _separator().finditer(line) if names_somebody(line[mark.end() :])]
    starts = [0, *(mark.end() for mark in cuts)]
    ends = [*(mark.start() for mark in cuts), len(line)]
    return [line[start:end].strip(" ,") for start, end in zip(starts, ends, strict=True)]


def are_all_people(lines: Sequence[str]) -> bool:
    """Tell whether each of several lines names somebody: by an honorific, or where three and more look like names."""
    plain = len(lines) > 2 and all(map(is_plain_name, lines))
    return len(lines) > 1 and (plain or all(map(names_somebody, lines)))


def is_plain_name(text: str) -> bool:
    """Tell whether a text looks like a name without an honorific: two to five words in capitals, none an office.

    Brackets may follow, as in ``Bo Lind (UNEP)``.
    """
    bracketed = _IN_BRACKETS.fullmatch(text)
    name = bracketed[1] if bracketed else text
    return _PLAIN_NAME.fullmatch(name) is not None and not holds_an_office(name)


def holds_an_office(text: str) -> bool:
    """Tell whether a word of a text is an office: minister, director, head."""
    return _office().search(in_one_spelling(text[:_MOST_OF_A_NAME])) is not None


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('office')})s?\b")


def _parted(line: str) -> tuple[str, str]:
    """Part a name from the designation behind a comma, a dash or in brackets; else all of it is the name."""
    mark = _BEFORE_A_DESIGNATION.search(line)
    with_office = mark is not None and " " in line[: mark.start()] and holds_an_office(line[mark.end() :])
    bracketed = _IN_BRACKETS.fullmatch(line)
    if not names_somebody(line) and not with_office and not (bracketed and is_plain_name(line)):
        return line, ""
    if bracketed is not None:
        name, inside = bracketed[1], bracketed[2]
        plain = names_somebody(inside) or _NO_DESIGNATION.fullmatch(inside)
        return (line, "") if plain else (name, inside)
    if mark is None:
        return line, ""
    return line[: mark.start()].strip(), line[mark.end() :].strip()


def names_somebody(text: str) -> bool:
    """Tell whether a text begins as a name that is announced: with Mr., H.E. or the like, and no ``Ambassador of``."""
    name = without_honorifics(text)
    return name != text.strip() and _OF_AN_OFFICE.match(name) is None


def listed_below(title: str) -> tuple[str, list[str], str]:
    """Part a title over those who speak under it, a line each: the title, who they are, and what other lines say.

    All of it is the title where no line but the first begins with a name.
    """
    first, *lines = [_BULLET.sub("", line.strip()) for line in safe_lines(title).splitlines() if line.strip()] or [""]
    people = [line for line in lines if names_somebody(line)]
    if not people or names_somebody(first):
        return title, [], ""
    others = [line for line in lines if not names_somebody(line) and not _is_label(line)]
    return first.rstrip(",:"), people, "\n".join(others)


def _is_label(line: str) -> bool:
    return line.endswith(":") and in_one_spelling(line.rstrip(" :")) in words("panellists")


def moderator_in(line: str) -> str:
    """Return who moderates, where a line says so: ``Moderator: Ms. Lyse Doucet, BBC``."""
    found = re.fullmatch(
        rf"(?:{alternatives('moderates')})\s*(?::|\s[-\u2013]\s)\s*(\S.*)", line.strip(), re.IGNORECASE
    )
    return found[1] if found else ""


def named_in(title: str) -> tuple[str, str]:
    """Part a title as ``Opening remarks by Ms. Puri``: what it is, and who; nobody where none is named.

    Also the other way round: ``Ms. Puri: opening remarks``.
    """
    if names_somebody(title):
        name, _, what = title.strip().partition(": ")
        what = what.strip()
        return what[:1].upper() + what[1:], name
    if (bracketed := _BEHIND_A_TITLE.fullmatch(title)) is not None and names_somebody(bracketed[2]):
        return bracketed[1], bracketed[2]
    for mark in _before_a_name().finditer(title):
        if names_somebody(title[mark.end() :]):
            return title[: mark.start()].strip(" ,"), title[mark.end() :].strip()
    return title, ""
