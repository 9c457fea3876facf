"""Given what happened, when somebody wants something at an instant: the event that follows, or why it is refused."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from runofshow.agenda.model import Floor, Speaker, Speech
from runofshow.errors import ChangedMeanwhile, Refused
from runofshow.show.actions.blocks import (
    BlockEnded,
    BlockStarted,
    EndBlock,
    Extend,
    Extended,
    Next,
    Pause,
    Resume,
    StartBlock,
    Substitute,
    next_of,
)
from runofshow.show.actions.floor import EndFloor, FloorEnded, GiveFloor, SetLimit
from runofshow.show.actions.meeting import CorrectClock, Finish, HardStopSet, SetHardStop
from runofshow.show.actions.record import Amend, Amended, AmendRequest, Note, Recorded, RecordIntervention
from runofshow.show.actions.running_order import Insert, Inserted, Move, Restore, Restored, Skip, Skipped
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    ListClosed,
    ListReopened,
    MarkAbsent,
    MoveRequest,
    ReopenList,
    RequestMoved,
    Withdraw,
)
from runofshow.show.actions.undo import Undo
from runofshow.show.particulars import LONGEST_GIST, LONGEST_TEXT, Particulars, validated
from runofshow.show.parts import Status
from runofshow.show.replay import decide
from runofshow.show.state import Action, Event, ExpectedState, Show
from tests.builders import Step, after, agenda, at, floor, holding, minutes, played, refusal, speech

PLAN = agenda(speech("A", "10m"), speech("B", "10m"), floor("F", "rest", min="10m"), speech("C", "5m"))
A_RUNS: tuple[Step, ...] = (("14:00", Next()),)
FLOOR_RUNS: tuple[Step, ...] = (*A_RUNS, ("14:10", Next()), ("14:20", Next()))
MEXICO, CHAD = Particulars(who="Mexico"), Particulars(who="Chad")
ORDER = Particulars(kind="point_of_order")
TO_NOBODY = Particulars(who="Chad", in_reply_to=9)
GUEST = Speech.model_validate({"speaker": {"name": "A"}, "duration": "5m"})

ALL_RUN: tuple[Step, ...] = (*FLOOR_RUNS, ("14:35", Next()), ("14:40", Next()))
HOLDS: tuple[Step, ...] = (*FLOOR_RUNS, ("14:21", GiveFloor(MEXICO)))
WAIT: tuple[Step, ...] = (*FLOOR_RUNS, ("14:21", Ask(MEXICO)), ("14:21", Ask(CHAD)))
CLOSED_LIST: tuple[Step, ...] = (*A_RUNS, ("14:01", CloseList()))
B_SKIPPED: tuple[Step, ...] = (*A_RUNS, ("14:01", Skip("b")))
WELCOME = Floor.model_validate({"floor": "Welcome", "duration": "rest", "min": "5m"})


def seeing(block: str | None, to: str | None = None) -> Next:
    """Somebody goes on who saw that a block runs."""
    return Next(to, expected=ExpectedState(block=block))


@pytest.mark.parametrize(
    ("given", "action", "event"),
    [
        pytest.param((), Next(), BlockStarted(block="a"), id="the first next starts the first block"),
        pytest.param(A_RUNS, Next(), BlockStarted(block="b"), id="next starts what follows"),
        pytest.param(A_RUNS, seeing("a"), BlockStarted(block="b"), id="next from the block that runs"),
        pytest.param((), seeing(None, "a"), BlockStarted(block="a"), id="next when nothing runs"),
        pytest.param(A_RUNS, Next(to="c"), BlockStarted(block="c"), id="next to a chosen block"),
        pytest.param(ALL_RUN[:-1], Next(), BlockEnded(), id="next on the last block only ends it"),
        pytest.param(A_RUNS, Extend(minutes(2)), Extended(more=minutes(2), block="a"), id="extend who speaks"),
        pytest.param(A_RUNS, Extend(minutes(2), "b"), Extended(more=minutes(2), block="b"), id="extend who waits"),
        pytest.param(A_RUNS, Extend(-minutes(9)), Extended(more=-minutes(9), block="a"), id="leave a minute"),
        pytest.param(HOLDS, Extend(minutes(1)), Extended(more=minutes(1)), id="extend the holder"),
        pytest.param(HOLDS, Extend(-minutes(1)), Extended(more=-minutes(1)), id="leave the holder a minute"),
        pytest.param(A_RUNS, Skip(), Skipped(block="b"), id="skip means the next one"),
        pytest.param(A_RUNS, Skip(come_back=True), Skipped(block="a", come_back=True), id="set aside who speaks"),
        pytest.param(B_SKIPPED, Restore(), Restored(block="b"), id="restore the last one skipped"),
        pytest.param(FLOOR_RUNS, Restore("a"), Restored(block="a"), id="restore one that is done"),
        pytest.param(
            WAIT, MoveRequest(6, 9), RequestMoved(request=6, place=2), id="a place behind the last is the last"
        ),
        pytest.param(WAIT, MoveRequest(6, 0), RequestMoved(request=6, place=1), id="one before the first is the first"),
        pytest.param(A_RUNS, SetHardStop(at("07:56")), HardStopSet(hard_stop=at("07:56")), id="six hours before, less"),
        pytest.param(A_RUNS, CloseList(), ListClosed(), id="close the list"),
        pytest.param(CLOSED_LIST, ReopenList(), ListReopened(), id="open it again"),
    ],
)
def test_what_comes_of_an_action(given: tuple[Step, ...], action: Action, event: Event) -> None:
    """One action, one event."""
    assert decide(played(PLAN, *given), action, at("14:50")) == event


@pytest.mark.parametrize(
    ("given", "action", "why"),
    [
        pytest.param((), EndBlock(), "nothing is running", id="end before the start"),
        pytest.param((), Undo(), "nothing to undo", id="undo before the start"),
        pytest.param((), Pause(), "nothing is running, and A is next: 'next' starts it", id="what begins is said"),
        pytest.param(ALL_RUN, Pause(), "nothing is running: every block has been run", id="that nothing is left, too"),
        pytest.param((*A_RUNS, ("14:01", Pause())), Pause(), "paused already", id="pause twice"),
        pytest.param(A_RUNS, Resume(), "nothing is paused", id="resume what goes on"),
        pytest.param(A_RUNS, StartBlock(), "still running", id="begin over a speaker"),
        pytest.param(A_RUNS, seeing("b"), "'b' hasn't begun", id="next from a block to come"),
        pytest.param(A_RUNS, seeing(None), "is running by now", id="next in a handover that is over"),
        pytest.param(
            (), seeing("a"), "'a' hasn't begun, and nothing is running", id="next from a block that was undone"
        ),
        pytest.param(A_RUNS, Next(to="a"), "is running, not waiting", id="next to who speaks"),
        pytest.param(ALL_RUN, Next(), "every block has been run: 'finish' closes", id="next after the last"),
        pytest.param((*A_RUNS, ("14:01", Finish())), Next(), "the show is closed", id="next after the end"),
        pytest.param(A_RUNS, SetHardStop(at("07:54")), "that long before", id="a room that was another meeting's"),
        pytest.param(A_RUNS, SetHardStop(at("07:55")), "that long before", id="six hours before the opening"),
        pytest.param(A_RUNS, Skip("a"), "is speaking", id="skip who speaks"),
        pytest.param(FLOOR_RUNS, Skip("a"), "A is done: only a block that waits or runs", id="skip one that is done"),
        pytest.param(ALL_RUN, Skip(), "no block is waiting", id="skip nothing"),
        pytest.param(A_RUNS, Restore(), "no block was skipped", id="restore nothing"),
        pytest.param(A_RUNS, Restore("b"), "nothing to bring back", id="restore who waits"),
        pytest.param(A_RUNS, Move("b", "b"), "before itself", id="move before itself"),
        pytest.param(A_RUNS, Move("a"), "is running", id="move who speaks"),
        pytest.param(A_RUNS, Move("x"), "no block is called 'x'", id="move nobody"),
        pytest.param(A_RUNS, Insert(WELCOME), "a length of its own", id="insert a rest"),
        pytest.param(A_RUNS, Substitute("f", Speaker(name="D")), "floor round", id="substitute a floor"),
        pytest.param(A_RUNS, Extend(timedelta(0)), "extension of nothing", id="extend by nothing"),
        pytest.param(
            A_RUNS, Extend(-minutes(10)), "A has 10m: that would leave it nothing", id="leave a block nothing"
        ),
        pytest.param(HOLDS, Extend(-minutes(2)), "leave the intervention nothing", id="leave the holder nothing"),
        pytest.param(FLOOR_RUNS, Extend(minutes(1)), "all the time until the hard stop", id="extend the rest"),
        pytest.param(ALL_RUN, Extend(minutes(1), "a"), "A is done: 'restore'", id="extend one that is done"),
        pytest.param(B_SKIPPED, Extend(minutes(1), "b"), "B is skipped", id="extend one skipped"),
        pytest.param(A_RUNS, Withdraw(9), "nobody is on the list", id="withdraw from an empty list"),
        pytest.param(A_RUNS, MarkAbsent(), "nobody is on the list", id="absent from an empty list"),
        pytest.param(A_RUNS, Ask(Particulars()), "say who", id="nobody asks"),
        pytest.param(A_RUNS, Ask(TO_NOBODY), "there is no intervention 9", id="ask to reply to nothing"),
        pytest.param(CLOSED_LIST, Ask(CHAD), "is closed", id="ask a closed list"),
        pytest.param(CLOSED_LIST, CloseList(), "closed already", id="close twice"),
        pytest.param(A_RUNS, ReopenList(), "open already", id="open twice"),
        pytest.param(A_RUNS, EndFloor(), "nobody holds the floor", id="end nobody's floor"),
        pytest.param(A_RUNS, SetLimit(minutes(1), "a"), "no floor round", id="limit a speech"),
        pytest.param(ALL_RUN, SetLimit(minutes(1)), "no floor block is left", id="limit nothing"),
        pytest.param(A_RUNS, SetLimit(timedelta(0)), "more than 0", id="limit to nothing"),
        pytest.param(A_RUNS, Amend(1, CHAD), "there is no intervention 1: there is none yet;", id="amend nothing"),
        pytest.param(A_RUNS, RecordIntervention(at("14:30"), at("14:20"), CHAD), "before it began", id="backwards"),
        pytest.param(A_RUNS, Note(" \n"), "a note needs some text", id="a note of nothing"),
    ],
)
def test_what_is_refused(given: tuple[Step, ...], action: Action, why: str) -> None:
    """With the reason, and nothing else."""
    assert why in refusal(played(PLAN, *given), action)


def test_nothing_that_steers_happens_before_the_last_thing_that_did() -> None:
    """But a rapporteur's note may."""
    show = played(PLAN, *A_RUNS)

    assert "before the last thing" in refusal(show, Next(), "13:59")
    assert decide(show, Note("early"), at("13:58")).kind == "noted"
    assert decide(show, RecordIntervention(at("13:57"), at("13:58"), CHAD), at("13:57")).kind == "recorded"


