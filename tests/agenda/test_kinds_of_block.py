"""The kinds of block: speeches of one or several, panels, floor rounds, items, and what each may say."""

from datetime import timedelta
from typing import Any

import pytest

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.model import Agenda, Floor, Item, Panel, Speech
from tests.agenda.refused import refused_cases, told
from tests.builders import agenda, at, floor, minutes, speech

HEAD = """\
title: A day
date: 2016-07-20
start: "14:00"
end: "16:00"
timezone: UTC
"""

DAY = (
    HEAD
    + """\
margin: 5m
uid: day-2016@example.org
segments:
  - title: Opening
    blocks:
      - speakers: [{name: Ms. Ana Reyes}, {name: Mr. Li Wei, remote: yes}]
        title: "Keynote: a compact for people on the move"
        duration: 10m
      - item: Family photo
        type: photo
        duration: 5m
      - panel: Financing the compact
        moderator: {name: Ms. Chair}
        speakers: [Mr. Guy Ryder, {name: Ms. Laura Thompson, country: Chile}]
        duration: 30m
        each: 5m
      - item: Signing
        type: ceremony
        start: "15:15"
        duration: 10m
      - floor: Discussion
        duration: rest
"""
)


def test_each_kind_is_told_by_its_key() -> None:
    """A keynote of two, a photo, a panel, a signing, a floor round."""
    read = parse_agenda(DAY, "a.yaml")
    keynote, photo, panel, signing, discussion = read.blocks()

    assert isinstance(keynote, Speech)
    assert [speaker.name for speaker in keynote.people] == ["Ms. Ana Reyes", "Mr. Li Wei"]
    assert (keynote.title, keynote.called) == (
        "Keynote: a compact for people on the move",
        "Ms. Ana Reyes; Mr. Li Wei",
    )
    assert isinstance(photo, Item)
    assert (photo.title, photo.type, photo.people) == ("Family photo", "photo", ())
    assert isinstance(panel, Panel)
    assert [speaker.name for speaker in panel.people] == ["Mr. Guy Ryder", "Ms. Laura Thompson"]
    assert panel.moderator is not None
    assert (panel.moderator.name, panel.each, panel.people[1].country) == ("Ms. Chair", minutes(5), "Chile")
    assert isinstance(signing, Item)
    assert signing.start == at("15:15")
    assert isinstance(discussion, Floor)
    assert (read.margin, read.uid) == (minutes(5), "day-2016@example.org")


def test_ids_come_from_titles_and_of_several_speakers_from_the_subject() -> None:
    """Without a subject they come from all names."""
    assert [block.id for block in parse_agenda(DAY, "a.yaml").blocks()] == [
        "keynote-a-compact-for-people-on-the-move",
        "family-photo",
        "financing-the-compact",
        "signing",
        "discussion",
    ]
    two = agenda({"speakers": ["Ms. Ana Reyes", "Mr. Li Wei"], "duration": "10m"})
    assert next(two.blocks()).id == "ana-reyes-li-wei"


def test_a_whole_agenda_comes_back_from_a_journal_as_it_was() -> None:
    """All kinds, starts and margins are in the copy that the opening entry holds."""
    read = parse_agenda(DAY, "a.yaml")

    assert Agenda.model_validate(read.model_dump(mode="json")) == read


def test_nothing_new_is_written_where_nothing_new_is_used() -> None:
    """A program that knows speeches and floor rounds alone can read the journal."""
    written = agenda(speech("A", "10m"), floor("F", "10m")).model_dump(mode="json")
    spoken, round_ = written["segments"][0]["blocks"]

    assert {"margin", "uid"}.isdisjoint(written)
    assert set(spoken) == {"id", "duration", "min", "handover", "signals", "intro", "notes", "speaker", "words"}
    assert set(spoken["speaker"]) == {"name", "title", "organization", "say"}
    assert set(round_) == {"id", "duration", "min", "handover", "signals", "intro", "notes", "floor", "limit"}


@pytest.mark.parametrize(
    ("block", "others", "expected"),
    [
        pytest.param({"speaker": {"name": "A", "remote": "true"}}, {}, "60s", id="a speaker by video link"),
        pytest.param({"speakers": ["A", {"name": "B", "remote": True}]}, {}, "60s", id="one of two"),
        pytest.param({"speaker": {"name": "A", "remote": "no"}}, {}, None, id="one who isn't"),
        pytest.param({"speaker": {"name": "A", "remote": "yes"}, "handover": "20s"}, {}, "20s", id="the block's own"),
        pytest.param({"speaker": {"name": "A", "remote": "yes"}}, {"handover": "45s"}, None, id="the agenda's own"),
        pytest.param({"panel": "P", "speakers": [{"name": "A", "remote": True}]}, {}, None, id="a remote panellist"),
    ],
)
def test_a_speech_by_video_link_has_a_longer_handover(
    block: dict[str, Any], others: dict[str, Any], expected: str | None
) -> None:
    """A minute, unless somebody says otherwise."""
    raw = agenda(speech("Z", "5m"), {**block, "duration": "5m"}).model_dump(mode="json")
    del raw["handover"], raw["segments"][0]["blocks"][1]["handover"]
    if "handover" in block:
        raw["segments"][0]["blocks"][1]["handover"] = block["handover"]

    handover = list(Agenda.model_validate({**raw, **others}).blocks())[1].handover

    assert handover == (None if expected is None else timedelta(seconds=int(expected[:-1])))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("14:15", "14:15", id="a clock time"),
        pytest.param("2:15 pm", "14:15", id="of twelve hours"),
        pytest.param("2016-07-20 14:15", "14:15", id="with its date"),
        pytest.param("2016-07-20T14:15:00Z", "14:15", id="as a journal has it"),
    ],
)
def test_a_start_is_read_as_people_write_it(written: str, expected: str) -> None:
    """It becomes an instant."""
    read = agenda(speech("A", "5m"), floor("F", "5m", start=written))
    assert list(read.blocks())[1].start == at(expected)


def test_a_start_past_midnight_is_the_next_one() -> None:
    """A meeting from ten in the evening to two."""
    night = agenda(floor("F", "rest", start="1:00"), start="22:00", end="2016-07-21 02:00")
    assert next(night.blocks()).start == at("25:00")


def body(*blocks: str) -> str:
    """An agenda of these blocks, each in flow style."""
    return HEAD + "segments:\n  - title: All\n    blocks:\n" + "".join(f"      - {{{block}}}\n" for block in blocks)


@pytest.mark.parametrize(("content", "expected"), refused_cases("problems_of_blocks.txt", body("BLOCK")))
def test_what_is_wrong_with_a_block_is_said_at_its_place(content: str, expected: list[str]) -> None:
    """In the words of the file."""
    assert told(content) == expected


def test_a_margin_leaves_a_meeting() -> None:
    """It can't be as long as the meeting is."""
    text = DAY.replace("margin: 5m", "margin: 2h")
    assert told(text) == ["6:9: margin: 'margin' (2h) leaves no time for the meeting: make it shorter"]


def test_a_uid_has_no_spaces() -> None:
    """Calendars compare it letter by letter."""
    assert told(DAY.replace("day-2016@example.org", "our day")) == [
        "7:6: uid: 'our day' is no id: write it without spaces and slashes"
    ]
