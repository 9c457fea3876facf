"""The smallest change that makes a meeting end in time as often as staff want."""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.durations_yaml import Change, durations_yaml
from runofshow.agenda.model import Agenda, Speech
from runofshow.agenda.schedule import planned
from runofshow.simulation.agenda_variants import limit_speeches
from runofshow.simulation.answers import clock, premises
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.distribution import ShowProgress, chance_in_time

STEP: Final = timedelta(seconds=30)
"""Nobody announces a limit of 6:35."""
LEAST: Final = timedelta(minutes=1)
"""A speech that is cut to less need not be given."""


@dataclass(frozen=True, slots=True)
class TriedLimit:
    """A limit on speeches, and the chance to finish by the hard stop that it gives."""

    limit: timedelta
    chance: float


@dataclass(frozen=True, slots=True)
class Advice:
    """Which limit on speeches reaches the chance that is wanted."""

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

    @property
    def needed(self) -> bool:
        """Whether anything must be changed."""
        return self.as_planned < self.wanted

    @property
    def changes(self) -> tuple[Change, ...]:
        """The speeches that become shorter."""
        if self.reaches is None:
            return ()
        limit = self.reaches.limit
        speeches = (row for row in planned(self.agenda).rows if isinstance(row.block, Speech))
        return tuple(Change(row.block, row.duration, limit) for row in speeches if row.duration > limit)


def advise(  # noqa: PLR0913 -- what odds need, and what is wanted
    agenda: Agenda, assumptions: Assumptions, seed: int, trials: int, wanted: float, watched: ShowProgress = iter
) -> Advice:
    """Look for the largest limit on speeches at which the chance to finish by the hard stop is at least `wanted`.

    Every limit is tried under the same draws. Since a shorter limit hardly ever does worse, the range is halved until
    one step lies between a limit that reaches the chance and one that doesn't.
    """

    def tried(limit: timedelta) -> TriedLimit:
        return TriedLimit(limit, chance_in_time(limit_speeches(agenda, limit), assumptions, seed, trials, watched))

    as_planned = chance_in_time(agenda, assumptions, seed, trials, watched)
    longest = max((row.duration for row in planned(agenda).rows if isinstance(row.block, Speech)), default=LEAST)
    reaches: TriedLimit | None = None
    misses: TriedLimit | None = None
    if as_planned < wanted and longest > LEAST:
        low, high = 0, -(-(longest - LEAST) // STEP)  # in steps above the least; at `high` nothing is cut
        first = tried(LEAST)
        reaches, misses = (first, None) if first.chance >= wanted else (None, first)
        while reaches is not None and high - low > 1:
            middle = (low + high) // 2
            one = tried(LEAST + middle * STEP)
            if one.chance >= wanted:
                low, reaches = middle, one
            else:
                high, misses = middle, one
    return Advice(agenda, assumptions, seed, trials, wanted, as_planned, reaches, misses)


def advice_yaml(advice: Advice) -> str:
    """The advice: comments that say it, and the durations to put into the agenda."""
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
        return [f"{none}; as planned it is {planned_chance}.", "Take out a speech, or give a floor round less."]
    beyond = "" if advice.misses is None else f"; {_limit(advice.misses)} would not do"
    reached = f"With no speech longer than {_limit(advice.reaches)} of the runs end by {stop}{beyond}."
    return [reached, f"As planned it is {planned_chance}, and {wanted} is wanted."]


def _limit(one: TriedLimit) -> str:
    return f"{spell_duration(one.limit)}, {_chance(one.chance)}"


def _chance(part: float) -> str:
    """To a tenth of a percent, rounded down: what misses a chance never reads like it."""
    tenths = math.floor(round(part * 1_000, 6))
    return "<0.1%" if part and not tenths else f"{tenths / 10:g}%"
