"""Countdowns that a page runs by itself between two events. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, assert_never

from rich.style import Style

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.agenda.model import Item, Signals
from runofshow.instants import Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show
from runofshow.ui.messages import item_word
from runofshow.ui.palette import HELD, signal_style, signal_word

_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A word for a counter, from the moment at which so much is left."""

    left: timedelta | None
    """None for the first step."""
    word: str
    ground: str
    """The colour behind it; empty for the page's own."""
    signal: str = ""
    """The signal, so that a page can give it a shape of its own; empty if it is none."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A figure that runs, with its words. It stays equal to itself for as long as nobody acts."""

    zero: Instant
    """The instant at which it reads 0:00, by the show clock."""
    steps: tuple[Step, ...]
    """In the order of time."""
    held: timedelta | None = None
    """The figure while it is on hold."""
    up: bool = False
    """True if it counts up."""
    whole: timedelta | None = None
    """The length that it counts down from, for the bar; None if there is none."""
    beside: str = ""
    """The text beside its word."""


def counting(show: Show, forecast: Forecast, countdown: Countdown, extension: timedelta) -> Counter:
    """Return a countdown as a page runs it, with the words that it will come to."""
    words = tuple(_step(countdown, signal) for signal in Signal)
    run = show.running
    if run is not None and isinstance(run.block, Item) and countdown is forecast.countdown:
        words = (Step(None, item_word(run.block), ""), words[-1])
    added = f" ({signed_digits(extension)})" if extension else ""
    paused = Step(None, "PAUSED", ground_of(HELD))
    return Counter(
        zero=forecast.now + countdown.remaining,
        steps=(paused,) if show.paused else words,
        held=countdown.remaining if show.paused else None,
        whole=countdown.allotment,
        beside=f"of {clock_digits(countdown.allotment)}{added}",
    )


def counting_turn(show: Show, forecast: Forecast) -> Counter | None:
    """Return how long a panellist has had the word; None while nobody on a panel has it, or the floor speaks."""
    count = forecast.turn
    if count is None or forecast.holder is not None:
        return None
    steps = [Step(None, "", "")]
    if count.remaining is not None:
        each = count.elapsed + count.remaining
        of = f"of {clock_digits(each)}"
        steps = [Step(None, of, ""), Step(-each - _SECOND, of, ground_of(signal_style(Signal.OVER)))]
    return Counter(
        zero=forecast.now - count.elapsed,
        steps=tuple(steps),
        held=-count.elapsed if show.paused else None,
        up=True,
    )


def ground_of(style: Style) -> str:
    """Return the background of a style as CSS writes it; empty for none."""
    return "" if style.bgcolor is None else style.bgcolor.name


def _step(countdown: Countdown, signal: Signal) -> Step:
    """Return the step at which a signal begins."""
    begins = _begins(countdown.signals, signal)
    then = countdown._replace(remaining=begins)
    return Step(
        None if signal is Signal.ON_TIME else begins,
        signal_word(then),
        ground_of(signal_style(then.signal)),
        signal.value,
    )


def _begins(signals: Signals, signal: Signal) -> timedelta:
    """Return how much is left when a signal begins; for the first signal, just before the next one."""
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
