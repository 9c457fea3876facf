"""Clock times and lengths as they stand in other people's files."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import parse_duration
from runofshow.agenda.times import parse_moment
from runofshow.importers.dates import ISO_DATE, Day, day_in
from runofshow.importers.places import offset_named
from runofshow.importers.vocabulary import pattern, table
from runofshow.text import in_one_spelling

When = time | datetime
"""A clock time; with its date where one is written, and aware where its zone is."""

LengthReadings = tuple[timedelta, ...]
"""How a length can be read: not at all, in one way, or as minutes:seconds first and hours:minutes second."""

Times = tuple[When | None, When | None, Day | None]
"""A start, an end, and a day that is named beside them."""

DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)
_LONGEST: Final = 64
_ANY_DAY: Final = date(2000, 1, 1)
_UTC: Final = ZoneInfo("UTC")

_NOTHING: Final = re.compile(r"[-\u2014.?/x ]*|(?:t\.?b\.?[acd]\.?|n\.?/?a\.?|none|nil|to be confirmed|pm?d)")
_OFFSET: Final = re.compile(r"(?:z|utc|gmt|\d[+-]\d{2}(?::?\d{2})?)$")
_HALF: Final = re.compile(r"([ap])\.? ?m\.?$")
_BETWEEN: Final = "\\s*(?:-|\u2014|\u2192|>|~|\u301c|(?<![a-z]){to}(?![a-z]))\\s*"
_UNITS: Final = r"(?<=\d) ?(?:(?P<hours>{hours})|(?P<minutes>{minutes})|(?P<seconds>{seconds}))(?![a-z])\.?"
_BARE_HOUR: Final = re.compile(r"\d{1,2}")
_BEFORE_ZONES: Final = (
    *(r"^(.*\d.*?) ?\(([^)]+)\)$", r"^(.*[\dm.]) ((?:utc|gmt) ?[+-] ?[\d:]+)$"),
    *(r"^(.*\d) ?(\+ ?[\d:]+)$", r"^(.*[\dm.]) ?([a-z]{1,4})$"),
)
"""What stands before a zone, and the zone: ``2 pm (CEST)``, ``14:00 UTC+2``, ``14:00 +02:00``, ``14:00Z``."""


def is_nothing(text: str) -> bool:
    """Tell whether a cell for a time says that there is none yet: a dash, tbc."""
    return len(text) <= _LONGEST and _NOTHING.fullmatch(in_one_spelling(text)) is not None


def clock_times(text: str) -> tuple[When | None, When | None]:
    """Return a start, and an end where one follows: ``13:05``, ``13.05–13.12``, ``1:05-1:12 pm``, ``1305``.

    Raises ValueError, with a sentence, where it is no such time.
    """
    if len(text) > _LONGEST:
        raise ValueError("that is too long for a time")
    typed = in_one_spelling(text)
    if ISO_DATE.match(typed):
        return _one(typed), None
    typed, zone = _without_zone(typed)
    bare = pattern(r"(?<=\d) ?{oclock}\b").sub("", typed)
    first, *others = pattern(_BETWEEN).split(pattern(r"^{from}\.? (?=\d)").sub("", bare))
    if len(others) > 1:
        raise ValueError(f"'{typed}' holds more than a start and an end")
    last = others[0] if others else ""
    hours = bare != typed or bool(others and _BARE_HOUR.fullmatch(first) and not _BARE_HOUR.fullmatch(last))
    end = _one(last, zone, bare_hours=hours) if last else None
    if last and not first:
        return None, end
    return _one(_with_half_of(last, first), zone, bare_hours=hours), end


def _without_zone(typed: str) -> tuple[str, tzinfo | None]:
    for zoned in _BEFORE_ZONES:
        if (found := re.match(zoned, typed)) and not re.search(r"[+]\s*$", found[1]):
            zone = offset_named(found[2])
            if zone is not None:
                return found[1].strip(), zone
    return typed, None


def _one(typed: str, zone: tzinfo | None = None, *, bare_hours: bool = False) -> When:
    if military := re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)(?: ?(?:h|hrs|hours))?", typed):
        return time(int(military[1]), int(military[2]), tzinfo=zone)
    if bare_hours and _BARE_HOUR.fullmatch(typed):
        typed = f"{int(typed):02}:00"
    if typed == "24:00":
        return time(0, tzinfo=zone)
    moment = parse_moment(typed, zone=_UTC, day=_ANY_DAY)
    if moment.date() == _ANY_DAY:
        return moment.time().replace(tzinfo=zone)
    return moment.astimezone(UTC) if _OFFSET.search(typed) else moment.replace(tzinfo=zone)


def _with_half_of(later: str, earlier: str) -> str:
    """Return ``1:05`` of ``1:05-1:12 pm`` with the half of the day that stands behind both."""
    half = _HALF.search(later)
    before, after = (re.match(r"\d{1,2}", typed) for typed in (earlier, later))
    if half is None or _HALF.search(earlier) or before is None or after is None:
        return earlier
    if int(before[0]) % 12 <= int(after[0]) % 12:
        return f"{earlier} {half[1]}m"
    return f"{earlier} {'a' if half[1] == 'p' else 'p'}m"


@lru_cache(maxsize=4_096)  # a cell is looked at many times: as a heading, by its column, and as what it is
def times_or_reason(text: str) -> Times | str:
    """Return the times in a cell's text, which may name its day too; or the sentence that says why there are none."""
    try:
        return (*clock_times(text), None)
    except ValueError as error:
        reason = str(error)
    if len(text) <= 200 and (twice := _said_twice(text)):
        return *twice, None
    day, rest = day_in(text)
    if day is None or not rest:
        return reason
    try:
        start, end = clock_times(rest)
    except ValueError as error:
        return str(error)
    if len(day.dates) == 1 and end is None and isinstance(start, time):
        return datetime.combine(day.dates[0], start), None, None
    return start, end, day


