"""The guard before the keys, at every delay that a hand can have."""

from datetime import timedelta
from typing import Final

import pytest

from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.panel import GiveTurn
from runofshow.show.actions.running_order import MarkSpeakerAbsent
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from runofshow.ui.key_guard import KeyGuard, Stopped
from runofshow.ui.keymap import KeyAction
from tests.builders import after, agenda, at, played
from tests.ui.scenes import SCENES

NEXT, SPACE, ENTER, DONE = KeyAction.NEXT, KeyAction.HANDOVER, KeyAction.GIVE_FIRST, KeyAction.FLOOR_DONE

BEFORE: Final = SCENES["before"][0]
PURI: Final = after(BEFORE, [("13:02", Next())])
HANDOVER: Final = after(PURI, [("13:08", EndBlock())])
RYDER: Final = after(HANDOVER, [("13:11", Next())])
ROUND: Final = after(RYDER, [("13:20", Next())])
MEXICO: Final = after(ROUND, [("13:21", GiveFloor(Particulars(who="Mexico")))])
CHAD_WAITS: Final = after(MEXICO, [("13:23", EndFloor()), ("13:24", Ask(Particulars(who="Chad")))])


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def pressed(guard: KeyGuard, step: KeyAction, show: Show, clock: str, real: float) -> Stopped | None:
    return guard.stops(step, show, at(clock), seconds(real), "key")


@pytest.mark.parametrize("delay", [0, 0.12, 0.3, 0.8, 0.999])
@pytest.mark.parametrize(
    ("step", "show"), [(NEXT, ROUND), (SPACE, ROUND), (ENTER, CHAD_WAITS), (DONE, ROUND)], ids=lambda one: str(one)[:10]
)
def test_a_bounce_does_nothing_and_says_so(step: KeyAction, show: Show, delay: float) -> None:
    guard = KeyGuard()
    guard.took(step, seconds(100))
    stopped = pressed(guard, step, show, "13:30", 100 + delay)
    assert stopped == Stopped("key came twice at once: it counts once.")


@pytest.mark.parametrize("step", [NEXT, SPACE, DONE])
def test_after_a_second_the_same_step_counts_again(step: KeyAction) -> None:
    guard = KeyGuard()
    guard.took(step, seconds(100))
    assert pressed(guard, step, ROUND, "13:30", 100.9) is not None
    assert pressed(guard, step, ROUND, "13:30", 101) is None


@pytest.mark.parametrize(("delay", "counts"), [(0, False), (0.12, False), (0.299, False), (0.3, True), (0.8, True)])
def test_space_that_begins_after_one_that_ended_counts_from_300_ms_on(delay: float, counts: bool) -> None:
    """A handover may be short."""
    guard = KeyGuard()
    guard.took(SPACE, seconds(100))
    assert (pressed(guard, SPACE, HANDOVER, "13:08", 100 + delay) is None) == counts


def test_no_other_step_is_a_bounce() -> None:
    guard = KeyGuard()
    for step in (KeyAction.UNDO, KeyAction.SKIP, KeyAction.PAUSE):
        guard.took(step, seconds(100))
        assert pressed(guard, step, PURI, "13:05", 100) is None
    guard.took(DONE, seconds(100))
    assert pressed(guard, NEXT, PURI, "13:05", 100) is None


# Leaving somebody who has just begun.


def test_leaving_a_speaker_who_has_just_begun_asks_by_name() -> None:
    asked = Stopped("Mr. Guy Ryder has had 0:03 · key moves on · s absent · u back", asks=True)
    assert pressed(KeyGuard(), NEXT, RYDER, "13:11:03", 100) == asked
    asked = Stopped("Mr. Guy Ryder has had 0:09 · key ends it · s absent · u back", asks=True)
    assert pressed(KeyGuard(), SPACE, RYDER, "13:11:09", 100) == asked
    assert pressed(KeyGuard(), NEXT, RYDER, "13:11:10", 100) is None


