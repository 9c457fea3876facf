"""The installed program in a real pseudo-terminal: what a moderator would see."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal, pexpect


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed whatever happens."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.program.close(force=True)


def kinds(folder: Path) -> list[str]:
    """The journal, as the kinds of its entries."""
    journal = next((folder / "journals").glob("*.jsonl"))
    return [json.loads(line)["kind"] for line in journal.read_text(encoding="ascii").splitlines()]


def test_a_moderator_runs_quits_and_resumes(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Start, a name typed after the floor was taken, done, quit; the next start goes on where this one left."""
    first = Terminal(tmp_path, "live", "--live")
    terminals.append(first)
    first.shows("Mr. Craig Mokhiber", "RUNNING ORDER")
    first.press("n")
    first.shows("ON TIME")
    first.press("i")
    first.shows("(no name yet)")
    first.press("mexi")
    first.shows("Mexico")
    first.press("\t\r")
    first.shows("1 Mexico")
    first.press("d")
    first.press("q")
    assert first.left() == 0
    assert kinds(tmp_path) == ["opened", "block_started", "floor_given", "amended", "floor_ended"]

    second = Terminal(tmp_path, "live", "--live", columns=80, rows=24)
    terminals.append(second)
    second.shows("Mr. Craig Mokhiber", "1 Mexico", "NEXT")
    second.press("u")
    second.shows("Undone")
    second.press("q")
    assert second.left() == 0
    assert kinds(tmp_path)[-1] == "undone"


def test_a_command_in_a_second_terminal_moves_the_screen(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The screen shows within moments what the journal holds."""
    screen = Terminal(tmp_path, "live", "--live")
    terminals.append(screen)
    screen.shows("RUNNING ORDER")
    other = Terminal(tmp_path, "next")
    terminals.append(other)
    assert other.left() == 0

    screen.shows("ON TIME")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_it_ends_the_journal_is_whole_and_the_show_resumes(
    tmp_path: Path, terminals: list[Terminal], ending: signal.Signals
) -> None:
    """A terminal that is closed, a process that is killed."""
    first = Terminal(tmp_path, "live", "--live")
    terminals.append(first)
    first.shows("RUNNING ORDER")
    first.press("n")
    first.shows("ON TIME")
    first.program.kill(ending)
    first.left()

    again = Terminal(tmp_path, "live", "--live")
    terminals.append(again)
    again.shows("Mr. Craig Mokhiber", "ON TIME")

    assert kinds(tmp_path) == ["opened", "block_started"]


def test_sigterm_leaves_the_terminal_as_it_was(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The alternate screen, the mouse and the hidden cursor are given back."""
    screen = Terminal(tmp_path, "live", "--live")
    terminals.append(screen)
    screen.shows("RUNNING ORDER")
    screen.program.kill(signal.SIGTERM)
    screen.program.expect(pexpect.EOF)

    assert b"\x1b[?1049l" in screen.program.before
    assert b"\x1b[?25h" in screen.program.before


def test_a_dry_run_is_played_on_the_screen_and_leaves_nothing(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The cast speaks, the moderator's keys work, and there is no journal afterwards."""
    screen = Terminal(tmp_path, "dry-run", "--speed", "60")
    terminals.append(screen)
    screen.shows("A rehearsal at 60 times", "REHEARSAL")
    screen.shows("ON TIME")
    screen.press("p")
    screen.shows("PAUSED")
    screen.press("q")
    assert screen.left() == 0
    assert list(tmp_path.iterdir()) == []
