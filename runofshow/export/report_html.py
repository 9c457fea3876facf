"""The report of a show as one page for a browser or a printer. Pure."""

from typing import Final

from runofshow.export.formatting.html_page import Element, element, page, table
from runofshow.export.report_documents import BLOCK_HEADINGS, TALK_HEADINGS, block_rows, share_rows, talk_row
from runofshow.show.statistics import Report
from runofshow.ui.palette import SKY
from runofshow.ui.report_table import COLUMNS_MEAN, facts, signal_facts, talk_tables

_BAR: Final = 120
"""Pixels."""


def report_html(report: Report) -> str:
    """Tables, sentences and bars of talk time."""
    agenda = report.show.agenda
    mode = "Rehearsal, " if report.show.mode == "rehearsal" else ""
    begun = report.show.first_started or report.show.opened
    day = f"{(begun + report.show.correction).astimezone(agenda.timezone):%A %d %B %Y}".replace(" 0", " ")
    parts = [
        element("h1", agenda.title),
        element("p", f"{mode}{day}" + (f", {agenda.venue}" if agenda.venue else ""), class_="quiet"),
        element("h2", "Planned and actual"),
        table(BLOCK_HEADINGS, block_rows(report)),
        element("p", COLUMNS_MEAN, class_="quiet"),
        element("h2", "Where the time went"),
        table(("", "Planned", "Took", "Difference"), share_rows(report)),
        element("ul", *(element("li", fact) for fact in facts(report))),
    ]
    for title, times in talk_tables(report):
        longest = max(one.part for one in times) or 1.0
        rows: list[tuple[str | Element, ...]] = [(*talk_row(one), _bar(one.part / longest)) for one in times]
        parts += [element("h2", title), table((*TALK_HEADINGS, ""), rows)]
    if report.timed:
        parts += [element("h2", "Signals"), element("ul", *(element("li", fact) for fact in signal_facts(report)))]
    return page(f"Report: {agenda.title}", *parts)


def _bar(part: float) -> Element:
    """So long a part of the longest; the figure stands beside it."""
    bar = element("rect", width=f"{max(1.0, _BAR * part):.1f}", height="10", rx="2", fill=SKY)
    return element("svg", bar, width=str(_BAR), height="10", aria_hidden="true", style="vertical-align: middle")
