"""The report of a show: as a document in Markdown, HTML and Word, and as JSON for programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.document import (
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Part,
    Table,
    markdown_document,
)
from runofshow.export.formatting.html_page import html_document
from runofshow.export.formatting.record_words import long_date
from runofshow.export.json_values import instant_value, json_text, seconds, typed_value
from runofshow.show.state import Show
from runofshow.show.statistics import BlockReport, Report, Share, Spoken
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

# What makes Word files is imported where one is written: it takes as long as all else.


def report_markdown(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return tables and sentences, as on the terminal."""
    return markdown_document(_document(report))


def report_html(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return a page for a browser or a printer: tables, sentences and bars of talk time."""
    return html_document(_document(report))


def report_docx(report: Report, options: Options = DEFAULTS) -> bytes:
    """Return a Word document: tables and sentences, as on the terminal."""
    from runofshow.export.formatting.word_page import word_document

    return word_document(_document(report), options.paper)


def _document(report: Report) -> Document:
    show, agenda = report.show, report.show.agenda
    parts: list[Part] = [
        *_table("Planned and actual", BLOCK_HEADINGS, block_rows(report)),
        Paragraph(COLUMNS_MEAN),
        *_table("Where the time went", SHARE_HEADINGS, share_rows(report)),
        Items([("", fact) for fact in facts(report)]),
    ]
    for title, times in talk_tables(report):
        longest = max(one.part for one in times) or 1.0
        parts += _table(title, TALK_HEADINGS, map(talk_row, times), [one.part / longest for one in times])
    if over := [("", fact) for fact in signal_facts(report)]:
        parts += [Heading(signals_title(report)), Items(over)]
    begun = (show.first_started or show.opened) + show.correction
    mode = "Rehearsal, " if show.mode == "rehearsal" else ""
    venue = f", {agenda.venue}" if agenda.venue else ""
    about = f"{mode}{long_date(begun.astimezone(agenda.timezone).date())}{venue}"
    return Document(agenda.title, "Report", about, "Report", report.now, parts)


def _table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], bars: Sequence[float] = ()
) -> tuple[Heading, Table]:
    """Return a table under its heading: the first column names the rows, the others hold figures."""
    columns = [Column(heading, 17 if place else None, figures=place > 0) for place, heading in enumerate(headings)]
    return Heading(title), Table(title, columns, [[[cell] for cell in row] for row in rows], bars)


def report_json(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return the report with exact lengths in seconds, instants in ISO 8601 in the event's zone, parts from 0 to 1."""
    show, went = report.show, report.summary
    talk_time = {"speakers": report.by_speaker, "segments": report.by_segment, "categories": report.by_category}
    return json_text(
        {
            "title": typed_value(show.agenda.title),
            "mode": show.mode,
            "finished": show.closed is not None,
            "late": seconds(went.late),
            "offset": seconds(report.offset),
            "speeches": _share(went.speeches),
            "floor": {**_share(went.floor), **_spoken(went.from_the_floor)},
            "panel": _spoken(went.by_the_panel),
            "outside_rounds": _spoken(went.outside_rounds),
            "replies": _spoken(went.replies),
            "rights_of_reply": _spoken(went.rights_of_reply),
            "points_of_order": _spoken(went.points_of_order),
            "items": _share(went.items),
            "handovers": _share(went.between),
            "between_interventions": seconds(report.between_interventions),
            "paused": seconds(went.paused),
            "blocks": [_block(one, show) for one in report.blocks],
            "talk_time": {
                by: [
                    {
                        "name": typed_value(one.name),
                        "turns": one.turns,
                        "seconds": seconds(one.time),
                        "share": round(one.part, 4),
                    }
                    for one in times
                ]
                for by, times in talk_time.items()
            },
            "signals": [
                {
                    "who": typed_value(one.whose),
                    "intervention": one.number,
                    "allotted": seconds(one.allotted),
                    "took": seconds(one.took),
                    "last_signal": one.last_signal.value if one.live else None,
                    "over": seconds(one.over),
                }
                for one in report.timed
            ],
        }
    ).encode()


def _block(one: BlockReport, show: Show) -> dict[str, Any]:
    run, zone = one.run, show.agenda.timezone
    times = {"planned_start": one.planned_start, "start": run.started, "end": run.ended}
    return {
        "id": run.id,
        "segment": typed_value(run.segment),
        "kind": run.block.kind,
        "title": typed_value(run.block.title),
        "status": run.status.value,
        **{name: None if at is None else instant_value(at + show.correction, zone) for name, at in times.items()},
        **_share(one.length),
        "held": seconds(one.held),
        "handover": _share(one.handover) if one.ran else None,
        "added": seconds(one.added) if one.ran else None,
    }


def _spoken(spoken: Spoken) -> dict[str, object]:
    return {"interventions": spoken.interventions, "spoken": seconds(spoken.time)}


def _share(share: Share) -> dict[str, object]:
    return {"planned": seconds(share.planned), "actual": seconds(share.actual), "difference": seconds(share.over)}
