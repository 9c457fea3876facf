"""The plan as iCalendar (RFC 5545), by the `icalendar` package, which folds and escapes: one event a block."""

from datetime import date, datetime
from typing import Final

from icalendar import Calendar, Event

from runofshow.agenda.model import Agenda, Speaker
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formats import Options
from runofshow.export.json_values import safe_lines
from runofshow.text import slug

_PRODUCT: Final = "-//runofshow//run of show//EN"
_HOST: Final = "runofshow"


def plan_ics(agenda: Agenda, options: Options) -> bytes:
    """Return a calendar in the meeting's zone, which it describes. `options.written` is the stamp of each event.

    An event keeps its UID when the agenda changes, as long as its block keeps its id and the meeting title and day: a
    calendar that takes the file again moves events and doubles none. For people outside: no notes, no introductions.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", safe_lines(agenda.title))
    calendar.add("x-wr-timezone", agenda.timezone.key)
    for row in planned(agenda).rows:
        calendar.add_component(_event(row, agenda, options.written))
    calendar.add_missing_timezones(date(agenda.date.year - 1, 1, 1), date(agenda.date.year + 2, 1, 1))
    whole: bytes = calendar.to_ical()
    return whole


def _event(row: Planned, agenda: Agenda, written: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(row, agenda))
    event.add("dtstamp", written.replace(microsecond=0))
    event.add("dtstart", _shown(row.start, agenda))
    event.add("dtend", _shown(row.end, agenda))
    event.add("summary", safe_lines(row.block.title))
    event.add("categories", [safe_lines(row.segment)])
    if description := _description(row):
        event.add("description", description)
    if agenda.venue:
        event.add("location", safe_lines(agenda.venue))
    return event


def _uid(row: Planned, agenda: Agenda) -> str:
    return f"{row.block.id}.{slug(agenda.title)}.{agenda.date:%Y%m%d}@{_HOST}"


def _shown(instant: datetime, agenda: Agenda) -> datetime:
    """Return an instant in the meeting's zone, to the second, which is what a calendar knows.

    In UTC in the hour that the end of summer time brings twice: a zone's name alone can't tell which of the two it is.
    """
    local = instant.astimezone(agenda.timezone).replace(microsecond=0)
    return instant.replace(microsecond=0) if local.fold else local


def _description(row: Planned) -> str:
    """Return what the speaker is; where several speak, or the title is another, who they are."""
    people = row.block.people
    if len(people) == 1 and row.block.title == people[0].name:
        return "\n".join(
            safe_lines(text) for text in (people[0].title, people[0].organization, people[0].country) if text
        )
    return "\n".join(_announced(speaker) for speaker in people)


def _announced(speaker: Speaker) -> str:
    parts = (speaker.name, speaker.title, speaker.organization, speaker.country)
    return ", ".join(safe_lines(part) for part in parts if part)
