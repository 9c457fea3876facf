"""Every figure of report, log, CSV and JSON, computed again: second by second, from the lines of the journal alone."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from tests.commands import journal_in, typed

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
PLANNED: Final = {"one": 600, "coffee": 300, "discussion": 38 * 60 + 30, "two": 300}
"""Seconds, as worked out by hand: an hour less 20 minutes and three handovers of 30 seconds."""

SEGMENTS: Final = {"one": "First part", "coffee": "First part", "discussion": "Second part", "two": "Second part"}
NAMES: Final = {"one": "Ms. Ada One", "two": "Mr. Bo Two"}

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


@dataclass
class Ran:
    """A block or an intervention: from when to when, and how much of it stood still."""

    name: str
    block: str
    begun: int
    ended: int = -1
    still: int = 0
    number: int | None = None
    particulars: dict[str, Any] | None = None

    @property
    def took(self) -> int:
        """The seconds without those that stood still."""
        return self.ended - self.begun - self.still


def second(instant: str) -> int:
    at = datetime.fromisoformat(instant)
    return (at.hour + 2) * 3600 + at.minute * 60 + at.second


def clock(at: int) -> str:
    return str(timedelta(seconds=at))


class Meeting:
    """What the lines of the journal say, read without the program."""

    def __init__(self, journal: Path) -> None:
        self.blocks: list[Ran] = []
        self.floor: list[Ran] = []
        held: list[Ran] = []
        paused_at = 0
        for line in map(json.loads, journal.read_text(encoding="utf-8").splitlines()):
            at = second(line["at"])
            match line["kind"]:
                case "block_started":
                    self.blocks.append(Ran(NAMES.get(line["block"], line["block"]), line["block"], at))
                case "block_ended":
                    self.blocks[-1].ended = at
                case "paused":
                    paused_at = at
                case "resumed":
                    self.blocks[-1].still += at - paused_at
                case "floor_given":
                    said = line["particulars"]
                    held.append(Ran(said["who"], self.blocks[-1].block, at, -1, 0, line["number"], said))
                    self.floor.append(held[-1])
                case "floor_ended":
                    over = held.pop()
                    over.ended = at
                    if (over.particulars or {}).get("kind") == "point_of_order":
                        held[-1].still += over.took
                case "recorded":
                    said, begun, ended = line["particulars"], second(line["given"]), second(line["ended"])
                    self.floor.append(Ran(said["who"], line["block"], begun, ended, 0, line["number"], said))
                case _:
                    pass

    def own_seconds(self) -> dict[tuple[str, str, str], int]:
        """How many seconds each spoke, by name, segment and category: every second is the last one's who began."""
        said = [one for one in self.blocks if one.block in NAMES] + self.floor
        seconds: dict[tuple[str, str, str], int] = {}
        for at in range(min(one.begun for one in said), max(one.ended for one in said)):
            speaking = [one for one in said if one.begun <= at < one.ended]
            if speaking:
                last = max(speaking, key=lambda one: one.begun)
                category = (last.particulars or {"category": "panel"})["category"]
                key = last.name, SEGMENTS[last.block], category
                seconds[key] = seconds.get(key, 0) + 1
        first = self.blocks[0]
        seconds[first.name, SEGMENTS[first.block], "panel"] -= first.still
        return seconds

    def counted(self, *kinds: str | None, block: str | None = None, panel: bool = False) -> dict[str, int]:
        """Interventions of these kinds, and their seconds."""
        chosen = [
            one.took
            for one in self.floor
            if (one.particulars or {}).get("kind") in kinds
            and ((one.particulars or {}).get("category") == "panel") == panel
            and (block is None or one.block == block)
        ]
        return {"interventions": len(chosen), "spoken": sum(chosen)}


@pytest.fixture
def meeting(held: Path) -> Meeting:
    return Meeting(journal_in(held))


