"""Ontime's project -> a table. Times are milliseconds since midnight.

Today's projects hold several rundowns, each with entries by id and an order; groups hold entries of their own. Older
ones have a plain list, in which a block is a title over what follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from runofshow.importers.cells import Cell, Elapsed, Table, even
from runofshow.importers.clock_times import DAY
from runofshow.importers.findings import Findings
from runofshow.importers.headings import OF_THE_MEETING, field_named
from runofshow.importers.questions import NoRundown, Question, Questions
from runofshow.importers.rundown import Facts
from runofshow.importers.sheet_header import facts_by_headings
from runofshow.importers.texts import counted, one_line, paragraphs

_DAY: Final = 86_400_000
_PEOPLE: Final = ("speaker", "designation", "organization")
_HEADINGS: Final = ("Timer type", "Start", "Duration", "Title", "Note", "Count to end", "Skip", "Subtitle")
_FIELDS: Final = ("timer", "start", "length", "title", "notes", "to_end", "skip", "notes")

Milliseconds = Annotated[int, Field(ge=0, le=36 * 3_600_000)]
Text = Annotated[str, Field(max_length=100_000)]


class Entry(BaseModel):
    """An entry, as far as it is read; older projects call a group a block, and have no links."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    type: Literal["event", "group", "block", "delay", "milestone"] = "event"
    title: Text = ""
    note: Text = ""
    subtitle: Text = ""
    presenter: Text = ""
    time_start: Milliseconds | None = Field(None, alias="timeStart")
    time_end: Milliseconds | None = Field(None, alias="timeEnd")
    duration: Milliseconds | None = None
    # None in a file whose version has no such field
    link_start: bool | str | None = Field(None, alias="linkStart")
    count_to_end: bool = Field(default=False, alias="countToEnd")
    skip: bool = False
    entries: list[str] | None = None
    custom: dict[str, Text] = Field(default_factory=dict)


_ENTRIES: Final = TypeAdapter(dict[str, Entry])
_LIST: Final = TypeAdapter(list[Entry])


def read_ontime(project: Mapping[str, Any], name: str, questions: Questions, findings: Findings) -> Table:
    """Return the rows of the rundown that a project holds.

    Raises:
        NoRundown: it is no project of Ontime's, or holds none.
    """
    walk = _Walk(_labels(project), findings)
    try:
        rows = list(_entries(project, walk, name, questions, findings))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        message = f"{name} is no project of Ontime's that can be read: {where}: {first['msg'].lower()}"
        raise NoRundown(message) from None
    if not any(row["timer"] == "event" and not row["skip"] for row in rows):
        message = f"{name} holds no event that isn't to be skipped"
        raise NoRundown(message)
    walk.tell()
    own = list(dict.fromkeys(key for row in rows for key in row if key not in {*_HEADINGS, "timer", "skip", "number"}))
    fields = (*_FIELDS, *(one if one in _PEOPLE else "notes" for one in own))
    head = (*_HEADINGS, *own)
    body = [[row.get(heading) for heading in ("timer", *_HEADINGS[1:6], "skip", *head[7:])] for row in rows]
    numbers = (0, *(row["number"] for row in rows))
    return Table("", even([head, *body]), (), numbers, "event", fields, _project_facts(project))


def _entries(
    project: Mapping[str, Any], walk: "_Walk", name: str, questions: Questions, findings: Findings
) -> Iterator[dict[str, Any]]:
    rundowns = project.get("rundowns")
    if isinstance(rundowns, dict):
        title, chosen = _chosen_rundown(rundowns, name, questions)
        findings.add(f"rundown '{title}' of an Ontime project")
        entries = _ENTRIES.validate_python(chosen.get("entries"))
        order = chosen.get("order")
        return walk.through(entries, [str(one) for one in order] if isinstance(order, list) and order else [*entries])
    findings.add("the rundown of an older Ontime project")
    return walk.flat(_LIST.validate_python(project["rundown"]))


