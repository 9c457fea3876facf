"""The next speaker or block, with pronunciation and introduction. Pure.

In a floor round that is whoever is first on the list of speakers, for the moderator calls them next; the block after
the round stands beneath.
"""

from typing import Final, NamedTuple

from rich.text import Text

from runofshow.agenda.model import Floor, Item, Speech
from runofshow.show.forecast import BlockForecast, Forecast
from runofshow.show.names import hours_minutes, title_of, who
from runofshow.show.particulars import Particulars
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.header import introducing
from runofshow.ui.lines import column, exactly, fitted, line, spread, wrapped
from runofshow.ui.messages import designation, length_words, pronunciation, short_title, turn_words
from runofshow.ui.palette import LABEL, NAME, PLAIN, QUIET

_INDENT = 6

NEXT: Final = "NEXT"
THEN: Final = "THEN"
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
    about = ", ".join(filter(None, (person, sanitize(said.title or ""))))
    return Upcoming(NEXT, who(said), expected=expected, designation=about, length=length)


def _block(show: Show, block: BlockForecast, label: str) -> Upcoming:
    run = block.run
    about = designation(run)
    return Upcoming(
        label=label,
        name=title_of(run),
        planned=hours_minutes(show, block.planned_start).strip(),
        expected=hours_minutes(show, block.start).strip(),
        designation=f"in {about}" if about and isinstance(run.block, Item | Floor) else about,
        say=pronunciation(run),
        intro=run.block.intro or "",
        short=short_title(run),
        length=speaking_time(block),
    )


def speaking_time(block: BlockForecast) -> str:
    """Return how long a speaker will have, in words; empty for a block in which nobody in particular speaks."""
    return length_words(block.allotment) if isinstance(block.run.block, Speech) else ""


def following_words(show: Show, forecast: Forecast) -> str:
    """Return the name of who is next, and how long they will have; empty if nobody is."""
    found = upcoming(show, forecast)
    return " · ".join(filter(None, (found[0].name, found[0].length))) if found else ""


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
    found, rows = upcoming(show, forecast), []
    if not found and forecast.phase is not Phase.FINISHED:
        rows.append(line((THEN if introducing(forecast) else NEXT, LABEL), "  nothing more"))
    for place, one in enumerate(found):
        rows.append(_head(one, width, strong=place == 0))
        room, cells = height - len(rows) - (len(found) - place - 1), width - _INDENT
        body = wrapped(one.designation, cells, 2) + wrapped(f"say: {one.say}" if one.say else "", cells, 1)
        body += wrapped(one.intro, cells, room - len(body))
        rows += [line(" " * _INDENT, part) for part in body[: max(0, room)]]
    return column(rows, width, height)


def _head(one: Upcoming, width: int, *, strong: bool) -> Text:
    """Draw the label, the name and the time; the planned time gives way to a name, then its honorifics do."""
    style = NAME if strong else QUIET
    expected = line((one.expected, style if one.planned != one.expected else PLAIN))
    both = line((f"{one.planned} → ", QUIET), expected) if one.planned not in {"", one.expected} else expected
    wordings = (one.name, both), (one.name, expected), (one.short or one.name, expected)
    fitting = (wording for wording in wordings if _INDENT + line(*wording).cell_len < width)
    name, times = next(fitting, wordings[-1])
    gap = 2 if strong else _INDENT - len(one.label)
    return spread(line((one.label, LABEL), " " * gap, (name, style)), times, width)


def next_lines(show: Show, forecast: Forecast, beside: Text, width: int, most: int) -> list[Text]:
    """Draw who follows on a narrow screen: the whole name on up to so many lines, `beside` or the time at the end."""
    found = upcoming(show, forecast)
    if found and not beside.cell_len:
        return _timed_lines(found[0], width, most)
    finished = forecast.phase is Phase.FINISHED and forecast.holder is None
    label = found[0].label if found else "" if finished else THEN if introducing(forecast) else NEXT
    head = f"{label} " if label else ""
    room = width - len(head) - (beside.cell_len + 1 if beside.cell_len else 0)
    nobody = "" if finished else "nothing more"
    rows = fitted(found[0].name, room, most, found[0].short) if found else [nobody]
    first = spread(line((head, LABEL), rows[0]), beside, width)
    return [first, *(line(" " * len(head), row) for row in rows[1:])]


def _timed_lines(one: Upcoming, width: int, most: int) -> list[Text]:
    """Draw a name with its time at the end of the last line; the time gives way only to a name that fills all lines."""
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
