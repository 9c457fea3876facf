"""People who are named in other people's files: a name, the designation behind it, and several in one cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from runofshow.export.json_values import safe_lines
from runofshow.export.staff_sheet import NOTHING
from runofshow.importers.headings import SEVERAL, Field
from runofshow.importers.rundown import Person
from runofshow.importers.texts import one_line
from runofshow.importers.vocabulary import is_floor, is_nobody, pattern, words
from runofshow.text import in_one_spelling, without_honorifics

Texts = Mapping[tuple[Field, int], str]
"""The texts of a row by field, and by the number of the column: 2 for ``Speaker 2``."""

RowPeople = tuple[str, list[Person], Person | None, list[str]]
"""A row's title without people, its speakers, who moderates, and what else stands in the columns about people."""

_IN_BRACKETS: Final = re.compile(r"([^,;:()]+) \(([^()]+)\)")
_REMOTE: Final = r"(?:,|\s[\u2013\u2014-]|\s)\s*\(?(?:{remotely}|{over} (?:a )?{video_link})\)?$"
_MOST_OF_A_NAME: Final = 200
_CAPITALIZED: Final = r"[^\W\d_a-z][\w.'\u2019-]*"
_PLAIN_NAME: Final = re.compile(rf"{_CAPITALIZED}(?: {_CAPITALIZED}| (?:al|bin|da|de|del|der|van|von)\b){{1,4}}")
_BULLET: Final = re.compile(r"^(?:[-\u2013\u2014*\u2022\u00b7\u25aa\uf0b7]|\d{1,2}[.)]|\(?[a-z]\))\s+")
_BETWEEN_NAMES: Final = r"\s*[;\n/]\s*|,\s+(?=\S)|\s+{and}\s+"


def person(text: str, title: str = "", organization: str = "", say: str = "", *, whole: bool = False) -> Person:
    """Return who is named, with the designation that follows the name on a second line, or behind a comma.

    A `whole` name is left as it is: its designation would be written in a place of its own. ``(via video link)`` behind
    a name says that the person is elsewhere.
    """
    here = pattern(_REMOTE).sub("", text[:_MOST_OF_A_NAME]) + text[_MOST_OF_A_NAME:]
    if here.strip() and here != text:
        return replace(person(here, title, organization, say, whole=whole), remote=True)
    name, *below = [line.strip().rstrip(",") for line in safe_lines(text).splitlines() if line.strip()] or [""]
    if whole or title:
        name = text
    elif below:
        title = "\n".join(below)
    else:
        name, title = _parted(one_line(text))
    return Person(one_line(name), one_line(title), one_line(organization), one_line(say))


def people_in(text: str) -> list[str]:
    """Return the people of a list in one cell, each with what stands behind the name; nobody where it names one.

    They stand on a line each, or parted by semicolons, commas and the like. Each begins with an honorific, or three
    and more look like names; behind semicolons two are enough.
    """
    lines = [_BULLET.sub("", line.strip(" ,")) for line in safe_lines(text).splitlines() if line.strip(" ,")]
    if len(lines) > 1:
        plain = len(lines) > 2 and all(map(is_plain_name, lines))
        return lines if plain or all(map(names_somebody, lines)) else []
    line = " ".join(" ".join(lines).split())
    if len(parts := [part.strip() for part in line.split(";") if part.strip()]) > 1:
        return parts if all(names_somebody(part) or is_plain_name(part.partition(",")[0]) for part in parts) else []
    cuts = [mark.span() for mark in pattern(_BETWEEN_NAMES).finditer(line) if names_somebody(line[mark.end() :])]
    parts = [line[start:end].strip(" ,") for (_, start), (end, _) in pairwise([(0, 0), *cuts, (len(line), 0)])]
    if len(parts) > 1 and all(map(names_somebody, parts)):
        return parts
    both = pattern(" {and} ").split(line)
    parts = [part.strip() for part in pattern(_BETWEEN_NAMES).split(line) if part.strip()]
    lists = ([both] if len(both) == 2 else []) + ([parts] if len(parts) > 2 else [])
    return next((names for names in lists if all(map(is_plain_name, names))), [])


def is_plain_name(text: str) -> bool:
    """Tell whether a text looks like a name without an honorific: two to five words in capitals, none an office.

    Brackets may follow, as in ``Bo Lind (UNEP)``.
    """
    bracketed = _IN_BRACKETS.fullmatch(text)
    name = bracketed[1] if bracketed else text
    return _PLAIN_NAME.fullmatch(name) is not None and not holds_an_office(name)


def holds_an_office(text: str) -> bool:
    """Tell whether a word of a text is an office: minister, director, head."""
    return pattern(r"\b{office}s?\b").search(in_one_spelling(text[:_MOST_OF_A_NAME])) is not None


def _parted(line: str) -> tuple[str, str]:
    """Part a name from the designation behind a comma, a dash or in brackets; else all of it is the name."""
    name, *others = re.split(r", | [\u2013\u2014-] ", line, maxsplit=1)
    behind = "".join(others)
    bracketed = _IN_BRACKETS.fullmatch(line)
    with_office = " " in name and holds_an_office(behind)
    if not names_somebody(line) and not with_office and not (bracketed and is_plain_name(line)):
        return line, ""
    if bracketed is None:
        return name.strip(), behind.strip()
    # in brackets may stand no designation, as in (tbc), (by video)
    plain = names_somebody(bracketed[2]) or re.match(r"(?i:tb[acd])\b|[a-z\d\W]", bracketed[2])
    return (line, "") if plain else (bracketed[1], bracketed[2])