def test_what_was_undone_bars_nobody() -> None:
    """A slip at 14:10, taken back: the real one may have been at 14:05."""
    show = played(PLAN, *A_RUNS, ("14:10", Next()), ("14:11", Undo()))

    assert decide(show, Next(), at("14:05")) == BlockStarted(block="b")


def test_the_first_on_the_list_gets_the_floor_with_all_that_is_known_of_it() -> None:
    """And leaves the list."""
    show = played(PLAN, *FLOOR_RUNS, ("14:21", Ask(MEXICO)), ("14:22", GiveFloor(first_waiting=True)))

    assert not show.waiting
    assert (holding(show).particulars, holding(show).requested) == (MEXICO, at("14:21"))


def test_without_anybody_waiting_the_floor_is_given_without_a_name() -> None:
    """The clock starts at the key press; the name follows."""
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(first_waiting=True)), ("14:22:30", Amend(1, MEXICO)))

    assert (holding(show).particulars.who, holding(show).interval.start) == ("Mexico", at("14:22"))


def test_the_same_delegation_twice_is_two_interventions() -> None:
    """Never merged."""
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(MEXICO)), ("14:23", GiveFloor(MEXICO)))

    assert [(one.number, one.interval.end) for one in show.log()] == [(1, at("14:23")), (2, None)]


