"""Figures for one's own speakers, learnt from past shows.

The logarithms of the factors (what a speech took, by what it was planned to take) are taken for normal, with mean and
variance unknown. The preset is the prior, worth as many speeches as `PRIOR_WORTH`, in the conjugate
normal-inverse-chi-squared form, so that the mean of the past shows is shrunk toward the preset's and two speeches claim
no certainty; what is simulated is the predictive spread, in which the doubt about the mean is contained. After Gelman,
Carlin, Stern, Dunson, Vehtari and Rubin, Bayesian Data Analysis, third edition, section 3.3.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from statistics import fmean
from typing import Final

from runofshow.agenda.model import Speech
from runofshow.errors import RunOfShowError
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import Status
from runofshow.show.state import Show
from runofshow.simulation.assumptions import Preset, Spread
from runofshow.simulation.played_outcome import AUTHOR

PRIOR_WORTH: Final = 8
"""A preset counts as much as so many speeches: fewer than one meeting like the lunch has."""

METHOD: Final = "fitted on the logarithm, shrunk toward the preset, which counts as 8 speeches"
"""The method, in the words of a printed result."""

_SLIP: Final = 0.1
"""A speech that took less than this part of its time was started by mistake, or given up."""
_LONGEST_BETWEEN: Final = timedelta(minutes=3)
"""A longer time between two interventions was no handover."""
_SECOND: Final = timedelta(seconds=1)


class NothingToLearn(RunOfShowError):
    """No past show has a speech that was run to its end."""


@dataclass(frozen=True, slots=True)
class Observations:
    """Factors of past shows: actual lengths divided by expected ones."""

    speeches: tuple[float, ...]
    interventions: tuple[float, ...]
    floor_handovers: tuple[float, ...]
    """Divided by the preset's median."""
    shows: int
    slips: int
    """How many speeches were left out because they took hardly any of their time."""


def observed(shows: Sequence[Show], preset: Preset) -> Observations:
    """Return the factors of speeches, interventions and the handovers between these in past shows.

    Raises:
        NothingToLearn: no speech was run to its end in any of them.
    """
    factors = [factor for show in shows for factor in _speeches(show)]
    speeches = tuple(factor for factor in factors if factor >= _SLIP)
    if not speeches:
        raise NothingToLearn("no speech was run to its end in what --from names: nothing can be learnt from it")
    return Observations(
        speeches,
        tuple(factor for show in shows for factor in _interventions(show) if factor >= _SLIP),
        tuple(gap / preset.floor_handover for show in shows for gap in _between(show)),
        len(shows),
        len(factors) - len(speeches),
    )


def calibrated(preset: Preset, seen: Observations) -> Preset:
    """Return the preset with the figures of past shows, shrunk toward its own."""
    left_out = f", {seen.slips} left out that took hardly any of their time" if seen.slips else ""
    speeches, interventions = _count(seen.speeches, "speech", "speeches"), _count(seen.interventions, "intervention")
    shows = "1 show" if seen.shows == 1 else f"{seen.shows} shows"
    return replace(
        preset,
        name="your own shows",
        speech=posterior(preset.speech, seen.speeches),
        intervention=posterior(preset.intervention, seen.interventions),
        floor_handover_spread=posterior(preset.floor_handover_spread, seen.floor_handovers),
        what=f"{speeches} and {interventions} in {shows}{left_out}",
        source=f"Figures {METHOD} ({preset.name})",
        proxy=False,
    )


def posterior(prior: Spread, factors: Sequence[float]) -> Spread:
    """Return the predictive spread after these factors; the prior itself after none."""
    if not factors:
        return prior
    logs, count = [math.log(factor) for factor in factors], len(factors)
    mean, middle = fmean(logs), math.log(prior.median)
    worth = PRIOR_WORTH + count
    pull = PRIOR_WORTH * count / worth * (mean - middle) ** 2
    variance = (PRIOR_WORTH * prior.sigma**2 + math.fsum((log - mean) ** 2 for log in logs) + pull) / worth
    expected = (PRIOR_WORTH * middle + count * mean) / worth
    return Spread(round(math.exp(expected), 4), round(math.sqrt(variance * (1 + 1 / worth)), 4))


def _count(factors: Sequence[float], one: str, several: str = "") -> str:
    return f"1 {one}" if len(factors) == 1 else f"{len(factors)} {several or f'{one}s'}"


def is_simulated(show: Show) -> bool:
    """Return True if a dry run played the show. Only the preset could be learnt from it."""
    return any(entry.by == AUTHOR for entry in show.history)


def _speeches(show: Show) -> Iterator[float]:
    for run in show.running_order():
        if isinstance(run.block, Speech) and run.status is Status.DONE and run.ended is not None and run.planned:
            yield run.elapsed(run.ended) / run.planned


def _interventions(show: Show) -> Iterator[float]:
    for one in show.log():
        if one.interval.end is not None and one.limit is not None and one.particulars.kind != POINT_OF_ORDER:
            yield one.interval.elapsed(one.interval.end) / one.limit


def _between(show: Show) -> Iterator[timedelta]:
    timed = [one for one in show.log() if not one.recorded]
    for before, after in pairwise(timed):
        if before.block == after.block and before.interval.end is not None:
            gap = after.interval.start - before.interval.end
            if _SECOND <= gap <= _LONGEST_BETWEEN:
                yield gap
