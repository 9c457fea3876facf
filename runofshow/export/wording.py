"""How a document says what the record holds: times as the clock showed them, and capacities in words."""

from datetime import date, datetime, timedelta
from typing import Final

from runofshow.agenda.delegations import Category
from runofshow.show.entries import Kind, Particulars
from runofshow.show.record import InterventionRecord
from runofshow.values import safe_lines

CATEGORIES: Final[dict[Category, str]] = {
    "state": "State",
    "observer": "observer",
    "group": "group of States",
    "un": "United Nations system",
    "igo": "intergovernmental organization",
    "nhri": "national human rights institution",
    "ngo": "non-governmental organization",
    "panel": "panel",
    "other": "",
}
"""In what capacity somebody spoke; nothing where only that it was another one is known."""

ORDINARY: Final[Kind] = "statement"
"""What an intervention was unless somebody said otherwise."""

KINDS: Final[dict[Kind, str]] = {
    ORDINARY: "",
    "question": "question",
    "reply": "reply",
    "right_of_reply": "right of reply",
    "point_of_order": "point of order",
}
"""What somebody took the floor for; nothing for the ordinary case."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SECOND: Final = timedelta(seconds=1)


def long_date(day: date) -> str:
    """``Wednesday, 20 July 2016``, whatever language the laptop speaks."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_of_day(instant: datetime) -> str:
    """What the clock on the wall showed, to the second that had begun."""
    return instant.strftime("%H:%M:%S")


def whole_seconds(length: timedelta) -> timedelta:
    """A length to the nearest second, which is how one is written down."""
    return (length + _SECOND / 2) // _SECOND * _SECOND


def over_limit(one: InterventionRecord) -> timedelta:
    """How much longer than allowed an intervention was, extensions included; nothing where it had no limit."""
    if one.limit is None:
        return timedelta(0)
    allowed = max(timedelta(0), one.limit + one.extension)
    return max(timedelta(0), whole_seconds(one.duration) - allowed)


def capacity(particulars: Particulars) -> list[str]:
    """In what capacity somebody spoke, a phrase each, as typed but harmless."""
    phrases = [
        CATEGORIES[particulars.category] if particulars.category else "",
        KINDS[particulars.kind] if particulars.kind else "",
        _led_by("on behalf of", particulars.on_behalf_of),
        _led_by("statement read for", particulars.read_for),
        _led_by("to", particulars.addressed_to),
        "" if particulars.in_reply_to is None else f"in reply to No. {particulars.in_reply_to}",
    ]
    return [phrase for phrase in phrases if phrase]


def speaker_lines(particulars: Particulars) -> list[str]:
    """Who spoke, then the person, then the title, each once, as typed but harmless; nothing where nobody was named."""
    said = (particulars.who, particulars.person, particulars.title)
    return list(dict.fromkeys(line for text in said if text and (line := safe_lines(text))))


def _led_by(words: str, name: str | None) -> str:
    return f"{words} {safe_lines(name)}" if name else ""
