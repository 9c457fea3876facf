"""Word, OpenDocument, schedules of conferences, and text that only looks like a table."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from docx import Document

from runofshow.importers.questions import Answers, NoRundown, Unclear
from tests.importers.made import (
    NEW_YORK,
    THE_DAY,
    block_of,
    came_of,
    came_of_rows,
    csv_file,
    lines,
    plan,
    saved,
    segments,
)

MANIFEST: Final = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns"


def document(*blocks: str | Sequence[Sequence[str]]) -> bytes:
    """A Word document of paragraphs and tables; a paragraph that begins with # is a heading."""
    made = Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_heading(block[1:].strip(), 1) if block.startswith("#") else made.add_paragraph(block)
        else:
            table = made.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    return saved(made)


def open_workbook(*rows: Sequence[str]) -> bytes:
    """An OpenDocument workbook of texts, times (``PT13H00M00S``) and nothing."""

    def cell(text: str) -> str:
        if not text:
            return "<table:table-cell/>"
        if text.startswith("PT"):
            return f'<table:table-cell office:value-type="time" office:time-value="{text}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
        f'xmlns:text="{OFFICE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return file.getvalue()


def test_the_times_of_an_opendocument_workbook_are_times() -> None:
    pytest.importorskip("python_calamine")
    rows = (
        ("Water lunch",),
        ("From", "To", "Item", "Speaker"),
        ("PT13H00M00S", "PT13H10M00S", "Opening", "Ms. Ana Reyes"),
        ("PT13H10M00S", "PT13H30M00S", "Questions and answers", ""),
    )
    made = came_of(open_workbook(*rows), "lunch.ods")

    assert made.agenda.title == "Water lunch"
    assert plan(made.agenda) == [
        "2016-07-20 America/New_York until 13:30",
        "13:00-13:10 speech Opening | Ms. Ana Reyes",
        "13:10-13:30 floor Questions and answers",
    ]


def test_tables_of_a_document_are_one() -> None:
    """With the paragraphs between them, which begin a day; headings that come again are left out."""
    head = ("Time", "Item")
    content = document(
        "Water forum",
        "Day 1 – 23 September 2026",
        [head, ("09:00-10:00", "Opening"), ("10:00-10:30", "Coffee")],
        "Day 2 – 24 September 2026",
        [head, ("09:00-09:45", "Rivers"), ("09:45-10:30", "Q&A")],
    )
    answers = Answers(timezone=NEW_YORK)
    made = came_of(content, "forum.docx", replace(answers, day=date(2026, 9, 24)))

    assert plan(made.agenda) == [
        "2026-09-24 America/New_York until 10:30",
        "09:00-09:45 item Rivers",
        "09:45-10:30 floor Q&A",
    ]
    assert "left out, the headings once more: line 7" in made.told


def test_paragraphs_of_a_document_that_begin_with_a_time() -> None:
    """Headings begin segments; those below a time are its speakers."""
    content = document(
        "Forum",
        "# Opening",
        "09:00 – 09:15\tWelcome",
        "Ms. Ana Reyes, Director",
        "# Rivers",
        "09:15\tRivers of Asia by Mr. Bo Lind",
        "10:00\tEnd",
    )
    agenda = came_of(content, "forum.docx").agenda

    assert segments(agenda) == {"Opening": ["Ms. Ana Reyes"], "Rivers": ["Mr. Bo Lind"]}
    assert block_of(agenda, "Ms. Ana Reyes").people[0].title == "Director"


def test_a_document_without_times_is_refused() -> None:
    with pytest.raises(NoRundown, match="has no row of headings"):
        came_of(document("Dear colleagues,", "please find attached."), "letter.docx")


