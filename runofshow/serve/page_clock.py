"""What a page counts by itself between two words from the laptop. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, assert_never

from rich.style import Style

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.agenda.model import Signals
from runofshow.instants import Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show
from runofshow.ui.palette import HELD, signal_style, signal_word

_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of a counter from the moment at which so much is left."""

    left: timedelta | None
    """None for what is said first."""
    word: str
    ground: str
    """The colour that it stands on; empty for the page's own."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A figure that runs, and what is said of it as it does. It stays equal to itself for as long as nobody acts."""

    zero: Instant
    """When it reads 0:00, by the show clock."""
    steps: tuple[Step, ...]
    """In the order in which they come."""
    held: timedelta | None = None
    """What it reads while it is on hold."""
    up: bool = False
    """Whether it counts what has gone by, and not what is left."""
    whole: timedelta | None = None
    """What it counts down from; None where that says nothing."""
    beside: str = ""
    """What stands beside its word."""


def counting(show: Show, forecast: Forecast, countdown: Countdown, extension: timedelta) -> Counter:
    """A countdown as a page runs it on: with the words that it will come to."""
    words = tuple(_step(countdown, signal) for signal in Signal)
    added = f" ({signed_digits(extension)})" if extension else ""
    paused = Step(None, "PAUSED", ground_of(HELD))
    return Counter(
        zero=forecast.now + countdown.remaining,
        steps=(paused,) if show.paused else words,
        held=countdown.remaining if show.paused else None,
        whole=countdown.allotment,
        beside=f"of {clock_digits(countdown.allotment)}{added}",
    )


def ground_of(style: Style) -> str:
    """The colour behind the letters of a style, as a style sheet writes it; empty for none."""
    return "" if style.bgcolor is None else style.bgcolor.name


def _step(countdown: Countdown, signal: Signal) -> Step:
    """A signal, with what is left of a countdown when it begins."""
    begins = _begins(countdown.signals, signal)
    then = countdown._replace(remaining=begins)
    return Step(None if signal is Signal.ON_TIME else begins, signal_word(then), ground_of(signal_style(then.signal)))


def _begins(signals: Signals, signal: Signal) -> timedelta:
    """How much of a countdown is left when a signal begins; for the first of them, just before the next one."""
    match signal:
        case Signal.ON_TIME:
            return signals.wrap_up + _SECOND
        case Signal.WRAP_UP:
            return signals.wrap_up
        case Signal.FINAL:
            return signals.final
        case Signal.OVER:
            return -_SECOND
        case _:
            assert_never(signal)