def test_a_point_of_order_holds_a_speech_and_its_floor_goes_back() -> None:
    """A minute of it is no minute of the speaker's."""
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    show = played(PLAN, *A_RUNS, ("14:02", order), ("14:03", EndFloor()))

    assert show.runs["a"].elapsed(at("14:05")) == minutes(4)
    assert show.holding is None


def test_giving_the_floor_ends_a_pause() -> None:
    """A turn given in a pause would stand at 0:00. After a point of order the speech goes on."""
    order = GiveFloor(Particulars(who="Cuba", kind="point_of_order"))
    show = played(PLAN, *A_RUNS, ("14:02", Pause()), ("14:03", order), ("14:04", EndFloor()))

    assert not show.paused
    assert show.log()[0].interval.elapsed(at("14:10")) == minutes(1)
    assert show.runs["a"].elapsed(at("14:10")) == minutes(8)
    given = decide(played(PLAN, *A_RUNS, ("14:02", Pause())), order, at("14:03"))
    assert given.describe(show) == "floor given: 1 Point of order: Cuba; resumed: the countdown goes on"
    assert "resumes" not in decide(show, order, at("14:20")).model_dump()


def test_next_ends_the_block_and_the_intervention_in_it() -> None:
    """One entry does both."""
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(MEXICO)), ("14:30", Next()))

    assert show.holding is None
    assert show.log()[0].interval.end == at("14:30")
    assert show.runs["f"].status is Status.DONE


