"""The show is what follows from its entries."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.agenda.model import Floor, Speech
from runofshow.errors import Refused
from runofshow.show.actions.blocks import (
    BlockStarted,
    EndBlock,
    Extend,
    Extended,
    Next,
    Pause,
    Resume,
    Resumed,
    StartBlock,
)
from runofshow.show.actions.floor import EndFloor, FloorGiven, GiveFloor
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.actions.record import Amend, Amended, Note, Noted, Recorded
from runofshow.show.actions.running_order import Insert, Inserted, Restore, Skip
from runofshow.show.actions.speakers_list import Ask, CloseList, MarkAbsent, ReopenList
from runofshow.show.actions.undo import Undo, Undone
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.parts import Interval
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Entry, NotAShow, Show
from tests.builders import Step, after, agenda, appended, at, floor, minutes, next_entry, opened, played, speech

PLAN = agenda(speech("A", "10m"), floor("F", "10m", min="5m"), speech("B", "10m"), floor("G", "rest", min="5m"))

INTENTS: list[Action] = [
    Next(),
    StartBlock(),
    EndBlock(),
    Pause(),
    Resume(),
    Extend(minutes(1)),
    Extend(-minutes(1)),
    Skip(),
    Skip(come_back=True),
    Restore(),
    Ask(Particulars(who="Mexico")),
    MarkAbsent(),
    CloseList(),
    ReopenList(),
    GiveFloor(first_waiting=True),
    GiveFloor(Particulars(who="Cuba", kind="point_of_order")),
    EndFloor(),
    Insert(Speech.model_validate({"speaker": {"name": "Guest"}, "duration": "5m"})),
    Amend(1, Particulars(kind="point_of_order")),
    Amend(2, Particulars(kind="point_of_order")),
    Amend(1, Particulars(kind="statement")),
    Amend(2, Particulars(kind="question")),
    Note("noted"),
    Undo(),
    Finish(),
]


def journal(actions: list[tuple[Action, int]]) -> list[Entry]:
    """What a random moderator leaves: whatever is refused is not written."""
    entries = [opened(PLAN)]
    show, now = replay(entries), at("13:58")
    for action, seconds in actions:
        now += seconds * minutes(1) / 60
        try:
            event = decide(show, action, now)
        except Refused:
            continue
        entries.append(next_entry(show, now, event))
        show = apply(show, entries[-1])
    return entries


meetings = st.lists(st.tuples(st.sampled_from(INTENTS), st.integers(min_value=0, max_value=600)), max_size=60).map(
    journal
)


@given(meetings, st.data())
def test_reading_on_is_reading_all(entries: list[Entry], data: st.DataObject) -> None:
    """`replay(a + b)` is `apply` over `b`, from `replay(a)`."""
    cut = data.draw(st.integers(min_value=1, max_value=len(entries)))
    show = replay(entries[:cut])
    for entry in entries[cut:]:
        show = apply(show, entry)

    assert show == replay(entries)


@settings(max_examples=100)
@given(meetings, st.integers(min_value=0, max_value=4 * 3600))
def test_whatever_happened_there_is_a_forecast(entries: list[Entry], later: int) -> None:
    """Of every block; the finish is the last end, and no block that remains is shorter than its least."""
    show = replay(entries)
    now = forecast(show, entries[-1].at + later * minutes(1) / 60)

    assert {block.id for block in now.blocks} == set(show.runs)
    assert now.finish == max((block.end for block in now.blocks if block.end), default=now.finish)
    for block in now.blocks:
        if block.run.remains and not block.run.intervals and not block.run.extension:
            assert block.allotment >= block.run.block.minimum
    assert all(a.end and b.start and a.end <= b.start for a, b in pairwise(now.remaining))


@given(meetings, st.integers(min_value=0, max_value=4 * 3600))
def test_a_closed_show_stays_as_it_ended(entries: list[Entry], later: int) -> None:
    """Whenever somebody asks; and when the closing is taken back, the forecast is the one that it would have been."""
    before = replay(entries)
    if before.closed is not None:
        return
    closing = next_entry(before, entries[-1].at, decide(before, Finish(), entries[-1].at))
    show, then = apply(before, closing), closing.at + later * minutes(1) / 60

    ended, asked = forecast(show, closing.at), forecast(show, then)

    assert asked._replace(now=ended.now) == ended
    assert (ended.finish, ended.floor, ended.guards, ended.remaining) == (show.last_ended or closing.at, None, (), ())
    undone = apply(show, next_entry(show, then, decide(show, Undo(), then)))
    assert forecast(undone, then) == forecast(before, then)


@given(meetings)
def test_undoing_everything_is_the_beginning(entries: list[Entry]) -> None:
    """All that is left is the opening."""
    show, now = replay(entries), entries[-1].at
    while True:
        try:
            event = decide(show, Undo(), now)
        except Refused:
            break
        show = apply(show, next_entry(show, now, event))

    assert show.first_started is None
    assert show.order == replay(entries[:1]).order
    assert show.log() == []
    assert [entry.n for entry in show.history] == [1]


def test_a_block_that_starts_stands_before_those_that_are_still_to_be_run() -> None:
    """The next one stays where it is; a chosen one comes forward; a skipped one stands where it was, before."""
    four = agenda(speech("A", "10m"), speech("B", "10m"), speech("C", "10m"), speech("D", "10m"))

    def order(*steps: Step) -> str:
        return "".join(played(four, *steps).order)

    assert order(("14:00", Next()), ("14:10", Next()), ("14:20", Next())) == "abcd"
    assert order(("14:00", Next()), ("14:10", Next(to="d"))) == "adbc"
    assert order(("14:00", Next(to="c")), ("14:10", Next(to="d")), ("14:20", Next())) == "cdab"
    assert order(("14:00", Next()), ("14:05", Skip("c")), ("14:10", Next())) == "acbd"
    assert order(("14:00", Next()), ("14:05", Skip("d")), ("14:10", Next()), ("14:20", Next())) == "abdc"


def test_a_block_that_starts_after_the_closing_stands_at_the_end() -> None:
    """No rule lets that happen; a journal may say it all the same."""
    closed = played(PLAN, ("14:00", Next()), ("14:10", Finish()))
    started = appended(closed, "14:20", BlockStarted(block="f"))

    assert started.order == ("a", "b", "g", "f")
    assert started.closed is None


def test_a_block_that_starts_again_after_all_have_run_runs() -> None:
    """No rule lets that happen; a journal may say it all the same."""
    over = played(
        agenda(speech("A", "10m"), speech("B", "10m")), ("14:00", Next()), ("14:10", Next()), ("14:20", Next())
    )
    again = appended(over, "14:30", BlockStarted(block="a"))

    assert (again.current, again.order) == ("a", ("b", "a"))


def test_what_names_a_lost_line_changes_nothing_and_the_rest_is_read() -> None:
    """The line that inserted a block was damaged; the one that started it stands."""
    guest = Insert(Speech.model_validate({"speaker": {"name": "Guest"}, "duration": "5m"}))
    entries = journal([(Next(), 60), (guest, 60), (Next(), 60), (Ask(Particulars(who="Mexico")), 1)])

    show = replay([entry for entry in entries if entry.event.kind != "inserted"])

    assert show.current == "a"
    assert [request.particulars.who for request in show.queue()] == ["Mexico"]


def test_entries_that_open_no_show_are_refused() -> None:
    """And so are none at all."""
    with pytest.raises(NotAShow, match="no entry"):
        replay([])
    with pytest.raises(NotAShow, match="opening"):
        replay([Entry(1, at("14:00"), at("14:00"), "t", decide(replay([opened(PLAN)]), Next(), at("14:00")))])


@pytest.mark.parametrize("step", [Next(), EndBlock(), GiveFloor(), EndFloor()], ids=lambda step: type(step).__name__)
def test_a_message_is_for_whoever_spoke(step: Action) -> None:
    """The speaker's screen forgets what one speaker was told before the next begins; it stays blank, if it was."""
    plan = agenda(speech("A", "10m"), speech("B", "10m"))
    told = played(plan, ("14:00", Next()), ("14:02", GiveFloor()), ("14:03", SetStage("Please conclude")))

    assert told.stage.message == "Please conclude"
    assert after(told, [("14:04", step)]).stage.message is None
    assert after(told, [("14:04", SetStage(blank=True)), ("14:05", step)]).stage.blank


