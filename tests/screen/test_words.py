"""What figures mean, in words."""

from datetime import timedelta
from typing import Any

import pytest

from runofshow.agenda.model import Agenda
from runofshow.screen.words import floor_words, remedy_words, seats_words, span_words, stage_words, who
from runofshow.show.entries import Particulars
from runofshow.show.forecast import forecast
from runofshow.show.intents import Ask, CloseList, EndBlock, EndFloor, GiveFloor, Next, SetStage
from tests.builders import Step, agenda, at, floor, minutes, played, speech

PLAN = agenda(floor("F", "20m"), end="14:20", floor={"limits": {"group": "5m"}})
RUNS: tuple[Step, ...] = (("14:00", Next()),)


def said(*steps: Step, clock: str = "14:02") -> str:
    """What is said of the floor after steps."""
    show = played(PLAN, *RUNS, *steps)
    room = forecast(show, at(clock)).floor
    assert room is not None
    return " ".join(filter(None, [floor_words(show, room), seats_words(show, room)]))


def asks(count: int, category: str = "state") -> list[Step]:
    """So many ask."""
    return [("14:01", Ask(Particulars.model_validate({"who": f"W{n}", "category": category}))) for n in range(count)]


def test_what_fits_is_said_once_where_the_pace_says_the_same() -> None:
    """Before anybody was heard, the limit is the pace."""
    assert said() == "18:00 left for the floor: 8 more at 2:00."


def test_the_predicted_number_is_said_where_it_is_another() -> None:
    """One who took half of the limit."""
    spoke: list[Step] = [("14:00", GiveFloor()), ("14:01", EndFloor())]
    assert said(*spoke) == "18:00 left for the floor: 8 more at 2:00, 9 as they speak."


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        pytest.param(asks(1), "The one waiting fits.", id="one"),
        pytest.param(asks(8), "All 8 waiting fit. Close the list now.", id="the list is full"),
        pytest.param([*asks(8), ("14:01", CloseList())], "All 8 waiting fit.", id="it is closed already"),
        pytest.param(asks(9), "The 9 waiting would all fit at 1:45. Close the list now.", id="one too many"),
        pytest.param(asks(3, "group"), "All 3 waiting fit.", id="groups take longer, and leave time for one State"),
        pytest.param(
            asks(4, "group"), "The 4 waiting would all fit at 4:15. Close the list now.", id="too many groups"
        ),
        pytest.param(asks(40), "The 40 waiting don't all fit, at any limit. Close the list now.", id="far too many"),
    ],
)
def test_whether_those_who_wait_fit_is_reckoned_with_their_limits(steps: list[Step], words: str) -> None:
    """Eighteen minutes: eight States at 2:00, or three groups at 5:00."""
    assert said(*steps).endswith(words)


def test_whom_somebody_speaks_for_is_all_said() -> None:
    """One, or several."""
    for_two = Particulars(who="Kenya", on_behalf_of="African Group", also_on_behalf_of=("Peru", "Chile"))
    for_one = Particulars(who="Kenya", also_on_behalf_of=("Peru",))

    assert who(for_two) == "Kenya, on behalf of African Group, also on behalf of Peru and Chile"
    assert who(for_one) == "Kenya, also on behalf of Peru"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "0:00"),
        (minutes(1), "1:00"),
        (timedelta(hours=23, minutes=59, seconds=59), "23:59:59"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=1, hours=23), "1 day"),
        (timedelta(days=3778), "3778 days"),
    ],
)
def test_nobody_counts_in_hundreds_of_hours(span: timedelta, words: str) -> None:
    """Digits up to a day, then days."""
    assert span_words(span) == words


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
        remedy(plan, "14:10:02", ("14:00", Next())) == "0:35 less for each of the 2 speeches to come would mend that."
    )
    steps = (("14:00", Next()), ("14:09", EndBlock()), ("14:10", Next()))
    assert remedy(plan, "14:19:31", *steps) == "0:35 less for the speech to come would mend that."


def test_what_speeches_can_not_give_is_not_asked_of_them() -> None:
    """More than half of a speech is no shortening."""
    plan = rigid("9m", "9m", "10m")
    assert remedy(plan, "14:18:01", ("14:00", Next())).startswith("To mend that, leave out a speech: the 2 speeches")


def test_with_the_last_speech_running_nothing_can_be_asked_of_anybody() -> None:
    """There is no speech to come."""
    steps = (("14:00", Next()), ("14:09", Next()), ("14:19", Next()))
    assert remedy(rigid("9m", "9m", "10m"), "14:35", *steps) == ""


def floored(least: str) -> Agenda:
    """Two speeches, a round of 20 minutes that gives down to `least`, and a speech; there is a minute to spare."""
    round_ = floor("F", "20m", min=least)
    return agenda(speech("A", "10m"), speech("B", "10m"), round_, speech("C", "8m"), end="14:52")


def test_a_floor_that_lost_gets_it_back_from_the_speeches_before_it() -> None:
    """Two minutes of the round are gone when A is three late; C comes after it and can't give anything back."""
    first = (("14:00", Next()),)
    assert remedy(floored("18m"), "14:13", *first) == "2:00 less for the speech to come would mend that."
    assert remedy(floored("10m"), "14:21", *first) == (
        "To mend that, leave out a speech: the speech to come can't give 10:00."
    )
    second = (*first, ("14:10", EndBlock()), ("14:11", Next()))
    assert remedy(floored("18m"), "14:24", *second) == ""


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        (SetStage(), ""),
        (SetStage("Please conclude"), "“Please conclude”"),
        (SetStage(blank=True), "blank"),
        (SetStage("Please conclude", blank=True), "blank"),
        (SetStage("\x1b[31mred\u202e"), "“␛[31mred”"),
    ],
)
def test_the_moderator_reads_what_the_speaker_sees(intent: SetStage, words: str) -> None:
    """A message, that the screen is blank, or nothing beside the countdown."""
    assert stage_words(played(agenda(speech("A", "5m")), ("14:00", Next()), ("14:01", intent))) == words


def test_a_message_goes_with_the_speaker_that_it_was_for() -> None:
    """The next one isn't told to conclude."""
    plan = agenda(speech("A", "5m"), speech("B", "5m"))
    show = played(plan, ("14:00", Next()), ("14:01", SetStage("Please conclude")), ("14:05", Next()))
    assert stage_words(show) == ""
    given = played(plan, ("14:00", Next()), ("14:01", SetStage("Please conclude")), ("14:05", GiveFloor()))
    assert stage_words(given) == ""
