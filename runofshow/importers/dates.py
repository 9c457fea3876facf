"""Clock times, lengths and days as they stand in other people's files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import parse_duration
from runofshow.agenda.times import parse_moment
from runofshow.importers.places import offset_named
from runofshow.importers.vocabulary import alternatives, months, table, weekdays
from runofshow.text import in_one_spelling

When = time | datetime
"""A clock time; with its date where one is written, and aware where its zone is."""

Length = tuple[timedelta, ...]
"""How a length can be read: not at all, in one way, or as minutes:seconds first and hours:minutes second."""

Order = Literal["day first", "month first"]
"""How ``03/04/2026`` is written."""

DAY: Final = timedelta(days=1)
_LONGEST: Final = 64
_LONGEST_LINE: Final = 200
_MOST_DAYS: Final = 9
_ANY_DAY: Final = date(2000, 1, 1)
_UTC: Final = ZoneInfo("UTC")

_NOTHING: Final = re.compile(r"[-\u2014.?/x ]*|(?:t\.?b\.?[acd]\.?|n\.?/?a\.?|none|nil|to be confirmed|pm?d)")
_HALF: Final = re.compile(r"([ap])\.? ?m\.?$")
_MILITARY: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?: ?(?:h|hrs|hours))?")
_BARE_HOUR: Final = re.compile(r"\d{1,2}")
_CLOCK: Final = r"\d{1,2}(?:(?:[:.]|\ ?h\ ?)\d{2}(?::\d{2})?|\ ?h)?(?:\ ?[ap]\.?\ ?m\b\.?)?"
_COLON: Final = re.compile(r"(\d{1,3}):([0-5]\d)")
_THREE: Final = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")
_BARE: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(?:'|\u2032|\u2019)?")

_ISO: Final = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[^\d-])")
_EAST_ASIAN: Final = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_NUMBERS: Final = re.compile(r"(?<![\d.:])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])")
_SHORT: Final = re.compile(r"(?<![\d.:/-])(\d{1,2})(?:/(\d{1,2})|\.(\d{1,2})\.)(?![\d:/])")
_ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


# Clock times.


def is_nothing(text: str) -> bool:
    """Tell whether a cell for a time says that there is none yet: a dash, tbc."""
    return len(text) <= _LONGEST and _NOTHING.fullmatch(in_one_spelling(text)) is not None


def clock_times(text: str) -> tuple[When | None, When | None]:
    """Return a start, and an end where one follows: ``13:05``, ``13.05–13.12``, ``1:05-1:12 pm``, ``1305``.

    Raises:
        ValueError: it is no such time; with a sentence.
    """
    if len(text) > _LONGEST:
        message = "that is too long for a time"
        raise ValueError(message)
    typed = in_one_spelling(text)
    if _ISO.match(typed):
        return _one(typed), None
    typed, zone = _without_zone(typed)
    bare = _oclock().sub("", typed)
    first, *others = _to().split(_from().sub("", bare))
    if len(others) > 1:
        message = f"'{typed}' holds more than a start and an end"
        raise ValueError(message)
    hours_alone = bare != typed or bool(others and _BARE_HOUR.fullmatch(first) and not _BARE_HOUR.fullmatch(others[0]))
    if not others or not others[0]:
        return _in(_one(first, bare_hours=hours_alone), zone), None
    second = _one(others[0], bare_hours=hours_alone)
    if not first:
        return None, _in(second, zone)
    return _in(_one(_with_half_of(others[0], first), bare_hours=hours_alone), zone), _in(second, zone)


def time_and_text(text: str) -> tuple[str, str]:
    """Part a text that begins with a time from what follows: ``9:30-9:45`` and ``Break``; nothing where it doesn't."""
    found = _leading().match(text.strip())
    if found is None or not re.search(r"[:.h]|[ap]\.?\s?m", found["time"], re.IGNORECASE):
        return "", text
    return found["time"].strip(), found["text"].strip()


