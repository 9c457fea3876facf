"""Clock times and dates: from what people type to instants."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import QUOTED, spell_duration
from runofshow.instants import Instant, instant
from runofshow.text import clip, in_one_spelling

# Patterns are compiled when they are first used: most commands read none of what they match.

_MOST_CHARACTERS: Final = 64
_MINUTE: Final = timedelta(minutes=1)
_SECOND: Final = timedelta(seconds=1)
_NOTHING: Final = timedelta(0)

_CLOCK: Final = r"""
    (?P<hour>\d{1,2})
    (?:
        (?:[:.]|\ ?h\ ?) (?P<minute>\d{1,2}) (?: :(?P<second>\d{1,2}) (?:[.,](?P<fraction>\d{1,9}))? )?
      | \ ?(?P<hours_only>h)
    )?
    (?: \ ?(?P<half>[ap])\.?\ ?m\.? )?
"""
_NAMED: Final = {"noon": time(12), "12 noon": time(12), "midnight": time(0), "12 midnight": time(0)}
_DATED: Final = r"(?P<day>\d{4}-\d{2}-\d{2})(?:(?:t| )(?P<clock>.*))?"
_WITH_OFFSET: Final = r"(?P<clock>.*?) ?(?:(?P<utc>z|utc|gmt)|(?P<sign>[+-])(?P<hours>\d{2})(?::?(?P<minutes>\d{2}))?)"
_FURTHEST_OFFSET: Final = timedelta(hours=18)
"""Further from Greenwich than any place has been."""


class _Typed(NamedTuple):
    """The parts of an instant as a person wrote it."""

    clock: time
    named: timedelta
    """The length of time that the text names: a minute, a second, or nothing where a fraction is written."""
    day: date | None
    offset: timezone | None


class _Candidate(NamedTuple):
    """A possible instant of a clock time on a day."""

    at: Instant
    day: date
    exists: bool
    """True if clocks there show it at all."""


def parse_moment(text: str, *, zone: ZoneInfo, day: date) -> Instant:
    """Return the instant that the text names.

    Clock times are read as ``13:00``, ``13:00:30``, ``13.15``, ``13h15``, ``13h``, ``1 pm``, ``1:15 p.m.``, ``noon``
    and ``midnight`` (00:00), in any case. One alone lies on `day`; a date may stand before it, and an offset from UTC
    behind it (``2016-07-21 00:30``, ``01:30 -04:00``, ``2016-07-21T04:30:00Z``). Without an offset it is a time in
    `zone`, the first one if it comes twice.

    Raises:
        ValueError: if the text names no instant, or the zone skips it, or a time with an offset but no date falls on
            another day in `zone`; with a sentence that says what to write instead.
    """
    typed = _read(text)
    with _in_range(text):
        found = _existing(_candidates(typed, [typed.day or day], zone)[0], typed, zone)
        local = found.astimezone(zone)
    if typed.day is None and local.date() != day:
        raise ValueError(
            f"{clip(text.strip(), QUOTED)} on {_spelled(day)} is {_digits(local.time())} on {_spelled(local.date())} "
            f"in {zone.key}: write the date before it, as {day.isoformat()} {clip(text.strip(), QUOTED)}"
        )
    return found


def first_at_or_after(text: str, *, zone: ZoneInfo, since: datetime) -> Instant:
    """Return the instant that a person means who writes of something that happened not before `since`.

    With a date it is that instant, whether or not it lies before `since`. A clock time alone is the first such at or
    after `since` (aware), past midnight if need be. The text names a whole minute, or a whole second where seconds are
    written: if `since` lies in it, the answer is `since` itself, for whoever writes 13:02 after an opening at 13:02:11
    doesn't mean tomorrow. Of a time that comes twice it is the first at or after `since`.

    Raises:
        ValueError: if the text names no instant, or the zone skips the one meant; with a sentence that says what to
            write instead.
    """
    typed, earliest = _read(text), instant(since)
    with _in_range(text):
        candidates = _candidates_around(earliest, typed, zone)
        if any(one.exists and one.at <= earliest < one.at + typed.named for one in candidates):
            found = earliest
        else:
            later = (one for one in candidates if one.at >= earliest)
            found = _existing(next(later, candidates[0]), typed, zone)
        found.astimezone(zone)  # an instant that no clock there can show is of no use
    return found


def nearest_to(text: str, *, zone: ZoneInfo, to: datetime) -> Instant:
    """Return the instant of a clock time that lies next to `to` (aware), before or after it; of two, the earlier.

    Of a time that comes twice it is the nearer one, also where the text has a date.

    Raises:
        ValueError: if the text names no instant, or the zone skips the one meant; with a sentence that says what to
            write instead.
    """
    typed, centre = _read(text), instant(to)
    with _in_range(text):
        candidates = _candidates_around(centre, typed, zone)
        found = _existing(min(candidates, key=lambda one: abs(one.at - centre)), typed, zone)
        found.astimezone(zone)  # as above
    return found


@contextmanager
def _in_range(text: str) -> Iterator[None]:
    try:
        yield
    except OverflowError:
        raise ValueError(f"{clip(text.strip(), QUOTED)} lies outside of the years that can be reckoned with") from None


def _read(text: str) -> _Typed:
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(f"'{clip(text[:_MOST_CHARACTERS], 20)}' is too long for a time: write it like 13:00 or 1 pm")
    rest = in_one_spelling(text)
    day: date | None = None
    offset: timezone | None = None
    if dated := re.fullmatch(_DATED, rest):
        try:
            day = date.fromisoformat(dated["day"])
        except ValueError:
            raise ValueError(
                f"{dated['day']} is no date in the calendar: write year-month-day, as 2016-07-20"
            ) from None
        rest = dated["clock"] or ""
        if not rest:
            raise ValueError(f"{dated['day']} has no clock time: write it like {dated['day']} 13:00")
    if with_offset := re.fullmatch(_WITH_OFFSET, rest):
        offset = _read_offset(with_offset)
        rest = with_offset["clock"]
    clock, named = _read_clock(rest)
    return _Typed(clock, named, day, offset)


def _read_offset(match: re.Match[str]) -> timezone:
    if match["utc"]:
        return UTC
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    size = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or size > _FURTHEST_OFFSET:
        raise ValueError(f"{match['sign']}{hours:02}:{minutes:02} is no offset from UTC: write it like -04:00")
    return timezone(-size if match["sign"] == "-" else size)


def _read_clock(typed: str) -> tuple[time, timedelta]:
    if typed in _NAMED:
        return _NAMED[typed], _MINUTE
    match = re.fullmatch(_CLOCK, typed, re.VERBOSE)
    if match is None or not (match["minute"] or match["hours_only"] or match["half"]):
        raise ValueError(_why_unread(typed))
    for unit in ("minute", "second"):
        digits = match[unit]
        if digits and len(digits) == 1:
            raise ValueError(f"{typed} is unclear: write two digits for the {unit}s, as in 13:05")
        if digits and int(digits) > 59:
            raise ValueError(f"{typed} is no clock time: {unit}s go up to 59")
    clock = time(
        hour=_hour(typed, int(match["hour"]), match["half"]),
        minute=int(match["minute"] or 0),
        second=int(match["second"] or 0),
        microsecond=int((match["fraction"] or "").ljust(6, "0")[:6]),
    )
    return clock, _NOTHING if match["fraction"] else _SECOND if match["second"] else _MINUTE


def _hour(typed: str, hour: int, half: str | None) -> int:
    if half is None:
        if hour == 24:
            raise ValueError(f"{typed} is no clock time: midnight is 00:00, of the day that begins then")
        if hour > 23:
            raise ValueError(f"{typed} is no clock time: hours go up to 23")
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{typed} is no clock time: before a.m. and p.m. hours go from 1 to 12")
    return hour % 12 + (12 if half == "p" else 0)


def _why_unread(typed: str) -> str:
    if not typed:
        return "a clock time is missing: write it like 13:00 or 1 pm"
    if re.fullmatch(r"\d{1,2}", typed):
        hour = int(typed)
        if 1 <= hour <= 12:
            return f"{typed} could be morning or afternoon: write {hour} am or {hour} pm"
        if hour < 24:
            return f"{typed} could be an hour or a number of minutes: write {hour:02}:00"
    if re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", typed):
        return f"{typed} has no colon: write {typed[:2]}:{typed[2:]}"
    return f"'{clip(typed, QUOTED)}' is no clock time: write it like 13:00 or 1 pm"


def _candidates_around(moment: Instant, typed: _Typed, zone: ZoneInfo) -> list[_Candidate]:
    """Return the possible instants on the day that was typed; without one, of that of `moment` and those beside it.

    The day before is one of them: clocks that went back at one minute past midnight (St John's, up to 2011) returned
    to it.
    """
    if typed.day:
        return _candidates(typed, [typed.day], zone)
    day = moment.astimezone(typed.offset or zone).date()
    return _candidates(typed, [day + timedelta(days=n) for n in (-1, 0, 1)], zone)


def _candidates(typed: _Typed, days: list[date], zone: ZoneInfo) -> list[_Candidate]:
    """Return the instants of a clock time in their order: on each day one, two, or one that doesn't exist."""
    place, found = typed.offset or zone, []
    for day in days:
        shown = datetime.combine(day, typed.clock)
        readings = _readings(typed.clock, day, place)
        real = {one for one in readings if one.astimezone(place).replace(tzinfo=None) == shown}
        found += [_Candidate(one, day, exists=True) for one in real] or [_Candidate(readings[0], day, exists=False)]
    return sorted(found)


def _readings(clock: time, day: date, place: tzinfo) -> list[Instant]:
    """Return the two readings of a local time: by the offset before a change of clocks, and by the one after."""
    return [instant(datetime.combine(day, clock.replace(fold=fold), tzinfo=place)) for fold in (0, 1)]


def _existing(candidate: _Candidate, typed: _Typed, zone: ZoneInfo) -> Instant:
    """Return the candidate's instant, or raise that it is skipped, and which clock times there are around it."""
    found, day, exists = candidate
    if exists:
        return found
    later, earlier = (reading.astimezone(zone) for reading in _readings(typed.clock, day, zone))
    gap = (later.utcoffset() or _NOTHING) - (earlier.utcoffset() or _NOTHING)
    beside = (
        _digits(local.time()) if local.date() == day else f"{local.date()} {_digits(local.time())}"
        for local in (earlier, later)
    )
    raise ValueError(
        f"{_digits(typed.clock)} doesn't exist on {_spelled(day)} in {zone}, where clocks go forward by "
        f"{spell_duration(gap)}: write {' or '.join(beside)}"
    )


def _spelled(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _digits(clock: time) -> str:
    return clock.isoformat("seconds" if clock.second else "minutes")