@dataclass(slots=True)
class _Walk:
    """One walk through the entries: a row for each, by headings."""

    labels: Mapping[str, str]
    findings: Findings
    _linked: int = 0
    _count: int = 0
    _seen: set[str] = field(default_factory=set)
    """Entries that were met: none comes twice, and no group holds itself."""
    _end: int | None = None
    """When the event before ends."""

    def through(self, entries: Mapping[str, Entry], order: list[str]) -> Iterator[dict[str, Any]]:
        """Yield the entries in their order, a group's own between its title and its end."""
        for key in order:
            entry = entries.get(key)
            if key in self._seen:
                continue
            self._seen.add(key)
            if entry is None:
                self.findings.add("entries in the order that aren't there", f"'{key[:20]}'")
            elif entry.type in {"group", "block"} and entry.entries is not None:
                yield self._row(entry, "group-start")
                yield from self.through(entries, entry.entries)
                yield self._row(Entry(), "group-end")  # what follows a group is outside it
            else:
                yield from self.flat([entry])

    def flat(self, entries: list[Entry]) -> Iterator[dict[str, Any]]:
        """Yield the entries of a plain list."""
        for entry in entries:
            if entry.type == "event":
                yield self._event(entry)
            else:
                yield self._row(entry, "group-start" if entry.type in {"group", "block"} else entry.type)

    def tell(self) -> None:
        """Say what was linked."""
        if self._linked:
            self.findings.add(f"linked, and so beginning when the one before ends: {counted(self._linked, 'event')}")

    def _row(self, entry: Entry, timer: str) -> dict[str, Any]:
        return {"timer": timer, "Title": entry.title, "Note": entry.note, "skip": "", "number": self._count}

    def _event(self, entry: Entry) -> dict[str, Any]:
        self._count += 1
        start, length = (None, None) if entry.skip else self._times(entry)
        row = self._row(entry, "event") | {
            "Start": start,
            "Duration": length,
            "Count to end": "yes" if entry.count_to_end else None,
            "skip": "yes" if entry.skip else "",
        }
        title, subtitle = (one_line(text) for text in (entry.title, entry.subtitle))
        row |= {
            "Title": entry.title or entry.subtitle,
            "Subtitle": entry.subtitle if title and subtitle != title else "",
        }
        custom = {self.labels.get(key, key): value for key, value in entry.custom.items() if value.strip()}
        named = {field_named(label): label for label in reversed(custom)}
        people = {name: custom.pop(named[name]) for name in _PEOPLE if name in named}
        if entry.presenter.strip():
            people["speaker"] = entry.presenter
        return row | people | custom

    def _times(self, entry: Entry) -> tuple[Cell, Cell]:
        """Return start and length. A linked event begins when the one before ends, whatever its own start says."""
        linked = bool(entry.link_start) and self._end is not None
        self._linked += linked
        start = self._end if linked else entry.time_start
        duration = entry.duration
        if (duration is None or entry.count_to_end) and entry.time_end is not None and start is not None:
            duration = (entry.time_end - start) % _DAY
        self._end = None if start is None or duration is None else start + duration
        return _elapsed(start, within=DAY), _elapsed(duration)


def _elapsed(milliseconds: int | None, within: timedelta | None = None) -> Cell:
    if milliseconds is None:
        return None
    value = timedelta(milliseconds=milliseconds)
    return Elapsed(value % within if within else value, shows_seconds=True)


def _chosen_rundown(rundowns: Mapping[str, Any], name: str, questions: Questions) -> tuple[str, Mapping[str, Any]]:
    """Return the rundown of that title, or the only one with entries; with its title."""
    titled = {
        one_line(_text(one, "title") or key): one
        for key, one in rundowns.items()
        if isinstance(one, dict) and one.get("entries")
    }
    wanted = questions.answers.sheet
    if wanted is not None:
        for title, one in titled.items():
            if title.lower() == wanted.strip().lower():
                return title, one
        message = f"{name} has no rundown '{wanted}': there are {', '.join(titled) or 'none'}"
        raise NoRundown(message)
    if not titled:
        message = f"{name} is a project of Ontime's in which no rundown has entries"
        raise NoRundown(message)
    if len(titled) > 1:
        sentence = f"{name} has {len(titled)} rundowns: {', '.join(titled)}"
        questions.ask(Question("sheet", sentence, tuple((title, title) for title in titled)))
    return next(iter(titled.items()))


def _labels(project: Mapping[str, Any]) -> dict[str, str]:
    """Return what the project calls its own fields."""
    fields = project.get("customFields")
    pairs = fields.items() if isinstance(fields, dict) else ()
    return {str(key): _text(one, "label") or str(key) for key, one in pairs if isinstance(one, dict)}


def _text(mapping: object, key: str) -> str:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return value if isinstance(value, str) else ""


def _project_facts(project: Mapping[str, Any]) -> Facts:
    """Return what a project says of itself; fields of its own are known by the names that a table's would have."""
    about = project.get("project") or project.get("eventData") or {}
    texts = [_text(about, name) for name in ("description", "info", "publicInfo", "backstageInfo")]
    known: dict[str, str] = {}
    custom = about.get("custom") if isinstance(about, dict) else None
    for one in custom if isinstance(custom, list) else ():
        label, value = _text(one, "title"), _text(one, "value")
        if field_named(label) in OF_THE_MEETING | {"date"}:
            known.setdefault(label, value)
        elif value.strip():
            texts.append(f"{label}: {value}")
    facts = facts_by_headings(known | {"Meeting": _text(about, "title")})
    notes = paragraphs(facts.notes, *(one_line(text) if "\n" not in text else text for text in dict.fromkeys(texts)))
    return replace(facts, notes=notes, is_24_hours=True)