def test_the_figures_of_the_report(held: Path, meeting: Meeting) -> None:
    found = json.loads(typed(held, "report", "--json").out)
    gaps = [0, *(after.begun - before.ended for before, after in zip(meeting.blocks, meeting.blocks[1:], strict=False))]
    late = meeting.blocks[0].begun - second("2016-07-20T12:00:00Z")
    added = []
    for block, ran, gap in zip(found["blocks"], meeting.blocks, gaps, strict=True):
        planned_gap = 30 if gap else 0
        added.append(ran.took - PLANNED[ran.block] + ran.still + gap - planned_gap)
        assert (block["id"], block["planned"], block["actual"]) == (ran.block, PLANNED[ran.block], ran.took)
        assert (block["handover"]["actual"], block["held"], block["added"]) == (gap, ran.still, added[-1])
    took = {ran.block: ran.took for ran in meeting.blocks}

    assert (found["late"], found["offset"]) == (late, late + sum(added))
    assert found["speeches"]["actual"] == took["one"] + took["two"]
    assert (found["floor"]["actual"], found["items"]["actual"]) == (took["discussion"], took["coffee"])
    assert (found["handovers"]["actual"], found["paused"]) == (sum(gaps), meeting.blocks[0].still)
    floor = {key: found["floor"][key] for key in ("interventions", "spoken")}
    assert floor == meeting.counted(None, block="discussion")
    assert found["outside_rounds"] == meeting.counted(None, block="one")
    assert found["panel"] == meeting.counted("reply", panel=True)
    assert found["replies"] == meeting.counted("reply")
    assert found["rights_of_reply"] == meeting.counted("right_of_reply")
    assert found["points_of_order"] == meeting.counted("point_of_order")


def test_talk_time_adds_up_in_each_of_its_tables(held: Path, meeting: Meeting) -> None:
    found = json.loads(typed(held, "report", "--json").out)
    own = meeting.own_seconds()
    in_floor = sum(time for (name, segment, category), time in own.items() if segment == "Second part")

    for table, place in (("speakers", 0), ("segments", 1), ("categories", 2)):
        expected: dict[str, int] = {}
        for key, time in own.items():
            expected[key[place]] = expected.get(key[place], 0) + time
        rows = found["talk_time"][table]
        assert {row["name"]: row["seconds"] for row in rows} == expected, table
        assert sum(row["seconds"] for row in rows) == sum(own.values()), table
        assert sum(row["share"] for row in rows) == pytest.approx(1, abs=0.001), table
    spoken_in_the_round = in_floor - meeting.blocks[-1].took
    assert found["between_interventions"] == meeting.blocks[2].took - spoken_in_the_round


def test_the_report_that_people_read_says_the_same(held: Path, meeting: Meeting) -> None:
    lines = typed(held, "report", "--format", "md").out.splitlines()

    for ran in meeting.blocks:
        row = next(line for line in lines if line.startswith(("| " + ran.name, "| " + ran.name.capitalize())))
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[2] == clock(ran.begun)
        assert cells[4] == f"{ran.took // 60}:{ran.took % 60:02}"


def test_the_figures_of_log_csv_and_json(held: Path, meeting: Meeting) -> None:
    document = json.loads(typed(held, "export", "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(typed(held, "export").out.removeprefix("\ufeff"))))
    log = typed(held, "log", "--plain").out
    said = sorted([one for one in meeting.blocks if one.block in NAMES] + meeting.floor, key=lambda one: one.begun)

    assert [(one["number"], one["duration"]) for one in document["statements"]] == [
        (one.number, one.took) for one in said
    ]
    assert [second(one["given"]) - 2 * 3600 for one in document["interventions"]] == [
        one.begun for one in meeting.floor
    ]
    assert [one["duration"] for one in document["interventions"]] == [one.took for one in meeting.floor]
    assert [(row["given"], row["ended"], row["seconds"]) for row in rows] == [
        (clock(one.begun), clock(one.ended), str(one.took)) for one in said
    ]
    for one in meeting.floor:
        line = next(line for line in log.splitlines() if line.startswith(f"{one.number}. "))
        assert clock(one.begun) in line
        assert f", {one.took // 60}:{one.took % 60:02}" in line
