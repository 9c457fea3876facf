"""A rundown -> the text of an agenda: which day and zone, which segments and blocks, and what is told of them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.model import Agenda
from runofshow.agenda.problems import AgendaError
from runofshow.agenda.schedule import planned
from runofshow.importers.agenda_fields import AgendaFields, Raw, with_ids
from runofshow.importers.agenda_text import agenda_text
from runofshow.importers.dates import long_day
from runofshow.importers.open_questions import Answers, NoRundown, Unclear
from runofshow.importers.places import zone_of
from runofshow.importers.read_file import read_rundown
from runofshow.importers.row_kinds import on_day, shaped
from runofshow.importers.rundown import Facts, Item, Row
from runofshow.importers.texts import counted
from runofshow.importers.timing import Timed, timetable

_ONE_MEETING: Final = timedelta(hours=18)
_ID: Final = re.compile(r"(?=.{1,60}$)(?!\d+$)[^\s\x00-\x1f\x7f/\\]+")
"""What may name a block; a number alone is the place of a row, and changes with it."""


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
    seen = shaped(rows, rundown.facts, zone)
    if not any(isinstance(row, Item) for row in seen.rows):
        message = f"{name} holds no row that takes time on {day.isoformat()}"
        raise NoRundown(message)
    times = timetable(seen.rows, seen.facts, answers, zone, day)
    raw, agenda, kept = _agenda(AgendaFields(seen.facts, times, zone, day), name)
    told = [*rundown.told, *zone_told, *left_out, *seen.told, *times.told, *kept, _summary(agenda)]
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


def _agenda(fields: AgendaFields, name: str) -> tuple[Raw, Agenda, list[str]]:
    """The agenda as fields, and as it is read from them; and what is told of that.

    A row that takes what the others leave gets its length instead where the plan would be another.
    """
    told: list[str] = []
    timed = fields.times.timed
    raw = fields.written(fills=True)
    agenda = _valid(raw, name)
    if not _as_timed(agenda, timed):
        filling = ", ".join(row.item.place for row in timed if row.item.fills)
        told.append(f"{filling}: the length is kept as it is, for what is left up to the hard stop differs")
        raw = fields.written(fills=False)
        agenda = _valid(raw, name)
    raw = _with_wanted_ids(raw, agenda, [row.item.id for row in timed], name)
    return raw, _valid(raw, name), told


def _as_timed(agenda: Agenda, timed: Sequence[Timed]) -> bool:
    return all(
        (row.start, row.end) == (one.start, one.end) for row, one in zip(planned(agenda).rows, timed, strict=True)
    )


def _valid(raw: Raw, name: str) -> Agenda:
    try:
        return parse_agenda(agenda_text(raw, name), name)
    except AgendaError as error:
        told = (
            f"{problem.path}: {problem.sentence}" if problem.path else problem.sentence for problem in error.problems
        )
        reasons = "; ".join(islice(told, 5))
        message = f"{name} makes no valid agenda: {reasons}"
        raise NoRundown(message) from None


def _with_wanted_ids(raw: Raw, agenda: Agenda, wanted: Sequence[str], name: str) -> Raw:
    """The same with the ids that the rundown gives its rows, where the agenda's own would be others."""
    counts = Counter(wanted)
    usable = [one if _ID.fullmatch(one) and counts[one] == 1 else "" for one in wanted]
    own = [block.id for block in agenda.blocks()]
    if all(one in {"", made} for one, made in zip(usable, own, strict=True)):
        return raw
    few = with_ids(raw, ["" if one == made else one for one, made in zip(usable, own, strict=True)])
    made = [block.id for block in _valid(few, name).blocks()]
    return few if all(one in {"", now} for one, now in zip(usable, made, strict=True)) else with_ids(raw, usable)


def _summary(agenda: Agenda) -> str:
    blocks = list(agenda.blocks())
    floors = sum(block.kind == "floor" for block in blocks)
    parts = f"{counted(len(blocks), 'block')} in {counted(len(agenda.segments), 'segment')}"
    start, end = (f"{instant.astimezone(agenda.timezone):%H:%M}" for instant in (agenda.start, agenda.end))
    return (
        f"{parts}, {counted(floors, 'floor round')}; "
        f"{agenda.date.isoformat()}, {start} to {end} ({agenda.timezone.key}), {end} being the hard stop"
    )
