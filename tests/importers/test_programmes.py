"""Programmes as people lay them out, and small files of each kind that they send: what is right in each.

Every plan was written by hand: in `programmes.txt` each paragraph is a command and the plan that comes of it.
"""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from runofshow.agenda.model import Panel
from runofshow.importers.questions import Answers, NoRundown, Unclear, answered
from runofshow.importers.to_agenda import Imported, imported
from tests.importers.made import block_of, plan

HERE: Final = Path(__file__).parent


def made_of(command: str) -> Imported:
    """Import what would be named behind `runofshow import`: a file, and answers that are given beforehand."""
    name, *words = shlex.split(command)
    given = Answers()
    for option, text in zip(words[::2], words[1::2], strict=True):
        given = answered(given, option.removeprefix("--"), text)  # type: ignore[arg-type] # refused if it is none
    return imported((HERE / "programmes" / name).read_bytes(), name, given)


RIGHT: Final = {
    command: right
    for command, *right in map(str.splitlines, (HERE / "programmes.txt").read_text(encoding="utf-8").split("\n\n"))
}
"""What is imported, and the plan."""


@pytest.mark.parametrize("command", RIGHT)
def test_a_programme_is_read_right(command: str) -> None:
    assert plan(made_of(command).agenda) == RIGHT[command]


ASKED: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "02-day-1-day-2.csv --timezone Geneva --date 2026-09-23 --end 13:00": {"day": ["Day 1", "Day 2"]},
    "06-day-heading-in-table.csv --timezone Geneva": {"date": ["2026-09-21", "2026-09-22"]},
    "09-two-zones.csv --date 2026-09-23": {"timezone": ["America/New_York", "Europe/Zurich"]},
    "14-parallel-rows.csv --timezone Geneva --date 2026-09-23": {"room": ["Track A", "Track B", "Track C"]},
    "15-parallel-events.ics": {"room": ["Room A", "Room B", "Room C"]},
    "39-days-as-columns.csv --timezone Geneva": {"day": ["Monday 8", "Tuesday 9", "Wednesday 10"], "date": []},
}
"""What is imported, and what is asked with what to choose from."""


@pytest.mark.parametrize("command", ASKED)
def test_what_can_be_read_in_two_ways_is_asked_all_at_once(command: str) -> None:
    with pytest.raises(Unclear) as unclear:
        made_of(command)

    asked = {one.asked: [choice for choice, _ in one.choices] for one in unclear.value.questions}
    assert (asked, len(asked)) == (ASKED[command], len(unclear.value.questions))


def test_markup_without_the_line_by_which_xml_begins_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoRundown, match=r"is XML: export it as \.json, \.ics or \.csv"):
        made_of("43-xml-without-prolog.xml --timezone Geneva")


def test_what_a_file_says_of_the_meeting_is_told() -> None:
    """The title beside its label, the clock by its name; a place by its city."""
    above = made_of("24-zone-and-label-above.csv --timezone Geneva")
    assert above.agenda.title == "Water dialogue"
    assert "above the table: title 'Water dialogue'; 23 September 2026; times by UTC+02:00" in above.told

    markdown = made_of("41-markdown-table.md --timezone Geneva").agenda
    assert (markdown.title, markdown.venue) == ("Water dialogue", "Geneva")


def test_what_is_beside_a_talk_is_kept_in_notes() -> None:
    """The clock of another city, a description, a group without events."""
    on_23 = "--timezone Geneva --date 2026-09-23"
    zones, description, group = (
        [block.notes for block in made_of(command).agenda.blocks()]
        for command in (
            f"09-two-zones.csv {on_23}",
            "21-session-title-description.csv --timezone Geneva",
            f"27-ontime-event-after-a-group.json {on_23}",
        )
    )

    assert zones[0] == "Time (New York): 08:00"
    assert (description[1] or "").startswith("Bo Lind presents.")
    assert group == [None, "Coffee break", None]


def test_whoever_moderates_a_panel_is_its_moderator_in_the_programmes_language() -> None:
    for name, title, moderator in (
        ("side-event.docx", "Panel discussion: financing water", "Ms. Lyse Doucet"),
        ("reunion.txt", "Table ronde : financer l'eau", "Mme Cleo Marsh"),
    ):
        panel = block_of(made_of(name).agenda, title)

        assert isinstance(panel, Panel)
        assert panel.moderator is not None
        assert panel.moderator.name == moderator


def test_breaks_have_their_type_and_long_gaps_end_in_a_fixed_start() -> None:
    blocks = list(made_of("outlook.csv --timezone Geneva").agenda.blocks())

    assert [block.start is not None for block in blocks] == [False, False, False, True]
    assert [getattr(block, "type", None) for block in blocks] == ["other", None, "break", "other"]


def test_every_file_is_tried() -> None:
    tried = {command.split()[0] for command in (*RIGHT, *ASKED)}

    assert {file.name for file in (HERE / "programmes").iterdir()} == {*tried, "43-xml-without-prolog.xml"}
