"""Ontime's projects: groups, linked starts, counting to the end, what is skipped; and those of older versions."""

import json
from dataclasses import replace
from typing import Any

import pytest

from runofshow.agenda.model import Speech
from runofshow.importers.questions import NoRundown, Unclear
from tests.importers.made import THE_DAY, block_of, came_of, lines, ontime, segments, times

HOUR = 3_600_000
MINUTE = 60_000


def event(start: int, end: int, title: str, **others: Any) -> dict[str, Any]:
    """An event as Ontime writes one, in minutes after 13:00."""
    return {
        "type": "event", "id": title[:5], "flag": False, "cue": "1", "title": title, "note": "", "colour": "",
        "endAction": "none", "timerType": "count-down", "timeStrategy": "lock-duration",
        "countToEnd": False, "linkStart": False, "skip": False,
        "timeStart": 13 * HOUR + start * MINUTE, "timeEnd": 13 * HOUR + end * MINUTE,
        "duration": (end - start) * MINUTE, "timeWarning": 120_000, "timeDanger": 60_000,
        "custom": {}, "triggers": [], "parent": None, "revision": 0, "delay": 0, "dayOffset": 0, "gap": 0,
        **others,
    }  # fmt: skip


ENTRIES: dict[str, dict[str, Any]] = {
    "group": {
        "type": "group",
        "id": "group",
        "title": "Opening",
        "note": "",
        "entries": ["puri", "ryder"],
        "custom": {},
    },
    "puri": event(0, 7, "Remarks", custom={"speaker": "Ms. Lakshmi Puri", "mic": "lectern"}, note="needs a step"),
    "ryder": event(30, 37, "Mr. Guy Ryder, Director-General", linkStart=True),
    "song": event(14, 20, "Song", skip=True),
    "delay": {"type": "delay", "id": "delay", "duration": 60_000, "parent": None},
    "stone": {"type": "milestone", "id": "stone", "cue": "", "title": "Doors close", "note": "", "custom": {}},
    "q": event(20, 60, "Q&A", countToEnd=True),
}
ORDER = ("group", "song", "delay", "stone", "q")
FIELDS = {
    "customFields": {"speaker": {"type": "text", "label": "Speaker", "colour": ""}, "mic": {"label": "Microphone"}}
}


def test_a_project_of_today_is_read() -> None:
    """Groups are segments; a linked start follows, whatever it says; what counts to its end takes what is left."""
    made = came_of(ontime(ENTRIES, ORDER, **FIELDS), "lunch.json")
    agenda = made.agenda

    assert agenda.title == "The lunch"
    assert segments(agenda)["Opening"][:2] == ["Ms. Lakshmi Puri", "Mr. Guy Ryder"]
    assert lines(agenda) == [
        "13:00-13:07 speech Ms. Lakshmi Puri",
        "13:07-13:14 speech Mr. Guy Ryder",
        "13:20-14:00 floor Q&A",
    ]
    ryder, discussion = block_of(agenda, "Mr. Guy Ryder"), block_of(agenda, "Q&A")
    assert isinstance(ryder, Speech)
    assert ryder.people[0].title == "Director-General"
    assert block_of(agenda, "Ms. Lakshmi Puri").notes == "needs a step\nMicrophone: lectern"
    assert discussion.duration == "rest"
    assert discussion.notes == "Doors close"
    assert "left out, to be skipped: event 3 (Song)" in made.told
    assert any("a delay that nobody had applied" in sentence for sentence in made.told)


def test_an_older_project_with_a_plain_list_is_read() -> None:
    project = {
        "eventData": {"title": "Old lunch"},
        "rundown": [
            {"type": "block", "id": "b", "title": "Opening"},
            {"type": "event", "title": "Ms. A", "presenter": "", "timeStart": 46_800_000, "timeEnd": 47_220_000},
            event(7, 20, "Talk", presenter="Mr. B"),
        ],
    }
    made = came_of(json.dumps(project).encode(), "old.json")

    assert made.agenda.title == "Old lunch"
    assert segments(made.agenda) == {"Opening": ["Ms. A", "Mr. B"]}
    assert times(made.agenda)[1] == "13:07-13:20"