def test_an_intervention_entered_afterwards_stands_in_the_block_that_ran_then() -> None:
    """And is numbered behind those that are there."""
    entered = RecordIntervention(at("14:12"), at("14:13"), CHAD)
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(MEXICO)), ("14:30", entered))

    assert [(one.number, one.block) for one in show.log()] == [(2, "b"), (1, "f")]


@pytest.mark.parametrize("action", [GiveFloor(ORDER, first_waiting=True), GiveFloor(ORDER)])
def test_a_point_of_order_uses_up_no_request(action: GiveFloor) -> None:
    """It isn't waited for."""
    show = played(PLAN, *FLOOR_RUNS, ("14:21", Ask(MEXICO)), ("14:22", action))

    assert [request.particulars for request in show.queue()] == [MEXICO]
    assert holding(show).particulars == ORDER


def test_a_point_of_order_of_somebody_who_waits_for_a_statement_takes_only_the_name() -> None:
    """The statement is still to come."""
    asked = Particulars(who="Mexico", on_behalf_of="GRULAC", gist="data")
    show = played(PLAN, *FLOOR_RUNS, ("14:21", Ask(asked)), ("14:22", GiveFloor(ORDER, request=5)))

    assert tuple(show.waiting) == (5,)
    assert (holding(show).particulars.who, holding(show).particulars.gist) == ("Mexico", None)


def test_whoever_asked_for_a_point_of_order_leaves_the_list_with_it() -> None:
    """That request is what was granted."""
    asked = ORDER.amended(MEXICO)
    show = played(PLAN, *FLOOR_RUNS, ("14:21", Ask(asked)), ("14:22", GiveFloor(request=5)))

    assert not show.waiting
    assert holding(show).particulars == asked


def test_a_reply_is_to_another_intervention() -> None:
    """One that there is."""
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(MEXICO)), ("14:23", GiveFloor(CHAD)))

    assert isinstance(decide(show, Amend(2, Particulars(in_reply_to=1)), at("14:30")), Amended)
    assert "can't be a reply to itself" in refusal(show, Amend(2, Particulars(in_reply_to=2)), "14:30")
    assert "no intervention 3" in refusal(show, Amend(2, Particulars(in_reply_to=3)), "14:30")


def test_an_intervention_stands_in_the_later_of_two_blocks_that_began_at_once() -> None:
    """Whatever they are called: A was begun at 14:10 and passed over in the same second."""
    plan = agenda(speech("B", "10m"), speech("A", "10m"))
    show = played(plan, ("14:10", Next()), ("14:10", Next()), ("14:10", EndBlock()))

    (one,) = after(show, [("14:30", RecordIntervention(at("14:10"), at("14:11"), CHAD))]).log()

    assert one.block == "a"


def test_a_gist_for_an_intervention_that_was_undone_stays_as_a_note() -> None:
    """Nothing that somebody wrote is lost."""
    gist = Amend(1, Particulars(gist="asked about data"))
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(MEXICO)), ("14:23", gist), ("14:24", Undo(5)))

    assert show.log() == []
    assert [note.text for note in show.notes] == ["asked about data"]


