"""The text of the record as a document: Markdown, Word and Excel each lay it out in their own way.

Text that people typed is as they typed it: each format makes it harmless in its own way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.export.formatting.record_words import (
    and_so_on,
    announced,
    capacity,
    capacity_of,
    long_date,
    one_line,
    over_limit,
    time_of_day,
    whole_seconds,
)
from runofshow.export.json_values import safe_lines
from runofshow.instants import instant
from runofshow.show.meeting_record import BlockRecord, Extract, InterventionRecord, Meeting, Record
from runofshow.show.parts import Status
from runofshow.show.statements import StatementRecord

Cell = Sequence[str]
"""The paragraphs of a cell."""

WHAT_WAS_SAID: Final = "What was said"
DECISIONS: Final = "Decisions"
TASKS: Final = "Tasks"
NOTES: Final = "Notes"
WHO_SPOKE: Final = "Who spoke"
HOW_BLOCKS_RAN: Final = "How the blocks ran"
FROM_THE_FLOOR: Final = "Interventions from the floor"
NOBODY_AT_ALL: Final = "Nobody has spoken."
NOT_NAMED: Final = "(not named)"
NAME_LEFT_OUT: Final = "(name left out)"
NUMBERS_MISSING: Final = "Numbers that are missing were withdrawn from the record."

TIME: Final = "Time"
WHO: Final = "Who"
CAPACITY: Final = "In which capacity"
GIST: Final = "Gist"
DURATION: Final = "Duration"
BLOCK_COLUMNS: Final = ("Block", "Planned", "Spoken", "Difference", "From – to")


# The meeting.


def standing(record: Record) -> Iterator[tuple[str, str]]:
    """Yield warnings that come before anything else: a word or two, and the sentence that explains them."""
    if record.damage:
        lines = "; ".join(safe_lines(one) for one in record.damage)
        yield "Damaged.", f"The journal is damaged: {lines}. This is what could be read of it."
    if record.meeting.mode == "rehearsal":
        yield "Rehearsal.", "This is the record of a rehearsal, not of the meeting."
    if not record.finished:
        when = dated(record.as_of, record.meeting.date, time_of_day(record.as_of))
        yield "Not complete.", f"The show was still going on when this was written: {when}."
    if record.extract is not None:
        yield "Extract.", f"This is a part of the record: {extract_phrase(record)}."
    if record.names_left_out:
        yield (
            "Names left out.",
            "Who spoke from the floor, and what speakers on the programme said, is not told (Chatham House Rule).",
        )


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield facts that tell which meeting it was: the name of the fact, and the fact."""
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


def digest_line(record: Record) -> str:
    """Return from which journal it was made, with the digest that `verify --digest` compares; else nothing."""
    if record.digest is None:
        return ""
    journal = f"the journal {safe_lines(record.journal)}" if record.journal else "a journal"
    return f"This record was made from {journal}; SHA-256 {record.digest}"


def extract_phrase(record: Record) -> str:
    """Return what an extract holds, as ``begun at 13:30:00 or later, in “Discussion”, only States``; else nothing."""
    extract = record.extract
    return "" if extract is None else ", ".join(_limits(extract, record.meeting))


def _limits(extract: Extract, meeting: Meeting) -> Iterator[str]:
    if extract.since is not None:
        yield f"begun at {dated(extract.since, meeting.date, time_of_day(extract.since))} or later"
    if extract.blocks:
        yield f"in {and_so_on([f'“{block.title}”' for block in extract.blocks])}"
    if extract.categories:
        yield f"only {and_so_on([capacity_of(category).noun for category in extract.categories])}"


def _how_many(record: Record) -> str:
    """Return the number of interventions; replies and points of order are told apart."""
    counts = {"reply": 0, "right_of_reply": 0, "point_of_order": 0}
    for one in record.interventions:
        kind = one.particulars.kind or ""
        kind = "reply" if one.particulars.category == "panel" else kind
        if kind in counts:
            counts[kind] += 1
    others = len(record.interventions) - sum(counts.values())
    names = zip(_KINDS, counts.values(), strict=True)
    besides = [f"{count} {one if count == 1 else several}" for (one, several), count in names if count]
    told = f"{others}, besides {and_so_on(besides)}" if besides else str(others)
    return told if record.extract is None else f"{told}; the whole record has {record.extract.of} in all"


_KINDS: Final = (("reply", "replies"), ("right of reply", "rights of reply"), ("point of order", "points of order"))


def _hours(instant: datetime, meeting: Meeting) -> str:
    return dated(instant, meeting.date, instant.strftime("%H:%M"))


