"""Finds a change that makes a meeting end in time as often as staff want. Every change is simulated."""

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import Planned, planned
from runofshow.simulation.agenda_variants import (
    at_the_end,
    halve_minimums,
    limit_speeches,
    planned_speeches,
    with_round,
    without,
)
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


class TriedLength(NamedTuple):
    """A limit on speeches, or the length of a round, and the chance to finish by the hard stop that it gives."""

    length: timedelta
    chance: float


class Alternative(NamedTuple):
    """Another change than a limit on speeches, and the chance to finish by the hard stop that it gives."""

    change: str
    """The change in words, as ``without 'ryder', the longest speech``."""
    chance: float


class Advice(NamedTuple):
    """A change to the agenda that reaches the chance which is wanted, as far as simulated meetings show one."""

    agenda: Agenda
    assumptions: Assumptions
    seed: int
    trials: int
    wanted: float
    as_planned: float
    """The chance without any change."""
    reaches: TriedLength | None = None
    """The largest limit on speeches, in steps of half a minute, that reaches it; None: none does, or none is needed."""
    misses: TriedLength | None = None
    """The next larger limit, which doesn't; None where that would change nothing."""
    alternatives: tuple[Alternative, ...] = ()
    """Other changes, the best one first; tried where no limit reaches the chance, or only a drastic one."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The speeches that become shorter."""
        if self.reaches is None:
            return ()
        limit = self.reaches.length
        longer = (row for row in planned_speeches(self.agenda) if row.duration > limit)
        return tuple(Change(row.block, row.duration, limit) for row in longer)


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
        return Advice(agenda, assumptions, seed, trials, wanted, as_planned)
    longest = max((row.duration for row in planned_speeches(agenda)), default=SHORTEST)
    limits = _lengths(SHORTEST, longest, STEP)
    reaches, misses = _longest(limits, wanted, lambda limit: chance(limit_speeches(agenda, limit)))
    drastic = reaches is None or reaches.length < longest / 2
    tried = sorted(_alternatives(agenda, wanted, chance), key=lambda one: -one.chance) if drastic else ()
    return Advice(agenda, assumptions, seed, trials, wanted, as_planned, reaches, misses, tuple(tried))


def _lengths(shortest: timedelta, below: timedelta, step: timedelta) -> list[timedelta]:
    return [shortest + count * step for count in range(-((shortest - below) // step))]


def _longest(
    lengths: Sequence[timedelta], wanted: float, chance: Callable[[timedelta], float]
) -> tuple[TriedLength | None, TriedLength | None]:
    """Return the longest length that reaches the chance, and the next longer one that was tried, which doesn't.

    A longer one hardly ever does better, so the range is halved until nothing lies between both.
    """
    reaches = misses = None
    low, high = -1, len(lengths)
    while high - low > 1:
        middle = (low + high) // 2 if low >= 0 else 0
        tried = TriedLength(lengths[middle], chance(lengths[middle]))
        if tried.chance >= wanted:
            low, reaches = middle, tried
        else:
            high, misses = middle, tried
    return reaches, misses


def _alternatives(agenda: Agenda, wanted: float, chance: Chance) -> Iterator[Alternative]:
    rows = planned(agenda).rows
    talks = [row for row in rows if row.block.people]
    if talks and len(rows) > 1:
        longest = max(talks, key=lambda row: row.duration).block
        change = f"without '{sanitize(longest.id)}', the longest {longest.kind}"
        yield Alternative(change, chance(without(agenda, longest)))
    if any(isinstance(row.block, Floor) and row.block.minimum for row in rows):
        change = "with floor rounds that may shrink to half of their minimum"
        yield Alternative(change, chance(halve_minimums(agenda)))
    for row in rows[:-1]:
        if row.block.duration == REST and isinstance(row.block, Floor) and row.block.start is None:
            yield from _changed_round(agenda, row, wanted, chance)


def _changed_round(agenda: Agenda, row: Planned, wanted: float, chance: Chance) -> Iterator[Alternative]:
    """Yield a round that takes the rest now at the end, and with its longest fixed length that reaches the aim."""
    named, block = f"with '{sanitize(row.block.id)}'", row.block
    yield Alternative(f"{named} at the end", chance(at_the_end(agenda, block)))
    lengths = _lengths(max(_MINUTE, -(-block.minimum // _MINUTE) * _MINUTE), row.duration, _MINUTE)
    reaches, misses = _longest(lengths, wanted, lambda length: chance(with_round(agenda, block, length)))
    if tried := reaches or misses:
        yield Alternative(f"{named} no longer than {spell_duration(tried.length)}", tried.chance)


def advice_yaml(advice: Advice) -> str:
    """Return comments that say the advice, and the durations to put into the agenda."""
    comments = [*_sentences(advice), premises(advice.assumptions, advice.trials, advice.seed)]
    return durations_yaml(comments, advice.changes)


def _sentences(advice: Advice) -> Iterator[str]:
    stop, wanted = clock(advice.agenda.end, advice.agenda), f"{100 * advice.wanted:.10g}%"
    as_planned, missed = _chance(advice.as_planned), "" if advice.misses is None else _limit(advice.misses)
    if advice.as_planned >= advice.wanted:
        yield f"As planned, the meeting ends by {stop} in {as_planned} of the runs: {wanted} needs no change."
    elif advice.reaches is None:
        at_best = missed and f": even at {missed}"
        none = f"No limit on speeches makes the meeting end by {stop} in {wanted} of the runs{at_best}"
        yield f"{none}; as planned it is {as_planned}."
    else:
        beyond = missed and f"; {missed} would not do"
        yield f"With no speech longer than {_limit(advice.reaches)} of the runs end by {stop}{beyond}."
        yield f"As planned it is {as_planned}, and {wanted} is wanted."
    better = advice.as_planned + _WORTH_SAYING
    helps = [f"{one.change}, {_chance(one.chance)}" for one in advice.alternatives if one.chance >= better]
    others = [one.change for one in advice.alternatives if one.chance < better]
    if helps:
        yield f"Tried instead, each by itself: {'; '.join(helps)}."
    if others:
        yield f"No better than as planned: {'; '.join(others)}."


def _limit(one: TriedLength) -> str:
    return f"{spell_duration(one.length)}, {_chance(one.chance)}"


def _chance(part: float) -> str:
    """Return a chance to a tenth of a percent, rounded down, so that one that misses another never reads like it."""
    tenths = math.floor(round(part * 1_000, 6))
    return "<0.1%" if part and not tenths else f"{tenths / 10:g}%"
