"""The next speaker or block, with pronunciation and introduction. Pure.

In a floor round that is whoever is first on the list of speakers, for the moderator calls them next; the block after
the round stands beneath.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from runofshow.agenda.model import Floor, Item, Speech
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, title_of, who
from runofshow.show.particulars import Particulars
from runofshow.show.parts import BlockRun
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize, without_honorifics
from runofshow.ui.header import introducing
from runofshow.ui.lines import column, exactly, fitted, line, spread, wrapped
from runofshow.ui.messages import designation, length_words, pronunciation, speaker_of, turn_words
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET

_INDENT = 6

NEXT, THEN = "NEXT", "THEN"
"""After an introduction of who is next comes who is then; so does, after a floor round, the block that follows it."""


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
    """The name without honorifics."""
    length: str = ""
    """The time that a speaker will have, as ``7 min``; empty for a block in which nobody in particular speaks."""


def upcoming(show: Show, forecast: Forecast) -> list[Upcoming]:
    """Return who follows, the next one first; in a floor round in which people wait also the block after it."""
    ahead = forecast.remaining[1:] if introducing(forecast) else forecast.remaining
    label = THEN if introducing(forecast) else NEXT
    caller = whose_turn(show, forecast)
    if caller is None:
        return [_block(show, block, label) for block in ahead[:1]]
    return [caller, *(_block(show, block, THEN) for block in ahead[:1])]


def following_words(show: Show, forecast: Forecast) -> str:
    """Return the name of who is next, and how long they will have; empty if nobody is."""
    found = next(iter(upcoming(show, forecast)), None)
    return "" if found is None else " · ".join(filter(None, (found.name, found.length)))


def called_words(forecast: Forecast) -> str:
    """Return the name of who is introduced now, and how long they will have; empty if nobody is."""
    block = forecast.next_block
    return "" if block is None else " · ".join(filter(None, (title_of(block.run), speaking_time(block))))


def reading_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw the introduction to read out, and who comes after, in so many lines."""
    run = None if forecast.next_block is None else forecast.next_block.run
    following = next_lines(show, forecast, Text(), width, 2)
    room = height - len(following)
    spoken = wrapped((run.block.intro if run is not None else None) or "", width, room)
    return [*column([line(one) for one in spoken], width, room), *following]


