"""What goes over the wire, and what never does."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runofshow.errors import Refused
from runofshow.export.status_json import status_json
from runofshow.serve.sse import PARTS, VIEWS, _event, beat, beat_before, parts, parts_before
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import CorrectClock, Finish, SetStage
from runofshow.show.actions.record import Amend, Note
from runofshow.show.actions.running_order import Skip
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Entry, Show
from tests.builders import agenda, at, floor, minutes, opened, played, speech
from tests.ui.scenes import HOSTILE, SCENES, foreseen

SAID = "Xyzzy said what nobody else may know"
"""Whatever is said carries this."""

SECRETIVE = agenda(
    {**speech("A", "10m", notes=SAID), "intro": "We welcome A."},
    floor("F", "10m", min="5m", notes=SAID),
    floor("G", "rest", min="5m"),
    notes=SAID,
)

INTENTS: list[Action] = [
    Next(),
    EndBlock(),
    Pause(),
    Resume(),
    Extend(minutes(1)),
    Skip(come_back=True),
    Ask(Particulars(who="Mexico", person="Ms. B", gist=SAID)),
    GiveFloor(Particulars(who="Cuba", on_behalf_of="the Group", gist=SAID)),
    GiveFloor(first_waiting=True),
    GiveFloor(Particulars(who="Chile", kind="point_of_order", gist=SAID)),
    EndFloor(),
    Note(SAID),
    Note(SAID, number=1),
    Amend(1, Particulars(gist=SAID)),
    SetStage("Please conclude"),
    Finish(),
]


def read(event: bytes) -> tuple[str, Any]:
    lines = event.decode().split("\n")
    assert lines[2:] == ["", ""]
    return lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))


def lived(actions: list[tuple[Action, int]]) -> tuple[Show, timedelta]:
    show, gone = replay([opened(SECRETIVE)]), timedelta(minutes=3)
    for action, seconds in actions:
        gone += timedelta(seconds=seconds)
        try:
            event = decide(show, action, at("13:55") + gone)
        except Refused:
            continue
        show = apply(show, Entry(show.n + 1, at("13:55") + gone, at("13:55") + gone, SAID, event))
    return show, gone


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(INTENTS), st.integers(0, 400)), max_size=40))
def test_nothing_of_what_was_said_ever_leaves(actions: list[tuple[Action, int]]) -> None:
    show, gone = lived(actions)
    now = forecast(show, at("13:55") + gone)
    sent = b"".join(parts(show, now).values()) + status_json(show, now, gists=False).encode()
    assert SAID.split(maxsplit=1)[0].encode() not in sent


def test_the_secret_of_this_test_would_be_seen() -> None:
    """It is in the show, and the words beside it do arrive."""
    show, _ = lived([(Next(), 0), (Next(), 60), (GiveFloor(Particulars(who="Cuba", gist=SAID)), 5), (Note(SAID), 1)])
    assert SAID in repr(show)
    assert b"Cuba" in b"".join(parts(show, forecast(show, at("14:03"))).values())


def test_each_part_is_one_event_with_one_line_of_json() -> None:
    for scene, (show, now) in SCENES.items():
        sent = parts(show, forecast(show, now))
        assert [read(event)[0] for event in sent.values()] == [name.partition("/")[0] for name in sent], scene
        assert {name.partition("/")[0] for name in sent} == set(PARTS), scene


def test_of_a_running_order_each_block_is_an_event() -> None:
    sent = parts(*foreseen("floor"))
    assert read(sent["order"]) == ("order", {"rows": 4})
    assert [read(sent[f"order/{at}"])[1]["at"] for at in range(4)] == [0, 1, 2, 3]
    assert read(sent["order/3"])[1]["row"]["said"] == "next"


def test_before_there_is_a_show_every_part_of_the_pages_is_empty_or_says_so() -> None:
    sent = parts_before()
    assert {name.partition("/")[0] for name in sent} == set(PARTS)
    assert read(sent["stage"])[1]["word"] == "WAITING"
    assert read(sent["now"])[1]["figures"]["word"] == "WAITING"
    assert read(sent["order"])[1] == {"rows": 0}
    assert read(beat_before(at("14:00")))[1]["now"] == 1469023200000


def test_no_name_breaks_out_of_its_event() -> None:
    show = played(agenda(speech("A", "5m"), floor("F", "rest")), ("14:00", Next()), ("14:05", Next()))
    for name in HOSTILE:
        asked = Ask(Particulars.model_construct({"who"}, who=name))
        show = apply(show, Entry(show.n + 1, at("14:06"), at("14:06"), "t", decide(show, asked, at("14:06"))))
    sent = parts(show, forecast(show, at("14:07")))
    assert read(sent["list"])[1] == {"rows": len(HOSTILE)}
    assert all(read(sent[f"list/{place}"])[1]["row"]["name"] for place in range(len(HOSTILE)))


def test_while_a_speaker_keeps_to_the_plan_nothing_but_the_beat_is_sent() -> None:
    show = played(agenda(speech("A", "10m"), speech("B", "10m")), ("14:00", Next()))
    assert parts(show, forecast(show, at("14:01"))) == parts(show, forecast(show, at("14:02")))


def test_the_beat_tells_the_show_clock_and_the_clock_on_the_wall() -> None:
    """In milliseconds; what was put right of the laptop's clock is in the second."""
    show = played(agenda(speech("A", "10m"), timezone="America/New_York"), ("17:56", CorrectClock(minutes(2))))
    assert read(beat(show, at("18:00"))) == ("beat", {"now": 1469037600000, "wall": (-4 * 3600 + 120) * 1000})


def test_what_is_no_view_cannot_be_sent() -> None:
    """Particulars, which hold the gist, would fail and not slip through."""
    with pytest.raises(TypeError, match="Particulars is never sent"):
        _event("stage", {"holder": Particulars(who="Cuba", gist=SAID)})


def test_the_stage_is_told_of_the_stage_alone() -> None:
    assert VIEWS["stage"] == {"stage"}
    assert "list" in VIEWS["backstage"]
