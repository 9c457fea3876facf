"""A rundown -> the text of an agenda: which day and zone, which segments and blocks, and what is told of them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from runofshow.agenda.duration import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, FloorRules
from runofshow.agenda.problems import AgendaError
from runofshow.agenda.reading import parse_agenda
from runofshow.agenda.schedule import planned
from runofshow.importing.agenda_text import agenda_text
from runofshow.importing.moments import long_day
from runofshow.importing.places import zone_of
from runofshow.importing.questions import Answers, NoRundown, Unclear
from runofshow.importing.reading import read_rundown
from runofshow.importing.rundown import Facts, Heading, Item, Person, Remark, Row
from runofshow.importing.shaping import on_day, shaped
from runofshow.importing.texts import counted, paragraphs, prose
from runofshow.importing.timing import ZERO, Timed, Timetable, timetable

_USUAL_HANDOVER: Final[timedelta] = Agenda.model_fields["handover"].default
_FLOOR: Final = FloorRules()
_ONE_MEETING: Final = timedelta(hours=18)
_NAMELESS: Final = "Programme"
"""The segment of rows that stand under no title."""

_NAMELESS_FLOOR: Final = "Remarks from the floor"
_NOBODY: Final = "To be announced"
_ID: Final = re.compile(r"(?=.{1,60}$)(?!\d+$)[^\s\x00-\x1f\x7f/\\]+")
"""What may name a block; a number alone is the place of a row, and changes with it."""

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    text: str
    """YAML."""
    agenda: Agenda
    told: tuple[str, ...]
    """What was taken for what, and what was left out: a sentence each."""


def imported(content: bytes, name: str, answers: Answers) -> Imported:
    """The agenda that a file's rundown makes; `name` is what messages call the file.

    Raises:
        NoRundown: there is none in it, it contradicts itself, or it makes no valid agenda.
        Unclear: it can be read in more than one way, or lacks what nobody but a person can say.
    """
    rundown = read_rundown(content, name, answers)
    zone, zone_told = _zone(rundown.facts, answers, name)
    dated = list(rundown.rows) if rundown.facts.days else _dated(rundown.rows, zone)
    day = _day(dated, rundown.facts, answers)
    rows, left_out = on_day(dated, day)
    seen = shaped(rows, rundown.facts)
    if not any(isinstance(row, Item) for row in seen.rows):
        message = f"{name} holds no row that takes time on {day.isoformat()}"
        raise NoRundown(message)
    times = timetable(seen.rows, seen.facts, answers, zone, day)
    making = _Making(seen.facts, times, zone, day)
    raw, agenda = making.agenda(name)
    told = [*rundown.told, *zone_told, *left_out, *seen.told, *times.told, *making.told, _summary(agenda)]
    return Imported(agenda_text(raw, name), agenda, tuple(told))


def _zone(facts: Facts, answers: Answers, name: str) -> tuple[ZoneInfo, list[str]]:
    """The time zone that was answered, or that the file says; else that of the city where the meeting is."""
    known = answers.timezone or facts.zone
    if known is not None:
        return known, []
    zone = zone_of(facts.venue)
    if zone is None:
        sentence = f"{name} doesn't say in which time zone the meeting is"
        raise Unclear(asked="timezone", sentence=sentence, like="--timezone America/New_York")
    return zone, [f"the time zone is {zone.key}, by the place: {facts.venue}"]


def _dated(rows: Sequence[Row], zone: ZoneInfo) -> list[Row]:
    """The same; where starts have dates and lie more than a day's meeting apart, each row is of its own day."""
    starts = [
        (index, row.start if row.start.tzinfo is None else row.start.astimezone(zone).replace(tzinfo=None))
        for index, row in enumerate(rows)
        if isinstance(row, Item) and isinstance(row.start, datetime)
    ]
    if not starts:
        return list(rows)
    first, last = min(start for _, start in starts), max(start for _, start in starts)
    days = {index: (first if last - first < _ONE_MEETING else start).date() for index, start in starts}
    return [
        replace(row, days=row.days or (days[index],)) if isinstance(row, Item) and index in days else row
        for index, row in enumerate(rows)
    ]


def _day(rows: Sequence[Row], facts: Facts, answers: Answers) -> date:
    if answers.day is not None:
        return answers.day
    written = {row.days for row in rows if isinstance(row, Item) and row.days}
    readings = written or ({facts.days} if facts.days else set())
    match sorted({day for days in readings for day in days}):
        case []:
            sentence = "nothing says on which day the meeting is"
            raise Unclear(asked="date", sentence=sentence, like="--date 2026-09-23")
        case [day]:
            return day
        case days if len(readings) > 1:
            sentence = f"there are rows of {len(days)} days, and an agenda is of one"
        case days:
            sentence = "the date can be read in two ways"
    choices = tuple((day.isoformat(), long_day(day)) for day in days[:10])
    raise Unclear(asked="date", sentence=sentence, choices=choices)