def conference(**talks: Sequence[tuple[str, str, str]]) -> bytes:
    """A schedule of one day: for each room talks with start, length and title."""

    def written(talk: tuple[str, str, str]) -> dict[str, Any]:
        start, duration, title = talk
        moment = f"2016-07-20T{start}:00-04:00"
        people = [{"public_name": "Ana Reyes"}]
        return {"start": start, "duration": duration, "title": title, "date": moment, "persons": people}

    rooms = {room: [written(talk) for talk in some] for room, some in talks.items()}
    days = [{"index": 1, "date": "2016-07-20", "rooms": rooms}]
    about = {"title": "WaterConf", "time_zone_name": "America/New_York", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": about}}).encode()


def test_a_conferences_schedule_is_read_for_one_room() -> None:
    content = conference(
        Main=[("10:00", "00:30", "Opening"), ("10:30", "01:00", "Lakes")], Lab=[("10:30", "01:00", "Build")]
    )
    with pytest.raises(Unclear, match="--room Main or --room Lab"):
        came_of(content, "schedule.json", Answers())

    agenda = came_of(content, "schedule.json", Answers(rooms=("main",))).agenda
    assert agenda.title == "WaterConf"
    assert plan(agenda) == [
        "2016-07-20 America/New_York until 11:30",
        "10:00-10:30 speech Opening | Ana Reyes",
        "10:30-11:30 speech Lakes | Ana Reyes",
    ]


def test_a_calendar_of_googles_is_read_as_a_table() -> None:
    """In whatever order it has the events; one that lasts all day has no time."""
    made = came_of(
        csv_file(
            "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private",
            "Energy,07/20/2016,11:00 PM,07/21/2016,12:30 AM,False,Bring slides,Room 1,False",
            "Opening,07/20/2016,10:00 PM,07/20/2016,11:00 PM,False,,Room 1,False",
            "Holiday,07/20/2016,,07/21/2016,,True,,,False",
        ),
        answers=Answers(timezone=NEW_YORK),
    )

    assert plan(made.agenda) == [
        "2016-07-20 America/New_York until 00:30",
        "22:00-23:00 item Opening",
        "23:00-00:30 item Energy",
    ]
    assert made.agenda.venue == "Room 1"
    assert "left out, having no time of day: row 4 (Holiday)" in made.told


def test_lines_that_begin_with_a_time_are_a_programme() -> None:
    text = "Lunch\n\n13:00 - 13:10 Opening, by Ms. Ana Reyes\n13:10 Q&A, also online\n13:30 End\n"
    made = came_of(text.encode(), "lunch.txt")

    assert lines(made.agenda) == ["13:00-13:10 speech Ms. Ana Reyes", "13:10-13:30 floor Q&A, also online"]


def test_junk_before_a_calendar_is_left_out_and_told() -> None:
    calendar = (
        b"X-Mail: yes\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20160720T130000\r\nDURATION:PT10M\r\n"
        b"SUMMARY:Ms. A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    made = came_of(calendar, "a.ics", THE_DAY)

    assert lines(made.agenda) == ["13:00-13:10 speech Ms. A"]
    assert "what stands before the calendar is left out: 11 bytes" in made.told


def test_what_stands_around_a_programme_in_an_email_is_kept() -> None:
    text = "Dear all,\n\nthe programme is as follows.\n\n13:00-13:10 Welcome (Ms. A)\n13:10-13:30 Q&A\n\nBest,\nCleo\n"
    agenda = came_of(text.encode(), "mail.txt").agenda

    assert segments(agenda) == {"Programme": ["Ms. A", "Q&A"]}
    assert (agenda.title, agenda.notes) == ("mail", "Dear all,\nthe programme is as follows.\nBest,\nCleo")


def test_a_break_over_all_days_of_a_grid_is_of_each_day() -> None:
    """As merged cells have it, of which only the first holds a text."""
    rows = ("Time,Mon 18 July 2016,Wed 20 July 2016", "13:00-14:00,A,B", "14:00-14:30,Coffee break,", "14:30-15:00,C,D")

    assert plan(came_of_rows(*rows).agenda) == [
        "2016-07-20 America/New_York until 15:00",
        "13:00-14:00 item B",
        "14:00-14:30 item Coffee break",
        "14:30-15:00 item D",
    ]
