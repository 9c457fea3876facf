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

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Agenda, Speech
from runofshow.agenda.schedule import planned
from runofshow.errors import RunOfShowError
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import Status
from runofshow.show.state import Show
from runofshow.simulation.assumptions import Preset, Spread
from runofshow.simulation.durations_yaml import Change, durations_yaml
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


STEP: Final = timedelta(seconds=30)
"""Nobody plans a speech of 6:47."""
SHORTEST_HANDOVER: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class MeasuredSpeech:
    """The lengths of one speech in the shows in which it was given to its end."""

    block: Speech
    planned: timedelta
    took: tuple[timedelta, ...]
    """The shortest first."""

    @property
    def median(self) -> timedelta:
        """The median; of two the longer one."""
        return self.took[len(self.took) // 2]

    @property
    def offered(self) -> timedelta:
        """The median, rounded up to half a minute."""
        return -(-self.median // STEP) * STEP


def measured_speeches(agenda: Agenda, shows: Sequence[Show]) -> tuple[MeasuredSpeech, ...]:
    """Return the speeches of an agenda that were given in any of these shows, found by the ids of their blocks."""
    found: list[MeasuredSpeech] = []
    for row in planned(agenda).rows:
        runs = [show.runs[row.block.id] for show in shows if row.block.id in show.runs]
        done = [run for run in runs if run.status is Status.DONE and run.ended is not None]
        took = sorted(run.elapsed(run.ended) for run in done if run.ended is not None)
        if isinstance(row.block, Speech) and took:
            found.append(MeasuredSpeech(row.block, row.duration, tuple(took)))
    return tuple(found)


def handovers(shows: Sequence[Show]) -> list[timedelta]:
    """Return the times between two blocks, the shortest first.

    Where one block ended as the next began, as with `next`, nobody timed a handover.
    """
    gaps: list[timedelta] = []
    for show in shows:
        intervals = sorted(
            (interval for run in show.running_order() for interval in run.intervals),
            key=lambda interval: interval.start,
        )
        gaps += [after.start - before.end for before, after in pairwise(intervals) if before.end is not None]
    return sorted(gap for gap in gaps if gap >= SHORTEST_HANDOVER)


def lengths_yaml(agenda: Agenda, shows: Sequence[Show]) -> str:
    """Return realistic durations to put into the agenda, as YAML with comments that say how they were measured.

    Raises:
        NothingToLearn: no speech was run to its end in any of these shows.
    """
    if not (speeches := measured_speeches(agenda, shows)):
        raise NothingToLearn("no speech was run to its end, so there are no durations to offer")
    changes = [Change(one.block, one.planned, one.offered, _spread(one)) for one in speeches]
    differing = [change for change in changes if change.duration != change.planned]
    return durations_yaml(_comments(agenda, shows, speeches, len(differing)), differing)


def _comments(agenda: Agenda, shows: Sequence[Show], speeches: Sequence[MeasuredSpeech], differing: int) -> list[str]:
    which = "one show" if len(shows) == 1 else f"{len(shows)} shows"
    took = f"What {len(speeches)} speeches took in {which}: the median, rounded up to half a minute"
    comments = [f"{took}; {differing} differ from the agenda."]
    gaps = handovers(shows)
    if gaps:
        offered = -(-gaps[len(gaps) // 2] // timedelta(seconds=5)) * timedelta(seconds=5)
        planned_one = "as planned" if offered == agenda.handover else f"instead of {spell_duration(agenda.handover)}"
        took = f"{len(gaps)} between blocks took {clock_digits(gaps[0])} to {clock_digits(gaps[-1])}"
        comments.append(f"handover: {spell_duration(offered)}, {planned_one}: {took}.")
    return comments


def _spread(one: MeasuredSpeech) -> str:
    if len(one.took) == 1:
        return f"took {clock_digits(one.took[0])}"
    return f"took {clock_digits(one.took[0])} to {clock_digits(one.took[-1])} in {len(one.took)}"
