"""The times at which a countdown changes its word: the agenda's, else some that suit the length."""

from datetime import timedelta
from typing import Final

from runofshow.agenda.model import Agenda, Block, Signals

OF_BLOCKS: Final = Signals(wrap_up=timedelta(minutes=2), final=timedelta(seconds=30))
OF_INTERVENTIONS: Final = Signals(wrap_up=timedelta(seconds=30), final=timedelta(seconds=10))
"""The usual ones, where the agenda says nothing."""

WRAP_UP_PART: Final = 3
FINAL_PART: Final = 8
"""The usual ones come no earlier than in the last third and the last eighth: nobody with two minutes is told to wrap up
as they begin."""

STEP: Final = timedelta(seconds=5)
"""Shortened ones are rounded down to a multiple of this, and are this at the least."""


def usual(length: timedelta, most: Signals = OF_BLOCKS) -> Signals:
    """Return the signals for something that lasts so long, where the agenda says nothing.

    A stage manager's warnings leave a speaker most of the time in peace, and stand apart from each other: of 7, 6, 3, 2
    and 1 minutes the last 2:00, 2:00, 1:00, 0:40 and 0:20 are for wrapping up.
    """
    return Signals(
        wrap_up=min(most.wrap_up, _part(length, WRAP_UP_PART)), final=min(most.final, _part(length, FINAL_PART))
    )


def signals_of(block: Block, agenda: Agenda, length: timedelta) -> Signals:
    """Return the signals of a block that lasts so long: its own, else the agenda's, else the usual ones."""
    return block.signals or agenda.signals or usual(length)


def signals_of_intervention(agenda: Agenda, limit: timedelta) -> Signals:
    """Return the signals of an intervention that may take so long: the agenda's, else the usual ones."""
    return agenda.floor.signals or usual(limit, OF_INTERVENTIONS)


def _part(length: timedelta, part: int) -> timedelta:
    return max(STEP, length / part // STEP * STEP)
