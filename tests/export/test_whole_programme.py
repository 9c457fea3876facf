"""A meeting with a keynote, a panel, items, absent speakers and a struck point of order, in documents."""

from dataclasses import replace
from functools import cache

from runofshow.export.chatham_house import without_names
from runofshow.export.list_of_speakers import list_lines, not_heard
from runofshow.export.record_contents import NUMBERS_MISSING
from runofshow.export.record_csv import csv_log
from runofshow.export.record_document import docx_log, markdown_log
from runofshow.export.record_json import json_log
from runofshow.export.record_workbook import xlsx_log
from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.minutes import SetGist
from runofshow.show.actions.panel import GiveTurn
from runofshow.show.actions.record import Note, Strike
from runofshow.show.actions.running_order import MarkSpeakerAbsent, Skip
from runofshow.show.meeting_record import Record, record
from runofshow.show.particulars import Particulars
from tests.builders import agenda, at, floor, played, speech
from tests.export.read_back import cells, csv_rows, sheet_rows, word, workbook
from tests.export.shows import held

KEYNOTE = {
    "id": "key",
    "title": "Keynote: water for all",
    "speakers": [
        {"name": "Ms. Ana Reyes", "title": "Minister of Water", "organization": "Peru"},
        {"name": "Mr. Bo Lind", "title": "Director", "organization": "FAO"},
    ],
    "duration": "10m",
}
PANEL = {
    "id": "wells",
    "panel": "Who pays for the wells?",
    "moderator": "Mr. Karl Brandt",
    "speakers": [{"name": "Ms. Eve Adams", "title": "Mayor"}, "Mr. Ben Okri", "Ms. Li Na"],
    "duration": "20m",
}
SIGNING = {"id": "sign", "item": "Signing ceremony", "type": "ceremony", "duration": "5m"}


@cache
def meeting() -> Record:
    """The keynote, the panel without Ms. Li Na, the signing, and a floor round with a struck point of order."""
    plan = agenda(speech("Dupont", "5m"), speech("Roy", "5m"), KEYNOTE, PANEL, SIGNING, floor("Floor", "20m"))
    show = played(
        plan,
        ("13:58", Skip("roy")),
        ("14:00", Next()),
        ("14:00:05", MarkSpeakerAbsent()),
        ("14:10", Next()),
        ("14:11", GiveTurn(1)),
        ("14:15", GiveTurn(2)),
        ("14:30", SetGist("wells", "Opened it.", "Brandt")),
        ("14:30:10", Next()),
        ("14:36", Next()),
        ("14:37", GiveFloor(Particulars(who="Chad", category="state"))),
        ("14:37:05", GiveFloor(Particulars(who="Mali", category="state", kind="point_of_order"))),
        ("14:37:28", EndFloor()),
        ("14:37:34", EndFloor()),
        ("14:38", GiveFloor(Particulars(who="Peru", category="state"))),
        ("14:39", EndFloor()),
        ("14:40", Strike(2, "out of order")),
        ("14:41", Note("The lights went out.")),
        ("14:42", EndBlock()),
        ("14:43", Finish()),
    )
    return record(show, at("15:00"), journal="wells.jsonl", digest="0f" * 32)


def test_panels_keynotes_and_items_are_in_the_table() -> None:
    assert cells(word(docx_log(meeting())))[1:10] == [
        ["Only segment"] * 5,
        [
            "",
            "14:00:05 – 14:10:00",
            "Ms. Ana Reyes\nMinister of Water\nPeru\n\nMr. Bo Lind\nDirector\nFAO",
            "Speaker on the programme\nKeynote: water for all",
            "",
        ],
        ["Panel: Who pays for the wells? Moderator: Mr. Karl Brandt"] * 5,
        ["", "14:10:00 – 14:30:10", "Mr. Karl Brandt", "Moderator of the panel", "Opened it."],
        ["", "14:11:00 – 14:15:00", "Ms. Eve Adams\nMayor", "Panellist", ""],
        ["", "14:15:00 – 14:30:10", "Mr. Ben Okri", "Panellist", ""],
        ["Only segment"] * 5,
        ["", "14:30:10 – 14:36:00", "", "", "Signing ceremony"],
        ["Floor"] * 5,
    ]


def test_the_names_of_two_speakers_stand_out_alike() -> None:
    cell = word(docx_log(meeting())).tables[0].rows[2].cells[2]
    styles = [(each.text, [run.style.name for run in each.runs if run.style]) for each in cell.paragraphs]
    bold = [text for text, runs in styles if runs == ["Strong"]]

    assert bold == ["Ms. Ana Reyes", "Mr. Bo Lind"]


