"""The record as an Excel workbook: times and lengths are numbers that one can reckon with, text is text.

The table begins in the first cell of its sheet, so that programs read it and people filter it. The facts of the meeting
stand on a sheet of their own, and at the head of each printed page. The columns that are printed come first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import (
    category_words,
    kind_words,
    long_date,
    one_line,
    over_limit,
    whole_seconds,
)
from runofshow.export.formatting.workbook_sheet import CLOCK, COUNT, DAY, LENGTH, SIGNED_SECONDS, Book, Column, Value
from runofshow.export.list_of_speakers import (
    CapacityHeading,
    ListedName,
    Occasion,
    OccasionName,
    not_heard,
    podium,
    who_spoke,
)
from runofshow.export.record_contents import (
    NUMBERS_MISSING,
    StatementInBlock,
    course,
    facts,
    marked,
    panel_heading,
    warnings,
)
from runofshow.instants import SECOND
from runofshow.show.meeting_record import BlockRecord, DecisionRecord, NoteRecord, Record, TaskRecord
from runofshow.show.parts import Status
from runofshow.show.statements import InterventionRecord, StatementRecord


def _block_words(row: StatementInBlock) -> str | None:
    """Return the title of the block: of a panel with its moderator, of a speech only where it isn't the speaker."""
    one, block = row.statement, row.block
    if block is None:
        return one.block_title
    if block.kind == "panel":
        return panel_heading(block)
    return block.subject if block.kind == "speech" else block.title


def _kind(row: StatementInBlock) -> str:
    one, block = row.statement, row.block
    if block is not None and block.kind == "item":
        return "item" if block.item in {None, "other"} else str(block.item)
    if block is not None and block.kind == "panel" and one.source == "programme" and one.person is None:
        return "panel"
    return kind_words(one.kind) or "statement"


def _known(name: str) -> Callable[[StatementInBlock], Any]:
    """Return the reader of one of the particulars of an intervention."""
    return lambda row: getattr(row.statement.particulars, name, None)


def _kept(value: Callable[[InterventionRecord], Value]) -> Callable[[StatementInBlock], Value]:
    return lambda row: value(row.statement) if isinstance(row.statement, InterventionRecord) else None


_LOG: Final[Sequence[Column[StatementInBlock]]] = (
    Column("No.", 6, lambda row: row.statement.number, COUNT),
    Column("Date", 11, lambda row: row.statement.began.date(), DAY),
    Column("Began", 10, lambda row: row.statement.began, CLOCK),
    Column("Ended", 10, lambda row: row.statement.ended, CLOCK),
    Column("Duration", 12, lambda row: row.statement.took, LENGTH),
    Column("Who", 22, lambda row: row.statement.who),
    Column("Person", 24, lambda row: row.statement.person),
    Column("Title", 24, lambda row: row.statement.title),
    Column("Organization", 20, lambda row: row.statement.organization),
    Column("Country", 16, lambda row: row.statement.country),
    Column("Capacity", 18, lambda row: _capacity(row.statement)),
    Column("Kind", 14, _kind),
    Column("On behalf of", 18, _known("on_behalf_of")),
    Column("Also on behalf of", 20, lambda row: "; ".join(_known("also_on_behalf_of")(row) or ()) or None),
    Column("Block", 24, _block_words),
    Column("Gist", 64, lambda row: row.statement.gist),
    Column("Notes", 22, lambda row: "\n".join(row.statement.notes) or None),
    Column("Read for", 18, _known("read_for")),
    Column("Addressed to", 18, _known("addressed_to")),
    Column("In reply to", 13, _known("in_reply_to"), COUNT),
    Column("Segment", 60, lambda row: row.statement.segment),
)
_OFTEN_EMPTY: Final = frozenset(
    {"Block", "Organization", "Country", "On behalf of", "Also on behalf of", "Notes", "Read for"}
)
"""Columns that are left out where they hold nothing."""

_DETAIL: Final[Sequence[Column[StatementInBlock]]] = (
    Column("Requested", 13, _kept(lambda one: one.requested), CLOCK),
    Column("Limit", 10, _kept(lambda one: one.limit), LENGTH),
    Column("Extension (s)", 16, _kept(lambda one: _seconds(one.extension) or None), SIGNED_SECONDS),
    Column("Over limit", 13, _kept(lambda one: over_limit(one) or None), LENGTH),
    Column("Paused", 10, _kept(lambda one: whole_seconds(one.paused) or None), LENGTH),
    Column("Entered afterwards", 22, _kept(lambda one: "yes" if one.recorded else "no")),
)

_Listing = tuple[Occasion, CapacityHeading, ListedName]
"""A line of the list, with the headings over it."""

