"""Lengths of time: as people type them, as the agenda spells them, as screens show them."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Final

from runofshow.text import clip, in_one_spelling

# Patterns are compiled when they are first used: most commands read none of what they match.

LONGEST: Final = timedelta(hours=24)
"""The longest length of time that can be typed."""

QUOTED: Final = 40
"""So many cells of what was typed are quoted in a sentence that refuses it."""
_MOST_CHARACTERS: Final = 64
_SECOND: Final = timedelta(seconds=1)
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)

_NUMBER: Final = r"(\d{1,20}(?:\.\d{1,20})?)"
_UNITS: Final = (
    rf"(?:{_NUMBER} ?(?:h|hrs?|hours?)\.?)?"
    rf"(?: ?{_NUMBER} ?(?:m|mins?|minutes?)\.?)?"
    rf"(?: ?{_NUMBER} ?(?:s|secs?|seconds?)\.?)?"
)
_ISO_8601: Final = rf"pt(?=.)(?:{_NUMBER}h)?(?:{_NUMBER}m)?(?:{_NUMBER}s)?"
_COLONS: Final = r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,4})"
_WITHOUT_UNIT: Final = rf"(?P<before>(?:[^:]*[a-z]\.? ?)?){_NUMBER}"


def parse_duration(text: str) -> timedelta:
    """Return the length of time that the text names, from 0 to 24 hours, to the nearest microsecond.

    Read are ``7m``, ``7 min``, ``90s``, ``1h30m``, ``1.5h``, ``7:00`` (m:ss), ``1:07:00`` (h:mm:ss) and ISO 8601's
    ``PT7M``, in any case, with spaces around.

    Raises:
        ValueError: with a sentence that says what to write instead.
    """
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(
            f"'{clip(text[:_MOST_CHARACTERS], 20)}' is too long for a length of time: write it like 7m, 1h30m or 7:00"
        )
    typed = in_one_spelling(text)
    if not typed:
        raise ValueError("a length of time is missing: write it like 7m, 1h30m or 7:00")
    if colons := re.fullmatch(_COLONS, typed):
        return _from_colons(typed, *colons.groups())
    if parts := re.fullmatch(_UNITS, typed) or re.fullmatch(_ISO_8601, typed.replace(",", ".")):
        return _from_parts(typed, *parts.groups())
    raise ValueError(_why_unread(typed))


def parse_signed_duration(text: str) -> timedelta:
    """Return the length of time that the text names, less than nothing where ``-`` leads; ``+`` is as good as no sign.

    Otherwise as `parse_duration`.

    Raises:
        ValueError: with a sentence that says what to write instead.
    """
    typed = text.strip()
    sign = in_one_spelling(typed[:1])
    length = parse_duration(typed[1:] if sign in {"+", "-"} else typed)
    return -length if sign == "-" else length


def spell_duration(value: timedelta) -> str:
    """Return the length of time as the agenda spells it: ``7m``, ``1h30m``, ``1m30s``, ``1.5s``, ``0s``.

    `parse_duration` reads it back exactly, up to 24 hours; one less than nothing leads with ``-``, for
    `parse_signed_duration`.
    """
    if value < timedelta(0):
        return "-" + spell_duration(-value)
    hours, rest = divmod(value, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    seconds = f"{rest.seconds}.{rest.microseconds:06}".rstrip("0").rstrip(".")
    parts = ((str(hours), "h"), (str(minutes), "m"), (seconds, "s"))
    return "".join(number + unit for number, unit in parts if number != "0") or "0s"


def clock_digits(value: timedelta) -> str:
    """Return ``m:ss``, from an hour on ``h:mm:ss``; parts of a second are cut off.

    A length less than nothing leads with ``-`` once it is a whole second.
    """
    seconds = abs(value) // _SECOND
    sign = "-" if value < timedelta(0) and seconds else ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}" if hours else f"{sign}{minutes}:{seconds:02}"


def countdown_digits(remaining: timedelta) -> str:
    """Return a countdown's digits: what is left rounded up to the second, then overtime rounded down, led by ``+``.

    So each reading stands for one whole second, ``0:00`` for the first one after time was up.
    """
    if remaining > timedelta(0):
        return clock_digits(-(-remaining // _SECOND) * _SECOND)
    return signed_digits(-remaining)


def signed_digits(offset: timedelta) -> str:
    """Return ``+2:00`` for behind, ``-0:30`` for ahead, ``0:00`` within a second of the plan; rounded toward zero."""
    digits = clock_digits(offset)
    return f"+{digits}" if offset >= _SECOND else digits


def _from_colons(typed: str, hours: str | None, minutes: str, seconds: str) -> timedelta:
    after_a_colon = {"seconds": seconds} if hours is None else {"minutes": minutes, "seconds": seconds}
    for unit, digits in after_a_colon.items():
        if len(digits) != 2 and int(digits) <= 59:
            raise ValueError(f"{typed} is unclear: write two digits for the {unit}, as in 7:05 or 1:07:00")
    total = _from_parts(typed, hours, minutes, seconds)
    for unit, digits in (("minutes", minutes), ("seconds", seconds)):
        if int(digits) > 59:
            raise ValueError(f"{typed} has {int(digits)} {unit}, which go up to 59 here: write {spell_duration(total)}")
    return total


def _from_parts(typed: str, hours: str | None, minutes: str | None, seconds: str | None) -> timedelta:
    units = ((hours, _HOUR), (minutes, _MINUTE), (seconds, _SECOND))
    microsecond = timedelta(microseconds=1)
    microseconds = sum((Decimal(number or 0) * (unit // microsecond) for number, unit in units), start=Decimal(0))
    if microseconds > LONGEST // microsecond:
        longest = spell_duration(LONGEST)
        raise ValueError(f"{clip(typed, QUOTED)} is longer than {longest}, the most that a length of time can be")
    return int(microseconds.to_integral_value()) * microsecond


def _why_unread(typed: str) -> str:
    if typed.startswith("-"):
        return f"{clip(typed, QUOTED)} is less than nothing: write a length of time like 7m, 1h30m or 7:00"
    if bare := re.fullmatch(_WITHOUT_UNIT, typed):
        before, number = bare["before"].strip(), bare[2]
        known = before if re.fullmatch(_UNITS, before) else ""
        readings = [
            f"{known}{clip(number, QUOTED)}{unit[0]} for {unit}"
            for unit in ("minutes", "seconds")
            if re.fullmatch(_UNITS, f"{known}{number}{unit}")
        ]
        if readings:
            return f"{clip(number, QUOTED)} has no unit: write {' or '.join(readings)}"
    return f"'{clip(typed, QUOTED)}' is no length of time: write it like 7m, 1h30m or 7:00"
