"""The installed program in a real pseudo-terminal: what a moderator would see."""

import json
import re
import signal
import sys
from pathlib import Path
from typing import Final

import pytest

from runofshow.agenda.loader import default_agenda
from runofshow.clock import ThisMachine
from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.meeting import Finish
from runofshow.show.state import Action
from tests.ui.apps.conftest import Opens
from tests.ui.apps.terminal import RUNOFSHOW, Terminal

SWITCH: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")

BROKEN_GLYPH = """
import pathlib
from runofshow.cli import main
from runofshow.ui.apps import live

whole = live.picture

def picture(*arguments):
    if pathlib.Path("broken").exists():
        raise ValueError("no such glyph")
    return whole(*arguments)

live.picture = picture
main()
"""
FULL_DISK = """
import errno, os, pathlib
from runofshow.cli import main
from runofshow.journal.disk import Disk

whole = Disk.write

def write(disk, descriptor, content):
    if pathlib.Path("full").exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return whole(disk, descriptor, content)

Disk.write = write
main()
"""
"""The program, with one thing in it that breaks as soon as there is a file of that name."""


def journal_in(folder: Path) -> Path:
    (journal,) = (folder / "journals").glob("*.jsonl")
    return journal


def kinds(folder: Path) -> list[str]:
    assert read_journal(journal_in(folder)).findings == ()
    return [json.loads(line)["kind"] for line in journal_in(folder).read_text(encoding="ascii").splitlines()]


def open_show(folder: Path) -> Session:
    return Session.open(folder / "journals", default_agenda(), "live", by="moderator", machine=ThisMachine())


def do(folder: Path, intent: Action) -> None:
    Session.join(journal_in(folder), machine=ThisMachine()).do(intent, "assistant")


def modes_left_on(sent: bytes) -> set[bytes]:
    """The terminal's modes that aren't as they were before the program switched them."""
    last: dict[bytes, bytes] = {}
    before: dict[bytes, bytes] = {}
    for mode, switch in SWITCH.findall(sent):
        before.setdefault(mode, b"l" if switch == b"h" else b"h")
        last[mode] = switch
    return {mode for mode, switch in last.items() if switch != before[mode]}


def test_a_moderator_runs_quits_and_resumes(tmp_path: Path, opens: Opens) -> None:
    first = opens("live", "--live", shows=("Mr. Craig Mokhiber", "RUNNING ORDER"))
    first.press("n", shows="ON TIME")
    first.press("i", shows="(no name yet)")
    first.press("mexi", shows="Mexico")
    first.press("\t\r")
    first.wrote("1 Mexico")
    first.press("l")
    assert first.quits()
    assert kinds(tmp_path) == ["opened", "block_started", "floor_given", "amended", "list_closed"]

    second = opens("live", "--live", columns=80, rows=24, shows=("Mr. Craig Mokhiber", "1 Mexico", "NEXT"))
    second.press("u")
    second.wrote(": the list of speakers is closed · u again takes it back")
    while b"Undone: the list" not in second.sent:  # a press within 0.3 s of the question does nothing
        second.press("u")
        second.ticks()
    assert second.quits()
    assert kinds(tmp_path)[-1] == "undone"


def test_an_agenda_changed_in_mid_show_is_asked_about(tmp_path: Path, opens: Opens) -> None:
    open_show(tmp_path).do(Next(), "moderator")
    text = (Path(__file__).parents[3] / "agenda.yaml").read_text(encoding="utf-8")
    (tmp_path / "agenda.yaml").write_text(text.replace("name: Mr. Guy Ryder", "name: Mr. Guy RYDER"), encoding="utf-8")
    second = opens("live", shows=('runofshow substitute guy-ryder "Mr. Guy RYDER"', "1 or 2? [1]:"))
    second.press("\r", shows="ON TIME")
    second.wrote("The show goes on with its own agenda, not with agenda.yaml.")
    assert second.quits()
    assert kinds(tmp_path) == ["opened", "block_started"]
    third = opens("live", shows="1 or 2? [1]:")
    third.press("both\r2\r", shows=("RUNNING ORDER", "NOT STARTED"))
    assert third.quits()
    journals = [path.name for path in (tmp_path / "journals").glob("*.jsonl")]
    assert (len(journals), [name for name in journals if "rehearsal" in name]) == (2, [])


