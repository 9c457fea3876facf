"""Kinds that are corrected long after: as if they had been known, and nobody else's turn or block is another."""

import pytest

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import Amend, Note, Strike
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from tests.builders import Step, agenda, at, floor, minutes, played, speech

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "rest"))
IN_A_SPEECH: list[Step] = [
    ("14:00", Next()),
    ("14:02", GiveFloor(Particulars(who="Cuba"))),
    ("14:03", EndFloor()),
    ("14:10", Next()),
    ("14:20", Next()),
]
IN_THE_ROUND: list[Step] = [
    step
    for minute in range(21, 55, 2)
    for step in (
        (f"14:{minute}", GiveFloor(Particulars(who="Mexico"))),
        (f"14:{minute}:50", EndFloor()),
        (f"14:{minute}:55", Note("a note")),
    )
]
CORRECTED: Step = ("14:56", Amend(1, Particulars(kind="point_of_order")))


def _speech_took(show: Show) -> object:
    return show.runs["a"].elapsed(at("15:00"))


def test_a_point_of_order_in_a_speech_of_an_hour_ago_held_its_clock() -> None:
    """The speech had nine minutes of its own, although fifty entries were made since."""
    before, after = played(PLAN, *IN_A_SPEECH, *IN_THE_ROUND), played(PLAN, *IN_A_SPEECH, *IN_THE_ROUND, CORRECTED)

    assert (_speech_took(before), _speech_took(after)) == (minutes(10), minutes(9))
    assert after.runs["b"] == before.runs["b"]
    assert after.runs["f"] == before.runs["f"]
    assert after.log()[1:] == before.log()[1:]
    assert after.log()[0].interrupts
    assert list(after.notes) == list(before.notes)


def test_what_was_corrected_of_it_since_stays() -> None:
    """Its gist, and how long it took."""
    since: Step = ("14:30", Amend(1, Particulars(gist="adjourn"), took=minutes(2)))
    show = played(PLAN, *IN_A_SPEECH, *IN_THE_ROUND[:12], since, CORRECTED)

    one = show.log()[0]
    assert (one.particulars.gist, one.interrupts, one.interval.elapsed(at("15:00"))) == ("adjourn", True, minutes(2))


@pytest.mark.parametrize("number", [3, 9])
def test_one_that_cut_somebody_off_in_the_round_stays_as_it_ran(number: int) -> None:
    """Nobody can tell whether the other would have spoken on."""
    steps = [step for step in IN_THE_ROUND if not isinstance(step[1], EndFloor)]
    late: Step = ("14:56", Amend(number, Particulars(kind="point_of_order")))
    before, after = played(PLAN, *IN_A_SPEECH, *steps), played(PLAN, *IN_A_SPEECH, *steps, late)

    assert after.log()[number - 1].clocks_stay
    assert [one.interval for one in after.log()] == [one.interval for one in before.log()]


def test_one_that_was_struck_meanwhile_is_no_hindrance() -> None:
    """Whoever spoke before it was struck; the clock of the speech was held all the same."""
    struck: Step = ("14:55", Strike(2, "withdrawn"))
    show = played(PLAN, *IN_A_SPEECH, *IN_THE_ROUND, struck, CORRECTED)

    assert _speech_took(show) == minutes(9)
    assert 2 not in [one.number for one in show.log()]
