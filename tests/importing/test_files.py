"""Files that aren't what they seem, are broken, or are made to do harm: one sentence each."""

import io
import zipfile
from dataclasses import replace
from typing import Final

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from runofshow.importing.files import MOST_BYTES
from runofshow.importing.questions import Answers, NoRundown, Unclear
from tests.importing.made import THE_DAY, came_of, csv_file, lines, saved, workbook

ROWS: Final = (("Time", "Speaker"), ("13:00-13:10", "Ms. A"))


def changed(content: bytes, part: str, new: bytes) -> bytes:
    """A workbook with another part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(name, new if name == part else old.read(name))
    return file.getvalue()


def zipped(**parts: bytes) -> bytes:
    """An archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


SHEET: Final = "xl/worksheets/sheet1.xml"
BOMB: Final = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"  \r\n", "is empty", id="blank"),
        pytest.param(b"a" * (MOST_BYTES + 1), "larger than 20 MB", id="large"),
        pytest.param(b"%PDF-1.7", "is a PDF", id="pdf"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", r"an old Excel file \(.xls\), or one with a password", id="xls"
        ),
        pytest.param(b"\x89PNG\r\n", "a picture", id="picture"),
        pytest.param(b"PK\x03\x04 broken", "is damaged", id="broken zip"),
        pytest.param(zipped(readme=b"x"), "no workbook", id="another zip"),
        pytest.param(zipped(**{"word__document.xml": b"<a/>"}), "is a Word document", id="docx"),
        pytest.param(zipped(mimetype=b"ods", **{"content.xml": b"<a/>"}), "OpenDocument", id="ods"),
        pytest.param(zipped(**{"xl__workbook.bin": b""}), r"binary workbook \(.xlsb\)", id="xlsb"),
        pytest.param(zipped(**{"xl__workbook.xml": b" " * (50 << 20)}), "unfolds to 50 MB", id="zip bomb"),
        pytest.param(changed(workbook(*ROWS), SHEET, BOMB), "declares a document type", id="entities"),
        pytest.param(changed(workbook(*ROWS), SHEET, b"<worksheet><sheetData>"), "is damaged", id="broken sheet"),
        pytest.param(
            changed(workbook(*ROWS), "xl/workbook.xml", b"<workbook/>"), "is damaged|no sheet", id="no sheets"
        ),
        pytest.param(workbook(*ROWS)[:-200], "is damaged", id="cut off"),
        pytest.param(b"<html><table></table></html>", "a web page", id="html"),
        pytest.param(b"Time,Speaker\x00", "no text and no workbook", id="binary"),
        pytest.param(csv_file("Time,Speaker", '13:00,"Ms. A'), "no row|nothing says|line", id="open quote"),
        pytest.param(csv_file("Time,Speaker", *["13:00-13:10,Ms. A"] * 2_500), "more than 2,000 rows", id="rows"),
        pytest.param(b"Time,Speaker\r\n" + b"a" * 200_000, "line 2: field larger than field limit", id="long cell"),
    ],
)
def test_one_sentence_each(content: bytes, sentence: str) -> None:
    """What it is, and what to do."""
    with pytest.raises(NoRundown, match=sentence) as refused:
        came_of(content, "rundown.xlsx")

    assert "\n" not in str(refused.value)


def test_every_beginning_of_a_workbook_is_refused_in_a_sentence() -> None:
    """However a download broke off."""
    whole = workbook(*ROWS)
    for length in range(0, len(whole) - 1, 97):
        with pytest.raises(NoRundown):
            came_of(whole[:length], "rundown.xlsx")


def test_what_a_file_holds_counts_and_not_its_ending() -> None:
    """And it is said."""
    made = came_of(workbook(*ROWS), "rundown.csv")

    assert lines(made.agenda) == [("13:00", "13:10", "speech", "Ms. A")]
    assert made.told[0] == "rundown.csv is an Excel workbook, whatever its name says"


def book(*sheets: tuple[str, str]) -> Workbook:
    """A workbook of several sheets of the same rows, each with its state."""
    made = Workbook()
    del made[made.sheetnames[0]]
    for title, state in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in ROWS:
            sheet.append(row)
    return made


def test_several_sheets_are_asked_for() -> None:
    """By name; hidden ones aren't offered, and not taken."""
    content = saved(book(("Lunch", "visible"), ("Old plan", "visible"), ("Budget", "hidden")))
    with pytest.raises(Unclear, match=r'--sheet Lunch or --sheet "Old plan"$'):
        came_of(content, "a.xlsx")
    with pytest.raises(NoRundown, match=r"the sheet 'Budget' of a\.xlsx is hidden"):
        came_of(content, "a.xlsx", _with_sheet("Budget"))
    with pytest.raises(NoRundown, match="no sheet 'Diner': there are Lunch, Old plan"):
        came_of(content, "a.xlsx", _with_sheet("Diner"))

    assert "sheet 'Old plan'" in " ".join(came_of(content, "a.xlsx", _with_sheet("old plan")).told)


def test_a_single_visible_sheet_is_taken() -> None:
    """And the hidden ones are told of."""
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
    assert lines(came_of(workbook(*rows), "a.xlsx").agenda) == [("13:00", "13:07", "speech", "Ms. A")]


def test_hidden_rows_are_left_out() -> None:
    """Nobody who looks at the sheet sees them."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    made = came_of(workbook(*ROWS, ("13:10-13:20", "Ms. B"), change=hide), "a.xlsx")

    assert lines(made.agenda) == [("13:00", "13:10", "speech", "Ms. A")]
    assert "hidden rows are left out: 3" in made.told


def test_a_sheet_with_a_cell_at_its_far_end() -> None:
    """A million rows of nothing take no time."""

    def far(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "x"

    assert lines(came_of(workbook(*ROWS, change=far), "a.xlsx").agenda) == [("13:00", "13:10", "speech", "Ms. A")]
