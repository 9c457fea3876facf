"""A running show in words: what is worth saying, and when, to somebody who listens or reads a pipe. Pure."""

from collections.abc import Hashable, Iterator
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import clock_digits, countdown_digits
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.names import clock_time, title_of, who
from runofshow.show.state import Phase, Show
from runofshow.text import sanitize
from runofshow.ui.messages import standing
from runofshow.ui.phrases import signal_word
from runofshow.ui.stage_picture import speaking

MARKS: Final = (timedelta(minutes=2), timedelta(minutes=1), timedelta(0))
"""What is left of a countdown when it is said again, beside its own signals: as a timekeeper would."""


def moment(show: Show, forecast: Forecast) -> Hashable:
    """What differs when there is something new to say: an entry, a phase, a signal, a mark, a minute of overtime."""
    countdowns = (forecast.countdown, forecast.holder)
    return show.n, forecast.phase, *(None if one is None else _passed(one) for one in countdowns)


def watch_said(show: Show, forecast: Forecast) -> Iterator[str]:
    """Where the show is, in one line; whoever holds the floor first."""
    said = standing(show, forecast)
    if show.holding is not None and forecast.holder is not None:
        said = f"{who(show.holding.particulars)}, {_left(forecast.holder)}; {said}"
    yield f"{clock_time(show, forecast.now)} {said}"


def stage_said(show: Show, forecast: Forecast) -> Iterator[str]:
    """What the speaker's screen shows; nothing while it is blank."""
    if show.stage.blank:
        return
    countdown = forecast.holder or forecast.countdown
    if countdown is not None:
        yield f"{speaking(show)}: {'paused, ' if show.paused else ''}{_left(countdown)}"
    elif forecast.phase is Phase.FINISHED or forecast.next_block is None:
        yield "The meeting is over."
    else:
        yield f"Next: {title_of(forecast.next_block.run)}"
    if show.stage.message:
        yield sanitize(show.stage.message)


def _left(countdown: Countdown) -> str:
    if countdown.signal is Signal.OVER:
        return f"over by {clock_digits(-countdown.remaining)}"
    return f"{countdown_digits(countdown.remaining)} left, {signal_word(countdown).lower()}"


def _passed(countdown: Countdown) -> Hashable:
    """Which marks a countdown has passed; of one that is over, how many minutes ago."""
    minutes_over = max(timedelta(0), -countdown.remaining) // timedelta(minutes=1)
    return countdown.signal, sum(countdown.remaining <= mark for mark in MARKS), minutes_over
