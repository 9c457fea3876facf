"""The contents of a record that every format tells: the facts of the meeting, and what was said, in its order."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from runofshow.export.formatting.record_words import (
    and_so_on,
    announced,
    category_words,
    long_date,
    one_line,
    time_of_day,
)
from runofshow.export.json_values import safe_lines
from runofshow.instants import instant
from runofshow.show.meeting_record import BlockRecord, Record
from runofshow.show.statements import StatementRecord

NOT_NAMED: Final = "(not named)"
NAME_LEFT_OUT: Final = "(name left out)"
NUMBERS_MISSING: Final = "Numbers that are missing were withdrawn from the record."


def warnings(record: Record) -> Iterator[tuple[str, str]]:
    """Yield warnings that come before anything else: a word or two, and the sentence that explains them."""
    if record.damage:
        lines = "; ".join(safe_lines(one) for one in record.damage)
        yield "Damaged.", f"The journal is damaged: {lines}. This is what could be read of it."
    if record.meeting.mode == "rehearsal":
        yield "Rehearsal.", "This is the record of a rehearsal, not of the meeting."
    if not record.finished:
        when = dated(record.as_of, record.meeting.date)
        yield "Not complete.", f"The show was still going on when this was written: {when}."
    if record.extract is not None:
        yield "Extract.", f"This is a part of the record: {extract_phrase(record)}."
    if record.names_left_out:
        yield (
            "Names left out.",
            "Who spoke from the floor, and what speakers on the programme said, is not told (Chatham House Rule).",
        )


def marked(record: Record, *words: str) -> str:
    """Return words behind those of the warnings, as ``Rehearsal. Record``."""
    return " ".join([*(word for word, _ in warnings(record)), *words])


def facts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield facts that tell which meeting it was: the name of the fact, and the fact."""
    meeting = record.meeting
    start, end = (dated(moment, meeting.date, "%H:%M") for moment in (meeting.start, meeting.end))
    yield "Date", long_date(meeting.date)
    yield "Planned", f"{start} to {end}"
    if record.held is not None:
        yield "Held", from_to(*record.held, meeting.date)
    if venue := safe_lines(meeting.venue or ""):
        yield "Venue", venue
    if meeting.moderator and (moderator := safe_lines(announced(meeting.moderator))):
        yield "Moderator", moderator
    yield "Interventions from the floor", _how_many(record)
    # both offsets where clocks change during the meeting
    offsets = dict.fromkeys(f"{moment:%z}" for moment in (meeting.start, meeting.end))
    zone = ", then ".join(f"UTC{offset[:3]}:{offset[3:5]}" for offset in offsets)
    yield "Times", f"those of the moderator’s clock, {meeting.timezone.key} ({zone})"


def _how_many(record: Record) -> str:
    """Return the number of interventions; replies and points of order are told apart."""
    names = {
        "reply": ("reply", "replies"),
        "right_of_reply": ("right of reply", "rights of reply"),
        "point_of_order": ("point of order", "points of order"),
    }
    said = [one.particulars for one in record.interventions]
    kinds = ["reply" if one.category == "panel" else one.kind for one in said]
    counts = {kind: kinds.count(kind) for kind in names if kind in kinds}
    besides = [f"{count} {names[kind][count > 1]}" for kind, count in counts.items()]
    told = ", besides ".join(filter(None, (str(len(said) - sum(counts.values())), and_so_on(besides))))
    return told if record.extract is None else f"{told}; the whole record has {record.extract.of} in all"


def digest_line(record: Record) -> str:
    """Return from which journal it was made, with the digest that `verify --digest` compares; else nothing."""
    if record.digest is None:
        return ""
    journal = f"the journal {safe_lines(record.journal)}" if record.journal else "a journal"
    return f"This record was made from {journal}; SHA-256 {record.digest}"


def extract_phrase(record: Record) -> str:
    """Return what an extract holds, as ``begun at 13:30:00 or later, in “Discussion”, only States``; else nothing."""
    extract, limits = record.extract, []
    if extract is None:
        return ""
    if extract.since is not None:
        limits.append(f"begun at {dated(extract.since, record.meeting.date)} or later")
    if extract.blocks:
        limits.append(f"in {and_so_on([f'“{block.title}”' for block in extract.blocks])}")
    if extract.categories:
        limits.append(f"only {and_so_on([category_words(category).noun for category in extract.categories])}")
    return ", ".join(limits)


def dated(moment: datetime, day: date, clock: str = "%H:%M:%S") -> str:
    """Return the clock time, with its date where that isn't the meeting's."""
    shown = moment.strftime(clock)
    return shown if moment.date() == day else f"{long_date(moment.date())}, {shown}"


def from_to(start: datetime, end: datetime | None, day: date) -> str:
    """Return ``13:09:10 – 13:11:40``; with its date where that isn't the meeting's."""
    return f"{dated(start, day)} – {'now' if end is None else time_of_day(end)}"


class StatementInBlock(NamedTuple):
    """A statement, and the block in which it was made."""

    statement: StatementRecord
    block: BlockRecord | None


def course(record: Record) -> list[StatementInBlock]:
    """Return everything that was said, and among it what ran without a statement, by its begin.

    That is every item, and a panel in which no turn was noted: a statement of nobody stands for it.
    """
    blocks = {block.id: block for block in record.blocks}
    spoken_in = {one.block for one in record.statements if one.source == "programme"}
    rows = [StatementInBlock(one, None if one.block is None else blocks.get(one.block)) for one in record.statements]
    since = None if record.extract is None else record.extract.since
    for block in record.blocks:
        silent = block.kind == "item" or (block.kind == "panel" and block.id not in spoken_in)
        if silent and block.intervals and (since is None or instant(block.intervals[0][0]) >= instant(since)):
            rows.append(StatementInBlock(_silent(block), block))
    return sorted(rows, key=lambda row: (instant(row.statement.began), row.statement.number or 0))


def _silent(block: BlockRecord) -> StatementRecord:
    return StatementRecord(
        source="programme",
        block=block.id,
        block_title=block.title,
        segment=block.segment,
        category="panel" if block.kind == "panel" else None,
        began=block.intervals[0][0],
        ended=block.intervals[-1][1],
        duration=block.spoken,
        took=block.took,
    )


def panel_heading(block: BlockRecord) -> str:
    """Return the title of a panel and its moderator, as ``Panel: Data for all. Moderator: Ms. Eve Adams``."""
    title = one_line(block.title)
    named = title if title.lower().startswith("panel") else f"Panel: {title}"
    if block.moderator is None:
        return named
    return f"{named}{'' if named.endswith(('.', '?', '!')) else '.'} Moderator: {announced(block.moderator)}"
