"""The odds of a dry run as a picture: when each block begins and ends in eight of ten runs. Pure."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from runofshow.export.formats import DEFAULTS, Options
from runofshow.export.formatting.html_page import STYLE, Element, element, page, style, svg_document, table
from runofshow.instants import Instant
from runofshow.simulation.answers import DryRunResult, answers, chance_words, premises
from runofshow.simulation.distribution import Distribution
from runofshow.text import clip
from runofshow.ui.dry_run_table import Scale
from runofshow.ui.palette import ORANGE, SKY

_WIDTH: Final = 1000
_MARGIN: Final = 20
_TIMES: Final = 332
"""The right end of the column of middle starts."""
_LEFT: Final = _TIMES + 24
_RIGHT: Final = 18
_TOP: Final = 34
_ROW: Final = 27
_FOOT: Final = 46

_DRAWN: Final = "\n" + (files("runofshow.export.formatting") / "timeline.css").read_text("utf-8")


def timeline_svg(result: DryRunResult, _options: Options = DEFAULTS) -> bytes:
    """Return the picture as a file of its own."""
    return svg_document(_picture(result.distribution, own_paper=True)).encode()


def timeline_html(result: DryRunResult, _options: Options = DEFAULTS) -> bytes:
    """Return the picture, the answers and the figures on one page."""
    found, agenda, clock = result.distribution, result.distribution.agenda, Scale.of(result.distribution).clock
    day = f"{agenda.date:%A %d %B %Y}".replace(" 0", " ")
    times = f"{clock(agenda.start)}–{clock(agenda.end)} ({agenda.timezone.key})"
    where = f", {agenda.venue}" if agenda.venue else ""
    headings = ("Block", "Planned", "Early (1 in 10)", "Middle", "Late (1 in 10)", "Middle end", "Cut to its minimum")
    rows = (
        (
            block.planned.block.called,
            *map(clock, (block.planned.start, *block.start, block.end.p50)),
            chance_words(block.falls_to_min / found.trials) if block.is_floor else "",
        )
        for block in found.blocks
    )
    legend = (
        "Full bars reach from the middle start to the middle end. Pale bars begin where 1 run in 10 is earlier, and "
        "end where 1 in 10 is later. Dashed outlines are the plan."
    )
    return page(
        f"What could happen: {agenda.title}",
        element("h1", agenda.title),
        element("p", f"{day}, {times}{where}", class_="quiet"),
        element("figure", _picture(found, own_paper=False), element("figcaption", legend)),
        element("h2", "What to expect"),
        element("ul", *(element("li", answer) for answer in answers(result))),
        element("h2", "When each block begins"),
        table(headings, rows),
        element("h2", "What this stands on"),
        element("p", premises(found.assumptions, found.trials, found.seed), class_="quiet"),
    ).encode()


def _picture(found: Distribution, *, own_paper: bool) -> Element:
    clock, bottom = Scale.of(found).clock, _TOP + _ROW * len(found.blocks)
    rows = (
        f"{block.planned.block.called}: planned {clock(block.planned.start)}, begins between "
        f"{clock(block.start.p10)} and {clock(block.start.p90)} in eight of ten runs"
        for block in found.blocks
    )
    margin = _MARGIN if own_paper else 0
    left, width, tall = str(-margin), str(_WIDTH + 2 * margin), str(bottom + _FOOT + 2 * margin)
    paper = [element("rect", x=left, y=left, width=width, height=tall, class_="paper")] if own_paper else []
    return element(
        "svg",
        element("title", f"Timeline of {found.trials:,} simulated runs", id="timeline-title"),
        element("desc", f"{'; '.join(rows)}. The hard stop is {clock(found.agenda.end)}.", id="timeline-desc"),
        style((STYLE if own_paper else "") + _DRAWN),
        *paper,
        *_chart(found, bottom),
        *_legend(bottom + _FOOT - 16),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{left} {left} {width} {tall}",
        role="img",
        aria_labelledby="timeline-title timeline-desc",
    )


def _chart(found: Distribution, bottom: int) -> Iterator[Element]:
    """Yield the hours, a row for each block with its bars, and the hard stop."""
    scale = Scale.of(found)

    def across(instant: Instant) -> float:
        return round(_LEFT + scale.place(instant, _WIDTH - _LEFT - _RIGHT), 1)

    def line(at: Instant, to: int, kind: str) -> Element:
        x = f"{across(at):.1f}"
        return element("line", x1=x, x2=x, y1=str(_TOP - 6), y2=str(to), class_=kind)

    def bar(start: Instant, end: Instant, y: int, height: int, **look: str) -> Element:
        left, width = across(start), max(1.5, across(end) - across(start))
        return element("rect", x=f"{left:.1f}", y=str(y), width=f"{width:.1f}", height=str(height), rx="2", **look)

    yield _text("Block", 0, _TOP - 12, "quiet")
    yield _text("Middle", _TIMES, _TOP - 12, "quiet", anchor="end")
    for tick in scale.ticks(9):
        yield line(tick, bottom, "tick")
        yield _text(scale.clock(tick), across(tick), _TOP - 12, "quiet time", anchor="middle")
    for top, block in zip(range(_TOP, bottom, _ROW), found.blocks, strict=True):
        kind, colour = ("floor", ORANGE) if block.is_floor else ("speech", SKY)
        yield _text(clip(block.planned.block.called, 38), 0, top + 18, kind)
        yield _text(scale.clock(block.start.p50), _TIMES, top + 18, "time", anchor="end")
        yield bar(block.start.p10, block.end.p90, top + 7, _ROW - 12, fill=colour, class_="maybe")
        yield bar(block.start.p50, block.end.p50, top + 7, _ROW - 12, fill=colour)
        yield bar(block.planned.start, block.planned.end, top + 4, _ROW - 6, class_="planned")
    stop = found.agenda.end
    yield line(stop, bottom + 4, "stop")
    yield _text(f"hard stop {scale.clock(stop)}", across(stop), bottom + 18, "stop-word", anchor="middle")


def _legend(y: int) -> Iterator[Element]:
    keys = (
        (0, "speech, from middle start to end", "quiet", {"fill": SKY}),
        (250, "floor round", "quiet floor", {"fill": ORANGE}),
        (365, "early start to late end", "quiet", {"fill": SKY, "class_": "maybe"}),
        (530, "as planned", "quiet", {"class_": "planned"}),
    )
    for x, words, kind, look in keys:
        yield element("rect", x=str(x), y=str(y - 10), width="22", height="11", rx="2", **look)
        yield _text(words, x + 28, y, kind)


def _text(words: str, x: float, y: float, kind: str, *, anchor: str = "start") -> Element:
    return element("text", words, x=f"{x:.1f}", y=f"{y:.1f}", class_=kind, text_anchor=anchor)
