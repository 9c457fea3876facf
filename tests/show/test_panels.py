"""Panels: turns of panellists, what interrupts them, what they come to, and how the record holds them."""

from datetime import timedelta
from typing import Any

import pytest

from runofshow.agenda.model import Speaker
from runofshow.errors import Refused
from runofshow.show.actions.blocks import EndBlock, Next, Pause, Resume, Substitute
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.minutes import SetGist
from runofshow.show.actions.panel import EndTurn, GiveTurn, panel, turn_of
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.meeting_record import record
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide
from runofshow.show.state import Show
from runofshow.show.talk_time import own_times, talk_times
from tests.builders import Step, agenda, at, countdown_at, floor, minutes, played, refusal, speech

PANELLISTS = [{"name": "Mr. Guy Ryder"}, {"name": "Ms. Laura Thompson"}, {"name": "Ms. Kate Gilmore"}]


def money(**others: Any) -> dict[str, Any]:
    """A panel as it would stand in YAML."""
    return {
        "id": "money",
        "panel": "Money",
        "moderator": {"name": "Ms. Chair"},
        "speakers": PANELLISTS,
        "duration": "30m",
        **others,
    }


def held(*steps: Step, each: str | None = "5m") -> Show:
    """A show whose panel began at 14:00."""
    plan = agenda(money(**({} if each is None else {"each": each})), floor("F", "20m"))
    return played(plan, ("14:00", Next()), *steps)


def test_a_panellist_has_a_count_beside_the_panels_own_time() -> None:
    """Five minutes are meant for each turn; the panel's thirty run on."""
    show = held(("14:03", GiveTurn(2)))

    now = forecast(show, at("14:05"))

    assert now.turn is not None
    assert (now.turn.turn.number, now.turn.turn.speaker.name) == (2, "Ms. Laura Thompson")
    assert (now.turn.elapsed, now.turn.remaining) == (minutes(2), minutes(3))
    assert countdown_at(show, "14:05").remaining == minutes(25)


def test_without_a_length_for_each_the_count_goes_up_alone() -> None:
    """Nothing is left that could be shown."""
    turn = forecast(held(("14:03", GiveTurn(1)), each=None), at("14:05")).turn
    assert turn is not None
    assert (turn.elapsed, turn.remaining) == (minutes(2), None)


def test_the_next_turn_ends_the_one_before_and_so_does_the_end_of_the_panel() -> None:
    """The moderator speaks when nobody else does."""
    show = held(("14:03", GiveTurn(1)), ("14:07", GiveTurn(2)), ("14:10", EndTurn()), ("14:12", GiveTurn(1)))
    over = held(("14:03", GiveTurn(1)), ("14:30", EndBlock()))

    assert [(one.number, one.interval.end) for one in sorted(show.turns.values(), key=lambda one: one.entry)] == [
        (1, at("14:07")),
        (2, at("14:10")),
        (1, None),
    ]
    assert over.turn is None
    assert [one.interval.end for one in over.turns.values()] == [at("14:30")]
    assert forecast(over, at("14:31")).turn is None


def test_a_turn_is_undone_like_any_step() -> None:
    """Whoever had the word before has it again."""
    show = held(("14:03", GiveTurn(1)), ("14:07", GiveTurn(2)), ("14:08", Undo()))
    assert show.turn_now is not None
    assert (show.turn_now.number, show.turn_now.interval.elapsed(at("14:09"))) == (1, minutes(6))


def test_a_pause_and_a_point_of_order_hold_the_count_of_a_turn() -> None:
    """A minute of each doesn't count."""
    point = Particulars(who="Mexico", kind="point_of_order")
    show = held(
        ("14:03", GiveTurn(1)),
        ("14:04", Pause()),
        ("14:05", Resume()),
        ("14:06", GiveFloor(point)),
        ("14:07", EndFloor()),
    )
    assert show.turn_now is not None
    assert show.turn_now.interval.elapsed(at("14:08")) == minutes(3)


def test_a_panellist_whom_a_point_of_order_holds_up_is_given_the_word_again() -> None:
    """The point of order is over, and a new turn begins."""
    point = Particulars(who="Mexico", kind="point_of_order")
    show = held(("14:03", GiveTurn(1)), ("14:06", GiveFloor(point)), ("14:07", GiveTurn(1)))

    assert (show.holder, show.turn) == (None, 5)
    assert [one.interval.elapsed(at("14:08")) for one in sorted(show.turns.values(), key=lambda one: one.entry)] == [
        minutes(3),
        minutes(1),
    ]


