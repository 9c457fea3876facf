"""What is meant for one speaker doesn't reach the next: actions name who was seen, and are refused otherwise."""

from collections.abc import Callable
from functools import partial

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.running_order import Restore, Skip, restore_of
from runofshow.show.actions.speakers_list import Ask, MarkAbsent
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide
from runofshow.show.state import Action, ExpectedState
from tests.builders import Step, after, agenda, at, floor, minutes, played, refusal, speech

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "rest", min="10m"))
MEXICO, CHAD = Particulars(who="Mexico"), Particulars(who="Chad")
A_RUNS: tuple[Step, ...] = (("14:00", Next()),)
FLOOR_RUNS: tuple[Step, ...] = (*A_RUNS, ("14:10", Next()), ("14:20", Next()))


PAUSE, RESUME, MINUTE, FLOOR = Pause, Resume, partial(Extend, minutes(1)), partial(GiveFloor, CHAD)


@pytest.mark.parametrize("action", [PAUSE, RESUME, MINUTE, FLOOR], ids=["pause", "resume", "a minute", "the floor"])
@pytest.mark.parametrize(
    ("given", "meanwhile", "why"),
    [
        pytest.param(A_RUNS, Next(), "'a' isn't running any more, B ('b') is running by now", id="another block"),
        pytest.param(A_RUNS, EndBlock(), "nothing is running by now", id="the block has ended"),
        pytest.param((), Next(), "A ('a') is running by now", id="a block has begun"),
        pytest.param(FLOOR_RUNS, GiveFloor(MEXICO), "Mexico has the floor by now", id="somebody took the floor"),
        pytest.param(FLOOR_RUNS, GiveFloor(), "intervention 1 has the floor by now", id="somebody nameless did"),
        pytest.param(
            (*FLOOR_RUNS, ("14:21", GiveFloor(MEXICO))), EndFloor(), "nobody holds the floor by now", id="they are done"
        ),
        pytest.param(
            (*FLOOR_RUNS, ("14:21", GiveFloor(MEXICO))), GiveFloor(CHAD), "Chad has the floor by now", id="the next one"
        ),
    ],
)
def test_what_was_meant_for_one_does_not_reach_another(
    action: Callable[..., Action], given: tuple[Step, ...], meanwhile: Action, why: str
) -> None:
    """The sentence says who speaks by now, and that has moved on."""
    show = played(PLAN, *given)
    moved = after(show, [("14:30", meanwhile)])
    told = refusal(moved, action(expected=ExpectedState.of(show)))
    assert "has moved on" in told
    assert why in told


@pytest.mark.parametrize(
    ("given", "action"),
    [
        (A_RUNS, PAUSE),
        (A_RUNS, MINUTE),
        (FLOOR_RUNS, FLOOR),
        ((*FLOOR_RUNS, ("14:21", GiveFloor(MEXICO))), MINUTE),
        ((*FLOOR_RUNS, ("14:21", GiveFloor(MEXICO))), PAUSE),
    ],
)
def test_what_others_ask_for_meanwhile_is_in_nobodys_way(
    given: tuple[Step, ...], action: Callable[..., Action]
) -> None:
    """Only who speaks counts."""
    show = played(PLAN, *given)
    asked = after(show, [("14:30", Ask(MEXICO))])
    meant = action(expected=ExpectedState.of(show))
    assert decide(asked, meant, at("14:31")) == decide(show, meant, at("14:31"))


def test_the_block_that_was_seen_left_out_comes_back_and_no_other() -> None:
    """Somebody brought it back already, or left out another one."""
    show = played(PLAN, *A_RUNS, ("14:01", Skip("b")))
    seen = restore_of(show)
    assert seen == Restore("b")
    assert "B is waiting" in refusal(after(show, [("14:02", Restore())]), seen, "14:03")
    another = decide(after(show, [("14:02", Skip("f"))]), seen, at("14:03"))
    assert another.model_dump()["block"] == "b"
    with pytest.raises(Refused, match="no block was skipped"):
        restore_of(played(PLAN, *A_RUNS))


def test_the_first_who_was_seen_waiting_is_meant_and_not_the_next() -> None:
    """A turn that is lost, or given, twice at once is lost once."""
    show = played(PLAN, *FLOOR_RUNS, ("14:21", Ask(MEXICO)), ("14:21", Ask(CHAD)))
    first = show.waiting[0]
    moved = after(show, [("14:22", MarkAbsent(first))])
    for action in (MarkAbsent(first), GiveFloor(request=first)):
        assert "isn't on the list of speakers any more" in refusal(moved, action, "14:23")


def test_a_handover_that_is_over_is_told_by_what_runs() -> None:
    """And by nothing else: there was no block that isn't running any more."""
    with pytest.raises(Refused) as refusal:
        ExpectedState(block=None).check(played(PLAN, *FLOOR_RUNS))

    assert str(refusal.value).startswith("F ('f') is running by now: tester has")
