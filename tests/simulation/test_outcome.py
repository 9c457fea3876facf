"""An outcome is plain arithmetic, and a show takes every step of it at its instant."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import MICROSECOND
from runofshow.show.actions.blocks import BlockStarted
from runofshow.show.forecast import forecast
from runofshow.show.replay import apply, replay
from runofshow.simulation.assumptions import PRESETS, Assumptions, Policy
from runofshow.simulation.outcome import Outcome, Simulator
from runofshow.simulation.played_outcome import PlayedOutcome, play_outcome
from tests.simulation.strategies import agendas

LUNCH = default_agenda()


def first_outcome(plan: Agenda, assumptions: Assumptions, seed: int) -> Outcome:
    return Simulator(plan, assumptions).in_detail(seed)


def guarded(run: PlayedOutcome) -> list[bool]:
    """Whether the engine's forecast warned of each floor round in the moment before it began."""
    show = replay(run.entries[:1])
    warned: dict[str, bool] = {}
    for entry in run.entries[1:]:
        if isinstance(entry.event, BlockStarted):
            warned[entry.event.block] = entry.event.block in {guard.run.id for guard in forecast(show, entry.at).guards}
        show = apply(show, entry)
    return [warned[block.planned.block.id] for block in run.floors]


ASSUMPTIONS = st.builds(
    Assumptions,
    st.sampled_from(list(PRESETS.values())),
    st.timedeltas(-timedelta(minutes=20), timedelta(hours=5)),
    st.sampled_from(list(Policy)),
)
SEEDS = st.integers(0, 2**32)


@given(agendas(all_kinds=True), ASSUMPTIONS, SEEDS)
@settings(max_examples=60)
def test_a_trial_that_is_played_keeps_its_instants_and_is_warned_of_like_any_show(
    plan: Agenda, assumptions: Assumptions, seed: int
) -> None:
    check_as_played(plan, assumptions, seed)


@pytest.mark.slow
@given(agendas(all_kinds=True), ASSUMPTIONS, SEEDS)
@settings(max_examples=1_000)
def test_many_trials_that_are_played_keep_their_instants(plan: Agenda, assumptions: Assumptions, seed: int) -> None:
    check_as_played(plan, assumptions, seed)


def check_as_played(plan: Agenda, assumptions: Assumptions, seed: int) -> None:
    """Compare the first outcome of a seed with the show that it makes."""
    run, outcome = play_outcome(plan, assumptions, seed), first_outcome(plan, assumptions, seed)
    assert [(block.start - plan.start) // MICROSECOND for block in run.blocks] == list(outcome.starts)
    assert [(block.end - plan.start) // MICROSECOND for block in run.blocks] == list(outcome.ends)
    assert [block.interventions for block in run.floors] == [held.interventions for held in outcome.rounds]
    assert guarded(run) == [held.held_at_minimum for held in outcome.rounds]


def test_the_strategy_reaches_what_is_hard() -> None:
    """Floors that are eaten, finishes past the hard stop, rounds in which somebody speaks: the property isn't empty."""
    eaten, over, spoken = 0, 0, 0
    simulator = Simulator(LUNCH, Assumptions(PRESETS["unenforced"]))
    for outcome in simulator.outcomes(seed=1, count=100):
        eaten += any(held.held_at_minimum for held in outcome.rounds)
        over += outcome.finish > simulator.stop
        spoken += sum(held.interventions for held in outcome.rounds)
    assert 20 < eaten < 100
    assert 20 < over < 100
    assert spoken > 1_000


@pytest.mark.parametrize(
    "changed", [Assumptions(PRESETS["high-level"], timedelta(minutes=5)), Assumptions(PRESETS["chaired"])]
)
def test_luck_is_the_seeds_alone(changed: Assumptions) -> None:
    """Whoever is unlucky with his speech is so however late it begins, and by whatever figures."""
    usual = Assumptions(PRESETS["high-level"])

    def order(assumptions: Assumptions) -> list[int]:
        runs = list(Simulator(LUNCH, assumptions).outcomes(seed=3, count=50))
        return sorted(range(50), key=lambda place: (runs[place].ends[1] - runs[place].starts[1], place))

    assert order(changed)[0] == order(usual)[0]
    assert order(changed)[-1] == order(usual)[-1]
