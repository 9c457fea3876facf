"""A part of the record: from a time on, of some blocks, of some categories."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from runofshow.agenda.delegations import Category
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
    named = tuple(block for block in record.blocks if block.id in blocks)
    interventions = tuple(
        one
        for one in record.interventions
        if (since is None or one.given >= since)
        and (not blocks or one.block in blocks)
        and (not categories or one.particulars.category in categories)
    )
    kept = tuple(block for block in named or record.blocks if since is None or not _was_over(block, since))
    if categories:
        spoken_in = {one.block for one in interventions}
        kept = tuple(block for block in kept if block.id in spoken_in)
    notes = () if categories else tuple(note for note in record.notes if _is_within(note, since, named))
    extract = Extract(since, named, tuple(categories), len(record.interventions))
    return replace(record, interventions=interventions, blocks=kept, notes=notes, extract=extract)


def _was_over(block: BlockRecord, since: datetime) -> bool:
    return bool(block.intervals) and all(end is not None and end <= since for _, end in block.intervals)


def _is_within(note: NoteRecord, since: datetime | None, blocks: Collection[BlockRecord]) -> bool:
    if since is not None and note.at < since:
        return False
    intervals = [interval for block in blocks for interval in block.intervals]
    return not blocks or any(start <= note.at and (end is None or note.at <= end) for start, end in intervals)