def test_an_amendment_can_take_away_and_leaves_the_rest() -> None:
    """None is said expressly."""
    amendment = Amend(1, Particulars(person=None, gist="g"))
    given = GiveFloor(Particulars(who="Mexico", person="X"))
    show = played(PLAN, *FLOOR_RUNS, ("14:22", given), ("14:30", amendment))

    assert show.log()[0].particulars == Particulars(who="Mexico", person=None, gist="g")


def test_a_request_on_the_list_can_be_put_right() -> None:
    """Before its turn."""
    put_right = AmendRequest(5, Particulars(who="Peru"))
    show = played(
        PLAN, *FLOOR_RUNS, ("14:22", Ask(MEXICO)), ("14:23", put_right), ("14:30", GiveFloor(first_waiting=True))
    )

    assert holding(show).particulars.who == "Peru"


def test_a_key_meant_for_one_speaker_does_not_end_another() -> None:
    """Who ends a block, or the floor, says whose: somebody else may have moved on in the same second."""
    plan = agenda(speech("A", "10m"), floor("F", "10m"))
    show = played(plan, ("14:00", Next()), ("14:05", Next()), ("14:06", GiveFloor(Particulars(who="Cuba"))))

    assert "'a' isn't running any more, F ('f') is running by now" in refusal(
        show, EndBlock(expected=ExpectedState(block="a")), "14:07"
    )
    assert "Cuba has the floor by now" in refusal(
        show, EndFloor(expected=ExpectedState(holder=show.holder + 1 if show.holder else 0)), "14:07"
    )
    assert decide(show, EndBlock(expected=ExpectedState(block="f")), at("14:07")) == BlockEnded()
    assert decide(show, EndFloor(expected=ExpectedState(holder=show.holder)), at("14:07")) == FloorEnded()


SEEN_AND_UNDONE = (
    *FLOOR_RUNS,
    ("14:22", GiveFloor(MEXICO)),
    ("14:23", GiveFloor(Particulars(who="Cuba", category="state"))),
    ("14:24", Undo()),
    ("14:25", GiveFloor(CHAD)),
)
"""Cuba was number 2, by the entry 6; that was a slip, and Chad is number 2 now."""


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(Amend(2, Particulars(gist="of sugar"), expected=ExpectedState(intervention=6)), id="a gist"),
        pytest.param(Amend(2, Particulars(who="Costa Rica"), expected=ExpectedState(intervention=6)), id="a name"),
        pytest.param(Note("of sugar", 2, expected=ExpectedState(intervention=6)), id="a note"),
        pytest.param(
            GiveFloor(Particulars(who="Ms. X", in_reply_to=2), expected=ExpectedState(intervention=6)), id="a reply"
        ),
    ],
)
def test_what_was_meant_for_one_lands_on_no_other_that_has_its_number(action: Action) -> None:
    """Whoever saw Cuba under the number is told what happened, and that nothing was entered."""
    show = played(PLAN, *SEEN_AND_UNDONE)

    assert "number 2 was undone meanwhile, and 2 is Chad by now: nothing has been entered" in refusal(
        show, action, "14:26"
    )


def test_what_was_undone_is_said_to_be_where_nobody_has_its_number() -> None:
    """Until the floor is given again."""
    show = played(PLAN, *SEEN_AND_UNDONE[:-1])

    assert "number 2 was undone meanwhile: nothing" in refusal(
        show, Amend(2, Particulars(gist="of sugar"), expected=ExpectedState(intervention=6)), "14:26"
    )


def test_a_number_that_somebody_types_is_whoever_has_it() -> None:
    """In a shell there is nothing else to go by."""
    show = played(PLAN, *SEEN_AND_UNDONE)

    event = decide(show, Amend(2, Particulars(gist="of oil")), at("14:26"))

    assert isinstance(event, Amended)
    assert event.of == 8


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"gist": "x" * (LONGEST_GIST + 1)}, "gist should have at most 100000 characters"),
        ({"who": "x" * (LONGEST_TEXT + 1)}, "who should have at most 2000 characters"),
        ({"person": "\ud800"}, "person holds bytes that are no text in this terminal's encoding"),
    ],
    ids=["a gist", "a name", "no text"],
)
def test_what_no_journal_can_hold_is_refused_in_a_sentence(said: dict[str, str], why: str) -> None:
    """On the screens, which make particulars of what was typed, as by the rules."""
    with pytest.raises(Refused, match=f"that can't be taken down: {why}"):
        validated(lambda: Particulars.model_validate(said))