@given(meetings)
def test_the_next_place_is_that_of_the_first_block_still_to_be_run(entries: list[Entry]) -> None:
    """Whatever was started, skipped, brought back and inserted: what has run is never looked at again."""
    show = replay(entries)
    remaining = [place for place, name in enumerate(show.order) if show.runs[name].remains]

    assert show.next_place == min(remaining, default=len(show.order))


def test_a_number_that_was_given_is_never_given_again() -> None:
    """Not even if an entry with a lower one comes later, as from a journal that another program wrote."""
    speaks = played(PLAN, ("14:00", Next()), ("14:01", GiveFloor()), ("14:02", GiveFloor()), ("14:03", GiveFloor()))
    one = FloorGiven(number=2, limit=minutes(2), particulars=Particulars())
    other = Recorded(number=1, given=at("14:00"), ended=at("14:01"), particulars=Particulars())

    for event in (one, other):
        assert appended(speaks, "14:04", event).numbered == 3


def test_what_was_said_of_an_intervention_that_was_undone_is_a_note_only_if_it_has_a_gist() -> None:
    """A name alone says nothing without it."""
    gone = played(PLAN, ("14:00", Next()), ("14:01", GiveFloor()), ("14:02", Undo()))

    def noted(changes: Particulars) -> list[str]:
        return [note.text for note in appended(gone, "14:03", Amended(of=3, changes=changes)).notes]

    assert noted(Particulars(who="Mexico")) == []
    assert noted(Particulars(who="Mexico", gist="asked for time")) == ["asked for time"]


