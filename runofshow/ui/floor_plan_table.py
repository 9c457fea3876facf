"""What a floor round can still take, on paper: `floor plan`. Pure."""

from collections.abc import Iterator
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.show.capacity import PREDICTED_BY, Capacity
from runofshow.show.names import category_words, clock_time, order_words, title_of, who
from runofshow.show.state import Show
from runofshow.ui.phrases import floor_words, seats_words

_SECOND = timedelta(seconds=1)


def floor_plan_view(show: Show, floor: Capacity) -> RenderableType:
    """How many more, who of those who wait, when each turn begins, and after whom the time runs out."""
    return Group(
        *(Text(sentence) for sentence in _sentences(show, floor)), *([_turns(show, floor)] if floor.turns else [])
    )


def _sentences(show: Show, floor: Capacity) -> Iterator[str]:
    when = "runs" if floor.block.id == show.current else "is next"
    yield f"{title_of(floor.block)} {when}."
    yield floor_words(show, floor)
    if own := floor.limits.by_category():
        yield f"Limits: {', '.join(f'{category_words(name)} {spell_duration(limit)}' for name, limit in own.items())}."
    yield _pace(floor)
    if not floor.turns:
        yield "Nobody waits." + (" Close the list now." if floor.full and not show.list_closed else "")
        return
    yield seats_words(show, floor)
    if not floor.all_fit:
        last = floor.last_in_time
        yield (
            "The time runs out before the first of them."
            if last is None
            else f"The time runs out after {who(last.request.particulars)}."
        )
    if show.list_order != "asked":
        yield f"Order: {order_words(show.list_order)}."
    if show.list_closed:
        yield "The list is closed."


def _pace(floor: Capacity) -> str:
    heard = floor.heard.interventions
    if not heard:
        return "Nobody has been heard yet: every intervention is taken to last its limit."
    length, handover = (
        spell_duration(span // _SECOND * _SECOND) for span in (floor.limit * floor.pace.share, floor.pace.handover)
    )
    return (
        f"As they speak: {length} of {clock_digits(floor.limit)}, handover {handover} ({PREDICTED_BY}; {heard} heard)."
    )


def _turns(show: Show, floor: Capacity) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Place", justify="right", no_wrap=True)
    table.add_column("Turn", no_wrap=True)
    table.add_column("Limit", justify="right", no_wrap=True)
    table.add_column("Fits", no_wrap=True)
    table.add_column("Who", ratio=1)
    for place, turn in enumerate(floor.turns, start=1):
        said = ("yes" if turn.fits else "no", Text(who(turn.request.particulars)))
        table.add_row(str(place), clock_time(show, turn.start), clock_digits(turn.limit), *said)
    return table
