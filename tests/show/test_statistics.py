"""A show against its plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.model import Agenda, Speech
from runofshow.instants import Instant
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume, StartBlock
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import CorrectClock, Finish
from runofshow.show.actions.record import Recorded, RecordIntervention
from runofshow.show.actions.running_order import Insert, MarkSpeakerAbsent, Restore, Skip
from runofshow.show.countdown import Signal
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import replay
from runofshow.show.state import Mode, Show
from runofshow.show.statistics import Spoken, as_shown, report
from runofshow.show.talk_time import OwnTime, own_times, talk_times
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.played_outcome import play_outcome
from tests.builders import Step, after, agenda, appended, at, floor, minutes, played, speech
from tests.simulation.strategies import agendas

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "20m", min="10m"), speech("C", "5m"), end="14:48")
"""A to 14:10, B 14:11 to 14:21, F 14:22 to 14:42, C 14:43 to 14:48; handovers of a minute."""

MEXICO = Particulars(who="Mexico", category="state")
UNDP = Particulars(who="UNDP", category="un")


def meeting() -> Show:
    """Two minutes late; A takes 12, B 9 after two minutes of handover; Mexico 3 and the UNDP 1 of 15 on the floor."""
    return played(
        PLAN,
        ("14:02", Next()),
        ("14:14", EndBlock()),
        ("14:16", StartBlock()),
        ("14:25", EndBlock()),
        ("14:26", StartBlock()),
        ("14:27", GiveFloor(MEXICO)),
        ("14:30", EndFloor()),
        ("14:31", GiveFloor(UNDP)),
        ("14:32", EndFloor()),
        ("14:41", EndBlock()),
        ("14:42", StartBlock()),
        ("14:47", EndBlock()),
        ("14:48", Finish()),
    )


def test_every_block_says_what_it_added_to_the_offset() -> None:
    """The late start, two minutes of A, a minute of handover less one of B, five fewer on the floor."""
    found = report(meeting(), at("14:48"))

    assert found.summary.late == minutes(2)
    assert [one.added for one in found.blocks] == [minutes(2), minutes(0), -minutes(5), minutes(0)]
    assert [one.length.over for one in found.blocks] == [minutes(2), -minutes(1), -minutes(5), minutes(0)]
    assert [one.handover.actual for one in found.blocks] == [minutes(0), minutes(2), minutes(1), minutes(1)]
    assert found.offset == -minutes(1)


def test_talk_time_is_shared_among_all_who_spoke() -> None:
    """Of thirty minutes A had twelve and Mexico three; by category the panel had 26."""
    found = report(meeting(), at("14:48"))

    assert [(one.name, one.time) for one in found.by_speaker] == [
        ("A", minutes(12)), ("B", minutes(9)), ("C", minutes(5)), ("Mexico", minutes(3)), ("UNDP", minutes(1))
    ]  # fmt: skip
    assert [one.part for one in found.by_speaker][:2] == [0.4, 0.3]
    assert [(one.name, one.turns, one.time) for one in found.by_category] == [
        ("panel", 3, minutes(26)), ("state", 1, minutes(3)), ("un", 1, minutes(1))
    ]  # fmt: skip
    assert [(one.name, one.turns) for one in found.by_segment] == [("Only segment", 5)]
    assert found.between_interventions == minutes(11)


def test_signals_are_those_that_were_reached_and_over_is_timed() -> None:
    """A ended two minutes after its time was up, B in its last minute and a half, Mexico a minute over its limit."""
    found = report(meeting(), at("14:48"))

    assert [(one.whose, one.last_signal, one.over) for one in found.timed] == [
        ("A", Signal.OVER, minutes(2)),
        ("B", Signal.WRAP_UP, minutes(0)),
        ("C", Signal.FINAL, minutes(0)),
        ("Mexico", Signal.OVER, minutes(1)),
        ("UNDP", Signal.ON_TIME, minutes(0)),
    ]
    assert [one.whose for one in found.over] == ["A", "Mexico"]


def test_an_extension_counts_before_time_is_up() -> None:
    """Who was given two minutes more isn't over after eleven; the plan is what it was."""
    show = played(PLAN, ("14:00", Next()), ("14:01", Extend(minutes(2))), ("14:11", EndBlock()))
    found = report(show, at("14:11"))

    assert found.timed[0].over == minutes(0)
    assert found.blocks[0].length.over == minutes(1)


