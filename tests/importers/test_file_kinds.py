"""Files that aren't what they seem, are broken, or are made to do harm: one sentence each."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from runofshow.importers.questions import Answers, NoRundown, Unclear
from runofshow.importers.read_file import MOST_BYTES
from tests.importers.made import THE_DAY, came_of, came_of_rows, csv_file, lines, saved, workbook

ROWS: Final = (("Time", "Speaker"), ("13:00-13:10", "Ms. A"))


def changed(content: bytes, part: str, new: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, new if name == part else old.read(name))
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


SHEET: Final = "xl/worksheets/sheet1.xml"
BOMB: Final = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


def spoilt() -> Iterator[tuple[str, bytes, str]]:
    yield "empty", b"", "is empty"
    yield "blank", b"  \r\n", "is empty"
    yield "large", b"a" * (MOST_BYTES + 1), "larger than 20 MB"
    yield "pdf", b"%PDF-1.7", "is a PDF.*ask for the Word or Excel file that it was made from"
    yield "xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", r"an old Excel file \(.xls\), or one with a password"
    yield "picture", b"\x89PNG\r\n", "a picture"
    yield "broken zip", b"PK\x03\x04 broken", "is damaged"
    yield "another zip", zipped(readme=b"x"), "no workbook"
    yield "docx", zipped(**{"word__document.xml": b"<a/>"}), "is damaged, or no document"
    yield "ods", zipped(mimetype=b"ods", **{"content.xml": b"<a/>"}), "damaged|OpenDocument"
    yield "xlsb", zipped(**{"xl__workbook.bin": b""}), r"binary workbook \(.xlsb\)"
    yield "zip bomb", zipped(**{"xl__workbook.xml": b" " * (50 << 20)}), "unfolds to 50 MB"
    yield "entities", changed(workbook(*ROWS), SHEET, BOMB), "declares a document type"
    yield "broken sheet", changed(workbook(*ROWS), SHEET, b"<worksheet><sheetData>"), "is damaged"
    yield "no sheets", changed(workbook(*ROWS), "xl/workbook.xml", b"<workbook/>"), "is damaged|no sheet"
    yield "cut off", workbook(*ROWS)[:-200], "is damaged"
    yield "html", b"<html><table></table></html>", "a web page"
    yield "binary", b"Time,Speaker\x00", "no text and no workbook"
    yield "open quote", csv_file("Time,Speaker", '13:00,"Ms. A'), "no row|nothing says|line"
    yield "rows", csv_file("Time,Speaker", *["13:00-13:10,Ms. A"] * 2_500), "more than 2,000 rows"
    yield "lines of a programme", b"9:00 Opening remarks\n" * 2_500, "more than 2,000 rows"
    yield "long cell", b"Time,Speaker\r\n" + b"a" * 200_000, "line 2: field larger than field limit"


def test_a_file_that_cant_be_read_is_refused_in_one_sentence() -> None:
    for what, content, pattern in spoilt():
        with pytest.raises(NoRundown) as refused:
            came_of(content, "rundown.xlsx")

        assert re.search(pattern, str(refused.value)), what
        assert "\n" not in str(refused.value), what


def test_every_beginning_of_a_workbook_is_refused_in_a_sentence() -> None:
    whole = workbook(*ROWS)
    for length in range(0, len(whole) - 1, 97):
        with pytest.raises(NoRundown):
            came_of(whole[:length], "rundown.xlsx")


def test_what_a_file_holds_counts_and_not_its_ending() -> None:
    made = came_of(workbook(*ROWS), "rundown.csv")

    assert lines(made.agenda) == ["13:00-13:10 speech Ms. A"]
    assert made.told[0] == "rundown.csv is an Excel workbook, whatever its name says"


def book(*sheets: tuple[str, str]) -> Workbook:
    made = Workbook()
    del made[made.sheetnames[0]]
    for title, state in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in ROWS:
            sheet.append(row)
    return made


def test_several_sheets_are_asked_for() -> None:
    content = saved(book(("Lunch", "visible"), ("Old plan", "visible"), ("Budget", "hidden")))
    with pytest.raises(Unclear, match=r'--sheet Lunch or --sheet "Old plan"$'):
        came_of(content, "a.xlsx")
    with pytest.raises(NoRundown, match=r"the sheet 'Budget' of a\.xlsx is hidden"):
        came_of(content, "a.xlsx", _with_sheet("Budget"))
    with pytest.raises(NoRundown, match="no sheet 'Diner': there are Lunch, Old plan"):
        came_of(content, "a.xlsx", _with_sheet("Diner"))

    assert "sheet 'Old plan'" in " ".join(came_of(content, "a.xlsx", _with_sheet("old plan")).told)


def test_a_single_visible_sheet_is_taken() -> None:
    made = came_of(saved(book(("Lunch", "visible"), ("Budget", "hidden"))), "a.xlsx")

    assert "hidden sheets are left out: Budget" in made.told


def _with_sheet(name: str) -> Answers:
    return replace(THE_DAY, sheet=name)


def test_a_formula_without_a_result() -> None:
    """No program has worked it out: which cell, and what to do. In a row that adds up it doesn't matter."""
    rows = [("Time", "Duration", "Speaker"), ("13:00", "=TIME(0,7,0)", "Ms. A"), ("Total", "=SUM(B2)", None)]
    with pytest.raises(NoRundown, match=r"formulas have no result yet: column Duration: =TIME\(0,7,0\); open the file"):
        came_of(workbook(*rows), "a.xlsx")

    rows[1] = ("13:00", "7 min", "Ms. A")
    assert lines(came_of(workbook(*rows), "a.xlsx").agenda) == ["13:00-13:07 speech Ms. A"]


