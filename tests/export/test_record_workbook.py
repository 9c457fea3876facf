"""Excel, read back by openpyxl as whoever reckons with the table would."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from openpyxl.workbook.workbook import Workbook

from runofshow.export.formats import Options, Paper, Shape
from runofshow.export.formatting.workbook_sheet import CUT_OFF, MOST_CHARACTERS, TALLEST, text_of_cell
from runofshow.export.record_workbook import xlsx_log
from runofshow.show.meeting_record import Record
from tests.export.hostile import HOSTILE, IN_A_LINE, IN_A_TITLE, SHOWN, hostile_meeting, hostile_title
from tests.export.many import MANY, many
from tests.export.read_back import harmless_workbook, parts, sheet_rows, workbook
from tests.export.shows import recorded, with_interventions


def read(record: Record, shape: Shape = "table", paper: Paper = "a4", *, detail: bool = True) -> Workbook:
    return workbook(xlsx_log(record, Options(shape, paper, detail)))


def test_times_and_lengths_are_numbers_with_a_format() -> None:
    book = read(recorded())
    first = sheet_rows(book, "Statements")[1]

    assert first["Date"] == datetime(2016, 7, 20)  # noqa: DTZ001 -- a sheet knows no zones
    assert first["Began"] == datetime(2016, 7, 20, 13, 9, 10)  # noqa: DTZ001
    assert first["Duration"] == timedelta(minutes=2, seconds=30)
    assert (first["No."], first["Limit"], first["Over limit"]) == (1, timedelta(minutes=2), timedelta(seconds=30))
    formats = [cell.number_format for cell in book["Statements"][3]]
    assert (formats[1], formats[2], formats[4]) == ("yyyy-mm-dd", "hh:mm:ss", "[h]:mm:ss")


def test_what_is_not_known_is_an_empty_cell() -> None:
    going_on = sheet_rows(read(recorded(closed=False, until="17:10:00")), "Statements")[1]

    assert (going_on["Ended"], going_on["Person"], going_on["Gist"], going_on["Paused"]) == (None, None, None, None)


def test_what_can_be_less_than_nothing_is_in_seconds() -> None:
    """A length below zero is shown by Excel as a row of hashes."""
    blocks = sheet_rows(read(recorded()), "Blocks")

    assert [block["Difference (s)"] for block in blocks] == [90, -225, None]


def test_the_sheets_are_named_and_the_last_says_which_meeting_it_was() -> None:
    book = read(recorded(mode="rehearsal"))

    assert book.sheetnames == ["Statements", "Decisions", "Tasks", "Notes", "Blocks", "Who spoke", "Meeting"]
    assert "Blocks" not in read(recorded(), detail=False).sheetnames
    assert book["Statements"]["A1"].value == "No."
    facts = {row[0]: row[1] for row in book["Meeting"].iter_rows(values_only=True)}
    assert facts["Rehearsal."] == "This is the record of a rehearsal, not of the meeting."
    assert facts["Moderator"] == "Mr. Craig Mokhiber, OHCHR"


def test_the_list_has_a_line_a_name() -> None:
    rows = sheet_rows(read(recorded(), "list"), "Who spoke")

    assert [(row["Took the floor for"], row["In which capacity"], row["Who"]) for row in rows] == [
        ("statement", "Representatives of States", "Côte d’Ivoire"),
        ("statement", "Representatives of States", "Mexico"),
        ("statement", "Observer", "Red Cross"),
        ("point of order", "Representative of a State", "Cuba"),
    ]


def test_it_is_set_up_for_paper_and_screen() -> None:
    papers: dict[Paper, int] = {"a4": 9, "letter": 1}
    for paper, code in papers.items():
        for sheet in read(recorded(), paper=paper).worksheets:
            assert sheet.page_setup.orientation == "landscape"
            assert int(sheet.page_setup.paperSize or 0) == code
            assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.sheet_properties.pageSetUpPr is not None
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
            assert sheet.auto_filter.ref == sheet.dimensions


def test_only_columns_that_can_be_read_there_go_on_paper() -> None:
    sheet = read(many())["Statements"]

    assert sheet["N1"].value == "Notes"
    assert sheet.print_area == f"'Statements'!$A$1:$N${MANY + 1}"


def test_a_long_gist_has_a_row_that_shows_it() -> None:
    """LibreOffice makes no row taller by itself, and no row can be taller than Excel lets it."""
    whole = recorded()
    gists = ["word", "word " * 50, "word " * 5_000]
    records = [
        replace(one, particulars=one.particulars.model_copy(update={"gist": gist}))
        for one, gist in zip(whole.interventions, gists, strict=False)
    ]
    sheet = read(with_interventions(whole, records))["Statements"]
    one, four, most = (sheet.row_dimensions[row].height for row in (2, 3, 4))

    assert one < four / 3
    assert (most, sheet["N1"].alignment.wrap_text, sheet["N2"].alignment.wrap_text) == (TALLEST, True, True)


def test_hostile_texts_are_text_in_their_cells() -> None:
    sheet = harmless_workbook(xlsx_log(hostile_meeting()), "any")["Statements"]

    (column,) = [cell.column_letter for cell in sheet[1] if cell.value == "Gist"]
    for name, cell in zip(HOSTILE, sheet[column][1:], strict=True):
        shown = "_x005F_x0041__x005F_x000D_" if name == "excel-escape" else SHOWN[name]
        assert cell.value == (shown or None), name
        assert (cell.data_type in {"s", "inlineStr"} and cell.quotePrefix) or cell.value is None, name


def test_hostile_texts_are_names_of_a_list() -> None:
    names = [
        row["Who"]
        for row in sheet_rows(harmless_workbook(xlsx_log(hostile_meeting(), Options("list")), "any"), "Who spoke")
    ]

    assert len(names) == len(set(IN_A_LINE.values()))
    for name in HOSTILE:
        shown = "_x005F_x0041__x005F_x000D_" if name == "excel-escape" else IN_A_LINE[name]
        assert not shown or shown in names, name


def test_a_hostile_title_is_text_too() -> None:
    for name in IN_A_TITLE:
        book = harmless_workbook(xlsx_log(hostile_title(HOSTILE[name])), name)

        assert book["Meeting"]["B2"].value == (SHOWN[name] or None), name


def test_a_cell_that_would_hold_too_much_is_cut_and_says_so() -> None:
    cut = text_of_cell("word " * 20_000)

    assert len(cut) == MOST_CHARACTERS
    assert cut.endswith(CUT_OFF)
    assert text_of_cell("a" * MOST_CHARACTERS) == "a" * MOST_CHARACTERS


def test_a_cell_holds_what_was_typed_line_by_line_and_no_escape_of_excels() -> None:
    rows = {"  a\tb \r\n c ": "a b \n c", "_x0041_ a_x b": "_x005F_x0041_ a_x b"}

    assert {text: text_of_cell(text) for text in rows} == rows


def test_codes_in_a_title_do_nothing_at_the_head_of_a_page() -> None:
    """An ampersand is doubled, or ``&P`` would be the number of the page."""
    whole = recorded()
    sheet = read(replace(whole, meeting=replace(whole.meeting, title="R&P &D")))["Statements"]
    raw = parts(xlsx_log(replace(whole, meeting=replace(whole.meeting, title="R&P &D"))))

    assert sheet.print_title_rows == "$1:$1"
    assert "&amp;LR&amp;&amp;P &amp;&amp;D, Wednesday" in raw["xl/worksheets/sheet1.xml"]


def test_the_file_says_what_it_is_and_names_no_one() -> None:
    properties = read(recorded()).properties

    assert properties.title == "High-Level Dialogue on “Movements”: where to?"
    core = parts(xlsx_log(recorded()))["docProps/core.xml"]
    assert "openpyxl" not in core
    assert "lastModifiedBy" not in core
    assert properties.created == properties.modified
    assert xlsx_log(recorded()) == xlsx_log(recorded())


def test_a_meeting_over_midnight_has_the_date_of_each_intervention() -> None:
    whole = recorded()
    late = replace(
        whole.interventions[0],
        began=whole.interventions[0].given + timedelta(hours=10, minutes=50),
        ended=whole.interventions[0].given + timedelta(hours=11),
        duration=timedelta(minutes=10),
        took=timedelta(minutes=10),
    )
    row = sheet_rows(read(with_interventions(whole, [late])), "Statements")[0]

    assert isinstance(row["Began"], datetime)
    assert isinstance(row["Ended"], datetime)
    assert (row["Began"].time(), row["Ended"].time()) == (time(23, 59, 10), time(0, 9, 10))
    assert row["Ended"] - row["Began"] == row["Duration"]
