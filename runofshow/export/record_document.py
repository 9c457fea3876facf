"""What the intervention log says as a document, in plain text: Markdown, Word and Excel each put it in their own dress.

Text that people typed is as they typed it: each format makes it harmless in its own way.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.agenda.model import Speaker
from runofshow.export.formatting.record_words import (
    and_so_on,
    capacity,
    capacity_of,
    long_date,
    over_limit,
    speaker_lines,
    time_of_day,
    whole_seconds,
)
from runofshow.export.json_values import safe_lines
from runofshow.show.parts import Status
from runofshow.show.statements import BlockRecord, Extract, InterventionRecord, Meeting, NoteRecord, Record

Cell = Sequence[str]
"""The paragraphs of a cell."""

FROM_THE_FLOOR: Final = "Interventions from the floor"
WHO_SPOKE: Final = "Who spoke"
HOW_BLOCKS_RAN: Final = "How the blocks ran"
NOTES: Final = "Notes"
NOBODY_SPOKE: Final = "Nobody took the floor."
NOT_NAMED: Final = "(not named)"
NAME_LEFT_OUT: Final = "(name left out)"

LOG_COLUMNS: Final = ("No.", "Time", "Who", "In which capacity", "Duration", "Gist")
BLOCK_COLUMNS: Final = ("Block", "Planned", "Spoken", "Difference", "From – to")


# The meeting.


def standing(record: Record) -> Iterator[tuple[str, str]]:
    """What a reader must know before anything else: a warning in a word or two, and the sentence that explains it."""
    if record.meeting.mode == "rehearsal":
        yield "Rehearsal.", "This is the log of a rehearsal, not of the meeting."
    if not record.finished:
        when = dated(record.as_of, record.meeting.date, time_of_day(record.as_of))
        yield "Not complete.", f"The show was still going on when this was written: {when}."
    if record.extract is not None:
        yield "Extract.", f"This is a part of the log: {extract_phrase(record)}."
    if record.names_left_out:
        yield "Names left out.", "Who spoke, and for whom, is not told (Chatham House Rule)."


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """Which meeting it was: what the fact is, and the fact."""
    meeting = record.meeting
    yield "Date", long_date(meeting.date)
    yield "Planned", f"{_hours(meeting.start, meeting)} to {_hours(meeting.end, meeting)}"
    if record.held is not None:
        yield "Held", from_to(*record.held, meeting.date)
    if venue := safe_lines(meeting.venue or ""):
        yield "Venue", venue
    if meeting.moderator and (moderator := safe_lines(announced(meeting.moderator))):
        yield "Moderator", moderator
    yield FROM_THE_FLOOR, _how_many(record)
    yield "Times", f"those of the moderator’s clock, {_zone(meeting)}"


def extract_phrase(record: Record) -> str:
    """What an extract holds, as ``given the floor at 13:30:00 or later, in “Discussion”, by States``; else nothing."""
    extract = record.extract
    return "" if extract is None else ", ".join(_limits(extract, record.meeting))


def announced(speaker: Speaker) -> str:
    """Somebody on the programme, as the chair would introduce them."""
    parts = (speaker.name, speaker.title, speaker.organization)
    return ", ".join(part for part in parts if part and not part.isspace())


def _limits(extract: Extract, meeting: Meeting) -> Iterator[str]:
    if extract.since is not None:
        yield f"given the floor at {dated(extract.since, meeting.date, time_of_day(extract.since))} or later"
    if extract.blocks:
        yield f"in {and_so_on([f'“{block.title}”' for block in extract.blocks])}"
    if extract.categories:
        yield f"only {and_so_on([capacity_of(category).noun for category in extract.categories])}"


def _how_many(record: Record) -> str:
    count = len(record.interventions)
    return str(count) if record.extract is None else f"{count}, of {record.extract.of} in all"


def _hours(instant: datetime, meeting: Meeting) -> str:
    return dated(instant, meeting.date, instant.strftime("%H:%M"))


def _zone(meeting: Meeting) -> str:
    """The zone and its offset; both offsets where clocks change during the meeting."""
    offsets = dict.fromkeys(instant.strftime("%z") for instant in (meeting.start, meeting.end))
    shown = ", then ".join(f"UTC{offset[:3]}:{offset[3:5]}" for offset in offsets)
    return f"{meeting.timezone.key} ({shown})"


# The interventions.


def by_place(record: Record) -> Iterator[tuple[str, Sequence[InterventionRecord]]]:
    """The interventions of each block in which somebody took the floor, in the order in which that happened first."""
    blocks: dict[str | None, list[InterventionRecord]] = {}
    for one in record.interventions:
        blocks.setdefault(one.block, []).append(one)
    for interventions in blocks.values():
        yield _place(interventions[0]), interventions


def log_row(one: InterventionRecord, record: Record) -> Sequence[Cell]:
    """An intervention under `LOG_COLUMNS`."""
    said = one.particulars
    nobody = NAME_LEFT_OUT if record.names_left_out else NOT_NAMED
    return (
        [str(one.number)],
        [from_to(one.given, one.ended, record.meeting.date)],
        speaker_lines(said) or [nobody],
        _capitalized(capacity(said)),
        list(length_lines(one)),
        [said.gist or "", *(f"Note: {note}" for note in one.notes)] if one.notes or said.gist else [],
    )


def length_lines(one: InterventionRecord) -> Iterator[str]:
    """How long an intervention took, and what is to be said about that."""
    yield _digits(one.duration) + (" so far" if one.ended is None else "")
    if over := over_limit(one):
        yield f"{_digits(over)} over the limit"
    if whole_seconds(one.paused):
        yield f"{_digits(one.paused)} paused"
    if one.recorded:
        yield "entered afterwards"


def note_line(note: NoteRecord, meeting: Meeting) -> str:
    """A note about the meeting: when, by whom, what."""
    by = ", ".join(filter(None, (dated(note.at, meeting.date, time_of_day(note.at)), note.by)))
    return f"{by}: {note.text}"


def _place(one: InterventionRecord) -> str:
    titles = dict.fromkeys(title for title in (one.segment, one.block_title) if title)
    return " – ".join(titles) or "Before the first block"


# The blocks.


def block_row(block: BlockRecord, meeting: Meeting) -> Sequence[Cell]:
    """A block under `BLOCK_COLUMNS`."""
    designation = block.speaker.title if block.speaker is not None else None
    return (
        [block.title, *([designation] if designation else [])],
        [_digits(block.planned)],
        [_digits(block.spoken) if block.intervals else "–"],
        [signed_digits(whole_seconds(block.spoken - block.planned)) if block.status is Status.DONE else "–"],
        [from_to(start, end, meeting.date) for start, end in block.intervals] or [block.status.value],
    )


# Pieces.


def _capitalized(phrases: Sequence[str]) -> Sequence[str]:
    """A cell begins with a capital; the letters behind it stay."""
    return [phrases[0][:1].upper() + phrases[0][1:], *phrases[1:]] if phrases else phrases


def from_to(start: datetime, end: datetime | None, day: date) -> str:
    """``13:09:10 – 13:11:40``; with its date where that isn't the meeting's."""
    begun = dated(start, day, time_of_day(start))
    return f"{begun} – {'now' if end is None else time_of_day(end)}"


def dated(instant: datetime, day: date, clock: str) -> str:
    """The clock time, with its date where that isn't the meeting's."""
    return clock if instant.date() == day else f"{long_date(instant.date())}, {clock}"


def _digits(length: timedelta) -> str:
    return clock_digits(whole_seconds(length))
