"""The people of a row: who speaks and who moderates, in whatever columns and lines they are named."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runofshow.export.staff_sheet import NOTHING
from runofshow.importers.headings import Field
from runofshow.importers.people import Person, listed_below, moderator_in, people_in, person
from runofshow.importers.texts import one_line
from runofshow.importers.vocabulary import is_floor, is_nobody

Texts = Mapping[Field, Mapping[int, str]]
"""The texts of a row by field, and by the number of the column: 2 for ``Speaker 2``."""

_SEVERAL: Final[tuple[Field, ...]] = ("speaker", "designation", "organization")
_PARTS: Final = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class RowPeople:
    """Those of a row, its title without them, and what else stands in the columns about people."""

    title: str
    speakers: tuple[Person, ...] = ()
    moderator: Person | None = None
    kept: tuple[str, ...] = ()


def people_of(texts: Texts, title: str, *, whole: bool) -> RowPeople:
    """Return the people of a row. A `whole` name is left as it is, for its designation has a column of its own."""
    speakers: list[Person] = []
    kept: list[str] = []
    moderator: Person | None = None
    for number in sorted({number for name in _SEVERAL for number in texts.get(name, {})}):
        name, designation, organization = (texts.get(field, {}).get(number, "") for field in _SEVERAL)
        led_by, name = _without_moderator(name)
        moderator = moderator or led_by
        if not name or is_nobody(name):
            kept += [text for text in (designation, organization) if text and not is_nobody(text)]
        elif several := people_in(name):
            speakers += _each(several, designation, organization)
        else:
            organization = "" if organization.lower() in designation.lower() else organization
            speakers.append(person(name, designation, organization, _first(texts, "say"), whole=whole))
    if not speakers:
        title, below, led_below, others = _below(title)
        speakers, moderator, kept = below, moderator or led_below, [*kept, *others]
    if (led_by_column := _first(texts, "row_moderator")) and not is_nobody(led_by_column):
        moderator = person(led_by_column)
        kept += [] if len(speakers) > 1 else [f"Moderator: {led_by_column}"]
    organization = _first(texts, "organization")
    if not speakers and organization and not is_nobody(organization) and not is_floor(title):
        designation = _first(texts, "designation")  # a delegation speaks for itself where nobody is named for it
        speakers = [person(organization, designation)]
        kept = [text for text in kept if text not in {organization, designation}]
    return RowPeople(title, tuple(speakers), moderator, tuple(kept))


def people_of_own_sheet(texts: Texts, title: str) -> RowPeople:
    """Return the people of a row that this program exported: everybody on a line, in each column about people."""
    names = _first(texts, "speaker").splitlines()

    def told(field: Field) -> list[str]:
        lines = [one_line(line) for line in _first(texts, field).splitlines()]
        return ["" if line == NOTHING else line for line in lines] if len(lines) == len(names) else [""] * len(names)

    beside = (told("designation"), told("organization"), told("say"), told("country"), told("remote"))
    speakers = (
        Person(one_line(name), designation, organization, say, country, bool(remote))
        for name, designation, organization, say, country, remote in zip(names, *beside, strict=True)
    )
    lines = ["" if line == NOTHING else line for line in _first(texts, "panel_moderator").splitlines()]
    name, designation, organization = (*lines, "", "", "")[:3]
    return RowPeople(title, tuple(speakers), Person(name, designation, organization) if name else None)


def _first(texts: Texts, field: Field) -> str:
    return texts.get(field, {}).get(1, "")


def _without_moderator(text: str) -> tuple[Person | None, str]:
    """Part who moderates from those who are named beside: on a line, or behind a semicolon."""
    parts = _PARTS.split(text)
    led = [part for part in parts if moderator_in(part)]
    if not led or len(parts) < 2:
        return None, text
    others = [part for part in parts if part and part != led[0]]
    return person(moderator_in(led[0])), ("\n" if "\n" in text else "; ").join(others)


def _below(title: str) -> tuple[str, list[Person], Person | None, list[str]]:
    """Part a title from those who are listed below it, from who moderates, and from what other lines say."""
    title, listed, others = listed_below(title)
    lines = others.splitlines()
    led = [line for line in lines if moderator_in(line)]
    moderator = person(moderator_in(led[0])) if led else None
    return title, [person(one) for one in listed], moderator, [line for line in lines if line not in led[:1]]


def _each(names: Sequence[str], designation: str, organization: str) -> list[Person]:
    """Return several people of one cell, with their own designations where there is one for each."""
    beside = []
    for text in (designation, organization):
        lines = [line.strip(" ,") for line in text.splitlines() if line.strip(" ,")]
        parts = lines if len(lines) > 1 else [part.strip() for part in text.split(";") if part.strip()]
        beside.append(parts if len(parts) == len(names) else [one_line(text)] * len(names))
    return [person(*one) for one in zip(names, *beside, strict=True)]
