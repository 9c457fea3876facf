"""Sheets as staff write them: headings anywhere, times in every way, titles over rows, totals below."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from runofshow.agenda.model import Panel, Speech
from runofshow.importers.questions import Answers, NoRundown, Unclear
from tests.importers.made import (
    NEW_YORK,
    THE_DAY,
    block_of,
    came_of,
    came_of_rows,
    csv_file,
    lines,
    segments,
    times,
    workbook,
)

MINISTRY = (
    ("Ministry of Foreign Affairs",),
    ("High-level lunch",),
    ("Wednesday, 20 July 2016",),
    ("Venue:", "Delegates Dining Room"),
    (),
    ("#", "Time", "Item", "Speaker", "Title", "Remarks"),
    (None, "Opening remarks"),
    (1, "13.00–13.03", "Welcome", "Mr. Craig Mokhiber", "Moderator", None),
    (2, "13.03 – 13.10", "Statement", "Ms. Lakshmi Puri", "Deputy Executive Director", "needs a step"),
    (),
    (None, "First topic"),
    (3, "13:10-13:20", "Statement", "Mr. Guy Ryder", "Director-General", None),
    (4, None, "Statement", "Ms. Laura Thompson", "Deputy Director General", None),
    (5, "1:30 pm - 1:50 pm", "Questions and answers", None, None, None),
    (None, "Total", "50 min"),
)


def merged(sheet: Worksheet) -> None:
    """As the ministry's own: titles across the table, one time for two speakers, a note over three rows."""
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B7:F7")
    sheet.merge_cells("B11:F11")
    sheet["B12"] = "13:10-13:30"
    sheet.merge_cells("B12:B13")


def test_a_ministrys_sheet_with_merged_cells() -> None:
    """Titles become segments, a merged time is shared, the total and blank rows go, the rest is kept as notes."""
    made = came_of(workbook(*MINISTRY, change=merged), "lunch.xlsx")
    agenda = made.agenda

    assert agenda.title == "High-level lunch"
    assert (agenda.date, agenda.venue) == (date(2016, 7, 20), "Delegates Dining Room")
    assert agenda.notes == "Ministry of Foreign Affairs"
    assert segments(agenda) == {
        "Opening remarks": ["Mr. Craig Mokhiber", "Ms. Lakshmi Puri"],
        "First topic": ["Mr. Guy Ryder", "Ms. Laura Thompson", "Questions and answers"],
    }
    assert lines(agenda) == [
        "13:00-13:03 speech Mr. Craig Mokhiber",
        "13:03-13:10 speech Ms. Lakshmi Puri",
        "13:10-13:20 speech Mr. Guy Ryder",
        "13:20-13:30 speech Ms. Laura Thompson",
        "13:30-13:50 floor Questions and answers",
    ]
    puri = block_of(agenda, "Ms. Lakshmi Puri")
    assert isinstance(puri, Speech)
    assert puri.people[0].title == "Deputy Executive Director"
    assert (puri.title, puri.notes) == ("Statement", "needs a step")
    assert "row 12, row 13 share 20m equally: no length is written for them" in made.told
    assert "left out, adding up the others: row 15" in made.told


SEMICOLONS = (
    "Heure;Titre;Orateur;Pays;Remarques",
    "13h00;Allocution;M. Rémi Éric;Côte d’Ivoire;;",
    "13h10;Débat;;;",
    "13h40;Fin;;;",
)


