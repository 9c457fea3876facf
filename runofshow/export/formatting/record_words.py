"""Words for documents: dates and times as the clock showed them, capacities, kinds of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, assert_never

from runofshow.agenda.delegations import Category, find
from runofshow.agenda.model import Speaker
from runofshow.export.json_values import safe_lines
from runofshow.show.meeting_record import InterventionRecord
from runofshow.show.particulars import Kind, Particulars


@dataclass(frozen=True, slots=True)
class Capacity:
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
    """The heading over more."""


UNRECORDED: Final = Capacity(
    9, "", "others", "Speaker whose capacity was not recorded", "Speakers whose capacity was not recorded"
)
"""Where nobody said in what capacity."""

ORDINARY: Final[Kind] = "statement"
"""The kind of an intervention unless somebody named another."""

_WITHOUT_ARTICLE: Final[frozenset[Category]] = frozenset({"state", "ngo", "nhri"})
"""Those whose members are named without "the", for the most part."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SECOND: Final = timedelta(seconds=1)


def capacity_of(category: Category | None) -> Capacity:  # noqa: C901, PLR0911 -- one line a category
    """Return the words of a category; None: nobody said in what capacity."""
    match category:
        case "state":
            return Capacity(0, "State", "States", "Representative of a State", "Representatives of States")
        case "group":
            return Capacity(
                1,
                "group of States",
                "groups of States",
                "Representative of a group of States",
                "Representatives of groups of States",
            )
        case "observer":
            return Capacity(2, "observer", "observers", "Observer", "Observers")
        case "igo":
            return Capacity(
                3,
                "intergovernmental organization",
                "intergovernmental organizations",
                "Observer for an intergovernmental organization",
                "Observers for intergovernmental organizations",
            )
        case "un":
            return Capacity(
                4,
                "United Nations system",
                "the United Nations system",
                "Representative of a United Nations entity, specialized agency or related organization",
                "Representatives of United Nations entities, specialized agencies and related organizations",
            )
        case "nhri":
            return Capacity(
                5,
                "national human rights institution",
                "national human rights institutions",
                "Observer for a national human rights institution",
                "Observers for national human rights institutions",
            )
        case "ngo":
            return Capacity(
                6,
                "non-governmental organization",
                "non-governmental organizations",
                "Observer for a non-governmental organization",
                "Observers for non-governmental organizations",
            )
        case "panel":
            return Capacity(7, "panel", "the panel", "Panellist", "Panellists")
        case "other":
            return Capacity(8, "", "others", "Other speaker", "Other speakers")
        case None:
            return UNRECORDED
        case _:
            assert_never(category)


def kind_words(kind: Kind) -> str:
    """Return what somebody took the floor for; nothing for the ordinary case."""
    match kind:
        case "statement":
            return ""
        case "question" | "reply":
            return kind
        case "right_of_reply":
            return "right of reply"
        case "point_of_order":
            return "point of order"
        case _:
            assert_never(kind)


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
    return int(length / _SECOND) * _SECOND


def over_limit(one: InterventionRecord) -> timedelta:
    """Return how much longer than allowed an intervention was, extensions included; nothing where it had no limit."""
    if one.limit is None:
        return timedelta(0)
    allowed = max(timedelta(0), one.limit + one.extension)
    return max(timedelta(0), one.took - allowed)


def capacity(particulars: Particulars) -> list[str]:
    """Return in what capacity somebody spoke, a phrase each, as typed but harmless."""
    phrases = [
        capacity_of(particulars.category).alone if particulars.category else "",
        kind_words(particulars.kind) if particulars.kind else "",
        on_behalf_of(particulars.on_behalf_of or ""),
        also_on_behalf_of(particulars),
        _led_by("statement read for", particulars.read_for),
        _led_by("to", particulars.addressed_to),
        "" if particulars.in_reply_to is None else f"in reply to No. {particulars.in_reply_to}",
    ]
    return [phrase for phrase in phrases if phrase]


def speaker_lines(particulars: Particulars) -> list[str]:
    """Return who spoke, the person and the title, each once, as typed but harmless; nothing where nobody was named."""
    said = (particulars.who, particulars.person, particulars.title)
    return list(dict.fromkeys(line for text in said if text and (line := safe_lines(text))))


def announced(speaker: Speaker) -> str:
    """Return somebody on the programme as the chair would introduce them."""
    parts = (speaker.name, speaker.title, speaker.organization, speaker.country)
    return ", ".join(part for part in parts if part and not part.isspace())


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


def one_line(text: str | None) -> str:
    """Return typed text as one harmless line, words one space apart."""
    return " ".join(safe_lines(text or "").split())