@cache
def _leading() -> re.Pattern[str]:
    zones = "|".join(sorted((name for name in table("zones.toml")["offsets"] if len(name) > 2), key=len, reverse=True))
    clock = rf"{_CLOCK}(?:\ ?(?:uhr|h)\b)?(?:\ ?\(?(?:{zones})(?:[+-]\d{{1,2}})?\b\)?|\ ?\+\d\d:?\d\d)?"
    between = rf"\s*(?:[-\u2013\u2014\u2192~\u301c\uff5e]|\b(?:{alternatives('to')})\b)\s*"
    prefix = rf"(?:(?:{alternatives('from')})\s+)?"
    return re.compile(
        rf"(?P<time>{prefix}{clock}(?:{between}{clock})?)[\s:|.,\u2013\u2014-]+(?P<text>[^\W\d_].*|[\"'\u201c(].*)",
        re.DOTALL | re.IGNORECASE,
    )


@cache
def _to() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:-|\u2014|\u2192|>|~|\u301c|(?<![a-z])(?:{alternatives('to')})(?![a-z]))\s*")


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives('from')})\.? (?=\d)")


@cache
def _oclock() -> re.Pattern[str]:
    return re.compile(r"(?<=\d) ?(?:uhr|uur|o'clock|hrs|heures|horas|ore)\b")


def _without_zone(typed: str) -> tuple[str, tzinfo | None]:
    """Part the zone that stands behind a clock time: ``14:00 UTC``, ``14:00 +02:00``, ``2 pm (CEST)``, ``14:00Z``."""
    for pattern in (
        r"^(.*\d.*?) ?\(([^)]+)\)$",
        r"^(.*[\dm.]) ((?:utc|gmt) ?[+-] ?[\d:]+)$",
        r"^(.*\d) ?(\+ ?[\d:]+)$",
        r"^(.*[\dm.]) ?([a-z]{1,4})$",
    ):
        if (found := re.match(pattern, typed)) and not re.search(r"[+]\s*$", found[1]):
            zone = offset_named(found[2])
            if zone is not None:
                return found[1].strip(), zone
    return typed, None


def _in(when: When, zone: tzinfo | None) -> When:
    return when if zone is None or when.tzinfo is not None else when.replace(tzinfo=zone)


def _one(typed: str, *, bare_hours: bool = False) -> When:
    if military := _MILITARY.fullmatch(typed):
        return time(int(military[1]), int(military[2]))
    if bare_hours and _BARE_HOUR.fullmatch(typed):
        typed = f"{int(typed):02}:00"
    if typed == "24:00":
        return time(0)
    moment = parse_moment(typed, zone=_UTC, day=_ANY_DAY)
    if moment.date() == _ANY_DAY:
        return moment.time()
    return moment.astimezone(UTC) if _has_offset(typed) else moment.replace(tzinfo=None)


def _has_offset(typed: str) -> bool:
    return re.search(r"(?:z|utc|gmt|\d[+-]\d{2}(?::?\d{2})?)$", typed) is not None


def _with_half_of(later: str, earlier: str) -> str:
    """Return ``1:05`` of ``1:05-1:12 pm`` with the half of the day that stands behind both."""
    half = _HALF.search(later)
    hours = [re.match(r"\d{1,2}", typed) for typed in (earlier, later)]
    if half is None or _HALF.search(earlier) or not all(hours):
        return earlier
    before, after = (int(hour[0]) % 12 for hour in hours if hour)
    if before <= after:
        return f"{earlier} {half[1]}m"
    return f"{earlier} {'a' if half[1] == 'p' else 'p'}m"


def clock_after(since_midnight: timedelta) -> time:
    """Return the clock time so long after midnight, whatever the day."""
    whole = since_midnight % DAY
    minutes, rest = divmod(whole, timedelta(minutes=1))
    return time(minutes // 60, minutes % 60, rest.seconds, rest.microseconds)


def one_clock_time(text: str) -> time:
    """Return the clock time that a person answers with.

    Raises:
        ValueError: it is none; with a sentence.
    """
    start, end = clock_times(text)
    if not isinstance(start, time) or start.tzinfo is not None or end is not None:
        message = f"'{text[:40]}' is no clock time: write it like 13:00 or 1 pm"
        raise ValueError(message)
    return start


# Lengths.


def lengths(text: str) -> Length:
    """Return how a length can be read: ``3:00`` as three minutes or three hours, everything else in one way.

    Raises:
        ValueError: it is no length; with a sentence.
    """
    typed = in_one_spelling(text[:_LONGEST])
    if colon := _COLON.fullmatch(typed):
        larger, smaller = int(colon[1]), int(colon[2])
        return timedelta(minutes=larger, seconds=smaller), timedelta(hours=larger, minutes=smaller)
    if three := _THREE.fullmatch(typed):  # a block that takes the rest may last longer than one that is typed
        return (timedelta(hours=int(three[1]), minutes=int(three[2]), seconds=int(three[3])),)
    if bare := _BARE.fullmatch(typed):
        return (timedelta(minutes=float(bare[1].replace(",", "."))),)
    return (parse_duration(_with_plain_units(typed)),)


@cache
def _units() -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{kind}>{alternatives(kind)})" for kind in ("hours", "minutes", "seconds"))
    return re.compile(rf"(?<=\d) ?(?:{kinds})(?![a-z])\.?")


