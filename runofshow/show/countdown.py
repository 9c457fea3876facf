"""Countdowns: how much of an allotment is used and left, and which signal that is."""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from runofshow.agenda.model import Panel, Signals
from runofshow.agenda.schedule import signals_of_intervention
from runofshow.instants import Instant
from runofshow.show.parts import Intervention, PanelTurn
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


class TurnCount(NamedTuple):
    """How long a panellist has had the word, and how much is left of what each turn should take."""

    turn: PanelTurn
    elapsed: timedelta
    remaining: timedelta | None
    """Negative when it is over; None where the panel has no `each`."""


def turn_count(show: Show, now: Instant) -> TurnCount | None:
    """Return the count of the turn that goes on in a panel; None where nobody on a panel has the word."""
    turn, running = show.turn_now, show.running
    if turn is None or running is None or not isinstance(running.block, Panel):
        return None
    elapsed, each = turn.interval.elapsed(now), running.block.each
    return TurnCount(turn, elapsed, None if each is None else each - elapsed)


def countdown_of(show: Show, one: Intervention, now: Instant) -> Countdown:
    """Return the countdown of an intervention: of its limit and what was added to it."""
    elapsed, allotment = one.interval.elapsed(now), one.allotment()
    return Countdown(elapsed, allotment - elapsed, signals_of_intervention(show.agenda, allotment))