def test_several_rundowns_are_asked_for() -> None:
    one = {"title": "Rehearsal", "order": ["q"], "entries": {"q": ENTRIES["q"]}}
    project = json.dumps({"project": {"title": "X"}, "rundowns": {"a": one, "b": {**one, "title": "Main"}}}).encode()
    with pytest.raises(Unclear, match="2 rundowns: Rehearsal, Main: say which with --sheet Rehearsal or --sheet Main"):
        came_of(project, "x.json")

    assert "rundown 'Main' of an Ontime project" in came_of(project, "x.json", replace(THE_DAY, sheet="main")).told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b'{"a": 1}', "no project of Ontime's", id="other JSON"),
        pytest.param(b"[1, 2]", "no project of Ontime's", id="a list"),
        pytest.param(b'{"rundowns": {', "broken JSON", id="cut off"),
        pytest.param(b"[" * 100_000, "nested too deeply|broken JSON", id="deep"),
        pytest.param(
            b'{"rundowns": {"a": {"entries": {"x": {"type": "event", "timeStart": -5}}}}}', "timeStart", id="times"
        ),
        pytest.param(b'{"rundowns": {"a": {"entries": {}}}}', "no rundown has entries", id="nothing"),
        pytest.param(b'{"rundown": []}', "no event", id="an empty list"),
        pytest.param(
            b'{"rundowns": {"a": {"entries": {"x": {"type": "event", "skip": true}}}}}', "no event", id="skipped"
        ),
        pytest.param('{"ä": 1}'.encode("latin-1"), "not in UTF-8", id="encoding"),
    ],
)
def test_what_is_no_project_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(NoRundown, match=sentence):
        came_of(content, "x.json")


def test_groups_that_hold_one_another_end() -> None:
    entries = {"a": {"type": "group", "title": "A", "entries": ["a", "q"]}, "q": ENTRIES["q"]}

    made = came_of(ontime(entries, ["a", "q"]), "x.json")

    assert lines(made.agenda) == ["13:20-14:00 floor Q&A"]


def test_what_follows_a_group_is_outside_it() -> None:
    """So it is below a group without entries, which is kept as a note."""
    entries = {
        "group": ENTRIES["group"] | {"entries": ["a"]},
        "a": event(0, 7, "Ms. Lakshmi Puri"),
        "b": event(7, 14, "Financing", custom={"speaker": "Mr. Ajay Banga"}),
    }
    empty = {**entries, "group": entries["group"] | {"entries": []}}

    outside = came_of(ontime(entries, ["group", "b"]), "o.json").agenda
    assert segments(outside) == {"Opening": ["Ms. Lakshmi Puri"], "Programme": ["Mr. Ajay Banga"]}
    assert block_of(outside, "Mr. Ajay Banga").title == "Financing"
    below = came_of(ontime(empty, ["group", "a", "b"]), "o.json").agenda
    assert list(segments(below)) == ["Programme"]
    assert block_of(below, "Ms. Lakshmi Puri").notes == "Opening"


def test_a_projects_own_fields_are_facts() -> None:
    about = {
        "title": "Health lunch",
        "description": "WHA side event",
        "info": "Bring badges",
        "custom": [{"title": "Venue", "value": "Palais", "url": ""}, {"title": "Dress", "value": "dark", "url": ""}],
    }
    agenda = came_of(ontime({"a": event(0, 7, "Ms. A")}, ["a"], project=about), "o.json").agenda

    assert (agenda.title, agenda.venue) == ("Health lunch", "Palais")
    assert agenda.notes == "WHA side event\nBring badges\nDress: dark"


def test_an_order_that_is_no_list_is_that_of_the_entries() -> None:
    events: dict[str, Any] = {
        "a": {"type": "event", "title": "A", "timeStart": 46_800_000, "duration": 600_000, "presenter": "Ms. A"},
        "b": {"type": "event", "title": "B", "timeStart": 47_400_000, "duration": 600_000, "presenter": "Mr. B"},
    }
    for order in (7, "b", {"b": 1}):
        project = {"rundowns": {"default": {"title": "Main", "order": order, "entries": events}}}
        made = came_of(json.dumps(project).encode(), "a.json")

        assert times(made.agenda) == ["13:00-13:10", "13:10-13:20"], order
