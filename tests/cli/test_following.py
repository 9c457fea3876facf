"""Commands that follow a show line by line, in a terminal of their own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import typed
from tests.ui.apps.terminal import Terminal

WAITS = "Waiting for a show in journals: 'runofshow live' opens one"


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()


def run(folder: Path, *words: str) -> None:
    """Type a command that is taken."""
    said = typed(folder, *words)
    assert said.code == 0, said


def test_watch_goes_over_to_the_next_show_after_a_closed_one(tmp_path: Path, terminals: list[Terminal]) -> None:
    run(tmp_path, "start", "--rehearsal")
    lines = Terminal(tmp_path, "watch", "--plain")
    terminals.append(lines)
    lines.wrote("next is Mr. Craig Mokhiber")

    run(tmp_path, "finish", "--yes")
    lines.wrote("the show is closed: the next one is followed; Ctrl-C leaves")
    run(tmp_path, "start", "--live", "--new")
    lines.wrote("a newer show is open, and followed from here")
    run(tmp_path, "next")
    lines.wrote("Mr. Craig Mokhiber, ")

    lines.press("\x03")
    assert lines.left() == 130


def test_watch_of_a_named_journal_ends_with_its_show(tmp_path: Path) -> None:
    run(tmp_path, "start", "--rehearsal")
    run(tmp_path, "finish", "--yes")
    journal = next((tmp_path / "journals").glob("*.jsonl"))

    said = typed(tmp_path, "--journal", str(journal), "watch", "--plain")

    assert said.code == 0
    assert "the show is closed" in said.out


def test_log_waits_for_a_show_and_follows_it_to_its_end(tmp_path: Path, terminals: list[Terminal]) -> None:
    lines = Terminal(tmp_path, "log", "--follow")
    terminals.append(lines)
    lines.wrote(WAITS)

    run(tmp_path, "start", "--rehearsal")
    run(tmp_path, "floor", "give", "Mexico")
    run(tmp_path, "floor", "give", "Chad")
    lines.wrote("Mexico, 0:0")
    run(tmp_path, "finish", "--yes")

    assert lines.left() == 0
    assert b"1. " in lines.sent
    assert b"Chad, 0:0" in lines.sent


def test_follow_tells_programs_of_each_entry_and_signal(tmp_path: Path, terminals: list[Terminal]) -> None:
    lines = Terminal(tmp_path, "follow")
    terminals.append(lines)
    lines.wrote(WAITS)

    run(tmp_path, "start", "--rehearsal")
    lines.wrote('"event": "opened"')
    run(tmp_path, "next")
    lines.wrote('"text": "on time: Mr. Craig Mokhiber"')
    run(tmp_path, "finish", "--yes")
    lines.wrote('"event": "closed"')
    run(tmp_path, "start", "--live", "--new")
    lines.wrote('"event": "opened"')

    lines.press("\x03")
    assert lines.left() == 130


def test_follow_of_a_named_journal_ends_with_its_show(tmp_path: Path) -> None:
    """What happened before is told first, unless only what is new is asked for."""
    run(tmp_path, "start", "--live", "--at", "2016-07-20T12:55:00-04:00")
    run(tmp_path, "next", "--at", "13:00")
    run(tmp_path, "finish", "--yes", "--at", "13:01")
    journal = str(next((tmp_path / "journals").glob("*.jsonl")))

    told = [json.loads(line) for line in typed(tmp_path, "--journal", journal, "follow").out.splitlines()]

    assert [(one["n"], one["event"]) for one in told] == [(1, "opened"), (2, "block_started"), (3, "closed")]
    assert typed(tmp_path, "--journal", journal, "follow", "--new").out == ""


def test_plain_log_names_who_speaks_now(tmp_path: Path) -> None:
    run(tmp_path, "start", "--live", "--at", "2016-07-20T12:55:00-04:00")
    run(tmp_path, "floor", "give", "Mexico", "--at", "13:00")
    run(tmp_path, "floor", "give", "Chad", "--gist", "data", "--at", "13:02")

    lines = typed(tmp_path, "log", "--plain", "--at", "13:02:30").out.splitlines()

    assert lines == ["1. 13:00:00 Mexico, 2:00", "2. 13:02:00 Chad, 0:30 so far: data"]