def _zone(meeting: Meeting) -> str:
    """Return the zone and its offset; both offsets where clocks change during the meeting."""
    offsets = dict.fromkeys(instant.strftime("%z") for instant in (meeting.start, meeting.end))
    shown = ", then ".join(f"UTC{offset[:3]}:{offset[3:5]}" for offset in offsets)
    return f"{meeting.timezone.key} ({shown})"


# Everything that was said.


@dataclass(frozen=True, slots=True)
class Table:
    """Everything that was said, in the order in which it began, in the columns that hold anything."""

    headings: Sequence[str]
    rows: Sequence[str | Sequence[Cell]]
    """A title of a part of the meeting, or a cell for each heading."""

    def place(self, heading: str) -> int:
        """Return the place of a heading."""
        return self.headings.index(heading)


def statements_table(record: Record, *, detail: bool) -> Table:
    """Return the table of statements; with `detail` it also tells how time was kept.

    Times are those at which somebody began and ended. Where a pause or a point of order lay between them, the length is
    told as well, so that nobody takes the difference for it.
    """
    timed = {one.number: one for one in record.interventions}
    rows: list[str | Mapping[str, Cell]] = []
    heads: Sequence[str] = ()
    for one, block in course(record):
        former, heads = heads, _heads(one, block)
        if heads != former:
            rows += heads[1:] if heads[:1] == former[:1] and len(heads) > 1 else heads
        kept = None if one.number is None else timed.get(one.number)
        is_item = block is not None and block.kind == "item"
        rows.append(
            {
                "No.": [] if one.number is None else [str(one.number)],
                TIME: [from_to(one.began, one.ended, record.meeting.date), *(() if detail else _spoken(one))],
                WHO: [] if is_item else _who(one, block) or [_nameless(record)],
                CAPACITY: [] if is_item else _capitalized(_capacity(one, block)),
                DURATION: list(_length_lines(one, kept)) if detail else [],
                GIST: [
                    *filter(None, [one.block_title if is_item else one.gist]),
                    *(f"Note: {note}" for note in one.notes),
                ],
            }
        )
    found = {heading for row in rows if not isinstance(row, str) for heading, cell in row.items() if any(cell)}
    every = ("No.", TIME, WHO, CAPACITY, DURATION, GIST)
    headings = [one for one in every if one in found or one == GIST]
    return Table(headings, [row if isinstance(row, str) else [row[one] for one in headings] for row in rows])


def course(record: Record) -> list[tuple[StatementRecord, BlockRecord | None]]:
    """Return everything that was said, each with its block, and among it what ran without a statement, by its begin.

    That is every item, and a panel in which no turn was noted: a statement of nobody stands for it.
    """
    blocks = {block.id: block for block in record.blocks}
    spoken_in = {one.block for one in record.statements if one.source == "programme"}
    rows = [(one, None if one.block is None else blocks.get(one.block)) for one in record.statements]
    since = None if record.extract is None else record.extract.since
    for block in record.blocks:
        silent = block.kind == "item" or (block.kind == "panel" and block.id not in spoken_in)
        if silent and block.intervals and (since is None or instant(block.intervals[0][0]) >= instant(since)):
            rows.append((_silent(block), block))
    return sorted(rows, key=lambda row: (instant(row[0].began), row[0].number or 0))


def _silent(block: BlockRecord) -> StatementRecord:
    return StatementRecord(
        source="programme",
        block=block.id,
        block_title=block.title,
        segment=block.segment,
        who=None,
        person=None,
        title=None,
        organization=None,
        country=None,
        category="panel" if block.kind == "panel" else None,
        kind="statement",
        began=block.intervals[0][0],
        ended=block.intervals[-1][1],
        duration=block.spoken,
        took=block.took,
        gist=None,
    )


def panel_words(block: BlockRecord) -> str:
    """Return the title of a panel and its moderator, as ``Panel: Data for all. Moderator: Ms. Eve Adams``."""
    title = one_line(block.title)
    named = title if title.lower().startswith("panel") else f"Panel: {title}"
    if block.moderator is None:
        return named
    return f"{named}{'' if named.endswith(('.', '?', '!')) else '.'} Moderator: {announced(block.moderator)}"


