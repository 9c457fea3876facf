"""The intervention log as a Word document that can be handed on as it is."""

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
    FROM_THE_FLOOR,
    HOW_BLOCKS_RAN,
    NOBODY_SPOKE,
    NOTES,
    WHO_SPOKE,
    block_row,
    by_place,
    facts,
    log_row,
    note_line,
    standing,
)
from runofshow.show.statements import InterventionRecord, Record
from runofshow.text import clip

_LOG_COLUMNS: Final = (
    Column("No.", 9),
    Column("Time", 23),
    Column("Who", 38, strong=True),
    Column("In which capacity", 33),
    Column("Gist", None),
)
_BLOCK_COLUMNS: Final = tuple(map(Column, BLOCK_COLUMNS, (None, 18, 18, 20, 38)))
_MOST_IN_HEADER: Final = 70
"""Terminal cells of the meeting's title that stand over each page."""


def docx_log(record: Record, options: Options = DEFAULTS) -> bytes:
    """Return the record as a document in Office Open XML; the same record makes the same bytes."""
    document = styled(options.paper)
    _set_running_titles(document.sections[0], record)
    subject = " ".join([*(word for word, _ in standing(record)), FROM_THE_FLOOR])
    describe(document, one_line(record.meeting.title), subject, record.as_of)
    content = _speakers(record) if options.shape == "list" else _log(record, text_width(options.paper))
    return packed(document, (*_head(record, options), *content))


def _head(record: Record, options: Options) -> Iterator[str]:
    yield typed("Title", one_line(record.meeting.title))
    yield typed("Subtitle", "List of speakers" if options.shape == "list" else "Log of interventions")
    for word, sentence in standing(record):
        yield paragraph("Warning", run(word, STRONG), run(f" {safe_lines(sentence)}"))
    for name, fact in facts(record):
        yield paragraph("Fact", run(f"{name}:", STRONG), run(f"\t{safe_lines(fact)}"))


def _speakers(record: Record) -> Iterator[str]:
    yield typed("Heading1", WHO_SPOKE)
    for line in list_lines(record):
        yield paragraph("Listed", run(f"({line.letter})\t{line.text}")) if line.letter else typed(None, line.text)


def _log(record: Record, width: float) -> Iterator[str]:
    yield typed("Heading1", FROM_THE_FLOOR)
    if not record.interventions:
        yield typed(None, NOBODY_SPOKE)
    for place, interventions in by_place(record):
        yield typed("Heading2", one_line(place))
        yield table(_LOG_COLUMNS, (_log_row(one, record) for one in interventions), width, place)
    if record.notes:
        yield typed("Heading1", NOTES)
        for note in record.notes:
            yield typed(None, note_line(note, record.meeting))
    yield typed("Heading1", HOW_BLOCKS_RAN)
    rows = (block_row(block, record.meeting) for block in record.blocks)
    yield table(_BLOCK_COLUMNS, rows, width, HOW_BLOCKS_RAN)


def _log_row(one: InterventionRecord, record: Record) -> Sequence[Cell]:
    """Return the cells of `log_row`, but with the duration below the times."""
    number, times, who, capacity, duration, gist = log_row(one, record)
    return number, [*times, *duration], who, capacity, gist


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
