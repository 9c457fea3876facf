"""The intervention log as an Excel workbook: times and lengths are numbers that can be reckoned with, text is text.

The table begins in the first cell of its sheet, so that programs read it and people filter it; which meeting it was is
on a sheet of its own, and at the head of each printed page. The columns that are printed come first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import (
    ORDINARY,
    capacity_of,
    kind_words,
    long_date,
    one_line,
    over_limit,
    whole_seconds,
)
from runofshow.export.formatting.workbook_sheet import (
    CLOCK,
    COUNT,
    DAY,
    LENGTH,
    SIGNED_SECONDS,
    Book,
    Column,
    set_up_printing,
)
from runofshow.export.list_of_speakers import Heading, Listed, Occasion, OccasionName, podium, who_spoke
from runofshow.export.record_document import FROM_THE_FLOOR, NOTES, WHO_SPOKE, facts, standing
from runofshow.show.parts import Status
from runofshow.show.statements import BlockRecord, InterventionRecord, NoteRecord, Record

_LOG_SHEET: Final = "Interventions"
_LAST_PRINTED: Final = "Notes"
"""The column of the log up to which it goes on paper: with more, nothing could be read there."""

_SECOND: Final = timedelta(seconds=1)

_LOG: Final[Sequence[Column[InterventionRecord]]] = (
    Column("No.", 5, lambda one: one.number, COUNT),
    Column("Date", 11, lambda one: one.given.date(), DAY),
    Column("Given", 9, lambda one: one.given, CLOCK),
    Column("Ended", 9, lambda one: one.ended, CLOCK),
    Column("Duration", 9, lambda one: one.duration, LENGTH),
    Column("Who", 22, lambda one: one.particulars.who),
    Column("Person", 20, lambda one: one.particulars.person),
    Column(
        "Capacity",
        18,
        lambda one: capacity_of(one.particulars.category).alone or "other" if one.particulars.category else None,
    ),
    Column("Kind", 12, lambda one: kind_words(one.particulars.kind or ORDINARY) or "statement"),
    Column("On behalf of", 15, lambda one: one.particulars.on_behalf_of),
    Column("Also on behalf of", 15, lambda one: "; ".join(one.particulars.also_on_behalf_of or ()) or None),
    Column("Gist", 64, lambda one: one.particulars.gist),
    Column("Notes", 22, lambda one: "\n".join(one.notes) or None),
    Column("Title", 24, lambda one: one.particulars.title),
    Column("Read for", 18, lambda one: one.particulars.read_for),
    Column("Addressed to", 18, lambda one: one.particulars.addressed_to),
    Column("In reply to", 10, lambda one: one.particulars.in_reply_to, COUNT),
    Column("Block", 24, lambda one: one.block_title),
    Column("Segment", 24, lambda one: one.segment),
    Column("Requested", 10, lambda one: one.requested, CLOCK),
    Column("Limit", 9, lambda one: one.limit, LENGTH),
    Column("Extension (s)", 12, lambda one: _seconds(one.extension) or None, SIGNED_SECONDS),
    Column("Over limit", 10, lambda one: over_limit(one) or None, LENGTH),
    Column("Paused", 9, lambda one: whole_seconds(one.paused) or None, LENGTH),
    Column("Entered afterwards", 17, lambda one: "yes" if one.recorded else "no"),
)

_Listing = tuple[Occasion, Heading, Listed]
"""One line of the list, with what stands over it."""

_SPEAKERS: Final[Sequence[Column[_Listing]]] = (
    Column("Took the floor for", 20, lambda row: _OCCASIONS[row[0].name]),
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
    Column("Spoken", 10, lambda block: block.spoken if block.intervals else None, LENGTH),
    Column(
        "Difference (s)",
        13,
        lambda block: _seconds(block.spoken - block.planned) if block.status is Status.DONE else None,
        SIGNED_SECONDS,
    ),
)
_NOTES: Final[Sequence[Column[NoteRecord]]] = (
    Column("Date", 11, lambda note: note.at.date(), DAY),
    Column("Time", 9, lambda note: note.at, CLOCK),
    Column("By", 20, lambda note: note.by or None),
    Column("Note", 100, lambda note: note.text),
)
_FACTS: Final[Sequence[Column[tuple[str, str]]]] = (
    Column("Meeting", 30, lambda fact: fact[0]),
    Column("", 110, lambda fact: fact[1]),
)


def xlsx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """The record as a workbook in Office Open XML; the same record makes the same bytes.

    Clock times are numbers in the meeting's zone: in the hour that the end of summer time brings twice, JSON is exact.
    """
    book = Book()
    if options.shape == "list":
        book.add_sheet(WHO_SPOKE, _SPEAKERS, _listings(record))
    else:
        book.add_sheet(_LOG_SHEET, _LOG, record.interventions)
        book.add_sheet("Blocks", _BLOCKS, record.blocks)
        book.add_sheet(NOTES, _NOTES, record.notes)
    book.add_sheet("Meeting", _FACTS, _all_facts(record))
    printed = [column.heading for column in _LOG].index(_LAST_PRINTED) + 1
    for sheet in book.library.worksheets:
        columns = printed if sheet.title == _LOG_SHEET else None
        set_up_printing(sheet, options.paper, _over_each_page(record), columns)
    subject = " ".join([*(word for word, _ in standing(record)), FROM_THE_FLOOR])
    book.describe(one_line(record.meeting.title), subject, record.as_of)
    return book.packed()


def _listings(record: Record) -> Iterator[_Listing]:
    for occasion in who_spoke(record):
        for heading in occasion.headings:
            for listed in heading.listed:
                yield occasion, heading, listed


def _all_facts(record: Record) -> Iterator[tuple[str, str]]:
    yield "Title", record.meeting.title
    yield from standing(record)
    yield from facts(record)
    if spoke := podium(record):
        yield "On the programme", "\n".join(spoke)


def _over_each_page(record: Record) -> str:
    marks = [word for word, _ in standing(record)]
    return " ".join([*marks, f"{one_line(record.meeting.title)}, {long_date(record.meeting.date)}"])


def _seconds(length: timedelta) -> int:
    """Where a length can be less than nothing, which no clock of Excel's shows."""
    return whole_seconds(length) // _SECOND
