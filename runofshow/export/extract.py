"""A part of the record: from a time on, of some blocks, of some categories."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from runofshow.agenda.delegations import Category
from runofshow.instants import Instant, instant
from runofshow.show.statements import BlockRecord, Extract, NoteRecord, Record


def extracted(
    record: Record, *, since: datetime | None, blocks: Collection[str] = (), categories: Collection[Category] = ()
) -> Record:
    """The interventions that were given at `since` or later, in one of `blocks`, by one of `categories`.

    Of the blocks those stay that were asked for and weren't over by `since`; where categories were asked for, those
    in which somebody of them spoke. Notes about the meeting stay if they were taken at `since` or later and while one
    of the blocks ran; they have no category, and go where one was asked for. Nothing asked for is the whole record.
    """
    if since is None and not blocks and not categories:
        return record
    begin = None if since is None else instant(since)
    named = tuple(block for block in record.blocks if block.id in blocks)
    interventions = tuple(
        one
        for one in record.interventions
        if (begin is None or instant(one.given) >= begin)
        and (not blocks or one.block in blocks)
        and (not categories or one.particulars.category in categories)
    )
    kept = tuple(block for block in named or record.blocks if begin is None or not _was_over(block, begin))
    if categories:
        spoken_in = {one.block for one in interventions}
        kept = tuple(block for block in kept if block.id in spoken_in)
    notes = () if categories else tuple(note for note in record.notes if _is_within(note, begin, named))
    shown = None if since is None else since.astimezone(record.meeting.timezone)
    extract = Extract(shown, named, tuple(categories), len(record.interventions))
    return replace(record, interventions=interventions, blocks=kept, notes=notes, extract=extract)


def _was_over(block: BlockRecord, since: Instant) -> bool:
    return bool(block.intervals) and all(end is not None and instant(end) <= since for _, end in block.intervals)


def _is_within(note: NoteRecord, since: Instant | None, blocks: Collection[BlockRecord]) -> bool:
    at = instant(note.at)
    if since is not None and at < since:
        return False
    intervals = [interval for block in blocks for interval in block.intervals]
    return not blocks or any(instant(start) <= at and (end is None or at <= instant(end)) for start, end in intervals)
