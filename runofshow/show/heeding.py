"""Which signals speakers were given, and how soon they heeded the last of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from runofshow.agenda.model import Signals, Speech
from runofshow.agenda.signals import signals_of, signals_of_intervention
from runofshow.show.forecast import Countdown, Signal
from runofshow.show.state import ZERO, Show
from runofshow.show.talk import name_of


@dataclass(frozen=True, slots=True)
class Heeding:
    """A speech or an intervention that was timed: what it had, and what it took."""

    whose: str
    number: int | None
    """The intervention's; None of a speech."""
    allotted: timedelta
    """Extensions included."""
    took: timedelta
    signals: Signals

    @property
    def last_signal(self) -> Signal:
        """The last signal that it was given."""
        return Countdown(self.took, self.allotted - self.took, self.signals).signal

    @property
    def over(self) -> timedelta:
        """How long after the time was up it ended; nothing if it ended in time."""
        return max(ZERO, self.took - self.allotted)


def heedings(show: Show, now: datetime) -> Iterator[Heeding]:
    """Every speech and every intervention that has ended and was timed, in their order."""
    for run in show.running_order():
        if isinstance(run.block, Speech) and run.ended is not None:
            signals = signals_of(run.block, show.agenda, run.allotment)
            yield Heeding(run.block.title, None, run.allotment, run.elapsed(now), signals)
    for one in show.log():
        if one.spell.end is not None and not one.recorded:
            signals, took = signals_of_intervention(show.agenda, one.allotment()), one.spell.elapsed(now)
            yield Heeding(name_of(one.particulars), one.number, one.allotment(), took, signals)
