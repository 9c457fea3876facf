"""The record: what is struck, and what stays of it."""

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Note, RecordIntervention, Strike
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide
from tests.builders import Step, after, agenda, at, floor, played

PLAN = agenda(floor("F", "40m"))
MEXICO, CHAD = Particulars(who="Mexico", category="state"), Particulars(who="Chad", category="state")
TWO_SPOKE: tuple[Step, ...] = (
    ("14:00", Next()),
    ("14:01", GiveFloor(MEXICO)),
    ("14:03", GiveFloor(CHAD)),
    ("14:05", EndFloor()),
)


def test_a_struck_intervention_is_in_no_list_and_keeps_its_number() -> None:
    """The others stay where they are, and nobody else gets its number."""
    show = played(PLAN, *TWO_SPOKE, ("14:06", Note("loud", 1)), ("14:07", Strike(1, "no delegate of Mexico")))
    then = after(show, [("14:08", GiveFloor(MEXICO))])

    assert [(one.number, one.called) for one in then.log()] == [(2, "Chad"), (3, "Mexico")]
    assert show.struck[3].why == "no delegate of Mexico"
    with pytest.raises(Refused, match="intervention 1, Mexico, was struck: 'undo @7' brings it back"):
        decide(show, Strike(1, "again"), at("14:09"))


def test_undoing_the_strike_brings_the_intervention_back() -> None:
    """With all that was noted on it, whatever happened since."""
    struck = played(PLAN, *TWO_SPOKE, ("14:06", Note("loud", 1)), ("14:07", Strike(1, "entered twice")))
    back = after(struck, [("14:20", GiveFloor(CHAD)), ("14:21", Undo(7))])

    assert [one.number for one in back.log()] == [1, 2, 3]
    assert [note.of for note in back.notes] == [3]


def test_whoever_still_speaks_is_not_struck() -> None:
    """The floor is ended first."""
    show = played(PLAN, *TWO_SPOKE[:2])

    with pytest.raises(Refused, match="1 Mexico still has the floor: 'floor end' ends it"):
        decide(show, Strike(1, "entered twice"), at("14:02"))
    with pytest.raises(Refused, match="say why it is struck"):
        decide(played(PLAN, *TWO_SPOKE), Strike(1, " \n"), at("14:06"))


def test_a_struck_intervention_whose_end_is_undone_goes_once_it_has_ended() -> None:
    """It has the floor again meanwhile."""
    show = played(PLAN, *TWO_SPOKE, ("14:06", Strike(2, "entered twice")), ("14:07", Undo(5)))

    assert show.holding is not None
    assert show.holding.called == "Chad"
    assert [one.called for one in after(show, [("14:08", EndFloor())]).log()] == ["Mexico"]
    assert [one.called for one in after(show, [("14:08", GiveFloor(MEXICO))]).log()] == ["Mexico", "Mexico"]


def test_a_forgotten_intervention_is_inserted_and_taken_out_of_a_past_show() -> None:
    """Nothing that followed is undone for it."""
    show = played(PLAN, *TWO_SPOKE, ("14:40", RecordIntervention(at("14:02"), at("14:03"), CHAD)))

    assert [one.number for one in show.log()] == [1, 3, 2]
    assert [one.number for one in after(show, [("14:41", Strike(3, "entered twice"))]).log()] == [1, 2]
