"""One run of an agenda, on a clock that nobody waits for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.show.actions.blocks import Extend, Next
from runofshow.show.actions.floor import EndFloor, FloorGiven, GiveFloor
from runofshow.show.forecast import forecast
from runofshow.show.replay import replay
from runofshow.show.state import Phase
from runofshow.simulation.assumptions import PRESETS, Assumptions, Preset, Spread
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.played_outcome import Script, Step, play_outcome
from tests.builders import agenda, at, floor, minutes, played, speech
from tests.simulation.strategies import PUNCTUAL, agendas, overrunning

LUNCH = default_agenda()


def test_the_first_speaker_overruns_and_the_floor_pays_for_it() -> None:
    """14:00 A takes 12 minutes instead of 10; the floor has 18 of its 20 left, and the show ends in time."""
    plan = agenda(speech("A", "10m"), floor("F", "20m", min="10m"), speech("C", "10m"), end="14:42")
    run = play_outcome(plan, Assumptions(overrunning(1.2)), seed=1)
    assert [(block.start, block.end) for block in run.blocks] == [
        (at("14:00"), at("14:12")),
        (at("14:13"), at("14:31")),
        (at("14:32"), at("14:44")),
    ]
    assert [block.longer for block in run.blocks] == [minutes(2), -minutes(2), minutes(2)]
    assert [block.later for block in run.blocks] == [minutes(2), minutes(0), minutes(2)]
    assert (run.floor_planned, run.floor_left) == (minutes(20), minutes(18))
    assert (run.finish, run.overrun) == (at("14:44"), minutes(2))


def test_interventions_are_given_while_another_one_fits() -> None:
    """Ten minutes hold four of 2:00 with 8 s between them; the rest of the ten minutes is the moderator's."""
    run = play_outcome(agenda(floor("F", "10m"), end="14:10"), Assumptions(PUNCTUAL), seed=1)
    given_at = [entry.at for entry in run.entries if isinstance(entry.event, FloorGiven)]
    assert given_at == [at("14:00:00"), at("14:02:08"), at("14:04:16"), at("14:06:24")]
    assert (run.blocks[0].interventions, run.finish) == (4, at("14:10"))


def test_a_floor_round_shorter_than_the_limit_takes_nobody() -> None:
    run = play_outcome(agenda(floor("F", "90s"), end="14:10"), Assumptions(PUNCTUAL), seed=1)
    assert (run.interventions, run.finish) == (0, at("14:01:30"))


def test_a_speaker_at_the_end_of_a_floor_round_may_finish() -> None:
    """The last of two interventions runs on until 14:05:08."""
    slow = replace(PUNCTUAL, intervention=Spread(1.25, 0.0))
    run = play_outcome(agenda(floor("F", "4m38s"), end="14:10"), Assumptions(slow), seed=1)
    assert (run.interventions, run.finish) == (2, at("14:05:08"))


def test_a_late_start_is_taken_from_the_floor_not_from_the_hard_stop() -> None:
    run = play_outcome(LUNCH, Assumptions(PUNCTUAL, late=minutes(5)), seed=1)
    assert run.blocks[0].start == LUNCH.start + minutes(5)
    assert run.finish == LUNCH.end
    assert run.floor_left == run.floor_planned - minutes(5)


def test_an_early_start_is_possible_too() -> None:
    run = play_outcome(LUNCH, Assumptions(PUNCTUAL, late=-minutes(2)), seed=1)
    assert run.finish == LUNCH.end
    assert run.floor_left == run.floor_planned + minutes(2)


def test_nothing_can_take_a_run_for_the_meeting() -> None:
    run = play_outcome(LUNCH, Assumptions(PUNCTUAL), seed=1)
    assert run.show.mode == "rehearsal"
    assert {entry.by for entry in run.entries} == {"dry run"}


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_the_same_seed_gives_the_same_run_and_another_one_another(preset: Preset) -> None:
    first, again, other = (play_outcome(LUNCH, Assumptions(preset), seed) for seed in (3, 3, 4))
    assert first == again
    assert first.blocks != other.blocks


