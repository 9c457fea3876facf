"""What happened and where the show stands, as one sentence: for the screen's notice and for commands. Pure."""

from collections.abc import Sequence
from datetime import timedelta

from runofshow.agenda.durations import countdown_digits, signed_digits
from runofshow.instants import Instant
from runofshow.show.forecast import Forecast
from runofshow.show.names import also_waiting, clock_time, title_of, who
from runofshow.show.state import Show
from runofshow.ui.phrases import finish_words, held_words, offset_words, signal_word

MOST_NAMED_LEFT = 5
"""Of the blocks that a closing leaves, and of those who wait."""

NOTICEABLE = timedelta(seconds=2)
"""A laptop's clock that strays less than this wasn't moved."""


def waits_already(show: Show, request: int) -> str:
    """That whoever asked is on the list of speakers already, in whatever capacity; empty if not."""
    others = [f"{who(other.particulars)} at place {place}" for place, other in also_waiting(show, request)]
    return f"already on the list of speakers: {', '.join(others)}; two capacities, or asked twice?" if others else ""


def left_undone(show: Show) -> str:
    """What would be left undone if the show were closed now, as counts in one line; empty if nothing."""
    blocks, waiting = len(list(show.remaining())), len(show.waiting)
    parts = [
        "a block still runs" if show.running is not None else "",
        f"{blocks} {'block is' if blocks == 1 else 'blocks are'} not run" if blocks else "",
        f"{waiting} {'waits' if waiting == 1 else 'wait'} for the floor" if waiting else "",
    ]
    return ", ".join(filter(None, parts))


def who_was_left(show: Show) -> str:
    """The block that runs, those that were not run and those who still wait, by name; empty if there is nobody."""
    running = "" if show.running is None else f"running: {title_of(show.running)}"
    blocks = _some([title_of(run) for run in show.remaining()])
    waiting = _some([who(request.particulars) for request in show.queue()])
    parts = [running, f"not run: {blocks}" if blocks else "", f"waiting: {waiting}" if waiting else ""]
    return "; ".join(filter(None, parts))


def _some(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - MOST_NAMED_LEFT
    return ", ".join([*names[:MOST_NAMED_LEFT], *([f"and {more} more"] if more > 0 else [])])


def standing(show: Show, forecast: Forecast) -> str:
    """Where the show is: what runs or is next, the offset, and the finish."""
    if show.closed is not None:
        where = "the show is closed"
    elif (running := show.running) is not None:
        where = title_of(running)
        if (countdown := forecast.countdown) is not None:
            where += f", {countdown_digits(countdown.remaining)} {'PAUSED' if show.paused else signal_word(countdown)}"
            where += f" ({held})" if (held := held_words(forecast)) else ""
    elif forecast.next_block is not None:
        where = f"next is {title_of(forecast.next_block.run)}"
    else:
        where = "every block has been run"
    return f"{where}; {offset_words(forecast.offset)}; {finish_words(show, forecast)}"


def clocks(show: Show, now: Instant, pushed: timedelta) -> str:
    """What the show's clock says, and whether the laptop's was moved."""
    said = f"the show's clock: {clock_time(show, now)} ({show.agenda.timezone.key})"
    return said if abs(pushed) < NOTICEABLE else f"{said}; {laptop_moved(pushed)}"


def laptop_moved(pushed: timedelta) -> str:
    """That somebody set the laptop's clock, and that it doesn't matter."""
    return f"laptop clock moved {signed_digits(pushed)}; the show clock did not"
