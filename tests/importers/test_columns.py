"""What headings mean."""

from runofshow.importers.cells import Table, even
from runofshow.importers.columns import assign, settled
from runofshow.importers.headings import field_named, find_heading
from runofshow.importers.questions import Answers, Questions
from tests.importers.made import came_of_rows, times


def fields_of(*rows: str) -> list[str]:
    table = Table("", even([[cell or None for cell in row.split(",")] for row in rows]))
    heading = find_heading(table.rows)
    assert heading is not None
    return [column.field for column in settled(table, assign(table, heading, Questions(Answers()))).all]


def test_a_heading_is_known_in_other_words() -> None:
    rows = {
        "Timing": "start",
        "Time (min)": "length",
        "Speaking time": "length",
        "Time from": "start",
        "Time to": "end",
        "Session / Speaker": "speaker",
        "Name and title": "speaker",
        "Country / Organisation": "organization",
        "Orador/a": "speaker",
        "Intervenant·e": "speaker",
        "Intervenant(e)s": "speaker",
        "Ponentes": "speaker",
        "timeStart": "start",
        "custom:Speaker": "speaker",
        "Responsible / Speaker": "speaker",
        "Title / Organisation": "designation",
        "S/NO": "number",
        "Heure / Time": "start",
        "Mic / Slides": None,
        "Notes for MC": "notes",
    }

    assert {heading: field_named(heading) for heading in rows} == rows


def test_a_heading_of_one_word_counts_before_one_of_two() -> None:
    """The microphones of the speakers are not the speakers."""
    assert fields_of("Time,Mic / Speaker,Speaker", "13:00,lectern,Ms. A") == ["start", "notes", "speaker"]


def test_ends_that_all_lie_before_their_starts_are_lengths() -> None:
    """A meeting that ends after midnight has one such end at most."""
    of_lengths = ("Beginn,Ende,Programmpunkt", "10:00,0:30,Eröffnung", "10:30,0:20,Rede", "10:50,0:10,Schluss")
    at_night = ("Start,End,Title", "22:00,23:00,A", "23:00,00:30,B", "00:30,01:00,C")

    assert fields_of(*of_lengths) == ["start", "length", "title"]
    assert fields_of(*at_night) == ["start", "end", "title"]
    assert times(came_of_rows(*of_lengths).agenda) == ["10:00-10:30", "10:30-10:50", "10:50-11:00"]
