"""The panels beside and beneath the countdown: the outlook, who follows, the running order and the lists. Pure."""

import sys
from collections.abc import Iterable, Mapping
from itertools import groupby, islice, takewhile
from typing import Final, NamedTuple

from rich.style import Style
from rich.text import Text

from runofshow.agenda.delegations import folded
from runofshow.agenda.durations import clock_digits
from runofshow.agenda.model import Floor, Item, Speech
from runofshow.instants import SECOND
from runofshow.show.actions.panel import can_reply, numbered_panel
from runofshow.show.capacity import Capacity
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, intervention_words, length_of, title_of, who
from runofshow.show.parts import Status
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui import messages
from runofshow.ui.header import introducing
from runofshow.ui.lines import column, exactly, fitted, fitting, line, paragraph, spread, wrapped
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET

MOST_LINES: Final = 3
"""Lines of a sentence: none of those below needs more from 40 columns on."""


def outlook_panel(show: Show, forecast: Forecast, width: int) -> list[Text]:
    """Draw what the floor has, as a warning where that is its minimum, and what can be done about an overrun."""
    sentences = messages.outlook_sentences(show, forecast, width)
    return [one for words, style in sentences for one in paragraph(words, width, MOST_LINES, style)]


NEXT: Final = "NEXT"
THEN: Final = "THEN"
"""The word before the second to follow: after the one who is introduced now, and after a floor round."""


class Upcoming(NamedTuple):
    """A block, or somebody who waits for the floor, that comes after what the large digits are about."""

    label: str
    name: str
    planned: str = ""
    """On the clock; empty where nothing was planned."""
    expected: str = ""
    """On the clock, or that there is no time."""
    designation: str = ""
    say: str = ""
    intro: str = ""
    short: str = ""
    """The name without honorifics, if it may lose them."""
    length: str = ""
    """The time that a speaker will have, as ``7 min``; empty for a block in which nobody in particular speaks."""


def upcoming(show: Show, forecast: Forecast) -> list[Upcoming]:
    """Return who follows, the next one first; in a floor round in which people wait also the block after it."""
    caller = whose_turn(show, forecast)
    ahead = forecast.remaining[1:] if introducing(forecast) else forecast.remaining
    label = THEN if introducing(forecast) or caller is not None else NEXT
    return [*([] if caller is None else [caller]), *(_block(show, block, label) for block in ahead[:1])]


def whose_turn(show: Show, forecast: Forecast) -> Upcoming | None:
    """Return who has the next turn in a floor round; an interrupted speaker goes on before anybody else."""
    if show.running is None or not isinstance(show.running.block, Floor):
        return None
    length = ""
    if show.interrupted is not None:
        said, expected = show.interventions[show.interrupted].particulars, "goes on"
    elif show.waiting:
        turns = forecast.floor.turns if forecast.floor is not None else ()
        turn = next((one for one in turns if one.request.entry == show.waiting[0]), None)
        said, expected = show.requests[show.waiting[0]].particulars, messages.turn_words(show, turn)
        length = "" if turn is None else messages.length_words(turn.limit)
    else:
        return None
    person = said.person if said.person != said.who else None
    about = ", ".join(filter(None, (sanitize(person or ""), sanitize(said.title or ""))))
    return Upcoming(NEXT, who(said), expected=expected, designation=about, length=length)


def _block(show: Show, block: BlockForecast, label: str) -> Upcoming:
    run = block.run
    about = messages.designation(run)
    return Upcoming(
        label=label,
        name=title_of(run),
        planned=hours_minutes(show, block.planned_start).strip(),
        expected=hours_minutes(show, block.start).strip(),
        designation=f"in {about}" if about and isinstance(run.block, Item | Floor) else about,
        say=messages.pronunciation(run),
        intro=run.block.intro or "",
        short=messages.short_title(run),
        length=speaking_time(block),
    )


def speaking_time(block: BlockForecast) -> str:
    """Return how long a speaker will have, in words; empty for a block in which nobody in particular speaks."""
    return messages.length_words(block.allotment) if isinstance(block.run.block, Speech) else ""


