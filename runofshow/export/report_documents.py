"""The report of a show: as a document in Markdown, HTML and Word, and as JSON for programs."""

from typing import Any

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.document import Column, Document, Heading, Items, Paragraph, Part, Table
from runofshow.export.formatting.html_page import html_document
from runofshow.export.formatting.record_words import long_date
from runofshow.export.json_values import instant_value, json_text, seconds, typed_value
from runofshow.show.state import Show
from runofshow.show.statistics import BlockReport, Report, Share, Spoken
from runofshow.ui.report_table import sections

# What makes Word files is imported where one is written: it takes as long as all else.


def report_markdown(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return tables and sentences, as on the terminal."""
    return _document(report).in_markdown()


def report_html(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return a page for a browser or a printer: tables, sentences and bars of talk time."""
    return html_document(_document(report))


def report_docx(report: Report, options: Options = DEFAULTS) -> bytes:
    """Return a Word document: tables and sentences, as on the terminal."""
    from runofshow.export.formatting.word_page import word_document

    return word_document(_document(report), options.paper)


def _document(report: Report) -> Document:
    show, agenda = report.show, report.show.agenda
    parts: list[Part] = []
    for section in sections(report):
        parts.append(Heading(section.title))
        if section.rows:  # the first column names the rows, the others hold figures
            first, *others = section.headings
            columns = [Column(first), *(Column(heading, 17, figures=True) for heading in others)]
            longest = max((one.part for one in section.times), default=0.0) or 1.0
            bars = [one.part / longest for one in section.times]
            parts.append(Table(section.title, columns, [[[cell] for cell in row] for row in section.rows], bars))
        parts += [Paragraph(section.remark)] if section.remark else []
        parts += [Items([("", fact) for fact in section.facts])] if section.facts else []
    begun = (show.first_started or show.opened) + show.correction
    mode = "Rehearsal, " if show.mode == "rehearsal" else ""
    venue = f", {agenda.venue}" if agenda.venue else ""
    about = f"{mode}{long_date(begun.astimezone(agenda.timezone).date())}{venue}"
    return Document(agenda.title, "Report", "Report", report.now, parts, about)


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
