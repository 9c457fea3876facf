"""All the chance in a dry run: the same seed makes the same draws, on every machine and whatever else is changed."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from statistics import NormalDist
from typing import Final, NamedTuple

QUANTILES: Final = 2_048
"""So many values stand for the normal distribution: each is the middle of a part that is as likely as the others."""

Draws = Sequence[float]
"""One number from 0 to 1 for each block of the agenda, in its order: all that is drawn for one simulated meeting.

So a floor round that needs more chance than before changes no later block.
"""


def draws(blocks: int, seed: int) -> Iterator[Draws]:
    """Yield the draws of one simulated meeting after the other, without end; they depend on nothing but the seed."""
    number = Random(seed).random  # the one method whose numbers Python promises never to change
    while True:
        yield [number() for _ in range(blocks)]


@cache
def quantiles() -> Sequence[float]:
    """Return the values that stand for the standard normal distribution, in ascending order."""
    inverse = NormalDist().inv_cdf
    return [inverse((place + 0.5) / QUANTILES) for place in range(QUANTILES)]


@cache
def shuffled_quantiles() -> Sequence[float]:
    """Return the same values in an order of chance that is always the same."""
    number = Random(QUANTILES).random
    return sorted(quantiles(), key=lambda _: number())


class Walk(NamedTuple):
    """A way through the shuffled quantiles, for a floor round that needs an unknown number of them.

    From `first` on every `step`-th is taken, modulo `QUANTILES`. A step is odd, so that each comes up before any does
    again. One number makes it, and seeding a generator would take longer than most rounds do.
    """

    first: int
    step: int

    @classmethod
    def of(cls, number: float) -> "Walk":
        """Return the walk that a number from 0 to 1 chooses."""
        half, first = divmod(int(number * (QUANTILES * QUANTILES // 2)), QUANTILES)
        return cls(first, 2 * half + 1)
