"""A speaker who was called and isn't there: the block is left out as if it had not begun, and the next one starts."""

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.running_order import MarkSpeakerAbsent, restore_of
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.parts import Status
from tests.builders import after, agenda, at, floor, minutes, played, speech

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), speech("C", "10m"), floor("F", "rest", min="5m"))
B_CALLED = played(PLAN, ("14:00", Next()), ("14:10", Next()))
B_ABSENT = after(B_CALLED, [("14:10:04", MarkSpeakerAbsent())])


def test_the_next_speaker_has_the_whole_time_and_the_absent_one_never_began() -> None:
    """Nothing is left that a record could show."""
    absent, running = B_ABSENT.runs["b"], B_ABSENT.runs["c"]
    assert (absent.status, absent.intervals, absent.started) == (Status.SKIPPED, (), None)
    assert (B_ABSENT.current, running.started) == ("c", at("14:10:04"))
    now = forecast(B_ABSENT, at("14:10:04"))
    assert now.countdown is not None
    assert now.countdown.remaining == minutes(10)


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
