"""iCalendar (RFC 5545) -> a table, by the `icalendar` package: one event a row, in the order of their beginnings."""

import quopri
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, vDDDTypes, vDuration
from icalendar.error import InvalidCalendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from runofshow.agenda.model import YEARS
from runofshow.agenda.zones import parse_zone
from runofshow.importers.cells import Cell, Elapsed, Table, listed
from runofshow.importers.questions import Findings, NoRundown
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_in_lines, joined
from runofshow.importers.texts import one_line, paragraphs, prose
from runofshow.instants import Instant, instant

_LONGEST_EVENT: Final = timedelta(days=1_000)
"""Far longer than a meeting, and short enough for its end to be a date."""

_FIELDS: Final = {
    "DTSTART": "start",
    "Duration": "length",
    "SUMMARY": "title",
    "CATEGORIES": "segment",
    "Location": "room",
    "DESCRIPTION": "notes",
}


@dataclass(frozen=True, slots=True)
class _Event:
    """An event with a time of day: in UTC or, where the calendar gives no zone, in the zone of the meeting."""

    texts: Component
    title: str
    start: datetime
    end: datetime
    length: timedelta


def read_calendar(content: bytes, name: str, findings: Findings) -> Table:
    """Return a row for each event; raise NoRundown where it is no calendar, or has no event with a time."""
    try:
        calendar = Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, InvalidCalendar) as error:
        raise NoRundown(name, f"is a calendar that can't be read: {one_line(str(error))[:120]}") from None
    events, left_out = _events(calendar, findings)
    for sentence in left_out:
        findings.add(sentence)
    if not events:
        raise NoRundown(name, "holds no event with a time of day" + (f": {'; '.join(left_out)}" if left_out else ""))
    if len(events) > 2_000:
        raise NoRundown(name, f"holds {len(events):,} events: that is no run of show")
    zones = [str(one.texts["DTSTART"].params.get("TZID", "")) for one in events]
    zones.append(str(calendar.get("X-WR-TIMEZONE", "")))
    zone = next(filter(None, map(_named_zone, dict.fromkeys(zones))), None)
    facts = Facts(title=one_line(str(calendar.get("X-WR-CALNAME", ""))), zone=zone)
    first, *others = events
    over = [_aware(one.start) + one.length for one in events]
    if len(others) > 1 and max(over) == over[0]:
        events = others
        findings.add(f"'{first.title[:60]}' spans all others: it is the meeting itself")
        described, lines = facts_in_lines(_text(first.texts, "DESCRIPTION"))
        venue = one_line(_text(first.texts, "LOCATION"))
        facts = replace(facts, title=first.title or facts.title, start=first.start, end=first.end, venue=venue)
        facts = joined(facts, replace(described, notes=paragraphs(described.notes, prose(lines))))
    elif facts.title:
        findings.add(f"the title is the calendar's name: {facts.title}")
    return listed([_row(one) for one in events], _FIELDS, "event", facts)


def _row(one: _Event) -> dict[str, Cell]:
    return {
        "DTSTART": one.start,
        "Duration": Elapsed(one.length) if one.length else None,
        "SUMMARY": _text(one.texts, "SUMMARY"),
        "CATEGORIES": ", ".join(map(str, getattr(one.texts.get("CATEGORIES"), "cats", None) or ())),
        "Location": _text(one.texts, "LOCATION"),
        "DESCRIPTION": _text(one.texts, "DESCRIPTION"),
    }


def _events(calendar: Calendar, findings: Findings) -> tuple[list[_Event], list[str]]:
    """Return the events in the order of their beginnings, the longest first; and sentences on those left out."""
    shown_in = _named_zone(str(calendar.get("X-WR-TIMEZONE", ""))) or UTC
    events: list[_Event] = []
    left_out: list[str] = []
    for event in calendar.walk("VEVENT"):
        title = one_line(_text(event, "SUMMARY"))
        called = title[:60] or "an event without a title"
        start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            left_out.append(f"'{called}' is left out: it is cancelled")
        elif start is None:
            left_out.append(f"'{called}' is left out: it has no time of day")
        else:
            if "RRULE" in event:
                findings.add("events that come again and again: their first time is taken", f"'{called}'")
            found = event.get("DURATION")
            length = found.td if isinstance(found, vDuration) else found.dt if isinstance(found, vDDDTypes) else None
            if not isinstance(length, timedelta):
                length = timedelta(0) if end is None else _aware(end, shown_in) - _aware(start, shown_in)
            length = min(max(timedelta(0), length), _LONGEST_EVENT)
            events.append(_Event(event, title, start, end or start + length, length))
    return sorted(events, key=lambda one: (_aware(one.start), -one.length)), left_out


def _moment(event: Component, name: str) -> datetime | None:
    """Return a time of day; None where there is none, or it can't be read."""
    found = event.get(name)
    moment = found.dt if isinstance(found, vDDDTypes) else None
    if not isinstance(moment, datetime) or moment.year not in YEARS:
        return None
    return moment if moment.tzinfo is None else instant(moment)


def _aware(moment: datetime, shown_in: tzinfo = UTC) -> Instant:
    """Return an instant to compare with others; of a time without a zone the one in `shown_in`."""
    return instant(moment if moment.tzinfo is not None else moment.replace(tzinfo=shown_in))


def _named_zone(name: str) -> ZoneInfo | None:
    """Return the zone of a name: its own, or that of Windows, or with a maker's name before it."""
    parts = name.strip("/").split("/")
    for known in (WINDOWS_TO_OLSON.get(name, name), "/".join(parts[-2:]), "/".join(parts[-3:])):
        with suppress(ValueError):
            return parse_zone(known)
    return None


def _text(event: Component, name: str) -> str:
    """Return a text, also in the quoted-printable of the calendars before RFC 5545."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    text = "" if value is None else str(value)
    if str(getattr(value, "params", {}).get("ENCODING", "")).upper() == "QUOTED-PRINTABLE":
        text = quopri.decodestring(text.encode()).decode("utf-8", "replace")
    return text.strip()
