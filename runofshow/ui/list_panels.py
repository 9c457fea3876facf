"""The running order, the list of speakers, and the interventions, as lists. Pure."""

from collections.abc import Iterable, Mapping
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
from runofshow.show.names import hours_minutes, intervention_words, length_of, title_of, who
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
        window = _window(forecast, height - 1, digits)
        count = f" {window.start + 1}–{window.stop} of {len(blocks)}" if len(window) < len(blocks) else ""
        blocks = blocks[window.start : window.stop]
    rows: list[Text] = []
    last = ""
    for block in blocks:  # only those that are shown: a conference has a thousand, and the screen a few rows
        if segments and block.run.segment not in {"", last}:
            rows.append(line((f"  {sanitize(block.run.segment)}", QUIET)))
        last = block.run.segment
        rows.append(_order_row(show, forecast, block, width, digits))
    times, title, why = ("   plan   now      for  ", QUIET), ("RUNNING ORDER", LABEL), "1–9 reply"
    head = line(times, title, (count, QUIET))
    if replies_shown(rows):  # what the numbers before names are for; that alone where both don't fit
        heads = line(head, f" {why}"), line(times, title, f" {why}"), line(times, (why, LABEL))
        head = next((one for one in heads if one.cell_len <= width), heads[-1])
    return column([head, *rows], width, height)


def order_height(forecast: Forecast) -> int:
    """Return the lines of the whole running order: its heading, the titles of its segments, and its blocks."""
    segments = [key for key, _ in groupby(block.run.segment for block in forecast.blocks)]
    return 1 + sum(segment != "" for segment in segments) + len(forecast.blocks)


def replies_shown(lines: Iterable[Text]) -> frozenset[int]:
    """Return the numbers of panellists in these lines: nobody who looks at them can mean another."""
    styles = (span.style for one in lines for span in one.spans if not isinstance(span.style, str))
    return frozenset(style.meta[_REPLY] for style in styles if _REPLY in style.meta)


def _window(forecast: Forecast, room: int, digits: Mapping[str, int]) -> range:
    """Return so many rows around the running block, else the next, else the last one.

    One stands above it; above a floor round, all panellists who can reply in it.
    """
    blocks = forecast.blocks
    running = next((block for block in blocks if block.run.status is Status.RUNNING), forecast.next_block)
    here = next((place for place, block in enumerate(blocks) if block is running), max(0, len(blocks) - 1))
    above = sum(1 for _ in takewhile(lambda place: _digit(blocks[place], digits), range(here - 1, -1, -1)))
    past = min(max(1, above), room - 1)
    start = max(0, min(here - past, len(blocks) - room))
    return range(start, min(len(blocks), start + max(0, room)))


def _digit(block: BlockForecast, digits: Mapping[str, int]) -> int | None:
    """Return the number by which a block's speaker replies."""
    speaker = speaker_of(block.run) if digits else None
    return None if speaker is None else digits.get(folded(speaker.name))


def _order_row(show: Show, forecast: Forecast, block: BlockForecast, width: int, digits: Mapping[str, int]) -> Text:
    """Draw a block with its times, and the number by which a panellist replies."""
    run, skipped = block.run, block.run.status is Status.SKIPPED
    planned, expected = hours_minutes(show, block.planned_start), hours_minutes(show, block.start)
    differs = planned != expected and expected.strip() and planned.strip()
    length = length_of(show, run.intervals, forecast.now) if run.status is Status.DONE else block.allotment
    quiet = QUIET if run.status in {Status.DONE, Status.SKIPPED} else PLAIN
    follows = forecast.next_block is not None and forecast.next_block.id == block.id
    strong = NAME if run.status is Status.RUNNING or follows else quiet
    digit = _digit(block, digits)
    number = line((f"{digit}", NAME + Style(meta={_REPLY: digit})), " ") if digit else Text()
    said = f"{status_words(run)}: " if status_words(run) else ""
    title, room = title_of(run), width - ORDER_TIMES - number.cell_len - len(said)
    parts = (
        (f"{'›' if follows and run.status is Status.WAITING else mark(run.status)} ", strong),
        (f" {planned}", QUIET),
        (f" {expected}", strong if differs else QUIET),
        (f" {'' if skipped else clock_digits(length):>7}  ", quiet),
        number,
        (said, NAME),
        (title if line(title).cell_len <= room else short_title(run), strong),
    )
    return exactly(line(*parts), width)


def speakers_panel(show: Show, floor: Capacity | None, width: int, height: int) -> list[Text]:
    """Draw the list of speakers, each with the time of the turn."""
    if height < 1:
        return []
    closed = line(("CLOSED", NAME)) if show.list_closed else Text()
    waiting, room = show.queue(), height - 1
    heading = ("LIST OF SPEAKERS", LABEL)
    heads = [line(heading, (f" · {len(waiting)}{words}", QUIET)) for words in (" waiting", " wait", "") if waiting]
    head = next((one for one in heads if one.cell_len <= width - closed.cell_len - 1), line(heading))
    turns = floor.turns if floor is not None else (None,) * len(waiting)
    shown = room if len(waiting) <= room else max(0, room - 1)
    rows = [spread(head, closed, width)]
    for place, (request, turn) in enumerate(islice(zip(waiting, turns, strict=True), shown), start=1):
        name = line(f"{place:>3} ", (who(request.particulars), QUIET if turn and not turn.fits else PLAIN))
        rows.append(spread(name, line(turn_words(show, turn)), width))
    if len(waiting) > shown:
        rows.append(line((f"    and {len(waiting) - shown} more", QUIET)))
    return column(rows if waiting else [*rows, line(("  nobody waits", QUIET))], width, height)


def interventions_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the last interventions, the newest first."""
    if height <= 1 or not show.interventions:
        return column([], width, height)
    rows = [line(("INTERVENTIONS", LABEL), (f" · {len(show.interventions)} so far", QUIET))]
    lengths = [(one, length_of(show, [one.interval], forecast.now)) for one in islice(show.latest(), height - 1)]
    widest = max(len(clock_digits(took)) for _, took in lengths)
    for one, took in lengths:
        over = one.limit is not None and took >= one.allotment() + SECOND
        times = line(
            (f" {clock_digits(took):>{widest}}", NAME if over else PLAIN),
            (f" {hours_minutes(show, one.interval.start)}", QUIET),
        )
        rows.append(spread(line(f"  {intervention_words(one)}"), times, width))
    return column(rows, width, height)
