"""Clock times, lengths and dates as they stand in other people's files."""

import re
from datetime import UTC, date, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import parse_duration
from runofshow.agenda.times import parse_moment
from runofshow.importers.rundown import Length, When
from runofshow.text import in_one_spelling

DAY: Final = timedelta(days=1)
_MOST_CHARACTERS: Final = 64
_ANY_DAY: Final = date(2000, 1, 1)
_UTC: Final = ZoneInfo("UTC")

_NOTHING: Final = re.compile(r"[-\u2014.?/x ]*|(?:t\.?b\.?[acd]\.?|n/?a|none|to be confirmed|pm?d)")
_TO: Final = re.compile(r"\s*(?:-|\u2014|\u2192|>|\bto\b|\buntil\b|\btill\b|\bà\b|(?<=\d )a(?= \d)|\bbis\b)\s*")
_HALF: Final = re.compile(r"([ap])\.? ?m\.?$")
_OCLOCK: Final = re.compile(r"(?<=\d) ?uhr\b")
_MILITARY: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?: ?(?:h|hrs|hours))?")
_COLON: Final = re.compile(r"(\d{1,3}):([0-5]\d)")
_THREE: Final = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")
_BARE: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(?:'|\u2032|\u2019)?")

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january", "janvier", "enero"),
            ("feb", "february", "février", "febrero"),
            ("mar", "march", "mars", "marzo"),
            ("apr", "april", "avril", "abril"),
            ("may", "mai", "mayo"),
            ("jun", "june", "juin", "junio"),
            ("jul", "july", "juillet", "julio"),
            ("aug", "august", "août", "agosto"),
            ("sep", "sept", "september", "septembre", "septiembre"),
            ("oct", "october", "octobre", "octubre"),
            ("nov", "november", "novembre", "noviembre"),
            ("dec", "december", "décembre", "diciembre"),
        ),
        start=1,
    )
    for name in names
}
_ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO_DATE: Final = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_DAY_MONTH: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?:of |de )?({_MONTH})\.?,? (?:de )?(\d{{4}})\b")
_MONTH_DAY: Final = re.compile(rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_NUMBERS: Final = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b")
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def is_nothing(text: str) -> bool:
    """Whether a cell for a time says that there is none yet: a dash, tbc."""
    return len(text) <= _MOST_CHARACTERS and _NOTHING.fullmatch(in_one_spelling(text)) is not None


def clock_times(text: str) -> tuple[When | None, When | None]:
    """A start, and an end where one is written behind it: ``13:05``, ``13.05–13.12``, ``1:05-1:12 pm``, ``1305``.

    Raises:
        ValueError: it is no such time; with a sentence.
    """
    if len(text) > _MOST_CHARACTERS:
        message = "that is too long for a time"
        raise ValueError(message)
    typed = _OCLOCK.sub("", in_one_spelling(text))
    if _ISO_DATE.match(typed):
        return _one(typed), None
    first, *others = _TO.split(typed)
    if len(others) > 1:
        message = f"'{typed}' holds more than a start and an end"
        raise ValueError(message)
    if not others or not others[0]:
        return _one(first), None
    if not first:
        return None, _one(others[0])
    return _one(_with_half_of(others[0], first)), _one(others[0])


def lengths(text: str) -> Length:
    """How a length can be read: ``3:00`` as three minutes or three hours, everything else in one way.

    Raises:
        ValueError: it is no length; with a sentence.
    """
    typed = in_one_spelling(text[:_MOST_CHARACTERS])
    if colon := _COLON.fullmatch(typed):
        larger, smaller = int(colon[1]), int(colon[2])
        return timedelta(minutes=larger, seconds=smaller), timedelta(hours=larger, minutes=smaller)
    if three := _THREE.fullmatch(typed):  # a block that takes the rest may last longer than one that is typed
        return (timedelta(hours=int(three[1]), minutes=int(three[2]), seconds=int(three[3])),)
    if bare := _BARE.fullmatch(typed):
        return (timedelta(minutes=float(bare[1].replace(",", "."))),)
    return (parse_duration(text),)


def is_bare(text: str) -> bool:
    """Whether a length is a number without a unit."""
    return _BARE.fullmatch(in_one_spelling(text[:_MOST_CHARACTERS])) is not None


def dates(text: str) -> tuple[date, ...]:
    """The day that a text names, and the other that it could be: ``03/04/2026`` is 3 April or 4 March.

    A weekday beside it decides. Nothing where no day is named.
    """
    typed = in_one_spelling(text[:200])
    found = sorted({*_in_letters(typed), *_in_numbers(typed)})
    said = [number for number, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name[:3]}(?:{name[3:]})?\b", typed)]
    fitting = [day for day in found if day.weekday() in said]
    return tuple(fitting or found)


def _one(typed: str) -> When:
    if military := _MILITARY.fullmatch(typed):
        return time(int(military[1]), int(military[2]))
    moment = parse_moment(typed, zone=_UTC, day=_ANY_DAY)
    if moment.date() == _ANY_DAY:
        return moment.time()
    return moment.astimezone(UTC) if _has_offset(typed) else moment.replace(tzinfo=None)


def _has_offset(typed: str) -> bool:
    return re.search(r"(?:z|utc|gmt|\d[+-]\d{2}(?::?\d{2})?)$", typed) is not None


def _with_half_of(later: str, earlier: str) -> str:
    """``1:05`` of ``1:05-1:12 pm``, with the half of the day that stands behind both; ``11:50-12:10 pm`` is left."""
    half = _HALF.search(later)
    hours = [re.match(r"\d{1,2}", typed) for typed in (earlier, later)]
    if half is None or _HALF.search(earlier) or not all(hours):
        return earlier
    before, after = (int(hour[0]) % 12 for hour in hours if hour)
    if before <= after:
        return f"{earlier} {half[1]}m"
    return f"{earlier} {'a' if half[1] == 'p' else 'p'}m"


def _in_letters(typed: str) -> list[date]:
    if iso := _ISO_DATE.search(typed):
        return _real(int(iso[1]), int(iso[2]), int(iso[3]))
    if written := _DAY_MONTH.search(typed):
        return _real(int(written[3]), _MONTHS[written[2]], int(written[1]))
    if written := _MONTH_DAY.search(typed):
        return _real(int(written[3]), _MONTHS[written[1]], int(written[2]))
    return []


def _in_numbers(typed: str) -> list[date]:
    numbers = _NUMBERS.search(typed)
    if numbers is None or _ISO_DATE.search(typed):
        return []
    year = int(numbers[4]) + (2000 if len(numbers[4]) == 2 else 0)
    one, other = int(numbers[1]), int(numbers[3])
    if numbers[2] == ".":  # nobody writes the month first with points
        return _real(year, other, one)
    return [day for month, number in {(other, one), (one, other)} for day in _real(year, month, number)]


def _real(year: int, month: int, number: int) -> list[date]:
    try:
        return [date(year, month, number)]
    except ValueError:
        return []


def clock_after(since_midnight: timedelta) -> time:
    """The clock time so long after midnight, whatever the day."""
    whole = since_midnight % DAY
    minutes, rest = divmod(whole, timedelta(minutes=1))
    return time(minutes // 60, minutes % 60, rest.seconds, rest.microseconds)


def one_date(text: str) -> date:
    """The day that a person answers with.

    Raises:
        ValueError: it is none, or could be two.
    """
    match dates(text):
        case (day,):
            return day
        case _:
            message = f"'{text[:40]}' is no date that can be read in one way: write year-month-day, as 2026-09-23"
            raise ValueError(message)


def one_clock_time(text: str) -> time:
    """The clock time that a person answers with.

    Raises:
        ValueError: it is none; with a sentence.
    """
    start, end = clock_times(text)
    if not isinstance(start, time) or end is not None:
        message = f"'{text[:40]}' is no clock time: write it like 13:00 or 1 pm"
        raise ValueError(message)
    return start


def long_day(day: date) -> str:
    """``3 April 2026``, whatever language the laptop speaks."""
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"