def _said_twice(text: str) -> tuple[When | None, When | None] | None:
    """Return the times of a text that says them twice: with the length in brackets, or by the clocks of two zones."""
    with suppress(ValueError):
        if bracketed := re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text):
            (start, end), length = clock_times(bracketed[1]), lengths(bracketed[2])
            if type(start) is time and end is None and len(length) == 1:
                whole = datetime.combine(_ANY_DAY, start) + length[0]
                return start, whole.time().replace(tzinfo=start.tzinfo)
        parts = [clock_times(part) for part in re.split(r"\s*[/|\n]\s*", text)]
        starts = [one for one, _ in parts if type(one) is time and one.tzinfo]
        instants = {datetime.combine(_ANY_DAY, one).astimezone(UTC) for one in starts}
        if len(parts) == len(starts) > 1 and len(instants) == 1:
            return parts[0]
    return None


def time_and_text(text: str) -> tuple[str, str]:
    """Part a text that begins with a time from what follows: ``9:30-9:45`` and ``Break``; nothing where it doesn't."""
    found = _leading().match(text.strip())
    if found is None or not re.search(r"[:.h]|[ap]\.?\s?m", found["time"], re.IGNORECASE):
        return "", text
    return found["time"].strip(), found["text"].strip()


@cache
def _leading() -> re.Pattern[str]:
    zones = "|".join(sorted((name for name in table("zones.toml")["offsets"] if len(name) > 2), key=len, reverse=True))
    clock = (
        r"\d{1,2}(?:(?:[:.]|\ ?h\ ?)\d{2}(?::\d{2})?|\ ?h)?(?:\ ?[ap]\.?\ ?m\b\.?)?(?:\ ?(?:uhr|h)\b)?"
        rf"(?:\ ?\(?(?:{zones})(?:[+-]\d{{1,2}})?\b\)?|\ ?\+\d\d:?\d\d)?"
    )
    between = r"\s*(?:[-\u2013\u2014\u2192~\u301c\uff5e]|\b{to}\b)\s*"
    return pattern(
        rf"(?P<time>(?:{{from}}\s+)?{clock}(?:{between}{clock})?)"
        r"[\s:|.,\u2013\u2014-]+(?P<text>[^\W\d_][\s\S]*|[\"'\u201c(][\s\S]*)"
    )


def clock_after(since_midnight: timedelta) -> time:
    """Return the clock time so long after midnight, whatever the day."""
    return (datetime.combine(_ANY_DAY, time(0)) + since_midnight % DAY).time()


def since_midnight(clock: time) -> timedelta:
    """Return how long after midnight clocks show a time."""
    return datetime.combine(_ANY_DAY, clock.replace(tzinfo=None)) - datetime.combine(_ANY_DAY, time(0))


def one_clock_time(text: str) -> time:
    """Return the clock time that a person answers with; raise ValueError, with a sentence, where it is none."""
    start, end = clock_times(text)
    if not isinstance(start, time) or start.tzinfo is not None or end is not None:
        raise ValueError(f"'{text[:40]}' is no clock time: write it like 13:00 or 1 pm")
    return start


def lengths(text: str, unit: timedelta = MINUTE) -> LengthReadings:
    """Return how a length can be read: ``3:00`` as three minutes or three hours, everything else in one way.

    A number alone counts in `unit`. Raises ValueError, with a sentence, where it is no length.
    """
    typed = in_one_spelling(text[:_LONGEST])
    if colons := re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?", typed):
        first, second, third = (int(digits or 0) for digits in colons.groups())
        in_hours = timedelta(hours=first, minutes=second, seconds=third)
        return (in_hours,) if colons[3] else (timedelta(minutes=first, seconds=second), in_hours)
    if bare := re.fullmatch(r"(\d{1,4}(?:[.,]\d{1,2})?) ?(?:'|\u2032|\u2019)?", typed):
        return (float(bare[1].replace(",", ".")) * unit,)
    plain = pattern(_UNITS).sub(lambda found: (found.lastgroup or "")[:1], typed)  # h, m and s
    if french := re.fullmatch(r"(\d{1,2})h ?([0-5]\d)", plain):
        return (timedelta(hours=int(french[1]), minutes=int(french[2])),)
    return (parse_duration(plain),)
