"""Who is named in other people's files: a name, a designation behind it, and several on a line each."""

import re
from collections.abc import Sequence
from typing import Final

from runofshow.export.json_values import safe_lines
from runofshow.importers.rundown import Person
from runofshow.importers.texts import one_line
from runofshow.text import in_one_spelling, without_honorifics

_BEFORE_A_NAME: Final = re.compile(r"(?:\b(?:by|par|por|von|with)\b:?|[:\u2013\u2014]|\s-)\s+")
_BEFORE_A_DESIGNATION: Final = re.compile(r", | [\u2013\u2014-] ")
_IN_BRACKETS: Final = re.compile(r"([^,;:()]+) \(([^()]+)\)")
_NO_DESIGNATION: Final = re.compile(r"(?:(?i:tb[acd])\b|[a-z\d\W]).*", re.DOTALL)
"""What stands in brackets behind a name and is no designation: ``(tbc)``, ``(by video)``."""

_MOST_OF_A_NAME: Final = 200
_OFFICE: Final = (
    r"minist\w+|secretary\S*|president\w*|pr[ée]sident\w*|director\S*|directeur|directrice|directora?|chair\w*|head|chief"
    r"|representative|ambassador\S*|commissioner|administrator|envoy|advis[eo]r|governor|mayor|professor|ceo|founder"
    r"|co-?ordinator|member|partner|editor|rapporteur|special|permanent"
)
_AN_OFFICE: Final = re.compile(rf"\b(?:{_OFFICE})\b")
_WITH_OFFICE: Final = re.compile(rf"\S+ [^,(\u2013]+(?:, |-| \().*\b(?:{_OFFICE})\b.*")
"""``Penny Wong, Foreign Minister``, in small letters; ``Wong, Penny`` is a name alone."""

_CAPITALIZED: Final = r"[^\W\d_a-z][\w.'\u2019-]*"
_PLAIN_NAME: Final = re.compile(rf"{_CAPITALIZED}(?: {_CAPITALIZED}| (?:al|bin|da|de|del|der|van|von)\b){{1,4}}")
"""Two to five words in capitals."""

_BULLET: Final = re.compile(r"^(?:[-\u2013\u2014*\u2022\u00b7\u25aa\uf0b7]|\d{1,2}[.)]|\(?[a-z]\))\s+")


def person(text: str, title: str = "", organization: str = "", say: str = "", *, whole: bool = False) -> Person:
    """Who is named, with the designation that follows the name on a second line, or behind a comma.

    Several who are named on a line each speak together: whoever can part them has done so before.

    A `whole` name is left as it is: its designation would be written in a place of its own.
    """
    others = (one_line(organization), one_line(say))
    lines = [line.strip().rstrip(",") for line in safe_lines(text).splitlines() if line.strip()]
    if whole or title:
        return Person(one_line(text), one_line(title), *others)
    if are_all_people(lines):
        return Person(one_line(" and ".join(lines)), "", *others)
    if len(lines) > 1:
        return Person(one_line(lines[0]), one_line("\n".join(lines[1:])), *others)
    name, title = _parted(one_line(text))
    return Person(name, title, *others)


def are_all_people(lines: Sequence[str]) -> bool:
    """Whether each of several lines names somebody: by an honorific, or where three and more look like names."""
    plain = len(lines) > 2 and all(
        _PLAIN_NAME.fullmatch(line) and not _AN_OFFICE.search(line.lower()) for line in lines
    )
    return len(lines) > 1 and (plain or all(map(names_somebody, lines)))


def _parted(line: str) -> tuple[str, str]:
    """A name, and the designation behind a comma, a dash or in brackets; else all of it is the name."""
    if not names_somebody(line) and _WITH_OFFICE.fullmatch(in_one_spelling(line[:_MOST_OF_A_NAME])) is None:
        return line, ""
    if (bracketed := _IN_BRACKETS.fullmatch(line)) is not None:
        name, inside = bracketed[1], bracketed[2]
        plain = names_somebody(inside) or _NO_DESIGNATION.fullmatch(inside)
        return (line, "") if plain else (name, inside)
    if (mark := _BEFORE_A_DESIGNATION.search(line)) is None:
        return line, ""
    return line[: mark.start()].strip(), line[mark.end() :].strip()


def names_somebody(text: str) -> bool:
    """Whether the text begins as a name does that is announced: with Mr., H.E., Ambassador or the like."""
    return without_honorifics(text) != text.strip()


def listed_below(title: str) -> tuple[str, list[str], str]:
    """A title over those who speak under it, a line each: the title, who they are, and what the other lines say.

    All of it is the title where no line but the first begins with a name.
    """
    first, *lines = [_BULLET.sub("", line.strip()) for line in safe_lines(title).splitlines() if line.strip()] or [""]
    people = [line for line in lines if names_somebody(line)]
    if not people or names_somebody(first):
        return title, [], ""
    others = [line for line in lines if not names_somebody(line) and not line.endswith(":")]
    return first.rstrip(",:"), people, "\n".join(others)


def named_in(title: str) -> tuple[str, str]:
    """A title as ``Opening remarks by Ms. Puri``, parted: what it is, and who; nobody where none is named.

    Also the other way round: ``Ms. Puri: opening remarks``.
    """
    if names_somebody(title):
        name, _, what = title.strip().partition(": ")
        what = what.strip()
        return what[:1].upper() + what[1:], name
    for mark in _BEFORE_A_NAME.finditer(title):
        if names_somebody(title[mark.end() :]):
            return title[: mark.start()].strip(" ,"), title[mark.end() :].strip()
    return title, ""
