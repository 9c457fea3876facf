"""A laptop that dies while a journal is written; `chance_kills` and `crowd` have many write at once."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runofshow.journal.journal_errors import JournalUnreadable
from runofshow.journal.reader import Contents, read_journal
from runofshow.journal.writer import Journal
from runofshow.show.actions.record import Noted
from tests.faults.disks import WatchedDisk
from tests.faults.writers import append_and_die, forkserver, note_once, open_and_die
from tests.journal.samples import EIGHT, content_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there as a power cut would")


def run(target: Callable[..., None], *args: Any) -> int | None:
    process = forkserver().Process(target=target, args=args)
    process.start()
    process.join()
    return process.exitcode


def acknowledged(ledger: Path) -> list[str]:
    return ledger.read_text().split() if ledger.exists() else []


def notes(contents: Contents) -> list[str]:
    return [entry.event.text for entry in contents.entries if isinstance(entry.event, Noted)]


def check_nothing_lost_or_doubled(path: Path, ledger: Path) -> None:
    """All that was acknowledged stands there once, in its order, and at most one that wasn't yet; and it can go on."""
    contents = read_journal(path)
    told = acknowledged(ledger)
    assert notes(contents)[: len(told)] == told
    assert len(notes(contents)) - len(told) in {0, 1}
    assert contents.damage == ()
    note_once(Journal(path), "afterwards")
    again = read_journal(path)
    assert notes(again) == [*notes(contents), "afterwards"]
    assert [entry.n for entry in again.entries] == list(range(1, len(again.entries) + 1))
    assert again.findings == ()


def calls_of_three_appends(path: Path, torn: bytes) -> list[str]:
    """What three appends ask of the disk: each opens, writes and syncs, and the first puts a torn end aside."""
    disk = WatchedDisk()
    path.write_bytes(content_of(EIGHT[:1]) + torn)
    for number in range(3):
        note_once(Journal(path, disk), f"note-{number}")
    assert len(disk.calls) == (16 if torn else 9)
    return disk.calls


@pytest.mark.parametrize("torn", [b"", b'{"n":2,"at":"2016'], ids=["whole", "torn"])
@pytest.mark.parametrize("when", ["before", "half-way", "after"])
def test_nothing_is_lost_at_whichever_call_the_laptop_dies(tmp_path: Path, when: str, torn: bytes) -> None:
    calls = calls_of_three_appends(tmp_path / "watched.jsonl", torn)
    dying = [place for place, call in enumerate(calls, 1) if when != "half-way" or call == "write"]
    for place in [*dying, len(calls) + 1]:
        path, ledger = tmp_path / f"{place}.jsonl", tmp_path / f"{place}.ledger"
        path.write_bytes(content_of(EIGHT[:1]) + torn)
        ended = run(append_and_die, path, ledger, place, when)
        check_nothing_lost_or_doubled(path, ledger)
        survived = ended == 0 and len(acknowledged(ledger)) == 3
        assert survived if place > len(calls) else ended == -signal.SIGKILL, (place, ended)


@pytest.mark.parametrize("when", ["before", "half-way", "after"])
def test_a_show_is_opened_or_not_at_whichever_call_the_laptop_dies(tmp_path: Path, when: str) -> None:
    for call in range(1, 10):
        path, ledger = tmp_path / str(call) / "j.jsonl", tmp_path / f"{call}.ledger"
        run(open_and_die, path, ledger, call, when)
        try:
            assert read_journal(path).entries == tuple(EIGHT[:1])
        except JournalUnreadable:
            assert acknowledged(ledger) == []