@pytest.mark.parametrize(
    ("content", "encoding", "parted_by"),
    [
        pytest.param(csv_file(*SEMICOLONS), "UTF-8", "semicolons", id="utf-8"),
        pytest.param(csv_file(*SEMICOLONS, encoding="utf-8-sig"), "UTF-8", "semicolons", id="bom"),
        pytest.param(csv_file(*SEMICOLONS, encoding="cp1252"), "Windows-1252", "semicolons", id="windows"),
        pytest.param(csv_file(*SEMICOLONS, encoding="utf-16"), "UTF-16", "semicolons", id="utf-16"),
        pytest.param(csv_file(*SEMICOLONS).replace(b";", b"\t"), "UTF-8", "tabs", id="tabs"),
        pytest.param(csv_file(*SEMICOLONS, newline="\n").replace(b";", b","), "UTF-8", "commas", id="commas"),
        pytest.param(csv_file("sep=;", *SEMICOLONS), "UTF-8", "semicolons", id="named"),
    ],
)
def test_encoding_and_delimiter_are_found_out_and_told(content: bytes, encoding: str, parted_by: str) -> None:
    made = came_of(content)

    assert made.told[0] == f"read as {encoding}, columns parted by {parted_by}"
    assert lines(made.agenda) == ["13:00-13:10 speech M. Rémi Éric", "13:10-13:40 floor Débat"]
    assert f"{made.agenda.end.astimezone(NEW_YORK):%H:%M}" == "13:40"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("13:05–13:12", "13:12–13:20", id="dash"),
        pytest.param("13.05-13.12", "13.12-13.20", id="points"),
        pytest.param("1:05 pm - 1:12 pm", "1:12 p.m. to 1:20 p.m.", id="halves"),
        pytest.param("1:05-1:12 pm", "1:12 – 1:20 PM", id="one half for both"),
        pytest.param("1305-1312", "1312h–1320h", id="military"),
        pytest.param("13h05 à 13h12", "13h12 → 13h20", id="french"),
    ],
)
def test_times_are_read_as_staff_write_them(first: str, second: str) -> None:
    made = came_of_rows("Time,Speaker", f"{first},Ms. A", f"{second},Ms. B")

    assert lines(made.agenda) == ["13:05-13:12 speech Ms. A", "13:12-13:20 speech Ms. B"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([(time(13), time(13, 7), "Ms. A"), (time(13, 8), time(13, 15), "Ms. B")], id="times"),
        pytest.param(
            [
                (datetime(2016, 7, 20, 13), datetime(2016, 7, 20, 13, 7), "Ms. A"),  # noqa: DTZ001 -- as Excel has it
                (datetime(2016, 7, 20, 13, 8), datetime(2016, 7, 20, 13, 15), "Ms. B"),  # noqa: DTZ001 -- likewise
            ],
            id="dates with times",
        ),
        pytest.param([(13 / 24, 13 / 24 + 7 / 1440, "Ms. A"), (13 / 24 + 8 / 1440, "13:15", "Ms. B")], id="numbers"),
        pytest.param([("13:00", "13:07", "Ms. A"), ("13:08", "13:15", "Ms. B")], id="text"),
    ],
)
def test_excels_own_times_are_read_however_a_cell_holds_them(rows: list[tuple[object, ...]]) -> None:
    made = came_of(workbook(("From", "To", "Speaker"), *rows), "a.xlsx")

    assert lines(made.agenda) == ["13:00-13:07 speech Ms. A", "13:08-13:15 speech Ms. B"]
    assert made.agenda.handover == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        pytest.param("min", "7", "10", id="bare minutes"),
        pytest.param("Duration (min.)", "7'", "10'", id="minute signs"),
        pytest.param("Length", "7 min", "10 min", id="units"),
        pytest.param("Duration", "0:07:00", "00:10:00", id="hours, minutes, seconds"),
        pytest.param("Duration", "0:07", "0:10", id="hours and minutes, as a spreadsheet writes them"),
        pytest.param("Seconds", "420", "600", id="bare seconds"),
    ],
)
def test_lengths_alone_make_a_plan_with_a_start(heading: str, first: str, second: str) -> None:
    made = came_of_rows(f"{heading},Speaker", f"{first},Ms. A", f"{second},Ms. B", start=time(13))

    assert lines(made.agenda) == ["13:00-13:07 speech Ms. A", "13:07-13:17 speech Ms. B"]
    assert made.agenda.handover == timedelta(0)


THREE = ("Duration,Speaker", "3:00,Ms. A", "7:30,Ms. B")


