"""The installed program in a real pseudo-terminal: what a moderator would see."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from runofshow.journal.reading import read_journal
from tests.terminal.terminal import PATIENCE, RUNOFSHOW, Terminal, pexpect

SWITCH: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
STYLE: Final = re.compile(rb"\x1b\[([\d;]*)m")

BROKEN_GLYPH = """
from runofshow.cli import main
from runofshow.terminal import live

whole, drawn = live.picture, []

def picture(*arguments):
    drawn.append(arguments)
    if len(drawn) > 3:
        raise ValueError("no such glyph")
    return whole(*arguments)

live.picture = picture
main()
"""
FULL_DISK = """
import errno, os, pathlib
from runofshow.cli import main
from runofshow.journal.disk import ThisDisk

whole = ThisDisk.write

def write(disk, descriptor, content):
    if pathlib.Path("full").exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return whole(disk, descriptor, content)

ThisDisk.write = write
main()
"""
"""The program, with one thing in it broken."""


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed whatever happens."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.program.close(force=True)


def journal_in(folder: Path) -> Path:
    """The only journal."""
    (journal,) = (folder / "journals").glob("*.jsonl")
    return journal


def kinds(folder: Path) -> list[str]:
    """The journal, as the kinds of its entries; it is whole."""
    assert read_journal(journal_in(folder)).findings == ()
    return [json.loads(line)["kind"] for line in journal_in(folder).read_text(encoding="ascii").splitlines()]


def modes_left_on(sent: bytes) -> set[bytes]:
    """The terminal's modes that aren't as they were before the program switched them."""
    last: dict[bytes, bytes] = {}
    before: dict[bytes, bytes] = {}
    for mode, switch in SWITCH.findall(sent):
        before.setdefault(mode, b"l" if switch == b"h" else b"h")
        last[mode] = switch
    return {mode for mode, switch in last.items() if switch != before[mode]}


def colours(sent: bytes) -> set[bytes]:
    """The parameters of styles that set a colour."""
    found = {parameter for style in STYLE.findall(sent) for parameter in style.split(b";")[:1]}
    return {one for one in found if one and (30 <= int(one) <= 48 or 90 <= int(one) <= 107) and int(one) != 39}


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


def test_an_agenda_changed_in_mid_show_is_asked_about(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Enter goes on with the show as it is; a new one takes its place only where somebody says so."""
    first = Terminal(tmp_path, "live", "--live")
    terminals.append(first)
    first.shows("RUNNING ORDER")
    first.press("nq")
    assert first.left() == 0
    text = (Path(__file__).parents[2] / "agenda.yaml").read_text(encoding="utf-8")
    (tmp_path / "agenda.yaml").write_text(text.replace("name: Mr. Guy Ryder", "name: Mr. Guy RYDER"), encoding="utf-8")

    second = Terminal(tmp_path, "live")
    terminals.append(second)
    second.shows('runofshow substitute guy-ryder "Mr. Guy RYDER"', "1 or 2? [1]:")
    second.press("\r")
    second.shows("ON TIME", "The show goes on with its own agenda, not with agenda.yaml.")
    second.press("q")
    assert second.left() == 0
    assert kinds(tmp_path) == ["opened", "block_started"]

    third = Terminal(tmp_path, "live")
    terminals.append(third)
    third.shows("1 or 2? [1]:")
    third.press("both\r2\r")
    third.shows("RUNNING ORDER", "NOT STARTED")
    third.press("q")
    assert third.left() == 0
    journals = [path.name for path in (tmp_path / "journals").glob("*.jsonl")]
    assert (len(journals), [name for name in journals if "rehearsal" in name]) == (2, [])


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("watch",), "RUNNING ORDER"),
        (("watch", "--stage"), "NEXT"),
        (("watch", "--plain"), "Mr. Craig Mokhiber"),
        (("rapporteur",), "Note on the meeting:"),
    ],
)
def test_a_screen_that_is_there_first_waits_for_the_show(
    tmp_path: Path, terminals: list[Terminal], command: tuple[str, ...], shown: str
) -> None:
    """The monitors are set up before the moderator sits down."""
    screen = Terminal(tmp_path, *command)
    terminals.append(screen)
    screen.shows("Waiting for a show in journals: 'runofshow live' opens one")

    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([*RUNOFSHOW, "start", "--live"], cwd=tmp_path, check=True, env=environment)

    screen.shows(shown)


