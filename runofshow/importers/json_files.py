"""JSON -> a table: projects of Ontime, and schedules of conferences as pretalx and frab write them.

Ontime's times are milliseconds since midnight. Today's projects hold several rundowns, each with entries by id and an
order; groups hold entries of their own. Older ones have a plain list, in which a block is a title over what follows.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from runofshow.importers.cells import Cell, Elapsed, Table, listed
from runofshow.importers.clock_times import lengths
from runofshow.importers.headings import OF_THE_MEETING, field_named
from runofshow.importers.questions import Findings, NoRundown, Question, Questions
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_by_headings
from runofshow.importers.texts import counted, one_line, paragraphs


def read_json(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the rundown of an Ontime project, or a conference's talks; raise NoRundown where it is neither."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise NoRundown(name, "is nested too deeply: that is no project of Ontime's") from None
    except UnicodeDecodeError:
        raise NoRundown(name, "is JSON, but not in UTF-8") from None
    except ValueError as error:
        raise NoRundown(name, f"is broken JSON: {str(error)[:80]}") from None
    if not isinstance(found, dict):
        raise NoRundown(name, "is JSON, and no project of Ontime's nor a conference's schedule")
    if isinstance(schedule := found.get("schedule"), dict):
        return _conference(schedule, name, findings)
    if isinstance(found.get("rundowns"), dict) or isinstance(found.get("rundown"), list):
        return _ontime(found, name, questions, findings)
    neither = "no project of Ontime's (no 'rundowns') nor a conference's schedule (no 'schedule')"
    raise NoRundown(name, f"is JSON, and {neither}")


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(mapping: object, key: str) -> str:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return value.strip() if isinstance(value, str) else ""


# Conferences.

_TALK: Final = {"Day": "date", "Start": "start", "Duration": "length", "Title": "title", "Room": "room"}
_TEXTS: Final = {"Track": "segment"} | dict.fromkeys(("Abstract", "Subtitle", "Type", "Language"), "notes")
"""The columns of a talk, and their fields."""

_SPEAKERS: Final = [f"Speaker {number}" for number in range(1, 10)]


def _conference(schedule: Mapping[str, Any], name: str, findings: Findings) -> Table:
    """Return the talks of all days and rooms, in the order of their beginnings."""
    conference = schedule.get("conference")
    about: Mapping[str, Any] = conference if isinstance(conference, dict) else schedule
    rows = sorted(_talks(about), key=lambda row: (str(row["Day"]), str(row["Start"])))
    if not rows:
        raise NoRundown(name, "is a conference's schedule without a talk that has a time")
    findings.add("a conference's schedule, as pretalx and frab write it")
    speakers = [one for one in _SPEAKERS if any(one in row for row in rows)]
    facts = facts_by_headings({"Meeting": one_line(_text(about, "title")), "Time zone": _text(about, "time_zone_name")})
    return listed(rows, _TALK | _TEXTS | dict.fromkeys(speakers, "speaker"), "talk", facts)


def _talks(about: Mapping[str, Any]) -> Iterator[dict[str, Cell]]:
    for day in _mappings(about.get("days")):
        rooms = day.get("rooms")
        for room, talks in rooms.items() if isinstance(rooms, dict) else ():
            for talk in _mappings(talks):
                if (begins := _start(talk)) is None:
                    continue
                try:  # 00:30 are hours and minutes here
                    length = Elapsed(lengths(_text(talk, "duration"))[-1])
                except ValueError:
                    length = None
                row: dict[str, Cell] = {"Day": _text(day, "date"), "Start": begins, "Duration": length}
                row |= {"Room": str(room), **{key: _text(talk, key.lower()) for key in ("Title", *_TEXTS)}}
                people = [_text(one, "public_name") or _text(one, "name") for one in _mappings(talk.get("persons"))]
                yield row | dict(zip(_SPEAKERS, people, strict=False))


def _start(talk: Mapping[str, Any]) -> Cell:
    """Return when a talk begins, by the clock of the place: with its date and offset where they are written."""
    clock = _text(talk, "start")
    try:
        moment = datetime.fromisoformat(_text(talk, "date"))
    except ValueError:
        return clock or None
    return moment if clock[:5] in {"", f"{moment:%H:%M}"} or moment.tzinfo else clock


# Ontime.

_DAY: Final = 86_400_000
_PEOPLE: Final = ("speaker", "designation", "organization")
_EVENT: Final = {
    "Timer type": "timer",
    "Start": "start",
    "Duration": "length",
    "Title": "title",
    "Note": "notes",
    "Count to end": "to_end",
    "Skip": "skip",
    "Subtitle": "notes",
}
"""The columns of an event, and their fields."""

Milliseconds = Annotated[int, Field(ge=0, le=36 * 3_600_000)]
Text = Annotated[str, Field(max_length=100_000)]


class OntimeEntry(BaseModel):
    """An entry, as far as it is read; older projects call a group a block, and have no links."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, alias_generator=to_camel)

    type: Literal["event", "group", "block", "delay", "milestone"] = "event"
    title: Text = ""
    note: Text = ""
    subtitle: Text = ""
    presenter: Text = ""
    time_start: Milliseconds | None = None
    time_end: Milliseconds | None = None
    duration: Milliseconds | None = None
    link_start: bool | str | None = None
    count_to_end: bool = False
    skip: bool = False
    entries: list[str] | None = None
    custom: dict[str, Text] = {}

    @property
    def timer(self) -> str:
        """The value of the row's column of timers."""
        return "group-start" if self.type in {"group", "block"} else self.type


