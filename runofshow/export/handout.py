"""The sheet that staff put on every table: what it says, in plain text. Markdown, HTML and Word put it in their dress.

It is for guests: times, names and designations; no notes, no lengths that may yet give way, nothing that is read out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Final

from runofshow.agenda.model import Agenda, Speaker, Speech
from runofshow.agenda.schedule import Planned, planned
from runofshow.export.formatting.record_words import long_date
from runofshow.export.json_values import safe_lines

END: Final = "End of the meeting"
_MODERATOR: Final = "Moderator"


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One line: when, who, and what the person is."""

    time: str
    """The minute in which it begins."""
    who: str
    designation: str
    stands_out: bool
    """As names do, and what is a segment by itself; a floor round within one doesn't."""


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
        """What stands below the title."""
        return [fact for fact in (self.when, self.where, self.moderator) if fact]


def handout(agenda: Agenda) -> Handout:
    """What the sheet says of an agenda."""
    plan = planned(agenda)
    segments = [_segment(title, rows, agenda) for title, rows in groupby(plan.rows, key=lambda row: row.segment)]
    hours = f"{_minute(agenda.start, agenda)} to {_minute(agenda.end, agenda)}"
    moderator = "" if agenda.moderator is None else f"{_MODERATOR}: {_announced(agenda.moderator)}"
    where = safe_lines(agenda.venue or "")
    day = long_date(agenda.date)
    return Handout(safe_lines(agenda.title), f"{day}, {hours}", where, moderator, segments, _minute(agenda.end, agenda))


def _segment(title: str, rows: Iterable[Planned], agenda: Agenda) -> HandoutSegment:
    """The title is left out where the only row would say the same below it."""
    shown = [_row(row, agenda) for row in rows]
    if [row.who for row in shown] == [safe_lines(title)]:
        return HandoutSegment("", [replace(row, stands_out=True) for row in shown])
    return HandoutSegment(safe_lines(title), shown)


def _row(row: Planned, agenda: Agenda) -> HandoutRow:
    block = row.block
    time = _minute(row.start, agenda)
    if not isinstance(block, Speech):
        return HandoutRow(time, safe_lines(block.title), "", stands_out=False)
    described = (block.speaker.title, block.speaker.organization)
    return HandoutRow(
        time, safe_lines(block.speaker.name), ", ".join(safe_lines(one) for one in described if one), stands_out=True
    )


def _announced(speaker: Speaker) -> str:
    return ", ".join(safe_lines(text) for text in (speaker.name, speaker.title, speaker.organization) if text)


def _minute(instant: datetime, agenda: Agenda) -> str:
    return f"{instant.astimezone(agenda.timezone):%H:%M}"