def test_a_pause_holds_the_countdown_and_adds_to_the_offset() -> None:
    """Three minutes on hold, in a speech that took its ten."""
    show = played(
        PLAN, ("14:00", Next()), ("14:05", Pause()), ("14:08", Resume()), ("14:13", EndBlock()), ("14:13", Finish())
    )
    found = report(show, at("14:13"))

    assert (found.blocks[0].length.over, found.blocks[0].held, found.blocks[0].added) == (
        minutes(0), minutes(3), minutes(3)
    )  # fmt: skip


def test_a_block_that_was_skipped_adds_nothing() -> None:
    """It is there, as planned, and took nothing."""
    show = played(PLAN, ("14:00", Next()), ("14:10", EndBlock()), ("14:10", Skip("b")), ("14:11", StartBlock()))
    found = report(show, at("14:12"))

    assert [one.ran for one in found.blocks if one.run.id in {"a", "b", "f"}].count(False) == 1
    assert sum((one.added for one in found.blocks if one.run.id == "b"), timedelta(0)) == timedelta(0)


def test_before_anything_has_run_there_is_nothing_to_report() -> None:
    """And nothing breaks."""
    found = report(played(PLAN), at("13:56"))

    assert (found.offset, found.timed, found.by_speaker) == (timedelta(0), (), ())


@given(agendas(), st.integers(0, 10_000), st.timedeltas(timedelta(0), minutes(60)))
@settings(max_examples=40)
def test_what_was_added_comes_to_the_forecasts_offset(plan: Agenda, seed: int, late: timedelta) -> None:
    """Of any meeting that was run to its end."""
    run = play_outcome(plan, Assumptions(PRESETS["high-level"], late), seed)

    assert report(run.show, run.finish).offset == forecast(run.show, run.finish).offset


def test_whoever_was_over_by_a_second_is_listed_the_longest_first() -> None:
    """A was over by a second, B by two; less than a second is nobody's fault."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"), speech("C", "5m"))
    steps = (("14:00", Next()), ("14:10:01", Next()), ("14:20:03", Next()), ("14:25:03", EndBlock()))

    assert [(one.whose, one.over.total_seconds()) for one in report(played(plan, *steps), at("14:26")).over] == [
        ("B", 2),
        ("A", 1),
    ]


def test_the_planned_starts_are_those_of_the_agenda_by_the_show_clock() -> None:
    """The laptop was five minutes slow, so 14:00 on the wall was 13:55 by it; what was inserted has none."""
    guest = Speech.model_validate({"speaker": {"name": "Guest"}, "duration": "5m"})
    show = played(PLAN, ("13:56", CorrectClock(minutes(5))), ("13:57", Insert(guest)))

    planned = {one.run.id: one.planned_start for one in report(show, at("14:00")).blocks}

    assert planned == {"guest": None, "a": at("13:55"), "b": at("14:06"), "f": at("14:17"), "c": at("14:38")}


def test_gaps_are_those_between_stretches_as_they_ran_not_as_they_were_planned() -> None:
    """B first, then A: two minutes lay between, and they are the handover before A."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"), end="14:30")
    steps = (("14:00", Next(to="b")), ("14:10", EndBlock()), ("14:12", StartBlock("a")), ("14:20", EndBlock()))
    parked = (
        ("14:00", Next()),
        ("14:04", Skip(come_back=True)),
        ("14:05", StartBlock("b")),
        ("14:10", EndBlock()),
        ("14:13", StartBlock("a")),
    )

    def gaps(*those: Step) -> dict[str, timedelta]:
        return {one.run.id: one.handover.actual for one in report(played(plan, *those), at("14:30")).blocks}

    assert gaps(*steps) == {"b": minutes(0), "a": minutes(2)}
    assert gaps(*parked) == {"a": minutes(3), "b": minutes(1)}


