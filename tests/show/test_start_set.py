"""Fixed starts that are set, lifted or dropped while a show runs, and items that are inserted."""

import pytest

from runofshow.agenda.model import Item
from runofshow.errors import Refused
from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.meeting import CorrectClock
from runofshow.show.actions.running_order import Insert, Move, Moved, Restore, Restored, SetStart, Skip
from runofshow.show.forecast import forecast
from runofshow.show.replay import decide
from tests.agenda.test_stretches import item, with_signing
from tests.builders import agenda, at, floor, minutes, played, speech


def test_a_fixed_start_is_set_and_lifted() -> None:
    """B waits for 14:30; without that it follows A."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"))
    fixed = played(plan, ("14:00", Next()), ("14:01", SetStart("b", at("14:30"))))
    lifted = played(plan, ("14:00", Next()), ("14:01", SetStart("b", at("14:30"))), ("14:02", SetStart("b", None)))

    assert forecast(fixed, at("14:02")).block("b").start == at("14:30")
    assert forecast(fixed, at("14:02")).block("b").slack == minutes(19)
    assert forecast(lifted, at("14:03")).block("b").start == at("14:11")


def test_a_fixed_start_is_one_of_the_clock_on_the_wall() -> None:
    """Three minutes later by the show clock where the laptop is three minutes fast."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"))
    show = played(plan, ("14:00", Next()), ("14:01", CorrectClock(-minutes(3))), ("14:02", SetStart("b", at("14:30"))))
    assert forecast(show, at("14:03")).block("b").start == at("14:33")


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        pytest.param(SetStart("c", None), "C has no fixed start: it begins when its turn comes", id="nothing to lift"),
        pytest.param(
            SetStart("c", at("14:01")), "14:01 has passed: a fixed start lies ahead", id="a time that is over"
        ),
        pytest.param(
            SetStart("a", at("15:01")), "A is running, not waiting: 'restore' brings the block back", id="begun"
        ),
    ],
)
def test_a_fixed_start_is_refused_where_it_makes_no_sense(action: SetStart, expected: str) -> None:
    """In one sentence."""
    show = played(with_signing(), ("14:00", Next()))
    with pytest.raises(Refused) as refused:
        decide(show, action, at("14:05"))
    assert str(refused.value) == expected


def test_a_move_to_a_place_where_the_start_cannot_be_met_drops_it_and_says_so() -> None:
    """At the end of the meeting the signing can't begin at 14:45."""
    show = played(with_signing(), ("14:00", Next()))

    event = decide(show, Move("signing"), at("14:05"))
    moved = played(with_signing(), ("14:00", Next()), ("14:05", Move("signing")))

    assert event == Moved(block="signing", drops_start=True)
    assert event.describe(show) == "moved: Signing, to the end; its fixed start can't be met there and was dropped"
    assert forecast(moved, at("14:06")).block("signing").slack == minutes(0)
    assert forecast(moved, at("14:06")).block("signing").start is not None


def test_a_move_to_a_place_where_the_start_is_met_keeps_it() -> None:
    """Before the photo it still begins at 14:45; and nothing is written of that."""
    show = played(with_signing(), ("14:00", Next()))

    event = decide(show, Move("signing", "photo"), at("14:05"))

    assert event.model_dump(mode="json") == {"kind": "moved", "block": "signing", "before": "photo"}
    moved = played(with_signing(), ("14:00", Next()), ("14:05", Move("signing", "photo")))
    assert forecast(moved, at("14:06")).block("signing").start == at("14:45")


def test_a_block_that_is_brought_back_too_late_for_its_start_begins_when_its_turn_comes() -> None:
    """It was left out, and the photo ended at 14:50."""
    steps = (("14:00", Next()), ("14:30", Skip("signing")), ("14:31", Next()), ("14:46", Next()), ("14:50", EndBlock()))
    show = played(with_signing(), *steps)

    event = decide(show, Restore("signing"), at("14:50"))
    back = played(with_signing(), *steps, ("14:50", Restore("signing")))

    assert event == Restored(block="signing", drops_start=True)
    assert event.describe(show) == "brought back: Signing; its fixed start can't be met there and was dropped"
    assert forecast(back, at("14:50")).block("signing").start == at("14:51")


def test_a_block_that_is_brought_back_in_time_keeps_its_start() -> None:
    """Left out and back again before anything was late."""
    show = played(with_signing(), ("14:00", Next()), ("14:10", Skip("signing")))
    event = decide(show, Restore("signing"), at("14:11"))
    assert event.model_dump(mode="json") == {"kind": "restored", "block": "signing"}


def test_what_is_inserted_before_a_fixed_start_takes_its_slack_first() -> None:
    """A minute of video and its handover take the two minutes of slack."""
    video = Item.model_validate({"item": "Message", "type": "video", "duration": "1m"})
    show = played(with_signing(), ("14:00", Next()), ("14:05", Insert(video, before="signing")))

    now = forecast(show, at("14:06"))

    assert now.block("message").start == at("14:43")
    assert (now.block("signing").start, now.block("signing").slack) == (at("14:45"), minutes(0))
    assert now.finish == at("15:25")


def test_an_item_is_a_countdown_in_which_nobody_speaks() -> None:
    """It counts down like a speech, and no speaker is announced."""
    plan = agenda(item("Coffee", "10m", type="break"), floor("F", "10m"))
    now = forecast(played(plan, ("14:00", Next())), at("14:04"))

    assert now.countdown is not None
    assert now.countdown.remaining == minutes(6)
    assert now.block("coffee").run.block.people == ()
