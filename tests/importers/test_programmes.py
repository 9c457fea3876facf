"""Programmes as people lay them out, and small files of each kind that they send: what is right in each.

Every plan was written by hand.
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

PROGRAMMES: Final = Path(__file__).parent / "programmes"


def made_of(command: str) -> Imported:
    """Import what would be named behind `runofshow import`: a file, and answers that are given beforehand."""
    name, *words = shlex.split(command)
    given = Answers()
    for option, text in zip(words[::2], words[1::2], strict=True):
        given = answered(given, option.removeprefix("--"), text)  # type: ignore[arg-type] # refused if it is none
    return imported((PROGRAMMES / name).read_bytes(), name, given)


TABLE: Final = """
01-date-once-a-day.csv --timezone Geneva --date 2026-04-20
2026-04-20 Europe/Zurich until 10:00
09:00-09:30 speech Opening | Ana Reyes
09:30-10:00 speech Water | Bo Lind

04-day-by-weekday.csv --timezone Geneva --date 2026-09-26
2026-09-26 Europe/Zurich until 10:30
09:00-09:30 speech Opening | Ana Reyes
09:30-10:30 speech Water talk | Bo Lind

06-day-heading-in-table.csv --timezone Geneva --date 2026-09-22
2026-09-22 Europe/Zurich until 11:00
09:00-10:00 speech Energy | Cleo Marsh
10:00-11:00 speech Food | Dev Rao

07-time-in-utc.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 17:00
16:00-16:15 speech Opening | Ms. Ana Reyes
16:15-17:00 speech Water | Mr. Bo Lind

09-two-zones.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 15:00
14:00-14:15 speech Opening | Ms. Ana Reyes
14:15-15:00 speech Water | Mr. Bo Lind

10-offset-behind-time.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 15:00
14:00-14:15 speech Opening | Ms. Ana Reyes
14:15-15:00 speech Water | Mr. Bo Lind

11-people-in-a-comma-list.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 10:15
09:15-10:00 panel Panel: water | Mr. Bo Lind; Ms. Cleo Marsh; Mr. Dev Rao
10:00-10:15 speech Closing | Ms. Ana Reyes

14-parallel-rows.csv --timezone Geneva --date 2026-09-23 --room "Track B"
2026-09-23 Europe/Zurich until 11:00
09:00-09:30 speech Opening | Ms. Ana Reyes
09:30-10:30 speech Track B: energy | Ms. Cleo Marsh
10:30-11:00 speech Closing | Ms. Ana Reyes

15-parallel-events.ics --room "Room B"
2026-09-23 Europe/Zurich until 12:30
09:30-12:30 item Workshop on rivers

17-speaker-before-title.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 11:00
09:00-09:15 item Welcome
09:15-10:00 speech Water | Bo Lind
10:00-10:30 item Coffee
10:30-11:00 speech Energy | Cleo Marsh

18-text-in-another-column.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 10:00
09:00-09:10 item Opening
09:10-09:40 speech Keynote: Water | Bo Lind
09:40-10:00 item Coffee break

21-session-title-description.csv --timezone Geneva
2026-09-23 Europe/Zurich until 14:00
10:00-11:00 item Opening Remarks
13:00-14:00 item Presentation on water

22-floor-by-a-word.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 11:00
09:00-09:15 item Opening
09:15-09:30 item Interactive map of lake levels
09:30-09:45 item The debate that shaped water law: a history
09:45-10:00 item Launch of the Dialogue Platform
10:00-10:15 item Exchange rates and water prices
10:15-11:00 item Panel: financing water

23-break-in-a-heading-row.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 10:30
08:00-08:45 speech Opening | Ms. Ana Reyes
08:45-09:30 speech Water | Mr. Bo Lind
09:30-09:45 item Break
09:45-10:30 speech Energy | Ms. Cleo Marsh

24-zone-and-label-above.csv --timezone Geneva
2026-09-23 Europe/Zurich until 10:00
09:00-09:30 item Opening
09:30-10:00 item Water

25-total-in-spanish.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 09:30
09:00-09:10 speech Apertura | Ana Reyes
09:10-09:30 speech Agua | Bo Lind

27-ontime-event-after-a-group.json --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 11:00
= Morning
10:00-10:15 item Opening
10:30-10:45 item Water
10:45-11:00 item Energy

28-evening-untimed-rows.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 20:45
18:00-18:10 speech Welcome | Ms. Ana Reyes
18:10-18:26 speech Toast | Mr. Bo Lind
18:26-18:43 speech Toast | Ms. Cleo Marsh
18:43-19:00 speech Toast | Mr. Dev Rao
19:00-20:30 item Dinner
20:30-20:45 speech Closing | Ms. Ana Reyes

30-session-with-talks-below.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 11:00
09:00-09:15 speech Opening | Ms. Ana Reyes
= Panel 1: Water
09:15-09:45 speech Lakes | Mr. Bo Lind
09:45-10:15 speech Rivers | Ms. Cleo Marsh
10:15-10:45 speech Sea | Mr. Dev Rao
10:45-11:00 speech Closing | Ms. Ana Reyes

31-ontime-template-v4.xlsx --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 11:10
= Morning
10:00-10:10 item Welcome
10:10-11:00 item Water
11:00-11:10 item Close