def test_a_length_of_three_hours_to_excel_is_asked_for() -> None:
    """Staff mean minutes more often than not: neither is taken unasked."""
    with pytest.raises(Unclear) as asked:
        came_of_rows(*THREE, start=time(13))

    assert str(asked.value) == (
        "row 2: the length 3:00 is 3h to Excel, and may be meant as 3m (2 lengths are written so): "
        "say which with --lengths m:ss or --lengths h:mm"
    )
    assert times(came_of_rows(*THREE, start=time(13), lengths="m:ss").agenda)[1] == "13:03-13:10:30"
    assert times(came_of_rows(*THREE, start=time(13), lengths="h:mm").agenda)[1] == "16:00-23:30"


def test_a_cell_of_excels_that_shows_three_hours_is_asked_for() -> None:
    """Typed as 3:00, it is a time of day to Excel; one that shows its seconds was seen by whoever typed it."""
    answers = replace(THE_DAY, start=time(13))
    rows = [("Duration", "Speaker"), (time(3), "Ms. A"), (time(7), "Ms. B")]

    def shown_as(number_format: str) -> bytes:
        def change(sheet: Worksheet) -> None:
            sheet["A2"].number_format = sheet["A3"].number_format = number_format

        return workbook(*rows, change=change)

    with pytest.raises(Unclear, match="row 2: the length 3:00 is 3h to Excel"):
        came_of(shown_as("h:mm"), "a.xlsx", answers)
    assert times(came_of(shown_as("[h]:mm:ss"), "a.xlsx", answers).agenda)[0] == "13:00-16:00"


def test_times_beside_it_tell_what_three_is() -> None:
    made = came_of_rows("Time,Duration,Speaker", "13:00,3:00,Ms. A", "13:03,7:00,Ms. B")

    assert times(made.agenda)[1] == "13:03-13:10"
    assert any("minutes:seconds: so they fit the times" in sentence for sentence in made.told)


def test_a_date_that_can_be_two_is_asked_for() -> None:
    rows = ("03/04/2026", "Time,Speaker", "13:00-13:10,Ms. A")
    zone = Answers(timezone=NEW_YORK)
    with pytest.raises(Unclear) as asked:
        came_of(csv_file(*rows), answers=zone)

    assert str(asked.value) == (
        "the date can be read in two ways: say which with --date 2026-03-04 or --date 2026-04-03"
    )
    assert came_of(csv_file("Friday 03/04/2026", *rows[1:]), answers=zone).agenda.date == date(2026, 4, 3)
    answers = replace(zone, day=date(2026, 3, 4))
    assert came_of(csv_file(*rows), answers=answers).agenda.date == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("rows", "answers", "asked"),
    [
        pytest.param(("Time,Speaker", "13:00-13:10,Ms. A"), Answers(day=date(2026, 4, 3)), "timezone", id="zone"),
        pytest.param(("Time,Speaker", "13:00-13:10,Ms. A"), Answers(timezone=NEW_YORK), "date", id="day"),
        pytest.param(("min,Speaker", "7,Ms. A"), THE_DAY, "start", id="start"),
        pytest.param(("Time,Speaker", "13:00,Ms. A"), THE_DAY, "end", id="end"),
        pytest.param(
            ("Date,Time,Speaker", "2026-04-03,13:00-13:10,Ms. A", "2026-04-04,13:00-13:10,Ms. B"),
            Answers(timezone=NEW_YORK),
            "date",
            id="two days",
        ),
        pytest.param(("Time,Speaker", "12:30,Ms. A", "1:00-1:30,Ms. B"), THE_DAY, "clock", id="twelve hours"),
    ],
)
def test_what_nobody_wrote_is_asked_for(rows: tuple[str, ...], answers: Answers, asked: str) -> None:
    with pytest.raises(Unclear) as unclear:
        came_of(csv_file(*rows), answers=answers)

    assert asked in {question.asked for question in unclear.value.questions}
    assert f"--{asked} " in str(unclear.value)


def test_a_clock_of_twelve_hours_is_said_or_told_by_a_start_in_the_afternoon() -> None:
    rows = ("Time,Speaker", "12:30,Ms. A", "1:00-1:30,Ms. B")
    assert times(came_of_rows(*rows, clock="12").agenda)[1] == "13:00-13:30"
    assert times(came_of_rows(*rows, clock="24").agenda)[1] == "01:00-01:30"
    at_one = came_of_rows("Time,Speaker", "1:00-1:10,Ms. A", "1:10-1:20,Ms. B", start=time(13))
    assert times(at_one.agenda)[1] == "13:10-13:20"


