"""The chance in a dry run: the same seed makes the same luck, on every machine and whatever else is changed."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from runofshow.rehearsal.presets import deviate, drawn_deviate

Luck = Sequence[float]
"""One number from 0 to 1 for each block of the agenda, in its order: all the chance that there is in one trial.

That of a speech says how long it takes; that of a floor round is a source of its own, so that a round which takes more
from it changes no later speech.
"""

_SEEDS: Final = 2**53
"""So many different numbers a `Random` gives."""


def lucks(blocks: int, seed: int) -> Iterator[Luck]:
    """The luck of trial after trial: trials that differ in anything but the seed differ in nothing of this."""
    number = Random(seed).random
    while True:
        yield [number() for _ in range(blocks)]


def speech_deviate(number: float) -> float:
    """What a speech draws."""
    return deviate(number)


def floor_source(number: float) -> Random:
    """From what a floor round draws, for interventions and handovers in turn."""
    return Random(int(number * _SEEDS))


class FloorDraws:
    """What a floor round draws, to be asked for again: the same draw for the same place."""

    def __init__(self, number: float) -> None:
        self._source = floor_source(number)
        self._drawn: list[float] = []

    def intervention(self, place: int) -> float:
        """The deviate of an intervention; the first is at place 0."""
        return self._at(2 * place)

    def handover(self, place: int) -> float:
        """The deviate of the handover after it."""
        return self._at(2 * place + 1)

    def _at(self, place: int) -> float:
        while len(self._drawn) <= place:
            self._drawn.append(drawn_deviate(self._source))
        return self._drawn[place]