def test_of_two_who_put_the_same_right_the_later_is_told_what_the_other_said() -> None:
    """Whoever saw what stands, or says the same, or changes something else, is in nobody's way."""
    wrote = Amend(1, Particulars(gist="on oil", person="Ms. X"))
    show = played(PLAN, *FLOOR_RUNS, ("14:22", GiveFloor(MEXICO)), ("14:23", wrote))
    sugar, nothing, oil = Particulars(gist="on sugar"), Particulars(gist=None), Particulars(gist="on oil")

    with pytest.raises(ChangedMeanwhile, match="somebody else has put down another gist meanwhile: “on oil”"):
        decide(show, Amend(1, sugar, expected=ExpectedState(intervention=5, particulars=nothing)), at("14:24"))
    for known in (
        Amend(1, sugar, expected=ExpectedState(intervention=5, particulars=oil)),
        Amend(1, oil, expected=ExpectedState(intervention=5, particulars=nothing)),
        Amend(1, sugar),
        Amend(
            1, Particulars(who="Chad"), expected=ExpectedState(intervention=5, particulars=Particulars(who="Mexico"))
        ),
    ):
        assert isinstance(decide(show, known, at("14:24")), Amended)


def test_of_two_who_put_a_request_right_the_later_is_told() -> None:
    """As of an intervention."""
    show = played(PLAN, *FLOOR_RUNS, ("14:22", Ask(MEXICO)), ("14:23", AmendRequest(5, Particulars(person="Ms. X"))))
    changes = Particulars(person="Ms. Y")

    with pytest.raises(ChangedMeanwhile, match="another person meanwhile: “Ms"):
        decide(
            show, AmendRequest(5, changes, expected=ExpectedState(particulars=Particulars(person=None))), at("14:24")
        )


def test_the_room_is_given_back_by_the_clock_that_is_right() -> None:
    """The laptop was five minutes slow: opened at 14:00 in truth, so the room of 8:00 was another meeting's."""
    show = played(PLAN, *A_RUNS, ("14:01", CorrectClock(minutes(5))))

    assert "that long before" in refusal(show, SetHardStop(at("08:00")))
    assert decide(show, SetHardStop(at("08:01")), at("14:50")) == HardStopSet(hard_stop=at("08:01"))


def test_one_of_two_rests_can_have_more() -> None:
    """The other has less by it; the last that is left has all there is."""
    plan = agenda(floor("F", "rest", min="5m"), floor("G", "rest", min="5m"), speech("A", "10m"))

    assert decide(played(plan, ("14:00", Next())), Extend(minutes(1)), at("14:01")) == Extended(
        more=minutes(1), block="f"
    )
    assert "all the time until the hard stop" in refusal(
        played(plan, ("14:00", Next()), ("14:01", Next())), Extend(minutes(1)), "14:02"
    )


def test_a_rest_before_a_fixed_start_has_all_the_time_until_then() -> None:
    """The one after the signing gives it nothing, and itself has all the time until the hard stop."""
    signing = speech("Signing", "5m", start="14:30")
    show = played(agenda(floor("F", "rest"), signing, floor("G", "rest")), ("14:00", Next()))

    assert "F already has all the time until Signing, due 14:30: 'move BLOCK --start TIME'" in refusal(
        show, Extend(minutes(1)), "14:01"
    )
    assert "G already has all the time until the hard stop" in refusal(show, Extend(minutes(1), "g"), "14:01")


def test_what_asks_for_the_next_block_names_what_is_seen() -> None:
    """What runs, and what would follow; another block where one was chosen."""
    assert next_of(played(PLAN)) == Next("a", expected=ExpectedState(block=None))
    assert next_of(played(PLAN, *A_RUNS)) == Next("b", expected=ExpectedState(block="a"))
    assert next_of(played(PLAN, *A_RUNS), "c") == Next("c", expected=ExpectedState(block="a"))
    assert next_of(played(PLAN, *FLOOR_RUNS, ("14:35", Next()))) == Next(None, expected=ExpectedState(block="c"))


