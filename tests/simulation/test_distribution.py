"""What follows from many trials, against what can be worked out without them."""

import json
import math
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import NormalDist, fmean, pvariance
from typing import Any

import pytest

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.export.dry_run_json import dry_run_json
from runofshow.simulation.answers import dry_run_result
from runofshow.simulation.assumptions import PRESETS, Assumptions, Policy, Preset
from runofshow.simulation.distribution import Quantiles, Tally, chance_in_time
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.played_outcome import play_outcome
from tests.builders import agenda, at, floor, minutes, speech
from tests.simulation import strategies
from tests.simulation.strategies import EXACT, overrunning, panel, video

HIGH_LEVEL = Assumptions(PRESETS["high-level"])
PUNCTUAL = Assumptions(strategies.PUNCTUAL)
LUNCH = default_agenda()

TWELVE_SPEECHES = agenda(*(speech(f"S{n}", "7m") for n in range(12)), end="15:35")
"""Needed: 84 minutes of speeches and 11 of handovers, so the finish is exactly the end if all are punctual."""


def document(plan: Agenda, assumptions: Assumptions, trials: int = 50, seed: int = 1) -> Any:
    return json.loads(
        dry_run_json(play_outcome(plan, assumptions, seed), dry_run_result(plan, assumptions, seed, trials))
    )


# Against closed forms.


def test_the_finish_has_the_mean_and_the_variance_of_a_sum_of_lognormals() -> None:
    """Mean exp(µ + σ²/2) and variance (exp(σ²) − 1)·exp(2µ + σ²) of one factor, times twelve; four standard errors."""
    sigma, median, length, count = 0.34, 1.07, 420.0, 10_000
    mean = median * math.exp(sigma**2 / 2) * length
    variance = (math.exp(sigma**2) - 1) * (median * math.exp(sigma**2 / 2) * length) ** 2
    taken = [
        outcome.finish / 1e6 - 11 * 60
        for outcome in Simulator(TWELVE_SPEECHES, HIGH_LEVEL).outcomes(seed=11, count=count)
    ]
    error = math.sqrt(12 * variance / count)
    assert fmean(taken) == pytest.approx(12 * mean, abs=4 * error)
    assert pvariance(taken) == pytest.approx(12 * variance, rel=0.05)


def test_one_speech_is_over_its_time_as_often_as_its_distribution_says() -> None:
    """P(factor > limit) = 1 − Φ(ln(limit / median) / σ); three standard errors of a share.

    By 14:12 is until 14:12:59, so 779 of 600 seconds, to which up to 779.5 are rounded.
    """
    plan, count = agenda(speech("A", "10m"), start="14:00", end="14:12"), 10_000
    expected = NormalDist().cdf(math.log(779.5 / 600 / 1.07) / 0.34)
    found = Tally(plan, HIGH_LEVEL, seed=5, count=count).distribution()
    assert found.finish_by_hard_stop == pytest.approx(expected, abs=3 * math.sqrt(expected * (1 - expected) / count))


def test_a_quantile_of_one_speech_is_that_of_its_distribution() -> None:
    plan = agenda(speech("A", "10m"), end="15:00")
    found = Tally(plan, HIGH_LEVEL, seed=5, count=10_000).distribution().finish
    for instant, part in ((found.p10, 0.1), (found.p50, 0.5), (found.p90, 0.9)):
        expected = 600 * 1.07 * math.exp(0.34 * NormalDist().inv_cdf(part))
        assert (instant - at("14:00")).total_seconds() == pytest.approx(expected, rel=0.01)


def test_the_chance_to_finish_is_that_of_another_sampler() -> None:
    """A large sample by other code: the meeting ends in time if its speeches leave the discussion its least.

    Speeches come from Python's own lognormal; on the floor all keep their limit here. Three standard errors of the
    difference of two shares, of 5,000 and of 20,000.
    """
    lengths = [3, 7, 7, 7, 7, 7, 7, 7, 6, 5, 5]
    blocks = [speech(f"S{place}", f"{length}m") for place, length in enumerate(lengths)]
    plan = agenda(*blocks, floor("F", "rest", min="15m"), start="13:00", end="14:46", handover="30s")
    assumptions = replace(HIGH_LEVEL, preset=replace(HIGH_LEVEL.preset, intervention=EXACT))
    source, room = Random(99), 107 - 11 * 0.5 - 15
    totals = (sum(n * source.lognormvariate(math.log(1.07), 0.34) for n in lengths) for _ in range(20_000))
    expected = sum(total < room for total in totals) / 20_000
    found = Tally(plan, assumptions, seed=2, count=5_000).distribution()
    error = math.sqrt(expected * (1 - expected) * (1 / 5_000 + 1 / 20_000))
    assert 0.3 < expected < 0.9
    assert found.finish_by_hard_stop == pytest.approx(expected, abs=3 * error)


