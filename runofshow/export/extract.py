"""A part of the record: from a time on, of some blocks, of some categories."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from runofshow.agenda.delegations import Category
from runofshow.instants import Instant, instant
from runofshow.show.meeting_record import BlockRecord, DecisionRecord, Extract, NoteRecord, Record, TaskRecord

Minute = TypeVar("Minute", NoteRecord, DecisionRecord, TaskRecord)


def extracted(
    record: Record, *, since: datetime | None, blocks: Collection[str] = (), categories: Collection[Category] = ()
) -> Record:
    """Return the part of the record that began at `since` or later, in one of `blocks`, by one of `categories`.

    Blocks that were over by `since` go, and so do blocks that weren't asked for; where categories were asked for, those
    in which nobody of them spoke. Notes, decisions and tasks have a time and no category: they stay if they were taken
    at `since` or later while one of the blocks ran, and go where a category was asked for. With nothing asked for it is
    the whole record.
    """
    if since is None and not blocks and not categories:
        return record
    begin = None if since is None else instant(since)
    named = tuple(block for block in record.blocks if block.id in blocks)

    def wanted(began: datetime, block: str | None, category: Category | None) -> bool:
        return (
            (begin is None or instant(began) >= begin)
            and (not blocks or block in blocks)
            and (not categories or category in categories)
        )

    statements = tuple(one for one in record.statements if wanted(one.began, one.block, one.category))
    kept = tuple(block for block in named or record.blocks if begin is None or not _was_over(block, begin))
    if categories:
        spoken_in = {one.block for one in statements}
        kept = tuple(block for block in kept if block.id in spoken_in)

    def within(minutes: Iterable[Minute]) -> tuple[Minute, ...]:
        return () if categories else tuple(one for one in minutes if _is_within(one.at, begin, named))

    shown = None if since is None else since.astimezone(record.meeting.timezone)
    return replace(
        record,
        statements=statements,
        interventions=tuple(
            one for one in record.interventions if wanted(one.given, one.block, one.particulars.category)
        ),
        blocks=kept,
        notes=within(record.notes),
        decisions=within(record.decisions),
        tasks=within(record.tasks),
        extract=Extract(shown, named, tuple(categories), len(record.interventions)),
    )


def _was_over(block: BlockRecord, since: Instant) -> bool:
    return bool(block.intervals) and all(end is not None and instant(end) <= since for _, end in block.intervals)


def _is_within(moment: datetime, since: Instant | None, blocks: Collection[BlockRecord]) -> bool:
    at = instant(moment)
    if since is not None and at < since:
        return False
    intervals = [interval for block in blocks for interval in block.intervals]
    return not blocks or any(instant(start) <= at and (end is None or at <= instant(end)) for start, end in intervals)
