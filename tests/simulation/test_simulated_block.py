"""How much time is left to a running block, by sums over those that follow it."""

from itertools import takewhile

from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.allocate import SECOND, Claim, shared
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import MICROSECOND, planned
from runofshow.simulation.simulated_block import SimulatedBlock, simulated_blocks
from tests.builders import agenda, floor, minutes, speech
from tests.simulation.strategies import agendas

MINUTE = minutes(1) // MICROSECOND


def by_the_rule(block: SimulatedBlock, later: list[SimulatedBlock], until: int, used: int) -> int:
    """What `allocate.shared` leaves to a block, with every later block of its stretch written out."""
    if not block.shrinkable:
        return max(0, block.length - used)
    later = list(takewhile(lambda one: one.start is None, later))
    rigid = sum(one.handover + (0 if one.shrinkable else one.length) for one in later)
    claims = [claim(block, used), *(claim(one, 0) for one in later if one.shrinkable)]
    return shared(until - rigid, claims)[0]


def claim(block: SimulatedBlock, used: int) -> Claim:
    """What a block asks for that has run for so long."""
    minimum = max(0, block.minimum - used)
    if block.takes_rest:
        return Claim(minimum, minimum, takes_rest=True, used=used)
    natural = max(0, block.length - used)
    return Claim(natural, min(natural, minimum), give=block.length - block.minimum)


@given(agendas(all_kinds=True), st.data())
@settings(max_examples=200)
def test_sums_leave_what_the_rule_leaves(plan: Agenda, data: st.DataObject) -> None:
    blocks = simulated_blocks(plan, planned(plan).rows)
    for place, block in enumerate(blocks):
        until = data.draw(st.integers(-20 * MINUTE, 130 * MINUTE))
        used = data.draw(st.one_of(st.just(0), st.integers(0, 20 * MINUTE)))
        stretch = list(takewhile(lambda one: one.start is None, blocks[place + 1 :]))
        assert block.left(until, used) == by_the_rule(block, stretch, until, used)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=6), st.integers(0, 30), st.integers(0, 5_000_000))
@settings(max_examples=200)
def test_sums_leave_what_the_rule_leaves_where_rounding_decides(gives: list[int], more: int, used: int) -> None:
    """With a few microseconds above the minimum lengths, the part of a block may be all that it can give."""
    speeches = (speech(f"S{n}", f"{give + 1}s", min="1s", handover="0s") for n, give in enumerate(gives))
    plan = agenda(*speeches)
    block, *later = simulated_blocks(plan, planned(plan).rows)
    for until in (max(0, SECOND - used) + len(later) * SECOND + more, used + more):
        assert block.left(until, used) == by_the_rule(block, later, until, used)


def test_a_shortage_is_shared_in_proportion() -> None:
    """A and B of 10 minutes each can give 2 and 6; of a shortage of 4 minutes A gives 1 and B 3."""
    plan = agenda(speech("A", "10m", min="8m"), speech("B", "10m", min="4m"), end="14:21")
    first, second = simulated_blocks(plan, planned(plan).rows)
    assert first.left(17 * MINUTE, 0) == 9 * MINUTE
    assert first.left(21 * MINUTE, 0) == 10 * MINUTE
    assert first.left(13 * MINUTE, 0) == first.left(0, 0) == 8 * MINUTE
    assert second.left(7 * MINUTE, 0) == 7 * MINUTE
    assert second.left(2 * MINUTE, 9 * MINUTE) == MINUTE


def test_a_round_that_takes_the_rest_has_what_the_others_leave() -> None:
    """Twenty minutes less the handover and the speech of ten; after its minimum of five it may be over at once."""
    plan = agenda(floor("F", "rest", min="5m"), speech("A", "10m"), end="14:20")
    block, _ = simulated_blocks(plan, planned(plan).rows)
    assert block.left(20 * MINUTE, 0) == 9 * MINUTE
    assert block.left(12 * MINUTE, 0) == 5 * MINUTE
    assert block.left(12 * MINUTE, 6 * MINUTE) == MINUTE
    assert block.left(5 * MINUTE, 6 * MINUTE) == 0