def test_whatever_was_said_in_a_floor_round_counts_as_spoken_there() -> None:
    """Of fifteen minutes four were spoken in, and seven more that were entered later; a speech is no floor round."""
    entered = RecordIntervention(at("14:33"), at("14:40"), UNDP)
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    show = after(meeting(), [("14:49", entered)])
    spoken_over = played(PLAN, ("14:00", Next()), ("14:01", order), ("14:03", EndFloor()))

    assert report(show, at("14:50")).between_interventions == minutes(4)
    assert report(spoken_over, at("14:05")).between_interventions == minutes(0)


def test_talk_times_are_told_the_longest_first_and_equal_ones_by_name() -> None:
    """An intervention before any block is of no segment; where nobody spoke for any time, nobody has a part."""
    early = played(PLAN, ("13:56", GiveFloor(UNDP)), ("13:57", EndFloor()), ("13:58", GiveFloor(MEXICO)))
    said = [
        OwnTime("B", "S", "state", minutes(1)),
        OwnTime("A", "S", "state", minutes(1)),
        OwnTime("B", "S", "state", minutes(1)),
        OwnTime("D", "S", "state", minutes(2)),
        OwnTime("C", "S", "state", minutes(3)),
    ]

    assert [(turn.who, turn.segment, turn.category) for turn in own_times(early, at("14:00"))] == [
        ("UNDP", "", "un"),
        ("Mexico", "", "state"),
    ]
    assert [(one.name, one.turns, one.part) for one in talk_times(said, lambda turn: turn.who)] == [
        ("C", 1, 3 / 8),
        ("B", 2, 2 / 8),
        ("D", 1, 2 / 8),
        ("A", 1, 1 / 8),
    ]
    assert [one.part for one in talk_times([OwnTime("A", "S", "state", minutes(0))], lambda turn: turn.who)] == [0.0]


def test_only_what_was_timed_and_is_over_tells_how_soon_signals_were_heeded() -> None:
    """Neither who still speaks nor what was entered afterwards; what ran in a lost block is of no segment."""
    show = played(
        PLAN,
        ("14:00", Next(to="f")),
        ("14:01", GiveFloor(MEXICO)),
        ("14:02", GiveFloor(UNDP)),
        ("14:02", RecordIntervention(at("14:00"), at("14:01"), Particulars(who="Chad"))),
    )
    lost = Recorded(number=4, given=at("14:00"), ended=at("14:01"), block="lost", particulars=MEXICO)

    assert [one.whose for one in report(show, at("14:03")).timed] == ["Mexico"]
    after_it = appended(show, "14:03", lost)
    assert {turn.segment for turn in own_times(after_it, at("14:03"))} == {"Only segment", ""}


def test_a_moment_counts_once_for_the_one_who_began_last() -> None:
    """A speech of ten minutes, with two of Mexico in it of which Cuba's point of order took half a minute."""
    show = played(
        PLAN,
        ("14:00", Next()),
        ("14:03", GiveFloor(MEXICO)),
        ("14:04", GiveFloor(Particulars(who="Cuba", kind="point_of_order"))),
        ("14:04:30", EndFloor()),
        ("14:05", EndFloor()),
        ("14:10", EndBlock()),
        ("14:10:30", RecordIntervention(at("14:03:30"), at("14:04:30"), UNDP)),
    )
    found = report(show, at("14:11"))
    times = {one.name: one.time.total_seconds() for one in found.by_speaker}

    assert times == {"A": 480, "Mexico": 60, "UNDP": 30, "Cuba": 30}
    assert sum(times.values()) == 600
    assert found.blocks[0].length.actual == minutes(9.5)
    assert found.summary.outside_rounds == Spoken(2, minutes(1.5))


def test_times_are_cut_to_the_seconds_that_are_shown_so_that_they_add_up() -> None:
    """From 14:00:00.9 to 14:10:00.1 it is ten minutes on the wall, and nine seconds and a bit less inside."""
    second = timedelta(milliseconds=900)
    show = played(PLAN, ("14:00", Next()), ("14:10", EndBlock()), ("14:10:30", StartBlock()), ("14:20", EndBlock()))
    runs = show.runs
    for name in ("a", "b"):
        (one,) = runs[name].intervals
        assert one.end is not None
        late = one._replace(start=Instant(one.start + second), end=Instant(one.end + second / 9))
        runs = runs.insert(name, runs[name].with_interval(late))
    found = report(as_shown(replace(show, runs=runs)), at("14:21"))

    assert [one.length.actual for one in found.blocks[:2]] == [minutes(10), minutes(9.5)]
    assert found.blocks[1].handover.actual == timedelta(seconds=30)
    assert sum((one.time for one in found.by_speaker), timedelta(0)) == found.summary.speeches.actual


