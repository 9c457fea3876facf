"""Ontime's project -> a rundown. Times are milliseconds since midnight.

Today's projects hold several rundowns, each with entries by id and an order; groups hold entries of their own. Older
ones have a plain list, in which a block is a title over what follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, Final

from pydantic import ValidationError

from runofshow.importers.dates import clock_after
from runofshow.importers.ontime_project import ENTRIES, LIST, Entry, chosen_rundown, labels, parsed, project_facts
from runofshow.importers.open_questions import NoRundown
from runofshow.importers.people import person
from runofshow.importers.rundown import Heading, Item, Remark, Row, Rundown, When
from runofshow.importers.texts import counted, one_line, paragraphs, prose, too_long

_DAY: Final = 86_400_000
_SPEAKERS: Final = frozenset({"speaker", "presenter", "name", "who"})
_DESIGNATIONS: Final = frozenset({"designation", "position", "function", "role"})
_ORGANIZATIONS: Final = frozenset({"organization", "organisation", "country", "delegation", "affiliation"})


def read_ontime(content: bytes, name: str, wanted: str | None) -> Rundown:
    """The rundown that a project holds.

    Raises:
        NoRundown: it is no project of Ontime's, or holds none.
        Unclear: it holds several.
    """
    project = parsed(content, name)
    reading = _Reading(labels(project))
    try:
        rows = tuple(_rows(project, reading, name, wanted))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = f"{name} is no project of Ontime's that can be read: {where}: {first['msg'].lower()}"
        raise NoRundown(message) from None
    if not any(isinstance(row, Item) for row in rows):
        message = f"{name} holds no event that isn't to be skipped"
        raise NoRundown(message)
    return Rundown(rows, project_facts(project), reading.summary())


def _rows(project: dict[str, Any], reading: "_Reading", name: str, wanted: str | None) -> Iterator[Row]:
    rundowns = project.get("rundowns")
    if isinstance(rundowns, dict):
        title, chosen = chosen_rundown(rundowns, name, wanted)
        reading.told.append(f"rundown '{title}' of an Ontime project")
        entries = ENTRIES.validate_python(chosen.get("entries"))
        return reading.walk(entries, [str(one) for one in chosen.get("order") or entries])
    if isinstance(project.get("rundown"), list):
        reading.told.append("the rundown of an older Ontime project")
        return reading.flat(LIST.validate_python(project["rundown"]))
    message = f"{name} is JSON, and no project of Ontime's: it has no 'rundowns'"
    raise NoRundown(message)


@dataclass(slots=True)
class _Reading:
    """One walk through the entries."""

    labels: dict[str, str]
    told: list[str] = field(default_factory=list)
    _skipped: list[str] = field(default_factory=list)
    _delays: int = 0
    _linked: int = 0
    _count: int = 0
    _to_end: list[str] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    """Entries that were met: none comes twice, and no group holds itself."""
    _end: int | None = None
    """When the event before ends."""

    def walk(self, entries: Mapping[str, Entry], order: list[str]) -> Iterator[Row]:
        """The entries in their order, a group's own behind its title."""
        for key in order:
            entry = entries.get(key)
            if key in self._seen:
                continue
            self._seen.add(key)
            if entry is None:
                self.told.append(f"the order names an entry '{key[:20]}' that isn't there")
            elif entry.type in {"group", "block"} and entry.entries is not None:
                yield Heading(f"group {one_line(entry.title)}", one_line(entry.title) or "Untitled group")
                if entry.note:
                    yield Remark(f"group {one_line(entry.title)}", prose(entry.note))
                yield from self.walk(entries, entry.entries)
                if entry.entries:
                    yield Heading("", "")  # what follows a group is outside it
            else:
                yield from self._row(entry)

    def flat(self, entries: list[Entry]) -> Iterator[Row]:
        """The entries of a plain list."""
        for entry in entries:
            yield from self._row(entry)

    def summary(self) -> tuple[str, ...]:
        """What was taken for what, and what was left out."""
        told = [*self.told, "title or speaker → speaker; note and other fields → notes; groups → segments"]
        if self._skipped:
            told.append(f"left out, for they are to be skipped: {', '.join(self._skipped)}")
        if self._delays:
            told.append(f"left out: {counted(self._delays, 'delay')}, which nobody had applied")
        if self._linked:
            told.append(f"linked, and so beginning when the one before ends: {counted(self._linked, 'event')}")
        if self._to_end:
            told.append(f"count to their end, and so take what the others leave: {', '.join(self._to_end)}")
        return tuple(told)

    def _row(self, entry: Entry) -> Iterator[Row]:
        match entry.type:
            case "event":
                yield from self._event(entry)
            case "group" | "block":
                yield Heading(f"group {one_line(entry.title)}", one_line(entry.title) or "Untitled group")
            case "milestone":
                yield Remark("milestone", prose(paragraphs(entry.title, entry.note)))
            case "delay":
                self._delays += 1

    def _event(self, entry: Entry) -> Iterator[Item]:
        self._count += 1
        title = one_line(entry.title) or one_line(entry.subtitle)
        place = f"event {self._count}" + (f" ({title[:40]})" if title else "")
        if entry.skip:
            self._skipped.append(place)
            return
        start, end, length = self._times(entry)
        if entry.count_to_end:
            self._to_end.append(place)
        fields = {self.labels.get(key, key): value for key, value in entry.custom.items() if value.strip()}
        speaker = entry.presenter or _taken(fields, _SPEAKERS)
        designation, organization = _taken(fields, _DESIGNATIONS), _taken(fields, _ORGANIZATIONS)
        kept = [entry.title] if too_long(entry.title) else []
        kept += [] if title == one_line(entry.subtitle) else [entry.subtitle]
        yield Item(
            place,
            title,
            person(speaker, designation, organization) if speaker.strip() else None,
            start=start,
            end=end,
            length=length,
            fills=entry.count_to_end,
            notes=prose(paragraphs(entry.note, *kept, *(f"{name}: {value}" for name, value in fields.items()))),
        )

    def _times(self, entry: Entry) -> tuple[When | None, When | None, tuple[timedelta, ...]]:
        """A linked event begins when the one before ends, whatever its own start says."""
        linked = bool(entry.link_start) and self._end is not None
        self._linked += linked
        start = self._end if linked else entry.time_start
        duration = entry.duration
        if duration is None and entry.time_end is not None and start is not None:
            duration = (entry.time_end - start) % _DAY
        if entry.count_to_end and entry.time_end is not None and start is not None:
            duration = (entry.time_end - start) % _DAY
        self._end = None if start is None or duration is None else start + duration
        length = () if duration is None else (timedelta(milliseconds=duration),)
        return _clock(start), None, length


def _clock(milliseconds: int | None) -> time | None:
    if milliseconds is None:
        return None
    return clock_after(timedelta(milliseconds=milliseconds))


def _taken(fields: dict[str, str], names: frozenset[str]) -> str:
    """The value of the first field of such a name, which is then no longer among them."""
    for name in list(fields):
        if name.strip().lower() in names:
            return fields.pop(name)
    return ""
