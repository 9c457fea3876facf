"""Panels, items and fixed starts from the shell."""

import json
from pathlib import Path

from tests.commands import Run, status

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


COMMANDS = """
start --live --at 2016-07-20T13:55:00-04:00
next --at 14:00
"""
"""The keynote has begun."""


def test_a_keynote_of_two_names_both(show: Run) -> None:
    block = status(show, "--at", "14:05")["block"]

    assert (block["title"], block["kind"], block["speaker"]) == ("A compact for people on the move", "speech", None)
    assert [speaker["name"] for speaker in block["speakers"]] == ["Ms. Ana Reyes", "Mr. Li Wei"]
    assert block["turn"] is None


def test_the_word_goes_from_panellist_to_panellist(show: Run) -> None:
    show("next", "--at", "14:11")

    given = show("turn", "thompson", "--at", "14:12")
    speaking = status(show, "--at", "14:14")
    show("turn", "1", "--at", "14:15")
    ended = show("turn", "--end", "--at", "14:18")

    assert "has the word: 2 Ms. Laura Thompson" in given.err
    assert speaking["block"]["turn"] == {"name": "Ms. Laura Thompson", "number": 2, "elapsed": 120, "remaining": 180}
    assert "done on the panel" in ended.err
    assert status(show, "--at", "14:19")["block"]["turn"] is None


def test_a_turn_that_cannot_be_given_is_refused_with_what_can_be_done(show: Run) -> None:
    assert show("turn", "1", code=1).err.strip().startswith("no panel is running: only a block with 'panel'")
    assert "say who gets the word, by number or name, or --end" in show("turn", code=2).err


def test_slack_before_a_fixed_start_is_told_and_the_margin_is_kept(show: Run) -> None:
    """The panel ends at 14:41; the signing waits for 15:00, and the floor ends five minutes before the hard stop."""
    show("next", "--at", "14:11")
    found = status(show, "--at", "14:12")

    assert (found["next"]["id"], found["next"]["slack"], found["margin"]) == ("signing", 1110, 300)
    assert found["next"]["expected_start"] == "2016-07-20T15:00:00-04:00"
    assert found["projected_finish"] == "2016-07-20T15:55:00-04:00"


def test_a_fixed_start_is_set_and_lifted(show: Run) -> None:
    set_ = show("move", "signing", "--start", "15:10", "--at", "14:02")
    later = status(show, "--at", "14:03")["blocks"][2]["expected_start"]
    lifted = show("move", "signing", "--start", "none", "--at", "14:04")

    assert "starts not before 15:10: Signing" in set_.err
    assert later == "2016-07-20T15:10:00-04:00"
    assert "starts when its turn comes: Signing" in lifted.err
    assert status(show, "--at", "14:05")["blocks"][2]["expected_start"] == "2016-07-20T14:41:00-04:00"
    assert "two commands" in show("move", "signing", "--start", "15:10", "--before", "financing", code=2).err


def test_a_fixed_start_that_has_passed_is_refused_and_not_tomorrows(show: Run) -> None:
    passed = show("move", "signing", "--start", "13:20", "--at", "14:02", code=1)

    assert "13:20 has passed: a fixed start lies ahead" in passed.err


def test_a_move_that_drops_a_fixed_start_says_so(show: Run) -> None:
    assert "its fixed start can't be met there and was dropped" in show("move", "signing", "--at", "14:02").err


def test_an_item_is_inserted(show: Run) -> None:
    """A break of five minutes before the signing takes its slack."""
    show("insert", "Coffee", "5m", "--item", "--type", "break", "--before", "signing", "--at", "14:02")
    blocks = status(show, "--at", "14:03")["blocks"]

    assert [(block["id"], block["kind"]) for block in blocks][2:4] == [("coffee", "item"), ("signing", "item")]
    assert blocks[3]["expected_start"] == "2016-07-20T15:00:00-04:00"
    assert "--type goes with --item" in show("insert", "Ms. A", "5m", "--type", "break", code=2).err
    assert "type input should be 'break', 'video'" in show("insert", "Tea", "5m", "--item", "--type", "tea", code=2).err


def test_the_plan_has_kinds_types_and_speakers(show: Run) -> None:
    plan = json.loads(show("plan", "--json").out)["blocks"]
    table = show("plan").out

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


def test_check_counts_panels_and_items(show: Run) -> None:
    assert (
        "4 blocks in 1 segment, 1 of them speeches, 1 panel, 1 item; 14:00–15:55, hard stop 16:00" in show("check").out
    )


def test_check_says_at_its_place_what_cannot_be_kept(show: Run, tmp_path: Path) -> None:
    late = AGENDA.replace('start: "15:00"', 'start: "14:30"')
    (tmp_path / "agenda.yaml").write_text(late, encoding="utf-8")
    assert show("check", code=1).err.strip() == (
        "agenda.yaml:20:16: segment 1, block 3, start: block 'signing' (Signing) can't begin at 14:30: "
        "after the minimum lengths and handovers before it, it begins at 14:41"
    )
    tight = late.replace("duration: 30m", "duration: 30m\n        min: 15m")
    (tmp_path / "agenda.yaml").write_text(tight, encoding="utf-8")
    assert show("check").err.strip() == (
        "warning: agenda.yaml:17:14: segment 1, block 2, min: block 'signing' (Signing) can begin at 14:30 only "
        "because blocks with 'min' before it give up 11m of their duration"
    )


def test_a_spreadsheet_is_no_agenda(show: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"PK\x03\x04")
    assert "'runofshow import plan.xlsx -o agenda.yaml'" in show("--agenda", "plan.xlsx", "check", code=1).err
