"""How much more work a longer show makes, counted in calls: these figures are the same on every machine."""

from collections.abc import Callable, Sequence

import pytest

from runofshow.show.replay import apply, replay
from runofshow.show.state import Entry, Show
from tests.benchmarks.grown import interventions, recorded_backwards, requests
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
