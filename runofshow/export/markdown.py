"""The intervention log as a Markdown document: which meeting it was, who spoke and when, how the blocks ran."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from runofshow.agenda.duration import clock_digits, signed_digits
from runofshow.agenda.model import Speaker
from runofshow.export.wording import capacity, long_date, over_limit, speaker_lines, time_of_day, whole_seconds
from runofshow.show.record import BlockRecord, InterventionRecord, Meeting, Record
from runofshow.show.state import Status
from runofshow.values import safe_lines

_NOT_PLAIN: Final = re.compile(r"[\\`*_\[\]#~|$:@!]")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_COMES_ALIVE: Final = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
_BREAK: Final = "<br>"
_NOBODY: Final = "(not named)"

_LOG_COLUMNS: Final = ("No.", "Time", "Who", "In which capacity", "Duration", "Gist")
_BLOCK_COLUMNS: Final = ("Block", "Planned", "Spoken", "Difference", "From – to")


def markdown_log(record: Record) -> bytes:
    """The record as one document in UTF-8, in GitHub's Markdown; what people typed is text in it, and nothing else."""
    parts = [
        f"# {escaped(record.meeting.title)}",
        *_standing(record),
        _list(_facts(record)),
        "## Interventions from the floor",
        *_log(record),
        *_notes(record),
        "## How the blocks ran",
        _table(_BLOCK_COLUMNS, (_block_row(block, record.meeting) for block in record.blocks)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """What a person typed, shown by Markdown as it was typed: no markup, no HTML, no link that can be followed.

    Line breaks become ``<br>``; an empty comment keeps addresses from turning into links by themselves.
    """
    return _BREAK.join(_escaped_line(line) for line in safe_lines(text).splitlines())


def _escaped_line(line: str) -> str:
    plain = _NOT_PLAIN.sub(r"\\\g<0>", line.strip())
    for character, entity in _ENTITIES.items():
        plain = plain.replace(character, entity)
    return _COMES_ALIVE.sub("<!-- -->", plain)


# The meeting.


def _standing(record: Record) -> Iterator[str]:
    """What a reader must know before anything else."""
    if record.meeting.mode == "rehearsal":
        yield "**Rehearsal.** This is the log of a rehearsal, not of the meeting."
    if not record.finished:
        yield "**Not complete.** The show was still going on when this was written."


def _facts(record: Record) -> Iterator[str]:
    meeting = record.meeting
    yield f"**Date:** {long_date(meeting.date)}"
    yield f"**Time:** {_hours(meeting.start, meeting)} to {_hours(meeting.end, meeting)}, as planned"
    if meeting.venue:
        yield f"**Venue:** {escaped(meeting.venue)}"
    if meeting.moderator:
        yield f"**Moderator:** {_announced(meeting.moderator)}"
    yield f"**Interventions from the floor:** {len(record.interventions)}"
    yield f"**Times:** those of the moderator’s clock, {_zone(meeting)}"


def _announced(speaker: Speaker) -> str:
    return escaped(", ".join(filter(None, (speaker.name, speaker.title, speaker.organization))))


def _hours(instant: datetime, meeting: Meeting) -> str:
    return _dated(instant, meeting.date, instant.strftime("%H:%M"))


def _zone(meeting: Meeting) -> str:
    offset = meeting.start.strftime("%z")
    return f"{meeting.timezone.key} (UTC{offset[:3]}:{offset[3:5]})"


# The interventions.


def _log(record: Record) -> Iterator[str]:
    """A table for each block in which somebody took the floor, in the order in which that happened first."""
    if not record.interventions:
        yield "Nobody took the floor."
    blocks: dict[str | None, list[InterventionRecord]] = {}
    for one in record.interventions:
        blocks.setdefault(one.block, []).append(one)
    for interventions in blocks.values():
        yield f"### {_place(interventions[0])}"
        yield _table(_LOG_COLUMNS, (_log_row(one, record.meeting) for one in interventions))


def _place(one: InterventionRecord) -> str:
    titles = dict.fromkeys(escaped(title) for title in (one.segment, one.block_title) if title)
    return " – ".join(titles) or "Before the first block"


def _log_row(one: InterventionRecord, meeting: Meeting) -> Sequence[str]:
    said = one.particulars
    return (
        str(one.number),
        _from_to(one.given, one.ended, meeting.date),
        _lines(speaker_lines(said)) or _NOBODY,
        _lines(capacity(said)),
        _BREAK.join(_duration(one)),
        _BREAK.join(_gist(one)),
    )


def _gist(one: InterventionRecord) -> Iterator[str]:
    if said := escaped(one.particulars.gist or ""):
        yield said
    yield from (f"Note: {escaped(note)}" for note in one.notes)


def _duration(one: InterventionRecord) -> Iterator[str]:
    yield _digits(one.duration) + (" so far" if one.ended is None else "")
    if over := over_limit(one):
        yield f"{_digits(over)} over the limit"
    if whole_seconds(one.paused):
        yield f"{_digits(one.paused)} paused"
    if one.recorded:
        yield "entered afterwards"


def _notes(record: Record) -> Iterator[str]:
    if record.notes:
        yield "## Notes"
        yield _list(
            f"{_dated(note.at, record.meeting.date, time_of_day(note.at))}, {escaped(note.by)}: {escaped(note.text)}"
            for note in record.notes
        )


# The blocks.


def _block_row(block: BlockRecord, meeting: Meeting) -> Sequence[str]:
    titles = [escaped(block.title)]
    if block.speaker is not None and block.speaker.title:
        titles.append(escaped(block.speaker.title))
    return (
        _BREAK.join(titles),
        _digits(block.planned),
        _digits(block.spoken) if block.spells else "–",
        signed_digits(whole_seconds(block.spoken - block.planned)) if block.status is Status.DONE else "–",
        _BREAK.join(_from_to(start, end, meeting.date) for start, end in block.spells) or block.status.value,
    )


# Pieces.


def _from_to(start: datetime, end: datetime | None, day: date) -> str:
    begun = _dated(start, day, time_of_day(start))
    return f"{begun} – {'now' if end is None else time_of_day(end)}"


def _dated(instant: datetime, day: date, clock: str) -> str:
    """The clock time, with its date where that isn't the meeting's."""
    return clock if instant.date() == day else f"{long_date(instant.date())}, {clock}"


def _digits(length: timedelta) -> str:
    return clock_digits(whole_seconds(length))


def _lines(texts: Iterable[str]) -> str:
    return _BREAK.join(filter(None, map(escaped, texts)))


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruler = ["---"] * len(columns)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ruler, *rows))
