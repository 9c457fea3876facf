"""One outcome: a meeting as it could go, with an instant for every step, as plain arithmetic in whole microseconds.

Time gives way as in the plan and the forecast, and the floor is given as long as another intervention fits, as
`capacity.fits` has it. `played_outcome` plays one on a show.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import accumulate, groupby, islice
from typing import Final, NamedTuple

from runofshow.agenda.allocate import SECOND
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import MICROSECOND, planned
from runofshow.instants import Instant
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.draws import QUANTILES, Draws, Walk, draws, quantiles, shuffled_quantiles
from runofshow.simulation.simulated_block import SimulatedBlock, simulated_blocks


class SimulatedIntervention(NamedTuple):
    """When an intervention began and ended, in microseconds after the planned start of the meeting."""

    start: int
    end: int


class SimulatedRound(NamedTuple):
    """How a floor round went."""

    start: int
    """When it began, in microseconds after the planned start of the meeting."""
    interventions: int
    """How many took the floor in it."""
    held_at_minimum: bool
    """True if it was down to its minimum before it began."""
    in_detail: Sequence[SimulatedIntervention]
    """The interventions, one after the other; empty unless they were asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """When each block of the agenda ended, in microseconds after the planned start of the meeting."""

    begun: int
    """When the meeting began; as `ends`."""
    blocks: Sequence[SimulatedBlock]
    ends: Sequence[int]
    rounds: Sequence[SimulatedRound]
    """The floor rounds, in their order."""

    @property
    def starts(self) -> list[int]:
        """When each block began; as `ends`."""
        return [block.begins(end) for block, end in zip(self.blocks, (self.begun, *self.ends), strict=False)]

    @property
    def finish(self) -> int:
        """When the last block ended."""
        return self.ends[-1]


class Steps(dict[int, int]):
    """From the end of one block to that of the next, by the quantile that is drawn; each worked out when first needed.

    They hold for blocks whose length and beginning don't depend on the hour.
    """

    def __init__(self, of: Callable[[int], int]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, quantile: int) -> int:
        """Work out the step, and keep it."""
        step = self[quantile] = self._of(quantile)
        return step


class Part(NamedTuple):
    """Blocks of the agenda that follow each other, as far as they can be simulated in one go."""

    place: slice
    steps: Sequence[Mapping[int, int]]
    """Those of each block; empty for a single block whose length depends on the hour."""


class Simulator:
    """Simulates meetings by one agenda under the same assumptions: what they have in common is worked out once."""

    def __init__(self, agenda: Agenda, assumptions: Assumptions) -> None:
        self.rows: Final = planned(agenda).rows
        self.stop: Final = (agenda.end - agenda.start) // MICROSECOND
        """The hard stop, in microseconds after the planned start."""
        self.by_stop: Final = shown_until(agenda, agenda.end)
        self.begun: Final = assumptions.late // MICROSECOND
        """When the meetings begin, in microseconds after the planned start."""
        self.blocks: Final = simulated_blocks(agenda, self.rows)
        self._assumptions: Final = assumptions
        self._speech_factors: Final = [assumptions.preset.speech.factor(deviate) for deviate in quantiles()]
        self._interventions: Final = {
            limit: assumptions.interventions(limit, shuffled_quantiles())
            for limit in {block.limit for block in self.blocks if block.is_floor}
        }
        self._floor_handovers: Final = assumptions.floor_handovers(shuffled_quantiles() if self._interventions else ())
        self._steps: Final = cache(self._steps_of)
        self._parts: Final = list(self._parted())

    def outcomes(self, seed: int, count: int) -> Iterator[Outcome]:
        """Yield so many outcomes: the same for the same seed, on every machine."""
        for drawn in islice(draws(len(self.blocks), seed), count):
            yield self._outcome(drawn, detailed=False)

    def in_detail(self, seed: int) -> Outcome:
        """Return the first outcome of a seed, with every intervention in it."""
        return self._outcome(next(draws(len(self.blocks), seed)), detailed=True)

    def _parted(self) -> Iterator[Part]:
        place = 0
        for steady, blocks in groupby(self.blocks, lambda block: block.is_steady):
            for part in [list(blocks)] if steady else [[block] for block in blocks]:
                steps = [self._steps(one.handover, one.length, one.lasts_its_length) for one in part if steady]
                yield Part(slice(place, place + len(part)), steps)
                place += len(part)

    def _steps_of(self, handover: int, length: int, lasts: bool) -> Steps:
        speech, factors = self._assumptions.speech, self._speech_factors
        return Steps(lambda quantile: handover + (length if lasts else speech(length, factors[quantile])))

    def _outcome(self, drawn: Draws, *, detailed: bool) -> Outcome:
        now = self.begun
        ends: list[int] = []
        rounds: list[SimulatedRound] = []
        for place, steps in self._parts:
            if steps:
                gone = [of[int(number * QUANTILES)] for of, number in zip(steps, drawn[place], strict=True)]
                gone[0] += now
                ends += accumulate(gone)
                now = ends[-1]
                continue
            block, number = self.blocks[place.start], drawn[place.start]
            now = block.begins(now)
            left = block.left(block.deadline - now, 0)
            if block.is_floor:
                now, held = self._round(block, now, left, Walk.of(number), detailed=detailed)
                rounds.append(held)
            elif block.lasts_its_length:
                now += left
            else:
                now += self._assumptions.speech(left, self._speech_factors[int(number * QUANTILES)])
            ends.append(now)
        return Outcome(self.begun, self.blocks, ends, rounds)

    def _round(
        self, block: SimulatedBlock, start: int, length: int, walk: Walk, *, detailed: bool
    ) -> tuple[int, SimulatedRound]:
        """Return when a floor round ends that begins with so much time, and how it went."""
        limit, interventions, handovers = block.limit, self._interventions[block.limit], self._floor_handovers
        due, certain, stop = start + length, start + block.minimum, block.deadline
        place, step = walk
        begins = now = start
        taken, detail = 0, []
        # Until a block has had its minimum it shrinks second by second, whatever follows: no need to share again.
        while (due - begins if begins <= certain else block.left(stop - begins, begins - start)) >= limit:
            now = begins + interventions[place]
            if detailed:
                detail.append(SimulatedIntervention(begins, now))
            taken += 1
            place = (place + step) % QUANTILES
            begins = now + handovers[place]
            place = (place + step) % QUANTILES
        while (more := due - now if now <= certain else block.left(stop - now, now - start)) >= SECOND:
            now += more  # a later block that can give no more leaves this one more, while it runs
        held = block.shrinkable and length < block.length and length <= block.minimum
        return now + more, SimulatedRound(start, taken, held, detail)


def shown_until(agenda: Agenda, moment: Instant) -> int:
    """Return until when clocks show the minute of an instant, in microseconds after the planned start.

    A meeting that ends at 15:00:40 ends by 15:00 for everybody who reads it on a clock.
    """
    next_minute = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return (next_minute - agenda.start) // MICROSECOND - 1