def test_a_first_time_at_night_is_asked_for() -> None:
    """Nobody lunches at 1:00 at night; where the sheet goes past noon, or says its hours, there is nothing to ask."""
    rows = ("Time,Speaker", "1:00-1:10,Ms. A", "1:10-1:20,Ms. B")
    with pytest.raises(Unclear, match="at night, or in the afternoon: say which with --clock 12 or --clock 24"):
        came_of_rows(*rows)

    assert times(came_of_rows(*rows, clock="12").agenda)[0] == "13:00-13:10"
    assert times(came_of_rows('"20 July 2016, 1 pm to 2 pm"', *rows).agenda)[0] == "13:00-13:10"
    assert times(came_of_rows(*rows, "13:00-13:10,Ms. C").agenda)[0] == "01:00-01:10"


def test_speeches_and_floor_rounds_are_told_apart() -> None:
    """By the title where no speaker stands; who is named in the title speaks."""
    made = came_of_rows(
        "Time,Item,Speaker",
        "13:00,Opening remarks by H.E. Ms. Ana Díaz; Minister,",
        "13:10,Q&A,",
        "13:20,Interactive dialogue,All participants",
        "13:30,Mr. Bob Lee,",
        "13:40,Discussion,Ms. Cleo Sy",
        "13:50,Coffee,",
        "14:00,End of the lunch,",
    )

    assert [line.partition(" ")[2] for line in lines(made.agenda)] == [
        "speech H.E. Ms. Ana Díaz; Minister",
        "floor Q&A",
        "floor Interactive dialogue",
        "speech Mr. Bob Lee",
        "speech Ms. Cleo Sy",
        "item Coffee",
    ]
    assert "named for nobody, and so breaks under their own titles: row 7 (Coffee)" in made.told


def test_a_programme_with_its_facts_in_lines() -> None:
    """What says only that it is a programme is no title; a comma in a fact is none between columns."""
    made = came_of(
        csv_file(
            "PROGRAMME",
            "High-Level Side Event: Financing the Transition",
            "Date: 23 September 2026",
            "Moderator: Ms. Jane Roe, Under-Secretary-General",
            "",
            "Time,Segment,Speaker",
            '10:00-10:10,Keynote,"H.E. Mr. John Doe\nMinister of Finance"',
            '10:10-10:40,Panel discussion,"Mr. A\nMs. B"',
            "10:40-11:00,Q&A with the audience,",
        ),
        answers=Answers(timezone=NEW_YORK),
    )
    agenda = made.agenda
    keynote = block_of(agenda, "H.E. Mr. John Doe")

    assert agenda.title == "High-Level Side Event: Financing the Transition"
    assert agenda.date == date(2026, 9, 23)
    assert agenda.moderator is not None
    assert (agenda.moderator.name, agenda.moderator.title) == ("Ms. Jane Roe", "Under-Secretary-General")
    assert isinstance(keynote, Speech)
    assert keynote.people[0].title == "Minister of Finance"
    assert [line.partition(" ")[2] for line in lines(agenda)][1:] == [
        "panel Panel discussion",
        "floor Q&A with the audience",
    ]


def test_columns_that_nobody_knows_are_kept_as_notes() -> None:
    """With their headings; a time that can't be read too, and it is told."""
    rows = ("Time,Speaker,Microphone,Interpreter", "13:00-13:10,Ms. A,lectern,FR", "about ten past,Ms. B,table,")
    made = came_of_rows(*rows, end=time(13, 30))

    assert block_of(made.agenda, "Ms. A").notes == "Microphone: lectern\nInterpreter: FR"
    assert block_of(made.agenda, "Ms. B").notes == "Time: about ten past\nMicrophone: table"
    assert any("Time can't be read, kept as a note: row 3, 'about ten past' is no clock" in told for told in made.told)


