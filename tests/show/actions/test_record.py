"""The record: what is struck, corrected, decided and to be done."""

from datetime import date

import pytest

from runofshow.errors import ChangedMeanwhile, Refused
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.minutes import NoteDecision, NoteTask, SetGist
from runofshow.show.actions.record import Amend, Note, RecordIntervention, Strike
from runofshow.show.actions.undo import Redo, Undo
from runofshow.show.particulars import Particulars
from runofshow.show.parts import GistOf
from runofshow.show.replay import decide, show_as_of
from tests.builders import Step, after, agenda, at, floor, holding, minutes, played, refusal, speech

PLAN = agenda(floor("F", "40m"))
MEXICO, CHAD = Particulars(who="Mexico", category="state"), Particulars(who="Chad", category="state")
TWO_SPOKE: tuple[Step, ...] = (
    ("14:00", Next()),
    ("14:01", GiveFloor(MEXICO)),
    ("14:03", GiveFloor(CHAD)),
    ("14:05", EndFloor()),
)


def test_a_struck_intervention_is_in_no_list_and_keeps_its_number() -> None:
    """The others stay where they are, and nobody else gets its number."""
    show = played(PLAN, *TWO_SPOKE, ("14:06", Note("loud", 1)), ("14:07", Strike(1, "no delegate of Mexico")))
    then = after(show, [("14:08", GiveFloor(MEXICO))])

    assert [(one.number, one.called) for one in then.log()] == [(2, "Chad"), (3, "Mexico")]
    assert next(iter(show.history)).event.describe(show) == "struck: 1 Mexico (no delegate of Mexico)"
    assert "intervention 1, Mexico, was struck: 'undo @7' brings it back" in refusal(show, Strike(1, "again"), "14:09")


@pytest.mark.parametrize("then", ["14:02", "14:04"])
def test_a_struck_intervention_is_not_in_an_earlier_state_of_the_show(then: str) -> None:
    """Neither while it goes on nor after it."""
    show = played(PLAN, *TWO_SPOKE, ("14:07", Strike(1, "no delegate of Mexico")))

    assert "Mexico" not in [one.called for one in show_as_of(show, at(then)).log()]


def test_undoing_the_strike_brings_the_intervention_back() -> None:
    """With all that was noted on it, whatever happened since."""
    struck = played(PLAN, *TWO_SPOKE, ("14:06", Note("loud", 1)), ("14:07", Strike(1, "entered twice")))
    back = after(struck, [("14:20", GiveFloor(CHAD)), ("14:21", Undo(7))])

    assert [one.number for one in back.log()] == [1, 2, 3]
    assert [note.of for note in back.notes] == [3]


def test_whoever_still_speaks_is_not_struck() -> None:
    """The floor is ended first."""
    show = played(PLAN, *TWO_SPOKE[:2])

    assert "1 Mexico still has the floor: 'floor end' ends it" in refusal(show, Strike(1, "entered twice"), "14:02")
    assert "say why it is struck" in refusal(played(PLAN, *TWO_SPOKE), Strike(1, " \n"), "14:06")


def test_a_struck_intervention_whose_end_is_undone_goes_once_it_has_ended() -> None:
    """It has the floor again meanwhile."""
    show = played(PLAN, *TWO_SPOKE, ("14:06", Strike(2, "entered twice")), ("14:07", Undo(5)))

    assert holding(show).called == "Chad"
    assert [one.called for one in after(show, [("14:08", EndFloor())]).log()] == ["Mexico"]
    assert [one.called for one in after(show, [("14:08", GiveFloor(MEXICO))]).log()] == ["Mexico", "Mexico"]


def test_a_forgotten_intervention_is_inserted_and_taken_out_of_a_past_show() -> None:
    """Nothing that followed is undone for it."""
    show = played(PLAN, *TWO_SPOKE, ("14:40", RecordIntervention(at("14:02"), at("14:03"), CHAD)))

    assert [one.number for one in show.log()] == [1, 3, 2]
    assert [one.number for one in after(show, [("14:41", Strike(3, "entered twice"))]).log()] == [1, 2]


# Times.


@pytest.mark.parametrize(
    ("amendment", "interval"),
    [
        (Amend(1, began=at("14:02")), ("14:02", "14:04")),
        (Amend(1, took=minutes(1)), ("14:01", "14:02")),
        (Amend(1, began=at("13:56"), took=minutes(3)), ("13:56", "13:59")),
    ],
)
def test_the_times_of_an_intervention_are_corrected(amendment: Amend, interval: tuple[str, str]) -> None:
    """Another beginning keeps the length, another length the beginning."""
    one = played(PLAN, *TWO_SPOKE, ("14:20", amendment)).log()[0]

    assert (one.interval.start, one.interval.end) == (at(interval[0]), at(interval[1]))


