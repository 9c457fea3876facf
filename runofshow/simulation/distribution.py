"""The distribution of many outcomes: how many end in time, and when blocks begin and end early, middling and late."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Generic, TypeVar

from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import MICROSECOND, Planned
from runofshow.instants import Instant
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.outcome import Outcome, Simulator, shown_until

T = TypeVar("T")
U = TypeVar("U")

ShowProgress = Callable[[Iterable[Outcome]], Iterable[Outcome]]
"""Passes outcomes on, and shows how many there have been."""


@dataclass(frozen=True, slots=True)
class Quantiles(Generic[T]):
    """The values that a tenth, half and nine tenths of all outcomes don't exceed; each is that of one outcome."""

    p10: T
    p50: T
    p90: T

    @staticmethod
    def of(values: Iterable[int]) -> "Quantiles[int]":
        """Return the quantiles of one value or more. Whole numbers are sorted alike on every machine."""
        ordered = sorted(values)
        return Quantiles(*(ordered[-(-len(ordered) * tenths // 10) - 1] for tenths in (1, 5, 9)))

    def made(self, of: "Callable[[T], U]") -> "Quantiles[U]":
        """Return what is made of each."""
        return Quantiles(of(self.p10), of(self.p50), of(self.p90))


@dataclass(frozen=True, slots=True)
class BlockDistribution:
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


@dataclass(frozen=True, slots=True)
class FloorDistribution:
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


@dataclass(frozen=True, slots=True)
class Distribution:
    """The distribution of the simulated meetings of a dry run. Counts are of trials: simulated meetings."""

    agenda: Agenda
    assumptions: Assumptions
    seed: int
    trials: int
    blocks: tuple[BlockDistribution, ...]
    finish: Quantiles[Instant]
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
    def finish_by_hard_stop(self) -> float:
        """The chance to finish by the hard stop."""
        return self.in_time / self.trials

    @property
    def last_floor(self) -> Planned | None:
        """The floor round that closes the agenda."""
        last = self.blocks[-1]
        return last.planned if last.is_floor and len(self.blocks) > 1 else None


class Tally:
    """Counts outcomes as they come, and keeps of each no more than the quantiles need."""

    def __init__(self, agenda: Agenda, assumptions: Assumptions) -> None:
        self.simulator: Final = Simulator(agenda, assumptions)
        self._agenda: Final = agenda
        self._assumptions: Final = assumptions
        rows = self.simulator.rows
        self._floors: Final = [place for place, row in enumerate(rows) if isinstance(row.block, Floor)]
        self._minimums: Final = [rows[place].block.minimum // MICROSECOND for place in self._floors]
        self._ends: Final = array("q")
        """Of every block, one outcome after the other."""
        self._floor_times: Final = array("q")
        self._floor_before_stop: Final = array("q")
        self._interventions: Final = array("q")
        self._held: Final = [0] * len(rows)
        self._any_held = 0
        self._keep_minimum = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more outcome."""
        self._ends.extend(outcome.ends)
        if not self._floors:
            return
        stop, by_stop = self.simulator.stop, self.simulator.by_stop
        times, before_stop, keeps, any_held = 0, 0, True, False
        for place, minimum, held in zip(self._floors, self._minimums, outcome.rounds, strict=True):
            times += held.end - held.start
            before_stop += max(0, min(held.end, stop) - held.start)
            keeps = keeps and min(held.end, by_stop) - held.start >= minimum
            if held.held_at_minimum:
                any_held = True
                self._held[place] += 1
        self._floor_times.append(times)
        self._floor_before_stop.append(before_stop)
        self._interventions.append(sum(held.interventions for held in outcome.rounds))
        self._any_held += any_held
        self._keep_minimum += keeps

    @property
    def _trials(self) -> int:
        return len(self._ends) // len(self.simulator.rows)

    def in_time(self, first: int | None = None) -> int:
        """Return how many of all outcomes, or of the `first`, end by the hard stop."""
        return self._by(self.simulator.by_stop, self._ends_of(-1)[:first])

    def floor_before_stop(self, first: int | None = None) -> timedelta | None:
        """Return how much time the floor has before the hard stop in half of all outcomes, or of the `first`."""
        times = self._floor_before_stop[:first]
        return Quantiles.of(times).p50 * MICROSECOND if times else None

    def distribution(self, seed: int) -> Distribution:
        """Return what follows from the outcomes, which are the first of a seed."""
        rows = self.simulator.rows
        speeches = [place for place, row in enumerate(rows) if row.block.people]
        spoken = self._ends_of(speeches[-1]) if speeches else array("q")
        closes = isinstance(rows[-1].block, Floor) and bool(speeches)
        last_start = shown_until(self._agenda, rows[-1].start)
        blocks = tuple(self._blocks())
        return Distribution(
            agenda=self._agenda,
            assumptions=self._assumptions,
            seed=seed,
            trials=self._trials,
            blocks=blocks,
            finish=blocks[-1].end,
            in_time=self.in_time(),
            floor=self._floor() if self._floors else None,
            speakers_done=blocks[speeches[-1]].end if speeches else None,
            done_before_last_floor=self._by(last_start, spoken) if closes else None,
            done_in_time=self._by(self.simulator.by_stop, spoken),
        )

    def _ends_of(self, place: int) -> "array[int]":
        width = len(self.simulator.rows)
        return self._ends[place % width :: width]

    @staticmethod
    def _by(bound: int, ends: Sequence[int]) -> int:
        return sum(end <= bound for end in ends)

    def _blocks(self) -> Iterator[BlockDistribution]:
        end = Quantiles(*[self.simulator.begun] * 3)
        for place, (row, block) in enumerate(zip(self.simulator.rows, self.simulator.blocks, strict=True)):
            # What follows from the end before keeps its order: the quantiles of a start are starts of the quantiles.
            start = end.made(block.begins)
            end = Quantiles.of(self._ends_of(place))
            yield BlockDistribution(
                row, start.made(self._instant), end.made(self._instant), self._held[place], self._on_time(place, row)
            )

    def _instant(self, moment: int) -> Instant:
        return Instant(self._agenda.start + moment * MICROSECOND)

    def _on_time(self, place: int, row: Planned) -> int | None:
        """Return in how many outcomes a block begins by its fixed start; None if it has none."""
        if row.block.start is None:
            return None
        bound = shown_until(self._agenda, row.block.start) - row.handover // MICROSECOND
        return self._by(bound, self._ends_of(place - 1) if place else [self.simulator.begun] * self._trials)

    def _floor(self) -> FloorDistribution:
        return FloorDistribution(
            planned=sum((self.simulator.rows[place].duration for place in self._floors), timedelta(0)),
            time=Quantiles.of(self._floor_times).made(_length),
            in_the_room=Quantiles.of(self._floor_before_stop).made(_length),
            interventions=Quantiles.of(self._interventions),
            falls_to_min=self._any_held,
            keeps_min=self._keep_minimum,
        )


def distribution(
    agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter
) -> Distribution:
    """Return what follows from `count` trials: the same for the same seed, on every machine."""
    return tally(agenda, assumptions, seed, count, watched).distribution(seed)


def tally(agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter) -> Tally:
    """Return the first `count` outcomes of a seed, counted."""
    counted = Tally(agenda, assumptions)
    for outcome in watched(counted.simulator.outcomes(seed, count)):
        counted.add(outcome)
    return counted


def chance_in_time(
    agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter
) -> float:
    """Return the chance to finish by the hard stop, and nothing else."""
    simulator = Simulator(agenda, assumptions)
    outcomes = watched(simulator.outcomes(seed, count))
    return sum(outcome.finish <= simulator.by_stop for outcome in outcomes) / count


def _length(microseconds: int) -> timedelta:
    return microseconds * MICROSECOND
