"""The time zone that a place is in, where its city names one."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from runofshow.agenda.zones import parse_zone
from runofshow.text import in_one_spelling

_AREAS: Final = ("Africa", "America", "Asia", "Australia", "Europe", "Pacific")

_OTHERS: Final[Mapping[str, str]] = {
    "geneva": "Europe/Zurich",
    "genève": "Europe/Zurich",
    "bonn": "Europe/Berlin",
    "the hague": "Europe/Amsterdam",
    "washington": "America/New_York",
    "new delhi": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
    "abu dhabi": "Asia/Dubai",
    "doha": "Asia/Qatar",
    "vienne": "Europe/Vienna",
    "nueva york": "America/New_York",
    "ginebra": "Europe/Zurich",
}
"""Where meetings are held, and no zone is called so."""


def zone_of(place: str) -> ZoneInfo | None:
    """The zone of the city that a place names: `America/New_York` for ``Conference Room 4, New York``.

    None where it names no city that is known, or cities of several zones.
    """
    spelled = in_one_spelling(place)
    named = {zone for city, zone in _cities().items() if re.search(rf"\b{re.escape(city)}\b", spelled)}
    return parse_zone(named.pop()) if len(named) == 1 else None


@cache
def _cities() -> Mapping[str, str]:
    """Cities in one spelling, each with its zone; those of one name in two zones are left out."""
    zones: defaultdict[str, set[str]] = defaultdict(set)
    for zone in available_timezones():
        area, _, city = zone.partition("/")
        if area in _AREAS and "/" not in city:
            zones[in_one_spelling(city.replace("_", " "))].add(zone)
    return {city: one.pop() for city, one in zones.items() if len(one) == 1} | dict(_OTHERS)