_ENTRIES: Final = TypeAdapter(dict[str, OntimeEntry])
_LIST: Final = TypeAdapter(list[OntimeEntry])


def _ontime(project: Mapping[str, Any], name: str, questions: Questions, findings: Findings) -> Table:
    """Return the rows of the rundown that is meant."""
    rundowns = project.get("rundowns")
    try:
        if isinstance(rundowns, dict):
            title, chosen = _chosen_rundown(rundowns, name, questions)
            findings.add(f"rundown '{title}' of an Ontime project")
            held, order = _ENTRIES.validate_python(chosen.get("entries")), chosen.get("order")
            keys = list(map(str, order)) if isinstance(order, list) and order else [*held]
            entries = list(_in_order(keys, held, set(), findings))
        else:
            findings.add("the rundown of an older Ontime project")
            entries = [(entry.timer, entry) for entry in _LIST.validate_python(project["rundown"])]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise NoRundown(name, f"is no project of Ontime's that can be read: {where}: {first['msg'].lower()}") from None
    if not any(timer == "event" and not entry.skip for timer, entry in entries):
        raise NoRundown(name, "holds no event that isn't to be skipped")
    fields = project.get("customFields")
    pairs = fields.items() if isinstance(fields, dict) else ()
    labels = {str(key): _text(one, "label") or str(key) for key, one in pairs if isinstance(one, dict)}
    rows = _rows(entries, labels, findings)
    own = {key: key if key in _PEOPLE else "notes" for row in rows for key in row if key not in _EVENT}
    numbers = list(accumulate(int(timer == "event") for timer, _ in entries))
    return listed(rows, _EVENT | own, "event", _about(project), numbers)


def _in_order(
    keys: Sequence[str], entries: Mapping[str, OntimeEntry], seen: set[str], findings: Findings
) -> Iterator[tuple[str, OntimeEntry]]:
    """Yield the entries of these keys, each with its timer, a group's own between its start and its end.

    None comes twice, and no group holds itself: `seen` are those that came.
    """
    for key in keys:
        if key in seen:
            continue
        seen.add(key)
        if (entry := entries.get(key)) is None:
            findings.add("entries in the order that aren't there", f"'{key[:20]}'")
            continue
        yield entry.timer, entry
        if entry.timer == "group-start" and entry.entries is not None:
            yield from _in_order(entry.entries, entries, seen, findings)
            yield "group-end", OntimeEntry()  # what follows a group is outside it