def test_markdown_has_the_same_rows() -> None:
    lines = markdown_log(meeting()).decode().splitlines()

    assert "|  |  | **Panel: Who pays for the wells? Moderator: Mr. Karl Brandt** |  |  |" in lines
    assert "|  | 14:30:10 – 14:36:00 |  |  | Signing ceremony |" in lines
    assert (
        "|  | 14:00:05 – 14:10:00 | Ms. Ana Reyes<br>Minister of Water<br>Peru<br><br>Mr. Bo Lind<br>Director<br>FAO"
        " | Speaker on the programme<br>Keynote: water for all |  |"
    ) in lines


def test_items_alone_fill_a_table_too() -> None:
    content = markdown_log(held(agenda(SIGNING, floor("Floor", "20m")), ("14:00", Next()), until="14:02")).decode()
    rows = [line for line in content.splitlines() if line.startswith("|")]

    assert rows == [
        "| Time | Gist |",
        "| --- | --- |",
        "| **Only segment** |  |",
        "| 14:00:00 – now | Signing ceremony |",
    ]


def test_excel_names_the_panel_the_keynote_and_the_item_in_the_printed_columns() -> None:
    rows = sheet_rows(workbook(xlsx_log(meeting())), "Statements")
    found = [(row["Block"], row["Person"], row["Kind"]) for row in rows]

    assert found[:5] == [
        ("Keynote: water for all", "Ms. Ana Reyes; Mr. Bo Lind", "statement"),
        ("Panel: Who pays for the wells? Moderator: Mr. Karl Brandt", "Mr. Karl Brandt", "statement"),
        ("Panel: Who pays for the wells? Moderator: Mr. Karl Brandt", "Ms. Eve Adams", "statement"),
        ("Panel: Who pays for the wells? Moderator: Mr. Karl Brandt", "Mr. Ben Okri", "statement"),
        ("Signing ceremony", None, "ceremony"),
    ]


def test_a_panel_without_turns_has_one_row_with_all_who_sat_on_it() -> None:
    content = docx_log(held(agenda(PANEL), ("14:00", Next()), ("14:20", EndBlock())))

    assert cells(word(content))[3:] == [
        ["14:00:00 – 14:20:00", "Ms. Eve Adams\nMayor\n\nMr. Ben Okri\n\nMs. Li Na", "Panellists", ""]
    ]


def test_speakers_who_were_not_heard_are_named_once_with_the_reason() -> None:
    assert not_heard(meeting()) == ("Roy (left out)", "Dupont (absent)", "Ms. Li Na (not given the word)")
    assert [line.text for line in list_lines(meeting())][1] == (
        "Not heard: Roy (left out); Dupont (absent); Ms. Li Na (not given the word)."
    )


def test_numbers_that_are_missing_are_explained() -> None:
    assert NUMBERS_MISSING in markdown_log(meeting()).decode()
    assert NUMBERS_MISSING in [each.text for each in word(docx_log(meeting())).paragraphs]
    assert NUMBERS_MISSING not in markdown_log(replace(meeting(), numbers_missing=False)).decode()


def test_a_struck_point_of_order_gives_no_time_to_whom_it_interrupted() -> None:
    """They ended when they ended, and spoke for 11 seconds: document, table and JSON say the same."""
    row = next(row for row in cells(word(docx_log(meeting()))) if row[0] == "1")
    (csv_row,) = (row for row in csv_rows(csv_log(meeting())) if row["number"] == "1")

    assert row[1] == "14:37:00 – 14:37:34\n0:11 spoken"
    assert (csv_row["given"], csv_row["ended"], csv_row["seconds"]) == ("14:37:00", "14:37:34", "11")
    assert '"duration": 11' in json_log(meeting()).decode()


def test_the_journal_is_named_at_the_end_in_small_type() -> None:
    last = word(docx_log(meeting())).paragraphs[-1]

    assert last.text == f"This record was made from the journal wells.jsonl; SHA-256 {'0f' * 32}"
    assert last.style is not None
    assert last.style.name == "Small Print"
    assert markdown_log(meeting()).decode().endswith(f"\n\n---\n\n{last.text}\n")


def test_csv_holds_notes() -> None:
    rows = csv_rows(csv_log(meeting()))

    assert [(row["given"], row["gist"]) for row in rows if row["kind"] == "note"] == [
        ("14:41:00", "The lights went out.")
    ]


def test_without_names_a_block_that_was_inserted_tells_neither_subject_nor_moderator() -> None:
    whole = meeting()
    inserted = replace(whole, blocks=tuple(replace(block, in_programme=False) for block in whole.blocks))
    content = markdown_log(without_names(inserted)).decode()

    assert "water for all" not in content
    assert "Brandt" not in content
    assert "Signing" not in content
