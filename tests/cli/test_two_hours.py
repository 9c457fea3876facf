"""The lunch of 20 July 2016, typed at the shell with `--at`; every expected instant was worked out by hand."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Said, typed

FIRST_HALF = """
    12:50:00  start
    13:02:00  next                                                  two minutes late: the welcome
    13:05:00  end
    13:05:30  begin                                                 Puri, 7 minutes
    13:10:00  extend 2m
    13:14:30  end                                                   after 9 minutes, as extended
    13:14:40  skip                                                  Ryder isn't there
    13:15:00  begin                                                 Thompson, 7 minutes
    13:24:00  end                                                   after 9 minutes
    13:24:10  restore guy-ryder
    13:24:30  begin                                                 Ryder after all
    13:31:30  end
    13:32:00  begin                                                 the first floor round
    13:32:20  floor ask Mexico
    13:32:30  floor ask Côte_d'Ivoire
    13:32:40  floor ask G77
    13:33:00  floor give                                            1 Mexico
    13:34:50  floor end
    13:35:05  floor give                                            2 Côte d'Ivoire
    13:36:00  floor give Cuba --kind point_of_order                 3 interrupts
    13:36:40  floor end                                             2 goes on
    13:37:45  floor end
    13:38:00  floor give                                            4 the Group of 77
    13:39:30  floor end
    13:39:40  floor give                                            5, a name to follow
    13:40:50  floor end
    13:41:10  amend 5 --who Brazil --gist asked_about_data
"""
SECOND_HALF = """
    13:43:30  end
    13:44:00  begin                                                 Gilmore
    13:51:00  end
    13:51:30  begin                                                 Levoy
    13:58:30  end
    13:59:00  begin                                                 the second floor round
    13:59:30  floor give Philippines                                6
    14:01:30  floor end
    14:01:45  floor give Germany --kind question                    7
    14:04:15  floor end
    14:04:30  floor give Ms._Michele_Levoy --kind reply --in-reply-to 7
    14:05:30  floor end
    14:06:00  next                                                  Donoghue at once
    14:13:00  next                                                  Sutherland
    14:19:00  next                                                  a slip of the finger
    14:19:20  undo                                                  Sutherland speaks on
    14:20:00  next                                                  Gois
    14:26:00  next                                                  Haque
    14:31:00  next                                                  Lauber
    14:36:30  next                                                  the discussion
    14:37:00  floor give Holy_See                                   9
    14:38:30  floor end
    14:39:00  floor give UNICEF                                     10
    14:40:45  floor end
    14:42:00  record Employers --for 1m20s --category ngo           11
    15:01:00  end
    15:01:30  finish --yes
"""


def type_all(folder: Path, script: str) -> None:
    for line in script.strip().splitlines():
        clock, command = line.split()[0], line.strip()[10:].split("   ")[0]
        words = [word if word == "point_of_order" else word.replace("_", " ") for word in command.split()]
        done(folder, *words, "--at", f"2016-07-20T{clock}-04:00" if words == ["start"] else clock)


def done(folder: Path, *words: str) -> Said:
    said = typed(folder, *words)
    assert said.code == 0, (words, said)
    return said


def crash(folder: Path) -> None:
    """Append half a line, as a process does that is killed while it writes."""
    journal = next(folder.glob("*.jsonl"))
    with journal.open("ab") as file:
        file.write(b'{"n":28,"at":"2016-07-20T17:42:00.0000')


@pytest.fixture(scope="module")
def half_way(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the first half, and a crash; tests only read it."""
    folder = tmp_path_factory.mktemp("half-way")
    type_all(folder, FIRST_HALF)
    crash(folder / "journals")
    return folder


