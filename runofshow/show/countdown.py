"""Countdowns: how much of an allotment is used and left, and which signal that is."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from runofshow.agenda.model import Signals
from runofshow.agenda.signals import signals_of_intervention
from runofshow.instants import Instant
from runofshow.show.parts import Intervention
from runofshow.show.state import Show


class Signal(StrEnum):
    """The signal that a countdown gives."""

    ON_TIME = "on_time"
    WRAP_UP = "wrap_up"
    FINAL = "final"
    OVER = "over"


class Countdown(NamedTuple):
    """How much of an allotment is used and left."""

    elapsed: timedelta
    remaining: timedelta
    """Negative when it is over."""
    signals: Signals

    @property
    def allotment(self) -> timedelta:
        """The whole allotment."""
        return self.elapsed + self.remaining

    @property
    def signal(self) -> Signal:
        """The signal; a countdown that shows 0:00 isn't over yet."""
        if self.remaining <= -timedelta(seconds=1):
            return Signal.OVER
        if self.remaining <= self.signals.final:
            return Signal.FINAL
        return Signal.WRAP_UP if self.remaining <= self.signals.wrap_up else Signal.ON_TIME


def countdown_of(show: Show, one: Intervention, now: Instant) -> Countdown:
    """Return the countdown of an intervention: of its limit and what was added to it."""
    elapsed, allotment = one.interval.elapsed(now), one.allotment()
    return Countdown(elapsed, allotment - elapsed, signals_of_intervention(show.agenda, allotment))
