"""The running order, the list of speakers, and the interventions, as lists. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice, takewhile
from typing import Final

from rich.style import Style
from rich.text import Text

from runofshow.agenda.delegations import folded
from runofshow.agenda.durations import clock_digits
from runofshow.instants import SECOND
from runofshow.show.actions.panel import can_reply, numbered_panel
from runofshow.show.capacity import Capacity
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, intervention_words, length_of, who
from runofshow.show.parts import Status
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.lines import column, exactly, line, spread
from runofshow.ui.messages import mark, short_title, speaker_of, status_words, turn_words
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET

ORDER_TIMES: Final = 24
"""Cells of the running order before a title: the sign and the times."""

_REPLY: Final = "reply"
"""The mark of a number before a name: lines can be asked which numbers they show."""


def order_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the running order in so many lines, with what runs or is next always among them."""
    if height < 1:
        return []
    digits = numbered_panel(show) if can_reply(show) else {}
    blocks, count = forecast.blocks, ""
    segments = order_height(forecast) <= height
    if not segments:
        here = _place(forecast)
        window = _window(len(blocks), here, height - 1, _who_replies_above(blocks, here, digits))
        count = f" {window.start + 1}–{window.stop} of {len(blocks)}" if len(window) < len(blocks) else ""
        blocks = blocks[window.start : window.stop]
    rows: list[Text] = []
    last = ""
    for block in blocks:  # only those that are shown: a conference has a thousand, and the screen a few rows
        if segments and block.run.segment not in {"", last}:
            rows.append(exactly(line((f"  {sanitize(block.run.segment)}", QUIET)), width))
        last = block.run.segment
        rows.append(_order_row(show, forecast, block, width, digits))
    return column([_order_head(count, width, reply=bool(replies_shown(rows))), *rows], width, height)


def order_height(forecast: Forecast) -> int:
    """Return the lines of the whole running order: its heading, the titles of its segments, and its blocks."""
    segments = [key for key, _ in groupby(block.run.segment for block in forecast.blocks)]
    return 1 + sum(segment != "" for segment in segments) + len(forecast.blocks)


def replies_shown(lines: Iterable[Text]) -> frozenset[int]:
    """Return the numbers of panellists in these lines: nobody who looks at them can mean another."""
    styles = (span.style for one in lines for span in one.spans if not isinstance(span.style, str))
    return frozenset(style.meta[_REPLY] for style in styles if _REPLY in style.meta)


def _order_head(count: str, width: int, *, reply: bool) -> Text:
    """Draw the heading, and what the numbers before names are for; that alone where both don't fit."""
    times, title, why = "   plan   now      for  ", "RUNNING ORDER", "1–9 reply"
    if not reply:
        return line((times, QUIET), (title, LABEL), (count, QUIET))
    whole = line((times, QUIET), (title, LABEL), (count, QUIET), f" {why}")
    shorter = line((times, QUIET), (title, LABEL), f" {why}")
    fitting = (one for one in (whole, shorter) if one.cell_len <= width)
    return next(fitting, line((times, QUIET), (why, LABEL)))


def speakers_panel(show: Show, floor: Capacity | None, width: int, height: int) -> list[Text]:
    """Draw the list of speakers, each with the time of the turn."""
    if height < 1:
        return []
    closed = line(("CLOSED", NAME)) if show.list_closed else Text()
    waiting, room = show.queue(), height - 1
    head = spread(_speakers_head(len(waiting), width - closed.cell_len - 1), closed, width)
    turns = floor.turns if floor is not None else (None,) * len(waiting)
    shown = room if len(waiting) <= room else max(0, room - 1)
    rows = []
    for place, (request, turn) in enumerate(islice(zip(waiting, turns, strict=True), shown), start=1):
        name = line(f"{place:>3} ", (who(request.particulars), QUIET if turn and not turn.fits else PLAIN))
        rows.append(spread(name, line(turn_words(show, turn)), width))
    if len(waiting) > shown:
        rows.append(line((f"    and {len(waiting) - shown} more", QUIET)))
    return column([head, *(rows or [line(("  nobody waits", QUIET))])], width, height)