def test_an_inserted_block_is_planned_with_its_own_length() -> None:
    """A rest, which no rule lets in but a journal may hold, with its least."""
    show = played(PLAN, ("14:00", Next()))

    def planned(**block: object) -> timedelta:
        inserted = Inserted(block=Floor.model_validate({"id": "x", **block}), segment="S")
        return appended(show, "14:01", inserted).runs["x"].planned

    assert planned(floor="X", duration="20m", min="5m") == minutes(20)
    assert planned(floor="X", duration="rest", min="5m") == minutes(5)


def test_a_list_that_was_closed_can_be_joined_again_once_it_is_open() -> None:
    """Closed and opened again in the state, not only in the refusals."""
    closed = played(PLAN, ("14:00", Next()), ("14:01", CloseList()))

    assert closed.list_closed
    assert not after(closed, [("14:02", ReopenList())]).list_closed


def test_a_journal_holds_one_show() -> None:
    """A second opening is refused, and an undoing by itself changes nothing."""
    first = opened(PLAN)
    show = replay([first])

    with pytest.raises(NotAShow, match="entry 2 opens the show a second time"):
        apply(show, first._replace(n=2))
    assert Undone(entry=9).apply(show, next_entry(show, at("14:00"), Undone(entry=9))) == show


def test_a_note_about_an_intervention_that_was_undone_is_the_meetings() -> None:
    """It is about nothing any more."""
    gone = played(PLAN, ("14:00", Next()), ("14:01", GiveFloor()), ("14:02", Undo()))
    noted = appended(gone, "14:03", Noted(text="x", of=3))

    assert [(note.text, note.of) for note in noted.notes] == [("x", None)]


def test_what_has_not_begun_by_an_instant_has_run_for_no_time() -> None:
    """As in a record of a time before it."""
    assert Interval(at("14:00")).elapsed(at("13:59")) == timedelta(0)
    assert Interval(at("14:00")).elapsed(at("14:01")) == minutes(1)


def test_an_allotment_is_never_less_than_nothing() -> None:
    """No rule lets that happen; a journal may say it all the same."""
    speaks = played(PLAN, ("14:00", Next()), ("14:01", GiveFloor()))

    def after_less(block: str | None) -> Show:
        less = Extended(more=-minutes(60), block=block)
        return appended(speaks, "14:02", less)

    assert after_less("a").runs["a"].allotment == timedelta(0)
    assert after_less(None).log()[0].allotment() == timedelta(0)


def test_a_limit_that_is_not_that_of_the_category_stays_when_a_name_is_typed() -> None:
    """Another program gave five minutes: a group keeps them, though groups have the two of everybody."""
    begun = played(PLAN, ("14:00", Next()))
    given = FloorGiven(number=1, limit=minutes(5), particulars=Particulars())
    speaks = appended(begun, "14:01", given)

    named = after(speaks, [("14:02", Amend(1, Particulars(who="AOSIS", category="group")))])

    assert named.log()[0].limit == minutes(5)


def test_what_steers_and_is_dated_earlier_takes_back_no_time() -> None:
    """No rule lets that happen; a journal may say it all the same."""
    show = played(PLAN, ("14:00", Next()), ("14:05", Pause()))

    assert apply(show, Entry(4, at("14:02"), at("14:06"), "t", Resumed())).last_move == at("14:05")
