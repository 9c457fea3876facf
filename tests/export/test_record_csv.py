"""CSV, read back as a spreadsheet or a program would."""

from dataclasses import replace
from datetime import timedelta

from runofshow.export.formats import Options
from runofshow.export.formatting.typed_text import defused
from runofshow.export.record_csv import csv_log
from runofshow.show.meeting_record import Record
from tests.export.hostile import FORMULAS, HOSTILE, IN_A_LINE, SHOWN, harmful, hostile_record
from tests.export.read_back import csv_rows
from tests.export.shows import recorded, with_interventions


def rows_of(record: Record, *, raw: bool = False) -> list[dict[str, str]]:
    return csv_rows(csv_log(record, Options(raw=raw)))


def test_who_holds_the_floor_has_no_end_yet() -> None:
    row = rows_of(recorded(closed=False, until="17:10:00"))[1]

    assert (row["given"], row["ended"], row["duration"]) == ("13:09:10", "", "0:00:50")


def test_hostile_text_stays_in_its_cell() -> None:
    """In the table, led by a quote or raw, and in the list, which holds who said it for whom and nothing of it."""
    for name, text in HOSTILE.items():
        record = hostile_record(text)
        quote = "'" if name in FORMULAS else ""
        for raw in (False, True):
            rows = rows_of(record, raw=raw)

            assert [row["number"] for row in rows] == ["", "1", "2", "3", "4", "", "", ""], name
            assert all(None not in row and None not in row.values() for row in rows), name
            assert {rows[0]["gist"], rows[0]["organization"], rows[1]["who"], rows[5]["gist"], rows[7]["gist"]} == {
                ("" if raw else quote) + SHOWN[name]
            }, name
            assert not harmful(csv_log(record, Options(raw=raw)).decode("utf-8-sig")), name

        content = csv_log(record, Options("list"))
        listed = [(row["who"], row["on_behalf_of"]) for row in csv_rows(content)]
        assert len(listed) == 4, name
        assert (quote + IN_A_LINE[name],) * 2 in listed, name
        assert not harmful(content.decode("utf-8-sig")), name


def test_ordinary_text_is_left_alone() -> None:
    texts = ["Mexico", "2=2", "a-b", "UN @ 75", "'quoted'", "", "联合国", "(=1)"]

    assert [defused(text) for text in texts] == texts


def test_the_length_is_the_difference_of_the_times_beside_it() -> None:
    """From 13:09:10.9 to 13:11:40.1 is shown as 2:30, though it was nearly a second less."""
    whole = recorded()
    first = whole.interventions[0]
    one = replace(first, duration=timedelta(seconds=149.2), took=timedelta(seconds=150))

    row = rows_of(with_interventions(whole, [one]))[0]

    assert (row["given"], row["ended"], row["duration"], row["seconds"]) == ("13:09:10", "13:11:40", "0:02:30", "150")
