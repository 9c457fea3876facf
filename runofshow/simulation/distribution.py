"""The distribution of many outcomes: how many end in time; an early, a middle and a late begin and end of blocks."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final, Generic, NamedTuple, TypeVar

from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import MICROSECOND, ZERO, Planned
from runofshow.instants import Instant
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.outcome import Outcome, SimulatedRound, Simulator, shown_until

T = TypeVar("T")
U = TypeVar("U")

ShowProgress = Callable[[Iterable[Outcome]], Iterable[Outcome]]
"""A function that passes outcomes on, and shows how many there have been."""


class Quantiles(NamedTuple, Generic[T]):
    """The values that a tenth, half and nine tenths of all outcomes don't exceed; each is that of one outcome."""

    p10: T
    p50: T
    p90: T

    @staticmethod
    def of(values: Iterable[int]) -> "Quantiles[int]":
        """Return the quantiles of one value or more. Whole numbers are sorted alike on every machine."""
        ordered = sorted(values)
        return Quantiles(*(ordered[-(-len(ordered) * tenths // 10) - 1] for tenths in (1, 5, 9)))

    def made(self, of: Callable[[T], U]) -> "Quantiles[U]":
        """Return what is made of each."""
        return Quantiles(*map(of, self))


class BlockDistribution(NamedTuple):
    """When a block begins and ends."""

    planned: Planned
    start: Quantiles[Instant]
    """In UTC, as all instants."""
    end: Quantiles[Instant]
    falls_to_min: int
    """In how many trials a floor round is cut to its minimum when it begins."""
    on_time: int | None
    """In how many trials it begins by its fixed start, as a clock shows it; None without one."""

    @property
    def is_floor(self) -> bool:
        """True for a floor round."""
        return isinstance(self.planned.block, Floor)


class FloorDistribution(NamedTuple):
    """The time that is left for all floor rounds together."""

    planned: timedelta
    time: Quantiles[timedelta]
    in_the_room: Quantiles[timedelta]
    """Of this, what lies before the hard stop."""
    interventions: Quantiles[int]
    falls_to_min: int
    """In how many trials any round is cut to its minimum when it begins."""
    keeps_min: int
    """In how many trials every round has its minimum before the hard stop."""


class Distribution(NamedTuple):
    """The distribution of the simulated meetings of a dry run. Counts are of trials: simulated meetings."""

    agenda: Agenda
    assumptions: Assumptions
    seed: int
    trials: int
    blocks: tuple[BlockDistribution, ...]
    in_time: int
    """How many end by the hard stop, as a clock shows it."""
    floor: FloorDistribution | None
    """None where the agenda has no floor round."""
    speakers_done: Quantiles[Instant] | None
    """When the last of all speeches and panels ends; None where there are none."""
    done_before_last_floor: int | None
    """In how many that is by the planned start of the last floor round; None unless this one closes the agenda."""
    done_in_time: int
    """In how many it is by the hard stop."""

    @property
    def finish(self) -> Quantiles[Instant]:
        """When the last block ends."""
        return self.blocks[-1].end

    @property
    def finish_by_hard_stop(self) -> float:
        """The chance to finish by the hard stop."""
        return self.in_time / self.trials

    @property
    def last_floor(self) -> Planned | None:
        """The floor round that closes the agenda."""
        last = self.blocks[-1]
        return last.planned if last.is_floor and len(self.blocks) > 1 else None


class Tally:
    """Counts the first outcomes of a seed, and keeps of each no more than the quantiles need."""

    def __init__(
        self, agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter
    ) -> None:
        self._simulator: Final = Simulator(agenda, assumptions)
        self._premises: Final = agenda, assumptions, seed, count
        self._agenda: Final = agenda
        self._trials: Final = count
        self._floors: Final = [place for place, block in enumerate(self._simulator.blocks) if block.is_floor]
        self._ends: Final = array("q")
        """Of every block, one outcome after the other."""
        self._floor_times: Final = array("q")
        self._floor_before_stop: Final = array("q")
        self._interventions: Final = array("q")
        self._held: Final = [0] * len(self._simulator.rows)
        self._any_held = 0
        self._keep_minimum = 0
        for outcome in watched(self._simulator.outcomes(seed, count)):
            self._ends.extend(outcome.ends)
            if self._floors:
                self._add(outcome.rounds)

    def _add(self, rounds: Sequence[SimulatedRound]) -> None:
        stop, by_stop = self._simulator.stop, self._simulator.by_stop
        times, before_stop, taken, keeps, any_held = 0, 0, 0, True, False
        for place, (start, end, interventions, held, _) in zip(self._floors, rounds, strict=True):
            times += end - start
            before_stop += max(0, min(end, stop) - start)
            taken += interventions
            keeps = keeps and min(end, by_stop) - start >= self._simulator.blocks[place].minimum
            any_held = any_held or held
            self._held[place] += held
        self._floor_times.append(times)
        self._floor_before_stop.append(before_stop)
        self._interventions.append(taken)
        self._any_held += any_held
        self._keep_minimum += keeps

    def in_time(self, first: int | None = None) -> int:
        """Return how many of all outcomes, or of the `first`, end by the hard stop."""
        return _by(self._simulator.by_stop, self._ends_of(-1)[:first])

    def floor_before_stop(self, first: int | None = None) -> timedelta | None:
        """Return how much time the floor has before the hard stop in half of all outcomes, or of the `first`."""
        times = self._floor_before_stop[:first]
        return Quantiles.of(times).p50 * MICROSECOND if times else None

    def distribution(self) -> Distribution:
        """Return what follows from the outcomes: the same for the same seed, on every machine."""
        rows, blocks = self._simulator.rows, tuple(self._blocks())
        speeches = [place for place, row in enumerate(rows) if row.block.people]
        spoken = self._ends_of(speeches[-1]) if speeches else array("q")
        closes = isinstance(rows[-1].block, Floor) and bool(speeches)
        return Distribution(
            *self._premises,
            blocks=blocks,
            in_time=self.in_time(),
            floor=self._floor() if self._floors else None,
            speakers_done=blocks[speeches[-1]].end if speeches else None,
            done_before_last_floor=_by(shown_until(self._agenda, rows[-1].start), spoken) if closes else None,
            done_in_time=_by(self._simulator.by_stop, spoken),
        )

    def _ends_of(self, place: int) -> "array[int]":
        width = len(self._simulator.rows)
        return self._ends[place % width :: width]

    def _blocks(self) -> Iterator[BlockDistribution]:
        def instant(moment: int) -> Instant:
            return Instant(self._agenda.start + moment * MICROSECOND)

        begun = self._simulator.begun
        before, end = array("q", [begun]) * self._trials, Quantiles(begun, begun, begun)
        for place, (row, block) in enumerate(zip(self._simulator.rows, self._simulator.blocks, strict=True)):
            # What follows from the end before keeps its order: the quantiles of a start are starts of the quantiles.
            start = end.made(block.begins)
            on_time = None
            if row.block.start is not None:
                on_time = _by(shown_until(self._agenda, row.block.start) - block.handover, before)
            before = self._ends_of(place)
            end = Quantiles.of(before)
            yield BlockDistribution(row, start.made(instant), end.made(instant), self._held[place], on_time)

    def _floor(self) -> FloorDistribution:
        return FloorDistribution(
            planned=sum((self._simulator.rows[place].duration for place in self._floors), ZERO),
            time=Quantiles.of(self._floor_times).made(MICROSECOND.__mul__),
            in_the_room=Quantiles.of(self._floor_before_stop).made(MICROSECOND.__mul__),
            interventions=Quantiles.of(self._interventions),
            falls_to_min=self._any_held,
            keeps_min=self._keep_minimum,
        )


def _by(bound: int, ends: Sequence[int]) -> int:
    return sum(end <= bound for end in ends)


def chance_in_time(
    agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter
) -> float:
    """Return the chance to finish by the hard stop, and nothing else."""
    simulator = Simulator(agenda, assumptions)
    outcomes = watched(simulator.outcomes(seed, count))
    return sum(outcome.finish <= simulator.by_stop for outcome in outcomes) / count
