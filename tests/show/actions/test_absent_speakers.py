"""A speaker who was called and isn't there: the block is left out as if it had not begun, and the next one starts."""

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.running_order import MarkSpeakerAbsent, restore_of
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Status
from tests.builders import after, agenda, at, countdown_at, floor, minutes, played, speech

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), speech("C", "10m"), floor("F", "rest", min="5m"))
B_CALLED = played(PLAN, ("14:00", Next()), ("14:10", Next()))
B_ABSENT = after(B_CALLED, [("14:10:04", MarkSpeakerAbsent())])


def test_the_next_speaker_has_the_whole_time_and_the_absent_one_never_began() -> None:
    """Nothing is left that a record could show."""
    absent, running = B_ABSENT.runs["b"], B_ABSENT.runs["c"]
    assert (absent.status, absent.intervals, absent.started) == (Status.SKIPPED, (), None)
    assert (B_ABSENT.current, running.started) == ("c", at("14:10:04"))
    assert countdown_at(B_ABSENT, "14:10:04").remaining == minutes(10)


def test_one_undo_brings_the_speaker_back() -> None:
    """As the step was one."""
    back = after(B_ABSENT, [("14:10:10", Undo())])
    assert (back.current, back.runs["b"].started, back.runs["c"].started) == ("b", at("14:10"), None)


def test_whoever_comes_late_can_be_brought_back() -> None:
    """As any block that was left out."""
    back = after(B_ABSENT, [("14:15", restore_of(B_ABSENT))])
    assert back.next_block is not None
    assert back.next_block.id == "b"


def test_an_absent_first_speaker_leaves_the_show_begun() -> None:
    """The second is the first who ran: no handover is counted before."""
    show = played(PLAN, ("14:00", Next()), ("14:00:05", MarkSpeakerAbsent()))
    assert (show.first, show.first_started, show.current) == ("b", at("14:00"), "b")


def test_after_an_absent_last_speaker_nothing_runs() -> None:
    """Every block has been run."""
    show = played(agenda(speech("A", "10m"), speech("B", "10m")), ("14:00", Next()), ("14:10", Next()))
    over = after(show, [("14:10:03", MarkSpeakerAbsent())])
    assert (over.current, over.next_block, over.phase.value) == (None, None, "finished")


def test_a_block_that_is_not_due_yet_is_waited_for() -> None:
    """Nothing runs until the signing at 14:15, and nothing is late while it is waited for."""
    plan = agenda(speech("A", "5m"), speech("Signing", "10m", start="14:15"), floor("F", "rest"))

    show = played(plan, ("14:00", Next()), ("14:00:05", MarkSpeakerAbsent()))

    assert (show.current, show.phase.value) == (None, "handover")
    assert show.next_block is not None
    assert show.next_block.id == "signing"
    now = forecast(show, at("14:02"))
    assert now.block("signing").start == at("14:15")
    assert now.offset == minutes(0)
    assert now.finish == at("15:00")


def test_whoever_takes_the_floor_then_speaks_after_the_block_that_ran_last() -> None:
    """Not in the block of the absent speaker, which never began."""
    plan = agenda(speech("A", "5m"), speech("B", "5m"), speech("Signing", "10m", start="14:15"))
    called = (("14:00", Next()), ("14:05", Next()), ("14:05:05", MarkSpeakerAbsent()))

    show = played(plan, *called, ("14:06", GiveFloor(Particulars(who="Mexico"))))

    assert [one.block for one in show.log()] == ["a"]


def test_a_block_that_is_due_starts_at_once() -> None:
    """Its time has come."""
    plan = agenda(speech("A", "5m"), speech("Signing", "10m", start="14:05"), floor("F", "rest"))

    assert played(plan, ("14:00", Next()), ("14:05", MarkSpeakerAbsent())).current == "signing"


def test_after_an_absent_first_speaker_the_next_one_can_begin_at_once() -> None:
    """Nothing ran, so no handover lies before what is brought back."""
    alone = played(agenda(speech("A", "10m")), ("14:00", Next()), ("14:00:05", MarkSpeakerAbsent()))
    back = after(alone, [("14:01", restore_of(alone))])

    assert forecast(back, at("14:01")).block("a").start == at("14:01")


def test_nobody_holds_the_floor_afterwards() -> None:
    """An intervention within the block ends with it."""
    show = after(B_CALLED, [("14:10:02", GiveFloor()), ("14:10:09", MarkSpeakerAbsent())])
    assert (show.holder, show.current) == (None, "c")


def test_it_is_told_by_name() -> None:
    """Both of them."""
    assert next(iter(B_ABSENT.history)).event.describe(B_ABSENT) == "absent: B; started: C"


def test_nobody_is_absent_from_a_floor_round_or_between_blocks() -> None:
    """Only somebody who was called."""
    for show in (played(PLAN), after(B_ABSENT, [("14:20", Next())])):
        with pytest.raises(Refused, match="nobody to mark absent"):
            after(show, [("14:30", MarkSpeakerAbsent())])
