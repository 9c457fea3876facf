"""Clock times and lengths as they stand in other people's files."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import parse_duration
from runofshow.agenda.times import parse_moment
from runofshow.importers.dates import ISO_DATE
from runofshow.importers.places import offset_named
from runofshow.importers.vocabulary import alternatives, table
from runofshow.text import in_one_spelling

When = time | datetime
"""A clock time; with its date where one is written, and aware where its zone is."""

Length = tuple[timedelta, ...]
"""How a length can be read: not at all, in one way, or as minutes:seconds first and hours:minutes second."""

DAY: Final = timedelta(days=1)
_LONGEST: Final = 64
_ANY_DAY: Final = date(2000, 1, 1)
_UTC: Final = ZoneInfo("UTC")

_NOTHING: Final = re.compile(r"[-\u2014.?/x ]*|(?:t\.?b\.?[acd]\.?|n\.?/?a\.?|none|nil|to be confirmed|pm?d)")
_HALF: Final = re.compile(r"([ap])\.? ?m\.?$")
_MILITARY: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?: ?(?:h|hrs|hours))?")
_BARE_HOUR: Final = re.compile(r"\d{1,2}")
_CLOCK: Final = r"\d{1,2}(?:(?:[:.]|\ ?h\ ?)\d{2}(?::\d{2})?|\ ?h)?(?:\ ?[ap]\.?\ ?m\b\.?)?"
_COLON: Final = re.compile(r"(\d{1,3}):([0-5]\d)")
_THREE: Final = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d)")
_HOURS_AND_MINUTES: Final = re.compile(r"(\d{1,2})h ?([0-5]\d)")
_BARE: Final = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(?:'|\u2032|\u2019)?")


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
    if ISO_DATE.match(typed):
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
    return re.compile(rf"(?<=\d) ?(?:{alternatives('oclock')})\b")


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
    plain = _with_plain_units(typed)
    if french := _HOURS_AND_MINUTES.fullmatch(plain):
        return (timedelta(hours=int(french[1]), minutes=int(french[2])),)
    return (parse_duration(plain),)


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
