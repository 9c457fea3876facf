"""Undo and redo: what can be taken back and brought back, and what a refusal says."""

from collections.abc import Sequence

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import EndBlock, Extend, Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.minutes import SetGist
from runofshow.show.actions.record import Amend, AmendRequest, Note, RecordIntervention
from runofshow.show.actions.speakers_list import Ask, Withdraw
from runofshow.show.actions.undo import Redo, Undo, UndoStep, undo_from
from runofshow.show.particulars import Particulars
from runofshow.show.parts import GistOf, Status
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Show
from tests.builders import (
    Step,
    after,
    agenda,
    at,
    entries_of,
    floor,
    minutes,
    next_entry,
    opened,
    played,
    refusal,
    speech,
)

PLAN = agenda(speech("A", "10m"), floor("F", "20m"), speech("B", "5m"))
MEXICO, CHAD = Particulars(who="Mexico", category="state"), Particulars(who="Chad", category="state")

A_RUNS: tuple[Step, ...] = (("14:00", Next()),)
F_RUNS: tuple[Step, ...] = (*A_RUNS, ("14:10", Next()))
MEXICO_WAS_ENTERED = RecordIntervention(at("14:02"), at("14:04"), MEXICO)


def by_two(*steps: tuple[str, str, Action]) -> Show:
    """A show that several people move: author, time and action."""
    show = replay([opened(PLAN)])
    for by, clock, action in steps:
        show = apply(show, next_entry(show, at(clock), decide(show, action, at(clock)), by))
    return show


def test_a_step_is_undone_only_while_it_is_the_last() -> None:
    """What came after is named, with what corrects a record instead."""
    show = played(PLAN, *F_RUNS, ("14:11", GiveFloor(MEXICO)), ("14:13", EndFloor()), ("14:14", GiveFloor(CHAD)))

    assert refusal(show, Undo(4)) == (
        "@4 (floor given: 1 Mexico) can't be undone: after it came @5 (floor done) by tester, @6 (floor given: 2 Chad) "
        "by tester; 'strike NUMBER --why TEXT' takes an intervention out of the record, 'amend' corrects one"
    )


def test_a_refusal_names_three_entries_and_counts_the_others() -> None:
    """A meeting of two hours has hundreds."""
    more = tuple((f"14:0{minute}", Extend(minutes(1))) for minute in range(1, 6))

    assert "@5 (+1:00 for A) by tester and 2 more" in refusal(played(PLAN, *A_RUNS, *more), Undo(2))


def test_records_made_since_dont_keep_a_step_from_being_undone() -> None:
    """They moved nothing, and they stay."""
    show = played(PLAN, *F_RUNS, ("14:11", Note("hall full")), ("14:12", MEXICO_WAS_ENTERED), ("14:13", Undo(3)))

    assert show.current == "a"
    assert [note.text for note in show.notes] == ["hall full"]
    assert [one.called for one in show.log()] == ["Mexico"]


@pytest.mark.parametrize("then", [(), (("14:20", EndBlock()), ("14:21", Next()), ("14:22", Finish()))])
def test_what_only_records_is_undone_at_any_time(then: Sequence[Step]) -> None:
    """Also in a show that is closed: nothing that follows changes by it."""
    show = played(PLAN, *F_RUNS, ("14:12", MEXICO_WAS_ENTERED), *then)
    undone = after(show, [("14:30", Undo(4))])

    assert undone.log() == []
    assert (undone.current, undone.order, undone.closed) == (show.current, show.order, show.closed)
    assert undone.runs == show.runs


def test_what_others_refer_to_stays_until_they_are_undone() -> None:
    """A gist or a note about an intervention would be about nothing, and so would a reply to it."""
    show = played(
        PLAN,
        *F_RUNS,
        ("14:12", MEXICO_WAS_ENTERED),
        ("14:13", Amend(1, Particulars(gist="asked about data"))),
        ("14:14", Note("loud", 1)),
        ("14:15", GiveFloor(Particulars(who="A", kind="reply", in_reply_to=1))),
    )
    assert refusal(show, Undo(4)) == (
        "@4 (recorded: 1 Mexico) can't be undone: @5 (noted what Mexico said) by tester, @6 (noted on 1 Mexico) by "
        "tester, @7 (floor given: 2 A, in reply to 1 Mexico) by tester refer to it; 'undo @ENTRY' takes that back first"
    )

    freed = after(show, [("14:16", Undo(7)), ("14:17", Undo(6)), ("14:18", Undo(5)), ("14:19", Undo(4))])

    assert freed.log() == []


