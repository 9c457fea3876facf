"""The panel's replies to the floor."""

import pytest

from runofshow.agenda.model import Speaker, Speech
from runofshow.errors import Refused
from runofshow.show.actions.blocks import EndBlock, Next, Substitute
from runofshow.show.actions.floor import EndFloor, FloorGiven, GiveFloor
from runofshow.show.actions.panel import can_reply, numbered_panel, panel, panellist, panellist_named, reply_of
from runofshow.show.actions.running_order import Insert, Skip
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.particulars import Particulars
from runofshow.show.replay import decide
from tests.builders import Step, after, agenda, at, floor, played, speech

PLAN = agenda(
    moderator={"name": "Ms. Chair"},
    segments=[
        {
            "title": "Opening",
            "blocks": [{**speech("chair", "2m"), "speaker": {"name": "Ms. CHAIR"}}, speech("Puri", "5m")],
        },
        {
            "title": "Topic",
            "blocks": [
                {**speech("Ryder", "5m"), "speaker": {"name": "Mr. Guy Ryder", "title": "Director-General"}},
                {**speech("Thompson", "5m"), "speaker": {"name": "Ms. Laura Thompson"}},
                floor("F", "20m"),
            ],
        },
        {"title": "Discussion", "blocks": [floor("G", "rest")]},
    ],
)
FLOOR_RUNS: tuple[Step, ...] = (("14:00", Next(to="f")),)
MEXICO, CHAD = Particulars(who="Mexico", category="state"), Particulars(who="Chad", category="state")


def names(*steps: Step) -> list[str]:
    """The panel after steps."""
    return [speaker.name for speaker in panel(played(PLAN, *steps))]


def test_the_speakers_of_the_segment_that_runs_come_first() -> None:
    """Then all others in the agenda's order; never the moderator, who gives the floor."""
    assert names(*FLOOR_RUNS) == ["Mr. Guy Ryder", "Ms. Laura Thompson", "Puri"]


def test_a_segment_without_speakers_has_those_of_the_whole_agenda() -> None:
    """In their order."""
    assert names(("14:00", Next(to="g"))) == ["Puri", "Mr. Guy Ryder", "Ms. Laura Thompson"]


def test_a_substitute_takes_the_number_and_who_was_left_out_keeps_it() -> None:
    """Nobody's number changes in the middle of a round; an inserted speaker comes behind."""
    guest = Speech.model_validate({"speaker": {"name": "Guest"}, "duration": "5m"})
    steps: tuple[Step, ...] = (
        ("13:58", Substitute("ryder", Speaker(name="Deputy"))),
        ("13:59", Skip("thompson")),
        *FLOOR_RUNS,
    )
    assert names(*steps) == ["Deputy", "Ms. Laura Thompson", "Puri"]
    assert names(*steps, ("14:01", Insert(guest)))[-1] == "Guest"


def test_a_reply_is_to_the_last_intervention_from_the_floor() -> None:
    """Of a round of two the second; a reply of the panel's and a point of order in between don't count."""
    show = played(
        PLAN,
        *FLOOR_RUNS,
        ("14:01", Ask(CHAD)),
        ("14:01", Ask(MEXICO)),
        ("14:02", GiveFloor(MEXICO)),
        ("14:04", GiveFloor(first_waiting=True)),
        ("14:06", EndFloor()),
    )
    first = decide(show, reply_of(show, panellist(show, 1)), at("14:07"))
    replied = after(show, [("14:07", reply_of(show, panellist(show, 1)))])
    second = decide(replied, reply_of(replied, panellist(replied, 2)), at("14:08"))

    assert isinstance(first, FloorGiven)
    assert isinstance(second, FloorGiven)
    assert first.particulars == Particulars(
        who="Mr. Guy Ryder",
        person="Mr. Guy Ryder",
        title="Director-General",
        category="panel",
        kind="reply",
        in_reply_to=2,
    )
    assert second.particulars.in_reply_to == 2
    assert [request.particulars for request in replied.queue()] == [MEXICO]


