"""The schedule of a conference as pretalx and frab write it (`schedule.json`) -> a table: one talk a row."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from runofshow.importers.cells import Cell, Elapsed, Table, even
from runofshow.importers.clock_times import lengths
from runofshow.importers.findings import Findings
from runofshow.importers.questions import NoRundown
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_by_headings
from runofshow.importers.texts import one_line

_HEADINGS: Final = ("Day", "Start", "Duration", "Title", "Room", "Track", "Abstract", "Subtitle", "Type", "Language")
_FIELDS: Final = ("date", "start", "length", "title", "room", "segment", "notes", "notes", "notes", "notes")
_TEXTS: Final = ("abstract", "subtitle", "type", "language")
_MOST_SPEAKERS: Final = 9


def read_conference(schedule: Mapping[str, Any], name: str, findings: Findings) -> Table:
    """Return the talks of all days and rooms, in the order of their beginnings.

    Raises:
        NoRundown: it holds no talk with a time.
    """
    conference = schedule.get("conference")
    about: Mapping[str, Any] = conference if isinstance(conference, dict) else schedule
    rows = sorted(_talks(about), key=lambda row: (str(row[0]), str(row[1])))
    if not rows:
        message = f"{name} is a conference's schedule without a talk that has a time"
        raise NoRundown(message)
    findings.add("a conference's schedule, as pretalx and frab write it")
    count = max(len(row) for row in rows) - len(_HEADINGS)
    head = (*_HEADINGS, *(f"Speaker {number}" for number in range(1, count + 1)))
    fields = (*_FIELDS, *(["speaker"] * count))
    return Table("", even([head, *rows]), (), tuple(range(len(rows) + 1)), "talk", fields, _facts(about))


def _talks(about: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for day in _list(about.get("days")):
        rooms = day.get("rooms")
        for room, talks in rooms.items() if isinstance(rooms, dict) else ():
            for talk in _list(talks):
                begins, length = _start(talk), _length(_text(talk, "duration"))
                if begins is not None:
                    people = [_text(one, "public_name") or _text(one, "name") for one in _list(talk.get("persons"))]
                    texts = [_text(talk, key) or None for key in _TEXTS]
                    told = [_text(talk, "title"), str(room), _text(talk, "track"), *texts]
                    yield [_text(day, "date"), begins, length, *told, *people[:_MOST_SPEAKERS]]


def _start(talk: Mapping[str, Any]) -> Cell:
    """Return when a talk begins, by the clock of the place: with its date and offset where they are written."""
    clock = _text(talk, "start")
    try:
        moment = datetime.fromisoformat(_text(talk, "date"))
    except ValueError:
        return clock or None
    return moment if clock[:5] in {"", f"{moment:%H:%M}"} or moment.tzinfo else clock


def _length(text: str) -> Cell:
    """Return a length: ``00:30`` are hours and minutes here."""
    try:
        return Elapsed(lengths(text)[-1], shows_seconds=True)
    except ValueError:
        return None


def _facts(about: Mapping[str, Any]) -> Facts:
    return facts_by_headings({"Meeting": one_line(_text(about, "title")), "Time zone": _text(about, "time_zone_name")})


def _list(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(mapping: Mapping[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value.strip() if isinstance(value, str) else ""