def test_hidden_rows_are_left_out() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    made = came_of(workbook(*ROWS, ("13:10-13:20", "Ms. B"), change=hide), "a.xlsx")

    assert lines(made.agenda) == ["13:00-13:10 speech Ms. A"]
    assert "hidden rows are left out: 3" in made.told


def test_a_sheet_with_a_cell_at_its_far_end() -> None:
    """A million rows of nothing take no time."""

    def far(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "x"

    assert lines(came_of(workbook(*ROWS, change=far), "a.xlsx").agenda) == ["13:00-13:10 speech Ms. A"]


@pytest.mark.parametrize(
    "text",
    [
        f"13:10 | Ms. A{' ' * 90_000}x",
        f"13:10 | {'Ms. A, ' * 10_000}",
        f"13:10 | {'[' * 100_000}",
        f"13:10 | {'[a](' * 25_000}",
        f"{' ' * 100_000}x",
        f"13:10 | {'--|' * 30}",
    ],
)
def test_a_very_long_line_is_read_in_no_time(text: str) -> None:
    """The patterns that look for times, people and links in it would take hours otherwise."""
    made = came_of_rows(
        "| Time | Speaker |", "|---|---|", "| 13:00-13:10 | Ms. A |", f"| {text} |", "| 13:20-13:30 | B |"
    )

    assert lines(made.agenda)[0] == "13:00-13:10 speech Ms. A"


def test_a_text_that_is_cut_off_is_said_with_its_place() -> None:
    made = came_of_rows("Time,Speaker,Notes", f"13:00-13:10,Ms. A,{'word ' * 5_000}", "13:10-13:20,Mr. B,short")

    assert "texts cut off after 20,000 characters: row 2" in made.told


def test_more_columns_than_are_looked_at_are_refused_or_said() -> None:
    with pytest.raises(NoRundown, match="more than 60 columns"):
        came_of_rows("Time,Speaker" + "," * 70 + "Notes", "13:00-13:10,Ms. A")

    made = came_of(workbook(("Time", "Speaker", *[""] * 70, "Notes"), ("13:00-13:10", "Ms. A")), "a.xlsx")
    assert "only the first 60 columns are looked at" in made.told


def test_more_rows_of_a_document_than_are_read_are_refused() -> None:
    made = Document()
    table = made.add_table(rows=0, cols=2)
    row = made.add_table(rows=1, cols=2).rows[0]
    row.cells[0].text, row.cells[1].text = "13:00", "Ms. A"
    for _ in range(2_010):
        table._tbl.append(deepcopy(row._tr))
    with pytest.raises(NoRundown, match="more than 2,000 rows"):
        came_of(saved(made), "a.docx")


def test_a_row_of_a_document_over_millions_of_columns_is_refused() -> None:
    made = Document()
    made.add_table(rows=1, cols=1).rows[0].cells[0]._tc.grid_span = 100_000_000
    with pytest.raises(NoRundown, match="damaged"):
        came_of(saved(made), "a.docx")


def test_days_at_the_ends_of_the_calendar_are_refused_in_a_sentence() -> None:
    talk = {"date": "0001-01-01T00:00:00+14:00", "start": "00:00", "duration": "00:30", "title": "Talk"}
    conference = {"schedule": {"conference": {"days": [{"date": "0001-01-01", "rooms": {"A": [talk]}}]}}}
    for content in (
        csv_file("Date,Time,Title", "9999-12-31,23:00,A", "9999-12-31,23:30,B"),
        json.dumps(conference).encode(),
    ):
        with pytest.raises(NoRundown, match="outside of the years"):
            came_of(content, "a.csv", replace(THE_DAY, day=None))
