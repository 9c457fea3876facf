"""Words for documents: dates and times as the clock showed them, capacities, kinds of statements."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from runofshow.agenda.delegations import Category, find
from runofshow.agenda.model import Speaker
from runofshow.export.json_values import safe_lines
from runofshow.instants import SECOND
from runofshow.show.particulars import Kind, Particulars
from runofshow.show.parts import ZERO
from runofshow.show.statements import InterventionRecord

ORDINARY: Final[Kind] = "statement"
"""The kind of an intervention unless somebody named another."""

_WITHOUT_ARTICLE: Final[frozenset[Category]] = frozenset({"state", "ngo", "nhri"})
"""Those whose members are named without "the", for the most part."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class CategoryWords:
    """In what capacity somebody speaks, as documents say it."""

    place: int
    """In lists of speakers, as reports of the Human Rights Council have them: States, observers, entities, others."""
    alone: str
    """Of one speaker, in a table; nothing where only that it was another capacity is known."""
    noun: str
    """Of several, in a sentence."""
    one: str
    """The heading over a single name in the list of a report."""
    several: str


def category_words(category: Category | None) -> CategoryWords:
    """Return the words of a category; None: nobody said in what capacity."""
    return _words_by_category()[category or ""]


@cache
def _words_by_category() -> Mapping[str, CategoryWords]:
    words = json.loads((files("runofshow.export.formatting") / "capacities.json").read_bytes())
    return {category: CategoryWords(place, *every) for place, (category, every) in enumerate(words.items())}


def kind_words(kind: Kind) -> str:
    """Return what somebody took the floor for; nothing for the ordinary case."""
    return "" if kind == ORDINARY else kind.replace("_", " ")


def long_date(day: date) -> str:
    """Return ``Wednesday, 20 July 2016``, whatever language the laptop speaks."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_of_day(instant: datetime) -> str:
    """Return the time that the clock on the wall showed, to the second."""
    return instant.strftime("%H:%M:%S")


def and_so_on(words: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def whole_seconds(length: timedelta) -> timedelta:
    """Cut a length to whole seconds, as shown times are cut."""
    return int(length / SECOND) * SECOND


def over_limit(one: InterventionRecord) -> timedelta:
    """Return how much longer than allowed an intervention was, extensions included; nothing where it had no limit."""
    return ZERO if one.limit is None else max(ZERO, one.took - max(ZERO, one.limit + one.extension))


def capacity_phrases(particulars: Particulars) -> list[str]:
    """Return in what capacity somebody spoke, a phrase each, as typed but harmless."""
    phrases = [
        category_words(particulars.category).alone,
        kind_words(particulars.kind or ORDINARY),
        on_behalf_of(particulars.on_behalf_of or ""),
        also_on_behalf_of(particulars),
        _led_by("statement read for", particulars.read_for),
        _led_by("to", particulars.addressed_to),
        "" if particulars.in_reply_to is None else f"in reply to No. {particulars.in_reply_to}",
    ]
    return [phrase for phrase in phrases if phrase]


def on_behalf_of(name: str) -> str:
    """Return ``on behalf of the African Group``; nothing for nobody. Known bodies of several words have an article."""
    known = find(name)
    takes_article = known is not None and known.category not in _WITHOUT_ARTICLE and " " in name.strip()
    return _led_by(
        "on behalf of the" if takes_article and not name.lower().startswith("the ") else "on behalf of", name
    )


def also_on_behalf_of(particulars: Particulars) -> str:
    """Return ``also on behalf of Peru and Chile``; nothing for nobody."""
    others = [other for name in particulars.also_on_behalf_of or () if (other := safe_lines(name))]
    return f"also on behalf of {and_so_on(others)}" if others else ""


def _led_by(words: str, name: str | None) -> str:
    return f"{words} {safe_lines(name)}" if name else ""


def announced(speaker: Speaker) -> str:
    """Return somebody on the programme as the chair would introduce them."""
    parts = (speaker.name, speaker.title, speaker.organization, speaker.country)
    return ", ".join(part for part in parts if part and not part.isspace())


def one_line(text: str | None) -> str:
    """Return typed text as one harmless line, words one space apart."""
    return " ".join(safe_lines(text or "").split())
