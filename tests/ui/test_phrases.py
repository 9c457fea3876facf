"""What figures mean, in words."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from runofshow.agenda.model import Agenda
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause
from runofshow.show.actions.floor import GiveFloor, SetLimit
from runofshow.show.actions.meeting import SetStage
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.ui.course_messages import (
    held_words,
    plan_words,
    remedy_words,
    span_words,
    stage_words,
    standing,
)
from runofshow.ui.floor_messages import seats_words
from runofshow.ui.header import face_of
from tests.builders import Step, after, agenda, at, floor, played, speech

SPANS: Final = {
    timedelta(0): "0:00",
    timedelta(minutes=1): "1:00",
    timedelta(hours=23, minutes=59, seconds=59): "23:59:59",
    timedelta(days=1): "1 day",
    timedelta(days=1, hours=23): "1 day",
    timedelta(days=3778): "3778 days",
}


def test_nobody_counts_in_hundreds_of_hours() -> None:
    """Digits up to a day, then days."""
    assert {span: span_words(span) for span in SPANS} == SPANS


def remedy(plan: Agenda, clock: str, *steps: Step) -> str:
    """What would mend it at a time."""
    show = played(plan, *steps)
    return remedy_words(forecast(show, at(clock)))


def rigid(*lengths: str, end: str = "14:30", **others: Any) -> Agenda:
    """Speeches of such lengths, a minute of handover between two of them."""
    return agenda(*(speech(f"S{place}", length) for place, length in enumerate(lengths)), end=end, **others)


def test_a_show_that_fits_needs_no_remedy() -> None:
    """Nothing is said where there is nothing to do."""
    assert remedy(rigid("9m", "9m", "10m"), "14:05", ("14:00", Next())) == ""


def test_an_overrun_is_shared_by_the_speeches_to_come_in_steps_of_five_seconds() -> None:
    """1:02 over two speeches are 31 s each: nobody is asked for less than 35."""
    plan = rigid("9m", "9m", "10m")
    assert (
        remedy(plan, "14:10:02", ("14:00", Next())) == "To end in time, shorten each of the 2 speeches to come by 0:35."
    )
    steps = (("14:00", Next()), ("14:09", EndBlock()), ("14:10", Next()))
    assert remedy(plan, "14:19:31", *steps) == "To end in time, shorten the speech to come by 0:35."


def test_what_speeches_can_not_give_is_not_asked_of_them() -> None:
    """More than half of a speech is no shortening."""
    plan = rigid("9m", "9m", "10m")
    assert remedy(plan, "14:18:01", ("14:00", Next())).startswith("To end in time, leave out a speech: the 2 speeches")


def test_with_the_last_speech_running_nothing_can_be_asked_of_anybody() -> None:
    """There is no speech to come."""
    steps = (("14:00", Next()), ("14:09", Next()), ("14:19", Next()))
    assert remedy(rigid("9m", "9m", "10m"), "14:35", *steps) == ""


def floored(least: str) -> Agenda:
    """Two speeches, a round of 20 minutes that gives down to `least`, and a speech; there is a minute to spare."""
    round_ = floor("F", "20m", min=least)
    return agenda(speech("A", "10m"), speech("B", "10m"), round_, speech("C", "8m"), end="14:52")


def test_what_a_floor_lost_is_not_promised_back() -> None:
    """What speeches give goes to every round that gives: no figure would be true."""
    assert remedy(floored("18m"), "14:13", ("14:00", Next())) == ""


def test_following_the_advice_ends_in_time() -> None:
    """Each speech to come is made shorter by what was said, and nothing is left to mend."""
    plan = rigid("9m", "9m", "10m")
    late = played(plan, ("14:00", Next()))
    assert remedy_words(forecast(late, at("14:10:02"))).endswith("by 0:35.")
    shorter = [("14:10:02", Extend(by=-timedelta(seconds=35), block=block)) for block in ("s1", "s2")]
    mended = forecast(after(late, shorter), at("14:10:02"))
    assert mended.overrun == timedelta(0)
    assert remedy_words(mended) == ""


def seats(
    waiting: int, limit: str = "2m", *, length: str = "10m", closed: bool = False, held: Sequence[Step] = ()
) -> str:
    """What is said of so many who wait in a round, with no time between two."""
    plan = agenda(floor("F", length, limit=limit), end="14:10", floor={"limit": "2m", "handover": "0s"})
    asked = [("14:00", Ask(Particulars(who=f"Delegation {place}"))) for place in range(waiting)]
    steps: list[Step] = [("14:00", Next()), *asked, *held, *([("14:00", CloseList())] if closed else [])]
    show = played(plan, *steps)
    floor_now = forecast(show, at("14:00")).floor
    assert floor_now is not None
    return seats_words(show, floor_now)


WAITING: Final = {
    0: "",
    1: "The one waiting fits.",
    4: "All 4 waiting fit.",
    5: "All 5 waiting fit. Close the list now.",
    6: "The 6 waiting would all fit at 1:40. Close the list now.",
    20: "The 20 waiting would all fit at 0:30. Close the list now.",
    21: "The 21 waiting don't all fit, at any limit. Close the list now.",
}
"""The sentence for so many."""


def test_the_list_is_to_be_closed_as_soon_as_it_is_full() -> None:
    """Five fit into ten minutes at two: with the fifth on it, nobody else can be promised a turn."""
    assert {count: seats(count) for count in WAITING} == WAITING


def test_one_and_two_are_spoken_of_as_one_and_two() -> None:
    """Nobody says that the 1 waiting would all fit."""
    assert seats(1, length="1m") == "The one waiting would fit at 1:00. Close the list now."
    assert seats(1, length="20s") == "The one waiting doesn't fit, at any limit. Close the list now."
    assert seats(2, length="3m") == "Both waiting would fit at 1:30. Close the list now."
    assert seats(2, length="50s") == "The two waiting don't both fit, at any limit. Close the list now."


def test_a_list_that_is_closed_need_not_be_closed() -> None:
    """What has been done isn't asked for."""
    assert seats(5, closed=True) == "All 5 waiting fit."
    assert seats(6, closed=True) == "The 6 waiting would all fit at 1:40."


