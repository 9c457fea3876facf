"""The sheet that staff put on every table, as data: `handout_pages` and `handout_word` lay it out.

It is for guests. It has rounded times, names and designations. It has no notes, no introductions to read out, and no
lengths, because these may still change.
"""

# wcwidth is imported where a sheet is measured: other documents of the plan need only the words of this module.

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil
from typing import Final, Literal, NamedTuple

from runofshow.agenda.model import Agenda, Block, Item, Panel, Speaker, Speech
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formats import Paper, millimetres
from runofshow.export.formatting.record_words import long_date
from runofshow.export.json_values import safe_lines
from runofshow.export.printed_times import USUAL_STEP, printed_starts

END: Final = "End of the meeting"

PartKind = Literal["", "heading", "title", "who", "designation"]
"""``heading``: the title of a floor round or a panel that is alone in its segment, printed like a segment's."""

HandoutLine = Sequence[tuple[str, PartKind]]
"""A line in parts: a title, or somebody who speaks, with title, organization and country. All of it is harmless."""


class HandoutRow(NamedTuple):
    """A block: its time, what it is, and below that who speaks."""

    time: str
    """The printed minute in which it begins."""
    lines: Sequence[HandoutLine]


class HandoutSegment(NamedTuple):
    """A title, and the blocks beneath it."""

    title: str
    """Empty where the only block says the same."""
    rows: Sequence[HandoutRow]


class Handout(NamedTuple):
    """The whole sheet; every text is harmless."""

    title: str
    facts: Sequence[str]
    """The lines below the title: day and hours, and as far as the agenda has them place and moderator."""
    segments: Sequence[HandoutSegment]
    end: str
    """The minute of the hard stop."""


def handout(agenda: Agenda, step: timedelta = USUAL_STEP) -> Handout:
    """Return the sheet of an agenda, with starts rounded to `step` as `printed_starts` does it."""
    rows = planned(agenda).rows
    timed = zip(rows, printed_starts(rows, agenda, step), strict=True)
    segments = [_segment(safe_lines(title), [*blocks]) for title, blocks in groupby(timed, lambda one: one[0].segment)]
    start, end = (f"{instant.astimezone(agenda.timezone):%H:%M}" for instant in (agenda.start, agenda.end))
    moderator = "" if agenda.moderator is None else f"Moderator: {', '.join(described(agenda.moderator))}"
    facts = (f"{long_date(agenda.date)}, {start} to {end}", safe_lines(agenda.venue or ""), moderator)
    return Handout(safe_lines(agenda.title), [fact for fact in facts if fact], segments, end)


def described(speaker: Speaker) -> list[str]:
    """Return the name, and what the agenda has of title, organization and country; all harmless."""
    return [safe_lines(one) for one in (speaker.name, speaker.title, speaker.organization, speaker.country) if one]


def _segment(title: str, blocks: Sequence[tuple[Planned, datetime]]) -> HandoutSegment:
    is_alone = [_title(row.block) for row, _ in blocks] == [title]
    rows = [HandoutRow(f"{start:%H:%M}", _lines(row.block, is_alone=is_alone)) for row, start in blocks]
    return HandoutSegment("" if is_alone else title, rows)


def _title(block: Block) -> str:
    return safe_lines((block.subject or "") if isinstance(block, Speech) else block.title)


def _lines(block: Block, *, is_alone: bool) -> list[HandoutLine]:
    is_heading = is_alone and not isinstance(block, Speech | Item)
    lines: list[HandoutLine] = [[(title, "heading" if is_heading else "title")]] if (title := _title(block)) else []
    if isinstance(block, Panel) and block.moderator is not None:
        lines.append([("Moderator: ", ""), *_person(block.moderator)])
    return [*lines, *map(_person, block.people)]


def _person(speaker: Speaker) -> HandoutLine:
    name, *designation = described(speaker)
    return [(name, "who"), *([(", ", ""), (", ".join(designation), "designation")] if designation else ())]


SIDE: Final = 18
TOP: Final = 15
"""The margins, in millimetres."""

# All other measures are in ems.
TITLE_SIZE: Final = 1.5
TIMES_COLUMN: Final = 4.2
LEADING: Final = 1.25
ROW_GAP: Final = 0.3
ABOVE_SEGMENT: Final = 0.9
BELOW_SEGMENT: Final = 0.4
_AROUND_FACTS: Final = 2.2
_AROUND_END: Final = 1.4
_CELL: Final = 0.45
"""The average width of a letter of Times; a Chinese one takes two such cells."""

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
    height = _lines_of(sheet.title, width / TITLE_SIZE) * TITLE_SIZE * LEADING + _AROUND_FACTS + LEADING + _AROUND_END
    height += sum(_lines_of(fact, width) for fact in sheet.facts) * LEADING
    for segment in sheet.segments:
        titled = _lines_of(segment.title, width) * LEADING + BELOW_SEGMENT if segment.title else 0
        height += ABOVE_SEGMENT + titled + len(segment.rows) * ROW_GAP
        for line in (line for row in segment.rows for line in row.lines):
            height += _lines_of("".join(text for text, _ in line), width - TIMES_COLUMN) * LEADING
    return height


def _lines_of(text: str, width: float) -> int:
    from wcwidth import wcswidth

    cells = max(wcswidth(text), len(text))
    return max(1, ceil(cells * _CELL / width))
