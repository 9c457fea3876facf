"""The times at which a countdown changes its word: the agenda's, else some that suit the length."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, get_args

from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Signals
from runofshow.agenda.schedule import limit_of, planned
from runofshow.text import sanitize

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


def signals_from_the_start(agenda: Agenda) -> Iterator[str]:
    """Yield a sentence for each place where the agenda lets a signal come as soon as a speech begins, or before."""
    for row in planned(agenda).rows:
        block = row.block
        signals = block.signals or agenda.signals
        if signals is not None and signals.wrap_up >= row.duration and not isinstance(block, Item):
            yield _from_the_start(f"block '{sanitize(block.id)}', {spell_duration(row.duration)} long,", signals)
        if isinstance(block, Floor) and (said := agenda.floor.signals) is not None:
            limits = dict.fromkeys(limit_of(block, agenda, category) for category in (None, *get_args(Category)))
            for limit in (limit for limit in limits if said.wrap_up >= limit):
                yield _from_the_start(f"an intervention of {spell_duration(limit)} in '{sanitize(block.id)}'", said)


def _from_the_start(what: str, signals: Signals) -> str:
    wrap_up = spell_duration(signals.wrap_up)
    return f"{what} would say WRAP UP from its start: make 'wrap_up' ({wrap_up}) shorter, or leave 'signals' out"


def _part(length: timedelta, part: int) -> timedelta:
    return max(STEP, length / part // STEP * STEP)