def test_the_luck_of_a_speech_does_not_depend_on_the_floor_before_it() -> None:
    """A late start shortens the floor rounds; rigid speeches take what they took."""
    punctual, late = (play_outcome(LUNCH, Assumptions(PRESETS["high-level"], late=minutes(m)), seed=5) for m in (0, 10))
    assert [b.length for b in punctual.blocks if not b.is_floor] == [b.length for b in late.blocks if not b.is_floor]
    assert punctual.floor_left > late.floor_left


@given(agendas(all_kinds=True), st.integers())
@settings(max_examples=40)
def test_when_all_are_punctual_the_run_is_the_plan(plan: Agenda, seed: int) -> None:
    run = play_outcome(plan, Assumptions(PUNCTUAL), seed=seed)
    assert [(b.start, b.end) for b in run.blocks] == [(row.start, row.end) for row in run.show.plan.rows]


@given(
    agendas(all_kinds=True),
    st.sampled_from(list(PRESETS.values())),
    st.integers(),
    st.timedeltas(timedelta(0), minutes(300)),
)
@settings(max_examples=40)
def test_a_run_is_a_whole_show(plan: Agenda, preset: Preset, seed: int, late: timedelta) -> None:
    """Its entries make it, its finish is the forecast's, and the log holds every intervention that it counts."""
    run = play_outcome(plan, Assumptions(preset, late=late), seed=seed)
    at_the_end = forecast(run.show, run.finish)
    assert replay(run.entries) == run.show
    assert run.show.phase is Phase.FINISHED
    assert (at_the_end.finish, at_the_end.hard_stop) == (run.finish, plan.end)
    assert run.interventions == len(run.show.log())
    assert all(block.interventions == 0 for block in run.blocks if not block.is_floor)
    assert all(one.end <= other.start for one, other in zip(run.blocks, run.blocks[1:], strict=False))
    assert run.blocks[0].start == max(plan.start + late, next(plan.blocks()).start or plan.start + late)


@given(
    agendas(rigid=True),
    st.sampled_from(list(PRESETS.values())),
    st.integers(),
    st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)),
)
@settings(max_examples=40)
def test_who_starts_later_is_never_done_earlier(
    plan: Agenda, preset: Preset, seed: int, lates: tuple[int, int]
) -> None:
    """Nor is any block, as long as nobody on the floor exceeds the limit."""
    keeping_the_limit = replace(preset, intervention=Spread(0.9, 0.0))
    earlier, later = (
        play_outcome(plan, Assumptions(keeping_the_limit, late=timedelta(seconds=late)), seed=seed)
        for late in sorted(lates)
    )
    assert all(one.end <= other.end for one, other in zip(earlier.blocks, later.blocks, strict=True))


def test_a_seed_means_the_same_on_every_machine() -> None:
    """These lengths were drawn once and must never change."""
    plan = agenda(speech("A", "10m"), floor("F", "10m"), speech("B", "7m"), end="14:29")
    run = play_outcome(plan, Assumptions(PRESETS["high-level"]), seed=1)
    assert [block.length for block in run.blocks] == [timedelta(seconds=441), minutes(10), timedelta(seconds=574)]
    assert run.interventions == 4


# Played beside a moderator, who does more than the outcome knows of.

ROUND = agenda(floor("F", "90s"), end="14:10")
"""Shorter than the limit of 2:00: the outcome gives the floor to nobody."""


def test_somebody_whom_the_moderator_gave_the_floor_has_the_limit_and_what_was_added_once() -> None:
    """Given at 14:00:10 for 2:00, with a minute more: done at 14:03:10."""
    script = Script(ROUND, Simulator(ROUND, Assumptions(PRESETS["chaired"])).in_detail(1))
    begun = (("14:00", Next()), ("14:00:10", GiveFloor()))
    assert script.next_step(played(ROUND, *begun)) == Step(at("14:02:10"), EndFloor())
    assert script.next_step(played(ROUND, *begun, ("14:01", Extend(minutes(1))))) == Step(at("14:03:10"), EndFloor())