def test_an_intervention_from_the_floor_ends_a_turn_and_a_turn_ends_an_intervention() -> None:
    """One of them speaks."""
    asked = held(("14:03", GiveTurn(1)), ("14:06", GiveFloor(Particulars(who="Mexico"))))
    answered = held(("14:06", GiveFloor(Particulars(who="Mexico"))), ("14:07", GiveTurn(3)))

    assert (asked.turn, asked.holder) == (None, 4)
    assert (answered.turn, answered.holder) == (4, None)


def test_a_panellist_goes_by_number_or_by_any_part_of_the_name_that_fits_one() -> None:
    """Numbers follow the list in the agenda; where nobody fits, or several do, the sentence lists them."""
    numbers = {text: turn_of(held(), text).number for text in ("3", "ryder", "Ms. Laura", "gilm")}

    assert numbers == {"3": 3, "ryder": 1, "Ms. Laura": 2, "gilm": 3}
    for typed, expected in (
        ("a", "'a' fits several speakers: 2 Ms. Laura Thompson, 3 Ms. Kate Gilmore"),
        ("Puri", "none of the speakers is called 'Puri': 1 Mr. Guy Ryder, 2 Ms. Laura Thompson, 3 Ms. Kate Gilmore"),
    ):
        with pytest.raises(Refused) as refused:
            turn_of(held(), typed)
        assert str(refused.value) == expected


def test_turns_are_refused_where_there_is_no_panel_or_no_such_panellist() -> None:
    """With what can be done instead."""
    assert refusal(held(), GiveTurn(4), "14:01") == "there is no panellist 4: Money has 3"
    assert refusal(held(("14:01", GiveTurn(1))), GiveTurn(1), "14:02") == (
        "Mr. Guy Ryder has the word already: 'turn --end' ends the turn"
    )
    assert refusal(held(), EndTurn(), "14:01") == "no panellist has the word"
    assert refusal(held(("14:01", Next())), GiveTurn(1), "14:02") == (
        "no panel is running: only a block with 'panel' in the agenda has turns"
    )


def test_somebody_stands_in_for_a_panellist_or_for_one_of_two_speakers() -> None:
    """Named by number or name; the others stay."""
    lagos = Speaker(name="Mr. Lagos")
    two = agenda({"id": "k", "speakers": ["Ms. A", "Mr. B"], "duration": "9m"}, money())
    show = played(two, ("13:56", Substitute("k", lagos, "ms. a")), ("13:57", Substitute("money", lagos, "2")))

    assert [one.name for one in show.runs["k"].block.people] == ["Mr. Lagos", "Mr. B"]
    assert [one.name for one in show.runs["money"].block.people] == ["Mr. Guy Ryder", "Mr. Lagos", "Ms. Kate Gilmore"]
    assert refusal(show, Substitute("k", lagos), "13:58") == (
        "'k' has several speakers: say with --for whom Mr. Lagos replaces, of 1 Mr. Lagos, 2 Mr. B"
    )


def test_a_journal_of_one_speaker_holds_no_place() -> None:
    """An older program reads it."""
    show = played(agenda(speech("A", "5m")))
    event = decide(show, Substitute("a", Speaker(name="B"), "A"), at("14:00"))
    assert set(event.model_dump(mode="json")) == {"kind", "block", "speaker"}


def test_the_share_of_each_counts_turns_and_the_moderator_in_between() -> None:
    """Ten minutes of twenty, six, and four that the moderator spoke."""
    show = held(
        ("14:02", GiveTurn(1)),
        ("14:07", GiveTurn(2)),
        ("14:13", GiveTurn(1)),
        ("14:18", EndTurn()),
        ("14:20", EndBlock()),
    )

    shares = talk_times(own_times(show, at("14:20")), lambda one: one.who)

    assert [(one.name, one.turns, one.time, one.part) for one in shares] == [
        ("Mr. Guy Ryder", 2, minutes(10), 0.5),
        ("Ms. Laura Thompson", 1, minutes(6), 0.3),
        ("Ms. Chair", 1, minutes(4), 0.2),
    ]


