"""A part of the record, and that it says what it is."""

import json
from datetime import datetime

from runofshow.export.extract import extracted
from runofshow.export.record_csv import csv_log
from runofshow.export.record_document import markdown_log
from runofshow.export.record_json import json_log
from tests.export.read_back import csv_rows
from tests.export.shows import recorded

LATER = datetime.fromisoformat("2016-07-20T13:12:00-04:00")


def test_nothing_asked_for_is_the_whole_record() -> None:
    assert extracted(recorded(), since=None) == recorded()


def test_since_is_by_when_the_floor_was_given() -> None:
    """To the second; blocks that were over by then and notes of before go."""
    part = extracted(recorded(), since=LATER)

    assert [one.number for one in part.interventions] == [3, 4]
    assert [block.id for block in part.blocks] == ["floor", "lauber"]
    assert len(part.notes) == 1
    assert not extracted(recorded(), since=datetime.fromisoformat("2016-07-20T13:17:01-04:00")).notes


def test_blocks_are_by_id_and_bring_the_notes_that_were_taken_in_them() -> None:
    """None is left of a block in which nobody from the floor spoke."""
    assert [one.number for one in extracted(recorded(), since=None, blocks=["floor"]).interventions] == [1, 2, 3, 4]
    part = extracted(recorded(), since=None, blocks=["puri"])
    assert (part.interventions, part.notes, [block.id for block in part.blocks]) == ((), (), ["puri"])
    assert len(extracted(recorded(), since=None, blocks=["floor"]).notes) == 1


def test_categories_leave_the_blocks_in_which_they_spoke() -> None:
    part = extracted(recorded(), since=None, categories=["observer", "ngo"])

    assert [one.number for one in part.interventions] == [4]
    assert [block.id for block in part.blocks] == ["floor"]
    assert part.notes == ()


def test_every_format_says_what_the_extract_is_of() -> None:
    part = extracted(recorded(), since=LATER, blocks=["floor"], categories=["state", "observer"])
    phrase = "begun at 13:12:00 or later, in “Remarks from the floor”, only States and observers"

    assert f"**Extract.** This is a part of the record: {phrase}." in markdown_log(part).decode()
    assert (
        "- **Interventions from the floor:** 0, besides 1 reply and 1 point of order; the whole record has 4 in all"
        in markdown_log(part).decode()
    )
    (row, _) = csv_rows(csv_log(part))
    assert row["extract"] == phrase
    assert json.loads(json_log(part))["extract"] == {
        "since": "2016-07-20T13:12:00-04:00",
        "blocks": ["floor"],
        "categories": ["state", "observer"],
        "of": 4,
    }