def test_a_reply_can_be_to_an_earlier_one_but_not_to_nothing() -> None:
    """Before anybody has spoken there is nothing to reply to, nor to what was never said."""
    show = played(PLAN, *FLOOR_RUNS, ("14:02", GiveFloor(MEXICO)), ("14:04", GiveFloor(CHAD)))
    ryder = panellist(show, 1)

    assert reply_of(show, ryder, to=1).particulars.in_reply_to == 1
    with pytest.raises(Refused, match="no intervention 7"):
        reply_of(show, ryder, to=7)
    with pytest.raises(Refused, match="nothing to reply to"):
        reply_of(played(PLAN, *FLOOR_RUNS), ryder)


def test_a_panellist_goes_by_a_part_of_the_name_or_by_the_number() -> None:
    """Where it fits one."""
    show = played(PLAN, *FLOOR_RUNS)

    assert [panellist_named(show, text) for text in ("ryder", "Ms. Thompson", "mr guy")] == [
        *(panellist(show, 1), panellist(show, 2), panellist(show, 1)),
    ]
    assert panellist_named(show, "Gilmore") is None
    assert panellist_named(show, "yder") is None
    with pytest.raises(Refused, match="there is no panellist 4"):
        panellist(show, 4)


def test_a_name_that_fits_two_panellists_is_not_guessed() -> None:
    """They are listed."""
    plan = agenda(speech("Maria_A", "5m"), speech("Maria_B", "5m"), floor("F", "rest"))
    with pytest.raises(Refused, match="fits several panellists: Maria_A, Maria_B"):
        panellist_named(played(plan), "Maria")


def test_the_panel_stays_that_of_the_segment_that_ran_last() -> None:
    """In a handover nobody's number changes; before the start it is the agenda's order."""
    assert names(*FLOOR_RUNS, ("14:10", EndBlock())) == ["Mr. Guy Ryder", "Ms. Laura Thompson", "Puri"]
    assert names() == ["Puri", "Mr. Guy Ryder", "Ms. Laura Thompson"]


def test_as_many_panellists_have_a_number_as_there_are_digits() -> None:
    """From 1 to 9: the tenth has none, though it can be called by its place."""
    show = played(agenda(*(speech(f"P{place}", "1m") for place in range(1, 11)), floor("F", "20m")))

    assert numbered_panel(show) == {f"p{place}": place for place in range(1, 10)}
    assert panellist(show, 10).name == "P10"


def test_a_panellist_that_does_not_exist_is_refused_with_how_many_there_are() -> None:
    """Also where the agenda has none at all."""
    for place in (0, 4):
        with pytest.raises(Refused, match=f"no panellist {place}: the agenda has 3 speakers beside the moderator"):
            panellist(played(PLAN), place)
    with pytest.raises(Refused, match="the agenda has no speaker"):
        panellist(played(agenda(floor("F", "20m"))), 1)


def test_a_number_gives_the_floor_in_a_round_once_somebody_can_be_replied_to() -> None:
    """Not in a speech, not before anybody from the floor has spoken, and not without a panel."""
    spoke: tuple[Step, ...] = (("14:01", GiveFloor(MEXICO)), ("14:02", EndFloor()))
    alone = played(agenda(floor("F", "20m")), ("14:00", Next()), *spoke)

    assert can_reply(played(PLAN, *FLOOR_RUNS, *spoke))
    assert not can_reply(played(PLAN, *FLOOR_RUNS))
    assert not can_reply(played(PLAN, *FLOOR_RUNS, *spoke, ("14:03", Next(to="puri"))))
    assert not can_reply(played(PLAN, *FLOOR_RUNS, *spoke, ("14:03", EndBlock())))
    assert not can_reply(alone)


def answered(reply: GiveFloor) -> int | None:
    """The entry of the intervention that somebody saw whom they reply to."""
    return None if reply.expected is None else reply.expected.intervention


def test_a_reply_to_the_last_is_to_the_one_that_was_seen() -> None:
    """A reply to a number that was typed is to whoever has it."""
    show = played(PLAN, *FLOOR_RUNS, ("14:01", GiveFloor(MEXICO)), ("14:02", GiveFloor(CHAD)))
    speaker = panellist(show, 1)

    assert (reply_of(show, speaker).particulars.in_reply_to, answered(reply_of(show, speaker))) == (2, 4)
    assert (reply_of(show, speaker, 1).particulars.in_reply_to, answered(reply_of(show, speaker, 1))) == (1, None)
