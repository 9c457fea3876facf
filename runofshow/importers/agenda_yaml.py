"""Rows whose times are known -> the fields and the text of agenda.yaml, in the order in which staff read them.

PyYAML decides how a scalar has to be written; it can't write comments, so the lines are put together here.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, FloorRules
from runofshow.importers.rundown import BlockRow, Facts, Person, Remark, Title
from runofshow.importers.texts import paragraphs, prose
from runofshow.importers.timing import Timed
from runofshow.instants import Instant
from runofshow.text import sanitize, slug

_HEAD: Final = """\
# Imported from {source}. Check it, change what you like, and then type:
#
#     runofshow check     finds mistakes, and shows the time left for the floor
#     runofshow plan      shows when each block begins and ends
#
# A block may have a 'min': the length to which it may shrink if the meeting is late. Without it, it keeps its length.
"""

_COMMENTS: Final = {
    "end": "the hard stop: the room must be free",
    "uid": "calendars recognise the meeting by it: don't change it",
    "handover": "the time between two blocks",
    "duration: rest": "the time that the other blocks leave",
}
"""Comments behind fields of the meeting, and behind a block's with that value."""

_PLAIN: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9 .()/-]*[A-Za-z0-9.)])?")
_OTHER_VALUES: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML reads as a value other than text."""

_ID: Final = re.compile(r"(?=.{1,60}$)(?!\d+$)[^\s\x00-\x1f\x7f/\\]+")
"""A name for a block; a number alone is the place of a row, and changes with it."""

_USUAL_HANDOVER: Final[timedelta] = Agenda.model_fields["handover"].default
_A_MEAL: Final = timedelta(minutes=45)
"""A break of this length or more is like a meal: what follows it gets a fixed start."""
_LONG_GAP: Final = timedelta(minutes=5)
"""A gap of this length or more is no handover: the row after it gets a fixed start."""

_FLOOR: Final = FloorRules()
_NOBODY: Final = "To be announced"

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AgendaFields:
    """Turns a timetable into the fields of an agenda."""

    facts: Facts
    rows: Sequence[Timed | Title | Remark]
    hard_stop: Instant
    zone: ZoneInfo
    day: date

    @property
    def timed(self) -> list[Timed]:
        """The rows that take time."""
        return [row for row in self.rows if isinstance(row, Timed)]

    def written(self, *, rest: bool, fixed: bool, ids: Sequence[str] = ()) -> Raw:
        """Return all fields; with `rest` rows take what others leave, with `fixed` long gaps end in fixed starts.

        The blocks get these `ids`; without any, those of the file.
        """
        facts, handover = self.facts, self._usual_handover()
        limits = (("limit", facts.limit, _FLOOR.limit), ("handover", facts.floor_handover, _FLOOR.handover))
        counts = Counter(row.item.id for row in self.timed)
        own = (row.item.id if _ID.fullmatch(row.item.id) and counts[row.item.id] == 1 else "" for row in self.timed)
        raw: Raw = {
            "title": facts.title,
            "date": self.day.isoformat(),
            "start": self._moment(self.timed[0].start),
            "end": self._moment(self.hard_stop),
            "timezone": self.zone.key,
            "uid": facts.uid if re.fullmatch(r"[^\s\x00-\x1f\x7f]{1,200}", facts.uid) else self._new_uid(),
            "venue": facts.venue,
            "moderator": facts.moderator and _speaker(facts.moderator),
            "notes": facts.notes,
            "margin": _spelled(facts.margin or None),
            "handover": "" if handover == _USUAL_HANDOVER else spell_duration(handover),
            "floor": {name: _spelled(said) for name, said, usual in limits if said not in {None, usual}},
            "segments": self._segments(handover, iter(ids or own), rest=rest, fixed=fixed),
        }
        return {name: value for name, value in raw.items() if value}

    def _new_uid(self) -> str:
        """Return a name by which calendars know the meeting; one programme gives the same name each time."""
        told = f"{self.facts.title}\n{self.timed[0].start.isoformat()}\n{self.zone.key}"
        digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
        return f"{slug(self.facts.title) or 'meeting'}-{self.day.isoformat()}-{digest}"

    def _moment(self, moment: Instant) -> str:
        """Return a clock time; with its date on another day, and its offset where the hour comes twice."""
        local = moment.astimezone(self.zone)
        smallest = "microseconds" if local.microsecond else "seconds" if local.second else "minutes"
        clock = local.time().isoformat(smallest)
        if local.fold:
            return f"{local.date()} {clock} {local:%z}"
        return clock if local.date() == self.day else f"{local.date()} {clock}"

    def _usual_handover(self) -> timedelta:
        """Return the one that is said, or the commonest: of two, the program's own, or the shorter."""
        if self.facts.handover is not None:
            return self.facts.handover
        gaps = Counter(after.start - row.end for row, after in pairwise(self.timed))
        counts = {gap: count for gap, count in gaps.items() if gap < _LONG_GAP or count > 2}
        common = {gap for gap, count in counts.items() if count == max(counts.values())}
        return _USUAL_HANDOVER if _USUAL_HANDOVER in common else min(common, default=_USUAL_HANDOVER)

    def _segments(self, handover: timedelta, ids: Iterator[str], *, rest: bool, fixed: bool) -> list[Raw]:
        """Return blocks under the titles that the file has; those without one stand in a segment of their own."""
        segments: list[Raw] = []
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
                    title = item.segment or heading or "Programme"
                    if not segments or segments[-1]["title"] != title:
                        segments.append({"title": title, "blocks": []})
                    block = _named(item, title)
                    first = next(iter(block))
                    block = {first: block.pop(first), "id": next(ids), **block}
                    block |= self._lasts(row, latest, handover, rest=rest and item.takes_rest, fixed=fixed)
                    block |= {"intro": item.intro, "notes": prose(paragraphs(*waiting, item.notes))}
                    segments[-1]["blocks"].append({name: value for name, value in block.items() if value})
                    latest, above, waiting = row, "", []
        if left := paragraphs(*waiting, above):
            last = segments[-1]["blocks"][-1]
            last["notes"] = prose(paragraphs(last.get("notes", ""), left))
        return segments

    def _lasts(self, row: Timed, after: Timed | None, handover: timedelta, *, rest: bool, fixed: bool) -> Raw:
        """Return when a block begins and how long it lasts; with a handover of its own, or a fixed start."""
        item, own, written = row.item, row.item.handover, row.item.start is not None
        gap, begins_then = handover, False
        if after is not None:
            gap = row.start - after.end
            long = gap > own if own is not None else gap >= _LONG_GAP and written
            is_break = after.item.kind == "item" and after.item.item_type == "break"
            back_then = is_break and after.item.end is not None and after.length >= _A_MEAL  # everybody is told to be
            begins_then = fixed and bool(
                item.fixed_start or (long and gap != handover) or (item.fixed_start is None and written and back_then)
            )
            if begins_then and (own is not None or gap >= handover):
                gap = handover if own is None else own
        fits = rest or item.minimum is None or item.minimum <= row.length
        return {
            "start": self._moment(row.start) if begins_then else "",
            "duration": REST if rest else spell_duration(row.length),
            "min": _spelled(item.minimum if fits else None),
            "handover": _spelled(gap if gap != handover else None),
            "limit": _spelled(item.limit if item.kind == "floor" else None),
            "each": _spelled(item.each if item.kind == "panel" else None),
        }


