"""The plan as iCalendar (RFC 5545), by the `icalendar` package, which folds and escapes: one event a block."""

import re
from typing import Final

from icalendar import Calendar, Event

from runofshow.agenda.model import Agenda, Panel, Speaker
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formats import Options
from runofshow.export.json_values import safe_lines
from runofshow.text import slug

_PRODUCT: Final = "-//runofshow//run of show//EN"
_HOST: Final = "runofshow"


def plan_ics(agenda: Agenda, options: Options) -> bytes:
    """Return a calendar with an event for each block, for people outside: no notes, no introductions.

    Times are in UTC, because some programs drop a description of a zone. An event keeps its UID as long as the agenda
    keeps its `uid` and the block its `id`, whatever day, title, order or speaker they come to have. `options.written`
    is the stamp of each event, and `options.sequence` its SEQUENCE, which rises with each version of the file.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", safe_lines(agenda.title))
    calendar.add("x-wr-timezone", agenda.timezone.key)
    for row in planned(agenda).rows:
        calendar.add_component(_event(row, agenda, options))
    whole: bytes = calendar.to_ical()
    return whole


def _event(row: Planned, agenda: Agenda, options: Options) -> Event:
    event = Event()
    event.add("uid", _uid(row, agenda))
    event.add("sequence", options.sequence)
    event.add("dtstamp", options.written.replace(microsecond=0))
    event.add("dtstart", row.start.replace(microsecond=0))
    event.add("dtend", row.end.replace(microsecond=0))
    event.add("summary", safe_lines(row.block.title))
    event.add("categories", [safe_lines(row.segment)])
    if description := _description(row):
        event.add("description", description)
    if agenda.venue:
        event.add("location", safe_lines(agenda.venue))
    return event


def _uid(row: Planned, agenda: Agenda) -> str:
    meeting = agenda.uid or f"{slug(agenda.title)}.{agenda.date:%Y%m%d}"
    return f"{row.block.id}.{meeting}@{_HOST}"


def next_sequence(calendar: bytes) -> int:
    """Return the SEQUENCE of the version that follows on a file of `plan_ics`: 0 after a file without events."""
    if b"BEGIN:VEVENT" not in calendar:
        return 0
    return 1 + max(map(int, re.findall(rb"^SEQUENCE:(\d{1,9})\s*$", calendar, re.MULTILINE)), default=0)


def _description(row: Planned) -> str:
    """Return what the speaker is; where several speak, or the title is another, who they are; who moderates a panel."""
    people = row.block.people
    if len(people) == 1 and row.block.title == people[0].name:
        return "\n".join(
            safe_lines(text) for text in (people[0].title, people[0].organization, people[0].country) if text
        )
    moderator = row.block.moderator if isinstance(row.block, Panel) else None
    led_by = [] if moderator is None else [f"Moderator: {_announced(moderator)}"]
    return "\n".join([*led_by, *(_announced(speaker) for speaker in people)])


def _announced(speaker: Speaker) -> str:
    parts = (speaker.name, speaker.title, speaker.organization, speaker.country)
    return ", ".join(safe_lines(part) for part in parts if part)