def names_somebody(text: str) -> bool:
    """Tell whether a text begins with an honorific such as Mr. or H.E., and not with one as in ``Ambassador of``."""
    name = without_honorifics(text)
    return name != text.strip() and re.match(r"(?:of|to|for|at|in|and|designate)\b", name) is None


def listed_below(title: str) -> tuple[str, list[str], list[str]]:
    """Part a title over those who speak under it, a line each: the title, who they are, and the other lines.

    All of it is the title where no line but the first begins with a name.
    """
    first, *lines = [_BULLET.sub("", line.strip()) for line in safe_lines(title).splitlines() if line.strip()] or [""]
    people = [line for line in lines if names_somebody(line)]
    if not people or names_somebody(first):
        return title, [], []
    labels = [
        line for line in lines if line.endswith(":") and in_one_spelling(line.rstrip(" :")) in words("panellists")
    ]
    return first.rstrip(",:"), people, [line for line in lines if line not in {*people, *labels}]


def moderator_in(line: str) -> str:
    """Return who moderates, where a line says so: ``Moderator: Ms. Lyse Doucet, BBC``."""
    found = pattern(r"{moderates}\s*(?::|\s[-\u2013]\s)\s*(\S.*)").fullmatch(line.strip())
    return found[1] if found else ""


def named_in(title: str) -> tuple[str, str]:
    """Part a title as ``Opening remarks by Ms. Puri``: what it is, and who; nobody where none is named.

    Also the other way round: ``Ms. Puri: opening remarks``.
    """
    if names_somebody(title):
        name, _, what = title.strip().partition(": ")
        return what.strip()[:1].upper() + what.strip()[1:], name
    if (bracketed := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", title)) and names_somebody(bracketed[2]):
        return bracketed[1], bracketed[2]
    for mark in pattern(r"(?:\b{by}\b:?|[:\u2013\u2014]|\s-)\s+").finditer(title):
        if names_somebody(title[mark.end() :]):
            return title[: mark.start()].strip(" ,"), title[mark.end() :].strip()
    return title, ""


def people_of(texts: Texts, title: str) -> RowPeople:
    """Return the people of a row. A name is left whole where designations have a column of their own."""
    whole = any(field == "designation" for field, _ in texts)
    speakers: list[Person] = []
    kept: list[str] = []
    led_by: list[str] = []
    for number in sorted({number for field, number in texts if field in SEVERAL}):
        name, designation, organization = (texts.get((field, number), "") for field in SEVERAL)
        parts = re.split(r"\s*[;\n]\s*", name)
        if len(parts) > 1 and (led := next(filter(moderator_in, parts), "")):
            led_by.append(led)
            name = ("\n" if "\n" in name else "; ").join(part for part in parts if part not in {"", led})
        if is_nobody(name):
            kept += [text for text in (designation, organization) if not is_nobody(text)]
        elif several := people_in(name):
            speakers += _each(several, designation, organization)
        else:
            organization = "" if organization.lower() in designation.lower() else organization
            speakers.append(person(name, designation, organization, texts.get(("say", 1), ""), whole=whole))
    if not speakers:
        title, listed, others = listed_below(title)
        speakers = list(map(person, listed))
        below = next(filter(moderator_in, others), "")
        led_by.append(below)
        kept += [line for line in others if line != below]
    moderator = next((person(moderator_in(led)) for led in led_by if led), None)
    by_column = texts.get(("row_moderator", 1), "")
    if not is_nobody(by_column):
        moderator = person(by_column)
        kept += [] if len(speakers) > 1 else [f"Moderator: {by_column}"]
    organization = texts.get(("organization", 1), "")
    if not speakers and not is_nobody(organization) and not is_floor(title):
        designation = texts.get(("designation", 1), "")  # a delegation speaks for itself where nobody is named for it
        speakers = [person(organization, designation)]
        kept = [text for text in kept if text not in {organization, designation}]
    return title, speakers, moderator, kept


def _each(names: Sequence[str], designation: str, organization: str) -> list[Person]:
    """Return several people of one cell, with their own designations where there is one for each."""
    beside = []
    for text in (designation, organization):
        lines = [line.strip(" ,") for line in text.splitlines() if line.strip(" ,")]
        parts = lines if len(lines) > 1 else [part.strip() for part in text.split(";") if part.strip()]
        beside.append(parts if len(parts) == len(names) else [one_line(text)] * len(names))
    return [person(*one) for one in zip(names, *beside, strict=True)]


def people_of_own_sheet(texts: Texts, title: str) -> RowPeople:
    """Return the people of a row that this program exported: everybody on a line, in each column about people."""

    def told(field: Field) -> list[str]:
        lines = map(one_line, texts.get((field, 1), "").splitlines())
        return ["" if line == NOTHING else line for line in lines]

    names = list(map(one_line, texts.get(("speaker", 1), "").splitlines()))
    columns = [told(field) for field in ("designation", "organization", "say", "country", "remote")]
    beside = [lines if len(lines) == len(names) else [""] * len(names) for lines in columns]
    speakers = [
        Person(name, designation, organization, say, country, bool(remote))
        for name, designation, organization, say, country, remote in zip(names, *beside, strict=True)
    ]
    name, designation, organization = (*told("panel_moderator"), "", "", "")[:3]
    return title, speakers, Person(name, designation, organization) if name else None, []