def _named(item: BlockRow, segment: str) -> Raw:
    """Return what a block is, and who speaks in it."""
    people = [_speaker(one) for one in item.people]
    match item.kind:
        case "floor":
            return {"floor": item.title or "Remarks from the floor"}
        case "item":
            return {"item": item.title or _NOBODY, "type": "" if item.item_type == "other" else item.item_type}
        case "panel":
            moderator = item.moderator and _speaker(item.moderator)
            speakers = people or [{"name": _NOBODY}]
            return {"panel": item.title or item.segment or segment, "moderator": moderator, "speakers": speakers}
        case _:
            title = {"title": item.title} if item.title and people else {}
            if len(people) > 1:
                return {**title, "speakers": people}
            return {**title, "speaker": people[0] if people else {"name": item.title or _NOBODY}}


def _spelled(length: timedelta | None) -> str:
    return "" if length is None else spell_duration(length)


def _speaker(person: Person) -> Raw:
    return {name: "true" if value is True else value for name, value in asdict(person).items() if value}


def agenda_text(fields: Mapping[str, Any], source: str) -> str:
    """Return a whole agenda.yaml; `source` is what it was made from."""
    lines = [_HEAD.format(source=sanitize(source))]
    lines += _lines({name: value for name, value in fields.items() if name != "segments"})
    lines += ["", "segments:"]
    for number, segment in enumerate(fields["segments"]):
        lines += [""] * bool(number) + [*_items([segment], "  ")]
    return "\n".join(lines) + "\n"


def _lines(fields: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the fields in their order, deeper ones indented."""
    for name, value in fields.items():
        if isinstance(value, str):
            first, *others = _scalar(name, value, indent)
            comment = _COMMENTS.get(indent + name) or _COMMENTS.get(f"{name}: {value}")
            yield f"{indent}{name}: {first}" + (f" # {comment}" if comment and not others else "")
            yield from others
            continue
        yield f"{indent}{name}:"
        yield from _lines(value, indent + "  ") if isinstance(value, Mapping) else _items(value, indent + "  ")


def _items(items: Sequence[Mapping[str, Any]], indent: str) -> Iterator[str]:
    for item in items:
        lines = _lines(item, indent + "  ")
        yield f"{indent}- {next(lines).lstrip()}"
        yield from lines


def _scalar(name: str, text: str, indent: str) -> list[str]:
    if name in {"date", "remote"}:  # 2016-07-20 and true are what they look like
        return [text]
    lines = text.split("\n")
    if len(lines) == 1 or lines[0].startswith(" ") or not lines[0] or not lines[-1]:  # which is no indentation
        return [_in_one_line(text)]
    return ["|-", *(f"{indent}  {line}" if line else "" for line in lines)]


@lru_cache(maxsize=16_384)  # an agenda is written again for each way in which its gaps can be written
def _in_one_line(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _OTHER_VALUES:  # PyYAML would take its time to say so
        return text
    style = '"' if "\n" in text else None
    written = yaml.safe_dump(text, allow_unicode=True, width=1 << 30, default_style=style)
    written = written.removesuffix("...\n").rstrip("\n")
    return f'"{text}"' if written.startswith("'") and not {'"', "\\"} & set(text) else written