@pytest.mark.parametrize(
    ("delay", "counts"),
    [(0, False), (0.12, False), (0.3, False), (0.8, False), (1, True), (5, True), (10, True), (10.1, False)],
)
def test_the_second_press_counts_from_1_to_10_s_later(delay: float, counts: bool) -> None:
    """One within the first second is told so, and neither counts nor restarts the wait; one too late asks anew."""
    guard = KeyGuard()
    assert pressed(guard, NEXT, RYDER, "13:11:03", 100) is not None
    again = pressed(guard, NEXT, RYDER, "13:11:03", 100 + delay)
    assert (again is None) == counts
    if delay < 1:
        asked = "Mr. Guy Ryder has had 0:03 · key moves on · s absent · u back"
        assert again == Stopped(f"That came too soon: press key once more · {asked}", asks=True)
        assert pressed(guard, NEXT, RYDER, "13:11:04", 101) is None


def test_a_short_block_is_fresh_for_a_third_of_its_time() -> None:
    """Puri's seven minutes cut to 24 seconds: eight of them."""
    short = after(PURI, [("13:02", Extend(timedelta(seconds=24) - timedelta(minutes=7)))])
    assert pressed(KeyGuard(), NEXT, short, "13:02:07", 100) is not None
    assert pressed(KeyGuard(), NEXT, short, "13:02:08", 100) is None


def test_on_a_fast_clock_the_seconds_are_real_ones() -> None:
    """At ten times the speed a minute of the show is six seconds of the hand."""
    assert pressed(KeyGuard(10), NEXT, RYDER, "13:12:39", 100) is not None
    assert pressed(KeyGuard(10), NEXT, RYDER, "13:12:41", 100) is None


@pytest.mark.parametrize("step", [NEXT, SPACE, DONE, ENTER, KeyAction.REPLY, KeyAction.ASIDE])
def test_whoever_holds_the_floor_isn_t_left_in_the_first_five_seconds(step: KeyAction) -> None:
    stopped = pressed(KeyGuard(), step, MEXICO, "13:21:04", 100)
    assert stopped is not None
    assert stopped.sentence.startswith("Mexico has had 0:04 · key ")
    assert pressed(KeyGuard(), step, MEXICO, "13:21:05", 100) is None


def test_a_point_of_order_only_interrupts() -> None:
    guard = KeyGuard()
    order = Particulars(who="Cuba", kind="point_of_order")
    assert guard.left(KeyAction.POINT_OF_ORDER, MEXICO, at("13:21:01")) == ""
    listed = after(MEXICO, [("13:21", Ask(order))])
    assert pressed(guard, ENTER, listed, "13:21:01", 100) is None
    raised = after(MEXICO, [("13:21:01", GiveFloor(order))])
    assert guard.left(KeyAction.POINT_OF_ORDER, raised, at("13:21:02")) == "Point of order: Cuba has had 0:01"


def test_a_step_that_ends_a_round_says_so_and_names_the_key_that_ends_less() -> None:
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    raised = after(CHAD_WAITS, [("13:25", Ask(Particulars(who="Peru"))), ("13:26", order)])
    stopped = pressed(KeyGuard(), NEXT, raised, "13:26:03", 100)
    words = "2 wait for the floor, Chad first · key ends the round · d ends the point of order · u back"
    assert stopped == Stopped(words, asks=True)
    stopped = pressed(KeyGuard(), NEXT, MEXICO, "13:21:03", 100)
    words = "Mexico has had 0:03 · key ends the round · d ends the intervention · u back"
    assert stopped == Stopped(words, asks=True)
    stopped = pressed(KeyGuard(), SPACE, after(RYDER, [("13:14", order)]), "13:14:03", 100)
    words = "Point of order: Cuba has had 0:03 · key ends the speech · d ends the point of order · u back"
    assert stopped == Stopped(words, asks=True)


def test_a_panellist_isn_t_cut_off_in_the_first_five_seconds() -> None:
    panel = {"id": "p", "panel": "On data", "duration": "20m", "speakers": [{"name": "A"}, {"name": "B"}]}
    show = played(agenda(panel), ("14:00", Next()), ("14:05", GiveTurn(1)))
    for step, does in [(KeyAction.REPLY, "gives the word"), (DONE, "ends it")]:
        stopped = pressed(KeyGuard(), step, show, "14:05:03", 100)
        assert stopped is not None
        assert stopped.sentence.startswith(f"A has had 0:03 · key {does}")
        assert pressed(KeyGuard(), step, show, "14:05:05", 100) is None


