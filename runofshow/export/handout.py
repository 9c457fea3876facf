"""The sheet that staff put on every table, in plain text; Markdown, HTML and Word lay it out.

It is for guests: rounded times, names and designations; no notes, no lengths that may yet give way, nothing that is
read out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil
from typing import Final

from wcwidth import wcswidth

from runofshow.agenda.model import Agenda, Block, Item, Panel, Speaker, Speech
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formats import DEFAULTS, Options, Paper, millimetres
from runofshow.export.formatting.record_words import long_date
from runofshow.export.formatting.typed_text import BREAK, escaped
from runofshow.export.json_values import safe_lines
from runofshow.export.printed_times import USUAL_STEP, printed_starts

END: Final = "End of the meeting"
MODERATOR: Final = "Moderator"


@dataclass(frozen=True, slots=True)
class HandoutPerson:
    """Somebody who speaks in a block, on a line of their own."""

    role: str
    """`MODERATOR` for the moderator of a panel, else empty."""
    name: str
    designation: str
    """Title, organization and country, as far as the agenda has them."""


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """A block: its time, what it is, and below that who speaks."""

    time: str
    """The printed minute in which it begins."""
    title: str
    """Empty for a speech of which the agenda tells the speaker alone."""
    people: Sequence[HandoutPerson]
    """One for each line; none in a floor round or an item."""
    is_heading: bool = False
    """True for a floor round or a panel that is a segment by itself: its title stands out."""

    @property
    def lines(self) -> Sequence[str]:
        """The row as plain text, a line each."""
        people = (
            "".join((f"{one.role}: " if one.role else "", one.name, f", {one.designation}" if one.designation else ""))
            for one in self.people
        )
        return [line for line in (self.title, *people) if line]


@dataclass(frozen=True, slots=True)
class HandoutSegment:
    """A title, and the lines beneath it."""

    title: str
    """Empty where the only line says the same."""
    rows: Sequence[HandoutRow]


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole sheet; every text is harmless."""

    title: str
    when: str
    """The day and the hours."""
    where: str
    """Empty where the agenda names no venue."""
    moderator: str
    """Empty where the agenda names nobody."""
    segments: Sequence[HandoutSegment]
    end: str
    """The minute of the hard stop."""

    @property
    def facts(self) -> Sequence[str]:
        """The lines below the title: date, place, moderator."""
        return [fact for fact in (self.when, self.where, self.moderator) if fact]


def handout(agenda: Agenda, step: timedelta = USUAL_STEP) -> Handout:
    """Return the sheet of an agenda, with starts rounded to `step` as `printed_starts` does it."""
    rows = planned(agenda).rows
    timed = zip(rows, printed_starts(rows, agenda, step), strict=True)
    segments = [_segment(title, blocks) for title, blocks in groupby(timed, key=lambda one: one[0].segment)]
    hours = f"{_minute(agenda.start, agenda)} to {_minute(agenda.end, agenda)}"
    moderator = "" if agenda.moderator is None else f"{MODERATOR}: {_announced(agenda.moderator)}"
    where = safe_lines(agenda.venue or "")
    day = long_date(agenda.date)
    return Handout(safe_lines(agenda.title), f"{day}, {hours}", where, moderator, segments, _minute(agenda.end, agenda))


def _segment(title: str, blocks: Iterable[tuple[Planned, datetime]]) -> HandoutSegment:
    """Return a segment; its title is left out where the only row has the same title."""
    rows = [_row(planned_row.block, f"{start:%H:%M}") for planned_row, start in blocks]
    if [row.title for row in rows] == [safe_lines(title)]:
        return HandoutSegment("", rows)
    return HandoutSegment(safe_lines(title), [replace(row, is_heading=False) for row in rows])


def _row(block: Block, time: str) -> HandoutRow:
    people = [_person(speaker) for speaker in block.people]
    if isinstance(block, Speech):
        return HandoutRow(time, safe_lines(block.subject or ""), people)
    if isinstance(block, Panel) and block.moderator is not None:
        people.insert(0, _person(block.moderator, MODERATOR))
    return HandoutRow(time, safe_lines(block.title), people, is_heading=not isinstance(block, Item))