def test_screens_that_are_there_first_wait_for_the_show_and_follow_it_to_its_end(tmp_path: Path, opens: Opens) -> None:
    """The monitors are set up before the moderator sits down; none of them enters anything.

    COLUMNS and LINES are exported, and larger than the terminals.
    """
    exported = {"COLUMNS": "200", "LINES": "60"}
    everything, stage, lines, notes = (
        opens(*words, environment=exported, columns=100, rows=30)
        for words in (["watch"], ["watch", "--stage"], ["watch", "--plain"], ["rapporteur"])
    )
    for screen in (everything, stage, lines, notes):
        screen.shows("Waiting for a show in journals: 'runofshow live' opens one")
    stage.resize(70, 10)
    stage.shows("Waiting for a show in journals: 'runofshow live' opens one", "q leaves")

    open_show(tmp_path)
    everything.shows("RUNNING ORDER")
    stage.shows("NEXT")
    lines.shows("next is Mr. Craig Mokhiber")
    notes.shows("Note on the meeting:")
    notes.resize(60, 10)
    notes.shows("Nobody has spoken yet", "Note on the meeting:")

    next_command = opens("next")
    assert next_command.left() == 0
    everything.shows("ON TIME", "Mr. Craig Mokhiber")
    stage.shows("ON TIME", "Mr. Craig Mokhiber")
    lines.shows("Mr. Craig Mokhiber, ")
    notes.shows("Mr. Craig Mokhiber:")
    everything.ticks()
    notes.press("lights\r\x03")
    assert notes.left() == 0
    for screen in (everything, stage):
        screen.press("nq")
        assert screen.left() == 0
    assert all(modes_left_on(screen.sent) == set() for screen in (everything, stage, notes))

    do(tmp_path, Finish())
    lines.wrote("the show is closed", "the next one is followed")
    lines.press("\x03")
    assert lines.left() == 130
    assert b"\x1b" not in lines.sent
    assert kinds(tmp_path) == ["opened", "block_started", "gist_set", "closed"]


def test_however_it_ends_the_journal_is_whole_and_the_show_resumes(tmp_path: Path, opens: Opens) -> None:
    first = opens("live", "--live", shows="RUNNING ORDER")
    first.press("n", shows="ON TIME")
    first.program.kill(signal.SIGTERM)
    assert first.left() == 128 + signal.SIGTERM
    assert b"\x1b[?1049h" in first.sent
    assert b"\x1b[?25l" in first.sent
    assert modes_left_on(first.sent) == set()

    second = opens("live", "--live", shows=("Mr. Craig Mokhiber", "ON TIME"))
    second.program.kill(signal.SIGHUP)
    assert second.left() == 128 + signal.SIGHUP
    assert modes_left_on(second.sent) == set()

    third = opens("live", "--live", shows=("Mr. Craig Mokhiber", "ON TIME"))
    third.program.kill(signal.SIGKILL)
    assert third.left() == -signal.SIGKILL

    fourth = opens("live", "--live", shows=("Mr. Craig Mokhiber", "ON TIME"))
    fourth.hang_up()
    assert kinds(tmp_path) == ["opened", "block_started"]


def test_a_stopped_screen_comes_back_under_its_shell(tmp_path: Path, opens: Opens) -> None:
    shell = opens(command=("bash", "--norc", "-i"), environment={"PS1": "ready> "}, shows="ready>")
    shell.press(f"{' '.join(RUNOFSHOW)} live --live\r", shows="RUNNING ORDER")
    shell.press("n", shows="ON TIME")
    shell.press("\x1a", shows=("The show goes on. 'fg' brings its screen back.", "Stopped", "ready>"))
    assert modes_left_on(shell.sent) <= {b"2004"}, "the shell's own is for what is pasted"
    shell.screen.reset()
    shell.press("fg\r", shows=("ON TIME", "RUNNING ORDER", "all keys"))
    shell.ticks()
    shell.press("i", shows=("(no name yet)", "Who has the floor?"))
    shell.press("\x1b")
    shell.hides("Who has the floor?")
    shell.press("q", shows="The show goes on in")
    shell.press("exit\r")
    assert shell.left() == 0
    assert kinds(tmp_path) == ["opened", "block_started", "floor_given"]
    assert modes_left_on(shell.sent) <= {b"2004"}


@pytest.mark.parametrize(
    "launcher", [RUNOFSHOW, ("sh", "-c", f'{" ".join(RUNOFSHOW)} "$@"; true', "sh")], ids=["no shell", "sh"]
)
def test_no_screen_stops_where_nobody_can_bring_it_back(opens: Opens, launcher: tuple[str, ...]) -> None:
    """Under a launcher, or ssh with a command, Ctrl-Z says so and the next key counts at once."""
    screen = opens("live", "--live", command=launcher, shows="RUNNING ORDER")
    screen.press("\x1a")
    screen.wrote("Ctrl-Z needs a shell")
    screen.press("n", shows="ON TIME")
    assert screen.quits()


def test_a_job_of_a_script_stops_with_it(tmp_path: Path, opens: Opens) -> None:
    """The shell that has the job control waits for the script, so the script stops too."""
    script = tmp_path / "start.sh"
    script.write_text(f"{' '.join(RUNOFSHOW)} live --live\ntrue\n")
    shell = opens(command=("bash", "--norc", "-i"), environment={"PS1": "ready> "}, shows="ready>")
    shell.press("sh start.sh\r", shows="RUNNING ORDER")
    shell.press("\x1a", shows=("Stopped", "ready>"))
    shell.screen.reset()
    shell.press("fg\r", shows=("RUNNING ORDER", "all keys"))
    shell.press("q", shows="The show goes on in")