@pytest.fixture(scope="module")
def over(half_way: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the two hours; tests only read it."""
    folder = tmp_path_factory.mktemp("over")
    shutil.copytree(half_way, folder, dirs_exist_ok=True)
    type_all(folder, SECOND_HALF)
    return folder


def status(folder: Path, at: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(folder, "status", "--json", "--at", at).out)
    return found


def block(found: dict[str, Any], name: str) -> dict[str, Any]:
    one: dict[str, Any] = next(block for block in found["blocks"] if block["id"] == name)
    return one


def clock(time: str) -> str:
    return f"2016-07-20T{time}-04:00"


def test_the_first_speaker_two_minutes_late(half_way: Path) -> None:
    """At 13:07 Puri has spoken 1:30 of 7:00; the extension hasn't been given yet."""
    found = status(half_way, "13:07:00")

    assert (found["phase"], found["block"]["id"], found["offset"]) == ("running", "lakshmi-puri", 120)
    assert (found["block"]["elapsed"], found["block"]["remaining"], found["block"]["allotment"]) == (90, 330, 420)
    assert found["next"] == {
        "id": "guy-ryder",
        "title": "Mr. Guy Ryder",
        "expected_start": clock("13:13:00"),
        "slack": 0,
    }
    assert found["projected_finish"] == clock("15:00:00")
    assert block(found, "discussion")["allotment"] == 1290 - 120


def test_an_extension_and_an_absent_speaker(half_way: Path) -> None:
    """At 13:20 Thompson is five minutes in; Ryder is skipped, and nobody waits for him."""
    found = status(half_way, "13:20:00")

    assert (found["block"]["id"], found["block"]["remaining"], found["offset"]) == ("laura-thompson", 120, 240)
    assert block(found, "guy-ryder")["status"] == "skipped"
    assert block(found, "guy-ryder")["expected_start"] is None
    assert found["next"]["id"] == "floor-labour"


def test_the_floor_round_with_its_list(half_way: Path) -> None:
    """At 13:33:30 Mexico has 1:30 left, and 9:00 remain after that: four more at 2:00, the two waiting at 4:15."""
    found = status(half_way, "13:33:30")
    floor = found["floor"]

    assert (found["offset"], found["block"]["remaining"]) == (360, 630)
    assert (floor["remaining"], floor["fits"], floor["limit"], floor["seat_all_limit"]) == (540, 4, 120, 255)
    assert (floor["holder"]["who"], floor["holder"]["elapsed"], floor["holder"]["remaining"]) == ("Mexico", 30, 90)
    assert [(one["who"], one["expected_start"]) for one in floor["waiting"]] == [
        ("Côte d'Ivoire", clock("13:35:15")),
        ("Group of 77 and China", clock("13:37:30")),
    ]
    assert block(found, "discussion")["allotment"] == 930


def test_a_point_of_order_holds_the_speakers_clock(half_way: Path) -> None:
    """At 13:36:20 Cuba speaks; at 13:37 Côte d'Ivoire has used 55 and 20 seconds."""
    assert status(half_way, "13:36:20")["floor"]["holder"]["who"] == "Cuba"
    assert status(half_way, "13:37:00")["floor"]["holder"]["elapsed"] == 75


def test_after_the_crash_the_show_goes_on(over: Path) -> None:
    assert "whole, 54 entries" in done(over, "verify").out.replace("\n", " ")
    assert [path.read_bytes() for path in (over / "journals").glob("*.torn")] == [
        b'{"n":28,"at":"2016-07-20T17:42:00.0000'
    ]


def test_the_slip_of_the_finger_never_happened(over: Path) -> None:
    found = status(over, "14:19:30")

    assert (found["block"]["id"], found["block"]["elapsed"]) == ("peter-sutherland", 390)


def test_the_last_discussion_ends_at_the_hard_stop(over: Path) -> None:
    """At its start it has 23:30, which is ten interventions of 2:00."""
    found = status(over, "14:36:30")

    assert (found["block"]["id"], found["block"]["remaining"]) == ("discussion", 23 * 60 + 30)
    assert (found["floor"]["fits"], found["projected_finish"]) == (10, clock("15:00:00"))


def test_the_end_is_a_minute_late(over: Path) -> None:
    found = status(over, "15:02:00")

    assert (found["phase"], found["overrun"], found["offset"]) == ("finished", 60, 60)
    assert found["projected_finish"] == clock("15:01:00")


def test_each_command_is_one_line_of_the_journal_at_its_time(over: Path) -> None:
    journal = over / "journals" / "20160720T125000-high-level-dialogue.jsonl"
    lines = [json.loads(line) for line in journal.read_text(encoding="ascii").splitlines()]

    assert [line["n"] for line in lines] == list(range(1, 55))
    assert [(line["at"][11:19], line["kind"]) for line in lines[:8]] == [
        ("16:50:00", "opened"),
        ("17:02:00", "block_started"),
        ("17:05:00", "block_ended"),
        ("17:05:30", "block_started"),
        ("17:10:00", "extended"),
        ("17:14:30", "block_ended"),
        ("17:14:40", "skipped"),
        ("17:15:00", "block_started"),
    ]
    assert [line["kind"] for line in lines if line["at"][11:16] in {"18:19", "18:20"}] == [
        "block_started",
        "undone",
        "block_started",
    ]
    assert all(line["written"] > line["at"] for line in lines)


def test_interventions_are_the_same_in_csv_and_json(over: Path, tmp_path: Path) -> None:
    done(over, "export", "--format", "csv", "-o", str(tmp_path / "log.csv"))
    said = list(csv.DictReader(io.StringIO((tmp_path / "log.csv").read_text(encoding="utf-8-sig"))))
    rows = [row for row in said if row["number"]]  # the others are of the programme
    whole = json.loads(done(over, "export", "--format", "json").out)

    expected = [
        ("1", "Mexico", "13:33:00", "13:34:50", 110),
        ("2", "Côte d'Ivoire", "13:35:05", "13:37:45", 120),
        ("3", "Cuba", "13:36:00", "13:36:40", 40),
        ("4", "Group of 77 and China", "13:38:00", "13:39:30", 90),
        ("5", "Brazil", "13:39:40", "13:40:50", 70),
        ("6", "Philippines", "13:59:30", "14:01:30", 120),
        ("7", "Germany", "14:01:45", "14:04:15", 150),
        ("8", "Ms. Michele Levoy", "14:04:30", "14:05:30", 60),
        ("9", "Holy See", "14:37:00", "14:38:30", 90),
        ("10", "UNICEF", "14:39:00", "14:40:45", 105),
        ("11", "Employers", "14:42:00", "14:43:20", 80),
    ]
    assert [(r["number"], r["who"], r["given"], r["ended"], int(r["seconds"])) for r in rows] == expected
    assert [
        (str(one["number"]), one["who"], one["given"][11:19], one["ended"][11:19], one["duration"])
        for one in whole["interventions"]
    ] == expected
    assert [row["category"] for row in rows] == [
        "state", "state", "state", "group", "state", "state", "state", "panel", "observer", "un", "ngo",
    ]  # fmt: skip
    assert (rows[4]["gist"], rows[1]["paused"], rows[7]["in_reply_to"]) == ("asked about data", "0:00:40", "7")
    assert whole["blocks"][2]["spells"] == [[clock("13:15:00"), clock("13:24:00")]]


def test_the_record_needs_the_journal_alone(over: Path, tmp_path: Path) -> None:
    here = done(over, "export", "--format", "markdown").out
    journal = next((over / "journals").glob("*.jsonl"))
    shutil.copy(journal, tmp_path / journal.name)

    assert done(tmp_path, "--journal", journal.name, "export", "--format", "markdown").out == here
    assert here.splitlines()[-1].startswith(f"This record was made from the journal {journal.name}; SHA-256 ")
    assert "**First discussion topic: Labour market options and ideas for a Global Compact on Migration**" in here
    assert "| 1 | 13:33:00 – 13:34:50 | Mexico | State |  |" in here


def test_the_report_adds_up_what_was_said(over: Path) -> None:
    """Worked out from the times that were typed: 22 speeches and interventions, of 5,385 seconds."""
    report = json.loads(done(over, "report", "--json").out)

    assert {one["id"]: one["actual"] for one in report["blocks"]} == {
        "craig-mokhiber": 180, "lakshmi-puri": 540, "laura-thompson": 540, "guy-ryder": 420, "floor-labour": 690,
        "kate-gilmore": 420, "michele-levoy": 420, "floor-rights": 420, "david-donoghue": 420, "peter-sutherland": 420,
        "william-gois": 360, "md-shahidul-haque": 300, "jurg-lauber": 330, "discussion": 1470,
    }  # fmt: skip
    assert report["speeches"]["actual"] == 4350
    assert (report["floor"]["actual"], report["floor"]["interventions"]) == (690 + 420 + 1470, 9)
    assert report["panel"] == {"interventions": 1, "spoken": 60}
    for part in report["talk_time"].values():
        assert (sum(one["turns"] for one in part), sum(one["seconds"] for one in part)) == (22, 5385)


def test_the_log_and_the_record_hold_everything_that_was_said(over: Path) -> None:
    statements = json.loads(done(over, "export", "--format", "json").out)["statements"]
    began = [one["began"] for one in statements]

    assert [one["duration"] for one in statements if one["source"] == "programme"] == [
        180, 540, 540, 420, 420, 420, 420, 420, 360, 300, 330
    ]  # fmt: skip
    assert (began, len(began)) == (sorted(began), 11 + 11)
    assert len(done(over, "log", "--plain").out.splitlines()) == 11
    assert len(done(over, "log", "--all").out.splitlines()) == 54