def _speakers_head(waiting: int, cells: int) -> Text:
    """Draw the heading with the count of those who wait, in as many words as there is room for."""
    heading = ("LIST OF SPEAKERS", LABEL)
    if not waiting:
        return line(heading)
    wordings = (line(heading, (f" · {waiting}{words}", QUIET)) for words in (" waiting", " wait", ""))
    return next((one for one in wordings if one.cell_len <= cells), line(heading))


def interventions_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the last interventions, the newest first."""
    if height <= 1 or not show.interventions:
        return column([], width, height)
    head = line(("INTERVENTIONS", LABEL), (f" · {len(show.interventions)} so far", QUIET))
    lengths = [(one, length_of(show, [one.interval], forecast.now)) for one in islice(show.latest(), height - 1)]
    widest = max(len(clock_digits(took)) for _, took in lengths)
    rows = []
    for one, took in lengths:
        over = one.limit is not None and took >= one.allotment() + SECOND
        times = line(
            (f" {clock_digits(took):>{widest}}", NAME if over else PLAIN),
            (f" {hours_minutes(show, one.interval.start)}", QUIET),
        )
        rows.append(spread(line(f"  {intervention_words(one)}"), times, width))
    return column([head, *rows], width, height)


def _order_row(show: Show, forecast: Forecast, block: BlockForecast, width: int, digits: Mapping[str, int]) -> Text:
    """Draw a block with its times, and the number by which a panellist replies."""
    run = block.run
    planned = hours_minutes(show, block.planned_start)
    expected = hours_minutes(show, block.start)
    differs = planned != expected and expected.strip() and planned.strip()
    length = length_of(show, run.intervals, forecast.now) if run.status is Status.DONE else block.allotment
    quiet = QUIET if run.status in {Status.DONE, Status.SKIPPED} else PLAIN
    follows = forecast.next_block is not None and forecast.next_block.id == block.id
    strong = NAME if run.status is Status.RUNNING or follows else quiet
    digit = _digit(block, digits)
    number = line((f"{digit}", NAME + Style(meta={_REPLY: digit})), " ") if digit else Text()
    said = f"{status_words(run)}: " if status_words(run) else ""
    return exactly(
        line(
            (f"{'›' if follows and run.status is Status.WAITING else mark(run.status)} ", strong),
            (f" {planned}", QUIET),
            (f" {expected}", strong if differs else QUIET),
            (f" {'' if run.status is Status.SKIPPED else clock_digits(length):>7}  ", quiet),
            number,
            (said, NAME),
            (short_title(run, width - ORDER_TIMES - number.cell_len - len(said)), strong),
        ),
        width,
    )


def _digit(block: BlockForecast, digits: Mapping[str, int]) -> int | None:
    """Return the number by which a block's speaker replies."""
    speaker = speaker_of(block.run) if digits else None
    return None if speaker is None else digits.get(folded(speaker.name))


def _place(forecast: Forecast) -> int:
    """Return the row of the running block, else of the next, else the last one."""
    running = next((block for block in forecast.blocks if block.run.status is Status.RUNNING), forecast.next_block)
    last = max(0, len(forecast.blocks) - 1)
    return next((place for place, block in enumerate(forecast.blocks) if block is running), last)


def _who_replies_above(blocks: Sequence[BlockForecast], here: int, digits: Mapping[str, int]) -> int:
    """Count the blocks right above a floor round whose panellists can reply in it."""
    above = (blocks[place] for place in range(here - 1, -1, -1))
    return sum(1 for _ in takewhile(lambda block: _digit(block, digits), above))


def _window(count: int, here: int, room: int, above: int) -> range:
    """Return so many rows around a place: one above it, or all who may reply, then those that follow."""
    past = min(max(1, above), room - 1)
    start = max(0, min(here - past, count - room))
    return range(start, min(count, start + max(0, room)))
