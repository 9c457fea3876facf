"""The lunch of 20 July 2016: complete, as its concept note prints it, and two hours to the second."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.agenda.loader import default_agenda, read_sheet
from runofshow.agenda.model import Agenda, Floor, Speech
from runofshow.agenda.plan_checks import misfits
from runofshow.agenda.schedule import handover_before, planned

ROOT = Path(__file__).parents[2]

SPEAKERS = [
    ("Mr. Craig Mokhiber", None),
    (
        "Ms. Lakshmi Puri",
        "Assistant Secretary-General and Deputy Executive Director UN Women and Chair of the Global Migration Group",
    ),
    ("Mr. Guy Ryder", "Director-General, International Labour Organization"),
    ("Ms. Laura Thompson", "Deputy Director General, International Organization for Migration"),
    ("Ms. Kate Gilmore", "Deputy High Commissioner for Human Rights"),
    ("Ms. Michele Levoy", "Director, Platform for International Cooperation on Undocumented Migrants, PICUM"),
    (
        "H.E. Ambassador David Donoghue",
        (
            "Permanent Representative of Ireland to the United Nations and co-facilitator of the General Assembly "
            "High-Level Meeting on Addressing Large Movements of Refugees and Migrants"
        ),
    ),
    (
        "Mr. Peter Sutherland",
        "Special Representative of the Secretary-General on International Migration and Development",
    ),
    ("Mr. William Gois", "Chair of the Global Coalition on Migration"),
    ("H.E. Mr. Md. Shahidul Haque", "Foreign Secretary of Bangladesh"),
    ("H.E. Ambassador Jürg Lauber", "Permanent Representative of Switzerland to the United Nations"),
]

SEGMENTS = {
    "Opening remarks": ["craig-mokhiber", "lakshmi-puri"],
    "First discussion topic: Labour market options and ideas for a Global Compact on Migration": [
        "guy-ryder",
        "laura-thompson",
        "floor-labour",
    ],
    "Second discussion topic: Human rights protection of migrants in vulnerable situations and within large and/or "
    "mixed movements: protection gaps and norm-based practical guidance": [
        "kate-gilmore",
        "michele-levoy",
        "floor-rights",
    ],
    "Next steps and ways forward: towards the General Assembly High-Level Meeting on Addressing Large Movements of "
    "Refugees and Migrants": ["david-donoghue", "peter-sutherland", "william-gois"],
    "Closing remarks": ["md-shahidul-haque", "jurg-lauber"],
    "Discussion with participants/Member States": ["discussion"],
}


@pytest.fixture(scope="module")
def lunch() -> Agenda:
    return read_sheet(ROOT / "agenda.yaml").agenda


def test_the_packaged_default_is_the_same_file(lunch: Agenda) -> None:
    """Byte for byte: whoever runs the program anywhere has the repository's agenda."""
    packaged = ROOT / "runofshow" / "agenda" / "lunch.yaml"
    assert packaged.read_bytes() == (ROOT / "agenda.yaml").read_bytes()
    assert default_agenda() == lunch


def test_the_event_is_as_the_note_prints_it(lunch: Agenda) -> None:
    """Title with its curly quotes, day, hours, place, moderator."""
    assert lunch.title == (
        "High-Level Dialogue on “Responding to large movements of refugees and migrants: Human rights protection, "
        "Labour market options and a Global Compact for migration”"
    )
    zone = lunch.timezone
    assert f"{lunch.start.astimezone(zone):%A %d %B %Y, %H:%M}" == "Wednesday 20 July 2016, 13:00"
    assert f"{lunch.end.astimezone(zone):%H:%M} {zone.key}" == "15:00 America/New_York"
    assert lunch.venue == "PDR 1-3 Delegates Dining Room, 4th floor, United Nations HQ New York"
    assert lunch.notes == "Formal sit-down lunch"
    assert lunch.moderator is not None
    assert (lunch.moderator.name, lunch.moderator.organization) == ("Mr. Craig Mokhiber", "OHCHR")


def test_ten_speakers_and_the_moderator_have_their_designations_verbatim(lunch: Agenda) -> None:
    """In the note's order, the moderator's welcome first."""
    speeches = [block for block in lunch.blocks() if isinstance(block, Speech)]
    assert [(speech.people[0].name, speech.people[0].title) for speech in speeches] == SPEAKERS
    assert [speech.people[0].organization for speech in speeches] == ["OHCHR"] + [None] * 10


def test_segments_are_in_the_notes_order_with_their_blocks(lunch: Agenda) -> None:
    """A floor round closes each of the two topics; the discussion with participants is last."""
    assert {segment.title: [block.id for block in segment.blocks] for segment in lunch.segments} == SEGMENTS
    assert [segment.title for segment in lunch.segments] == list(SEGMENTS)
    floors = [block for block in lunch.blocks() if isinstance(block, Floor)]
    assert [floor.id for floor in floors] == ["floor-labour", "floor-rights", "discussion"]
    assert all(floor.min for floor in floors)


def test_the_plan_fills_the_two_hours_to_the_second(lunch: Agenda) -> None:
    """13:00–15:00 without squeezing, and twenty minutes and more for the participants."""
    plan = planned(lunch)
    zone = lunch.timezone
    assert [f"{row.start.astimezone(zone):%H:%M:%S}–{row.end.astimezone(zone):%H:%M:%S}" for row in plan.rows] == [
        "13:00:00–13:03:00",
        "13:03:30–13:10:30",
        "13:11:00–13:18:00",
        "13:18:30–13:25:30",
        "13:26:00–13:38:00",
        "13:38:30–13:45:30",
        "13:46:00–13:53:00",
        "13:53:30–14:05:30",
        "14:06:00–14:13:00",
        "14:13:30–14:20:30",
        "14:21:00–14:27:00",
        "14:27:30–14:32:30",
        "14:33:00–14:38:00",
        "14:38:30–15:00:00",
    ]
    assert plan.overfull == timedelta(0)
    assert all(row.given == timedelta(0) for row in plan.rows)
    assert misfits(lunch) == []


def test_speeches_take_five_to_eight_minutes(lunch: Agenda) -> None:
    """All but the moderator's welcome; and half a minute lies before each block."""
    speeches = [block for block in lunch.blocks() if isinstance(block, Speech)][1:]
    lengths = [speech.duration for speech in speeches if isinstance(speech.duration, timedelta)]
    assert len(lengths) == 10
    assert timedelta(minutes=5) <= min(lengths) <= max(lengths) <= timedelta(minutes=8)
    assert {handover_before(block, lunch) for block in lunch.blocks()} == {timedelta(seconds=30)}


def test_every_block_but_the_welcome_has_an_introduction(lunch: Agenda) -> None:
    """The moderator reads it out; nobody introduces the moderator."""
    assert [block.id for block in lunch.blocks() if not block.intro] == ["craig-mokhiber"]


def test_the_lunch_survives_json(lunch: Agenda) -> None:
    """The journal's copy is the agenda."""
    assert Agenda.model_validate(lunch.model_dump(mode="json")) == lunch