def test_one_entry_that_refers_to_another_is_named_alone() -> None:
    """Also a correction that makes an intervention the reply to another one."""
    show = played(PLAN, *F_RUNS, ("14:12", MEXICO_WAS_ENTERED), ("14:13", GiveFloor(CHAD)), ("14:14", EndFloor()))
    noted = after(show, [("14:15", Note("loud", 1))])
    answered = after(show, [("14:15", Amend(2, Particulars(in_reply_to=1)))])

    assert refusal(noted, Undo(4)) == (
        "@4 (recorded: 1 Mexico) can't be undone: @7 (noted on 1 Mexico) by tester refers to it; "
        "'undo @ENTRY' takes that back first"
    )
    assert refusal(answered, Undo(4)) == (
        "@4 (recorded: 1 Mexico) can't be undone: @7 (corrected: 2 Chad) by tester refers to it; "
        "'undo @ENTRY' takes that back first"
    )


def test_undo_takes_back_the_last_entry_of_any_kind() -> None:
    """First the note, then the step before it."""
    show = played(PLAN, *F_RUNS, ("14:11", Note("hall full")), ("14:12", Undo()), ("14:13", Undo()))

    assert list(show.notes) == []
    assert show.current == "a"


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, "there is no entry @0: they go up to @4"),
        (9, "there is no entry @9: they go up to @4"),
        (1, "@1 (opened: A meeting) can't be undone"),
        (3, "@3 was undone already: 'redo' brings it back"),
        (4, "@4 was undone already, or is an undo or a redo itself"),
    ],
)
def test_an_entry_that_cant_be_undone_is_refused(n: int, sentence: str) -> None:
    """The opening, an undo, and numbers that nobody wrote."""
    assert refusal(played(PLAN, *F_RUNS, ("14:11", Undo())), Undo(n)) == sentence


def test_one_of_several_entries_that_were_undone_can_be_brought_back() -> None:
    """The refusal says so of each of them, not only of the last."""
    show = played(PLAN, *F_RUNS, ("14:11", Undo()), ("14:12", Undo()))

    assert [refusal(show, Undo(n)) for n in (2, 3)] == [
        f"@{n} was undone already: 'redo' brings it back" for n in (2, 3)
    ]


def test_nothing_is_undone_before_it_happened() -> None:
    """Backdated by a slip."""
    assert refusal(played(PLAN, *F_RUNS), Undo(), "14:09") == "that happened at 14:10:00: it can't be undone before"


# Redo.


def test_redo_brings_back_what_was_undone_with_its_old_time() -> None:
    """The block began when it began, not when the undo was taken back."""
    show = played(PLAN, *F_RUNS, ("14:15", Undo()), ("14:16", Redo()))

    assert show.current == "f"
    assert show.runs["f"].started == at("14:10")
    assert show.runs["a"].ended == at("14:10")
    assert show.last_move == at("14:10")


def test_redo_is_last_in_first_out() -> None:
    """Two steps that were undone come back in their order."""
    show = played(PLAN, *F_RUNS, ("14:11", GiveFloor(MEXICO)), ("14:12", Undo()), ("14:13", Undo()))
    once = after(show, [("14:14", Redo())])
    twice = after(once, [("14:15", Redo())])

    assert (once.current, once.holder) == ("f", None)
    assert (twice.current, twice.holder) == ("f", 4)
    assert refusal(twice, Redo()).startswith("there is nothing to redo")


def test_a_show_remembers_a_hundred_entries_for_a_redo() -> None:
    """Of 101 notes that were undone, the first to go is forgotten."""
    notes: list[Step] = [("14:01", Note(f"note {number}")) for number in range(101)]

    show = played(PLAN, *notes, *[("14:02", Undo())] * 101)

    assert [entry.n for entry in show.redoable] == list(range(2, 102))


def test_a_step_can_be_brought_back_while_others_only_take_notes() -> None:
    """A block that was started by mistake, after all; and a turn, whose number nobody else has."""
    noted: list[Step] = [("14:12", Note("hall full")), ("14:13", Redo())]

    started = played(PLAN, *F_RUNS, ("14:11", Undo()), *noted)
    given = played(PLAN, *F_RUNS, ("14:11", GiveFloor(CHAD)), ("14:11", Undo()), *noted)

    assert (started.current, started.last_move) == ("f", at("14:10"))
    assert (given.holder, [one.called for one in given.log()]) == (4, ["Chad"])


def test_a_step_cant_be_brought_back_once_the_show_has_moved_on() -> None:
    """It would have happened before what happened since."""
    show = played(PLAN, *F_RUNS, ("14:11", Undo()), ("14:12", Extend(minutes(1))))

    assert refusal(show, Redo()) == (
        "there is nothing to redo: what was undone can be brought back until something else is done"
    )


def test_a_record_can_be_brought_back_until_another_one_is_about_the_same() -> None:
    """A step of the show, or a note about the meeting, is about something else."""
    show = played(
        PLAN,
        *F_RUNS,
        ("14:12", MEXICO_WAS_ENTERED),
        ("14:13", Amend(1, Particulars(gist="asked about data"))),
        ("14:14", Undo(5)),
        ("14:15", Note("hall full")),
        ("14:16", Next()),
    )
    again = after(show, [("14:17", Redo())])
    assert again.log()[0].particulars.gist == "asked about data"

    otherwise = after(show, [("14:17", Amend(1, Particulars(gist="asked about money")))])
    assert refusal(otherwise, Redo()).startswith("there is nothing to redo")