def _rows(
    pairs: Sequence[tuple[str, OntimeEntry]], labels: Mapping[str, str], findings: Findings
) -> list[dict[str, Cell]]:
    rows: list[dict[str, Cell]] = []
    linked, end = 0, None
    for timer, entry in pairs:
        row: dict[str, Cell] = {"Title": entry.title, "Note": entry.note}
        if timer == "event":
            row |= _event(entry, labels)
        if timer == "event" and not entry.skip:
            follows = bool(entry.link_start) and end is not None  # whatever its own start says
            linked += follows
            start, length = end if follows else entry.time_start, entry.duration
            if (length is None or entry.count_to_end) and entry.time_end is not None and start is not None:
                length = (entry.time_end - start) % _DAY
            end = None if start is None or length is None else start + length
            row |= {"Start": _elapsed(None if start is None else start % _DAY), "Duration": _elapsed(length)}
        rows.append(row | {"Timer type": timer, "Skip": "yes" if timer == "event" and entry.skip else ""})
    if linked:
        findings.add(f"linked, and so beginning when the one before ends: {counted(linked, 'event')}")
    return rows


def _event(entry: OntimeEntry, labels: Mapping[str, str]) -> dict[str, Cell]:
    """Return the texts of an event; `labels` are what the project calls its own fields."""
    title = one_line(entry.title)
    custom = {labels.get(key, key): value for key, value in entry.custom.items() if value.strip()}
    named = {field_named(label): label for label in reversed(custom)}
    people: dict[str, Cell] = {name: custom.pop(named[name]) for name in _PEOPLE if name in named}
    if entry.presenter.strip():
        people["speaker"] = entry.presenter
    return {
        "Title": entry.title or entry.subtitle,
        "Subtitle": entry.subtitle if title and one_line(entry.subtitle) != title else "",
        "Count to end": "yes" if entry.count_to_end else None,
        **people,
        **custom,
    }


def _elapsed(milliseconds: int | None) -> Cell:
    return None if milliseconds is None else Elapsed(timedelta(milliseconds=milliseconds))


def _chosen_rundown(rundowns: Mapping[str, Any], name: str, questions: Questions) -> tuple[str, Mapping[str, Any]]:
    """Return the rundown of that title, or the only one with entries; with its title."""
    titled = {
        one_line(_text(one, "title") or key): one
        for key, one in rundowns.items()
        if isinstance(one, dict) and one.get("entries")
    }
    if (wanted := questions.answers.sheet) is not None:
        if found := next((title for title in titled if title.lower() == wanted.strip().lower()), None):
            return found, titled[found]
        raise NoRundown(name, f"has no rundown '{wanted}': there are {', '.join(titled) or 'none'}")
    if not titled:
        raise NoRundown(name, "is a project of Ontime's in which no rundown has entries")
    if len(titled) > 1:
        sentence = f"{name} has {len(titled)} rundowns: {', '.join(titled)}"
        questions.ask(Question("sheet", sentence, tuple((title, title) for title in titled)))
    return next(iter(titled.items()))


def _about(project: Mapping[str, Any]) -> Facts:
    """Return what a project says of itself; fields of its own are known by the names that a table's would have."""
    about = project.get("project") or project.get("eventData") or {}
    texts = [_text(about, name) for name in ("description", "info", "publicInfo", "backstageInfo")]
    known: dict[str, str] = {}
    for one in _mappings(about.get("custom") if isinstance(about, dict) else None):
        label, value = _text(one, "title"), _text(one, "value")
        if field_named(label) in OF_THE_MEETING | {"date"}:
            known.setdefault(label, value)
        elif value:
            texts.append(f"{label}: {value}")
    facts = facts_by_headings(known | {"Meeting": _text(about, "title")})
    notes = paragraphs(facts.notes, *(one_line(text) if "\n" not in text else text for text in dict.fromkeys(texts)))
    return replace(facts, notes=notes, is_24_hours=True)
