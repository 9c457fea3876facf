"""Rows whose times are known -> the fields of agenda.yaml, in the order in which staff read them."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, FloorRules
from runofshow.importers.rundown import Facts, Person, Remark, Title
from runofshow.importers.texts import paragraphs, prose
from runofshow.importers.timing import ZERO, Timed
from runofshow.instants import Instant
from runofshow.text import slug

_UID: Final = re.compile(r"[^\s\x00-\x1f\x7f]{1,200}")
_ID: Final = re.compile(r"(?=.{1,60}$)(?!\d+$)[^\s\x00-\x1f\x7f/\\]+")
"""A name for a block; a number alone is the place of a row, and changes with it."""

_USUAL_HANDOVER: Final[timedelta] = Agenda.model_fields["handover"].default
_A_MEAL: Final = timedelta(minutes=45)
"""From this length on a break is one after which everybody comes back at the time that was written."""
_LONG_GAP: Final = timedelta(minutes=5)
"""From here on what lies before a row is no handover: its start is fixed."""

_OFTEN: Final = 3
_FLOOR: Final = FloorRules()
_NAMELESS: Final = "Programme"
"""The segment of rows that stand under no title."""

_NOBODY: Final = "To be announced"

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgendaFields:
    """A timetable on its way to the fields of an agenda."""

    facts: Facts
    rows: Sequence[Timed | Title | Remark]
    hard_stop: Instant
    zone: ZoneInfo
    day: date

    @property
    def timed(self) -> list[Timed]:
        """The rows that take time."""
        return [row for row in self.rows if isinstance(row, Timed)]

    def written(self, *, rest: bool, fixed: bool) -> Raw:
        """Return all fields; with `rest` rows take what others leave, with `fixed` long gaps end in fixed starts."""
        facts, timed = self.facts, self.timed
        gaps = [ZERO, *(after.start - row.end for row, after in pairwise(timed))]
        handover = _usual_handover(gaps[1:]) if facts.handover is None else facts.handover
        limits = (("limit", facts.limit, _FLOOR.limit), ("handover", facts.floor_handover, _FLOOR.handover))
        raw: Raw = {
            "title": facts.title,
            "date": self.day.isoformat(),
            "start": self._moment(timed[0].start),
            "end": self._moment(self.hard_stop),
            "timezone": self.zone.key,
            "uid": facts.uid if _UID.fullmatch(facts.uid) else self._new_uid(),
            "venue": facts.venue,
            "moderator": facts.moderator and _speaker(facts.moderator),
            "notes": facts.notes,
            "margin": _spelled(facts.margin or None),
            "handover": "" if handover == _USUAL_HANDOVER else spell_duration(handover),
            "floor": {name: _spelled(said) for name, said, usual in limits if said not in {None, usual}},
            "segments": self._segments(gaps, handover, rest=rest, fixed=fixed),
        }
        return {name: value for name, value in raw.items() if value}

    def _new_uid(self) -> str:
        """Return a name by which calendars know the meeting; one programme gives the same name each time."""
        told = f"{self.facts.title}\n{self.timed[0].start.isoformat()}\n{self.zone.key}"
        digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{slug(self.facts.title) or 'meeting'}-{self.day.isoformat()}-{digest}"

    def _moment(self, instant: Instant) -> str:
        """Return a clock time; with its date on another day, and its offset where the hour comes twice."""
        local = instant.astimezone(self.zone)
        clock = local.time().isoformat(
            "microseconds" if local.microsecond else "seconds" if local.second else "minutes"
        )
        if local.fold:
            return f"{local.date()} {clock} {local:%z}"
        return clock if local.date() == self.day else f"{local.date()} {clock}"

    def _segments(self, gaps: Sequence[timedelta], handover: timedelta, *, rest: bool, fixed: bool) -> list[Raw]:
        """Return blocks under the titles that the file has; those without one stand in a segment of their own."""
        segments: list[Raw] = []
        gaps_left = iter(gaps)
        ids = Counter(row.item.id for row in self.timed)
        latest: Timed | None = None
        heading, above, waiting = "", "", list[str]()
        for row in self.rows:
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
                    before = self._before(row, latest, next(gaps_left), handover, fixed=fixed)
                    notes = paragraphs(*waiting, item.notes)
                    block = _block(row, before, notes, title, rest=rest and item.takes_rest)
                    usable = _ID.fullmatch(item.id) and ids[item.id] == 1
                    segments[-1]["blocks"].append(block | ({"id": item.id} if usable else {}))
                    latest, above, waiting = row, "", []
        if left := paragraphs(*waiting, above):
            last = segments[-1]["blocks"][-1]
            last["notes"] = prose(paragraphs(last.get("notes", ""), left))
        return segments

    def _before(self, row: Timed, after: Timed | None, gap: timedelta, handover: timedelta, *, fixed: bool) -> Raw:
        """Return what is written of the time before a row: a handover of its own, a fixed start, or nothing."""
        if after is None:
            return {}
        own, written = row.item.handover, row.item.start is not None
        long = gap > own if own is not None else gap >= _LONG_GAP and written
        is_break = after.item.kind == "item" and after.item.item_type == "break"
        back_then = is_break and after.item.end is not None and after.length >= _A_MEAL  # everybody is told to be
        begins_then = row.item.fixed_start or (long and gap != handover)
        begins_then = begins_then or (row.item.fixed_start is None and written and back_then)
        if fixed and begins_then and (own is not None or gap >= handover):
            gap = handover if own is None else own
        start = self._moment(row.start) if fixed and begins_then else ""
        return {"start": start, "handover": "" if gap == handover else spell_duration(gap)}


def _usual_handover(gaps: Sequence[timedelta]) -> timedelta:
    """Return the commonest time between rows: of two, the program's own, or the shorter."""
    counts = Counter(gaps)
    counts = Counter({gap: count for gap, count in counts.items() if gap < _LONG_GAP or count >= _OFTEN})
    common = {gap for gap, count in counts.items() if count == max(counts.values())}
    return _USUAL_HANDOVER if _USUAL_HANDOVER in common else min(common, default=_USUAL_HANDOVER)


