"""A browser says what the screens say."""

import pytest

from runofshow.agenda.durations import countdown_digits
from runofshow.serve.views import (
    QueueView,
    StageView,
    list_view,
    next_view,
    now_view,
    order_view,
    outlook_view,
    queue_view,
    stage_view,
)
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import SetStage
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.ui.messages import designation, offset_words, speaker_of
from runofshow.ui.picture import picture
from runofshow.ui.stage_picture import stage_picture
from tests.builders import after, agenda, floor, played
from tests.builders import at as instant
from tests.ui.scenes import HOSTILE, SCENES, foreseen

WIDE, HIGH = 400, 120
"""A terminal in which nothing is cut off."""


def test_the_stage_has_the_words_of_the_stage_in_a_terminal() -> None:
    for scene, (show, now) in SCENES.items():
        view = stage_view(show, forecast(show, now))
        drawn = "\n".join(line.plain for line in stage_picture(show, forecast(show, now), WIDE, 5))
        assert view.speaking in drawn, scene
        assert view.following in drawn, scene
        assert view.rehearsal == ("REHEARSAL" in drawn), scene
        if view.counter is not None:
            left = view.counter.zero - now if view.counter.held is None else view.counter.held
            assert countdown_digits(left) in drawn, scene


@pytest.mark.parametrize(
    ("scene", "word", "called", "allotted"),
    [
        ("late", "NEXT", "Ms. Lakshmi Puri", "7 min"),
        ("handover", "NEXT", "Mr. Guy Ryder", "7 min"),
        ("finished", "FINISHED", "", ""),
    ],
)
def test_where_nothing_counts_the_stage_calls_who_is_next(scene: str, word: str, called: str, allotted: str) -> None:
    view = stage_view(*foreseen(scene))
    seen = (view.counter, view.word, view.called, view.allotted, view.following)
    assert seen == (None, word, called, allotted, "")


def test_before_the_start_the_stage_counts_down_to_it() -> None:
    view = stage_view(*foreseen("before"))
    assert view.counter is not None
    assert [step.word for step in view.counter.steps] == ["STARTS IN"]
    assert (view.called, view.following) == ("", "Ms. Lakshmi Puri · 7 min")


def test_of_a_blank_stage_nothing_is_told() -> None:
    show, now = SCENES["running"]
    blank = after(show, [("13:04:10", SetStage(blank=True))])
    assert stage_view(blank, forecast(blank, now)) == StageView(blank=True)


def test_the_moderators_message_stands_on_the_stage_and_staff_know() -> None:
    show, now = SCENES["running"]
    told = after(show, [("13:04:10", SetStage("Please\u202e conclude"))])
    assert stage_view(told, forecast(told, now)).message == "Please conclude"
    assert now_view(told, forecast(told, now)).stage == "“Please conclude”"


def test_staff_read_what_the_moderator_reads() -> None:
    """Every sentence, name and time of the view stands in the moderator's picture too, if that is large enough."""
    for scene, (show, at) in SCENES.items():
        now = forecast(show, at)
        drawn = "\n".join(line.plain for line in picture(show, now, WIDE, HIGH))
        face, outlook = now_view(show, now), outlook_view(show, now)
        said = [face.label, face.figures.name, *face.details, *face.spoken]
        said += [turn.name for turn in list_view(show, now)] + [row.title for row in order_view(show, now)]
        if (following := next_view(show, now)) is not None:
            said += [following.label, following.name, following.expected]
        own = f"{offset_words(now.offset).capitalize()}."
        said += [one.words for one in outlook if one.words != own and "floor rounds to come" not in one.words]
        assert [words for words in said if words not in drawn] == [], scene


def test_the_running_order_has_planned_and_expected_times_and_what_became_of_each() -> None:
    rows = order_view(*foreseen("floor"))
    assert [(row.mark, row.said, row.planned, row.expected, row.moved, row.length) for row in rows] == [
        ("✓", "done", "13:00", "13:02", "late", "8:00"),
        ("✓", "done", "13:08", "13:11", "late", "8:00"),
        ("▶", "now", "13:16", "13:19", "late", "35:00"),
        ("›", "next", "13:55", "13:55", "", "5:00"),
    ]


def test_who_waits_is_told_when_the_turn_comes() -> None:
    """The holder's two minutes are up at 13:24:30, then a quarter of a minute, and so on."""
    show, at = SCENES["list-closed"]
    assert queue_view(show) == QueueView(closed=True, waiting=3)
    assert [(turn.name, turn.expected) for turn in list_view(show, forecast(show, at))] == [
        ("Bangladesh", "13:24"),
        ("Côte d'Ivoire", "13:27"),
        ("European Union, on behalf of its member States", "13:29"),
    ]


def test_whose_turn_no_longer_comes_is_told_so() -> None:
    """A round of five minutes has two turns of two."""
    asked = [("14:00", Ask(Particulars(who=who))) for who in ("Mexico", "Cuba", "Chile")]
    show = played(agenda(floor("F", "5m")), ("14:00", Next()), *asked)
    turns = list_view(show, forecast(show, instant("14:00")))
    assert [turn.expected for turn in turns] == ["14:00", "14:02", "no time"]


def test_next_comes_with_how_to_say_the_name_and_what_to_read_out() -> None:
    following = next_view(*foreseen("running"))
    assert following is not None
    assert following.details == ("say: guy RYE-der", "Director-General, International Labour Organization")
    assert following.intro.startswith("I invite to the front Mr. Guy Ryder")


def test_whoever_holds_the_floor_has_the_large_figures_and_the_round_the_small_ones() -> None:
    view = now_view(*foreseen("holder"))
    assert view.figures.counter is not None
    assert view.within is not None
    assert view.within.counter is not None
    assert view.within.name == "in Discussion with participants"
    assert view.figures.counter.zero < view.within.counter.zero


def test_whatever_somebody_is_called_is_harmless() -> None:
    show, at = SCENES["floor"]
    for name in HOSTILE:
        held = after(show, [("13:22:18", GiveFloor(Particulars.model_construct({"who"}, who=name)))])
        speaking = stage_view(held, forecast(held, at)).speaking
        assert speaking.encode(), name
        assert not any(character in speaking for character in "\x1b\x00\u202e\u2066\n"), name


def test_what_is_said_of_a_speaker_is_the_designation() -> None:
    """A check on the scenes: they have one."""
    show, at = SCENES["running"]
    running = show.running
    assert running is not None
    assert speaker_of(running) is not None
    assert designation(running) in now_view(show, forecast(show, at)).details