def test_a_pause_during_a_turn_is_nobodys_time() -> None:
    """Two minutes and two of the turn, three of the moderator before and after, three of a pause."""
    show = held(
        ("14:02", GiveTurn(1)),
        ("14:04", Pause()),
        ("14:07", Resume()),
        ("14:09", EndTurn()),
        ("14:10", EndBlock()),
    )

    shares = talk_times(own_times(show, at("14:10")), lambda one: one.who)

    assert [(one.name, one.time) for one in shares] == [("Mr. Guy Ryder", minutes(4)), ("Ms. Chair", minutes(3))]


def test_a_panel_without_turns_is_one_talk() -> None:
    """Nobody can tell who spoke."""
    show = held(("14:20", EndBlock()))
    assert [(one.who, one.time) for one in own_times(show, at("14:20"))] == [("Money", minutes(20))]


def test_the_record_has_a_statement_for_each_turn_and_a_gist_with_the_last_or_the_one_that_is_named() -> None:
    """The moderator has one only with a gist; so has a panellist whose turn was undone after it was noted."""
    show = held(
        ("14:02", GiveTurn(1)),
        ("14:07", GiveTurn(2)),
        ("14:13", GiveTurn(1)),
        ("14:18", EndBlock()),
        ("14:19", SetGist("money", "Called for a fund.", "Ryder")),
        ("14:19", SetGist("money", "Opened.", "Ryder", turn=3)),
        ("14:19", SetGist("money", "Summed up.", "Ms. Chair")),
    )

    said = [(one.person, f"{one.began:%H:%M}", one.duration, one.gist) for one in record(show, at("14:20")).statements]

    assert said == [
        ("Ms. Chair", "14:00", timedelta(minutes=18), "Summed up."),
        ("Mr. Guy Ryder", "14:02", timedelta(minutes=5), "Opened."),
        ("Ms. Laura Thompson", "14:07", timedelta(minutes=6), None),
        ("Mr. Guy Ryder", "14:13", timedelta(minutes=5), "Called for a fund."),
    ]

    undone = held(("14:02", GiveTurn(1)), ("14:03", SetGist("money", "Opened.", "Ryder")), ("14:04", Undo(3)))
    assert [(one.person, one.gist) for one in record(undone, at("14:05")).statements] == [("Mr. Guy Ryder", "Opened.")]


def test_the_words_of_a_panellist_who_was_replaced_stay_in_the_record() -> None:
    """Noted before or after somebody else sat down in that place, of a turn or of none; the new one is found first."""
    show = held(
        ("14:02", GiveTurn(1)),
        ("14:05", EndTurn()),
        ("14:05", SetGist("money", "Asked for a fund.", "Thompson")),
        ("14:06", Substitute("money", Speaker(name="Mr. Guy Lagos"), "1")),
        ("14:06", Substitute("money", Speaker(name="Mr. Laurel"), "2")),
        ("14:07", SetGist("money", "Opened.", "Mr. Guy Ryder", turn=3)),
        ("14:08", SetGist("money", "Had nothing to add.", "guy")),
        ("14:08", SetGist("money", "Named a sum.", "laura")),
    )

    said = {(one.person, one.gist) for one in record(show, at("14:09")).statements}

    assert said == {
        ("Mr. Guy Ryder", "Opened."),
        ("Mr. Guy Lagos", "Had nothing to add."),
        ("Ms. Laura Thompson", "Named a sum."),
    }


def test_giving_the_word_ends_a_pause() -> None:
    """The turn would stand at 0:00."""
    show = held(("14:02", Pause()), ("14:03", GiveTurn(1)))

    assert not show.paused
    assert show.turns[4].interval.elapsed(at("14:05")) == minutes(2)
    assert next(iter(show.history)).event.describe(show).endswith("Mr. Guy Ryder; resumed: the countdown goes on")


def test_panellists_can_reply_in_a_floor_round_and_items_are_nobody() -> None:
    """Numbers there are those of all speakers of the agenda."""
    plan = agenda(
        speech("A", "5m"),
        {"item": "Coffee", "type": "break", "duration": "5m"},
        money(duration="20m"),
        floor("F", "10m"),
    )
    show = played(plan, ("14:00", Next()))
    assert [speaker.name for speaker in panel(show)] == ["A", *(one["name"] for one in PANELLISTS)]
