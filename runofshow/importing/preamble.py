"""What stands above a table: the meeting's title, its date, its place, in whatever way staff write them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.duration import parse_duration
from runofshow.agenda.zones import parse_zone
from runofshow.importing.columns import Field, field_named
from runofshow.importing.grid import Cell, dates_in, text_of
from runofshow.importing.moments import clock_times, dates
from runofshow.importing.rundown import Facts, When
from runofshow.importing.texts import one_line, paragraphs, person, prose

_OF_THE_MEETING: Final[Mapping[Field, Field]] = {"title": "meeting", "end": "hard_stop", "notes": "meeting_notes"}
"""What words mean above a table that mean something else in it."""

_LONGEST_DATE: Final = 30
"""Characters of a line that is a date and nothing else; a longer one may be the title."""

_SAYS_NOTHING: Final = re.compile(
    r"(?:draft |final |provisional |detailed )*"
    r"(?:programme?|agenda|run of show|run-?down|schedule|time ?table|ros)(?: v?\d+)?"
)
"""What a sheet is, and no meeting's title."""

_MODERATOR: Final[Sequence[Field]] = ("moderator", "moderator_title", "moderator_organization")


def facts_above(rows: Sequence[Sequence[Cell]]) -> tuple[Facts, list[str]]:
    """What the rows above a table say of the meeting, and the lines of them that say nothing known."""
    written: dict[Field, Cell] = {}
    lines: list[str] = []
    days: tuple[date, ...] = ()
    for row in rows:
        cells = [cell for cell in row if text_of(cell).strip()]
        if (named := _named(cells)) is not None:
            written.setdefault(*named)
        else:
            lines += list(dict.fromkeys(one_line(text_of(cell)) for cell in cells))
            days = days or next(filter(None, map(dates_in, cells)), ())
    titles = [line for line in lines if not dates(line)] or [line for line in lines if len(line) > _LONGEST_DATE]
    titles.sort(key=lambda line: _SAYS_NOTHING.fullmatch(line.strip().lower()) is not None)
    if titles and "meeting" not in written:
        written["meeting"] = titles[0]
        lines.remove(titles[0])
    facts = facts_of({name: text_of(cell) for name, cell in written.items()})
    days = facts.days or dates_in(written.get("date")) or days
    return replace(facts, days=days), [line for line in lines if not dates(line)]


def facts_of(written: Mapping[Field, str]) -> Facts:
    """The facts that named fields hold; what can't be read is as if it weren't written."""
    moderator: list[str] = [written.get(name, "") for name in _MODERATOR]
    return Facts(
        title=one_line(written.get("meeting", "")),
        days=dates(written.get("date", "")),
        zone=_zone(written.get("timezone", "")),
        start=_clock(written.get("start", "")),
        end=_clock(written.get("hard_stop", "")),
        venue=one_line(written.get("venue", "")),
        moderator=person(*moderator) if moderator[0].strip() else None,
        handover=_length(written.get("usual_handover", "")),
        limit=_length(written.get("usual_limit", "")),
        floor_handover=_length(written.get("floor_handover", "")),
        notes=prose(written.get("meeting_notes", "")),
    )


def joined(first: Facts, second: Facts) -> Facts:
    """What the first says, and where it says nothing, the second; the notes of both."""
    said = {one.name: getattr(first, one.name) for one in fields(Facts)}
    known = {name: value for name, value in said.items() if value not in (None, "", ())}
    return replace(second, **(known | {"notes": paragraphs(first.notes, second.notes)}))


def _named(cells: Sequence[Cell]) -> tuple[Field, Cell] | None:
    """A fact with its name: in two cells, or in one as ``Venue: the dining room``."""
    if not cells:
        return None
    name, colon, value = text_of(cells[0]).partition(":")
    if colon and value.strip():  # a comma in it may have parted the rest off
        pair: tuple[str, Cell] = (name, ", ".join([value.strip(), *(text_of(cell).strip() for cell in cells[1:])]))
    elif len(cells) == 2:
        pair = text_of(cells[0]), cells[1]
    else:
        return None
    field = field_named(pair[0])
    return None if field is None else (_OF_THE_MEETING.get(field, field), pair[1])


def _zone(text: str) -> ZoneInfo | None:
    try:
        return parse_zone(text)
    except ValueError:
        return None


def _clock(text: str) -> When | None:
    try:
        return clock_times(text)[0]
    except ValueError:
        return None


def _length(text: str) -> timedelta | None:
    try:
        return parse_duration(text)
    except ValueError:
        return None
