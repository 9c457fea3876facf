"""Time zones, by the names that people type."""

from contextlib import suppress
from string import ascii_letters, digits
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from runofshow.agenda.durations import QUOTED
from runofshow.text import clip, in_one_spelling

_IN_KEYS: Final = frozenset(f"{ascii_letters}{digits}_+/-")
_NO_PLACES: Final = ("localtime", "posixrules")
_NOT_IN: Final = ("posix/", "right/")
"""Files beside the zones that mean something else on every machine, or count leap seconds."""

_ZONE_OF_SEAT: Final = {
    "bonn": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "the hague": "Europe/Amsterdam",
    "washington": "America/New_York",
}
"""Seats of the United Nations system that no zone is named after."""

_LONGEST_NAME: Final = 64


def parse_zone(text: str) -> ZoneInfo:
    """Return the time zone of that name, as ``America/New_York``.

    Raises:
        ValueError: if there is none; with the name that is most like it.
    """
    key = text.strip()
    if 0 < len(key) <= _LONGEST_NAME and key[0].isalpha() and _IN_KEYS.issuperset(key) and _is_place(key):
        with suppress(KeyError, ValueError, OSError):  # a folder, or a file that is no zone, on this machine
            return ZoneInfo(key)
    if not key:
        raise ValueError("a time zone is missing: write it like America/New_York")
    likely = _most_like(key[:_LONGEST_NAME])
    hint = f"; did you mean '{likely}'?" if likely else ": write it like America/New_York"
    raise ValueError(f"unknown time zone '{clip(key, QUOTED)}'{hint}")


def _is_place(key: str) -> bool:
    return key not in _NO_PLACES and not key.startswith(_NOT_IN)


def _most_like(key: str) -> str | None:
    """Return the zone whose name, or whose place, is most like the key, if any is."""
    from rapidfuzz import fuzz

    name, place = _words(key), _words(key.rpartition("/")[2])
    if place in _ZONE_OF_SEAT:
        return _ZONE_OF_SEAT[place]

    def likeness(zone: str) -> float:
        return max(fuzz.ratio(name, _words(zone)), fuzz.ratio(place, _words(zone.rpartition("/")[2])))

    # Etc/GMT+2 lies two hours west of Greenwich: nobody who types UTC+2 means it.
    zones = [zone for zone in available_timezones() if not zone.startswith("Etc/") and _is_place(zone)]
    best = max(sorted(zones), key=likeness, default="")
    return best if best and likeness(best) >= 78 else None


def _words(key: str) -> str:
    return in_one_spelling(key.replace("_", " "))
