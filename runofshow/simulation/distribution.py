"""What follows from many outcomes: how likely it is, and between which times it lies in eight runs out of ten."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from runofshow.agenda.model import Agenda, Floor, Speech
from runofshow.agenda.schedule import MICROSECOND, Planned
from runofshow.instants import Instant
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.outcome import Outcome, Simulator

T = TypeVar("T")

ShowProgress = Callable[[Iterable[Outcome]], Iterable[Outcome]]
"""Passes trials on, and shows somebody how far they have come."""


@dataclass(frozen=True, slots=True)
class Quantiles(Generic[T]):
    """The value that a tenth, a half and nine tenths of all trials don't exceed: each is that of one outcome."""

    p10: T
    p50: T
    p90: T

    @classmethod
    def of(cls, values: Iterable[int], made: Callable[[int], T]) -> "Quantiles[T]":
        """Of at least one value; whole numbers, so that sorting is the same everywhere."""
        ordered = sorted(values)
        p10, p50, p90 = (made(ordered[-(-len(ordered) * tenths // 10) - 1]) for tenths in (1, 5, 9))
        return cls(p10, p50, p90)


@dataclass(frozen=True, slots=True)
class BlockDistribution:
    """When a block begins and ends."""

    planned: Planned
    start: Quantiles[Instant]
    """UTC, as all instants here."""
    end: Quantiles[Instant]
    falls_to_min: int
    """In how many trials it is eaten to its `min` before it begins; none of a speech."""

    @property
    def is_floor(self) -> bool:
        """Whether it is a floor round."""
        return isinstance(self.planned.block, Floor)


@dataclass(frozen=True, slots=True)
class FloorDistribution:
    """What is left for all floor rounds together."""

    planned: timedelta
    time: Quantiles[timedelta]
    in_the_room: Quantiles[timedelta]
    """Of this, what lies before the hard stop."""
    interventions: Quantiles[int]
    falls_to_min: int
    """In how many trials any round is eaten to its `min`."""
    keeps_min: int
    """In how many trials every round has its `min` before the hard stop."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """What follows from so many trials of an agenda; counts are of trials."""

    agenda: Agenda
    assumptions: Assumptions
    seed: int
    trials: int
    blocks: tuple[BlockDistribution, ...]
    finish: Quantiles[Instant]
    in_time: int
    """In how many the last block ends by the hard stop."""
    floor: FloorDistribution | None
    """None where the agenda has no floor round."""
    speakers_done: Quantiles[Instant] | None
    """When the last of all speeches ends; None where there are none."""
    done_before_last_floor: int | None
    """In how many trials that is by the planned start of the last floor round; None unless that closes the agenda."""
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


def distribution(
    agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter
) -> Distribution:
    """What follows from `count` trials: the same for the same seed, on every machine."""
    simulator = Simulator(agenda)
    return distribution_of(
        agenda, simulator, assumptions, seed, list(watched(simulator.outcomes(assumptions, seed, count)))
    )


def distribution_of(
    agenda: Agenda, simulator: Simulator, assumptions: Assumptions, seed: int, outcomes: Sequence[Outcome]
) -> Distribution:
    """What follows from these outcomes, which are the first of a seed."""
    finishes = [outcome.finish for outcome in outcomes]
    spoken = _speakers_done(simulator.rows, outcomes)
    last = simulator.rows[-1]
    closes = isinstance(last.block, Floor) and bool(spoken)
    planned_start = (last.start - agenda.start) // MICROSECOND
    return Distribution(
        agenda=agenda,
        assumptions=assumptions,
        seed=seed,
        trials=len(outcomes),
        blocks=tuple(_blocks(agenda, simulator, outcomes)),
        finish=_instants(agenda, finishes),
        in_time=sum(finish <= simulator.stop for finish in finishes),
        floor=_floor(simulator, outcomes),
        speakers_done=_instants(agenda, spoken) if spoken else None,
        done_before_last_floor=sum(end <= planned_start for end in spoken) if closes else None,
        done_in_time=sum(end <= simulator.stop for end in spoken),
    )


def chance_in_time(
    agenda: Agenda, assumptions: Assumptions, seed: int, count: int, watched: ShowProgress = iter
) -> float:
    """The chance to finish by the hard stop, and nothing else: for whoever looks for a change."""
    simulator = Simulator(agenda)
    outcomes = watched(simulator.outcomes(assumptions, seed, count))
    return sum(outcome.finish <= simulator.stop for outcome in outcomes) / count


def _instants(agenda: Agenda, moments: Iterable[int]) -> Quantiles[Instant]:
    return Quantiles.of(moments, lambda moment: agenda.start + moment * MICROSECOND)


def _blocks(agenda: Agenda, simulator: Simulator, outcomes: Sequence[Outcome]) -> Iterator[BlockDistribution]:
    starts = zip(*(outcome.starts for outcome in outcomes), strict=True)
    ends = zip(*(outcome.ends for outcome in outcomes), strict=True)
    held = zip(*(outcome.held_at_minimum for outcome in outcomes), strict=True)
    for row, start, end, falls in zip(simulator.rows, starts, ends, held, strict=True):
        yield BlockDistribution(row, _instants(agenda, start), _instants(agenda, end), sum(falls))


def _speakers_done(rows: Sequence[Planned], outcomes: Sequence[Outcome]) -> list[int]:
    """When the last speech ends, in each outcome."""
    speeches = [place for place, row in enumerate(rows) if isinstance(row.block, Speech)]
    return [outcome.ends[speeches[-1]] for outcome in outcomes] if speeches else []


def _floor(simulator: Simulator, outcomes: Sequence[Outcome]) -> FloorDistribution | None:
    places = [place for place, row in enumerate(simulator.rows) if isinstance(row.block, Floor)]
    if not places:
        return None
    least = [simulator.rows[place].block.minimum // MICROSECOND for place in places]
    whole: list[int] = []
    inside: list[int] = []
    keeps = 0
    for outcome in outcomes:
        starts, ends = [outcome.starts[place] for place in places], [outcome.ends[place] for place in places]
        whole.append(sum(ends) - sum(starts))
        room = [max(0, min(end, simulator.stop) - start) for start, end in zip(starts, ends, strict=True)]
        inside.append(sum(room))
        keeps += all(had >= wanted for had, wanted in zip(room, least, strict=True))
    return FloorDistribution(
        planned=sum((simulator.rows[place].duration for place in places), timedelta(0)),
        time=Quantiles.of(whole, _length),
        in_the_room=Quantiles.of(inside, _length),
        interventions=Quantiles.of((sum(outcome.interventions) for outcome in outcomes), int),
        falls_to_min=sum(any(outcome.held_at_minimum) for outcome in outcomes),
        keeps_min=keeps,
    )


def _length(microseconds: int) -> timedelta:
    return microseconds * MICROSECOND
