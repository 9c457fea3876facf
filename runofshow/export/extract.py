"""A part of the record: from a certain time on, or only some blocks or some categories."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from runofshow.agenda.delegations import Category
from runofshow.instants import Instant, instant
from runofshow.show.meeting_record import BlockRecord, DecisionRecord, Extract, NoteRecord, Record, TaskRecord
from runofshow.show.particulars import EARLIEST, LATEST
from runofshow.show.statements import InterventionRecord, StatementRecord

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
    begin = EARLIEST if since is None else instant(since)
    named = tuple(block for block in record.blocks if block.id in blocks)
    ran = [(instant(start), LATEST if end is None else instant(end)) for one in named for start, end in one.intervals]

    def wanted(one: StatementRecord) -> bool:
        of_a_block, of_a_category = not blocks or one.block in blocks, not categories or one.category in categories
        return instant(one.began) >= begin and of_a_block and of_a_category

    def taken(at: Instant) -> bool:
        return at >= begin and not categories and (not named or any(start <= at <= end for start, end in ran))

    def within(minutes: Iterable[Minute]) -> tuple[Minute, ...]:
        return tuple(one for one in minutes if taken(instant(one.at)))

    def goes_on(block: BlockRecord) -> bool:
        ends = [end for _, end in block.intervals]
        return not ends or any(end is None or instant(end) > begin for end in ends)

    statements = tuple(filter(wanted, record.statements))
    spoken_in = {one.block for one in statements}
    kept = [one for one in named or record.blocks if goes_on(one) and (not categories or one.id in spoken_in)]
    shown = None if since is None else since.astimezone(record.meeting.timezone)
    return replace(
        record,
        statements=statements,
        interventions=tuple(one for one in statements if isinstance(one, InterventionRecord)),
        blocks=tuple(kept),
        notes=within(record.notes),
        decisions=within(record.decisions),
        tasks=within(record.tasks),
        extract=Extract(shown, named, tuple(categories), len(record.interventions)),
    )