def following_words(show: Show, forecast: Forecast) -> str:
    """Return the name of who is introduced now, else of who is next, and how long they will have; empty for nobody."""
    block = forecast.next_block if introducing(forecast) else None
    found = upcoming(show, forecast)[:1] if block is None else [_block(show, block, NEXT)]
    return " · ".join(text for one in found for text in (one.name, one.length) if text)


def reading_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the introduction to read out, and who comes after, in so many lines."""
    following = next_lines(show, forecast, width, 2)
    intro = "" if forecast.next_block is None else forecast.next_block.run.block.intro or ""
    room = height - len(following)
    return [*column(paragraph(intro, width, room), width, room), *following]


def next_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw who follows, with designation, pronunciation and introduction, in so many lines."""
    found, rows, indent = upcoming(show, forecast), [], " " * 6
    if not found and forecast.phase is not Phase.FINISHED:
        rows.append(line((THEN if introducing(forecast) else NEXT, LABEL), "  nothing more"))
    for place, one in enumerate(found):
        style = QUIET if place else NAME
        expected = line((one.expected, style if one.planned != one.expected else PLAIN))
        both = line((f"{one.planned} → ", QUIET), expected) if one.planned not in {"", one.expected} else expected
        # The planned time gives way to a name, then its honorifics do.
        wordings = (one.name, both), (one.name, expected), (one.short or one.name, expected)
        fitting = (wording for wording in wordings if line(indent, *wording).cell_len < width)
        name, times = next(fitting, wordings[-1])
        rows.append(spread(line((one.label, LABEL), "  ", (name, style)), times, width))
        room, cells = height - len(rows) - (len(found) - place - 1), width - len(indent)
        body = wrapped(one.designation, cells, 2) + wrapped(f"say: {one.say}" if one.say else "", cells, 1)
        body += wrapped(one.intro, cells, room - len(body))
        rows += [line(indent, part) for part in body[: max(0, room)]]
    return column(rows, width, height)


def next_beside(show: Show, forecast: Forecast, beside: Text, width: int) -> Text:
    """Draw the name of who follows on one line, with something else at its end."""
    one = _first(show, forecast)
    head = f"{one.label} "
    name, *_ = fitted(one.name, width - len(head) - beside.cell_len - 1, 1, one.short)
    return spread(line((head, LABEL), name), beside, width)


def next_lines(show: Show, forecast: Forecast, width: int, most: int) -> list[Text]:
    """Draw who follows on a narrow screen: the whole name on up to so many lines, with its time at the end.

    The time gives way only to a name that fills all lines.
    """
    one = _first(show, forecast)
    head, time = f"{one.label} ", line((one.expected, QUIET))
    cells = width - len(head)
    room = cells - time.cell_len
    fitting = (name for name in (one.name, one.short) if name and line(name).cell_len < room)
    name = next(fitting, None)
    rows = [name] if name is not None else fitted(one.name, cells, most, one.short)
    if line(rows[-1]).cell_len >= room:
        rows = [*rows, ""][:most]
    drawn = [line((head, LABEL), rows[0]), *(line(" " * len(head), row) for row in rows[1:])]
    last = spread(drawn[-1], time, width) if line(rows[-1]).cell_len < room else exactly(drawn[-1], width)
    return [*drawn[:-1], last]


def _first(show: Show, forecast: Forecast) -> Upcoming:
    """Return who follows; without a name if the show is over, else that there is nothing more."""
    if found := upcoming(show, forecast):
        return found[0]
    if forecast.phase is Phase.FINISHED and forecast.holder is None:
        return Upcoming("", "")
    return Upcoming(THEN if introducing(forecast) else NEXT, "nothing more")


_REPLY: Final = "reply"
"""The mark of a number before a name: lines can be asked which numbers they show."""


