"""What stands above a table."""

from datetime import date, time

import pytest

from runofshow.importers.questions import Answers
from runofshow.importers.sheet_header import facts_above, says_nothing
from tests.importers.made import came_of, csv_file

UN = (
    ("UNITED NATIONS",),
    ("Side event of the 81st session of the General Assembly",),
    ("“Financing for Climate Resilience”",),
    ("Wednesday, 23 September 2026, 1:15 p.m. – 2:45 p.m.",),
    ("Conference Room 4, United Nations Headquarters, New York",),
)


def test_a_title_block_says_what_where_and_when() -> None:
    """A letterhead is no title, a line in quotes goes on with it, and hours behind the date are the meeting's."""
    facts, unread = facts_above(UN)

    assert facts.title == "Side event of the 81st session of the General Assembly “Financing for Climate Resilience”"
    assert facts.days == (date(2026, 9, 23),)
    assert (facts.start, facts.end) == (time(13, 15), time(14, 45))
    assert facts.venue == "Conference Room 4, United Nations Headquarters, New York"
    assert unread == ["UNITED NATIONS"]


def test_facts_in_one_cell_are_parted() -> None:
    facts, _ = facts_above(
        [("Ministerial lunch",), ("Date: September 24, 2026 | Venue: Delegates Lounge\nChair: Ms. A",)]
    )

    assert (facts.days, facts.venue) == ((date(2026, 9, 24),), "Delegates Lounge")
    assert facts.moderator is not None
    assert facts.moderator.name == "Ms. A"


@pytest.mark.parametrize("line", ["2026-2027", "Lunch of 2016", "Agenda, 12-14"])
def test_numbers_are_no_hours(line: str) -> None:
    facts, _ = facts_above([(line,)])

    assert (facts.start, facts.end) == (None, None)


def test_the_city_of_the_place_says_the_zone() -> None:
    rows = ("Lunch", '"23 September 2026"', '"Palais des Nations, Geneva"', "Time,Speaker", "13:00-13:07,Ms. A")
    made = came_of(csv_file(*rows), answers=Answers())

    assert made.agenda.timezone.key == "Europe/Zurich"
    assert "the time zone is Europe/Zurich, by the place: Palais des Nations, Geneva" in made.told
    assert "above the table: title 'Lunch'; place 'Palais des Nations, Geneva'; 23 September 2026" in made.told


def test_hours_under_their_own_name_are_both_read() -> None:
    facts, _ = facts_above([("HIGH LEVEL LUNCH",), ("TIME: 12.30 P.M. - 2.00 P.M.",)])

    assert (facts.start, facts.end) == (time(12, 30), time(14))


def test_a_long_number_above_a_table_is_read_at_once() -> None:
    assert not says_nothing("1" * 60)
    assert says_nothing("Draft agenda v2 2026")