# What is said of a meeting without any chance in it.


def test_when_all_are_punctual_nothing_is_left_to_chance() -> None:
    found = Tally(LUNCH, PUNCTUAL, seed=1, count=20).distribution()
    assert (found.in_time, found.done_before_last_floor, found.done_in_time) == (20, 20, 20)
    assert found.finish == Quantiles(LUNCH.end, LUNCH.end, LUNCH.end)
    assert all(block.start == Quantiles(*[block.planned.start] * 3) for block in found.blocks)
    assert found.floor is not None
    assert (found.floor.falls_to_min, found.floor.keeps_min) == (0, 20)
    assert found.floor.time == Quantiles(*[found.floor.planned] * 3)


def test_half_an_hour_late_every_floor_round_falls_to_its_least() -> None:
    """18:30 can be given, the rest lies past the hard stop: the floor has 27 minutes, 15:30 of them in the room."""
    found = Tally(LUNCH, replace(PUNCTUAL, late=minutes(30)), seed=1, count=20).distribution()
    assert found.floor is not None
    assert (found.in_time, found.floor.falls_to_min, found.floor.keeps_min) == (0, 20, 0)
    assert found.floor.time.p50 == minutes(27)
    assert found.floor.in_the_room.p50 == minutes(15.5)
    assert found.finish.p50 - LUNCH.end == minutes(11.5)


def test_a_strict_moderator_calls_time_half_a_minute_after_it_is_up() -> None:
    strict = replace(HIGH_LEVEL, policy=Policy.STRICT)
    longest = max(
        end - start
        for outcome in Simulator(TWELVE_SPEECHES, strict).outcomes(seed=1, count=50)
        for start, end in zip(outcome.starts, outcome.ends, strict=True)
    )
    assert longest == (7 * 60 + 30) * 1_000_000
    assert (
        Tally(LUNCH, strict, 1, 100).distribution().in_time
        > 2 * Tally(LUNCH, HIGH_LEVEL, 1, 100).distribution().in_time
    )


@pytest.mark.parametrize(("overrun", "in_time"), [(1.0, True), (1.0983, True), (1.1, False)])
def test_by_the_hard_stop_is_by_the_minute_that_clocks_show(overrun: float, in_time: bool) -> None:
    """A speech of ten minutes that ends at 14:10:59 ends by 14:10; at 14:11:00 it doesn't."""
    plan = agenda(speech("A", "10m"), end="14:10")
    exactly = Assumptions(overrunning(overrun))
    found = Tally(plan, exactly, seed=1, count=1).distribution()
    assert (found.in_time, found.done_in_time) == ((1, 1) if in_time else (0, 0))
    assert chance_in_time(plan, exactly, 1, 1) == found.in_time


def test_a_round_that_ends_in_the_last_minute_has_had_its_minimum() -> None:
    """A runs 40 seconds over: the round of ten minutes begins at 14:11:40 and ends at 14:21:40, by 14:21."""
    plan = agenda(speech("A", "10m"), floor("F", "rest", min="10m"), end="14:21")
    found = Tally(plan, Assumptions(overrunning(640 / 600)), seed=1, count=1).distribution()
    assert found.floor is not None
    assert (found.in_time, found.floor.keeps_min) == (1, 1)
    assert found.floor.in_the_room.p50 == timedelta(minutes=9, seconds=20)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_strict_moderator_never_makes_the_chance_worse(preset: Preset) -> None:
    """Not even by the seconds that an intervention takes longer than its limit."""
    strict, lenient = (
        Tally(LUNCH, Assumptions(preset, policy=policy), 1, 200).distribution()
        for policy in (Policy.STRICT, Policy.LENIENT)
    )
    assert strict.in_time >= lenient.in_time


