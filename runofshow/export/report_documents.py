"""The report of a show as JSON for programs, as Markdown, and as one page of HTML."""

from collections.abc import Iterable
from typing import Any, Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.html_page import Element, element, page, table
from runofshow.export.formatting.record_words import long_date
from runofshow.export.formatting.typed_text import escaped
from runofshow.export.json_values import duration_value, instant_value, json_text, typed_value
from runofshow.instants import Instant
from runofshow.show.state import Show
from runofshow.show.statistics import BlockReport, Report, Share, Spoken, TimedStatement
from runofshow.show.talk_time import TalkTime
from runofshow.ui.palette import SKY
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

_BAR: Final = 120
"""Pixels of the longest bar."""


def report_json(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return the report with exact lengths in seconds, instants in ISO 8601 in the event's zone, parts from 0 to 1."""
    show, went = report.show, report.summary
    return json_text(
        {
            "title": typed_value(show.agenda.title),
            "mode": show.mode,
            "finished": show.closed is not None,
            "late": duration_value(went.late),
            "offset": duration_value(report.offset),
            "speeches": _share(went.speeches),
            "floor": {**_share(went.floor), **_spoken(went.from_the_floor)},
            "panel": _spoken(went.by_the_panel),
            "outside_rounds": _spoken(went.outside_rounds),
            "replies": _spoken(went.replies),
            "rights_of_reply": _spoken(went.rights_of_reply),
            "points_of_order": _spoken(went.points_of_order),
            "items": _share(went.items),
            "handovers": _share(went.between),
            "between_interventions": duration_value(report.between_interventions),
            "paused": duration_value(went.paused),
            "blocks": [_block(one, show) for one in report.blocks],
            "talk_time": {
                "speakers": [_talk(one) for one in report.by_speaker],
                "segments": [_talk(one) for one in report.by_segment],
                "categories": [_talk(one) for one in report.by_category],
            },
            "signals": [_timed(one) for one in report.timed],
        }
    ).encode()


def report_markdown(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return tables and sentences, as on the terminal."""
    lines = [f"# {escaped(report.show.agenda.title)}", "", "## Planned and actual", ""]
    lines += _rows(BLOCK_HEADINGS, block_rows(report))
    lines += ["", COLUMNS_MEAN, "", "## Where the time went", ""]
    lines += _rows(SHARE_HEADINGS, share_rows(report))
    lines += ["", *(f"- {escaped(fact)}" for fact in facts(report))]
    for title, times in talk_tables(report):
        lines += ["", f"## {title}", "", *_rows(TALK_HEADINGS, map(talk_row, times))]
    if over := [f"- {escaped(fact.strip())}" for fact in signal_facts(report)]:
        lines += ["", f"## {signals_title(report)}", "", *over]
    return ("\n".join(lines) + "\n").encode()


def report_html(report: Report, _options: Options = DEFAULTS) -> bytes:
    """Return a page for a browser or a printer: tables, sentences and bars of talk time."""
    agenda = report.show.agenda
    parts = [
        element("h1", agenda.title),
        element("p", day_and_venue(report), class_="quiet"),
        element("h2", "Planned and actual"),
        table(BLOCK_HEADINGS, block_rows(report)),
        element("p", COLUMNS_MEAN, class_="quiet"),
        element("h2", "Where the time went"),
        table(SHARE_HEADINGS, share_rows(report)),
        element("ul", *(element("li", fact) for fact in facts(report))),
    ]
    for title, times in talk_tables(report):
        longest = max(one.part for one in times) or 1.0
        rows: list[tuple[str | Element, ...]] = [(*talk_row(one), _bar(one.part / longest)) for one in times]
        parts += [element("h2", title), table((*TALK_HEADINGS, ""), rows)]
    if over := [element("li", fact) for fact in signal_facts(report)]:
        parts += [element("h2", signals_title(report)), element("ul", *over)]
    return page(f"Report: {agenda.title}", *parts).encode()


def day_and_venue(report: Report) -> str:
    """Return the day on which the show was run, and where."""
    show = report.show
    begun = (show.first_started or show.opened) + show.correction
    mode = "Rehearsal, " if show.mode == "rehearsal" else ""
    venue = f", {show.agenda.venue}" if show.agenda.venue else ""
    return f"{mode}{long_date(begun.astimezone(show.agenda.timezone).date())}{venue}"


def _bar(part: float) -> Element:
    """Return a bar so long a part of the longest; the figure stands beside it."""
    bar = element("rect", width=f"{max(1.0, _BAR * part):.1f}", height="10", rx="2", fill=SKY)
    return element("svg", bar, width=str(_BAR), height="10", aria_hidden="true", style="vertical-align: middle")


def _rows(headings: Iterable[str], rows: Iterable[tuple[str, ...]]) -> list[str]:
    named = list(headings)
    aligned = ["---", *(["---:"] * (len(named) - 1))]
    return [_row(named), _row(aligned), *(_row([escaped(row[0]), *row[1:]]) for row in rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _spoken(spoken: Spoken) -> dict[str, object]:
    return {"interventions": spoken.interventions, "spoken": duration_value(spoken.time)}


def _share(share: Share) -> dict[str, object]:
    return {
        "planned": duration_value(share.planned),
        "actual": duration_value(share.actual),
        "difference": duration_value(share.over),
    }


def _block(one: BlockReport, show: Show) -> dict[str, Any]:
    run = one.run
    return {
        "id": run.id,
        "segment": typed_value(run.segment),
        "kind": run.block.kind,
        "title": typed_value(run.block.title),
        "status": run.status.value,
        "planned_start": _wall(one.planned_start, show),
        "start": _wall(run.started, show),
        "end": _wall(run.ended, show),
        **_share(one.length),
        "held": duration_value(one.held),
        "handover": _share(one.handover) if one.ran else None,
        "added": duration_value(one.added) if one.ran else None,
    }


def _wall(instant: Instant | None, show: Show) -> str | None:
    return None if instant is None else instant_value(instant + show.correction, show.agenda.timezone)


def _talk(one: TalkTime) -> dict[str, object]:
    return {
        "name": typed_value(one.name),
        "turns": one.turns,
        "seconds": duration_value(one.time),
        "share": round(one.part, 4),
    }


def _timed(one: TimedStatement) -> dict[str, object]:
    return {
        "who": typed_value(one.whose),
        "intervention": one.number,
        "allotted": duration_value(one.allotted),
        "took": duration_value(one.took),
        "last_signal": one.last_signal.value if one.live else None,
        "over": duration_value(one.over),
    }