def test_another_limit_seats_more() -> None:
    """The limit that was set counts, not the agenda's."""
    set_limit = [("14:00", SetLimit(timedelta(minutes=1)))]
    assert seats(6, held=set_limit) == "All 6 waiting fit."


STAGED: Final = {
    SetStage(): "",
    SetStage("Please conclude"): "“Please conclude”",
    SetStage(blank=True): "blank",
    SetStage("Please conclude", blank=True): "blank",
    SetStage("\x1b[31mred\u202e"): "“␛[31mred”",
}


def test_the_moderator_reads_what_the_speaker_sees() -> None:
    """A message, that the screen is blank, or nothing beside the countdown."""
    running = played(agenda(speech("A", "5m")), ("14:00", Next()))
    assert {intent: stage_words(after(running, [("14:01", intent)])) for intent in STAGED} == STAGED


def test_a_message_goes_with_the_speaker_that_it_was_for() -> None:
    """The next one isn't told to conclude."""
    plan = agenda(speech("A", "5m"), speech("B", "5m"))
    show = played(plan, ("14:00", Next()), ("14:01", SetStage("Please conclude")), ("14:05", Next()))
    assert stage_words(show) == ""
    given = played(plan, ("14:00", Next()), ("14:01", SetStage("Please conclude")), ("14:05", GiveFloor()))
    assert stage_words(given) == ""


def test_an_offset_that_a_floor_round_takes_up_is_not_gone_without_a_word() -> None:
    """The last round ends at the hard stop, however late it began: it makes up for lateness, or takes what was won."""
    plan = agenda(speech("A", "10m"), floor("F", "rest", min="10m"), end="14:40", handover="0s")
    speaking = played(plan, ("14:00", Next()))
    assert plan_words(speaking, forecast(speaking, at("14:13"))) == "3:00 behind"
    begun = {"14:13": "on plan, floor gave 3:00", "14:07": "on plan, floor got 3:00", "14:10": "on plan"}
    for clock, words in begun.items():
        show = after(speaking, [(clock, Next())])
        assert plan_words(show, forecast(show, at("14:16"))) == words


def test_what_a_pause_eats_is_told_while_the_countdown_stands() -> None:
    """On the screen and in a sentence; a speech goes on with what its countdown says."""
    blocks = {"goes on with 35:00": floor("D", "rest", min="10m"), "": speech("A", "10m")}
    for words, block in blocks.items():
        show = played(agenda(block), ("14:00", Next()), ("14:05", Pause()))
        now = forecast(show, at("14:25"))

        assert held_words(now) == words
        assert ("goes on with 35:00" in face_of(show, now).beside) == bool(words)
        assert ("goes on with 35:00" in standing(show, now)) == bool(words)
