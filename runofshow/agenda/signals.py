"""The times at which a countdown changes its word: the agenda's, else some that suit the length."""

from datetime import timedelta
from typing import Final

from runofshow.agenda.model import Agenda, Block, Signals

OF_BLOCKS: Final = Signals(wrap_up=timedelta(minutes=2), final=timedelta(seconds=30))
OF_INTERVENTIONS: Final = Signals(wrap_up=timedelta(seconds=30), final=timedelta(seconds=10))
"""The usual ones, where the agenda says nothing."""


def usual(length: timedelta, most: Signals = OF_BLOCKS) -> Signals:
    """Return the signals for something that lasts so long, where the agenda says nothing.

    They come no earlier than in its last third and its last eighth, in steps of five seconds. So a speaker is
    undisturbed most of the time, and nobody with two minutes is told to wrap up as they begin: of 7, 6, 3, 2 and 1
    minutes the last 2:00, 2:00, 1:00, 0:40 and 0:20 are for wrapping up.
    """
    step = timedelta(seconds=5)
    third, eighth = (max(step, length / part // step * step) for part in (3, 8))
    return Signals(wrap_up=min(most.wrap_up, third), final=min(most.final, eighth))


def signals_of(block: Block, agenda: Agenda, length: timedelta) -> Signals:
    """Return the signals of a block that lasts so long: its own, else the agenda's, else the usual ones."""
    return block.signals or agenda.signals or usual(length)


def signals_of_intervention(agenda: Agenda, limit: timedelta) -> Signals:
    """Return the signals of an intervention that may take so long: the agenda's, else the usual ones."""
    return agenda.floor.signals or usual(limit, OF_INTERVENTIONS)