def _person(speaker: Speaker, role: str = "") -> HandoutPerson:
    described = (speaker.title, speaker.organization, speaker.country)
    return HandoutPerson(role, safe_lines(speaker.name), ", ".join(safe_lines(one) for one in described if one))


def _announced(speaker: Speaker) -> str:
    return ", ".join(
        safe_lines(text) for text in (speaker.name, speaker.title, speaker.organization, speaker.country) if text
    )


def _minute(instant: datetime, agenda: Agenda) -> str:
    return f"{instant.astimezone(agenda.timezone):%H:%M}"


SIDE: Final = 18
TOP: Final = 15
"""The margins, in millimetres."""

TITLE_SIZE: Final = 1.5
TIMES_COLUMN: Final = 4.2
"""The width of the column of times, in ems."""

LEADING: Final = 1.25
"""From one line to the next."""

ROW_GAP: Final = 0.3
ABOVE_SEGMENT: Final = 0.9
BELOW_SEGMENT: Final = 0.4

_AROUND_FACTS: Final = 2.2
_AROUND_END: Final = 1.4
_CELL: Final = 0.45
"""The average width of a letter of Times, in ems; a Chinese one takes two such cells."""

_POINTS: Final = 72 / 25.4
"""In a millimetre."""

_FULL: Final = 0.96
"""The part of the page that is filled, because the estimate may be a line short."""

_SIZES: Final = tuple(half / 2 for half in range(24, 14, -1))
"""In points, from the largest; what is smaller than the last can't be read at a table: the sheet then goes on."""


def points(sheet: Handout, paper: Paper) -> float:
    """Return the largest size that leaves all of the sheet on one page; the smallest that there is where none does."""
    width, height = (
        (side - 2 * margin) * _POINTS for side, margin in zip(millimetres(paper), (SIDE, TOP), strict=True)
    )
    fitting = (size for size in _SIZES if _height(sheet, width / size) * size <= height * _FULL)
    return next(fitting, _SIZES[-1])


def _height(sheet: Handout, width: float) -> float:
    """Return the height of the whole sheet on paper so wide, in ems."""
    title = _lines(sheet.title, width / TITLE_SIZE) * TITLE_SIZE * LEADING
    facts = sum(_lines(fact, width) for fact in sheet.facts) * LEADING
    segments = sum(_height_of(segment, width) for segment in sheet.segments)
    return title + facts + _AROUND_FACTS + segments + LEADING + _AROUND_END


def _height_of(segment: HandoutSegment, width: float) -> float:
    column = width - TIMES_COLUMN
    rows = [sum(_lines(line, column) for line in row.lines) * LEADING + ROW_GAP for row in segment.rows]
    titled = _lines(segment.title, width) * LEADING + BELOW_SEGMENT if segment.title else 0
    return ABOVE_SEGMENT + titled + sum(rows)


def _lines(text: str, width: float) -> int:
    cells = max(wcswidth(text), len(text))
    return max(1, ceil(cells * _CELL / width))


def plan_markdown(agenda: Agenda, options: Options = DEFAULTS) -> bytes:
    """Return one document in UTF-8; what people typed is text in it, and nothing else."""
    sheet = handout(agenda, options.step)
    facts = "  \n".join(map(escaped, sheet.facts))
    parts = [f"# {escaped(sheet.title)}", facts, "\n".join(_table(sheet))]
    return ("\n\n".join(parts) + "\n").encode()


def _table(sheet: Handout) -> Iterator[str]:
    yield "| Time | |"
    yield "| --- | --- |"
    for segment in sheet.segments:
        if segment.title:
            yield f"| | **{escaped(segment.title)}** |"
        for row in segment.rows:
            yield f"| {row.time} | {BREAK.join(_in_markdown(row))} |"
    yield f"| {sheet.end} | **{END}** |"


def _in_markdown(row: HandoutRow) -> Iterator[str]:
    """Yield the lines of a row: names in bold, the title of an item, a floor round, a panel or a speech not."""
    if row.title:
        yield f"**{escaped(row.title)}**" if row.is_heading else escaped(row.title)
    for one in row.people:
        designation = f", {escaped(one.designation)}" if one.designation else ""
        yield f"{f'{one.role}: ' if one.role else ''}**{escaped(one.name)}**{designation}"
