"""The chance in a dry run: the same seed makes the same draws, on every machine and whatever else is changed."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

Draws = Sequence[float]
"""One number from 0 to 1 for each block of the agenda, in its order: all that is drawn for one simulated meeting.

That of a speech says how long it takes; that of a floor round is a source of its own, so that a round which takes more
from it changes no later speech.
"""

_SEEDS: Final = 2**53
"""So many different numbers a `Random` gives."""


def draws(blocks: int, seed: int) -> Iterator[Draws]:
    """The draws of outcome after outcome: trials that differ in anything but the seed differ in nothing of this."""
    number = Random(seed).random
    while True:
        yield [number() for _ in range(blocks)]


def floor_source(number: float) -> Random:
    """From what a floor round draws, for interventions and handovers in turn."""
    return Random(int(number * _SEEDS))
