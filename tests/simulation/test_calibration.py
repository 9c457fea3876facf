"""What past shows teach."""

import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.show.actions.blocks import EndBlock, Next, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.state import Show
from runofshow.simulation.answers import caveat
from runofshow.simulation.assumptions import PRESETS, Assumptions, Spread
from runofshow.simulation.calibration import (
    NothingToLearn,
    calibrated,
    is_simulated,
    lengths_yaml,
    posterior,
)
from runofshow.simulation.played_outcome import play_outcome
from tests.builders import Step, agenda, floor, played, speech

PRIOR = Spread(1.07, 0.34)
FACTORS = st.lists(st.floats(0.2, 5), min_size=1, max_size=60)


def speeches(*took: int, plan: Agenda | None = None) -> Show:
    """A show in which speeches of ten minutes took so many."""
    plan = plan or agenda(*(speech(f"S{n}", "10m") for n in range(len(took))), end="18:00")
    steps: list[Step] = []
    clock = 0
    for length in took:
        steps += [(f"{14 + clock // 60}:{clock % 60:02}", StartBlock())]
        clock += length
        steps += [(f"{14 + clock // 60}:{clock % 60:02}", EndBlock())]
        clock += 1
    return played(plan, *steps)


# Shrinkage.


def test_without_any_speech_the_preset_stands() -> None:
    assert posterior(PRIOR, ()) == PRIOR


def test_the_figures_are_those_of_the_conjugate_update() -> None:
    """Two speeches of twice their time, against a preset that counts as eight.

    The middle is (8 ln 1.07 + 2 ln 2) / 10 = 0.19276, the pull 8·2/10 · (ln 2 − ln 1.07)² = 0.62598, the variance
    (8 · 0.34² + 0.62598) / 10 · 11/10 = 0.17059.
    """
    found = posterior(PRIOR, (2.0, 2.0))
    assert found.median == pytest.approx(1.2126, abs=1e-4)
    assert found.sigma == pytest.approx(0.4130, abs=1e-4)


def test_two_speeches_claim_no_certainty() -> None:
    """Two that took exactly their time leave most of the preset's spread."""
    assert posterior(PRIOR, (1.0, 1.0)).sigma > 0.3


def test_many_speeches_outweigh_the_preset() -> None:
    """A thousand of 1.5 with little spread are believed."""
    found = posterior(PRIOR, [1.45, 1.5, 1.55] * 400)
    assert found.median == pytest.approx(1.5, rel=0.01)
    assert found.sigma < 0.07


@given(FACTORS)
def test_the_median_lies_between_the_presets_and_the_shows(factors: list[float]) -> None:
    own = math.exp(sum(map(math.log, factors)) / len(factors))
    found = posterior(PRIOR, factors).median
    assert min(own, PRIOR.median) - 1e-3 <= found <= max(own, PRIOR.median) + 1e-3


@given(FACTORS)
def test_the_order_of_the_shows_changes_nothing(factors: list[float]) -> None:
    assert posterior(PRIOR, factors) == posterior(PRIOR, factors[::-1])


# What is seen.


def test_speeches_interventions_and_what_lies_between_are_seen() -> None:
    plan = agenda(speech("A", "10m"), floor("F", "30m"), end="15:00")
    show = played(
        plan,
        ("14:00", Next()),
        ("14:12", Next()),
        ("14:13", GiveFloor()),
        ("14:14", EndFloor()),
        ("14:14:16", GiveFloor()),
        ("14:16:46", EndFloor()),
        ("14:40", EndBlock()),
    )
    preset = PRESETS["high-level"]
    learnt = calibrated(preset, [show])
    assert learnt.speech == posterior(preset.speech, [1.2])
    assert learnt.intervention == posterior(preset.intervention, [0.5, 1.25])
    assert learnt.floor_handover_spread == posterior(preset.floor_handover_spread, [2.0])
    assert learnt.what == "1 speech and 2 interventions in 1 show"


def test_a_slip_of_the_key_teaches_nothing() -> None:
    plan = agenda(speech("A", "10m"), speech("B", "10m"), end="15:00")
    show = played(plan, ("14:00", Next()), ("14:00:05", Next()), ("14:11", EndBlock()))
    learnt = calibrated(PRESETS["high-level"], [show])
    assert learnt.speech == posterior(PRIOR, [(10 * 60 + 55) / 600])
    assert "1 speech and 0 interventions in 1 show, 1 left out that took hardly any of their time" in learnt.what


def test_a_show_without_speeches_teaches_nothing() -> None:
    with pytest.raises(NothingToLearn, match="no speech was run to its end"):
        calibrated(PRESETS["high-level"], [played(agenda(speech("A", "10m")))])


def test_what_a_dry_run_played_is_known() -> None:
    """From it only the preset could be learnt."""
    assert is_simulated(play_outcome(default_agenda(), Assumptions(PRESETS["high-level"]), 1).show)
    assert not is_simulated(speeches(10))


def test_how_it_was_fitted_is_said() -> None:
    preset = calibrated(PRESETS["high-level"], [speeches(12, 9), speeches(11)])
    said = caveat(preset)
    assert "3 speeches and 0 interventions in 2 shows" in said
    assert "shrunk toward the preset, which counts as 8 speeches (high-level)" in said
    assert "proxy" not in said
    assert "counts as 8 speeches" in said


# Durations.


def test_the_median_of_several_shows_is_offered_with_its_spread() -> None:
    plan = agenda(speech("S0", "10m"), speech("S1", "10m"), end="18:00")
    shows = [speeches(12, 10, plan=plan), speeches(13, 10, plan=plan), speeches(20, 10, plan=plan)]
    text = lengths_yaml(plan, shows)
    assert yaml.safe_load(text) == [{"speaker": {"name": "S0"}, "id": "s0", "duration": "13m"}]
    assert "instead of 10m, took 12:00 to 20:00 in 3" in text
    assert "2 speeches took in 3 shows" in text
    assert "handover: 1m, as planned: 3 between blocks took 1:00 to 1:00" in text


def test_blocks_that_followed_at_once_say_nothing_of_handovers() -> None:
    """With `next` a block begins as the one before ends; only where both were timed is there a handover."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"), speech("C", "10m"), end="15:00")
    by_next = played(plan, ("14:00", Next()), ("14:10", Next()), ("14:20", Next()), ("14:30", EndBlock()))
    timed = played(plan, ("14:00", Next()), ("14:10", Next()), ("14:20", EndBlock()), ("14:20:33", Next()))
    assert "handover" not in lengths_yaml(plan, [by_next])
    assert "handover: 35s, instead of 1m: 1 between blocks took 0:33 to 0:33" in lengths_yaml(plan, [by_next, timed])


def test_an_odd_length_is_rounded_up() -> None:
    plan = agenda(speech("A", "10m"), end="15:00")
    show = played(plan, ("14:00", Next()), ("14:06:31", EndBlock()))
    assert "duration: 7m # instead of 10m, took 6:31\n" in lengths_yaml(plan, [show])


def test_a_show_of_which_nothing_was_run_offers_nothing() -> None:
    plan = agenda(speech("A", "10m"), end="15:00")
    with pytest.raises(NothingToLearn, match="no durations to offer"):
        lengths_yaml(plan, [played(plan)])