def test_a_gist_cant_be_brought_back_over_another_one_of_the_same_speech() -> None:
    """One of another speech, in between, is about something else."""
    undone = played(PLAN, *F_RUNS, ("14:11", SetGist("a", "Thanked all.")), ("14:12", Undo()))

    elsewhere = after(undone, [("14:13", SetGist("b", "Spoke of sugar."))])
    assert dict(after(elsewhere, [("14:14", Redo())]).gists) == {
        GistOf("a"): "Thanked all.",
        GistOf("b"): "Spoke of sugar.",
    }

    again = after(elsewhere, [("14:14", SetGist("a", "Spoke of rice."))])
    assert refusal(again, Redo()).startswith("there is nothing to redo")


def test_a_correction_of_a_request_cant_be_brought_back_once_the_request_has_moved() -> None:
    """It is off the list; that of another one is not about it."""
    asked: list[Step] = [("14:11", Ask(MEXICO)), ("14:11", Ask(CHAD))]
    undone = played(PLAN, *F_RUNS, *asked, ("14:12", AmendRequest(4, Particulars(who="Peru"))), ("14:13", Undo()))

    other_gone = after(undone, [("14:14", Withdraw(5)), ("14:15", Redo())])
    assert [one.particulars.who for one in other_gone.queue()] == ["Peru"]
    assert refusal(after(undone, [("14:14", Withdraw(4))]), Redo()).startswith("there is nothing to redo")


def test_a_record_cant_be_brought_back_once_its_number_is_taken() -> None:
    """Two interventions can't both be number 1."""
    show = played(PLAN, *F_RUNS, ("14:12", MEXICO_WAS_ENTERED), ("14:13", Undo()), ("14:14", GiveFloor(CHAD)))

    assert [(one.number, one.called) for one in show.log()] == [(1, "Chad")]
    assert refusal(show, Redo()).startswith("there is nothing to redo")


def test_a_turn_cant_be_brought_back_once_its_number_is_taken() -> None:
    """By an intervention that was entered afterwards: that moves nothing, and it is number 1 now."""
    show = played(PLAN, *F_RUNS, ("14:12", GiveFloor(CHAD)), ("14:13", Undo()), ("14:14", MEXICO_WAS_ENTERED))

    assert [(one.number, one.called) for one in show.log()] == [(1, "Mexico")]
    assert refusal(show, Redo()).startswith("there is nothing to redo")


def test_a_closing_is_undone_and_redone() -> None:
    """The show is closed as it was."""
    show = played(PLAN, *F_RUNS, ("14:20", Finish()), ("14:21", Undo()), ("14:22", Redo()))

    assert show.closed == at("14:20")
    assert show.runs["f"].status is Status.DONE


def test_a_redo_that_names_another_entry_is_refused() -> None:
    """Somebody else has undone one more meanwhile."""
    show = played(PLAN, *F_RUNS, ("14:11", Undo()), ("14:12", Undo()))

    assert refusal(show, Redo(3)) == "@3 isn't what was undone last: that is @2 (started: A)"


def test_undo_and_redo_read_all_at_once_as_entry_by_entry() -> None:
    """A file with both, and with a redo of what was never undone, as damage may leave it."""
    entries = entries_of(PLAN, *F_RUNS, ("14:11", Undo()), ("14:12", Redo()), ("14:13", Undo()), ("14:14", Next()))
    without_the_undo = [entry for entry in entries if entry.n != 4]
    for journal in (entries, without_the_undo):
        show = replay(journal[:1])
        for entry in journal[1:]:
            show = apply(show, entry)
        assert show == replay(journal)


# The undo key of a screen.


def test_a_screen_undoes_its_own_last_entry_at_once() -> None:
    """A correction that it made, although the rapporteur has noted something since."""
    show = by_two(("Ann", "14:00", Next()), ("Ann", "14:01", Note("hall full")), ("Ben", "14:02", Note("loud")))

    step = undo_from(show, {2, 3})

    assert (step.entry.n, step.asks, step.action) == (3, False, Undo(3))


def test_a_screen_asks_before_it_undoes_a_step_of_somebody_else() -> None:
    """Its own step isn't the show's last any more, or it has written nothing."""
    show = by_two(("Ann", "14:00", Next()), ("Ben", "14:10", Next()), ("Ben", "14:11", Note("hall full")))

    bens = next(entry for entry in show.history if entry.n == 3)
    assert undo_from(show, {2}) == undo_from(show, set()) == UndoStep(bens, asks=True)
    assert not undo_from(show, {3}).asks


def test_a_screen_with_nothing_to_undo_says_so() -> None:
    """A show that has just been opened; then one in which somebody else has only noted."""
    with pytest.raises(Refused, match="nothing to undo"):
        undo_from(played(PLAN), {1})
    assert undo_from(by_two(("Ben", "13:56", Note("early"))), set()).asks
