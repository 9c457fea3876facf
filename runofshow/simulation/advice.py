"""Find a change that makes a meeting end in time as often as staff want: each one is simulated before it is said."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, Floor, Speech
from runofshow.agenda.schedule import Planned, planned
from runofshow.simulation.agenda_variants import at_the_end, halve_minimums, limit_speeches, with_round, without
from runofshow.simulation.answers import clock, premises
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.distribution import ShowProgress, chance_in_time
from runofshow.simulation.durations_yaml import Change, durations_yaml
from runofshow.text import sanitize

STEP: Final = timedelta(seconds=30)
"""Nobody announces a limit of 6:35."""
SHORTEST: Final = timedelta(minutes=1)
"""A speech that is cut to less need not be given."""
_MINUTE: Final = timedelta(minutes=1)
_WORTH_SAYING: Final = 0.01
"""A change that adds less to the chance doesn't help."""

Chance = Callable[[Agenda], float]
"""Simulates a variant of an agenda, and tells its chance to finish by the hard stop."""


@dataclass(frozen=True, slots=True)
class TriedLimit:
    """A limit on speeches, and the chance to finish by the hard stop that it gives."""

    limit: timedelta
    chance: float


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another change than a limit on speeches, and the chance to finish by the hard stop that it gives."""

    change: str
    """The change in words, as ``without 'ryder', the longest speech``."""
    chance: float


@dataclass(frozen=True, slots=True)
class Advice:
    """A change to the agenda that reaches the chance which is wanted, as far as simulated meetings show one."""

    agenda: Agenda
    assumptions: Assumptions
    seed: int
    trials: int
    wanted: float
    as_planned: float
    """The chance without any change."""
    reaches: TriedLimit | None
    """The largest limit, in steps of half a minute, that reaches it; None: none does, or none is needed."""
    misses: TriedLimit | None
    """The next larger limit, which doesn't; None where that would change nothing."""
    alternatives: tuple[Alternative, ...] = ()
    """Other changes, the best one first; tried where no limit reaches the chance, or only a drastic one."""

    @property
    def needed(self) -> bool:
        """True if anything must be changed."""
        return self.as_planned < self.wanted

    @property
    def changes(self) -> tuple[Change, ...]:
        """The speeches that become shorter."""
        if self.reaches is None:
            return ()
        limit = self.reaches.limit
        speeches = (row for row in planned(self.agenda).rows if isinstance(row.block, Speech))
        return tuple(Change(row.block, row.duration, limit) for row in speeches if row.duration > limit)


def advise(  # noqa: PLR0913 -- the assumptions of a dry run, and the chance that is wanted
    agenda: Agenda, assumptions: Assumptions, seed: int, trials: int, wanted: float, watched: ShowProgress = iter
) -> Advice:
    """Look for the largest limit on speeches at which the chance to finish by the hard stop is at least `wanted`.

    Where there is none, other changes are simulated. All variants have the same draws.
    """

    def chance(variant: Agenda) -> float:
        return chance_in_time(variant, assumptions, seed, trials, watched)

    as_planned = chance(agenda)
    if as_planned >= wanted:
        return Advice(agenda, assumptions, seed, trials, wanted, as_planned, None, None)
    longest = max((row.duration for row in planned(agenda).rows if isinstance(row.block, Speech)), default=SHORTEST)
    reaches, misses = _limits(agenda, longest, wanted, chance)
    drastic = reaches is None or reaches.limit < longest / 2
    tried = _alternatives(agenda, wanted, chance) if drastic else ()
    best_first = tuple(sorted(tried, key=lambda one: -one.chance))
    return Advice(agenda, assumptions, seed, trials, wanted, as_planned, reaches, misses, best_first)