def test_a_round_in_which_people_wait_isn_t_left_without_asking() -> None:
    stopped = pressed(KeyGuard(), NEXT, CHAD_WAITS, "13:40", 100)
    assert stopped == Stopped("Chad waits for the floor · key ends the round", asks=True)
    several = after(CHAD_WAITS, [("13:25", Ask(Particulars(who=name))) for name in ("Cuba", "Peru")])
    stopped = pressed(KeyGuard(), SPACE, several, "13:40", 100)
    assert stopped == Stopped("3 wait for the floor, Chad first · key ends the round", asks=True)
    assert pressed(KeyGuard(), NEXT, MEXICO, "13:40", 100) is None


def test_enter_gives_nobody_the_floor_within_a_speech_without_asking() -> None:
    waits = [("13:15", Ask(Particulars(who="Togo")))]
    guard, asked = KeyGuard(), "key gives Togo the floor within Mr. Guy Ryder's speech: press it again"
    assert pressed(guard, ENTER, after(RYDER, waits), "13:15", 100) == Stopped(asked, asks=True)
    assert pressed(guard, ENTER, after(RYDER, waits), "13:15", 102) is None
    paused = pressed(KeyGuard(), ENTER, after(RYDER, [*waits, ("13:16", Pause())]), "13:17", 100)
    assert paused is not None
    assert "within Mr. Guy Ryder's speech and ends the pause: press it again" in paused.sentence
    assert pressed(KeyGuard(), ENTER, after(ROUND, [("13:21", Ask(Particulars(who="Togo")))]), "13:21", 100) is None


def test_the_answer_is_meant_for_whom_the_question_was_about() -> None:
    guard = KeyGuard()
    assert pressed(guard, NEXT, PURI, "13:02:03", 100) is not None
    assert pressed(guard, NEXT, RYDER, "13:11:03", 102) is not None
    assert pressed(guard, SPACE, RYDER, "13:11:04", 103.5) is not None
    guard.said_something_else()
    assert pressed(guard, SPACE, RYDER, "13:11:06", 105) is not None
    assert pressed(guard, SPACE, RYDER, "13:11:07", 106) is None


# Somebody who is absent.


def test_s_marks_a_speaker_absent_while_the_question_stands() -> None:
    for delay, expected in [(0, "ryder"), (0.12, "ryder"), (10, "ryder"), (12, None)]:
        guard = KeyGuard()
        assert guard.absentee(RYDER, seconds(100)) is None
        pressed(guard, NEXT, RYDER, "13:11:03", 100)
        assert guard.absentee(RYDER, seconds(100 + delay)) == expected, delay
    guard = KeyGuard()
    pressed(guard, NEXT, RYDER, "13:11:03", 100)
    late = guard.absentee(RYDER, seconds(110.5))
    assert isinstance(late, Stopped)
    assert "too late" in late.sentence


def test_s_marks_nobody_absent_under_another_sentence_or_in_a_round() -> None:
    guard = KeyGuard()
    pressed(guard, NEXT, RYDER, "13:11:03", 100)
    guard.said_something_else()
    assert guard.absentee(RYDER, seconds(100.5)) is None
    pressed(guard, NEXT, CHAD_WAITS, "13:40", 200)
    assert guard.absentee(CHAD_WAITS, seconds(200.5)) is None


def test_one_key_for_each_absentee() -> None:
    guard = KeyGuard()
    pressed(guard, NEXT, PURI, "13:02:03", 100)
    assert guard.absentee(PURI, seconds(101)) == "puri"
    absent = after(PURI, [("13:02:04", MarkSpeakerAbsent())])
    assert absent.current == "ryder"
    assert guard.marked_absent(absent, seconds(101))
    for delay in (0, 0.12, 0.3, 0.8):
        assert guard.absentee(absent, seconds(101 + delay)) == Stopped("")
    assert guard.absentee(absent, seconds(102)) == "ryder"


# Enter.


@pytest.mark.parametrize(("delay", "echo"), [(0, True), (0.12, True), (0.3, True), (0.8, True), (1, False)])
def test_an_enter_right_after_the_one_that_closed_a_prompt_is_its_echo(delay: float, echo: bool) -> None:
    """Names are ended with Enter, and some hands press it twice."""
    guard = KeyGuard()
    assert not guard.is_echo(seconds(100))
    guard.closed_prompt(seconds(100))
    assert guard.is_echo(seconds(100 + delay)) == echo
