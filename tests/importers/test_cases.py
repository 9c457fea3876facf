"""Small files that stand for the kinds of programmes that people have: what is right in each, written by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from runofshow.importers.questions import Answers, Asked, NoRundown, Unclear, answered
from runofshow.importers.to_agenda import Imported, imported
from tests.importers.made import plan

CASES: Final = Path(__file__).parent / "programmes"
GENEVA: Final[tuple[tuple[Asked, str], ...]] = (("timezone", "Geneva"),)
ON_23: Final = (*GENEVA, ("date", "2026-09-23"))


def made_of(name: str, answers: Sequence[tuple[Asked, str]]) -> Imported:
    """Import a case."""
    given = Answers()
    for asked, text in answers:
        given = answered(given, asked, text)
    return imported((CASES / name).read_bytes(), name, given)


RIGHT: Final[Mapping[str, tuple[Sequence[tuple[Asked, str]], Sequence[str]]]] = {
    "01-date-once-a-day.csv": (
        (*GENEVA, ("date", "2026-04-20")),
        (
            "2026-04-20 Europe/Zurich",
            "09:00-09:30 speech Opening | Ana Reyes",
            "09:30-10:00 speech Water | Bo Lind",
            "10:00",
        ),
    ),
    "04-day-by-weekday.csv": (
        (*GENEVA, ("date", "2026-09-26")),
        (
            "2026-09-26 Europe/Zurich",
            "09:00-09:30 speech Opening | Ana Reyes",
            "09:30-10:30 speech Water talk | Bo Lind",
            "10:30",
        ),
    ),
    "06-day-heading-in-table.csv": (
        (*GENEVA, ("date", "2026-09-22")),
        (
            "2026-09-22 Europe/Zurich",
            "09:00-10:00 speech Energy | Cleo Marsh",
            "10:00-11:00 speech Food | Dev Rao",
            "11:00",
        ),
    ),
    "07-time-in-utc.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "16:00-16:15 speech Opening | Ms. Ana Reyes",
            "16:15-17:00 speech Water | Mr. Bo Lind",
            "17:00",
        ),
    ),
    "09-two-zones.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "14:00-14:15 speech Opening | Ms. Ana Reyes",
            "14:15-15:00 speech Water | Mr. Bo Lind",
            "15:00",
        ),
    ),
    "10-offset-behind-time.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "14:00-14:15 speech Opening | Ms. Ana Reyes",
            "14:15-15:00 speech Water | Mr. Bo Lind",
            "15:00",
        ),
    ),
    "11-people-in-a-comma-list.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:15-10:00 panel Panel: water | Mr. Bo Lind; Ms. Cleo Marsh; Mr. Dev Rao",
            "10:00-10:15 speech Closing | Ms. Ana Reyes",
            "10:15",
        ),
    ),
    "14-parallel-rows.csv": (
        (*ON_23, ("room", "Track B")),
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:30 speech Opening | Ms. Ana Reyes",
            "09:30-10:30 speech Track B: energy | Ms. Cleo Marsh",
            "10:30-11:00 speech Closing | Ms. Ana Reyes",
            "11:00",
        ),
    ),
    "15-parallel-events.ics": (
        (("room", "Room B"),),
        ("2026-09-23 Europe/Zurich", "09:30-12:30 item Workshop on rivers", "12:30"),
    ),
    "17-speaker-before-title.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:15 item Welcome",
            "09:15-10:00 speech Water | Bo Lind",
            "10:00-10:30 item Coffee",
            "10:30-11:00 speech Energy | Cleo Marsh",
            "11:00",
        ),
    ),
    "18-text-in-another-column.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:10 item Opening",
            "09:10-09:40 speech Keynote: Water | Bo Lind",
            "09:40-10:00 item Coffee break",
            "10:00",
        ),
    ),
    "21-session-title-description.csv": (
        GENEVA,
        (
            "2026-09-23 Europe/Zurich",
            "10:00-11:00 item Opening Remarks",
            "13:00-14:00 item Presentation on water",
            "14:00",
        ),
    ),
    "22-floor-by-a-word.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:15 item Opening",
            "09:15-09:30 item Interactive map of lake levels",
            "09:30-09:45 item The debate that shaped water law: a history",
            "09:45-10:00 item Launch of the Dialogue Platform",
            "10:00-10:15 item Exchange rates and water prices",
            "10:15-11:00 item Panel: financing water",
            "11:00",
        ),
    ),
    "23-break-in-a-heading-row.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "08:00-08:45 speech Opening | Ms. Ana Reyes",
            "08:45-09:30 speech Water | Mr. Bo Lind",
            "09:30-09:45 item Break",
            "09:45-10:30 speech Energy | Ms. Cleo Marsh",
            "10:30",
        ),
    ),
    "24-zone-and-label-above.csv": (
        GENEVA,
        ("2026-09-23 Europe/Zurich", "09:00-09:30 item Opening", "09:30-10:00 item Water", "10:00"),
    ),
    "25-total-in-spanish.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:10 speech Apertura | Ana Reyes",
            "09:10-09:30 speech Agua | Bo Lind",
            "09:30",
        ),
    ),
    "27-ontime-event-after-a-group.json": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "= Morning",
            "10:00-10:15 item Opening",
            "10:30-10:45 item Water",
            "10:45-11:00 item Energy",
            "11:00",
        ),
    ),
    "28-evening-untimed-rows.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "18:00-18:10 speech Welcome | Ms. Ana Reyes",
            "18:10-18:26 speech Toast | Mr. Bo Lind",
            "18:26-18:43 speech Toast | Ms. Cleo Marsh",
            "18:43-19:00 speech Toast | Mr. Dev Rao",
            "19:00-20:30 item Dinner",
            "20:30-20:45 speech Closing | Ms. Ana Reyes",
            "20:45",
        ),
    ),
    "30-session-with-talks-below.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:15 speech Opening | Ms. Ana Reyes",
            "= Panel 1: Water",
            "09:15-09:45 speech Lakes | Mr. Bo Lind",
            "09:45-10:15 speech Rivers | Ms. Cleo Marsh",
            "10:15-10:45 speech Sea | Mr. Dev Rao",
            "10:45-11:00 speech Closing | Ms. Ana Reyes",
            "11:00",
        ),
    ),
    "31-ontime-template-v4.xlsx": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "= Morning",
            "10:00-10:10 item Welcome",
            "10:10-11:00 item Water",
            "11:00-11:10 item Close",
            "11:10",
        ),
    ),
    "32-iso-8601.csv": (
        GENEVA,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:15 speech Opening | Ana Reyes",
            "09:15-10:00 speech Water | Bo Lind",
            "10:00",
        ),
    ),
    "34-tilde-range.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:15 speech Opening | Ana Reyes",
            "09:15-10:00 speech Water | Bo Lind",
            "10:00",
        ),
    ),
    "35-slot-before-time.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            *(f"{hour:02}:00-{hour + 1:02}:00 item Item {hour - 8}" for hour in range(9, 17)),
            "17:00",
        ),
    ),
    "38-no-headings.csv": (
        ON_23,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:30 speech Opening | Ana Reyes",
            "09:30-10:30 speech Water talk | Bo Lind",
            "10:30-10:45 speech Closing | Ana Reyes",
            "10:45",
        ),
    ),
    "39-days-as-columns.csv": (
        (*GENEVA, ("day", "Tuesday 9"), ("date", "2026-06-09")),
        (
            "2026-06-09 Europe/Zurich",
            "09:00-10:15 item Water",
            "10:15-10:30 item Break",
            "10:30-12:00 item Roads",
            "12:00",
        ),
    ),
    "41-markdown-table.md": (
        GENEVA,
        (
            "2026-09-23 Europe/Zurich",
            "09:00-09:30 speech Opening | Ms. Ana Reyes",
            "09:30-10:00 speech Water | Mr. Bo Lind",
            "10:00-11:00 floor Q&A",
            "11:00",
        ),
    ),
}
"""The answers that are given beforehand, and the plan."""


@pytest.mark.parametrize("name", RIGHT)
def test_a_programme_is_read_right(name: str) -> None:
    """Who speaks when about what, and until when."""
    answers, right = RIGHT[name]

    assert plan(made_of(name, answers).agenda) == list(right)


ASKED: Final[Mapping[str, tuple[Sequence[tuple[Asked, str]], Sequence[tuple[Asked, Sequence[str]]]]]] = {
    "02-day-1-day-2.csv": ((*ON_23, ("end", "13:00")), [("day", ["Day 1", "Day 2"])]),
    "06-day-heading-in-table.csv": (GENEVA, [("date", ["2026-09-21", "2026-09-22"])]),
    "09-two-zones.csv": (ON_23[1:], [("timezone", ["America/New_York", "Europe/Zurich"])]),
    "14-parallel-rows.csv": (ON_23, [("room", ["Track A", "Track B", "Track C"])]),
    "15-parallel-events.ics": ((), [("room", ["Room A", "Room B", "Room C"])]),
    "39-days-as-columns.csv": (GENEVA, [("day", ["Monday 8", "Tuesday 9", "Wednesday 10"]), ("date", [])]),
}
"""The answers that are given beforehand, and what is asked with what to choose from."""


@pytest.mark.parametrize("name", ASKED)
def test_what_can_be_read_in_two_ways_is_asked(name: str) -> None:
    """All of it at once."""
    answers, questions = ASKED[name]
    with pytest.raises(Unclear) as unclear:
        made_of(name, answers)

    asked = [(one.asked, [choice for choice, _ in one.choices]) for one in unclear.value.questions]
    assert asked == [(one, list(choices)) for one, choices in questions]


def test_markup_is_refused_with_what_to_do() -> None:
    """Also without the line by which XML begins."""
    with pytest.raises(NoRundown, match=r"is XML: export it as \.json, \.ics or \.csv"):
        made_of("43-xml-without-prolog.xml", GENEVA)


def test_what_a_case_says_of_the_meeting_is_told() -> None:
    """The title beside its label, the clock by its name; a place by its city."""
    above = made_of("24-zone-and-label-above.csv", GENEVA)
    assert above.agenda.title == "Water dialogue"
    assert "above the table: title 'Water dialogue'; 23 September 2026; times by UTC+02:00" in above.told

    markdown = made_of("41-markdown-table.md", GENEVA).agenda
    assert (markdown.title, markdown.venue) == ("Water dialogue", "Geneva")


def test_what_is_beside_a_talk_is_kept() -> None:
    """A description, the clock of another city, a group without events."""
    notes = {
        name: [block.notes for block in made_of(name, RIGHT[name][0]).agenda.blocks()]
        for name in ("09-two-zones.csv", "21-session-title-description.csv", "27-ontime-event-after-a-group.json")
    }

    assert notes["09-two-zones.csv"][0] == "Time (New York): 08:00"
    assert (notes["21-session-title-description.csv"][1] or "").startswith("Bo Lind presents.")
    assert notes["27-ontime-event-after-a-group.json"] == [None, "Coffee break", None]


def test_every_case_is_tried() -> None:
    """None is forgotten."""
    tried = {*RIGHT, *ASKED, "43-xml-without-prolog.xml"}

    assert {file.name for file in CASES.iterdir()} >= tried
