"""One outcome: a meeting as it could go, with an instant for every step, as plain arithmetic in whole microseconds.

Time gives way as in the plan and the forecast, and the floor is given as long as another intervention fits, as
`capacity.fits` has it. `played_outcome` plays one on a show. All instants are in microseconds after the planned start.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import accumulate, groupby, islice
from typing import Final, NamedTuple

from runofshow.agenda.allocate import SECOND
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import MICROSECOND, planned
from runofshow.instants import Instant
from runofshow.simulation.assumptions import Assumptions, length
from runofshow.simulation.draws import QUANTILES, Draws, Walk, draws, quantiles, shuffled_quantiles
from runofshow.simulation.simulated_block import SimulatedBlock, simulated_blocks


class SimulatedIntervention(NamedTuple):
    """An intervention in a floor round."""

    handover: int
    """From the one before, or from the beginning of the round."""
    length: int


class SimulatedRound(NamedTuple):
    """How a floor round went."""

    start: int
    end: int
    interventions: int
    """How many took the floor in it."""
    held_at_minimum: bool
    """True if it was down to its minimum before it began."""
    in_detail: Sequence[SimulatedIntervention]
    """The interventions, one after the other; empty unless they were asked for."""


class Outcome(NamedTuple):
    """When the meeting began, and when each block of the agenda ended."""

    begun: int
    blocks: Sequence[SimulatedBlock]
    ends: Sequence[int]
    rounds: Sequence[SimulatedRound]
    """The floor rounds, in their order."""

    @property
    def starts(self) -> list[int]:
        """When each block began."""
        return [block.begins(end) for block, end in zip(self.blocks, (self.begun, *self.ends), strict=False)]

    @property
    def finish(self) -> int:
        """When the last block ended."""
        return self.ends[-1]


Part = tuple[slice, Sequence[Callable[[int], int]]]
"""Blocks of the agenda that can be simulated in one go: where they stand, and a function for each.

It gives the time from the end of the block before to its own, by the quantile that is drawn. A block whose length or
beginning depends on the hour stands alone, without one.
"""


class Simulator:
    """Simulates meetings by one agenda under the same assumptions: what they have in common is worked out once."""

    def __init__(self, agenda: Agenda, assumptions: Assumptions) -> None:
        preset, shuffled = assumptions.preset, shuffled_quantiles()
        self.rows: Final = planned(agenda).rows
        self.stop: Final = (agenda.end - agenda.start) // MICROSECOND
        """The hard stop."""
        self.by_stop: Final = shown_until(agenda, agenda.end)
        self.begun: Final = assumptions.late // MICROSECOND
        """When the meetings begin."""
        self.blocks: Final = simulated_blocks(agenda, self.rows)
        self._spoken: Final = assumptions.spoken
        self._speech_factors: Final = [preset.speech.factor(deviate) for deviate in quantiles()]
        self._interventions: Final = {
            limit: [max(SECOND, self._spoken(limit, preset.intervention.factor(deviate))) for deviate in shuffled]
            for limit in {block.limit for block in self.blocks if block.is_floor}
        }
        handover = preset.floor_handover // MICROSECOND
        factors = map(preset.floor_handover_spread.factor, shuffled)
        self._floor_handovers: Final = [length(handover, factor) for factor in factors]
        self._parts: Final = list(self._parted())

    def outcomes(self, seed: int, count: int) -> Iterator[Outcome]:
        """Yield so many outcomes: the same for the same seed, on every machine."""
        for drawn in islice(draws(len(self.blocks), seed), count):
            yield self._outcome(drawn, detailed=False)

    def in_detail(self, seed: int) -> Outcome:
        """Return the first outcome of a seed, with every intervention in it."""
        return self._outcome(next(draws(len(self.blocks), seed)), detailed=True)

    def _parted(self) -> Iterator[Part]:
        steady = [block.is_steady for block in self.blocks]
        step_of = cache(self._step)
        for _, places in groupby(range(len(steady)), lambda place: -1 if steady[place] else place):
            first, *others = places
            place = slice(first, first + 1 + len(others))
            blocks = self.blocks[place] if steady[first] else []
            yield place, [step_of(block.handover, block.length, block.lasts_its_length) for block in blocks]

    def _step(self, handover: int, lasts: int, exactly: bool) -> Callable[[int], int]:
        factors = self._speech_factors
        return cache(lambda drawn: handover + (lasts if exactly else self._spoken(lasts, factors[drawn])))

    def _outcome(self, drawn: Draws, *, detailed: bool) -> Outcome:
        now = self.begun
        ends: list[int] = []
        rounds: list[SimulatedRound] = []
        for place, steps in self._parts:
            if steps:
                gone = [step(int(number * QUANTILES)) for step, number in zip(steps, drawn[place], strict=True)]
                gone[0] += now
                ends += accumulate(gone)
                now = ends[-1]
                continue
            block, number = self.blocks[place.start], drawn[place.start]
            now = block.begins(now)
            left = block.left(block.deadline - now, 0)
            if block.is_floor:
                rounds.append(self._round(block, now, left, Walk.of(number), detailed=detailed))
                now = rounds[-1].end
            elif block.lasts_its_length:
                now += left
            else:
                now += self._spoken(left, self._speech_factors[int(number * QUANTILES)])
            ends.append(now)
        return Outcome(self.begun, self.blocks, ends, rounds)

    def _round(self, block: SimulatedBlock, start: int, lasts: int, walk: Walk, *, detailed: bool) -> SimulatedRound:
        """Return how a floor round goes that begins with so much time."""
        limit, interventions, handovers = block.limit, self._interventions[block.limit], self._floor_handovers
        due, certain, stop = start + lasts, start + block.minimum, block.deadline
        place, step = walk
        begins = now = start
        taken, detail = 0, []
        # Until a block has had its minimum it shrinks second by second, whatever follows: no need to share again.
        while (due - begins if begins <= certain else block.left(stop - begins, begins - start)) >= limit:
            if detailed:
                detail.append(SimulatedIntervention(begins - now, interventions[place]))
            now = begins + interventions[place]
            taken += 1
            place = (place + step) % QUANTILES
            begins = now + handovers[place]
            place = (place + step) % QUANTILES
        while (more := due - now if now <= certain else block.left(stop - now, now - start)) >= SECOND:
            now += more  # a later block that can give no more leaves this one more, while it runs
        held = block.shrinkable and lasts < block.length and lasts <= block.minimum
        return SimulatedRound(start, now + more, taken, held, detail)


def shown_until(agenda: Agenda, moment: Instant) -> int:
    """Return until when clocks show the minute of an instant.

    A meeting that ends at 15:00:40 ends by 15:00 for everybody who reads it on a clock.
    """
    next_minute = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return (next_minute - agenda.start) // MICROSECOND - 1