def _with_plain_units(typed: str) -> str:
    """Return a length with its units as one letter each, whatever language they are in."""
    return _units().sub(lambda found: (found.lastgroup or "")[:1], typed)


def is_bare(text: str) -> bool:
    """Tell whether a length is a number without a unit."""
    return _BARE.fullmatch(in_one_spelling(text[:_LONGEST])) is not None


# Days.


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a file names it: a date, a date without its year, a weekday, or only ``Day 2``."""

    label: str
    dates: tuple[date, ...] = ()
    """The readings of a whole date: one day, or two where day and month could be either."""
    weekday: int | None = None
    month: int | None = None
    number: int | None = None
    """The day of the month."""

    def fits(self, day: date) -> bool | None:
        """Tell whether it is that day; None where it says nothing that could be compared."""
        if self.dates:
            return day in self.dates
        said = ((self.weekday, day.weekday()), (self.month, day.month), (self.number, day.day))
        known = [own == other for own, other in said if own is not None]
        return all(known) if known else None


def day_in(text: str) -> tuple[Day | None, str]:
    """Return the day that a text names, and what else the text says; without the marks around it.

    A weekday beside a date decides between its readings.
    """
    typed = in_one_spelling(text[:_LONGEST_LINE])
    counted = _counted().match(typed)
    found, rest = _found(typed[counted.end() :] if counted else typed)
    said = {weekdays()[name] for name in _weekday().findall(rest)}
    rest = _weekday().sub(" ", rest)
    if found is None and not said and counted is None:
        return None, text
    whole = found or Day(text.strip())
    fitting = tuple(day for day in whole.dates if day.weekday() in said)
    weekday = next(iter(said)) if len(said) == 1 else None
    alone = re.search(r"(?<!\d)([12]?\d|3[01])(?!\d)(?:st|nd|rd|th|\.)?", rest)
    if found is None and weekday is not None and alone and int(alone[1]) and not counted:
        whole, rest = Day(text.strip(), number=int(alone[1])), rest.replace(alone[0], " ", 1)
    day = Day(" ".join(text.split()), fitting or whole.dates, weekday, whole.month, whole.number)
    return day, " ".join(rest.split()).strip(" ,.:;()|-\u2014")


def is_day(text: str) -> bool:
    """Tell whether a text is a day and nothing else."""
    if not text or len(text) > _LONGEST or (re.fullmatch(r"[\d.:,]+", text.strip()) and not _NUMBERS.search(text)):
        return False
    if in_one_spelling(text).strip(".") in weekdays():
        return True
    day, rest = day_in(text)
    return day is not None and not re.search(r"\w", rest)


def whole_day(text: str) -> Day | None:
    """Return the day that a cell of a column of days is; None where it is none."""
    spelled = in_one_spelling(text).strip(".")
    if spelled in weekdays():
        return Day(text.strip(), weekday=weekdays()[spelled])
    if re.fullmatch(r"\d{1,2}", spelled):
        return Day(text.strip())
    day, rest = day_in(text)
    return day if day is not None and (day.dates or not re.search(r"\w", rest)) else None


def dates(text: str, order: Order | None = None) -> tuple[date, ...]:
    """Return the day that a text names, and the other that it could be: ``03/04/2026`` is 3 April or 4 March."""
    day, _ = day_in(text)
    found = () if day is None else day.dates
    return found if len(found) < 2 or order is None else (in_order(found, text, order),)


def order_of(texts: Sequence[str]) -> Order | None:
    """Return how dates in numbers are written, where one of several tells: none has thirteen months."""
    said: set[Order] = set()
    for text in texts:
        if (written := _NUMBERS.search(in_one_spelling(text[:_LONGEST_LINE]))) and written[2] != ".":
            one, other = int(written[1]), int(written[3])
            said |= {"day first"} if one > 12 >= other else {"month first"} if other > 12 >= one else set()
    return said.pop() if len(said) == 1 else None


def in_order(found: Sequence[date], text: str, order: Order) -> date:
    """Return which of two readings of a date is written in that order."""
    written = _NUMBERS.search(in_one_spelling(text[:_LONGEST_LINE]))
    day = int(written[1 if order == "day first" else 3]) if written else 0
    return next((one for one in found if one.day == day), found[0])


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = "|".join(sorted((re.escape(name) for name in months() if len(name) > 2), key=len, reverse=True))
    last = r"(?: ?(?:-|to|and|&|bis|au|al) ?(?P<last>\d{1,2})(?:st|nd|rd|th|\.)?)?"
    day = rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?{last}"
    year = r"(?:,? ?(?:de |del |do )?(?P<year>\d{4})(?!\d))?"
    return (
        re.compile(rf"{day} ?(?:of |de |d')?(?<![a-z])(?P<month>{month})(?![a-z])\.?{year}"),
        re.compile(rf"(?<![a-z])(?P<month>{month})(?![a-z])\.? {day}(?![\d:.]\d){year}"),
    )


@cache
def _weekday() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in weekdays() if len(name) > 2), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({names})(?!\w)\.?")


@cache
def _counted() -> re.Pattern[str]:
    """Return a pattern of days that are only counted: ``Day 2``, ``2. Tag``, ``DAY ONE``."""
    numeral = rf"(?:\d{{1,2}}|i{{1,3}}|iv|v|{alternatives('numerals')})"
    return re.compile(
        rf"(?:{alternatives('day')}) ?#?{numeral}\b|\d{{1,2}}(?:\.|st|nd|rd|th|er|e|º|°)? (?:{alternatives('day')})\b"
    )


def _found(typed: str) -> tuple[Day | None, str]:
    """Return the date that stands in a text, and the text without it."""
    for pattern in (_ISO, _EAST_ASIAN):
        if iso := pattern.search(typed):
            found = tuple(_real(int(iso[1]), int(iso[2]), int(iso[3])))
            return (Day(typed, found) if found else None), _cut(typed, iso)
    if numbers := _NUMBERS.search(typed):
        found = tuple(sorted(set(_in_numbers(numbers))))
        return (Day(typed, found) if found else None), _cut(typed, numbers)
    for pattern in _written():
        if written := pattern.search(typed):
            month, number = months()[written["month"]], int(written["day"])
            if written["year"]:
                last = min(int(written["last"] or number), number + _MOST_DAYS)
                found = tuple(day for one in range(number, last + 1) for day in _real(int(written["year"]), month, one))
                return (Day(typed, found) if found else None), _cut(typed, written)
            if 1 <= number <= 31:
                return Day(typed, month=month, number=number), _cut(typed, written)
    if (short := _SHORT.search(typed)) and short[3]:
        return Day(typed, month=int(short[3]), number=int(short[1])), _cut(typed, short)
    return None, typed


def _cut(typed: str, found: re.Match[str]) -> str:
    return f"{typed[: found.start()]} {typed[found.end() :]}"


def _in_numbers(numbers: re.Match[str]) -> Iterator[date]:
    year = int(numbers[4]) + (2000 if len(numbers[4]) == 2 else 0)
    one, other = int(numbers[1]), int(numbers[3])
    yield from _real(year, other, one)
    if numbers[2] != ".":  # nobody writes the month first with points
        yield from _real(year, one, other)


def _real(year: int, month: int, number: int) -> Iterator[date]:
    try:
        yield date(year, month, number)
    except ValueError:
        return


def one_date(text: str) -> date:
    """Return the day that a person answers with.

    Raises:
        ValueError: it is none, or could be two.
    """
    match dates(text):
        case (day,):
            return day
        case _:
            message = f"'{text[:40]}' is no date that can be read in one way: write year-month-day, as 2026-09-23"
            raise ValueError(message)


def long_day(day: date) -> str:
    """Return ``3 April 2026``, whatever language the laptop speaks."""
    return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"
