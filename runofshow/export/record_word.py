"""The record as a Word document that can be filed as it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from docx.section import Section

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import long_date, one_line
from runofshow.export.formatting.word_page import (
    STRONG,
    Cell,
    Column,
    describe,
    field,
    packed,
    paragraph,
    put,
    run,
    styled,
    table,
    text_width,
    typed,
)
from runofshow.export.json_values import safe_lines
from runofshow.export.list_of_speakers import list_lines
from runofshow.export.record_document import (
    BLOCK_COLUMNS,
    CAPACITY,
    DECISIONS,
    DURATION,
    HOW_BLOCKS_RAN,
    NOBODY_AT_ALL,
    NOTES,
    NUMBERS_MISSING,
    TASKS,
    TIME,
    WHAT_WAS_SAID,
    WHO,
    WHO_SPOKE,
    Table,
    block_row,
    decision_lines,
    digest_line,
    facts,
    note_lines,
    standing,
    statements_table,
    task_lines,
)
from runofshow.show.meeting_record import Record
from runofshow.text import clip

_WIDTHS: Final = {"No.": 9, TIME: 32, WHO: 42, CAPACITY: 34}
"""Millimetres; the gist takes the rest of the line."""

_BLOCK_COLUMNS: Final = tuple(map(Column, BLOCK_COLUMNS, (None, 18, 18, 20, 38)))
_MOST_IN_HEADER: Final = 70
"""Terminal cells of the meeting's title that stand over each page."""


def docx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a document in Office Open XML; the same record makes the same bytes."""
    document = styled(options.paper)
    _set_running_titles(document.sections[0], record)
    subject = " ".join([*(word for word, _ in standing(record)), "Record"])
    describe(document, one_line(record.meeting.title), subject, record.as_of)
    log = () if options.shape == "list" else _log(record, text_width(options.paper), detail=options.detail)
    origin = [typed("SmallPrint", line)] if (line := digest_line(record)) else []
    return packed(document, (*_head(record, options), *log, *_speakers(record), *origin))


def _head(record: Record, options: Options) -> Iterator[str]:
    yield typed("Title", one_line(record.meeting.title))
    yield typed("Subtitle", "List of speakers" if options.shape == "list" else "Record of the meeting")
    for word, sentence in standing(record):
        yield paragraph("Warning", run(word, STRONG), run(f" {safe_lines(sentence)}"))
    for name, fact in facts(record):
        yield paragraph("Fact", run(f"{name}:", STRONG), run(f"\t{safe_lines(fact)}"))


def _log(record: Record, width: float, *, detail: bool) -> Iterator[str]:
    yield typed("Heading1", WHAT_WAS_SAID)
    found = statements_table(record, detail=detail)
    if found.rows:
        headings = [heading for heading in found.headings if heading != DURATION]
        columns = [Column(one, _WIDTHS.get(one), strong=one == WHO) for one in headings]
        rows = (row if isinstance(row, str) else _row(row, found) for row in found.rows)
        yield table(columns, rows, width, WHAT_WAS_SAID)
        if record.numbers_missing and record.extract is None:
            yield typed("BelowTable", NUMBERS_MISSING)
    else:
        yield typed(None, NOBODY_AT_ALL)
    for heading, lines in (
        (DECISIONS, decision_lines(record)),
        (TASKS, task_lines(record)),
        (NOTES, note_lines(record, detail=detail)),
    ):
        if paragraphs := [typed(None, line) for line in lines]:
            yield typed("Heading1", heading)
            yield from paragraphs
    if detail:
        yield typed("Heading1", HOW_BLOCKS_RAN)
        blocks = (block_row(block, record.meeting) for block in record.blocks)
        yield table(_BLOCK_COLUMNS, blocks, width, HOW_BLOCKS_RAN)


def _row(row: Sequence[Cell], found: Table) -> Sequence[Cell]:
    """Return the cells with the duration below the times."""
    if DURATION not in found.headings:
        return row
    times, durations = found.place(TIME), found.place(DURATION)
    joined = [[*cell, *row[durations]] if place == times else cell for place, cell in enumerate(row)]
    return [*joined[:durations], *joined[durations + 1 :]]


def _speakers(record: Record) -> Iterator[str]:
    yield typed("Heading1", WHO_SPOKE)
    for line in list_lines(record):
        yield paragraph("Listed", run(f"({line.letter})\t{line.text}")) if line.letter else typed(None, line.text)


def _set_running_titles(section: Section, record: Record) -> None:
    """Name the meeting at the head of each page but the first, and number all pages."""
    section.different_first_page_header_footer = True
    marks = [word for word, _ in standing(record)]
    title = clip(one_line(record.meeting.title), _MOST_IN_HEADER)
    put(section.first_page_header.paragraphs[0], typed("Header", " ".join(marks)))
    over_each = " ".join([*marks, f"{title}, {long_date(record.meeting.date)}"])
    put(section.header.paragraphs[0], typed("Header", over_each))
    for footer in (section.first_page_footer, section.footer):
        numbers = (run("Page "), field("PAGE"), run(" of "), field("NUMPAGES"))
        put(footer.paragraphs[0], paragraph("Footer", *numbers))
