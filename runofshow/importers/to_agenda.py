"""A file -> the text of an agenda, and sentences about how the file was read."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Final

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.model import Agenda
from runofshow.agenda.problems import AgendaError
from runofshow.agenda.schedule import planned
from runofshow.importers.agenda_yaml import AgendaFields, Raw, agenda_text
from runofshow.importers.cells import Table, text_of
from runofshow.importers.one_meeting import day_for, in_zone, zone_for
from runofshow.importers.questions import Answers, Findings, NoRundown, Questions, Unclear
from runofshow.importers.read_file import read_file
from runofshow.importers.row_kinds import shaped
from runofshow.importers.rundown import BlockRow, Row
from runofshow.importers.table import read_table
from runofshow.importers.texts import counted, one_line
from runofshow.importers.timing import timetable
from runofshow.text import clip

_MOST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Imported:
    """The agenda that a file makes."""

    text: str
    """YAML."""
    agenda: Agenda
    told: tuple[str, ...]
    """How each column was taken, what was inferred and what was left out, a line each."""
    table: tuple[str, ...] = ()
    """The first rows of the table that was read, a line each."""


def imported(content: bytes, name: str, answers: Answers) -> Imported:
    """Return the agenda that a file makes; `name` is what messages call the file.

    Raises NoRundown where it makes none, and Unclear where it can be read in several ways, or lacks what only a person
    can say.
    """
    questions, findings = Questions(answers), Findings()
    table = read_file(content, name, questions, findings)
    try:
        made = _made(table, name, questions, findings)
    except OverflowError:  # near the years 1 and 9999
        raise NoRundown(name, "holds a date or a length outside of the years that can be reckoned with") from None
    except NoRundown:
        if not questions.asked or questions.only_when_and_where:
            raise
    else:
        if not questions.asked:
            return made
    raise Unclear(*questions.asked, told=tuple(findings.lines()), table=_shown(table))


def _made(table: Table, name: str, questions: Questions, findings: Findings) -> Imported:
    rows, facts = read_table(table, name, questions, findings)
    if not facts.title:
        stem = (name.rpartition(".")[0] or name).replace("_", " ")
        facts = replace(facts, title=one_line(" ".join(stem.split())) or "Untitled meeting")
        findings.add(f"the title is made from the file's name: {facts.title}")
    zone = zone_for(facts, questions, findings, name)
    day, rows = day_for(_in_order(rows), facts, questions, zone)
    rows, facts = in_zone(rows, facts, zone, day, findings)
    rows, facts = shaped(rows, facts, questions, findings, zone, day)
    if not any(isinstance(row, BlockRow) for row in rows):
        raise NoRundown(name, f"holds no row that takes time on {day.isoformat()}")
    placed, hard_stop = timetable(rows, facts, questions, findings, zone, day)
    raw, agenda, told = _agenda(AgendaFields(facts, placed, hard_stop, zone, day), name)
    return Imported(agenda_text(raw, name), agenda, (*findings.lines(), *told, _summary(agenda)), _shown(table))


def _in_order(rows: list[Row]) -> list[Row]:
    """Return the rows; in the order of their times where each says its whole day, and nothing stands between them."""
    keys = [
        (row.day.dates[0], row.start)
        for row in rows
        if isinstance(row, BlockRow) and row.day and len(row.day.dates) == 1 and type(row.start) is time
    ]
    if len(keys) < len(rows) or len({start.tzinfo for _, start in keys}) > 1:
        return rows
    return [row for _, row in sorted(zip(keys, rows, strict=True), key=lambda pair: pair[0])]


def _agenda(fields: AgendaFields, name: str) -> tuple[Raw, Agenda, list[str]]:
    """Return the fields in the first way that makes the plan of the file, as an agenda, and what is told of that.

    Else a row that takes what the others leave gets its length instead, and a long gap becomes a handover.
    """
    timed = fields.timed
    for rest, fixed in ((True, True), (True, False), (False, True)):
        agenda = _valid(fields.written(rest=rest, fixed=fixed), name)
        if [(row.start, row.end) for row in planned(agenda).rows] == [(row.start, row.end) for row in timed]:
            break
    else:
        rest = fixed = False
        agenda = _valid(fields.written(rest=rest, fixed=fixed), name)
    taking = ", ".join(row.item.place for row in timed if row.item.takes_rest and not rest)
    told = [f"{taking}: the length is kept as it is, for what is left up to the hard stop differs"] if taking else []
    raw = fields.written(rest=rest, fixed=fixed, ids=[block.id for block in agenda.blocks()])
    return raw, _valid(raw, name), told


def _valid(raw: Raw, name: str) -> Agenda:
    try:
        return parse_agenda(agenda_text(raw, name), name)
    except AgendaError as error:
        problems = (f"{one.path}: {one.sentence}" if one.path else one.sentence for one in error.problems[:5])
        raise NoRundown(name, f"makes no valid agenda: {'; '.join(problems)}") from None


def _summary(agenda: Agenda) -> str:
    blocks = list(agenda.blocks())
    floors = counted(sum(block.kind == "floor" for block in blocks), "floor round")
    parts = f"{counted(len(blocks), 'block')} in {counted(len(agenda.segments), 'segment')}, {floors}"
    start, end = (f"{instant.astimezone(agenda.timezone):%H:%M}" for instant in (agenda.start, agenda.end))
    return f"{parts}; {agenda.date.isoformat()}, {start} to {end} ({agenda.timezone.key}), {end} being the hard stop"


def _shown(table: Table) -> tuple[str, ...]:
    """Return the first rows of a table as lines, each with its place."""
    lines = []
    for index, row in enumerate(table.rows[:_MOST_SHOWN]):
        cells = (clip(one_line(text_of(cell)), 24) for cell in row)
        lines.append(f"{table.place(index)}: {' | '.join(cells)}")
    if len(table.rows) > _MOST_SHOWN:
        lines.append(f"… and {len(table.rows) - _MOST_SHOWN} rows more")
    return tuple(lines)
