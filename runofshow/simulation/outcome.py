"""One outcome: a meeting as it could go, with an instant for every step, as plain arithmetic in whole microseconds.

Time gives way by the rules of the plan and the forecast, `allocate.shared` and `capacity.fits`; `script` plays it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from runofshow.agenda.allocate import SECOND, Claim, shared
from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import MICROSECOND, Planned, limit_of, planned
from runofshow.show.capacity import fits
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.draws import Draws, draws, floor_source
from runofshow.simulation.presets import deviate


class SimulatedIntervention(NamedTuple):
    """When an intervention began and ended, in microseconds after the planned start of the meeting."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """When each block of the agenda began and ended, in microseconds after the planned start of the meeting."""

    starts: Sequence[int]
    ends: Sequence[int]
    interventions: Sequence[int]
    """How many took the floor in each block."""
    held_at_minimum: Sequence[bool]
    """Whether each block was a floor round that was eaten to its minimum before it began."""
    turns: Sequence[Sequence[SimulatedIntervention]] = ()
    """The interventions in each block, one after the other; empty unless they were asked for."""

    @property
    def finish(self) -> int:
        """When the last block ended."""
        return self.ends[-1]


@dataclass(frozen=True, slots=True)
class _Stage:
    """A block, and what stands after it: all that the sharing needs once it is its turn. In microseconds."""

    is_floor: bool
    shrinkable: bool
    takes_rest: bool
    handover: int
    length: int
    minimum: int
    after: int
    """Handovers and rigid blocks that follow."""
    givers: tuple[Claim, ...]
    """The blocks that follow and are shrinkable."""
    limit: int

    def left(self, now: int, used: int, stop: int) -> int:
        """What the countdown shows of the running block, which has used so much."""
        if not self.shrinkable:
            return max(0, self.length - used)
        return shared(stop - now - self.after, [self.claim(used), *self.givers])[0]

    def claim(self, used: int) -> Claim:
        """What the block asks of the time that is left."""
        minimum = max(0, self.minimum - used)
        if self.takes_rest:
            return Claim(minimum, minimum, takes_rest=True, used=used)
        natural = max(0, self.length - used)
        return Claim(natural, min(natural, minimum), give=max(0, self.length - self.minimum))


class Simulator:
    """What outcomes need of an agenda, worked out once."""

    def __init__(self, agenda: Agenda) -> None:
        self.stop: Final = (agenda.end - agenda.start) // MICROSECOND
        """The hard stop, in microseconds after the planned start."""
        self.rows: Final = planned(agenda).rows
        self._between: Final = agenda.floor.handover // MICROSECOND
        self._stages: Final = tuple(_stages(agenda, self.rows))

    def outcomes(self, assumptions: Assumptions, seed: int, count: int) -> Iterator[Outcome]:
        """So many outcomes: the same for the same seed, on every machine."""
        for drawn in islice(draws(len(self._stages), seed), count):
            yield self.outcome(assumptions, drawn)

    def in_detail(self, assumptions: Assumptions, seed: int) -> Outcome:
        """The first outcome of a seed, with every intervention in it."""
        return self.outcome(assumptions, next(draws(len(self._stages), seed)), detailed=True)

    def outcome(self, assumptions: Assumptions, drawn: Draws, *, detailed: bool = False) -> Outcome:
        """The outcome that the draws make."""
        now = assumptions.late // MICROSECOND
        starts, ends, taken, held = [], [], [], []
        all_turns: list[list[SimulatedIntervention]] = []
        for stage, number in zip(self._stages, drawn, strict=True):
            now += stage.handover
            starts.append(now)
            left = stage.left(now, 0, self.stop)
            held.append(stage.is_floor and stage.shrinkable and left < stage.length and left <= stage.minimum)
            turns: list[SimulatedIntervention] = []
            if stage.is_floor:
                now, turns = self._floor(stage, now, left, assumptions, number)
            else:
                now += assumptions.speech(left, deviate(number))
            ends.append(now)
            taken.append(len(turns))
            if detailed:
                all_turns.append(turns)
        return Outcome(starts, ends, taken, held, all_turns)

    def _floor(
        self, stage: _Stage, start: int, length: int, assumptions: Assumptions, number: float
    ) -> tuple[int, list[SimulatedIntervention]]:
        """When a floor round ends, and who took the floor in it."""
        source = floor_source(number)
        due, certain = start + length, start + stage.minimum

        def left(at: int) -> int:
            # Until a block has had its minimum it shrinks second by second, whatever follows: no need to share again.
            return due - at if at <= certain else stage.left(at, at - start, self.stop)

        now, handover = start, 0
        turns: list[SimulatedIntervention] = []
        while fits(left(now + handover), stage.limit, self._between) >= 1:
            begun = now + handover
            now = begun + assumptions.intervention(stage.limit, deviate(source.random()))
            turns.append(SimulatedIntervention(begun, now))
            handover = assumptions.floor_handover(deviate(source.random()))
        while (more := left(now)) >= SECOND:
            now += more  # a later block that can give no more leaves this one more, while it runs
        return now + more, turns


def _stages(agenda: Agenda, rows: Sequence[Planned]) -> Iterator[_Stage]:
    stages: list[_Stage] = []
    after: int = 0
    givers: tuple[Claim, ...] = ()
    for row in reversed(rows):
        stage = _stage(agenda, row, after, givers)
        stages.append(stage)
        after += stage.handover + (0 if stage.shrinkable else stage.length)
        givers = (stage.claim(0), *givers) if stage.shrinkable else givers
    return reversed(stages)


def _stage(agenda: Agenda, row: Planned, after: int, givers: tuple[Claim, ...]) -> _Stage:
    block = row.block
    return _Stage(
        is_floor=isinstance(block, Floor),
        shrinkable=block.shrinkable,
        takes_rest=block.duration == "rest",
        handover=row.handover // MICROSECOND,
        length=row.duration // MICROSECOND,
        minimum=block.minimum // MICROSECOND,
        after=after,
        givers=givers,
        limit=limit_of(block, agenda) // MICROSECOND,
    )
