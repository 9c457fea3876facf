"""Every figure of report, log, CSV and JSON in a meeting with everything in it that is counted, worked out by hand."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.commands import typed
from tests.export.read_back import csv_rows

AGENDA: Final = """
title: A meeting to reckon with
date: 2016-07-20
timezone: Europe/Rome
start: "14:00"
end: "15:00"
handover: 30s
segments:
  - title: First part
    blocks:
      - speaker: {name: Ms. Ada One, title: Director, organization: WFP}
        id: one
        duration: 10m
      - item: Coffee
        type: break
        duration: 5m
  - title: Second part
    blocks:
      - floor: Discussion
        duration: rest
        min: 10m
      - speaker: Mr. Bo Two
        id: two
        duration: 5m
"""

COMMANDS: Final = """
start --live --at 2016-07-20T13:55:00+02:00
next --at 14:01
floor give Mexico --at 14:03
floor end --at 14:05
pause --at 14:06
resume --at 14:07:10
end --at 14:12
next --at 14:12:40
end --at 14:20
next --at 14:21
floor give Chad --at 14:22
floor give Cuba --kind point_of_order --at 14:23
floor end --at 14:23:30
floor end --at 14:26
floor reply one --at 14:26:30
floor end --at 14:28
floor give Peru --kind right_of_reply --at 14:29
floor end --at 14:30
record Norway --at 14:31 --for 90s
end --at 14:41
next --at 14:42
end --at 14:48:20
finish --at 14:50
"""

BLOCKS: Final = [
    ("one", 600, 590, 0, 70, 60),
    ("coffee", 300, 440, 40, 0, 150),
    ("discussion", 38 * 60 + 30, 1200, 60, 0, -1080),
    ("two", 300, 380, 60, 0, 110),
]
"""Each block with the seconds that were planned, that it took, of the handover before it, on hold, and added.

The floor has an hour less 20 minutes and three handovers of 30 seconds. Ms. Ada One was on hold from 14:06 to 14:07:10.
"""
FLOOR: Final = [
    (1, "Mexico", "14:03:00", "14:05:00", 120),
    (2, "Chad", "14:22:00", "14:26:00", 210),
    (3, "Cuba", "14:23:00", "14:23:30", 30),
    (4, "Ms. Ada One", "14:26:30", "14:28:00", 90),
    (5, "Peru", "14:29:00", "14:30:00", 60),
    (6, "Norway", "14:31:00", "14:32:30", 90),
]
"""Interventions with the seconds that each took: Chad waited while Cuba raised a point of order."""
SPEECHES: Final = (
    (None, "Ms. Ada One", "14:01:00", "14:12:00", 590),
    (None, "Mr. Bo Two", "14:42:00", "14:48:20", 380),
)


@pytest.fixture
def report(held: Path) -> Any:
    return json.loads(typed(held, "report", "--json").out)


def test_the_figures_of_the_report_are_right(report: Any) -> None:
    assert [
        (one["id"], one["planned"], one["actual"], one["handover"]["actual"], one["held"], one["added"])
        for one in report["blocks"]
    ] == BLOCKS
    assert (report["late"], report["offset"], report["paused"]) == (60, 60 + 60 + 150 - 1080 + 110, 70)
    actual = {part: report[part]["actual"] for part in ("speeches", "floor", "items", "handovers")}
    assert actual == {"speeches": 590 + 380, "floor": 1200, "items": 440, "handovers": 40 + 60 + 60}
    counted = ("floor", "outside_rounds", "panel", "replies", "rights_of_reply", "points_of_order")
    assert {part: (report[part]["interventions"], report[part]["spoken"]) for part in counted} == {
        "floor": (2, 300), "outside_rounds": (1, 120), "panel": (1, 90), "replies": (0, 0),
        "rights_of_reply": (1, 60), "points_of_order": (1, 30),
    }  # fmt: skip


def test_talk_time_adds_up_in_each_of_its_tables(report: Any) -> None:
    """Of the 11 minutes of her speech Ms. Ada One gave 2 to Mexico and was on hold for 1:10."""
    own = {
        "speakers": {
            "Ms. Ada One": 470 + 90, "Mr. Bo Two": 380, "Chad": 210, "Mexico": 120, "Norway": 90, "Peru": 60, "Cuba": 30
        },
        "segments": {"Second part": 860, "First part": 590},
        "categories": {"panel": 940, "state": 510},
    }  # fmt: skip
    for table, seconds in own.items():
        rows = report["talk_time"][table]
        assert {row["name"]: row["seconds"] for row in rows} == seconds, table
        assert sum(row["share"] for row in rows) == pytest.approx(1, abs=0.001), table
    assert report["between_interventions"] == 1200 - 210 - 30 - 90 - 60 - 90


def test_the_report_that_people_read_says_the_same(held: Path) -> None:
    lines = typed(held, "report", "--format", "md").out.splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]

    assert [(row[0], row[2], row[4]) for row in rows[2:6]] == [
        ("Ms. Ada One", "14:01:00", "9:50"),
        ("Coffee", "14:12:40", "7:20"),
        ("Discussion", "14:21:00", "20:00"),
        ("Mr. Bo Two", "14:42:00", "6:20"),
    ]


def test_the_figures_of_log_csv_and_json_are_right(held: Path) -> None:
    said = sorted([*SPEECHES, *FLOOR], key=lambda one: one[2])
    record = json.loads(typed(held, "export", "--format", "json").out)

    assert [(one["number"], one["duration"]) for one in record["statements"]] == [(one[0], one[4]) for one in said]
    assert [(one["number"], one["given"][11:19], one["duration"]) for one in record["interventions"]] == [
        (number, given, took) for number, _, given, _, took in FLOOR
    ]
    rows = csv_rows(typed(held, "export").out.encode())
    assert [(row["given"], row["ended"], int(row["seconds"])) for row in rows] == [
        (given, ended, took) for _, _, given, ended, took in said
    ]
    assert typed(held, "log", "--plain").out.splitlines() == [
        "1. 14:03:00 Mexico, 2:00",
        "2. 14:22:00 Chad, 3:30",
        "3. 14:23:00 Point of order: Cuba, 0:30",
        "4. 14:26:30 Ms. Ada One, 1:30",
        "5. 14:29:00 Peru, 1:00",
        "6. 14:31:00 Norway, 1:30",
    ]
