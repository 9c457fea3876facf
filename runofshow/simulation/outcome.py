"""One outcome: a meeting as it could go, with an instant for every step, as plain arithmetic in whole microseconds.

Time gives way as in the plan and the forecast, and the floor is given as long as another intervention fits, as
`capacity.fits` has it. `script` plays an outcome on a show.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
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

    interventions: int
    """How many took the floor in it."""
    held_at_minimum: bool
    """True if it was down to its minimum before it began."""
    in_detail: Sequence[SimulatedIntervention]
    """The interventions, one after the other; empty unless they were asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """When each block of the agenda began and ended, in microseconds after the planned start of the meeting."""

    starts: Sequence[int]
    ends: Sequence[int]
    rounds: Sequence[SimulatedRound]
    """The floor rounds, in their order."""

    @property
    def finish(self) -> int:
        """When the last block ended."""
        return self.ends[-1]


class Simulator:
    """Simulates meetings by one agenda under the same assumptions: what they have in common is worked out once."""

    def __init__(self, agenda: Agenda, assumptions: Assumptions) -> None:
        self.rows: Final = planned(agenda).rows
        self.stop: Final = (agenda.end - agenda.start) // MICROSECOND
        """The hard stop, in microseconds after the planned start."""
        self.by_stop: Final = shown_until(agenda, agenda.end)
        self._assumptions: Final = assumptions
        self._late: Final = assumptions.late // MICROSECOND
        self._blocks: Final = simulated_blocks(agenda, self.rows)
        self._speech_factors: Final = [assumptions.preset.speech.factor(deviate) for deviate in quantiles()]
        self._interventions: Final = {
            limit: assumptions.interventions(limit, shuffled_quantiles())
            for limit in {block.limit for block in self._blocks if block.is_floor}
        }
        self._floor_handovers: Final = assumptions.floor_handovers(shuffled_quantiles() if self._interventions else ())

    def outcomes(self, seed: int, count: int) -> Iterator[Outcome]:
        """Yield so many outcomes: the same for the same seed, on every machine."""
        for drawn in islice(draws(len(self._blocks), seed), count):
            yield self._outcome(drawn, detailed=False)

    def in_detail(self, seed: int) -> Outcome:
        """Return the first outcome of a seed, with every intervention in it."""
        return self._outcome(next(draws(len(self._blocks), seed)), detailed=True)

    def _outcome(self, drawn: Draws, *, detailed: bool) -> Outcome:
        now = self._late
        factors, speech = self._speech_factors, self._assumptions.speech
        starts, ends, rounds = [], [], []
        for block, number in zip(self._blocks, drawn, strict=True):
            now += block.handover
            if block.start is not None and now < block.start:
                now = block.start
            starts.append(now)
            left = block.left(block.deadline - now, 0) if block.shrinkable else block.length
            if block.is_floor:
                now, held = self._round(block, now, left, Walk.of(number), detailed=detailed)
                rounds.append(held)
            elif block.lasts_its_length:
                now += left
            else:
                now += speech(left, factors[int(number * QUANTILES)])
            ends.append(now)
        return Outcome(starts, ends, rounds)

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
        return now + more, SimulatedRound(taken, held, detail)


def shown_until(agenda: Agenda, moment: Instant) -> int:
    """Return until when clocks show the minute of an instant, in microseconds after the planned start.

    A meeting that ends at 15:00:40 ends by 15:00 for everybody who reads it on a clock.
    """
    next_minute = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return (next_minute - agenda.start) // MICROSECOND - 1
