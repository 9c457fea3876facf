"""The sheet that staff put on every table: what it says, in plain text. Markdown, HTML and Word put it in their dress.

It is for guests: times, names and designations; no notes, no lengths that may yet give way, nothing that is read out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from runofshow.agenda.model import Agenda, Speaker, Speech
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.wording import long_date
from runofshow.values import safe_lines

END: Final = "End of the meeting"
_MODERATOR: Final = "Moderator"

_LINE: Final = 88
"""Characters in a line, about."""

_SIZES: Final = ((28, 12.0), (34, 11.0), (40, 10.0), (48, 9.0), (60, 8.0))
"""How many such lines fit on one page, in points of type."""

_SMALLEST: Final = 7.5
"""What is smaller can't be read at a table: the sheet then goes on over the page."""


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One line: when, who, and what the person is."""

    time: str
    """The minute in which it begins."""
    who: str
    designation: str
    is_floor: bool


@dataclass(frozen=True, slots=True)
class HandoutSegment:
    """A title, and the lines beneath it."""

    title: str
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
        """What stands below the title."""
        return [fact for fact in (self.when, self.where, self.moderator) if fact]

    @property
    def lines(self) -> int:
        """How many lines it takes on paper, about: a long title or designation takes two."""
        texts = [text for segment in self.segments for text in (segment.title, *map(_whole, segment.rows))]
        return sum(1 + len(text) // _LINE for text in texts) + len(self.segments)


def handout(agenda: Agenda) -> Handout:
    """What the sheet says of an agenda."""
    plan = planned(agenda)
    segments = [
        HandoutSegment(safe_lines(title), [_row(row, agenda) for row in rows])
        for title, rows in groupby(plan.rows, key=lambda row: row.segment)
    ]
    hours = f"{_minute(agenda.start, agenda)} to {_minute(agenda.end, agenda)}"
    moderator = "" if agenda.moderator is None else f"{_MODERATOR}: {_announced(agenda.moderator)}"
    where = safe_lines(agenda.venue or "")
    day = long_date(agenda.date)
    return Handout(safe_lines(agenda.title), f"{day}, {hours}", where, moderator, segments, _minute(agenda.end, agenda))


def points(sheet: Handout) -> float:
    """The size of type, in points, in which the sheet fits on one page."""
    return next((size for lines, size in _SIZES if sheet.lines <= lines), _SMALLEST)


def _row(row: Planned, agenda: Agenda) -> HandoutRow:
    block = row.block
    time = _minute(row.start, agenda)
    if not isinstance(block, Speech):
        return HandoutRow(time, safe_lines(block.title), "", is_floor=True)
    described = (block.speaker.title, block.speaker.organization)
    return HandoutRow(
        time, safe_lines(block.speaker.name), ", ".join(safe_lines(one) for one in described if one), is_floor=False
    )


def _whole(row: HandoutRow) -> str:
    return f"{row.who}, {row.designation}"


def _announced(speaker: Speaker) -> str:
    return ", ".join(safe_lines(text) for text in (speaker.name, speaker.title, speaker.organization) if text)


def _minute(instant: datetime, agenda: Agenda) -> str:
    return f"{instant.astimezone(agenda.timezone):%H:%M}"