def test_who_starts_later_finishes_in_time_less_often() -> None:
    counts = [
        Tally(LUNCH, replace(HIGH_LEVEL, late=minutes(late)), 1, 100).distribution().in_time for late in (0, 5, 10, 20)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_a_fixed_start_is_kept_by_waiting_and_lost_by_overruns() -> None:
    """A of ten minutes, then B not before 14:15; a late beginning shows once the slack of four minutes is used up."""
    plan = agenda(speech("A", "10m"), speech("B", "10m", start="14:15"), end="14:30")
    for late, start, on_time in ((0, "14:15", 1), (4, "14:15", 1), (4.9, "14:15:54", 1), (5, "14:16", 0)):
        found = Tally(plan, replace(PUNCTUAL, late=minutes(late)), seed=1, count=1).distribution()
        assert found.blocks[1].start == Quantiles(*[at(start)] * 3), late
        assert [block.on_time for block in found.blocks] == [None, on_time], late
    first = agenda(speech("A", "10m", start="14:00"))
    assert Tally(first, replace(PUNCTUAL, late=minutes(2)), 1, 3).distribution().blocks[0].on_time == 0


def test_breaks_and_videos_take_their_time_and_panels_count_as_speakers() -> None:
    """However long speeches are; an item at the end isn't the end of the speakers."""
    plan = agenda(panel("P", "10m"), video("Film", "5m"), end="14:30")
    found = Tally(plan, Assumptions(overrunning(1.2)), seed=1, count=1).distribution()
    assert [(block.start.p50, block.end.p50) for block in found.blocks] == [
        (at("14:00"), at("14:12")),
        (at("14:13"), at("14:18")),
    ]
    assert found.speakers_done == Quantiles(*[at("14:12")] * 3)


def test_an_agenda_without_a_floor_has_odds_too() -> None:
    speeches = Tally(agenda(speech("A", "10m")), HIGH_LEVEL, 1, 50).distribution()
    floors = Tally(agenda(floor("F", "rest")), HIGH_LEVEL, 1, 50).distribution()
    assert (speeches.floor, speeches.last_floor, speeches.done_before_last_floor) == (None, None, None)
    assert (floors.speakers_done, floors.done_in_time) == (None, 0)


def test_quantiles_are_values_that_were_there() -> None:
    assert Quantiles.of([5, 1, 4, 2, 3]) == Quantiles(1, 3, 5)
    assert Quantiles.of(range(1, 11)) == Quantiles(1, 5, 9)
    assert Quantiles.of([7]) == Quantiles(7, 7, 7)


# For programs.


def test_the_json_has_the_odds_as_they_are_named() -> None:
    found = document(LUNCH, HIGH_LEVEL)
    assert (found["seed"], found["preset"], found["trials"], found["policy"]) == (1, "high-level", 50, "lenient")
    assert 0 < found["finish_by_hard_stop"] < 1
    assert found["finish"]["p10"] <= found["finish"]["p50"] <= found["finish"]["p90"]
    assert found["finish"]["p50"].startswith("2016-07-20T15:0")
    for name in ("seconds", "interventions"):
        three = found["floor"][name]
        assert three["p10"] <= three["p50"] <= three["p90"]
    assert 0 < found["floor"]["falls_to_min"] < 1
    assert [block["id"] for block in found["blocks"]] == [block.id for block in LUNCH.blocks()]
    assert found["blocks"][1]["planned_start"] == "2016-07-20T13:03:30-04:00"
    assert set(found["blocks"][1]["start"]) == {"p10", "p50", "p90"}


def test_the_same_seed_gives_the_same_document_byte_for_byte() -> None:
    assert document(LUNCH, HIGH_LEVEL, seed=4) == document(LUNCH, HIGH_LEVEL, seed=4)
    assert document(LUNCH, HIGH_LEVEL, seed=4)["finish"] != document(LUNCH, HIGH_LEVEL, seed=5)["finish"]


def test_the_seeds_table_never_changes(pytestconfig: pytest.Config) -> None:
    """The whole document of 500 trials of the lunch, as it was drawn once: the same on every machine."""
    golden = Path(__file__).parent / "goldens" / "dry-run.json"
    seen = dry_run_result(LUNCH, HIGH_LEVEL, 7, 500)
    found = dry_run_json(play_outcome(LUNCH, HIGH_LEVEL, 7), seen)
    if pytestconfig.getoption("--update-goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_the_single_run_is_the_first_trial() -> None:
    """What stands beside the plan is one of the runs that the odds are counted over."""
    run, outcome = play_outcome(LUNCH, HIGH_LEVEL, 9), next(Simulator(LUNCH, HIGH_LEVEL).outcomes(9, 1))
    assert run.finish - LUNCH.start == timedelta(microseconds=outcome.finish)