def test_headings_may_stand_in_two_rows() -> None:
    made = came_of_rows("Time,,Speaker,Remarks", "From,To,,", "13:00,13:10,Ms. A,", "13:11,13:20,Ms. B,")

    assert lines(made.agenda) == ["13:00-13:10 speech Ms. A", "13:11-13:20 speech Ms. B"]


def test_a_row_that_lasts_over_others_is_their_segment() -> None:
    made = came_of_rows("Start,End,Item,Speaker", "13:00,13:30,Session 1,", "13:00,13:10,,Ms. A", "13:10,13:30,,Ms. B")

    assert segments(made.agenda) == {"Session 1": ["Ms. A", "Ms. B"]}


def test_times_go_on_past_midnight() -> None:
    made = came_of_rows("Time,Speaker", "23:50-00:10,Ms. A", "00:10-00:30,Ms. B")

    assert times(made.agenda)[1] == "00:10-00:30"
    assert "end: 2016-07-21 00:30 # the hard stop" in made.text


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        pytest.param(
            ("Time,Speaker", "13:00-13:20,Ms. A", "12:00-12:10,Ms. B"),
            "row 3 is at 12:00, before the row above it",
            id="backwards",
        ),
        pytest.param(("Name,Street", "A,B"), "has no row of headings", id="no headings"),
        pytest.param(("Time,Speaker",), "no row below them to take", id="no rows"),
        pytest.param(
            ("Time,Speaker", "13:00-13:10,Ms. A", ",Ms. B", "13:10-13:20,Ms. C"), "nothing is left for it", id="no room"
        ),
    ],
)
def test_what_contradicts_itself_is_refused(rows: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(NoRundown, match=sentence):
        came_of_rows(*rows)


def test_a_row_that_lasts_into_the_next_is_asked_about() -> None:
    rows = ("Time,Speaker", "13:00-13:20,Ms. A", "13:10-13:30,Ms. B")
    with pytest.raises(Unclear) as asked:
        came_of_rows(*rows)

    assert str(asked.value) == (
        "row 2, row 3 run at the same time, and an agenda is of one room: say which with "
        '--room "row 2 (Ms. A)" or --room "row 3 (Ms. B)"'
    )
    made = came_of_rows(*rows, rooms=("row 3 (Ms. B)",))
    assert lines(made.agenda) == ["13:10-13:30 speech Ms. B"]
    assert "left out, in another room at the same time: row 2 (Ms. A)" in made.told


def test_ontimes_excel_template_is_read() -> None:
    made = came_of(
        workbook(
            ("Ontime - Schedule Template",),
            (),
            (
                *("id", "Time Start", "Time End", "Title", "Timer type", "Count to end"),
                *("Skip", "Notes", "Speaker", "Colour", "cue"),
            ),
            ("g1", None, None, "Opening", "block", None, None, None, None, "red", None),
            ("a", "13:00:00", "13:07:00", "Statement", "count-down", None, None, "at the lectern", "Ms. A", None, 1),
            ("b", "13:07:00", "13:20:00", "Song", "clock", None, "x", None, None, None, 2),
            ("c", "13:20:00", "13:40:00", "Q&A", None, "x", None, None, None, None, 3),
            title="Event Schedule",
        ),
        "template.xlsx",
    )

    assert segments(made.agenda) == {"Opening": ["Ms. A", "Q&A"]}
    assert lines(made.agenda) == ["13:00-13:07 speech Ms. A", "13:20-13:40 floor Q&A"]
    assert [block.id for block in made.agenda.blocks()] == ["a", "c"]
    assert block_of(made.agenda, "Q&A").duration == "rest"
    assert "left out, to be skipped: row 6 (Song)" in made.told


def test_a_heading_of_two_words_is_the_column_of_speakers() -> None:
    made = came_of_rows(
        "Timing,Speaker / Activity,Country / Organisation",
        '13:00,"H.E. Ms. Ana Lopes, Minister of Health",Brazil',
        '13:07,"Penny Wong, Foreign Minister",Australia',
        "13:14,Questions and answers / interventions from the floor,",
        "13:40,End of the event,",
    )

    assert lines(made.agenda) == [
        "13:00-13:07 speech H.E. Ms. Ana Lopes",
        "13:07-13:14 speech Penny Wong",
        "13:14-13:40 floor Questions and answers / interventions from the floor",
    ]
    assert "row 5 (End of the event) is the hard stop" in made.told


def test_who_is_listed_in_a_title_is_on_the_panel() -> None:
    cell = "Panel discussion\nModerator: Ms. Lyse Doucet, BBC\nPanellists:\n- Ms. Amy Pope, IOM\n2) Mr. Ngo"
    made = came_of(workbook(("Time", "Programme"), ("15:00 – 15:40", cell), ("15:40-16:00", "Q&A")), "launch.xlsx")

    assert lines(made.agenda) == ["15:00-15:40 panel Panel discussion", "15:40-16:00 floor Q&A"]
    panel = block_of(made.agenda, "Panel discussion")
    assert isinstance(panel, Panel)
    assert [(one.name, one.title) for one in panel.speakers] == [("Ms. Amy Pope", "IOM"), ("Mr. Ngo", None)]
    assert panel.moderator is not None
    assert (panel.moderator.name, panel.moderator.title) == ("Ms. Lyse Doucet", "BBC")


def test_who_is_listed_with_a_length_shares_that() -> None:
    made = came_of(workbook(("Time", "Item", "min"), ("15:00", "Remarks\nMs. Pope\nMr. Ngo", 30)), "launch.xlsx")

    assert lines(made.agenda) == ["15:00-15:30 speech Ms. Pope; Mr. Ngo"]
    assert block_of(made.agenda, "Ms. Pope; Mr. Ngo").title == "Remarks"


@pytest.mark.parametrize(
    ("rows", "venue", "notes"),
    [
        pytest.param(("Room 4", "Room 4"), "Room 4", [None, None], id="in every row"),
        pytest.param(("Room 4", ""), "Room 4", [None, None], id="in the first alone"),
        pytest.param(("Podium", "Screen"), None, ["Location: Podium", "Location: Screen"], id="of its own in each row"),
        pytest.param(("", "Screen"), None, [None, "Location: Screen"], id="in a later row"),
    ],
)
def test_a_column_of_the_meeting_says_the_same_in_every_row(
    rows: tuple[str, str], venue: str | None, notes: list[str | None]
) -> None:
    first, second = rows
    made = came_of_rows("Time,Speaker,Location", f"13:00-13:07,Ms. A,{first}", f"13:07-13:14,Ms. B,{second}")

    assert made.agenda.venue == venue
    assert [block.notes for block in made.agenda.blocks()] == notes


def test_who_stands_in_one_cell_of_speakers_is_parted() -> None:
    """With designations beside them, where there is one for each; one for all is everybody's."""
    names = "H.E. Mr. A\nH.E. Ms. B"
    made = came_of(workbook(("Time", "Speaker", "Position"), ("13:00-13:10", names, "Fiji\nPalau")), "a.xlsx")
    speakers = [one for block in made.agenda.blocks() for one in block.people]

    assert [(one.name, one.title) for one in speakers] == [("H.E. Mr. A", "Fiji"), ("H.E. Ms. B", "Palau")]
    together = came_of(workbook(("Time", "Speaker", "Position"), ("13:00-13:10", names, "Co-chairs")), "a.xlsx")
    (block,) = together.agenda.blocks()
    assert [one.title for one in block.people] == ["Co-chairs", "Co-chairs"]


def test_a_segment_ends_with_the_time_of_its_row() -> None:
    made = came_of_rows(
        *("Time,Item,Speaker", "10:00-10:30,Session 1,", "10:00-10:10,,Ms. A", "10:10-10:30,Q&A,"),
        *("10:30-10:45,Coffee,", "10:45-11:00,Session 2,Mr. B"),
    )

    assert segments(made.agenda) == {"Session 1": ["Ms. A", "Q&A"], "Programme": ["Coffee", "Mr. B"]}


def test_what_stands_below_the_table_is_kept_as_notes() -> None:
    made = came_of_rows(
        *("Time,Item,Speaker", "10:00-10:10,,Ms. A", "Closing,,", ",,"),
        *("Contact,Phone,", "Protocol,030 123,", "* to be confirmed,,"),
    )

    assert made.agenda.notes == "Contact, Phone\nProtocol, 030 123\n* to be confirmed"
    assert [block.notes for block in made.agenda.blocks()] == ["Closing"]
    assert any(told.startswith("below the table, and so → notes: Contact, Phone;") for told in made.told)


def test_german_times_are_read() -> None:
    made = came_of_rows("Uhrzeit,Redner/in,Dauer", "18:30 Uhr,Frau Dr. Schmidt,5 Min.", "18:35 Uhr,Herr Weber,10 Min.")

    assert lines(made.agenda) == ["18:30-18:35 speech Frau Dr. Schmidt", "18:35-18:45 speech Herr Weber"]


def test_whoever_moderates_a_floor_round_is_kept_beside_it() -> None:
    made = came_of_rows("Time,Activity,Responsible / Speaker", "13:10-13:50,Plenary discussion,Moderator: Dr. Kimani")
    (block,) = made.agenda.blocks()

    assert (block.kind, block.title, block.notes) == ("floor", "Plenary discussion", "Moderator: Dr. Kimani")


NIGHT = Answers(day=date(2025, 11, 2), timezone=NEW_YORK, clock="24")
"""Clocks go back from 02:00 to 01:00."""


@pytest.mark.parametrize("day", ["", "2025-11-02 "])
def test_times_in_the_night_in_which_clocks_go_back_follow_one_another(day: str) -> None:
    """Also those with a date: 01:10 below 01:50 is the second one, 20 minutes later."""
    made = came_of(
        csv_file(
            "Start,End,Speaker",
            f"{day}01:30,{day}01:50,Ms. A",
            f"{day}01:50,{day}01:10,Mr. B",
            f"{day}01:10,{day}02:00,Ms. C",
        ),
        answers=NIGHT,
    )

    assert lines(made.agenda) == ["01:30-01:50 speech Ms. A", "01:50-01:10 speech Mr. B", "01:10-02:00 speech Ms. C"]
    assert [block.duration for block in made.agenda.blocks()] == [timedelta(minutes=count) for count in (20, 20, 50)]


def test_a_meeting_that_ends_when_it_begins_ends_a_day_later() -> None:
    """That is 25 hours in the night in which clocks go back."""
    made = came_of(csv_file("Time,Speaker,Duration", "00:00,Ms. A,10 min"), answers=replace(NIGHT, end=time(0)))

    assert made.agenda.end - made.agenda.start == timedelta(hours=25)


def test_a_remark_has_its_time_where_the_meeting_is() -> None:
    made = came_of_rows("Time,Item,Speaker,Duration", "2016-07-20 17:00Z,Doors open,,0", "13:00,,Ms. A,10 min")

    assert [block.notes for block in made.agenda.blocks()] == ["13:00 Doors open"]


def test_a_length_beside_an_end_alone_is_not_counted() -> None:
    """Nothing says when its row begins: it shares the time up to its end with the row above."""
    rows = ("Item,Speaker,Duration,To", "Opening,Ms. A,,", "Water,Mr. B,7m,13:20")
    made = came_of_rows(*rows, start=time(13))

    assert times(made.agenda) == ["13:00-13:10", "13:10-13:20"]
    assert "row 2, row 3 share 20m equally: no length is written for them" in made.told


def test_a_row_of_one_text_whose_times_cannot_be_read_is_a_title_and_told() -> None:
    """The zone stands behind each time of day."""
    made = came_of_rows(
        "Time,Title,Speaker", "09:00-09:10,Opening,Ms. A", "09:10 (UTC) to 09:20 (UTC) Music,,", "09:20-09:30,End,Mr. B"
    )

    assert [segment.title for segment in made.agenda.segments] == ["Programme", "09:10 (UTC) to 09:20 (UTC) Music"]
    said = "times can't be read, kept in the title: row 3, '09:10 (utc)' is no clock time: write it like 13:00 or 1 pm"
    assert said in made.told
