"""Answers of a dry run to the questions of staff, in sentences. Each figure is counted over simulated meetings."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import ZERO
from runofshow.instants import SECOND, Instant
from runofshow.simulation.agenda_variants import shorten_speeches
from runofshow.simulation.assumptions import GRACE, Assumptions, Policy, Preset
from runofshow.simulation.distribution import Distribution, FloorDistribution, ShowProgress, Tally
from runofshow.text import sanitize

_MINUTE: Final = timedelta(minutes=1)
_COMPARED: Final = 500
"""With the same draws, so many runs show a difference."""


class Comparison(NamedTuple):
    """How a change shows in the first runs of a seed; counts are of runs."""

    runs: int
    in_time_before: int
    in_time: int
    floor_before: timedelta | None
    """The median time for the floor before the hard stop; None without a floor round."""
    floor: timedelta | None

    @property
    def helps(self) -> bool:
        """True if more runs end in time, or as many with more time for the floor."""
        gained = ZERO if self.floor is None or self.floor_before is None else self.floor - self.floor_before
        return self.in_time > self.in_time_before or (self.in_time == self.in_time_before and gained >= SECOND)


class DryRunResult(NamedTuple):
    """The result of many simulated meetings by one agenda."""

    distribution: Distribution
    a_minute_less: Comparison | None = None
    """With every speech a minute shorter; None where no speech is longer than a minute."""


def dry_run_result(
    agenda: Agenda, assumptions: Assumptions, seed: int, trials: int, watched: ShowProgress = iter
) -> DryRunResult:
    """Simulate an agenda, and once more with shorter speeches."""
    counted = Tally(agenda, assumptions, seed, trials, watched)
    shorter, compared = shorten_speeches(agenda, _MINUTE, _MINUTE), min(trials, _COMPARED)
    if shorter == agenda:
        return DryRunResult(counted.distribution())
    other = Tally(shorter, assumptions, seed, compared)
    before, floor_before = counted.in_time(compared), counted.floor_before_stop(compared)
    comparison = Comparison(compared, before, other.in_time(), floor_before, other.floor_before_stop())
    return DryRunResult(counted.distribution(), comparison)


def premises(assumptions: Assumptions, trials: int, seed: int) -> str:
    """Return the assumptions behind the figures, in one sentence."""
    limit, late = assumptions.limit, assumptions.late
    limited = "" if limit is None else f"; no speech is planned longer than {spell_duration(limit)}"
    begun = f"; begun {clock_digits(abs(late))} {'late' if late > ZERO else 'early'}" if late else ""
    policy = "the moderator lets speakers finish"
    if assumptions.policy is Policy.STRICT:
        policy = f"the moderator calls time {spell_duration(GRACE)} after it is up"
    return f"{runs(trials)}, seed {seed}{begun}{limited}; {policy}; {caveat(assumptions.preset)}"


def caveat(preset: Preset) -> str:
    """Return the figures for speeches and their source, with a warning if they come from other meetings."""
    figures = f"median {preset.speech.median:.2f} of their time, spread {preset.speech.sigma:.2f}"
    source = f"These figures come from other meetings: {preset.source}" if preset.proxy else preset.source
    return f"speeches as in {preset.name} ({preset.what}; {figures}). {source}."


def clock(instant: Instant, agenda: Agenda) -> str:
    """Return the minute that a clock shows where the meeting is held; with the day, if that is another one."""
    local, *own = (each.astimezone(agenda.timezone) for each in (instant, agenda.start, agenda.end))
    time = f"{local:%H:%M}"
    return time if local.date() in {each.date() for each in own} else f"{time} on {local.day} {local:%B}"


def runs(count: int) -> str:
    """Return ``1 run`` or ``2,000 runs``."""
    return "1 run" if count == 1 else f"{count:,} runs"


def chance_words(part: float) -> str:
    """Return a chance as people say it; 0% and 100% only where it is exactly that."""
    said = f"{part:.0%}"
    if said == "0%" and part > 0:
        return "<1%"
    return ">99%" if said == "100%" and part < 1 else said


def answers(result: DryRunResult) -> Iterator[str]:
    """Yield the answers, each in a sentence or two."""
    found, agenda = result.distribution, result.distribution.agenda
    stop, half, most = (clock(time, agenda) for time in (agenda.end, found.finish.p50, found.finish.p90))
    yield f"The meeting ends by {stop} in {_of(found.in_time, found)}; half end by {half}, nine in ten by {most}."
    if found.speakers_done is not None:
        yield _speakers(found, stop)
    for block in found.blocks:
        if block.on_time is not None and block.planned.block.start is not None:
            due, title = clock(block.planned.block.start, agenda), sanitize(block.planned.block.title)
            yield f"“{title}” begins by {due}, its fixed start, in {_of(block.on_time, found)}."
    if found.floor is not None:
        yield from _floor(found, found.floor, stop)
    if result.a_minute_less is not None and result.a_minute_less.helps:
        yield _a_minute_less(result.a_minute_less, stop)


def _of(count: int, found: Distribution) -> str:
    return f"{count:,} of {runs(found.trials)} ({chance_words(count / found.trials)})"


def _speakers(found: Distribution, stop: str) -> str:
    in_time = f"by the hard stop, {stop}, in {_of(found.done_in_time, found)}"
    if found.done_before_last_floor is None or found.last_floor is None:
        return f"All speakers have finished {in_time}."
    start, before = clock(found.last_floor.start, found.agenda), _of(found.done_before_last_floor, found)
    named = sanitize(found.last_floor.block.title)
    return f"All speakers have finished by {start}, when “{named}” is planned to begin, in {before}; {in_time}."


def _floor(found: Distribution, floor: FloorDistribution, stop: str) -> Iterator[str]:
    early, middle, late = floor.in_the_room.made(clock_digits)
    yield (
        f"Before {stop} the floor has {middle} or more in half of the runs "
        f"({clock_digits(floor.planned)} planned), {early} or less in one of ten, {late} or more in another."
    )
    rounds = [block for block in found.blocks if block.is_floor]
    if any(block.planned.block.min is not None for block in rounds):
        yield f"Every floor round has its 'min' or more before {stop} in {_of(floor.keeps_min, found)}."
    if floor.falls_to_min:
        worst = max(rounds, key=lambda block: block.falls_to_min)
        yield (
            f"A floor round is already cut to its minimum when it begins in {_of(floor.falls_to_min, found)}, "
            f"most often {sanitize(worst.planned.block.id)}, in {worst.falls_to_min:,}."
        )


def _a_minute_less(found: Comparison, stop: str) -> str:
    ends = (
        f"{found.in_time:,} of the same {runs(found.runs)} ({chance_words(found.in_time / found.runs)}) end by {stop}"
    )
    before = "as before" if found.in_time == found.in_time_before else f"instead of {found.in_time_before:,}"
    said = f"With one minute less for each speech, {ends} {before}"
    if found.floor is None or found.floor_before is None:
        return f"{said}."
    had, has = clock_digits(found.floor_before), clock_digits(found.floor)
    return f"{said}, and the floor has {has} or more in half of the runs instead of {had}."