32-iso-8601.csv --timezone Geneva
2026-09-23 Europe/Zurich until 10:00
09:00-09:15 speech Opening | Ana Reyes
09:15-10:00 speech Water | Bo Lind

34-tilde-range.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 10:00
09:00-09:15 speech Opening | Ana Reyes
09:15-10:00 speech Water | Bo Lind

35-slot-before-time.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 17:00
09:00-10:00 item Item 1
10:00-11:00 item Item 2
11:00-12:00 item Item 3
12:00-13:00 item Item 4
13:00-14:00 item Item 5
14:00-15:00 item Item 6
15:00-16:00 item Item 7
16:00-17:00 item Item 8

38-no-headings.csv --timezone Geneva --date 2026-09-23
2026-09-23 Europe/Zurich until 10:45
09:00-09:30 speech Opening | Ana Reyes
09:30-10:30 speech Water talk | Bo Lind
10:30-10:45 speech Closing | Ana Reyes

39-days-as-columns.csv --timezone Geneva --day "Tuesday 9" --date 2026-06-09
2026-06-09 Europe/Zurich until 12:00
09:00-10:15 item Water
10:15-10:30 item Break
10:30-12:00 item Roads

41-markdown-table.md --timezone Geneva
2026-09-23 Europe/Zurich until 11:00
09:00-09:30 speech Opening | Ms. Ana Reyes
09:30-10:00 speech Water | Mr. Bo Lind
10:00-11:00 floor Q&A

side-event.docx
2026-09-23 America/New_York until 14:45
13:15-13:20 speech Opening remarks | H.E. Ms. Ana Reyes
13:20-14:00 panel Panel discussion: financing water | Mr. Bo Lind; Ms. Cleo Marsh
14:00-14:40 floor Interactive dialogue with Member States
14:40-14:45 speech Closing remarks | Mr. Dev Rao

mittagessen.xlsx
2026-09-23 Europe/Zurich until 14:15
= Teil 1: Begrüßung
12:30-12:35 speech Begrüßung | Frau Ministerin Dr. Eva Stein
12:35-12:45 speech Tischrede | Herr Bo Lind
12:45-13:30 item Mittagessen
= Teil 2: Aussprache
13:30-14:15 floor Aussprache

two-day-forum.csv --date 2026-09-23
2026-09-23 Europe/Vienna until 12:00
09:00-09:30 item Registration and coffee
= Session 1: Rivers
09:30-10:00 speech Rivers of Asia | Ms. Ana Reyes
10:00-10:30 speech Rivers of Africa | Mr. Bo Lind
10:30-11:00 speech Rivers of Europe | Ms. Cleo Marsh
11:00-11:20 item Coffee break
11:20-12:00 floor Open discussion

schedule.json --date 2026-09-23 --room "Main hall"
2026-09-23 Europe/Berlin until 11:30
= Water
10:00-10:30 speech Opening | Ana Reyes
10:30-11:30 speech Rivers from space | Bo Lind; Cleo Marsh

reunion.txt
2026-09-23 Europe/Zurich until 11:30
09:00-09:10 speech Ouverture de la réunion | M. Rémi Éric
09:10-09:40 speech Exposé | Mme Ana Reyes
09:40-10:20 floor Échange de vues
10:20-10:40 item Pause-café
10:40-11:30 panel Table ronde : financer l'eau | M. Bo Lind; Mme Eve Sol

week.xlsx --timezone Amsterdam --date 2026-09-22
2026-09-22 Europe/Amsterdam until 13:30
09:00-10:30 speech Rivers | Dr. Bo Lind
10:30-11:00 item Break
11:00-12:30 item Group work
12:30-13:30 item Lunch

unconference.md --room "Room Tejo"
2026-09-26 Europe/Lisbon until 12:30
10:00-10:30 item Welcome
10:30-11:15 item Desalination (https://example.org)
11:15-11:30 item Coffee
11:30-12:15 item Dams
12:15-12:30 item Wrap-up

export.csv --timezone Lagos
2026-09-23 Africa/Lagos until 11:00
08:30-08:45 speech Welcome address | Ana Reyes
08:45-09:45 panel Panel: Financing the last mile | Bo Lind; Cleo Marsh
09:45-10:15 item Coffee break
10:15-11:00 floor Questions and answers

outlook.csv --timezone Geneva
2026-09-23 Europe/Zurich until 17:00
= Board
14:00-14:15 item Board: opening
14:15-15:30 speech Budget | Mr. Bo Lind
15:30-15:45 item Coffee break
16:30-17:00 item Board: closing

foro.docx
2026-09-23 Europe/Madrid until 11:30
= Apertura
09:00-09:15 speech Bienvenida | Sra. Ana Reyes
09:15-09:45 speech Conferencia inaugural | Sr. Bo Lind
= Debate
09:45-10:30 panel Mesa redonda: el agua y la ciudad | Sra. Cleo Marsh; Sr. Dev Rao; Sra. Eva Sol
10:30-10:50 item Pausa para el café
10:50-11:30 floor Preguntas del público
"""
RIGHT: Final = {command: right for command, *right in map(str.splitlines, TABLE.strip().split("\n\n"))}
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

    assert {file.name for file in PROGRAMMES.iterdir()} == {*tried, "43-xml-without-prolog.xml"}