def _block(row: Timed, before: Raw, notes: str, segment: str, *, rest: bool) -> Raw:
    """Return a block: what it is, who speaks in it, and when."""
    item, block = row.item, Raw()
    people = [_speaker(one) for one in item.people]
    match item.kind:
        case "floor":
            block["floor"] = item.title or "Remarks from the floor"
        case "item":
            block["item"] = item.title or _NOBODY
            block["type"] = "" if item.item_type == "other" else item.item_type
        case "panel":
            block["panel"] = item.title or item.segment or segment
            block["moderator"] = item.moderator and _speaker(item.moderator)
            block["speakers"] = people or [{"name": _NOBODY}]
        case _ if len(people) > 1:
            block |= {"title": item.title, "speakers": people}
        case _:
            named = people[0] if people else {"name": item.title or _NOBODY}
            block |= {"title": item.title if people else "", "speaker": named}
    fits = rest or item.minimum is None or item.minimum <= row.length
    block |= {
        "start": before.get("start"),
        "duration": REST if rest else spell_duration(row.length),
        "min": _spelled(item.minimum if fits else None),
        "handover": before.get("handover"),
        "limit": _spelled(item.limit if item.kind == "floor" else None),
        "each": _spelled(item.each if item.kind == "panel" else None),
        "intro": item.intro,
        "notes": prose(notes),
    }
    return {name: value for name, value in block.items() if value}


def _spelled(length: timedelta | None) -> str:
    return "" if length is None else spell_duration(length)


def _speaker(person: Person) -> Raw:
    return {name: "true" if value is True else value for name, value in asdict(person).items() if value}
