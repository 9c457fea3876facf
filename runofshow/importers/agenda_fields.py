"""Rows whose times are known -> the fields of agenda.yaml, in the order in which staff read them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, FloorRules
from runofshow.importers.people import Person
from runofshow.importers.rundown import Facts, Item, Remark, Title
from runofshow.importers.texts import paragraphs, prose
from runofshow.importers.timing import ZERO, Timed, Timetable
from runofshow.instants import Instant
from runofshow.text import slug

_UID: Final = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}")
_USUAL_HANDOVER: Final[timedelta] = Agenda.model_fields["handover"].default
_A_MEAL: Final = timedelta(minutes=45)
"""From this length on a break is one after which everybody comes back at the time that was written."""
_LONG_GAP: Final = timedelta(minutes=5)
"""From here on what lies before a row is no handover: its start is fixed."""

_OFTEN: Final = 3
_FLOOR: Final = FloorRules()
_NAMELESS: Final = "Programme"
"""The segment of rows that stand under no title."""

_NAMELESS_FLOOR: Final = "Remarks from the floor"
_NOBODY: Final = "To be announced"

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgendaFields:
    """A timetable on its way to the fields of an agenda."""

    facts: Facts
    times: Timetable
    zone: ZoneInfo
    day: date

    def written(self, *, rest: bool, fixed: bool) -> Raw:
        """Return all fields; with `rest` rows take what others leave, with `fixed` long gaps end in fixed starts."""
        facts, handover = self.facts, self._usual_handover()
        raw: Raw = {
            "title": facts.title,
            "date": self.day.isoformat(),
            "start": self._moment(self.times.start),
            "end": self._moment(self.times.end),
            "timezone": self.zone.key,
        }
        raw["uid"] = facts.uid if _UID.fullmatch(facts.uid) else self._new_uid()
        raw |= {"venue": facts.venue} if facts.venue else {}
        if facts.moderator is not None:
            raw["moderator"] = _speaker(facts.moderator)
        raw |= {"notes": facts.notes} if facts.notes else {}
        raw |= {"margin": spell_duration(facts.margin)} if facts.margin else {}
        if handover != _USUAL_HANDOVER:
            raw["handover"] = spell_duration(handover)
        if floor := self._floor():
            raw["floor"] = floor
        raw["segments"] = self._segments(handover, rest=rest, fixed=fixed)
        return raw

    def _new_uid(self) -> str:
        """Return a name by which calendars know the meeting; one programme gives the same name each time."""
        told = f"{self.facts.title}\n{self.times.start.isoformat()}\n{self.zone.key}"
        digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{slug(self.facts.title) or 'meeting'}-{self.day.isoformat()}-{digest}"

    def _floor(self) -> Raw:
        floor: Raw = {}
        if self.facts.limit is not None and self.facts.limit != _FLOOR.limit:
            floor["limit"] = spell_duration(self.facts.limit)
        if self.facts.floor_handover is not None and self.facts.floor_handover != _FLOOR.handover:
            floor["handover"] = spell_duration(self.facts.floor_handover)
        return floor

    def _moment(self, instant: Instant) -> str:
        """Return a clock time; with its date on another day, and its offset where the hour comes twice."""
        local = instant.astimezone(self.zone)
        text = local.strftime("%H:%M:%S" if local.second else "%H:%M")
        if local.microsecond:
            text = local.time().isoformat("microseconds")
        if local.date() != self.day:
            text = f"{local.date().isoformat()} {text}"
        if local.fold:
            text = f"{local.date().isoformat()} {text.split()[-1]} {local:%z}"
        return text

    def _gaps(self) -> list[timedelta]:
        """Return the time before each row; nothing before the first."""
        timed = self.times.timed
        return [ZERO, *(after.start - row.end for row, after in pairwise(timed))]

    def _usual_handover(self) -> timedelta:
        """Return the one that is said, or the commonest: of two, the program's own, or the shorter."""
        if self.facts.handover is not None:
            return self.facts.handover
        counts = Counter(self._gaps()[1:])
        counts = Counter({gap: count for gap, count in counts.items() if gap < _LONG_GAP or count >= _OFTEN})
        if not counts:
            return _USUAL_HANDOVER
        most = max(counts.values())
        common = sorted(gap for gap, count in counts.items() if count == most)
        return _USUAL_HANDOVER if _USUAL_HANDOVER in common else common[0]

    def _before(self, row: Timed, after: Timed | None, gap: timedelta, handover: timedelta, *, fixed: bool) -> Raw:
        """Return what is written of the time before a row: a handover of its own, a fixed start, or nothing."""
        if after is None:
            return {}
        own = row.item.handover
        long = gap > own if own is not None else gap >= _LONG_GAP and row.item.start is not None
        unsaid = row.item.fixed_start is None and row.item.start is not None
        begins_then = row.item.fixed_start or (long and gap != handover) or (unsaid and _is_meal(after))
        start = {"start": self._moment(row.start)} if fixed and begins_then else {}
        gap = gap if not start or (own is None and gap < handover) else handover if own is None else own
        return start | ({} if gap == handover else {"handover": spell_duration(gap)})

    def _segments(self, handover: timedelta, *, rest: bool, fixed: bool) -> list[Raw]:
        """Return blocks under the titles that the file has; those without one stand in a segment of their own."""
        segments: list[Raw] = []
        gaps = iter(self._gaps())
        latest: Timed | None = None
        heading, above, waiting = "", "", list[str]()
        for row in self.times.rows:
            match row:
                case Title(_, title):
                    waiting.append(above)  # one that had nothing below it
                    heading = above = title
                case Remark(_, text):
                    waiting.append(text)
                case Timed(item):
                    title = item.segment or heading or _NAMELESS
                    if not segments or segments[-1]["title"] != title:
                        segments.append({"title": title, "blocks": []})
                    before = self._before(row, latest, next(gaps), handover, fixed=fixed)
                    latest = row
                    notes = paragraphs(*waiting, item.notes)
                    block = _block(row, before, notes, title, rest=rest and item.takes_rest)
                    segments[-1]["blocks"].append(block)
                    above, waiting = "", []
        if left := paragraphs(*waiting, above):
            last = segments[-1]["blocks"][-1]
            last["notes"] = prose(paragraphs(last.get("notes", ""), left))
        return segments