def _limits(
    agenda: Agenda, longest: timedelta, wanted: float, chance: Chance
) -> tuple[TriedLimit | None, TriedLimit | None]:
    """Return the largest limit on speeches that reaches the chance, and the next one, which doesn't."""
    steps = -(-(longest - SHORTEST) // STEP)  # this step would cut nothing
    tried: dict[int, TriedLimit] = {}

    def reached(step: int) -> bool:
        limit = SHORTEST + step * STEP
        tried[step] = TriedLimit(limit, chance(limit_speeches(agenda, limit)))
        return tried[step].chance >= wanted

    largest = _largest(steps, reached)
    return (None, tried.get(0)) if largest is None else (tried[largest], tried.get(largest + 1))


def _largest(steps: int, reached: Callable[[int], bool]) -> int | None:
    """Return the largest step below `steps` that reaches the aim; None if not even the first does.

    A longer limit hardly ever does better, so the range is halved until one step lies between both.
    """
    if steps < 1 or not reached(0):
        return None
    low, high = 0, steps
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reached(middle) else (low, middle)
    return low


def _alternatives(agenda: Agenda, wanted: float, chance: Chance) -> Iterator[Alternative]:
    rows = planned(agenda).rows
    talks = [row for row in rows if row.block.people]
    if talks and len(rows) > 1:
        longest = max(talks, key=lambda row: row.duration).block
        change = f"without '{sanitize(longest.id)}', the longest {longest.kind}"
        yield Alternative(change, chance(without(agenda, longest.id)))
    if any(isinstance(row.block, Floor) and row.block.minimum for row in rows):
        change = "with floor rounds that may shrink to half of their minimum"
        yield Alternative(change, chance(halve_minimums(agenda)))
    for row in rows[:-1]:
        if row.block.duration == REST and isinstance(row.block, Floor) and row.block.start is None:
            name = sanitize(row.block.id)
            yield Alternative(f"with '{name}' at the end", chance(at_the_end(agenda, row.block.id)))
            yield from _shorter_round(agenda, row, wanted, chance)


def _shorter_round(agenda: Agenda, row: Planned, wanted: float, chance: Chance) -> Iterator[Alternative]:
    """Yield the longest fixed length, in whole minutes, of a round that takes the rest now, if one reaches the aim."""
    shortest = max(_MINUTE, -(-row.block.minimum // _MINUTE) * _MINUTE)
    tried: dict[int, float] = {}

    def reached(step: int) -> bool:
        tried[step] = chance(with_round(agenda, row.block.id, shortest + step * _MINUTE))
        return tried[step] >= wanted

    largest = _largest(-(-(row.duration - shortest) // _MINUTE), reached)
    if tried:
        step = largest or 0
        length = spell_duration(shortest + step * _MINUTE)
        yield Alternative(f"with '{sanitize(row.block.id)}' no longer than {length}", tried[step])


def advice_yaml(advice: Advice) -> str:
    """Return comments that say the advice, and the durations to put into the agenda."""
    comments = [*_sentences(advice), premises(advice.assumptions, advice.trials, advice.seed)]
    return durations_yaml(comments, advice.changes)


def _sentences(advice: Advice) -> list[str]:
    stop, wanted = clock(advice.agenda.end, advice.agenda), f"{100 * advice.wanted:.10g}%"
    planned_chance = _chance(advice.as_planned)
    if not advice.needed:
        return [f"As planned, the meeting ends by {stop} in {planned_chance} of the runs: {wanted} needs no change."]
    if advice.reaches is None:
        at_best = "" if advice.misses is None else f": even at {_limit(advice.misses)}"
        none = f"No limit on speeches makes the meeting end by {stop} in {wanted} of the runs{at_best}"
        return [f"{none}; as planned it is {planned_chance}.", *_other_changes(advice)]
    beyond = "" if advice.misses is None else f"; {_limit(advice.misses)} would not do"
    reached = f"With no speech longer than {_limit(advice.reaches)} of the runs end by {stop}{beyond}."
    return [reached, f"As planned it is {planned_chance}, and {wanted} is wanted.", *_other_changes(advice)]


def _other_changes(advice: Advice) -> Iterator[str]:
    better = advice.as_planned + _WORTH_SAYING
    helps = [f"{one.change}, {_chance(one.chance)}" for one in advice.alternatives if one.chance >= better]
    others = [one.change for one in advice.alternatives if one.chance < better]
    if helps:
        yield f"Tried instead, each by itself: {'; '.join(helps)}."
    if others:
        yield f"No better than as planned: {'; '.join(others)}."


def _limit(one: TriedLimit) -> str:
    return f"{spell_duration(one.limit)}, {_chance(one.chance)}"


def _chance(part: float) -> str:
    """Return a chance to a tenth of a percent, rounded down, so that one that misses another never reads like it."""
    tenths = math.floor(round(part * 1_000, 6))
    return "<0.1%" if part and not tenths else f"{tenths / 10:g}%"
