"""Countdowns that a page runs by itself between two events. Pure."""

from dataclasses import dataclass
from datetime import timedelta

from rich.style import Style

from runofshow.agenda.durations import clock_digits, signed_digits
from runofshow.agenda.model import Item
from runofshow.instants import SECOND, Instant
from runofshow.show.countdown import Countdown, Signal
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show
from runofshow.ui.messages import item_word
from runofshow.ui.palette import HELD, signal_style, signal_word


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


def counting_now(show: Show, forecast: Forecast) -> Counter | None:
    """Return the countdown of who holds the floor, else of the running block; None if nothing counts down."""
    if show.holding is not None and forecast.holder is not None:
        return counting(show, forecast, forecast.holder, show.holding.extension)
    return counting_run(show, forecast)


def counting_run(show: Show, forecast: Forecast) -> Counter | None:
    """Return the countdown of the running block; None if none runs."""
    if show.running is None or forecast.countdown is None:
        return None
    return counting(show, forecast, forecast.countdown, show.running.extension)


def counting(show: Show, forecast: Forecast, countdown: Countdown, extension: timedelta) -> Counter:
    """Return a countdown for a page to run, with the words that it will show in turn."""
    signals, run = countdown.signals, show.running
    words = (
        _step(countdown, Signal.ON_TIME, signals.wrap_up + SECOND),  # just before the next one
        _step(countdown, Signal.WRAP_UP, signals.wrap_up),
        _step(countdown, Signal.FINAL, signals.final),
        _step(countdown, Signal.OVER, -SECOND),
    )
    if show.paused:
        steps: tuple[Step, ...] = (Step(None, "PAUSED", ground_of(HELD)),)
    elif run is not None and isinstance(run.block, Item) and countdown is forecast.countdown:
        steps = (Step(None, item_word(run.block), ""), words[-1])
    else:
        steps = words
    added = f" ({signed_digits(extension)})" if extension else ""
    return Counter(
        zero=forecast.now + countdown.remaining,
        steps=steps,
        held=countdown.remaining if show.paused else None,
        whole=countdown.allotment,
        beside=f"of {clock_digits(countdown.allotment)}{added}",
    )


def _step(countdown: Countdown, signal: Signal, begins: timedelta) -> Step:
    """Return the step that begins a signal, when `begins` is left."""
    then = countdown._replace(remaining=begins)
    left = None if signal is Signal.ON_TIME else begins
    return Step(left, signal_word(then), ground_of(signal_style(then.signal)), signal.value)


def counting_turn(show: Show, forecast: Forecast) -> Counter | None:
    """Return how long a panellist has had the word; None while nobody on a panel has it, or the floor speaks."""
    count = forecast.turn
    if count is None or forecast.holder is not None:
        return None
    steps: tuple[Step, ...] = (Step(None, "", ""),)
    if count.remaining is not None:
        each = count.elapsed + count.remaining
        of = f"of {clock_digits(each)}"
        steps = (Step(None, of, ""), Step(-each - SECOND, of, ground_of(signal_style(Signal.OVER))))
    held = -count.elapsed if show.paused else None
    return Counter(zero=forecast.now - count.elapsed, steps=steps, held=held, up=True)


def ground_of(style: Style) -> str:
    """Return the background of a style as CSS writes it; empty for none."""
    return "" if style.bgcolor is None else style.bgcolor.name
