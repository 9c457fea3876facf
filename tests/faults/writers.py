"""What runs in processes of their own while the tests kill them or have them compete."""

import multiprocessing
import os
from itertools import count
from multiprocessing.context import ForkServerContext
from pathlib import Path

from runofshow.journal.journal_errors import JournalBusy, JournalChanged
from runofshow.journal.writer import Journal, create
from runofshow.session import Session
from runofshow.show.actions.record import Note
from tests.faults.disks import DyingDisk
from tests.journal.samples import EIGHT, note


def forkserver() -> ForkServerContext:
    """Start processes from one that has imported everything that they need already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.writers", "tests.faults.crowd", "filelock"])
    return context


def acknowledge(ledger: Path, words: str) -> None:
    """Write down, where a kill can't take it back, that somebody was told it counts."""
    descriptor = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{words}\n".encode())
    os.close(descriptor)


def note_in_session_until_killed(path: Path, ledger: Path, name: str) -> None:
    """Append notes through a session, one after the other, and acknowledge each."""
    session = Session.join(path)
    for number in count(1):
        say_until_it_counts(session, f"{name}-{number}", name)
        acknowledge(ledger, f"{name}-{number}")


def note_often_in_session(path: Path, name: str, notes: int) -> None:
    """Append so many notes through a session while others do the same."""
    session = Session.join(path)
    for number in range(notes):
        say_until_it_counts(session, f"{name}-{number}", name)


def say_until_it_counts(session: Session, text: str, by: str) -> None:
    """Append a note, and once more whenever others kept the lock for longer than anybody waits for it."""
    while True:
        try:
            session.do(Note(text), by)
        except JournalBusy:
            continue
        return


def note_once(journal: Journal, text: str) -> None:
    """Append one note behind whatever there is."""
    with journal.locked():
        last = journal.more()[-1].n
        journal.append(note(last + 1, text))


def open_and_die(path: Path, ledger: Path, at: int, when: str) -> None:
    """Open a show on a machine that dies at one of the calls."""
    create(path, EIGHT[0], DyingDisk(at=at, when=when))
    acknowledge(ledger, "opened")


def append_and_die(path: Path, ledger: Path, at: int, when: str) -> None:
    """Append three notes on a machine that dies at one of the calls."""
    disk = DyingDisk(at=at, when=when)
    for number in range(3):
        try:
            note_once(Journal(path, disk), f"note-{number}")
        except JournalChanged:  # pragma: no cover -- it would be news
            os._exit(3)
        acknowledge(ledger, f"note-{number}")
