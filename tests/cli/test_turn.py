"""Panels, items and fixed starts from the shell."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Run

AGENDA = """
title: A day
date: 2016-07-20
start: "14:00"
end: "16:00"
timezone: America/New_York
margin: 5m
segments:
  - title: All
    blocks:
      - speakers: [{name: Ms. Ana Reyes}, {name: Mr. Li Wei}]
        title: A compact for people on the move
        duration: 10m
      - panel: Financing
        speakers: [{name: Mr. Guy Ryder}, {name: Ms. Laura Thompson}]
        duration: 30m
        each: 5m
      - item: Signing
        type: ceremony
        start: "15:00"
        duration: 10m
      - floor: Discussion
        duration: rest
        min: 20m
"""


@pytest.fixture
def day(run: Run, tmp_path: Path) -> Run:
    """A show whose keynote began at 14:00."""
    (tmp_path / "agenda.yaml").write_text(AGENDA, encoding="utf-8")
    run("start", "--live", "--at", "2016-07-20T13:55:00-04:00")
    run("next", "--at", "14:00")
    return run


def status(run: Run, at: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("status", "--json", "--at", at).out)
    return found


def test_a_keynote_of_two_names_both(day: Run) -> None:
    block = status(day, "14:05")["block"]

    assert (block["title"], block["kind"], block["speaker"]) == ("A compact for people on the move", "speech", None)
    assert [speaker["name"] for speaker in block["speakers"]] == ["Ms. Ana Reyes", "Mr. Li Wei"]
    assert block["turn"] is None


def test_the_word_goes_from_panellist_to_panellist(day: Run) -> None:
    day("next", "--at", "14:11")

    given = day("turn", "thompson", "--at", "14:12")
    speaking = status(day, "14:14")
    day("turn", "1", "--at", "14:15")
    ended = day("turn", "--end", "--at", "14:18")

    assert "has the word: 2 Ms. Laura Thompson" in given.err
    assert speaking["block"]["turn"] == {"name": "Ms. Laura Thompson", "number": 2, "elapsed": 120, "remaining": 180}
    assert "done on the panel" in ended.err
    assert status(day, "14:19")["block"]["turn"] is None


def test_a_turn_that_cannot_be_given_is_refused_with_what_can_be_done(day: Run) -> None:
    assert day("turn", "1", code=1).err.strip().startswith("no panel is running: only a block with 'panel'")
    assert "say who gets the word, by number or name, or --end" in day("turn", code=2).err


def test_slack_before_a_fixed_start_is_told_and_the_margin_is_kept(day: Run) -> None:
    """The panel ends at 14:41; the signing waits for 15:00, and the floor ends five minutes before the hard stop."""
    day("next", "--at", "14:11")
    found = status(day, "14:12")

    assert (found["next"]["id"], found["next"]["slack"], found["margin"]) == ("signing", 1110, 300)
    assert found["next"]["expected_start"] == "2016-07-20T15:00:00-04:00"
    assert found["projected_finish"] == "2016-07-20T15:55:00-04:00"


def test_a_fixed_start_is_set_and_lifted(day: Run) -> None:
    set_ = day("move", "signing", "--start", "15:10", "--at", "14:02")
    later = status(day, "14:03")["blocks"][2]["expected_start"]
    lifted = day("move", "signing", "--start", "none", "--at", "14:04")

    assert "starts not before 15:10: Signing" in set_.err
    assert later == "2016-07-20T15:10:00-04:00"
    assert "starts when its turn comes: Signing" in lifted.err
    assert status(day, "14:05")["blocks"][2]["expected_start"] == "2016-07-20T14:41:00-04:00"
    assert "two commands" in day("move", "signing", "--start", "15:10", "--before", "financing", code=2).err


def test_a_fixed_start_that_has_passed_is_refused_and_not_tomorrows(day: Run) -> None:
    passed = day("move", "signing", "--start", "13:20", "--at", "14:02", code=1)

    assert "13:20 has passed: a fixed start lies ahead" in passed.err


def test_a_move_that_drops_a_fixed_start_says_so(day: Run) -> None:
    assert "its fixed start can't be met there and was dropped" in day("move", "signing", "--at", "14:02").err


def test_an_item_is_inserted(day: Run) -> None:
    """A break of five minutes before the signing takes its slack."""
    day("insert", "Coffee", "5m", "--item", "--type", "break", "--before", "signing", "--at", "14:02")
    blocks = status(day, "14:03")["blocks"]

    assert [(block["id"], block["kind"]) for block in blocks][2:4] == [("coffee", "item"), ("signing", "item")]
    assert blocks[3]["expected_start"] == "2016-07-20T15:00:00-04:00"
    assert "--type goes with --item" in day("insert", "Ms. A", "5m", "--type", "break", code=2).err
    assert "type input should be 'break', 'video'" in day("insert", "Tea", "5m", "--item", "--type", "tea", code=2).err


def test_the_plan_has_kinds_types_and_speakers(day: Run) -> None:
    plan = json.loads(day("plan", "--json").out)["blocks"]
    table = day("plan").out

    assert [(block["kind"], block["item"]) for block in plan] == [
        ("speech", None),
        ("panel", None),
        ("item", "ceremony"),
        ("floor", None),
    ]
    assert plan[0]["speaker"] is None
    assert [speaker["name"] for speaker in plan[1]["speakers"]] == ["Mr. Guy Ryder", "Ms. Laura Thompson"]
    assert "slack before the fixed start" in table
    assert "19m" in table


def test_check_counts_panels_and_items(day: Run) -> None:
    assert (
        "4 blocks in 1 segment, 1 of them speeches, 1 panel, 1 item; 14:00–15:55, hard stop 16:00" in day("check").out
    )


def test_check_says_at_its_place_what_cannot_be_kept(day: Run, tmp_path: Path) -> None:
    late = AGENDA.replace('start: "15:00"', 'start: "14:30"')
    (tmp_path / "agenda.yaml").write_text(late, encoding="utf-8")
    assert day("check", code=1).err.strip() == (
        "agenda.yaml:20:16: segment 1, block 3, start: block 'signing' (Signing) can't begin at 14:30: "
        "after the minimum lengths and handovers before it, it begins at 14:41"
    )
    tight = late.replace("duration: 30m", "duration: 30m\n        min: 15m")
    (tmp_path / "agenda.yaml").write_text(tight, encoding="utf-8")
    assert day("check").err.strip() == (
        "warning: agenda.yaml:17:14: segment 1, block 2, min: block 'signing' (Signing) can begin at 14:30 only "
        "because blocks with 'min' before it give up 11m of their duration"
    )


def test_a_spreadsheet_is_no_agenda(day: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"PK\x03\x04")
    assert "'runofshow import plan.xlsx -o agenda.yaml'" in day("--agenda", "plan.xlsx", "check", code=1).err
