"""How much more work a longer show makes, counted in calls: these figures are the same on every machine."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from runofshow.show.actions.blocks import BlockStarted
from runofshow.show.actions.panel import TurnEnded, TurnGiven
from runofshow.show.forecast import forecast
from runofshow.show.identities import known_names
from runofshow.show.replay import apply, replay
from runofshow.show.state import Entry, Event, Show
from runofshow.show.statements import statements
from runofshow.ui.picture import picture
from tests.benchmarks.grown import entries_of, interventions, recorded_backwards, requests, run_blocks
from tests.builders import agenda, at
from tests.costs import calls_of

FEW, MANY = 400, 1_600


def _before_last(entries: Sequence[Entry]) -> Show:
    show = replay(entries[:1])
    for entry in entries[1:-1]:
        show = apply(show, entry)
    return show


@pytest.mark.parametrize("entries_of", [requests, recorded_backwards])
def test_one_more_entry_costs_hardly_more_in_a_show_four_times_as_long(
    entries_of: Callable[[int], list[Entry]],
) -> None:
    """Somebody asks for the floor behind many others; an intervention is entered before all that were entered."""
    few, many = (entries_of(count) for count in (FEW, MANY))
    short, long = _before_last(few), _before_last(many)

    assert calls_of(lambda: apply(long, many[-1])) <= 1.5 * calls_of(lambda: apply(short, few[-1]))


def test_kinds_that_are_corrected_at_the_end_cost_little_more_than_none() -> None:
    """Six of two thousand interventions turn out to have been points of order: not everything since is played again."""
    plain, corrected = interventions(4_000), interventions(4_000, corrected=True)

    assert calls_of(lambda: replay(corrected)) <= 2 * calls_of(lambda: replay(plain))


def test_a_block_more_costs_a_forecast_few_calls() -> None:
    """Half of the blocks have been run, the others are still to come."""

    def calls(blocks: int) -> int:
        show = replay(run_blocks(blocks, blocks // 2))
        return calls_of(lambda: forecast(show, at("12:00")))

    assert calls(2_000) - calls(200) < 1_800 * 25


def test_an_intervention_more_costs_the_next_picture_few_calls() -> None:
    """Nothing is kept from the show before the last one was given: its log and its pace are found anew."""

    def calls(entries: int) -> int:
        show = replay(interventions(entries))
        return calls_of(lambda: picture(show, forecast(show, show.last_move), 120, 40))

    assert calls(2_400) - calls(600) < 600 * 30


def test_an_intervention_more_of_a_known_delegation_costs_the_names_to_choose_from_few_calls() -> None:
    """Its name is folded once, however often it has spoken."""

    def calls(entries: int) -> int:
        show = replay(interventions(entries))
        known_names(show)  # the table of delegations is read once
        return calls_of(lambda: known_names(show))

    assert calls(2_400) - calls(600) < 600 * 10


def test_the_statements_of_four_times_as_many_panels_cost_four_times_as_much() -> None:
    """Each panel has as many turns, which aren't all looked through for each."""

    def calls(panels: int) -> int:
        block = {"panel": "P", "duration": "1m", "speakers": [{"name": "A"}, {"name": "B"}]}
        plan = agenda(*({**block, "id": f"p{number}"} for number in range(panels)), start="00:00", end="23:00")
        show = replay(entries_of(plan, _turns(panels)))
        return calls_of(lambda: statements(show, at("23:00")))

    assert calls(80) < 4.2 * calls(20)


def _turns(panels: int) -> Iterator[Event]:
    for number in range(panels):
        yield BlockStarted(block=f"p{number}")
        yield TurnGiven(block=f"p{number}", number=1, name="A")
        yield TurnGiven(block=f"p{number}", number=2, name="B")
        yield TurnEnded()
