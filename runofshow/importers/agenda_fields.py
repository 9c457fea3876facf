"""A rundown whose times are known -> the fields of agenda.yaml, in the order in which staff read them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, FloorRules
from runofshow.importers.open_times import ZERO
from runofshow.importers.rundown import Facts, Heading, Item, Person, Remark
from runofshow.importers.texts import paragraphs, prose
from runofshow.importers.timing import Timed, Timetable
from runofshow.instants import Instant

_USUAL_HANDOVER: Final[timedelta] = Agenda.model_fields["handover"].default
_FLOOR: Final = FloorRules()
_NAMELESS: Final = "Programme"
"""The segment of rows that stand under no title."""

_NAMELESS_FLOOR: Final = "Remarks from the floor"
_NOBODY: Final = "To be announced"

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgendaFields:
    """What becomes of a timetable."""

    facts: Facts
    times: Timetable
    zone: ZoneInfo
    day: date

    def written(self, *, fills: bool) -> Raw:
        """All of it; with `fills`, rows that take what the others leave have no length of their own."""
        facts, handover = self.facts, self._usual_handover()
        raw: Raw = {
            "title": facts.title,
            "date": self.day.isoformat(),
            "start": self._moment(self.times.start),
            "end": self._moment(self.times.end),
            "timezone": self.zone.key,
        }
        if facts.venue:
            raw["venue"] = facts.venue
        if facts.moderator is not None:
            raw["moderator"] = _speaker(facts.moderator)
        if facts.notes:
            raw["notes"] = facts.notes
        if handover != _USUAL_HANDOVER:
            raw["handover"] = spell_duration(handover)
        if floor := self._floor():
            raw["floor"] = floor
        raw["segments"] = self._segments(handover, fills=fills)
        return raw

    def _floor(self) -> Raw:
        floor: Raw = {}
        if self.facts.limit is not None and self.facts.limit != _FLOOR.limit:
            floor["limit"] = spell_duration(self.facts.limit)
        if self.facts.floor_handover is not None and self.facts.floor_handover != _FLOOR.handover:
            floor["handover"] = spell_duration(self.facts.floor_handover)
        return floor

    def _moment(self, instant: Instant) -> str:
        """A clock time; with its date where that is another day's, and its offset where the hour comes twice."""
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
        """The time before each row; nothing before the first."""
        timed = self.times.timed
        return [ZERO, *(after.start - row.end for row, after in pairwise(timed))]

    def _usual_handover(self) -> timedelta:
        """The one that is said, or the commonest: of two, the program's own, or the shorter."""
        if self.facts.handover is not None:
            return self.facts.handover
        counts = Counter(self._gaps()[1:])
        if not counts:
            return _USUAL_HANDOVER
        most = max(counts.values())
        common = sorted(gap for gap, count in counts.items() if count == most)
        return _USUAL_HANDOVER if _USUAL_HANDOVER in common else common[0]

    def _segments(self, handover: timedelta, *, fills: bool) -> list[Raw]:
        """Blocks under the titles that the rundown has; where it has none, under those of the rows."""
        segments: list[Raw] = []
        gaps = iter(self._gaps())
        heading, above, waiting = "", "", list[str]()
        for row in self.times.rows:
            match row:
                case Heading(_, title):
                    waiting.append(above)  # one that had nothing below it
                    heading = above = title
                case Remark(_, text):
                    waiting.append(text)
                case Timed(item):
                    title = item.segment or heading or self._own_title(item, segments)
                    if not segments or segments[-1]["title"] != title:
                        segments.append({"title": title, "blocks": []})
                    notes = paragraphs(*waiting, self._kept_title(item, title), item.notes)
                    gap = next(gaps)
                    own_gap = None if gap == handover or row is self.times.timed[0] else gap
                    segments[-1]["blocks"].append(_block(row, own_gap, notes, fills=fills and item.fills))
                    above, waiting = "", []
        if left := paragraphs(*waiting, above):
            last = segments[-1]["blocks"][-1]
            last["notes"] = prose(paragraphs(last.get("notes", ""), left))
        return segments

    def _kept_title(self, item: Item, segment: str) -> str:
        """The title of a row that would be lost beside its speaker and its segment."""
        titled = any(isinstance(row, Heading) for row in self.times.rows)
        titled = titled or any(row.item.segment for row in self.times.timed)
        return item.title if titled and item.speaker is not None and item.title != segment else ""

    def _own_title(self, item: Item, segments: Sequence[Raw]) -> str:
        """The segment of a row that stands under no title: what it is about, if that isn't the speaker's name."""
        about = any(row.item.speaker is not None and row.item.title for row in self.times.timed)
        return (item.title if about else "") or (segments[-1]["title"] if segments else _NAMELESS)


def with_ids(raw: Raw, names: Sequence[str]) -> Raw:
    """The same with an id in each block that is given one."""
    ids = iter(names)
    segments = [{**one, "blocks": [_with_id(block, next(ids)) for block in one["blocks"]]} for one in raw["segments"]]
    return {**raw, "segments": segments}


def _with_id(block: Raw, name: str) -> Raw:
    """The id stands right behind what it names."""
    if not name:
        return block
    (first, value), *others = block.items()
    return {first: value, "id": name, **dict(others)}


def _block(row: Timed, handover: timedelta | None, notes: str, *, fills: bool) -> Raw:
    item = row.item
    block: Raw = {}
    if item.kind == "floor":
        block["floor"] = item.title or _NAMELESS_FLOOR
    else:
        block["speaker"] = _speaker(item.speaker or Person(item.title or _NOBODY))
    block["duration"] = REST if fills else spell_duration(row.length)
    if item.least is not None and (fills or item.least <= row.length):
        block["min"] = spell_duration(item.least)
    if handover is not None:
        block["handover"] = spell_duration(handover)
    if item.limit is not None and item.kind == "floor":
        block["limit"] = spell_duration(item.limit)
    return block | {name: text for name, text in (("intro", item.intro), ("notes", prose(notes))) if text}


def _speaker(person: Person) -> Raw:
    written = {"name": person.name, "title": person.title, "organization": person.organization, "say": person.say}
    return {name: text for name, text in written.items() if text}