def test_an_inserted_block_has_an_id_of_its_own_and_joins_the_segment_of_what_it_stands_before() -> None:
    """Without a place it comes next; behind the last it joins the segment of what ran last; of nothing, none."""

    def inserted(show: Show, before: str | None = None) -> tuple[str, str | None, str]:
        event = decide(show, Insert(GUEST, before=before), at("14:50"))
        assert isinstance(event, Inserted)
        return event.block.id, event.before, event.segment

    assert inserted(played(PLAN, *A_RUNS)) == ("a-2", "b", "Only segment")
    assert inserted(played(PLAN, *A_RUNS), before="c") == ("a-2", "c", "Only segment")
    assert inserted(played(PLAN, *ALL_RUN)) == ("a-2", None, "Only segment")
    assert inserted(played(agenda(speech("A", "10m")), ("14:00", Skip()))) == ("a-2", None, "")


def test_what_is_entered_afterwards_begins_with_the_show_at_the_earliest() -> None:
    """What ended before the opening is no part of it; an instant is enough."""
    show = played(PLAN, *FLOOR_RUNS)

    def recorded(given: str, ended: str, block: str | None = None) -> tuple[object, ...]:
        event = decide(show, RecordIntervention(at(given), at(ended), CHAD, block), at("14:50"))
        assert isinstance(event, Recorded)
        return event.given, event.ended, event.block

    assert recorded("13:50", "14:05") == (at("13:55"), at("14:05"), None)
    assert recorded("13:50", "13:55") == (at("13:55"), at("13:55"), None)
    assert recorded("14:12", "14:12") == (at("14:12"), at("14:12"), "b")
    assert recorded("14:12", "14:13", "f") == (at("14:12"), at("14:13"), "f")
    with pytest.raises(Refused, match="the show was opened at 13:55:00: what was said before"):
        recorded("13:50", "13:54:59")


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(RecordIntervention(at("14:30"), at("14:31"), Particulars(in_reply_to=9)), id="recorded"),
        pytest.param(AmendRequest(5, Particulars(in_reply_to=9)), id="a request put right"),
        pytest.param(Amend(1, Particulars(in_reply_to=9)), id="an intervention put right"),
        pytest.param(GiveFloor(Particulars(in_reply_to=9)), id="given"),
    ],
)
def test_nobody_replies_to_what_was_never_said(action: Action) -> None:
    """However it is entered; the numbers that there are, are told."""
    given: tuple[Step, ...] = (*FLOOR_RUNS, ("14:21", Ask(MEXICO)), ("14:22", GiveFloor(CHAD)))

    assert "no intervention 9: they go up to 1;" in refusal(played(PLAN, *given), action)


def test_what_somebody_else_has_put_down_is_quoted_by_its_plain_name() -> None:
    """Of a long one the first 80 cells; of one that was taken away nothing."""
    speaks: tuple[Step, ...] = (*FLOOR_RUNS, ("14:21", GiveFloor(Particulars(who="Chad", on_behalf_of="AOSIS"))))
    saw = Particulars(who="Chad", on_behalf_of="AOSIS")

    def told(theirs: Particulars, ours: Particulars) -> str:
        with pytest.raises(ChangedMeanwhile) as caught:
            decide(
                played(PLAN, *speaks, ("14:22", Amend(1, theirs))),
                Amend(1, ours, expected=ExpectedState(particulars=saw)),
                at("14:50"),
            )
        return str(caught.value)

    assert "another name meanwhile: “Mali”" in told(Particulars(who="Mali"), Particulars(who="Niger"))
    assert "another on behalf of meanwhile: “”" in told(Particulars(on_behalf_of=None), Particulars(on_behalf_of="X"))
    assert f": “{'x' * 79}…”" in told(Particulars(who="x" * 200), Particulars(who="Niger"))


def test_what_cannot_be_taken_down_is_named_as_people_name_it() -> None:
    """A field by its words, a text without a field as 'it'."""
    with pytest.raises(Refused, match="taken down: on behalf of should have at most 2000 characters"):
        validated(lambda: Particulars(on_behalf_of="x" * 2001))
    with pytest.raises(Refused, match="taken down: it "):
        validated(lambda: TypeAdapter(int).validate_python("x"))
