"""The report of a show as a Word document."""

from collections.abc import Iterable, Iterator, Sequence

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.record_words import one_line
from runofshow.export.formatting.word_page import Column, describe, packed, styled, table, text_width, typed
from runofshow.export.report_documents import day_and_venue
from runofshow.show.statistics import Report
from runofshow.ui.report_table import (
    BLOCK_HEADINGS,
    COLUMNS_MEAN,
    SHARE_HEADINGS,
    TALK_HEADINGS,
    block_rows,
    facts,
    share_rows,
    signal_facts,
    signals_title,
    talk_row,
    talk_tables,
)


def report_docx(report: Report, options: Options = DEFAULTS) -> bytes:
    """Return tables and sentences, as on the terminal, in Office Open XML."""
    document = styled(options.paper)
    describe(document, one_line(report.show.agenda.title), "Report", report.now)
    return packed(document, _body(report, text_width(options.paper)))


def _body(report: Report, width: float) -> Iterator[str]:
    yield typed("Title", one_line(report.show.agenda.title))
    yield typed("Subtitle", f"Report, {day_and_venue(report)}")
    yield typed("Heading1", "Planned and actual")
    yield _table(BLOCK_HEADINGS, block_rows(report), width, "Planned and actual")
    yield typed("BelowTable", COLUMNS_MEAN)
    yield typed("Heading1", "Where the time went")
    yield _table(SHARE_HEADINGS, share_rows(report), width, "Where the time went")
    for place, fact in enumerate(facts(report)):
        yield typed(None if place else "BelowTable", fact)
    for title, times in talk_tables(report):
        yield typed("Heading1", title)
        yield _table(TALK_HEADINGS, map(talk_row, times), width, title)
    if over := [typed(None, fact.strip()) for fact in signal_facts(report)]:
        yield typed("Heading1", signals_title(report))
        yield from over


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], width: float, title: str) -> str:
    columns = [Column(heading, 17 if place else None) for place, heading in enumerate(headings)]
    return table(columns, ([[cell] for cell in row] for row in rows), width, title)