def _heads(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    """Return the titles over a statement: that of the segment, and that of a panel or a floor round."""
    kind = "floor" if block is None else block.kind
    title = one.block_title if kind in {"panel", "floor"} else None
    shown = title if block is None or kind != "panel" else panel_words(block)
    segment = None if one.segment == title else one.segment
    return [head for head in (segment, shown) if head and one_line(head)] or ["Before the first block"]


def _who(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    """Return who spoke, the person, the designation, the organization and the country, each once and in a line.

    Between several speakers of one speech is an empty line, and so between all panellists.
    """
    several = block is not None and (block.kind == "speech" or one.person is None) and len(block.speakers) > 1
    if one.source == "programme" and block is not None and several:
        people = (_each_once(each.name, each.title, each.organization, each.country) for each in block.speakers)
        return [line for place, lines in enumerate(people) for line in (*([""] if place else ()), *lines)]
    return _each_once(one.who, one.person, one.title, one.organization, one.country)


def _each_once(*texts: str | None) -> Sequence[str]:
    return list(dict.fromkeys(line for text in texts if text and (line := safe_lines(text))))


def _nameless(record: Record) -> str:
    return NAME_LEFT_OUT if record.names_left_out else NOT_NAMED


def _capacity(one: StatementRecord, block: BlockRecord | None) -> Sequence[str]:
    if one.particulars is not None:
        return capacity(one.particulars)
    if block is None or block.kind != "panel":
        subject = safe_lines(block.subject or "") if block is not None else ""
        return ["speaker on the programme", *filter(None, [subject])]
    if one.person is None:
        return ["panellists"]
    moderates = block.moderator is not None and one.person == block.moderator.name
    return ["moderator of the panel" if moderates else "panellist"]


def _spoken(one: StatementRecord) -> Iterator[str]:
    """Yield the length where the two times don't tell it."""
    if one.ended is None:
        return
    began, ended = (instant(moment).replace(microsecond=0) for moment in (one.began, one.ended))
    if one.took != ended - began:
        yield f"{clock_digits(one.took)} spoken"


def _length_lines(one: StatementRecord, timed: InterventionRecord | None) -> Iterator[str]:
    """Yield how long it took, and for an intervention how its time was kept."""
    yield clock_digits(one.took) + (" so far" if one.ended is None else "")
    if timed is None:
        return
    if over := over_limit(timed):
        yield f"{clock_digits(over)} over the limit"
    if paused := whole_seconds(timed.paused):
        yield f"{clock_digits(paused)} paused"
    if timed.recorded:
        yield "entered afterwards"


def note_lines(record: Record, *, detail: bool) -> Iterator[str]:
    """Yield the notes about the meeting: when, with `detail` by whom, and what."""
    for note in record.notes:
        by = note.by if detail else ""
        yield " – ".join(filter(None, (", ".join(filter(None, (_when(note.at, record), by))), note.text)))


def decision_lines(record: Record) -> Iterator[str]:
    """Yield the decisions: when, and what was decided."""
    for one in record.decisions:
        yield " – ".join(filter(None, (_when(one.at, record), one.text)))


def task_lines(record: Record) -> Iterator[str]:
    """Yield the tasks: what is to be done, by whom, by what day."""
    for one in record.tasks:
        owner = safe_lines(one.owner or "")
        due = "" if one.due is None else f"by {long_date(one.due)}"
        yield one.text + (f" ({'; '.join(filter(None, (owner, due)))})" if owner or due else "")


def _when(at: datetime, record: Record) -> str:
    """Return the clock time; nothing for an entry that was made when the meeting was over."""
    return "" if record.finished and at > record.as_of else dated(at, record.meeting.date, time_of_day(at))


# The blocks.


def block_row(block: BlockRecord, meeting: Meeting) -> Sequence[Cell]:
    """Return a block under `BLOCK_COLUMNS`."""
    people = [announced(speaker) for speaker in block.speakers]
    alone = block.speaker is not None and block.title == block.speaker.name
    more = [part for part in (block.speakers[0].title, block.speakers[0].organization) if part] if alone else people
    return (
        [block.title, *more],
        [clock_digits(block.planned)],
        [clock_digits(block.took) if block.intervals else "–"],
        [signed_digits(whole_seconds(block.took - block.planned)) if block.status is Status.DONE else "–"],
        [from_to(start, end, meeting.date) for start, end in block.intervals] or [block.status.value],
    )


# Pieces.


def _capitalized(phrases: Sequence[str]) -> Sequence[str]:
    """Begin a cell with a capital; the letters behind it stay."""
    return [phrases[0][:1].upper() + phrases[0][1:], *phrases[1:]] if phrases else phrases


def from_to(start: datetime, end: datetime | None, day: date) -> str:
    """Return ``13:09:10 – 13:11:40``; with its date where that isn't the meeting's."""
    begun = dated(start, day, time_of_day(start))
    return f"{begun} – {'now' if end is None else time_of_day(end)}"


def dated(instant: datetime, day: date, clock: str) -> str:
    """Return the clock time, with its date where that isn't the meeting's."""
    return clock if instant.date() == day else f"{long_date(instant.date())}, {clock}"
