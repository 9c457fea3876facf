"""The people of a row: who speaks and who moderates, in whatever columns and lines they are named."""

import re
from collections.abc import Mapping, Sequence

from runofshow.export.staff_sheet import NOTHING
from runofshow.importers.headings import SEVERAL, Field
from runofshow.importers.people import Person, listed_below, moderator_in, people_in, person
from runofshow.importers.texts import one_line
from runofshow.importers.vocabulary import is_floor, is_nobody

Texts = Mapping[tuple[Field, int], str]
"""The texts of a row by field, and by the number of the column: 2 for ``Speaker 2``."""

RowPeople = tuple[str, list[Person], Person | None, list[str]]
"""A row's title without people, its speakers, who moderates, and what else stands in the columns about people."""


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
