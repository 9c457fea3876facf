"""Learns from past shows: figures for one's own speakers, and realistic durations for an agenda.

The logarithms of the factors (what a speech took, by what it was planned to take) are taken for normal, with mean and
variance unknown. The preset is the prior, worth as many speeches as `PRIOR_WORTH`, in the conjugate
normal-inverse-chi-squared form, so that the mean of the past shows is shrunk toward the preset's and two speeches claim
no certainty; what is simulated is the predictive spread, in which the doubt about the mean is contained. After Gelman,
Carlin, Stern, Dunson, Vehtari and Rubin, Bayesian Data Analysis, third edition, section 3.3.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter
from statistics import fmean
from typing import Final

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Agenda, Speech
from runofshow.agenda.schedule import planned
from runofshow.errors import RunOfShowError
from runofshow.instants import SECOND
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import Status
from runofshow.show.state import Show
from runofshow.simulation.assumptions import Preset, Spread
from runofshow.simulation.durations_yaml import Change, durations_yaml
from runofshow.simulation.played_outcome import AUTHOR

PRIOR_WORTH: Final = 8
"""A preset counts as much as so many speeches: fewer than one meeting like the lunch has."""

_SLIP: Final = 0.1
"""A speech that took less than this part of its time was started by mistake, or given up."""
_LONGEST_BETWEEN: Final = timedelta(minutes=3)
"""A longer time between two interventions was no handover."""


class NothingToLearn(RunOfShowError):
    """No past show has a speech that was run to its end."""


def is_simulated(show: Show) -> bool:
    """Return True if a dry run played the show. Only the preset could be learnt from it."""
    return any(entry.by == AUTHOR for entry in show.history)


def calibrated(preset: Preset, shows: Sequence[Show]) -> Preset:
    """Return the preset with the figures of past shows, shrunk toward its own.

    Raises:
        NothingToLearn: no speech was run to its end in any of them.
    """
    factors = [factor for show in shows for factor in _speeches(show)]
    speeches = [factor for factor in factors if factor >= _SLIP]
    if not speeches:
        raise NothingToLearn("no speech was run to its end in what --from names: nothing can be learnt from it")
    interventions = [factor for show in shows for factor in _interventions(show) if factor >= _SLIP]
    handovers = [between / preset.floor_handover for show in shows for between in _floor_handovers(show)]
    given, taken = _count(speeches, "speech", "speeches"), _count(interventions, "intervention", "interventions")
    slips = len(factors) - len(speeches)
    left_out = f", {slips} left out that took hardly any of their time" if slips else ""
    method = f"fitted on the logarithm, shrunk toward the preset, which counts as {PRIOR_WORTH} speeches"
    return replace(
        preset,
        name="your own shows",
        speech=posterior(preset.speech, speeches),
        intervention=posterior(preset.intervention, interventions),
        floor_handover_spread=posterior(preset.floor_handover_spread, handovers),
        what=f"{given} and {taken} in {_count(shows, 'show', 'shows')}{left_out}",
        source=f"Figures {method} ({preset.name})",
        proxy=False,
    )


def _count(things: Sequence[object], one: str, several: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else several}"


def _speeches(show: Show) -> Iterator[float]:
    for run in show.running_order():
        if isinstance(run.block, Speech) and run.status is Status.DONE and run.ended is not None and run.planned:
            yield run.elapsed(run.ended) / run.planned


def _interventions(show: Show) -> Iterator[float]:
    for one in show.log():
        if one.interval.end is not None and one.limit is not None and one.particulars.kind != POINT_OF_ORDER:
            yield one.interval.elapsed(one.interval.end) / one.limit


def _floor_handovers(show: Show) -> Iterator[timedelta]:
    for before, after in pairwise(one for one in show.log() if not one.recorded):
        if before.block == after.block and before.interval.end is not None:
            gap = after.interval.start - before.interval.end
            if SECOND <= gap <= _LONGEST_BETWEEN:
                yield gap


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


def lengths_yaml(agenda: Agenda, shows: Sequence[Show]) -> str:
    """Return realistic durations to put into the agenda, as YAML with comments that say how they were measured.

    Speeches are found by the ids of their blocks. Each is offered the median of the shows in which it was given whole.

    Raises:
        NothingToLearn: no speech was run to its end in any of these shows.
    """
    offers: list[Change] = []
    for row in planned(agenda).rows:
        runs = [show.runs[row.block.id] for show in shows if row.block.id in show.runs]
        took = sorted(run.elapsed(run.ended) for run in runs if run.status is Status.DONE and run.ended is not None)
        if isinstance(row.block, Speech) and took:
            why = f"took {_span(took)} in {len(took)}" if len(took) > 1 else f"took {clock_digits(took[0])}"
            offers.append(Change(row.block, row.duration, _median(took, timedelta(seconds=30)), why))
    if not offers:
        raise NothingToLearn("no speech was run to its end, so there are no durations to offer")
    differing = [offer for offer in offers if offer.duration != offer.planned]
    which = "one show" if len(shows) == 1 else f"{len(shows)} shows"
    measured = f"What {len(offers)} speeches took in {which}: the median, rounded up to half a minute"
    comments = [f"{measured}; {len(differing)} differ from the agenda."]
    if gaps := _handovers(shows):
        offered = _median(gaps, timedelta(seconds=5))
        beside = "as planned" if offered == agenda.handover else f"instead of {spell_duration(agenda.handover)}"
        comments.append(
            f"handover: {spell_duration(offered)}, {beside}: {len(gaps)} between blocks took {_span(gaps)}."
        )
    return durations_yaml(comments, differing)


def _handovers(shows: Sequence[Show]) -> list[timedelta]:
    """Return the times between two blocks, the shortest first.

    Where one block ended as the next began, as with `next`, nobody timed a handover.
    """
    gaps: list[timedelta] = []
    for show in shows:
        intervals = [interval for run in show.running_order() for interval in run.intervals]
        in_order = pairwise(sorted(intervals, key=attrgetter("start")))
        gaps += [after.start - before.end for before, after in in_order if before.end is not None]
    return sorted(gap for gap in gaps if gap >= SECOND)


def _median(ordered: Sequence[timedelta], step: timedelta) -> timedelta:
    """Return the median, of two the longer one, rounded up to whole steps."""
    return -(-ordered[len(ordered) // 2] // step) * step


def _span(ordered: Sequence[timedelta]) -> str:
    return f"{clock_digits(ordered[0])} to {clock_digits(ordered[-1])}"
