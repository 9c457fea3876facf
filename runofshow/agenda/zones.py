"""Time zones, by the names that people type."""

import re
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from runofshow.text import clip, in_one_spelling

_ZONE_KEY: Final = r"[A-Za-z][A-Za-z0-9_+/-]{0,63}"
_NO_PLACE: Final = r"localtime|posixrules|(?:posix|right)/.*"
"""Files beside the zones that mean something else on every machine, or count leap seconds."""

_ZONE_OF_SEAT: Final = {
    "bonn": "Europe/Berlin",
    "geneva": "Europe/Zurich",
    "the hague": "Europe/Amsterdam",
    "washington": "America/New_York",
}
"""Seats of the United Nations system that no zone is named after."""

_LONGEST_NAME: Final = 64
_LIKE_ENOUGH: Final = 78.0


def parse_zone(text: str) -> ZoneInfo:
    """Return the time zone of that name, as ``America/New_York``.

    Raises:
        ValueError: if there is none; with the name that is most like it.
    """
    key = text.strip()
    if re.fullmatch(_ZONE_KEY, key) and not re.fullmatch(_NO_PLACE, key):
        try:
            return ZoneInfo(key)
        except (KeyError, ValueError, OSError):  # a folder, or a file that is no zone, on this machine
            pass
    raise ValueError(_unknown_zone(key))


def _unknown_zone(key: str) -> str:
    if not key:
        return "a time zone is missing: write it like America/New_York"
    sentence = f"unknown time zone '{clip(key, 40)}'"
    likely = _most_like(key[:_LONGEST_NAME])
    return f"{sentence}; did you mean '{likely}'?" if likely else f"{sentence}: write it like America/New_York"


def _most_like(key: str) -> str | None:
    """Return the zone whose name, or whose place, is most like the key, if any is."""
    from rapidfuzz import fuzz

    name, place = _words(key), _words(key.rsplit("/", 1)[-1])
    if place in _ZONE_OF_SEAT:
        return _ZONE_OF_SEAT[place]

    def likeness(zone: str) -> float:
        return max(fuzz.ratio(name, _words(zone)), fuzz.ratio(place, _words(zone.rsplit("/", 1)[-1])))

    # Etc/GMT+2 lies two hours west of Greenwich: nobody who types UTC+2 means it.
    zones = [
        zone for zone in available_timezones() if not zone.startswith("Etc/") and not re.fullmatch(_NO_PLACE, zone)
    ]
    best = max(sorted(zones), key=likeness, default="")
    return best if best and likeness(best) >= _LIKE_ENOUGH else None


def _words(key: str) -> str:
    return in_one_spelling(key.replace("_", " "))
