"""Time zones, by the names of cities, of the zones themselves, and by what stands behind a clock time."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from runofshow.agenda.zones import parse_zone
from runofshow.importers.vocabulary import table
from runofshow.text import in_one_spelling

_IN_BRACKETS: Final = re.compile(r"\(([^)]*)\)")
_FURTHEST: Final = timedelta(hours=18)


def zone_of(place: str) -> ZoneInfo | None:
    """Return the zone of the city that a place names: `America/New_York` for ``Conference Room 4, New York``.

    None where it names no city that is known, or cities of several zones.
    """
    spelled = in_one_spelling(place)
    inside = [city for city in _cities() if city in spelled]
    named = {_cities()[city] for city in inside if re.search(rf"\b{re.escape(city)}\b", spelled)}
    return parse_zone(named.pop()) if len(named) == 1 else None


def zone_named(text: str) -> ZoneInfo | None:
    """Return the zone of that name, or of the city that the text names; None where it names none."""
    try:
        return parse_zone(text.strip())
    except ValueError:
        return zone_of(text)


def offset_named(text: str) -> tzinfo | None:
    """Return the offset from UTC that a text is: ``UTC``, ``+02:00``, ``GMT+2``, ``CEST``; None for anything else.

    One that is written as letters keeps them as its name.
    """
    spelled = in_one_spelling(text).strip(" ()[]")
    if (minutes := table("zones.toml")["offsets"].get(spelled)) is not None:
        return timezone(timedelta(minutes=minutes), spelled.upper()) if minutes or spelled == "bst" else UTC
    if (written := re.fullmatch(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?", spelled)) is None:
        return None
    size = timedelta(hours=int(written[2]), minutes=int(written[3] or 0))
    return timezone(size if written[1] == "+" else -size) if size <= _FURTHEST else None


def clock_in(text: str) -> tzinfo | None:
    """Return the zone of clock times that a heading or a line names: ``Time (New York)``, ``CEST (UTC+2)``.

    Cities count before offsets. None where it names none.
    """
    parts = [*_IN_BRACKETS.findall(text), *_IN_BRACKETS.sub(" ", text).split(), text]
    zones = (zone_of(part) or (zone_named(part) if "/" in part else None) for part in parts)
    return next(filter(None, zones), None) or next(filter(None, map(offset_named, parts)), None)


def is_the_same_clock(one: tzinfo, zone: ZoneInfo, day: datetime) -> bool:
    """Tell whether a zone, or an offset by its name, is what clocks in `zone` go by: CET and CEST are both Zurich's."""
    return one == zone or one.tzname(day) in {zone.tzname(day.replace(month=month, day=15)) for month in (1, 7)}


@cache
def _cities() -> Mapping[str, str]:
    """Return the zone of each city in one spelling; of cities in two zones only where a table says which."""
    zones: dict[str, set[str]] = {}
    for zone in available_timezones():
        area, _, city = zone.partition("/")
        if area in {"Africa", "America", "Asia", "Australia", "Europe", "Pacific"} and "/" not in city:
            zones.setdefault(in_one_spelling(city.replace("_", " ")), set()).add(zone)
    own = {in_one_spelling(city): zone for city, zone in table("zones.toml")["cities"].items()}
    return {city: one.pop() for city, one in zones.items() if len(one) == 1} | own