def next_panel(show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
    """Draw who follows, with designation, pronunciation and introduction, in so many lines."""
    found = upcoming(show, forecast)
    if not found:
        label = THEN if introducing(forecast) else NEXT
        nothing = [] if forecast.phase is Phase.FINISHED else [line((label, LABEL), "  nothing more")]
        return column(nothing, width, height)
    rows: list[Text] = []
    for place, one in enumerate(found):
        kept = len(found) - place - 1
        rows.append(_head(one, width, strong=place == 0))
        rows += [line(" " * _INDENT, part) for part in _body(one, width - _INDENT, height - len(rows) - kept)]
    return column(rows, width, height)


def next_lines(show: Show, forecast: Forecast, beside: Text, width: int, most: int) -> list[Text]:
    """Draw who follows on a narrow screen: the whole name on up to so many lines, `beside` or the time at the end."""
    found = upcoming(show, forecast)
    finished = forecast.phase is Phase.FINISHED and forecast.holder is None
    label = found[0].label if found else "" if finished else THEN if introducing(forecast) else NEXT
    head = f"{label} " if label else ""
    if found and not beside.cell_len:
        return _timed_lines(found[0], head, width, most)
    room = width - len(head) - (beside.cell_len + 1 if beside.cell_len else 0)
    rows = fitted(found[0].name, found[0].short, room, most) if found else [""] if finished else ["nothing more"]
    first = spread(line((head, LABEL), rows[0]), beside, width)
    return [first, *(line(" " * len(head), row) for row in rows[1:])]


def _timed_lines(one: Upcoming, head: str, width: int, most: int) -> list[Text]:
    """Draw a name with its time at the end of the last line; the time gives way only to a name that fills all lines."""
    time, cells = line((one.expected, QUIET)), width - len(head)
    beside = (name for name in (one.name, one.short) if name and line(name).cell_len + time.cell_len < cells)
    name = next(beside, None)
    rows = [name] if name is not None else fitted(one.name, one.short, cells, most)
    if line(rows[-1]).cell_len + time.cell_len >= cells:
        rows = [*rows, ""][:most]
    fits = line(rows[-1]).cell_len + time.cell_len < cells
    drawn = [line((head, LABEL), rows[0]), *(line(" " * len(head), row) for row in rows[1:])]
    return [*drawn[:-1], spread(drawn[-1], time, width) if fits else exactly(drawn[-1], width)]


def whose_turn(show: Show, forecast: Forecast) -> Upcoming | None:
    """Return who has the next turn in a floor round; an interrupted speaker goes on before anybody else."""
    if show.running is None or not isinstance(show.running.block, Floor):
        return None
    if show.interrupted is not None:
        return _caller(show.interventions[show.interrupted].particulars, "goes on")
    if not show.waiting:
        return None
    turns = forecast.floor.turns if forecast.floor is not None else ()
    turn = next((one for one in turns if one.request.entry == show.waiting[0]), None)
    length = "" if turn is None else length_words(turn.limit)
    return _caller(show.requests[show.waiting[0]].particulars, turn_words(show, turn), length)


def _caller(said: Particulars, expected: str, length: str = "") -> Upcoming:
    person = sanitize(said.person) if said.person and said.person != said.who else ""
    about = ", ".join(part for part in (person, sanitize(said.title or "")) if part)
    return Upcoming(NEXT, who(said), expected=expected, designation=about, length=length)


def _block(show: Show, block: BlockForecast, label: str) -> Upcoming:
    run = block.run
    return Upcoming(
        label=label,
        name=title_of(run),
        planned=hours_minutes(show, block.planned_start).strip(),
        expected=hours_minutes(show, block.start).strip(),
        designation=_about(run),
        say=pronunciation(run),
        intro=run.block.intro or "",
        short=sanitize(without_honorifics(run.block.called)) if speaker_of(run) else "",
        length=speaking_time(block),
    )


def _about(run: BlockRun) -> str:
    """Return the designation; a segment isn't taken for somebody who speaks."""
    said = designation(run)
    return f"in {said}" if said and isinstance(run.block, Item | Floor) else said


def speaking_time(block: BlockForecast) -> str:
    """Return how long a speaker will have, in words; empty for a block in which nobody in particular speaks."""
    return length_words(block.allotment) if isinstance(block.run.block, Speech) else ""


def _head(one: Upcoming, width: int, *, strong: bool = True) -> Text:
    """Draw the label, the name and the time; the planned time gives way to a name, then its honorifics do."""
    style = NAME if strong else QUIET
    expected = line((one.expected, style if one.planned != one.expected else PLAIN))
    both = line((f"{one.planned} → ", QUIET), expected) if one.planned not in {"", one.expected} else expected
    fitting = (
        (name, times)
        for name, times in ((one.name, both), (one.name, expected), (one.short, expected))
        if name and _INDENT + line(name).cell_len + times.cell_len < width
    )
    name, times = next(fitting, (one.short or one.name, expected))
    gap = 2 if strong else _INDENT - len(one.label)
    return spread(line((one.label, LABEL), " " * gap, (name, style)), times, width)


def _body(one: Upcoming, width: int, height: int) -> Iterator[str]:
    """Yield designation, pronunciation and introduction in at most so many lines."""
    rows = [
        part
        for text, most in ((one.designation, 2), (f"say: {one.say}" if one.say else "", 1))
        for part in wrapped(text, width, most)
    ]
    yield from [*rows, *wrapped(one.intro, width, height - len(rows))][: max(0, height)]
