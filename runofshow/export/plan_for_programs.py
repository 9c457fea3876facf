"""The plan for other programs: JSON (`plan --json`), and iCalendar (RFC 5545) with one event a block."""

# Imported where a calendar is written, because JSON needs neither: `icalendar`, which folds and escapes, and `handout`.

import re
from datetime import datetime

from runofshow.agenda.model import Agenda, Item, Panel
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.json_values import (
    instant_value,
    json_text,
    safe_lines,
    seconds,
    speakers_fields,
    typed_value,
)
from runofshow.text import slug


def plan_json(agenda: Agenda, _options: Options = DEFAULTS) -> bytes:
    """Return the timed run of show as a JSON object: durations in seconds, instants in the event's zone."""

    def shown(instant: datetime) -> str:
        return instant_value(instant, agenda.timezone)

    rows = [
        {
            "id": row.block.id,
            "segment": typed_value(row.segment),
            "kind": row.block.kind,
            "item": row.block.type if isinstance(row.block, Item) else None,
            "title": typed_value(row.block.title),
            **speakers_fields(row.block),
            "start": shown(row.start),
            "end": shown(row.end),
            "duration": seconds(row.duration),
            "min": seconds(row.block.min),
            "handover": seconds(row.handover),
        }
        for row in planned(agenda).rows
    ]
    whole = {
        "title": typed_value(agenda.title),
        "start": shown(agenda.start),
        "end": shown(agenda.end),
        "timezone": agenda.timezone.key,
        "blocks": rows,
    }
    return json_text(whole).encode()


def plan_ics(agenda: Agenda, options: Options) -> bytes:
    """Return a calendar with an event for each block, for people outside: no notes, no introductions.

    Times are in UTC, because some programs drop a description of a zone. An event keeps its UID as long as the agenda
    keeps its `uid` and the block its `id`, whatever day, title, order or speaker they come to have. `options.written`
    is the stamp of each event, and `options.sequence` its SEQUENCE, which rises with each version of the file.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//runofshow//run of show//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", safe_lines(agenda.title))
    calendar.add("x-wr-timezone", agenda.timezone.key)
    meeting = agenda.uid or f"{slug(agenda.title)}.{agenda.date:%Y%m%d}"
    for row in planned(agenda).rows:
        event = Event()
        event.add("uid", f"{row.block.id}.{meeting}@runofshow")
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
        calendar.add_component(event)
    whole: bytes = calendar.to_ical()
    return whole


def _description(row: Planned) -> str:
    """Return what the speaker is; where several speak, or the title is another, who they are; who moderates a panel."""
    from runofshow.export.handout import described

    people = row.block.people
    if len(people) == 1 and row.block.title == people[0].name:
        return "\n".join(described(people[0])[1:])
    lines = [", ".join(described(speaker)) for speaker in people]
    if isinstance(row.block, Panel) and row.block.moderator is not None:
        lines.insert(0, f"Moderator: {', '.join(described(row.block.moderator))}")
    return "\n".join(lines)


def next_sequence(calendar: bytes) -> int:
    """Return the SEQUENCE of the version that follows on a file of `plan_ics`: 0 after a file without events."""
    if b"BEGIN:VEVENT" not in calendar:
        return 0
    return 1 + max(map(int, re.findall(rb"^SEQUENCE:(\d{1,9})\s*$", calendar, re.MULTILINE)), default=0)