def test_nobody_was_told_to_wrap_up_in_a_meeting_that_was_typed_in_afterwards() -> None:
    """The steps of A were entered in the evening, those of B as they happened."""
    show = played(PLAN, ("14:00", Next()), ("14:12", Next()), ("14:21", EndBlock()))
    evening = [
        entry._replace(written=at("20:00")) if entry.at < at("14:12") else entry for entry in reversed([*show.history])
    ]

    assert [(one.whose, one.live) for one in report(replay(evening), at("20:00")).timed] == [("A", False), ("B", True)]


@pytest.mark.parametrize(
    ("then", "offset"),
    [
        ((), 0),
        ((("14:15", Skip("a")),), -6),
        ((("14:15", Restore("b")),), -1),
    ],
)
def test_a_block_that_was_set_aside_puts_report_and_forecast_behind_alike(then: tuple[Step, ...], offset: int) -> None:
    """A took four minutes of ten, B eleven of ten, and the handover of a minute between them was left out.

    As long as a block is to come back, it counts with the time that it took.
    """
    plan = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "20m"))
    aside = (("14:00", Next()), ("14:04", Skip("a", come_back=True)), ("14:04", Next("b")), ("14:15", EndBlock()))
    show = played(plan, *aside, *then, ("14:16", Finish()))

    assert report(show, at("14:16")).offset == forecast(show, at("14:16")).offset == minutes(offset)


def test_a_pause_during_an_intervention_in_a_speech_is_nobodys_time() -> None:
    """Ten minutes: six of A, two of Mexico, and two of a pause while Mexico had the floor."""
    show = played(
        PLAN,
        ("14:00", Next()),
        ("14:02", GiveFloor(MEXICO)),
        ("14:03", Pause()),
        ("14:05", Resume()),
        ("14:06", EndFloor()),
        ("14:10", EndBlock()),
    )

    assert [(one.who, one.time) for one in own_times(show, at("14:10"))] == [("A", minutes(6)), ("Mexico", minutes(2))]


@pytest.mark.parametrize("mode", ["live", "rehearsal"])
def test_a_first_block_that_begins_at_its_fixed_start_is_not_late(mode: Mode) -> None:
    """The agenda begins at 14:00, and its first block at 14:15."""
    plan = agenda(speech("A", "5m", start="14:15"), floor("F", "20m"))
    found = report(played(plan, ("14:15", Next()), ("14:20", EndBlock()), mode=mode), at("14:20"))

    assert found.summary.late == timedelta(0)
    assert found.offset == timedelta(0)


def test_the_time_in_which_an_absent_first_speaker_was_waited_for_is_a_handover() -> None:
    """Called two minutes late and waited for for three; B has its ten minutes. The parts make up the whole."""
    show = played(PLAN, ("14:02", Next()), ("14:05", MarkSpeakerAbsent()), ("14:15", EndBlock()))
    found = report(show, at("14:15"))

    assert found.summary.late == minutes(2)
    assert {one.run.id: one.added for one in found.blocks if one.ran} == {"b": minutes(3)}
    assert found.summary.between.actual == minutes(3)
    assert found.offset == minutes(5)


def test_what_was_set_aside_before_a_fixed_start_and_ran_over_after_it_counts() -> None:
    """A had four minutes before the fixed start, and eight of the six that were left after it."""
    plan = agenda(speech("A", "10m"), speech("S", "10m", start="14:20"), floor("F", "5m"))
    steps: list[Step] = [
        ("14:00", Next()),
        ("14:04", Skip(come_back=True)),
        ("14:20", Next("s")),
        ("14:30", EndBlock()),
    ]
    show = played(plan, *steps, ("14:31", StartBlock("a")), ("14:39", EndBlock()), ("14:40", Finish()))

    assert report(show, at("14:40")).offset == minutes(2)
    assert forecast(show, at("14:40")).offset == minutes(2)