def test_an_exception_in_drawing_leaves_the_terminal_sane(tmp_path: Path, opens: Opens) -> None:
    program = tmp_path / "broken.py"
    program.write_text(BROKEN_GLYPH)
    screen = opens("live", "--live", "--mouse", command=(sys.executable, str(program)), shows="RUNNING ORDER")
    (tmp_path / "broken").touch()
    assert screen.left() == 1
    assert b"\x1b[?1049h" in screen.sent
    assert b"\x1b[?1000h" in screen.sent
    assert modes_left_on(screen.sent) == set()
    assert screen.sent.count(b"\x1b[>") == screen.sent.count(b"\x1b[<u")
    said = screen.sent.rpartition(b"\x1b[?1004l")[2].decode()
    assert "the screen failed (ValueError: no such glyph). The show goes on in" in said
    assert "Traceback" not in screen.sent.decode()
    assert kinds(tmp_path) == ["opened"]


def test_a_full_disk_loses_nothing_that_was_typed(tmp_path: Path, opens: Opens) -> None:
    program, full = tmp_path / "full.py", tmp_path / "full"
    program.write_text(FULL_DISK)
    screen = opens("live", "--live", command=(sys.executable, str(program)), shows="RUNNING ORDER")
    screen.press("naZzyzx Foundation", shows="Zzyzx Foundation")
    full.touch()
    screen.press("\r", shows=("the disk is full", "try it again", "Zzyzx Foundation"))
    screen.ticks()
    assert kinds(tmp_path) == ["opened", "block_started"]
    full.unlink()
    screen.press("\r")
    screen.wrote("On the list of speakers: Zzyzx Foundation")
    assert screen.quits()
    assert kinds(tmp_path) == ["opened", "block_started", "floor_requested"]


def test_the_picture_fills_the_terminal_whatever_size_it_is_given(tmp_path: Path, opens: Opens) -> None:
    exported = {"COLUMNS": "90", "LINES": "20"}
    screen = opens("live", "--live", columns=120, rows=40, environment=exported, shows="RUNNING ORDER")
    screen.press("n")
    for size, key, said in [
        ((120, 40), "p", "PAUSED"),
        ((80, 24), "p", "ON TIME"),
        ((40, 12), "p", "PAUSED"),
        ((20, 5), "p", "ON TIME"),
        ((100, 32), "p", "PAUSED"),
    ]:
        screen.resize(*size)
        screen.press(key, shows=said)
        screen.until(lambda: fills(screen), "the picture fills the terminal")
    assert screen.quits()
    assert kinds(tmp_path) == ["opened", "block_started", *["paused", "resumed"] * 2, "paused"]


def test_a_terminal_that_tells_no_size_has_that_which_is_exported(opens: Opens) -> None:
    """A serial line has no other way to say how large it is."""
    exported = {"COLUMNS": "100", "LINES": "30"}
    screen = opens("watch", columns=100, rows=30, tells_size=False, environment=exported)
    screen.shows("Waiting for a show in journals", "q leaves")
    assert "q leaves" in screen.screen.display[15]
    assert screen.quits()


def fills(terminal: Terminal) -> bool:
    rows = terminal.screen.display
    return bool(rows[0].strip() and rows[-1].strip() and any(row[-1] != " " for row in rows))


def test_a_dry_run_is_played_on_the_screen_and_leaves_nothing(tmp_path: Path, opens: Opens) -> None:
    screen = opens("dry-run", "--speed", "5")
    screen.wrote("A rehearsal at 5 times")
    screen.shows("REHEARSAL")
    screen.shows("ON TIME")
    screen.press("p", shows="PAUSED")
    assert screen.quits()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("answer", "code"), [("u", 0), ("n", 0), ("", 1), ("\x1b", 1)])
def test_live_asks_before_a_new_show_hides_a_closed_one(tmp_path: Path, opens: Opens, answer: str, code: int) -> None:
    session = Session.open(tmp_path / "journals", default_agenda(), "rehearsal", by="moderator", machine=ThisMachine())
    session.do(Finish(), "moderator")
    terminal = opens("live", shows=("was closed at", "Open it again (u), or open a new one (n)? Enter: neither"))
    terminal.press(f"{answer}\r")
    if code:
        terminal.wrote("no show was opened")
    else:
        terminal.shows("FIRST")
        terminal.press("q")
    assert terminal.left() == code
    session.refresh()
    assert (session.show.closed is None) == (answer == "u")
    assert len(list((tmp_path / "journals").glob("*.jsonl"))) == (2 if answer == "n" else 1)
