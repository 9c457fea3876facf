"""How fast the floor goes, and how many more can be expected to speak."""

from datetime import timedelta

import pytest

from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.record import Amend, Note, RecordIntervention
from runofshow.show.capacity import Heard, Pace, heard
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from tests.benchmarks.floor import WAYS, as_heard, mean_miss, rows
from tests.builders import Step, after, agenda, at, capacity_at, floor, minutes, played
from tests.meetings import MEETINGS, moments, statements

HANDOVER = timedelta(seconds=15)
NOTHING = Heard(0, 0.0, 0, timedelta(0))
PLAN = agenda(floor("F", "60m"), floor("G", "10m"), end="16:00")
RUNS: tuple[Step, ...] = (("14:00", Next()),)


def spoke(start: str, end: str, **said: object) -> list[Step]:
    """Somebody had the floor from when to when."""
    return [(start, GiveFloor(Particulars.model_validate(said))), (end, EndFloor())]


def test_what_was_heard_is_a_share_of_the_limit_and_a_handover() -> None:
    """A minute of two, then 45 s of one and a half: half each; ten seconds lay between."""
    steps = [*spoke("14:00", "14:01"), ("14:01:05", SetLimit(minutes(1.5))), *spoke("14:01:10", "14:01:55")]

    assert heard(played(PLAN, *RUNS, *steps)) == Heard(2, 1.0, 1, timedelta(seconds=10))


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(spoke("14:10", "14:20", category="panel", kind="reply"), id="the panel"),
        pytest.param(spoke("14:10", "14:11", kind="point_of_order"), id="a point of order"),
        pytest.param(spoke("14:10", "14:10:02"), id="a key pressed by mistake"),
        pytest.param([("14:10", GiveFloor())], id="whoever still speaks"),
        pytest.param(
            [("14:10", RecordIntervention(at("14:05"), at("14:09"), Particulars(who="Chad")))], id="what nobody timed"
        ),
        pytest.param([("14:10", Next()), *spoke("14:10", "14:10:01")], id="between two rounds"),
    ],
)
def test_what_says_nothing_about_the_pace_is_left_out(steps: list[Step]) -> None:
    """And the ten minutes before it are no handover."""
    assert heard(played(PLAN, *RUNS, *spoke("14:00", "14:01"), *steps)) == Heard(1, 0.5, 0, timedelta(0))


def test_until_somebody_is_heard_the_limit_is_all_that_is_known() -> None:
    """Whichever way it is predicted."""
    assert {way(NOTHING, HANDOVER) for way in WAYS.values()} == {Pace(1.0, HANDOVER)}


def test_the_average_counts_for_more_the_more_have_been_heard() -> None:
    """Half of the limit, heard twice, is three quarters; heard eighty times it is nearly half."""
    few, many = (Heard(n, n / 2, n, n * timedelta(seconds=5)) for n in (2, 80))

    assert Pace.shrunk(few, HANDOVER) == Pace(0.75, timedelta(seconds=10))
    assert Pace.shrunk(many, HANDOVER).share == pytest.approx(0.512, abs=0.001)
    assert as_heard(few, HANDOVER) == Pace(0.5, timedelta(seconds=5))


def test_a_quick_floor_is_predicted_to_take_more_than_the_limit_promises() -> None:
    """Four have spoken for 55 s of two minutes each: 56 minutes are 25 at the limit, and many more as they speak."""
    steps = [step for minute in range(4) for step in spoke(f"14:0{minute}", f"14:0{minute}:55")]
    room = capacity_at(played(PLAN, *RUNS, *steps), "14:04")

    assert (room.remaining, room.fits) == (minutes(56), 25)
    assert room.pace == Pace((4 * 55 / 120 + 2) / 6, (3 * timedelta(seconds=5) + 2 * HANDOVER) / 5)
    assert room.predicted == 39  # 76.7 s and a handover of 9 s each


def test_slips_of_the_finger_never_make_the_prediction_absurd() -> None:
    """Ten seconds of key presses are no interventions."""
    steps = [step for second in range(10) for step in spoke(f"14:00:{second:02}", f"14:00:{second:02}")]
    room = capacity_at(played(PLAN, *RUNS, *steps), "14:01")

    assert room.predicted <= room.fits + 3


def test_the_measured_meetings_are_whole() -> None:
    """As many statements as were measured: 91 in the Council's two lists, 37 in the Board's debate."""
    assert [len(statements(meeting)) for meeting in MEETINGS] == [91, 37]


def test_what_the_program_predicts_by_came_nearest_in_the_meetings_that_were_measured() -> None:
    """No other way misses by less; it is what `predicted` stands on."""
    measured = list(rows())
    misses = {way: mean_miss(measured, way) for way in WAYS}

    assert min(misses, key=lambda way: misses[way]) == "shrunk average"
    assert misses["shrunk average"] < misses["limit alone"] / 2
    for meeting in MEETINGS:
        for moment in moments(meeting):
            room = forecast(moment.show, at("10:00") + moment.now).floor
            assert room is not None
            assert room.pace == Pace.shrunk(heard(moment.show), moment.show.agenda.floor.handover)
            assert abs(room.remaining - moment.left) <= timedelta(seconds=1)


def test_whoever_spoke_for_five_seconds_spoke_and_a_minute_between_two_is_a_handover() -> None:
    """A second less is a slip, a second more somebody else's time; who still speaks is followed by no handover."""
    just = [*spoke("14:00", "14:01"), *spoke("14:02", "14:02:05")]
    beyond = [*spoke("14:00", "14:01"), *spoke("14:02:01", "14:02:05")]
    held_up = [("14:00", GiveFloor()), ("14:01", GiveFloor(Particulars(kind="point_of_order")))]

    assert heard(played(PLAN, *RUNS, *just)) == Heard(2, 60 / 120 + 5 / 120, 1, minutes(1))
    assert heard(played(PLAN, *RUNS, *beyond)) == Heard(1, 0.5, 0, timedelta(0))
    assert heard(played(PLAN, *RUNS, *held_up)) == Heard(0, 0.0, 0, timedelta(0))


def test_whoever_has_the_floor_again_is_followed_by_no_handover() -> None:
    """Cuba held Chad up, and it is known too late that it was a statement: half of its limit, and Chad still speaks."""
    show = played(
        PLAN,
        *RUNS,
        ("14:00", GiveFloor(Particulars(who="Chad"))),
        ("14:01", GiveFloor(Particulars(who="Cuba", kind="point_of_order"))),
        ("14:02", EndFloor()),
        ("14:03", Amend(2, Particulars(kind="statement"))),
    )

    assert heard(show) == Heard(1, 0.5, 0, timedelta(0))


def test_a_speaker_who_is_called_while_another_speaks_follows_at_once() -> None:
    """A handover of nothing is one all the same."""
    steps: list[Step] = [("14:00", GiveFloor()), ("14:01", GiveFloor()), ("14:02", EndFloor())]

    assert heard(played(PLAN, *RUNS, *steps)) == Heard(2, 1.0, 1, timedelta(0))


def test_a_show_is_heard_once_as_long_as_nobody_else_speaks() -> None:
    """A screen forecasts five times a second."""
    show = played(PLAN, ("14:00", Next()), ("14:10", Next()), ("14:11", GiveFloor()), ("14:12", EndFloor()))
    noted = after(show, [("14:13", Note("noted"))])
    another = after(noted, [("14:14", GiveFloor()), ("14:15", EndFloor())])

    assert heard(noted) is heard(show)
    assert heard(another).interventions == heard(show).interventions + 1