def test_who_waits_no_longer_leaves(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Nothing is opened."""
    screen = Terminal(tmp_path, "watch")
    terminals.append(screen)
    screen.shows("Waiting for a show", "q leaves")
    screen.press("q")
    assert screen.left() == 0
    assert not (tmp_path / "journals").exists()


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


def test_a_stopped_screen_comes_back_under_its_shell(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Ctrl-Z gives the shell back; fg brings the whole screen back, it ticks on, and keys count as before."""
    shell = Terminal(tmp_path, command=("bash", "--norc", "-i"), environment={"PS1": "ready> "})
    terminals.append(shell)
    shell.shows("ready>")
    shell.press(f"{' '.join(RUNOFSHOW)} live --live\r")
    shell.shows("RUNNING ORDER")
    shell.press("n")
    shell.shows("ON TIME")
    shell.press("\x1a")
    shell.shows("Stopped", "ready>")
    assert modes_left_on(shell.sent) <= {b"2004"}, "the shell's own is for what is pasted"
    shell.screen.reset()
    shell.press("fg\r")
    shell.shows("ON TIME", "RUNNING ORDER", "all keys")
    shell.ticks()
    shell.press("i")
    shell.shows("(no name yet)")
    shell.press("\x1b")
    shell.shows("all keys")
    shell.press("q")
    shell.shows("The show goes on in")
    shell.press("exit\r")
    assert shell.left() == 0
    assert kinds(tmp_path) == ["opened", "block_started", "floor_given"]
    assert modes_left_on(shell.sent) <= {b"2004"}


def test_a_terminal_that_is_closed_ends_the_program(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Nobody can see it any more: it ends within seconds, the journal is whole, and the next one resumes."""
    first = Terminal(tmp_path, "live", "--live")
    terminals.append(first)
    first.shows("RUNNING ORDER")
    first.press("n")
    first.shows("ON TIME")
    os.dup2(os.open(os.devnull, os.O_RDWR), first.program.child_fd)
    assert ended_within(first, seconds=5)

    again = Terminal(tmp_path, "live", "--live")
    terminals.append(again)
    again.shows("Mr. Craig Mokhiber", "ON TIME")
    assert kinds(tmp_path) == ["opened", "block_started"]


def ended_within(terminal: Terminal, seconds: float) -> bool:
    """Whether the program is over by then."""
    until = time.perf_counter() + seconds
    while terminal.program.isalive() and time.perf_counter() < until:
        time.sleep(0.02)
    return not terminal.program.isalive()


def test_an_exception_in_drawing_leaves_the_terminal_sane(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Every mode that was switched on is off again, and one sentence says what happened and where the show is."""
    program = tmp_path / "broken.py"
    program.write_text(BROKEN_GLYPH)
    screen = Terminal(tmp_path, "live", "--live", "--mouse", command=(sys.executable, str(program)))
    terminals.append(screen)
    assert screen.left() == 1

    assert b"\x1b[?1049h" in screen.sent
    assert b"\x1b[?1000h" in screen.sent
    assert modes_left_on(screen.sent) == set()
    assert screen.sent.count(b"\x1b[>") == screen.sent.count(b"\x1b[<u")
    said = screen.sent.rpartition(b"\x1b[?1004l")[2].decode()
    assert "the screen failed (ValueError: no such glyph). The show goes on in" in said
    assert "Traceback" not in screen.sent.decode()
    assert kinds(tmp_path) == ["opened"]


def test_a_full_disk_loses_nothing_that_was_typed(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The screen says so and goes on timing; once there is room again, Enter is enough."""
    program, full = tmp_path / "full.py", tmp_path / "full"
    program.write_text(FULL_DISK)
    screen = Terminal(tmp_path, "live", "--live", command=(sys.executable, str(program)))
    terminals.append(screen)
    screen.shows("RUNNING ORDER")
    screen.press("n")
    screen.press("aZzyzx Foundation")
    screen.shows("Zzyzx Foundation")
    full.touch()
    screen.press("\r")
    screen.shows("the disk is full", "try it again", "Zzyzx Foundation")
    screen.ticks()
    assert kinds(tmp_path) == ["opened", "block_started"]
    full.unlink()
    screen.press("\r")
    screen.shows("On the list of speakers: Zzyzx Foundation")
    screen.press("q")
    assert screen.left() == 0
    assert kinds(tmp_path) == ["opened", "block_started", "floor_requested"]


def run(folder: Path, terminals: list[Terminal], *words: str) -> None:
    """Give a command in another terminal."""
    other = Terminal(folder, *words)
    terminals.append(other)
    assert other.left() == 0


def test_watching_screens_follow_the_show_and_are_left_with_q(tmp_path: Path, terminals: list[Terminal]) -> None:
    """The moderator's view and the speaker's, in terminals of their own; neither enters anything."""
    run(tmp_path, terminals, "start", "--live")
    everything, stage = Terminal(tmp_path, "watch"), Terminal(tmp_path, "watch", "--stage")
    terminals += [everything, stage]
    everything.shows("RUNNING ORDER", "LATE BY")
    stage.shows("NEXT", "MOKHIBER")
    run(tmp_path, terminals, "next")
    everything.shows("ON TIME", "Mr. Craig Mokhiber")
    stage.shows("ON TIME", "Mr. Craig Mokhiber")
    everything.ticks()
    for screen in (everything, stage):
        screen.press("n")
        screen.press("q")
        assert screen.left() == 0
        assert modes_left_on(screen.sent) == set()
    assert kinds(tmp_path) == ["opened", "block_started"]


def test_watching_in_lines_follows_the_show_to_its_end(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A line whenever there is something new, without any control; it ends with the show."""
    run(tmp_path, terminals, "start", "--live")
    lines = Terminal(tmp_path, "watch", "--plain")
    terminals.append(lines)
    lines.shows("next is Mr. Craig Mokhiber")
    run(tmp_path, terminals, "next")
    lines.shows("Mr. Craig Mokhiber, ")
    run(tmp_path, terminals, "finish", "--yes")
    assert lines.left() == 0
    assert b"the show is closed" in lines.sent
    assert b"\x1b" not in lines.sent


def test_resizing_keeps_every_key_working(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Larger and smaller while it runs: each time the picture fills the terminal, and the next key counts."""
    screen = Terminal(tmp_path, "live", "--live")
    terminals.append(screen)
    screen.shows("RUNNING ORDER")
    screen.press("n")
    for size, key, said in [
        ((80, 24), "p", "PAUSED"),
        ((40, 12), "p", "ON TIME"),
        ((20, 5), "i", "(no name yet)"),
        ((120, 40), "\x1b", "RUNNING ORDER"),
        ((100, 32), "d", "Floor done"),
    ]:
        screen.resize(*size)
        screen.press(key)
        screen.shows(said)
    screen.press("q")
    assert screen.left() == 0
    assert kinds(tmp_path) == ["opened", "block_started", "paused", "resumed", "floor_given", "floor_ended"]


def test_without_colour_the_countdown_stands_out_all_the_same(tmp_path: Path, terminals: list[Terminal]) -> None:
    """NO_COLOR: no colour is set, and the box of the countdown is in reverse video."""
    screen = Terminal(tmp_path, "live", "--live", environment={"NO_COLOR": "1"}, columns=80, rows=24)
    terminals.append(screen)
    screen.shows("RUNNING ORDER")
    screen.press("n")
    screen.shows("ON TIME")
    row = next(row for row, text in enumerate(screen.screen.display) if "ON TIME" in text)
    assert all(screen.screen.buffer[row][column].reverse for column in range(40))
    assert not screen.screen.buffer[0][0].reverse
    screen.press("q")
    assert screen.left() == 0
    assert colours(screen.sent) == set()


def test_a_screen_that_was_drawn_bit_by_bit_is_that_which_is_drawn_anew(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    """After keys, lines, panels, help and other sizes, no cell is left over: a second screen looks the same."""
    first = Terminal(tmp_path, "live", "--live", columns=80, rows=24)
    terminals.append(first)
    first.shows("all keys")
    for size, keys in [
        ((80, 24), ["n", "a", *"Mexico", "\r", "a", *"united", "\x1b[B", "\r", "E", "\x1b[B", "g", *"hm", "\r", "q"]),
        ((120, 40), ["?", "?", "i", *"Zz", "\r", "p", "p", "+", " ", " ", "s", "b", "c", *"One minute", "\r"]),
        ((100, 32), ["u", "u", "u", "\r", "d", "l", "E", "x", "q", "r", "S"]),
    ]:
        first.resize(*size)
        for key in keys:
            first.press(key)
            first.picture()
    second = Terminal(tmp_path, "live", "--live", columns=100, rows=32)
    terminals.append(second)
    second.shows("RUNNING ORDER")
    until = time.perf_counter() + PATIENCE
    while (drawn := first.picture()) != (anew := second.picture()):
        assert time.perf_counter() < until, f"{drawn}\n\n{anew}"
    for screen in (first, second):
        screen.press("q")
        assert screen.left() == 0
    assert len(kinds(tmp_path)) > 20


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
