"""Sentences about a show: its course, the floor, and when they are spoken."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

from runofshow.agenda.model import Agenda
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.actions.running_order import Skip
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.names import who
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action, Show
from runofshow.ui.header import face_of
from runofshow.ui.messages import (
    floor_words,
    held_words,
    plan_words,
    remedy_words,
    seats_words,
    span_words,
    stage_words,
    standing,
)
from runofshow.ui.status_text import moment, stage_said, watch_said
from tests.builders import Step, after, agenda, at, floor, played, speech
from tests.ui.scenes import FIRST_RUNS, MEETING, SCENES, TYPED

SPANS: Final = {
    timedelta(0): "0:00",
    timedelta(minutes=1): "1:00",
    timedelta(hours=23, minutes=59, seconds=59): "23:59:59",
    timedelta(days=1): "1 day",
    timedelta(days=1, hours=23): "1 day",
    timedelta(days=3778): "3778 days",
}


def test_nobody_counts_in_hundreds_of_hours() -> None:
    assert {span: span_words(span) for span in SPANS} == SPANS


def rigid(*lengths: str, end: str = "14:30", **others: Any) -> Agenda:
    """Speeches of such lengths, a minute of handover between two of them."""
    return agenda(*(speech(f"S{place}", length) for place, length in enumerate(lengths)), end=end, **others)


THREE = rigid("9m", "9m", "10m")
FIRST: Step = ("14:00", Next())
TWO_BEGUN: list[Step] = [FIRST, ("14:09", EndBlock()), ("14:10", Next())]


def floored(least: str) -> Agenda:
    """Two speeches, a round of 20 minutes that gives down to `least`, and a speech; there is a minute to spare."""
    round_ = floor("F", "20m", min=least)
    return agenda(speech("A", "10m"), speech("B", "10m"), round_, speech("C", "8m"), end="14:52")


REMEDIES: Final[dict[str, tuple[Agenda, str, list[Step], str]]] = {
    "it fits": (THREE, "14:05", [FIRST], ""),
    "31 s each, in steps of five": (THREE, "14:10:02", [FIRST], "shorten each of the 2 speeches to come by 0:35."),
    "one to come": (THREE, "14:19:31", TWO_BEGUN, "shorten the speech to come by 0:35."),
    "more than half is no shortening": (
        THREE, "14:18:01", [FIRST], "leave out a speech: the 2 speeches to come can't give 9:01.",
    ),
    "the last one runs": (THREE, "14:35", [FIRST, ("14:09", Next()), ("14:19", Next())], ""),
    "what speeches give goes to every round that gives": (floored("18m"), "14:13", [FIRST], ""),
}  # fmt: skip


def test_what_would_end_the_show_in_time_is_said() -> None:
    for why, (plan, clock, steps, words) in REMEDIES.items():
        said = remedy_words(forecast(played(plan, *steps), at(clock)))
        assert said == (f"To end in time, {words}" if words else ""), why


def test_following_the_advice_ends_in_time() -> None:
    late = played(THREE, FIRST)
    assert remedy_words(forecast(late, at("14:10:02"))).endswith("by 0:35.")
    shorter = [("14:10:02", Extend(by=-timedelta(seconds=35), block=block)) for block in ("s1", "s2")]
    mended = forecast(after(late, shorter), at("14:10:02"))
    assert mended.overrun == timedelta(0)
    assert remedy_words(mended) == ""


STAGED: Final = {
    SetStage(): "",
    SetStage("Please conclude"): "“Please conclude”",
    SetStage(blank=True): "blank",
    SetStage("Please conclude", blank=True): "blank",
    SetStage("\x1b[31mred\u202e"): "“␛[31mred”",
}


def test_the_moderator_reads_what_the_speaker_sees() -> None:
    running = played(agenda(speech("A", "5m")), ("14:00", Next()))
    assert {intent: stage_words(after(running, [("14:01", intent)])) for intent in STAGED} == STAGED


def test_a_message_goes_with_the_speaker_that_it_was_for() -> None:
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
    blocks = {"goes on with 35:00": floor("D", "rest", min="10m"), "": speech("A", "10m")}
    for words, block in blocks.items():
        show = played(agenda(block), ("14:00", Next()), ("14:05", Pause()))
        now = forecast(show, at("14:25"))
        assert held_words(now) == words
        assert ("goes on with 35:00" in face_of(show, now).beside) == bool(words)
        assert ("goes on with 35:00" in standing(show, now)) == bool(words)


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
    return list(said(show, forecast(show, at(clock))))


def test_a_speech_is_told_at_its_signals_and_marks_and_then_each_minute_over() -> None:
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
    paused = after(RUNNING, [("13:05", Pause())])
    assert said_between(paused, "13:05", "13:30") == ["05:00 Ms. Lakshmi Puri: paused, 4:00 left, on time"]
    handover = after(RUNNING, [("13:09", EndBlock())])
    assert said_between(handover, "13:09", "13:30") == ["09:00 Next: Mr. Guy Ryder"]


def test_the_speaker_hears_of_their_own_time_and_of_the_message() -> None:
    held = after(RUNNING, [("13:03", GiveFloor(Particulars(who="Mexico"))), ("13:04", SetStage("One minute"))])
    assert said_at(held, "13:04:30", stage_said) == ["Mexico: 0:30 left, wrap up", "One minute"]


def test_a_blank_screen_says_nothing() -> None:
    blank = after(RUNNING, [("13:04", SetStage("One minute", blank=True))])
    assert said_at(blank, "13:05", stage_said) == []


def test_the_stage_says_when_the_meeting_is_over() -> None:
    assert said_at(SCENES["finished"][0], "14:05", stage_said) == ["The meeting is over."]
    closed = after(RUNNING, [("13:05", Finish())])
    assert said_at(closed, "13:06", stage_said) == ["The meeting is over."]


def test_the_moderator_hears_who_has_the_floor_and_where_the_show_is() -> None:
    held = after(RUNNING, [("13:03", GiveFloor(Particulars(who="Mexico")))])
    (said,) = said_at(held, "13:04", watch_said)
    running = "Ms. Lakshmi Puri, 5:00 ON TIME; ENDS 14:00 · 0:00 to spare; 2:00 behind"
    assert said == f"13:04:00 Mexico, 1:00 left, on time; {running}"


def test_no_name_breaks_a_line() -> None:
    for typed in TYPED:
        held = after(RUNNING, [("13:03", GiveFloor(Particulars(who=typed))), ("13:04", SetStage(typed))])
        for said in (watch_said, stage_said):
            for line in said_at(held, "13:04:30", said):
                assert len(line.splitlines()) == 1
                assert "\x1b" not in line


PLAN = agenda(floor("F", "20m"), end="14:20", floor={"limits": {"group": "5m"}})
RUNS: tuple[Step, ...] = (("14:00", Next()),)


def said(*steps: Step, clock: str = "14:02") -> str:
    show = played(PLAN, *RUNS, *steps)
    room = forecast(show, at(clock)).floor
    assert room is not None
    return " ".join(filter(None, [floor_words(show, room), seats_words(show, room)]))


def asks(count: int, category: str = "state") -> list[Step]:
    return [("14:01", Ask(Particulars.model_validate({"who": f"W{n}", "category": category}))) for n in range(count)]


def test_what_fits_is_said_once_where_the_pace_says_the_same() -> None:
    assert said() == "18:00 left for the floor: 8 more at 2:00."


def test_the_predicted_number_is_said_where_it_is_another() -> None:
    spoke: list[Step] = [("14:00", GiveFloor()), ("14:01", EndFloor())]
    assert said(*spoke) == "18:00 left for the floor: 8 more at 2:00, 9 as they speak."


COMES_BACK = agenda(floor("F", "20m", min="8m"), speech("A", "10m"), end="14:35")


def test_of_a_round_that_comes_back_only_what_it_has_not_used_is_kept() -> None:
    """Five of its twenty minutes were used: it never lost them."""
    show = played(COMES_BACK, ("14:00", Next()), ("14:05", Skip(come_back=True)), ("14:06", StartBlock("a")))
    early, late = forecast(show, at("14:06")).floor, forecast(show, at("14:27")).floor
    assert early is not None
    assert late is not None
    assert floor_words(show, early).startswith("Next floor round: 15 min,")
    assert floor_words(show, late).startswith("Next floor round: 7 min of 15 min (minimum 3 min),")


def test_whether_those_who_wait_fit_is_reckoned_with_their_limits() -> None:
    """Eighteen minutes: eight States at 2:00, or three groups at 5:00."""
    full = asks(8)
    assert said(*asks(1)).endswith("The one waiting fits.")
    assert said(*full).endswith("All 8 waiting fit. Close the list now.")
    assert said(*full, ("14:01", CloseList())).endswith("All 8 waiting fit.")
    assert said(*asks(9)).endswith("The 9 waiting would all fit at 1:45. Close the list now.")
    assert said(*asks(3, "group")).endswith("All 3 waiting fit."), "groups take longer, and leave time for one State"
    assert said(*asks(4, "group")).endswith("The 4 waiting would all fit at 4:15. Close the list now.")
    assert said(*asks(40)).endswith("The 40 waiting don't all fit, at any limit. Close the list now.")


def test_whom_somebody_speaks_for_is_all_said() -> None:
    for_two = Particulars(who="Kenya", on_behalf_of="African Group", also_on_behalf_of=("Peru", "Chile"))
    for_one = Particulars(who="Kenya", also_on_behalf_of=("Peru",))
    assert who(for_two) == "Kenya, on behalf of African Group, also on behalf of Peru and Chile"
    assert who(for_one) == "Kenya, also on behalf of Peru"


def seats(waiting: int, length: str = "10m", then: Action | None = None) -> str:
    """What is said of so many who wait in a round, with no time between two."""
    plan = agenda(floor("F", length, limit="2m"), end="14:10", floor={"limit": "2m", "handover": "0s"})
    asked = [("14:00", Ask(Particulars(who=f"Delegation {place}"))) for place in range(waiting)]
    show = played(plan, FIRST, *asked, *([("14:00", then)] if then is not None else []))
    floor_now = forecast(show, at("14:00")).floor
    assert floor_now is not None
    return seats_words(show, floor_now)


SEATS: Final[list[tuple[dict[str, Any], str]]] = [
    ({"waiting": 0}, ""),
    ({"waiting": 1}, "The one waiting fits."),
    ({"waiting": 4}, "All 4 waiting fit."),
    ({"waiting": 5}, "All 5 waiting fit. Close the list now."),
    ({"waiting": 6}, "The 6 waiting would all fit at 1:40. Close the list now."),
    ({"waiting": 20}, "The 20 waiting would all fit at 0:30. Close the list now."),
    ({"waiting": 21}, "The 21 waiting don't all fit, at any limit. Close the list now."),
    # One and two are spoken of as one and two.
    ({"waiting": 1, "length": "1m"}, "The one waiting would fit at 1:00. Close the list now."),
    ({"waiting": 1, "length": "20s"}, "The one waiting doesn't fit, at any limit. Close the list now."),
    ({"waiting": 2, "length": "3m"}, "Both waiting would fit at 1:30. Close the list now."),
    ({"waiting": 2, "length": "50s"}, "The two waiting don't both fit, at any limit. Close the list now."),
    # A list that is closed need not be closed.
    ({"waiting": 5, "then": CloseList()}, "All 5 waiting fit."),
    ({"waiting": 6, "then": CloseList()}, "The 6 waiting would all fit at 1:40."),
    # The limit that was set counts, not the agenda's.
    ({"waiting": 6, "then": SetLimit(timedelta(minutes=1))}, "All 6 waiting fit."),
]
"""Who waits in a round of ten minutes at two; with the fifth on the list, nobody else can be promised a turn."""


def test_the_list_is_to_be_closed_as_soon_as_it_is_full() -> None:
    for asked, sentence in SEATS:
        assert seats(**asked) == sentence, asked
