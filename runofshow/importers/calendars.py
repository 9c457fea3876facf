"""iCalendar (RFC 5545) -> a table, by the `icalendar` package: one event a row, in the order of their beginnings."""

import quopri
from collections.abc import Iterator, Sequence
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
from runofshow.importers.cells import Cell, Elapsed, Table, even
from runofshow.importers.findings import Findings
from runofshow.importers.questions import NoRundown
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_in_lines, joined
from runofshow.importers.texts import one_line, paragraphs, prose
from runofshow.instants import Instant, instant

_MOST_EVENTS: Final = 2_000
_LONGEST_EVENT: Final = timedelta(days=1_000)
"""Far longer than a meeting, and short enough for its end to be a date."""

_HEADINGS: Final = ("DTSTART", "Duration", "SUMMARY", "CATEGORIES", "Location", "DESCRIPTION")
_FIELDS: Final = ("start", "length", "title", "segment", "room", "notes")


@dataclass(frozen=True, slots=True)
class _Event:
    """An event that takes place at a time of day."""

    event: Component
    start: datetime
    """In UTC; without a zone where the calendar gives none: it is then a time wherever the meeting is."""
    end: datetime
    length: timedelta

    @property
    def key(self) -> tuple[datetime, timedelta]:
        """In order of their beginnings, what lasts longest first."""
        return _aware(self.start), -self.length

    @property
    def title(self) -> str:
        """The event's summary, in one line."""
        return one_line(_text(self.event, "SUMMARY"))


def read_calendar(content: bytes, name: str, findings: Findings) -> Table:
    """Return the rows that a calendar's events make.

    Raises:
        NoRundown: it is no calendar, or has no event with a time.
    """
    calendar = _parsed(content, name)
    left_out: list[str] = []
    events = sorted(_events(calendar, left_out, findings), key=lambda one: one.key)
    for sentence in left_out:
        findings.add(sentence)
    if not events:
        message = f"{name} holds no event with a time of day" + (f": {'; '.join(left_out)}" if left_out else "")
        raise NoRundown(message)
    if len(events) > _MOST_EVENTS:
        message = f"{name} holds {len(events):,} events: that is no run of show"
        raise NoRundown(message)
    facts = Facts(title=one_line(str(calendar.get("X-WR-CALNAME", ""))), zone=_zone(calendar, events))
    if _spans_all(events):
        whole, *events = events
        facts = _facts_of(whole, facts)
        findings.add(f"'{whole.title[:60]}' spans all others: it is the meeting itself")
    elif facts.title:
        findings.add(f"the title is the calendar's name: {facts.title}")
    return Table("", even([_HEADINGS, *map(_row, events)]), tuple(range(len(events) + 1)), "event", _FIELDS, facts)


def _row(one: _Event) -> list[Cell]:
    texts = (_text(one.event, name) for name in ("LOCATION", "DESCRIPTION"))
    length = Elapsed(one.length, shows_seconds=True) if one.length else None
    return [one.start, length, _text(one.event, "SUMMARY"), _categories(one.event), *texts]


def _parsed(content: bytes, name: str) -> Calendar:
    try:
        return Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, InvalidCalendar) as error:
        message = f"{name} is a calendar that can't be read: {one_line(str(error))[:120]}"
        raise NoRundown(message) from None


def _events(calendar: Calendar, left_out: list[str], findings: Findings) -> Iterator[_Event]:
    shown_in = _named_zone(str(calendar.get("X-WR-TIMEZONE", ""))) or UTC
    for event in calendar.walk("VEVENT"):
        title = one_line(_text(event, "SUMMARY"))[:60] or "an event without a title"
        start = _moment(event, "DTSTART")
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            left_out.append(f"'{title}' is left out: it is cancelled")
        elif start is None:
            left_out.append(f"'{title}' is left out: it has no time of day")
        else:
            if "RRULE" in event:
                findings.add("events that come again and again: their first time is taken", f"'{title}'")
            length = _length(event, start, shown_in)
            yield _Event(event, start, _moment(event, "DTEND") or start + length, length)


def _moment(event: Component, name: str) -> datetime | None:
    """Return a time of day; None where there is none, or it can't be read."""
    found = event.get(name)
    moment = found.dt if isinstance(found, vDDDTypes) else None
    if not isinstance(moment, datetime) or moment.year not in YEARS:
        return None
    return moment if moment.tzinfo is None else instant(moment)


def _length(event: Component, start: datetime, shown_in: tzinfo) -> timedelta:
    found = event.get("DURATION")
    duration = found.td if isinstance(found, vDuration) else found.dt if isinstance(found, vDDDTypes) else None
    if not isinstance(duration, timedelta):
        end = _moment(event, "DTEND")
        duration = timedelta(0) if end is None else _aware(end, shown_in) - _aware(start, shown_in)
    return min(max(timedelta(0), duration), _LONGEST_EVENT)


def _aware(moment: datetime, shown_in: tzinfo = UTC) -> Instant:
    """Return an instant to compare with others; of a time without a zone the one in `shown_in`."""
    return instant(moment if moment.tzinfo is not None else moment.replace(tzinfo=shown_in))


def _zone(calendar: Calendar, events: Sequence[_Event]) -> ZoneInfo | None:
    """Return the zone that the first event with one is in, else the one in which the calendar is shown.

    A calendar may call its zones what it likes: by their names, by those of Windows, or with a maker's name before.
    """
    names = [str(one.event["DTSTART"].params.get("TZID", "")) for one in events]
    named = (_named_zone(name) for name in dict.fromkeys([*names, str(calendar.get("X-WR-TIMEZONE", ""))]))
    return next((zone for zone in named if zone is not None), None)


def _named_zone(name: str) -> ZoneInfo | None:
    parts = name.strip("/").split("/")
    for known in (WINDOWS_TO_OLSON.get(name, name), "/".join(parts[-2:]), "/".join(parts[-3:])):
        with suppress(ValueError):
            return parse_zone(known)
    return None


def _spans_all(events: Sequence[_Event]) -> bool:
    """Tell whether the first event holds all others, and these take place where it does."""
    first, *others = events
    end = _aware(first.start) + first.length
    return len(others) > 1 and all(_aware(one.start) + one.length <= end for one in others)


def _facts_of(whole: _Event, known: Facts) -> Facts:
    said = replace(
        known,
        title=whole.title or known.title,
        start=whole.start,
        end=whole.end,
        venue=one_line(_text(whole.event, "LOCATION")),
    )
    described, others = facts_in_lines(_text(whole.event, "DESCRIPTION"))
    return joined(said, replace(described, notes=paragraphs(described.notes, prose(others))))


def _categories(event: Component) -> str:
    """Return what the event is filed under: a segment of the meeting."""
    names = getattr(event.get("CATEGORIES"), "cats", None) or ()
    return ", ".join(str(name) for name in names)


def _text(event: Component, name: str) -> str:
    """Return a text, also in the quoted-printable of the calendars before RFC 5545."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return ""
    parameters = getattr(value, "params", {})
    if str(parameters.get("ENCODING", "")).upper() == "QUOTED-PRINTABLE":
        return quopri.decodestring(str(value).encode()).decode("utf-8", "replace").strip()
    return str(value).strip()
