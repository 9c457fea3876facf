"""What staff ask of a dry run, answered in sentences: each figure is counted over the trials behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Agenda
from runofshow.instants import Instant
from runofshow.simulation.assumptions import GRACE, Assumptions, Policy, shortened
from runofshow.simulation.distribution import Distribution, ShowProgress, distribution, distribution_of
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.presets import Preset
from runofshow.text import sanitize

ONE_LESS: Final = timedelta(minutes=1)
"""What is tried on each speech, to say what it would change."""
_SHORTEST: Final = timedelta(minutes=1)
_COMPARED: Final = 500
"""Under the same draws a difference shows in fewer runs than a chance does."""
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class DryRunResult:
    """The odds of an agenda, and what every speech a minute shorter would change under the same draws."""

    distribution: Distribution
    as_it_is: Distribution
    """The odds over the first of the runs, as many as those that follow."""
    a_minute_less: Distribution | None
    """With every speech a minute shorter; None where no speech is longer than a minute."""


def dry_run_result(
    agenda: Agenda, assumptions: Assumptions, seed: int, trials: int, watched: ShowProgress = iter
) -> DryRunResult:
    """What many outcomes say of an agenda."""
    simulator = Simulator(agenda)
    outcomes = list(watched(simulator.outcomes(assumptions, seed, trials)))
    found = distribution_of(agenda, simulator, assumptions, seed, outcomes)
    less, compared = shortened(agenda, ONE_LESS, _SHORTEST), min(trials, _COMPARED)
    if less == agenda:
        return DryRunResult(found, found, None)
    as_it_is = distribution_of(agenda, simulator, assumptions, seed, outcomes[:compared])
    return DryRunResult(found, as_it_is, distribution(less, assumptions, seed, compared))


def answers(result: DryRunResult) -> Iterator[str]:
    """The answers, a sentence or two each."""
    found = result.distribution
    yield _finish(found)
    if found.speakers_done is not None:
        yield _speakers(found)
    yield from _floor(found)
    if result.a_minute_less is not None:
        yield _a_minute_less(result.as_it_is, result.a_minute_less)


def premises(assumptions: Assumptions, trials: int, seed: int) -> str:
    """On which assumptions the odds stand."""
    limit = assumptions.limit
    limited = "" if limit is None else f"; no speech is planned longer than {spell_duration(limit)}"
    begun = ""
    if late := assumptions.late:
        begun = f"; begun {clock_digits(abs(late))} {'late' if late > timedelta(0) else 'early'}"
    policy = policy_words(assumptions.policy)
    return f"{runs(trials)}, seed {seed}{begun}{limited}; {policy}; {caveat(assumptions.preset)}"


def policy_words(policy: Policy) -> str:
    """What the simulated moderator does with whoever speaks too long."""
    if policy is Policy.LENIENT:
        return "the moderator lets speakers finish"
    return f"the moderator calls time {spell_duration(GRACE)} after it is up"


def caveat(preset: Preset) -> str:
    """Which figures a dry run stands on; where they are those of other meetings, that they are."""
    figures = f"median {preset.speech.median:.2f} of their time, spread {preset.speech.sigma:.2f}"
    named = f"speeches as in {preset.name} ({preset.what}; {figures})"
    if not preset.proxy:
        return f"{named}. {preset.source}."
    return f"{named}. These figures are a proxy, taken from other meetings: {preset.source}."


def clock(instant: Instant, agenda: Agenda) -> str:
    """A time of day where the meeting is held, to the minute unless seconds are left; on another day, with that."""
    local, *own = (each.astimezone(agenda.timezone) for each in (instant, agenda.start, agenda.end))
    time = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return time if local.date() in {each.date() for each in own} else f"{time} on {local.day} {local:%B}"


def runs(count: int) -> str:
    """So many trials."""
    return "1 run" if count == 1 else f"{count:,} runs"


def chance_words(part: float) -> str:
    """A chance as people say it; never quite 0% or 100% unless it is."""
    said = f"{part:.0%}"
    if said == "0%" and part > 0:
        return "<1%"
    return ">99%" if said == "100%" and part < 1 else said


def _of(count: int, found: Distribution) -> str:
    return f"{count:,} of {runs(found.trials)} ({chance_words(count / found.trials)})"


def _finish(found: Distribution) -> str:
    stop = clock(found.agenda.end, found.agenda)
    half, most = clock(found.finish.p50, found.agenda), clock(found.finish.p90, found.agenda)
    return f"The meeting ends by {stop} in {_of(found.in_time, found)}; half end by {half}, nine in ten by {most}."


def _speakers(found: Distribution) -> str:
    stop = clock(found.agenda.end, found.agenda)
    in_time = f"by the hard stop, {stop}, in {_of(found.done_in_time, found)}"
    if found.done_before_last_floor is None or found.last_floor is None:
        return f"All speakers have finished {in_time}."
    start, before = clock(found.last_floor.start, found.agenda), _of(found.done_before_last_floor, found)
    named = sanitize(found.last_floor.block.title)
    return f"All speakers have finished by {start}, when “{named}” is planned to begin, in {before}; {in_time}."


def _floor(found: Distribution) -> Iterator[str]:
    floor = found.floor
    if floor is None:
        return
    stop = clock(found.agenda.end, found.agenda)
    room = floor.in_the_room
    yield (
        f"Before {stop} the floor has {clock_digits(room.p50)} or more in half of the runs "
        f"({clock_digits(floor.planned)} planned), {clock_digits(room.p10)} or less in one of ten, "
        f"{clock_digits(room.p90)} or more in another."
    )
    if any(block.planned.block.min is not None for block in found.blocks if block.is_floor):
        yield f"Every floor round has its 'min' or more before {stop} in {_of(floor.keeps_min, found)}."
    if floor.falls_to_min:
        worst = max((block for block in found.blocks if block.is_floor), key=lambda block: block.falls_to_min)
        yield (
            f"A floor round is down to its least before it begins in {_of(floor.falls_to_min, found)}, "
            f"most often {sanitize(worst.planned.block.id)}, in {worst.falls_to_min:,}."
        )


def _a_minute_less(found: Distribution, other: Distribution) -> str:
    stop = clock(found.agenda.end, found.agenda)
    before = "as before" if other.in_time == found.in_time else f"instead of {found.in_time:,}"
    said = (
        f"With one minute less for each speech, under the same luck, it ends by {stop} in {_of(other.in_time, other)}"
        f" {before}"
    )
    if found.floor is None or other.floor is None:
        return f"{said}."
    had, has = found.floor.in_the_room.p50, other.floor.in_the_room.p50
    if abs(has - had) < _SECOND:
        return f"{said}, and the floor has as much as before in half of the runs."
    return f"{said}, and the floor has {clock_digits(has)} or more in half of the runs instead of {clock_digits(had)}."