@dataclass(slots=True)
class _Making:
    """What a timetable becomes."""

    facts: Facts
    times: Timetable
    zone: ZoneInfo
    day: date
    told: list[str] = field(default_factory=list)

    def agenda(self, name: str) -> tuple[Raw, Agenda]:
        """The agenda as fields, and as it is read from them.

        A row that takes what the others leave gets its length instead where the plan would be another.
        """
        raw = self._raw(fills=True)
        agenda = _valid(raw, name)
        if not self._as_timed(agenda):
            filling = ", ".join(row.item.place for row in self.times.timed if row.item.fills)
            self.told.append(f"{filling}: the length is kept as it is, for what is left up to the hard stop differs")
            raw = self._raw(fills=False)
            agenda = _valid(raw, name)
        raw = _with_ids(raw, agenda, [row.item.id for row in self.times.timed], name)
        return raw, _valid(raw, name)

    def _as_timed(self, agenda: Agenda) -> bool:
        plan = planned(agenda)
        return all(
            (row.start, row.end) == (timed.start, timed.end)
            for row, timed in zip(plan.rows, self.times.timed, strict=True)
        )

    def _raw(self, *, fills: bool) -> Raw:
        facts, handover = self.facts, self._usual_handover()
        raw: Raw = {
            "title": facts.title,
            "date": self.day.isoformat(),
            "start": self._written(self.times.start),
            "end": self._written(self.times.end),
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

    def _written(self, instant: datetime) -> str:
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
        titled = any(isinstance(row, Heading) for row in self.times.rows)
        titled = titled or any(row.item.segment for row in self.times.timed)
        segments: list[Raw] = []
        gaps = iter(self._gaps())
        heading, waiting = "", list[str]()
        for row in self.times.rows:
            match row:
                case Heading(_, title):
                    heading = title
                case Remark(_, text):
                    waiting.append(text)
                case Timed(item):
                    title = item.segment or heading or self._own_title(item, segments)
                    if not segments or segments[-1]["title"] != title:
                        segments.append({"title": title, "blocks": []})
                    kept = item.title if titled and item.speaker is not None and item.title != title else ""
                    notes = paragraphs(*waiting, kept, item.notes)
                    waiting.clear()
                    gap = next(gaps)
                    own_gap = gap if gap != handover and row is not self.times.timed[0] else None
                    segments[-1]["blocks"].append(_block(row, own_gap, notes, fills=fills and item.fills))
        if waiting:
            last = segments[-1]["blocks"][-1]
            last["notes"] = prose(paragraphs(last.get("notes", ""), *waiting))
        return segments

    def _own_title(self, item: Item, segments: Sequence[Raw]) -> str:
        """The segment of a row that stands under no title: what it is about, if that isn't the speaker's name."""
        about = any(row.item.speaker is not None and row.item.title for row in self.times.timed)
        return (item.title if about else "") or (segments[-1]["title"] if segments else _NAMELESS)


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


def _valid(raw: Raw, name: str) -> Agenda:
    try:
        return parse_agenda(agenda_text(raw, name), name)
    except AgendaError as error:
        reasons = "; ".join(f"{problem.path}: {problem.sentence}" for problem in error.problems[:5])
        message = f"{name} makes no valid agenda: {reasons}"
        raise NoRundown(message) from None


def _with_ids(raw: Raw, agenda: Agenda, wanted: Sequence[str], name: str) -> Raw:
    """The same with the ids that the rundown gives its rows, where the agenda's own would be others."""
    counts = Counter(wanted)
    usable = [one if _ID.fullmatch(one) and counts[one] == 1 else "" for one in wanted]
    own = [block.id for block in agenda.blocks()]
    if all(one in {"", made} for one, made in zip(usable, own, strict=True)):
        return raw
    few = _with(raw, ["" if one == made else one for one, made in zip(usable, own, strict=True)])
    made = [block.id for block in _valid(few, name).blocks()]
    return few if all(one in {"", now} for one, now in zip(usable, made, strict=True)) else _with(raw, usable)


def _with(raw: Raw, names: Sequence[str]) -> Raw:
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


def _summary(agenda: Agenda) -> str:
    blocks = list(agenda.blocks())
    floors = sum(block.kind == "floor" for block in blocks)
    start, end = (f"{instant.astimezone(agenda.timezone):%H:%M}" for instant in (agenda.start, agenda.end))
    return (
        f"{len(blocks)} blocks in {counted(len(agenda.segments), 'segment')}, {counted(floors, 'floor round')}; "
        f"{agenda.date.isoformat()}, {start} to {end} ({agenda.timezone.key}), {end} being the hard stop"
    )