def test_an_intervention_that_is_moved_has_another_place_and_another_block() -> None:
    """It is listed where it began, in the block that ran then."""
    plan = agenda(speech("A", "10m"), floor("F", "40m"))
    show = played(plan, ("14:00", Next()), ("14:10", Next()), ("14:11", GiveFloor(MEXICO)), ("14:12", GiveFloor(CHAD)))
    moved = after(show, [("14:13", EndFloor()), ("14:14", Amend(2, began=at("14:05")))])

    assert [(one.called, one.block) for one in moved.log()] == [("Chad", "a"), ("Mexico", "f")]


@pytest.mark.parametrize(
    ("amendment", "sentence"),
    [
        (Amend(2, took=minutes(1)), "2 Chad still has the floor: its times can be corrected once it has ended"),
        (Amend(1, began=at("13:54")), "the show was opened at 13:55:00: nothing can have begun before"),
        (Amend(1, took=-minutes(1)), "can't have taken less than nothing"),
    ],
)
def test_times_that_cant_be_are_refused(amendment: Amend, sentence: str) -> None:
    """Of one who still speaks, before the opening, or less than nothing."""
    with pytest.raises(Refused, match=sentence):
        decide(played(PLAN, *TWO_SPOKE[:3]), amendment, at("14:04"))


def test_nothing_is_written_of_times_that_stay() -> None:
    """A program that can't correct times reads the entry."""
    of_names = decide(played(PLAN, *TWO_SPOKE), Amend(1, Particulars(who="Chad")), at("14:06"))
    of_times = decide(played(PLAN, *TWO_SPOKE), Amend(1, began=at("14:02")), at("14:06"))

    assert set(of_names.model_dump(mode="json")) == {"kind", "of", "changes"}
    assert set(of_times.model_dump(mode="json")) == {"kind", "of", "changes", "began", "block"}


# Gists, decisions, tasks.


def test_a_gist_that_somebody_else_noted_is_not_overwritten() -> None:
    """Two rapporteurs at once; taking down the same, or what one saw changed, is no contradiction."""
    plan = agenda(speech("A", "10m"))
    show = played(plan, ("14:00", Next()), ("14:01", SetGist("a", "Thanked all.", saw="")))

    with pytest.raises(ChangedMeanwhile, match="somebody else has put down another gist meanwhile: “Thanked all"):
        decide(show, SetGist("a", "Spoke of sugar.", saw=""), at("14:02"))
    assert decide(show, SetGist("a", "Thanked all.", saw=""), at("14:02")).kind == "gist_set"
    then = after(show, [("14:03", SetGist("a", "Spoke of sugar.", saw="Thanked all."))])
    assert then.gists[GistOf("a")] == "Spoke of sugar."


def test_decisions_and_tasks_are_kept_until_they_are_undone() -> None:
    """Each is undone by its number, whatever followed."""
    show = played(
        PLAN,
        ("14:00", Next()),
        ("14:01", NoteDecision("Adopted.")),
        ("14:02", NoteTask("Send it", "Secretariat", date(2016, 8, 1))),
        ("14:03", GiveFloor(MEXICO)),
    )
    assert [(one.text, one.at) for one in show.decisions] == [("Adopted.", at("14:01"))]
    assert [(one.text, one.owner, one.due) for one in show.tasks] == [("Send it", "Secretariat", date(2016, 8, 1))]
    assert list(after(show, [("14:04", Undo(3))]).decisions) == []


def test_a_correction_of_times_waits_while_the_end_is_undone() -> None:
    """Mexico, moved into A, has the floor in the round again; once it has ended again, it began in A."""
    plan = agenda(speech("A", "10m"), floor("F", "20m"))
    given = (("14:00", Next()), ("14:10", Next()), ("14:12", GiveFloor(Particulars(who="Mexico"))))
    show = played(plan, *given, ("14:13", EndFloor()), ("14:14", Amend(1, began=at("14:05"))), ("14:15", Undo(5)))

    (goes_on,) = show.log()
    assert (goes_on.block, goes_on.interval.start) == ("f", at("14:12"))

    (ended,) = after(show, [("14:16", Redo())]).log()
    assert (ended.block, ended.interval.start, ended.interval.end) == ("a", at("14:05"), at("14:06"))
