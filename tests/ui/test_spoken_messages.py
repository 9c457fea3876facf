"""A show in words: when something is said, and what."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from runofshow.show.actions.blocks import EndBlock, Pause
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.particulars import Particulars
from runofshow.show.state import Show
from runofshow.ui.course_messages import moment, stage_said, watch_said
from tests.builders import after, at, played
from tests.ui.scenes import FIRST_RUNS, HOSTILE, MEETING, SCENES

RUNNING = played(MEETING, *FIRST_RUNS, clock="12:50")
Said = Callable[[Show, Forecast], Iterator[str]]


def said_between(show: Show, first: str, last: str, said: Said = stage_said) -> list[str]:
    """What is said in that time, each line after the clock at which it is."""
    lines: list[str] = []
    before: object = None
    now = at(first)
    while now <= at(last):
        shown = forecast(show, now)
        if (state := moment(show, shown)) != before:
            before = state
            lines += [f"{now:%M:%S} {line}" for line in said(show, shown)]
        now += timedelta(seconds=1)
    return lines


def said_at(show: Show, clock: str, said: Said) -> list[str]:
    """What would be said at a time."""
    return list(said(show, forecast(show, at(clock))))


def test_a_speech_is_told_at_its_signals_and_marks_and_then_each_minute_over() -> None:
    """At the start, with 2 minutes and 1 minute left, in the last 30 seconds, at nothing, over, and every minute."""
    assert said_between(RUNNING, "13:02", "13:11:30") == [
        "02:00 Ms. Lakshmi Puri: 7:00 left, on time",
        "07:00 Ms. Lakshmi Puri: 2:00 left, wrap up",
        "08:00 Ms. Lakshmi Puri: 1:00 left, wrap up",
        "08:30 Ms. Lakshmi Puri: 0:30 left, last 30 s",
        "09:00 Ms. Lakshmi Puri: 0:00 left, last 30 s",
        "09:01 Ms. Lakshmi Puri: over by 0:01",
        "10:00 Ms. Lakshmi Puri: over by 1:00",
        "11:00 Ms. Lakshmi Puri: over by 2:00",
    ]


def test_nothing_is_said_twice_while_nothing_changes() -> None:
    """A held countdown passes no mark, and a handover none either."""
    paused = after(RUNNING, [("13:05", Pause())])
    assert said_between(paused, "13:05", "13:30") == ["05:00 Ms. Lakshmi Puri: paused, 4:00 left, on time"]
    handover = after(RUNNING, [("13:09", EndBlock())])
    assert said_between(handover, "13:09", "13:30") == ["09:00 Next: Mr. Guy Ryder"]


def test_the_speaker_hears_of_their_own_time_and_of_the_message() -> None:
    """Whoever has the floor comes before the block; what the moderator shows is read out."""
    held = after(RUNNING, [("13:03", GiveFloor(Particulars(who="Mexico"))), ("13:04", SetStage("One minute"))])
    assert said_at(held, "13:04:30", stage_said) == ["Mexico: 0:30 left, wrap up", "One minute"]


def test_a_blank_screen_says_nothing() -> None:
    """What nobody shall see, nobody shall hear."""
    blank = after(RUNNING, [("13:04", SetStage("One minute", blank=True))])
    assert said_at(blank, "13:05", stage_said) == []


def test_the_stage_says_when_the_meeting_is_over() -> None:
    """Every block has been run, or the show was closed."""
    assert said_at(SCENES["finished"][0], "14:05", stage_said) == ["The meeting is over."]
    closed = after(RUNNING, [("13:05", Finish())])
    assert said_at(closed, "13:06", stage_said) == ["The meeting is over."]


def test_the_moderator_hears_who_has_the_floor_and_where_the_show_is() -> None:
    """One line, whoever holds the floor first."""
    held = after(RUNNING, [("13:03", GiveFloor(Particulars(who="Mexico")))])
    (said,) = said_at(held, "13:04", watch_said)
    running = "Ms. Lakshmi Puri, 5:00 ON TIME; ENDS 14:00 · 0:00 to spare; 2:00 behind"
    assert said == f"13:04:00 Mexico, 1:00 left, on time; {running}"


def test_no_name_breaks_a_line() -> None:
    """Whatever people are called, and whatever the message is."""
    for name in HOSTILE:
        typed = name.encode("utf-8", "replace").decode()
        held = after(RUNNING, [("13:03", GiveFloor(Particulars(who=typed))), ("13:04", SetStage(typed))])
        for said in (watch_said, stage_said):
            for line in said_at(held, "13:04:30", said):
                assert len(line.splitlines()) == 1
                assert "\x1b" not in line
