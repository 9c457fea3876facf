"""iCalendar (RFC 5545) -> a rundown, by the `icalendar` package: one event a row, in the order of their beginnings."""

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
from runofshow.importers.open_questions import NoRundown
from runofshow.importers.rundown import Facts, Item, Rundown
from runofshow.importers.sheet_header import facts_in_lines, joined
from runofshow.importers.texts import one_line, paragraphs, prose, too_long
from runofshow.instants import Instant, instant

_MOST_EVENTS: Final = 2_000
_LONGEST_EVENT: Final = timedelta(days=1_000)
"""Far longer than a meeting, and short enough for its end to be a date."""


@dataclass(frozen=True, slots=True)
class _Timed:
    """An event that takes place at a time of day."""

    event: Component
    start: datetime
    """In UTC; without a zone where the calendar gives none: it is then a time wherever the meeting is."""
    end: datetime
    """Likewise."""
    length: timedelta

    @property
    def key(self) -> tuple[datetime, timedelta]:
        """In order of their beginnings, what lasts longest first."""
        return _aware(self.start), -self.length

    @property
    def title(self) -> str:
        """What the event is called."""
        return one_line(_text(self.event, "SUMMARY"))


def read_calendar(content: bytes, name: str) -> Rundown:
    """The rundown that a calendar's events make.

    Raises:
        NoRundown: it is no calendar, or has no event with a time.
    """
    calendar = _parsed(content, name)
    told: list[str] = []
    events = sorted(_timed(calendar, told), key=lambda one: one.key)
    if not events:
        message = f"{name} holds no event with a time of day" + (f": {'; '.join(told)}" if told else "")
        raise NoRundown(message)
    if len(events) > _MOST_EVENTS:
        message = f"{name} holds {len(events):,} events: that is no run of show"
        raise NoRundown(message)
    facts = Facts(
        title=one_line(str(calendar.get("X-WR-CALNAME", ""))), zone=_zone(calendar, events), venue=_common_place(events)
    )
    if _spans_all(events):
        whole, *events = events
        facts = _facts_of(whole, facts)
        told.append(f"'{whole.title[:60]}' spans all others: it is the meeting itself")
    elif facts.title:
        told.append(f"the title is the calendar's name: {facts.title}")
    items = tuple(_item(number, one, facts.venue) for number, one in enumerate(events, start=1))
    return Rundown(items, facts, (f"{len(items)} events: summary → item, description → notes", *told))


def _parsed(content: bytes, name: str) -> Calendar:
    try:
        calendar = Calendar.from_ical(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, InvalidCalendar) as error:
        message = f"{name} is a calendar that can't be read: {one_line(str(error))[:120]}"
        raise NoRundown(message) from None
    return calendar


def _timed(calendar: Calendar, told: list[str]) -> Iterator[_Timed]:
    shown_in = _named_zone(str(calendar.get("X-WR-TIMEZONE", ""))) or UTC
    for event in calendar.walk("VEVENT"):
        title = one_line(_text(event, "SUMMARY"))[:60] or "an event without a title"
        start = _moment(event, "DTSTART")
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            told.append(f"'{title}' is left out: it is cancelled")
        elif start is None:
            told.append(f"'{title}' is left out: it has no time of day")
        else:
            if "RRULE" in event:
                told.append(f"'{title}' comes again and again: its first time is taken")
            length = _length(event, start, shown_in)
            yield _Timed(event, start, _moment(event, "DTEND") or start + length, length)


def _moment(event: Component, name: str) -> datetime | None:
    """A time of day; None where there is none, or it can't be read."""
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
    """An instant to compare with others; of a time without a zone the one in `shown_in`."""
    return instant(moment if moment.tzinfo is not None else moment.replace(tzinfo=shown_in))


def _zone(calendar: Calendar, events: Sequence[_Timed]) -> ZoneInfo | None:
    """The zone that the first event with one is in, else the one in which the calendar is shown.

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


def _common_place(events: Sequence[_Timed]) -> str:
    """Where all events are; empty where they differ."""
    places = {one_line(_text(one.event, "LOCATION")) for one in events}
    return places.pop() if len(places) == 1 else ""


def _spans_all(events: Sequence[_Timed]) -> bool:
    """Whether the first event holds all others."""
    first, *others = events
    end = _aware(first.start) + first.length
    return len(others) > 1 and all(_aware(one.start) + one.length <= end for one in others)


def _facts_of(whole: _Timed, known: Facts) -> Facts:
    said = replace(
        known,
        title=whole.title or known.title,
        start=whole.start,
        end=whole.end,
        venue=one_line(_text(whole.event, "LOCATION")) or known.venue,
    )
    described, others = facts_in_lines(_text(whole.event, "DESCRIPTION"))
    return joined(said, replace(described, notes=paragraphs(described.notes, prose(others))))


def _item(number: int, one: _Timed, venue: str) -> Item:
    place = f"event {number}" + (f" ({one.title[:40]})" if one.title else "")
    where = one_line(_text(one.event, "LOCATION"))
    whole = _text(one.event, "SUMMARY")
    return Item(
        place,
        one.title,
        segment=one_line(_categories(one.event)),
        start=one.start,
        length=(one.length,) if one.length else (),
        notes=prose(
            paragraphs(
                whole if too_long(whole) else "",
                _text(one.event, "DESCRIPTION"),
                f"Location: {where}" if where and where != venue else "",
            )
        ),
    )


def _categories(event: Component) -> str:
    """What the event is filed under: a segment of the meeting."""
    filed = event.get("CATEGORIES")
    names = getattr(filed, "cats", None) or ()
    return ", ".join(str(name) for name in names)


def _text(event: Component, name: str) -> str:
    """A text, also in the quoted-printable of the calendars before RFC 5545."""
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    if value is None:
        return ""
    parameters = getattr(value, "params", {})
    if str(parameters.get("ENCODING", "")).upper() == "QUOTED-PRINTABLE":
        return quopri.decodestring(str(value).encode()).decode("utf-8", "replace").strip()
    return str(value).strip()