_SPEAKERS: Final[Sequence[Column[_Listing]]] = (
    Column("Took the floor for", 22, lambda row: _OCCASIONS[row[0].name]),
    Column("In which capacity", 36, lambda row: row[1].text),
    Column("Who", 36, lambda row: row[2].who or row[2].text),
    Column("Person", 40, lambda row: "\n".join(row[2].people) or None),
    Column("On behalf of", 30, lambda row: row[2].on_behalf_of or None),
    Column("Also", 30, lambda row: row[2].also_on_behalf_of or None),
    Column("Read for", 24, lambda row: "\n".join(row[2].read_for) or None),
    Column("Times", 7, lambda row: row[2].times, COUNT),
)
_OCCASIONS: Final[Mapping[OccasionName, str]] = {
    "statements": "statement",
    "rights_of_reply": "right of reply",
    "points_of_order": "point of order",
}

_BLOCKS: Final[Sequence[Column[BlockRecord]]] = (
    Column("Block", 40, lambda block: block.title),
    Column("Designation", 40, lambda block: None if block.speaker is None else block.speaker.title),
    Column("Segment", 36, lambda block: block.segment),
    Column("Status", 10, lambda block: block.status.value),
    Column("Started", 10, lambda block: block.intervals[0][0] if block.intervals else None, CLOCK),
    Column("Ended", 10, lambda block: block.intervals[-1][1] if block.intervals else None, CLOCK),
    Column("Planned", 10, lambda block: block.planned, LENGTH),
    Column("Spoken", 10, lambda block: block.took if block.intervals else None, LENGTH),
    Column(
        "Difference (s)",
        18,
        lambda block: _seconds(block.took - block.planned) if block.status is Status.DONE else None,
        SIGNED_SECONDS,
    ),
)
_TAKEN: Final[Sequence[Column[Any]]] = (
    Column("Date", 11, lambda one: one.at.date(), DAY),
    Column("Time", 10, lambda one: one.at, CLOCK),
)
_NOTES: Final[Sequence[Column[NoteRecord]]] = (*_TAKEN, Column("Note", 100, lambda note: note.text))
_WRITTEN_BY: Final[Sequence[Column[NoteRecord]]] = (Column("By", 20, lambda note: note.by or None),)
_DECISIONS: Final[Sequence[Column[DecisionRecord]]] = (*_TAKEN, Column("Decision", 100, lambda one: one.text))
_TASKS: Final[Sequence[Column[TaskRecord]]] = (
    *_TAKEN,
    Column("Task", 80, lambda one: one.text),
    Column("Owner", 30, lambda one: one.owner),
    Column("Due", 12, lambda one: one.due, DAY),
)
_FACTS: Final[Sequence[Column[tuple[str, str]]]] = (
    Column("Meeting", 30, lambda fact: fact[0]),
    Column("", 110, lambda fact: fact[1]),
)


def xlsx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a workbook in Office Open XML; the same record makes the same bytes.

    Clock times are numbers in the meeting's zone: in the hour that the end of summer time brings twice, JSON is exact.
    """
    title = one_line(record.meeting.title)
    book = Book(options.paper, marked(record, f"{title}, {long_date(record.meeting.date)}"))
    if options.shape == "table":
        rows = course(record)
        columns = [*(one for one in _LOG if one.heading not in _OFTEN_EMPTY or any(map(one.value, rows)))]
        # with more than the notes on paper, nothing could be read there
        printed = [place for place, one in enumerate(columns, 1) if one.heading in {"Gist", "Notes"}][-1]
        book.add_sheet("Statements", [*columns, *(_DETAIL if options.detail else ())], rows, printed)
        if record.decisions:
            book.add_sheet("Decisions", _DECISIONS, record.decisions)
        if record.tasks:
            book.add_sheet("Tasks", _TASKS, record.tasks)
        if record.notes:
            book.add_sheet("Notes", [*_NOTES, *(_WRITTEN_BY if options.detail else ())], record.notes)
        if options.detail:
            book.add_sheet("Blocks", _BLOCKS, record.blocks)
    listed = [
        (occasion, head, one) for occasion in who_spoke(record) for head in occasion.headings for one in head.listed
    ]
    book.add_sheet("Who spoke", _SPEAKERS, listed)
    book.add_sheet("Meeting", _FACTS, _all_facts(record))
    return book.packed(title, marked(record, "Record"), record.as_of)


def _capacity(one: StatementRecord) -> str | None:
    if one.category is None:
        return None
    return "on the programme" if one.source == "programme" else category_words(one.category).alone or "other"


def _all_facts(record: Record) -> Iterator[tuple[str, str]]:
    yield "Title", record.meeting.title
    yield from warnings(record)
    yield from facts(record)
    if record.numbers_missing and record.extract is None:
        yield "Numbers", NUMBERS_MISSING
    if spoke := podium(record):
        yield "On the programme", "\n".join(spoke)
    if missed := not_heard(record):
        yield "Not heard", "\n".join(missed)
    if record.journal is not None:
        yield "Journal", record.journal
    if record.digest is not None:
        yield "SHA-256 of the journal", record.digest


def _seconds(length: timedelta) -> int:
    """Return a length that can be less than nothing, which no clock of Excel's shows."""
    return whole_seconds(length) // SECOND