def order_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the running order in so many lines, with what runs or is next always among them."""
    if height < 1:
        return []
    digits = numbered_panel(show) if can_reply(show) else {}
    blocks, count = forecast.blocks, ""
    segments = order_height(forecast, height + 1) <= height
    if not segments:
        window = _window(show, forecast, height - 1, digits)
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
        head = fitting([line(head, f" {why}"), line(times, title, f" {why}"), line(times, (why, LABEL))], width)
    return column([head, *rows], width, height)


def order_height(forecast: Forecast, most: int = sys.maxsize) -> int:
    """Return the lines of the whole running order: its heading, the titles of its segments, and its blocks.

    Where they are more than `most`, they aren't counted to the end.
    """
    blocks = forecast.blocks[: max(0, most)]
    segments = [key for key, _ in groupby(block.run.segment for block in blocks)]
    return min(most, 1 + sum(segment != "" for segment in segments) + len(blocks))


def replies_shown(lines: Iterable[Text]) -> frozenset[int]:
    """Return the numbers of panellists in these lines: nobody who looks at them can mean another."""
    styles = (span.style for one in lines for span in one.spans if not isinstance(span.style, str))
    return frozenset(style.meta[_REPLY] for style in styles if _REPLY in style.meta)


def _window(show: Show, forecast: Forecast, room: int, digits: Mapping[str, int]) -> range:
    """Return so many rows around the running block, else the next, else the last one.

    One stands above it; above a floor round, all panellists who can reply in it.
    """
    blocks, following = forecast.blocks, forecast.next_block
    shown = show.running or (None if following is None else following.run)
    here = next((place for place, block in enumerate(blocks) if block.run is shown), max(0, len(blocks) - 1))
    above = sum(1 for _ in takewhile(lambda place: _digit(blocks[place], digits), range(here - 1, -1, -1)))
    past = min(max(1, above), room - 1)
    start = max(0, min(here - past, len(blocks) - room))
    return range(start, min(len(blocks), start + max(0, room)))


def _digit(block: BlockForecast, digits: Mapping[str, int]) -> int | None:
    """Return the number by which a block's speaker replies."""
    speaker = messages.speaker_of(block.run) if digits else None
    return None if speaker is None else digits.get(folded(speaker.name))


def _order_row(show: Show, forecast: Forecast, block: BlockForecast, width: int, digits: Mapping[str, int]) -> Text:
    """Draw a block with its times, and the number by which a panellist replies."""
    run, skipped = block.run, block.run.status is Status.SKIPPED
    planned, expected = hours_minutes(show, block.planned_start), hours_minutes(show, block.start)
    differs = planned != expected and expected.strip() and planned.strip()
    length = length_of(show, run.intervals, forecast.now) if run.status is Status.DONE else block.allotment
    quiet = QUIET if run.status is Status.DONE or skipped else PLAIN
    follows = forecast.next_block is not None and forecast.next_block.id == block.id
    strong = NAME if run.status is Status.RUNNING or follows else quiet
    digit = _digit(block, digits)
    number = line((f"{digit}", NAME + Style(meta={_REPLY: digit})), " ") if digit else Text()
    said = f"{messages.status_words(run)}: " if messages.status_words(run) else ""
    # Before a title stand the sign and the times in 24 cells.
    title, room = title_of(run), width - 24 - number.cell_len - len(said)
    parts = (
        (f"{'›' if follows and run.status is Status.WAITING else messages.mark(run.status)} ", strong),
        (f" {planned}", QUIET),
        (f" {expected}", strong if differs else QUIET),
        (f" {'' if skipped else clock_digits(length):>7}  ", quiet),
        number,
        (said, NAME),
        (title if line(title).cell_len <= room else messages.short_title(run), strong),
    )
    return exactly(line(*parts), width)


def speakers_panel(show: Show, floor: Capacity | None, width: int, height: int) -> list[Text]:
    """Draw the list of speakers, each with the time of the turn."""
    if height < 1:
        return []
    closed = line(("CLOSED", NAME)) if show.list_closed else Text()
    waiting, room = show.queue(), height - 1
    heading = ("LIST OF SPEAKERS", LABEL)
    counts = [f" · {len(waiting)}{words}" for words in (" waiting", " wait", "") if waiting]
    heads = [line(heading, (count, QUIET)) for count in (*counts, "")]
    turns = floor.turns if floor is not None else (None,) * len(waiting)
    shown = room if len(waiting) <= room else max(0, room - 1)
    rows = [spread(fitting(heads, width - closed.cell_len - 1), closed, width)]
    for place, (request, turn) in enumerate(islice(zip(waiting, turns, strict=True), shown), start=1):
        name = line(f"{place:>3} ", (who(request.particulars), QUIET if turn and not turn.fits else PLAIN))
        rows.append(spread(name, line(messages.turn_words(show, turn)), width))
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
