"""The table of delegations against the United Nations' own list of States.

`unterm-names.csv` holds the names of UNTERM of 2026 as they were published (public domain), in the six official
languages and with the ISO 3166 codes: with articles in brackets, with an asterisk for the two observer States and two
for Cook Islands and Niue, and without any name for Côte d'Ivoire and Türkiye.
"""

import csv
import re
from pathlib import Path
from typing import Final

from runofshow.agenda.delegations import all_named, delegations, find, sort_key

LANGUAGES: Final = ("en", "fr", "es", "ru", "zh", "ar")
NO_MEMBERS: Final = {"COK", "NIU"}
OBSERVERS: Final = {"VAT", "PSE"}
NAMED_OTHERWISE: Final = {"CIV": "Côte d'Ivoire", "TUR": "Türkiye", "NLD": "Netherlands (Kingdom of the)"}
"""What the list leaves out, and the name that the Netherlands has asked to be called by since."""

MARKS: Final = re.compile(r"\s*\((?:the|la|le|les|l'|el|los|las)\)|\s*\*+")


def rows() -> dict[str, dict[str, str]]:
    """The list by its codes of three letters, without the marks, and without who is no member and no observer."""
    with (Path(__file__).parent / "unterm-names.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["iso3"]: {field: MARKS.sub("", text).strip() for field, text in row.items()}
            for row in csv.DictReader(file)
            if row["iso3"] not in NO_MEMBERS
        }


STATES: Final = rows()


def name_of(code: str) -> str:
    """The name that the record prints."""
    return NAMED_OTHERWISE.get(code, STATES[code]["en"])


def test_every_state_is_in_the_table_and_no_other() -> None:
    """193 members as States, two observer States as observers."""
    ours = {one.name for one in delegations() if one.category == "state"}
    members = {name_of(code) for code in STATES if code not in OBSERVERS}

    assert len(members) == 193
    assert ours == members
    assert {name_of(code) for code in OBSERVERS} <= {one.name for one in delegations() if one.category == "observer"}


def test_a_state_goes_by_its_name_in_six_languages_and_by_its_codes() -> None:
    """As the list has them; a name that two delegations share finds both."""
    called = {
        code: [*(row[language] for language in LANGUAGES), code, row["iso2"], row["formal"].removeprefix("the ")]
        for code, row in STATES.items()
    }

    assert len(called) == 195
    assert [
        (code, text)
        for code, texts in called.items()
        for text in filter(None, texts)
        if name_of(code) not in {one.name for one in all_named(text)}
    ] == []


def test_states_stand_in_the_order_of_the_united_nations() -> None:
    """The English alphabet with accents folded: also where accents and brackets would disturb."""
    ours = [one.name for one in delegations() if one.category == "state"]

    assert ours == sorted(map(name_of, STATES.keys() - OBSERVERS), key=sort_key)
    assert (ours[0], ours[-1]) == ("Afghanistan", "Zimbabwe")
    for before, after in (
        ("Costa Rica", "Côte d'Ivoire"),
        ("Côte d'Ivoire", "Croatia"),
        ("Tunisia", "Türkiye"),
        ("Türkiye", "Turkmenistan"),
        ("Nepal", "Netherlands (Kingdom of the)"),
        ("United Republic of Tanzania", "United States of America"),
    ):
        assert ours.index(before) + 1 == ours.index(after)


def test_the_main_groups_agencies_and_organs_are_there() -> None:
    """In short and in full, each in its category."""
    rows = {
        "G77": ("Group of 77 and China", "group"),
        "Alliance of Small Island States": ("AOSIS", "group"),
        "Africa Group": ("African Group", "group"),
        "Groupe africain": ("African Group", "group"),
        "Arab Group": ("Arab Group", "group"),
        "Least Developed Countries": ("LDCs", "group"),
        "Landlocked Developing Countries": ("LLDCs", "group"),
        "Non-Aligned Movement": ("Non-Aligned Movement", "group"),
        "Latin American and Caribbean Group": ("GRULAC", "group"),
        "Western European and Others Group": ("WEOG", "group"),
        "Caribbean Community": ("CARICOM", "group"),
        "Nordic Countries": ("Nordic Countries", "group"),
        "European Union": ("European Union", "observer"),
        "ICRC": ("International Committee of the Red Cross", "observer"),
        "World Health Organization": ("WHO", "un"),
        "UN Refugee Agency": ("UNHCR", "un"),
        "Office of the High Commissioner for Human Rights": ("OHCHR", "un"),
        "International Organization for Migration": ("IOM", "un"),
        "International Labour Organization": ("ILO", "un"),
        "Secretary-General": ("Secretary-General", "un"),
        "President of the General Assembly": ("President of the General Assembly", "un"),
    }

    found = {typed: find(typed) for typed in rows}
    assert {typed: one and (one.name, one.category) for typed, one in found.items()} == rows
