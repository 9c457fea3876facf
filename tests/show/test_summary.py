"""Where the time went, against sums made by hand."""

from datetime import timedelta

from runofshow.show.actions.blocks import EndBlock, Next, Pause, Resume
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.record import RecordIntervention
from runofshow.show.actions.running_order import Skip
from runofshow.show.particulars import Particulars
from runofshow.show.statistics import Share, Spoken, report
from tests.builders import agenda, at, minutes, played, speech
from tests.ui.scenes import MEETING

SPEECHES, FLOOR, HANDOVERS = minutes(7 + 7 + 5), minutes(38), minutes(3)
"""What the meeting's agenda plans: 13:00 to 14:00."""


def test_a_late_start_a_pause_and_a_point_of_order_are_told_apart() -> None:
    """Each minute is counted once: what was held is no speech, and what interrupted is no other's intervention."""
    show = played(
        MEETING,
        ("13:02", Next()),
        ("13:05", Pause()),
        ("13:06:30", Resume()),
        ("13:11", EndBlock()),  # 9:00 less 1:30
        ("13:12", Next()),
        ("13:19", Next()),  # 7:00
        ("13:20", GiveFloor(Particulars(who="Mexico"))),
        ("13:22", GiveFloor(Particulars(who="Norway", kind="point_of_order"))),
        ("13:23", EndFloor()),
        ("13:24", EndFloor()),  # 4:00 less 1:00
        ("13:54", Next()),  # 35:00
        ("14:00", Next()),  # 6:00
        clock="12:50",
    )
    went = report(show, at("14:05")).summary
    assert went.late == minutes(2)
    assert went.speeches == Share(SPEECHES, minutes(20.5))
    assert went.speeches.over == minutes(1.5)
    assert went.floor == Share(FLOOR, minutes(35))
    assert went.floor.over == minutes(-3)
    assert went.between == Share(HANDOVERS, minutes(1))
    assert went.paused == minutes(1.5)
    assert (went.from_the_floor, went.points_of_order) == (Spoken(1, minutes(3)), Spoken(1, minutes(1)))
    assert [(run.id, by) for run, by in went.overruns] == [("lauber", minutes(1)), ("puri", minutes(0.5))]


def test_what_was_set_aside_is_counted_with_both_its_stretches_and_what_was_skipped_with_none() -> None:
    """A speaker who came back spoke 3 and 4 minutes; the round that fell out took nothing of what was planned."""
    show = played(
        MEETING,
        ("13:00", Next()),
        ("13:03", Skip(come_back=True)),
        ("13:04", Next()),
        ("13:11", Next()),  # back
        ("13:15", EndBlock()),
        ("13:15:10", Skip("floor")),
        ("13:16", Next()),
        ("13:21", Next()),
        clock="12:50",
    )
    went = report(show, at("13:30")).summary
    assert went.late == timedelta(0)
    assert went.speeches == Share(SPEECHES, minutes(19))
    assert went.floor == Share(FLOOR, timedelta(0))
    assert went.between == Share(HANDOVERS, minutes(2))
    assert went.overruns == ()


def test_the_summary_of_a_show_that_runs_goes_as_far_as_now() -> None:
    """A block that runs has taken what it has used so far; an early start is negative."""
    show = played(MEETING, ("12:58", Next()), ("13:06", EndBlock()), ("13:08", Next()), clock="12:50")
    went = report(show, at("13:10")).summary
    assert went.late == minutes(-2)
    assert went.speeches.actual == minutes(8 + 2)
    assert went.between.actual == minutes(2)
    assert [(run.id, by) for run, by in went.overruns] == [("puri", minutes(1))]


def test_nothing_has_taken_any_time_before_the_first_block() -> None:
    """A show that was never begun is neither late nor early."""
    went = report(played(MEETING, clock="12:50"), at("13:30")).summary
    assert (went.late, went.speeches.actual, went.floor.actual) == (timedelta(0),) * 3
    assert (went.between.actual, went.from_the_floor) == (timedelta(0), Spoken(0, timedelta(0)))


def test_an_intervention_that_was_recorded_afterwards_counts_as_spoken() -> None:
    """Whoever nobody timed spoke all the same."""
    recorded = RecordIntervention(at("13:03"), at("13:05"), Particulars(who="Norway"))
    show = played(MEETING, ("13:00", Next()), ("13:06", recorded), clock="12:50")
    went = report(show, at("13:06")).summary
    assert (went.from_the_floor, went.outside_rounds) == (Spoken(0, minutes(0)), Spoken(1, minutes(2)))
    assert went.speeches.actual == minutes(6)


def test_the_panels_replies_are_none_of_the_floors_interventions() -> None:
    """They are counted by themselves, as the record and the pace of the floor keep them apart."""
    show = played(
        MEETING,
        ("13:00", Next()),
        ("13:01", GiveFloor(Particulars(who="Norway", category="state"))),
        ("13:03", GiveFloor(Particulars(who="Mr. Guy Ryder", category="panel", kind="reply", in_reply_to=1))),
        ("13:04", EndFloor()),
        clock="12:50",
    )
    went = report(show, at("13:05")).summary
    assert (went.outside_rounds, went.by_the_panel) == (Spoken(1, minutes(2)), Spoken(1, minutes(1)))


def test_the_three_longest_overruns_are_told() -> None:
    """Of four, the longest first."""
    plan = agenda(*(speech(name, "1m") for name in "ABCD"), handover="0s")
    ends = ("14:01:05", "14:02:07", "14:03:10", "14:04:14")
    show = played(plan, ("14:00", Next()), *((clock, Next()) for clock in ends))

    assert [(run.id, by.total_seconds()) for run, by in report(show, at("14:05")).summary.overruns] == [
        ("a", 5),
        ("d", 4),
        ("c", 3),
    ]


def test_an_overrun_counts_from_a_second_on() -> None:
    """Less than that is nobody's."""
    plan = agenda(speech("A", "1m"), speech("B", "1m"), handover="0s")
    show = played(plan, ("14:00", Next()), ("14:01:01", Next()), ("14:02:01", EndBlock()))

    assert [(run.id, by.total_seconds()) for run, by in report(show, at("14:05")).summary.overruns] == [("a", 1)]