def _is_meal(row: Timed) -> bool:
    """Tell whether a row is a long break whose end is written: everybody is told to be back then."""
    is_break = row.item.kind == "item" and row.item.item_type == "break"
    return is_break and row.item.end is not None and row.length >= _A_MEAL


def with_ids(raw: Raw, names: Sequence[str]) -> Raw:
    """Return the fields with an id in each block that is given one, right behind what it names."""
    ids = iter(names)

    def named(block: Raw, name: str) -> Raw:
        (first, value), *others = block.items()
        return {first: value, "id": name, **dict(others)} if name else block

    segments = [{**one, "blocks": [named(block, next(ids)) for block in one["blocks"]]} for one in raw["segments"]]
    return {**raw, "segments": segments}


def _block(row: Timed, before: Raw, notes: str, segment: str, *, rest: bool) -> Raw:
    item = row.item
    block: Raw = dict(_told(item, segment))
    start = before.pop("start", None)
    if start:
        block["start"] = start
    block["duration"] = REST if rest else spell_duration(row.length)
    if item.minimum is not None and (rest or item.minimum <= row.length):
        block["min"] = spell_duration(item.minimum)
    block |= before
    if item.limit is not None and item.kind == "floor":
        block["limit"] = spell_duration(item.limit)
    if item.each is not None and item.kind == "panel":
        block["each"] = spell_duration(item.each)
    return block | {name: text for name, text in (("intro", item.intro), ("notes", prose(notes))) if text}


def _told(item: Item, segment: str) -> Iterator[tuple[str, Any]]:
    """Yield what a block is, and who speaks in it."""
    match item.kind:
        case "floor":
            yield "floor", item.title or _NAMELESS_FLOOR
        case "item":
            yield "item", item.title or _NOBODY
            if item.item_type not in {"", "other"}:
                yield "type", item.item_type
        case "panel":
            yield "panel", item.title or item.segment or segment
            if item.moderator is not None:
                yield "moderator", _speaker(item.moderator)
            yield "speakers", [_speaker(one) for one in item.people or (Person(_NOBODY),)]
        case _:
            if item.title and item.people:
                yield "title", item.title
            if len(item.people) > 1:
                yield "speakers", [_speaker(one) for one in item.people]
            else:
                yield "speaker", _speaker(next(iter(item.people), Person(item.title or _NOBODY)))


def _speaker(person: Person) -> Raw:
    written = {"name": person.name, "title": person.title, "organization": person.organization, "say": person.say}
    written["country"] = person.country
    return {name: text for name, text in written.items() if text} | ({"remote": "true"} if person.remote else {})
