"""A disk that refuses, through the real session: what is told, what is kept, where the show goes on, who finds it."""

import errno
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runofshow.errors import RunOfShowError
from runofshow.journal.reader import read_journal
from runofshow.journal.writer import Journal, JournalNotWritten
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.record import Note
from runofshow.show.state import Entry
from tests.faults.disks import FailingDisk
from tests.faults.figures import Figure, Size
from tests.faults.program import Ended, begun, count_ending, notes_in, typed, typed_within
from tests.journal.samples import PLAN

CALLS: Final = ("open", "write", "sync", "cut", "create", "sync_folder")
ERRORS: Final = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EINTR, errno.EDQUOT, errno.EACCES, errno.EPERM)
TIMES: Final = {"once": (1,), "twice": (1, 2), "from then on": tuple(range(1, 100))}
STEPS: Final = 4


@dataclass(frozen=True)
class Refusal:
    """Which call fails, with what, how often, and whether a write takes a part at first."""

    call: str
    number: int
    times: str
    partly: int | None = None

    def __str__(self) -> str:
        part = "" if self.partly is None else f", {self.partly} bytes taken"
        return f"{self.call} {errno.errorcode[self.number]} {self.times}{part}"

    def refuses(self, call: str, count: int) -> OSError | None:
        """What this call is refused with."""
        if call == self.call and count in TIMES[self.times]:
            return OSError(self.number, os.strerror(self.number))
        return None


def through_the_session(size: Size, folder: Path) -> Iterator[Figure]:
    """Each kind of refusal while four notes are made by somebody who says each again until it counts."""
    figure = Figure.of("a disk that refuses, through a session", "lost", "doubled", "no sentence", "not found", "stuck")
    every = [Refusal(call, number, times) for call in CALLS for number in ERRORS for times in TIMES]
    every += [Refusal("cut", errno.EIO, times, partly) for times in TIMES for partly in (0, 1, 60)]
    elsewhere = 0
    for number, refusal in enumerate(size.some(every, 15, 60, 999)):
        here = folder / str(number)
        with home(here / "home"):
            figure.tried += 1
            elsewhere += _says_it_again(here / "journals", refusal, figure)
    figure.told.append(f"{elsewhere} went on in another file, found by everybody")
    yield figure


@contextmanager
def home(folder: Path) -> Iterator[None]:
    """A home and a folder for temporary files, in which continuations may lie."""
    folder.mkdir(parents=True)
    before, temporary = os.environ.get("HOME"), tempfile.tempdir
    os.environ["HOME"], tempfile.tempdir = str(folder), str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = temporary
        if before is None:
            del os.environ["HOME"]
        else:
            os.environ["HOME"] = before


def _says_it_again(folder: Path, refusal: Refusal, figure: Figure) -> bool:
    session = Session.open(folder, PLAN, "live", by="opener")
    original = session.journal.path
    watching = Session.join(original)
    disk = FailingDisk(refuses=refusal.refuses, takes=refusal.partly)
    session.journal = Journal(original, disk)
    session.journal.more()
    told = [entry for number in range(STEPS) if (entry := _until_it_counts(session, number, disk, refusal, figure))]
    if len(told) < STEPS and session.moved_to is None and refusal.times != "from then on":
        figure.found("stuck", f"{refusal}: {len(told)} of {STEPS} notes")
    entries = read_journal(session.journal.path).entries
    notes = notes_in(entries)
    for entry in told:
        if entry not in entries:
            figure.found("lost", f"{refusal}: {entry}")
    if len(set(notes)) < len(notes):
        figure.found("doubled", f"{refusal}: {notes}")
    watching.refresh()
    late = Session.join(original)
    if not watching.show.n == late.show.n == entries[-1].n:
        figure.found("not found", f"{refusal}: {watching.show.n}, {late.show.n} of {entries[-1].n}")
    return session.moved_to is not None


def _until_it_counts(
    session: Session, number: int, disk: FailingDisk, refusal: Refusal, figure: Figure
) -> Entry | None:
    """Say it up to four times, as a person does who reads the sentence."""
    for _ in range(4):
        if f"note {number}" in notes_in(list(session.show.history)):  # it counted after all, and the sentence said so
            return next(iter(session.show.history))
        try:
            return session.do(Note(f"note {number}"), "me")
        except RunOfShowError as error:
            if str(session.journal.path) not in str(error) or ";" not in str(error):
                figure.found("no sentence", f"{refusal}: {error}")
            session.refresh()
            if session.moved_to is None and refusal.partly is not None:
                disk.takes = None
    return None


@contextmanager
def file_system(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own in the folder."""
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def full_disk(_size: Size, folder: Path) -> Iterator[Figure]:
    """A file system that is full, and then freed."""
    figure = Figure.of("a full disk, then freed", "lost", "traceback", "wrong exit", "no sentence", "stuck")
    with file_system(folder, "-o", "size=64k") as disk:
        _fill_and_free(disk, folder, figure)
    yield figure


def _fill_and_free(disk: Path, folder: Path, figure: Figure) -> None:
    def say(*words: str) -> Ended:
        figure.tried += 1
        ended = typed_within(folder, "--journal-dir", str(disk / "journals"), *words)
        count_ending(figure, ended, " ".join(words), 0, 1)
        return ended

    say("start")
    say("note", "before")
    path = next((disk / "journals").glob("*.jsonl"))
    session = Session.join(path)
    ballast = _filled(disk)
    room_in_its_page = -path.stat().st_size % 4_096
    if say("note", "x" * (room_in_its_page + 2_000)).code != 1:
        figure.found("stuck", "a note that is longer than the room was taken")
    with home(folder / "home"):
        with suppress(JournalNotWritten):
            session.do(Note("y" * 5_000), "me")
            figure.found("stuck", "a session wrote to a full disk")
        session.do(Note("y" * 5_000), "me")
        figure.tried += 2
        if session.moved_to is None or "y" * 5_000 not in notes_in(read_journal(session.moved_to).entries):
            figure.found("lost", "the show didn't go on elsewhere")
    ballast.unlink()
    if say("note", "after").code != 0 or say("verify").code != 0:
        figure.found("stuck", "the freed disk isn't written to")
    if notes_in(read_journal(path).entries) != ["before", "after"]:
        figure.found("lost", f"{notes_in(read_journal(path).entries)}")
    figure.told.append("told, gone on elsewhere, and on the freed disk")


def read_only(_size: Size, folder: Path) -> Iterator[Figure]:
    """A file system that turns read-only, as after an error: it is read, told, and the show goes on elsewhere."""
    figure = Figure.of("a disk that turns read-only", "lost", "traceback", "wrong exit", "no sentence", "stuck")
    with file_system(folder) as disk:
        session = Session.join(begun(disk, "note before"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for line, code in (("status", 0), ("export", 0), ("verify", 0), ("next", 1), ("start --new", 1)):
            figure.tried += 1
            count_ending(figure, ended := typed_within(disk, *line.split()), line, code)
            if code and "read-only" not in ended.err:
                figure.found("no sentence", f"{line}: {ended.err}")
        with home(folder / "home"):
            with suppress(JournalNotWritten):
                session.do(Note("after"), "me")
                figure.found("stuck", "a session wrote to a read-only disk")
            session.do(Note("after"), "me")
        figure.tried += 2
        if notes_in(read_journal(session.journal.path).entries) != ["before", "after"]:
            figure.found("lost", str(session.journal.path))
    yield figure


def _filled(disk: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / "ballast"
    descriptor = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while os.write(descriptor, b"x" * 512):
            pass
    os.close(descriptor)
    return ballast


def _link(place: Path) -> None:
    (target := place.with_name("target")).write_bytes(b"precious")
    place.symlink_to(target)


IN_ITS_PLACE: Final[dict[str, Callable[[Path], None]]] = {
    "link": _link,
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "dangling": lambda place: place.symlink_to(place.with_name("nowhere")),
}


def lock(size: Size, folder: Path) -> Iterator[Figure]:
    """A lock that can't be made or had: a link in its place, a folder, no permission, another who keeps it."""
    figure = Figure.of("a lock that can't be had", "traceback", "wrong exit", "no sentence", "lost")
    for name, spoil in IN_ITS_PLACE.items():
        here = folder / name
        path = begun(here)
        place = Path(f"{path}.lock")
        place.unlink(missing_ok=True)
        spoil(place)
        before = path.read_bytes()
        ended = typed_within(here, "next")
        figure.tried += 1
        count_ending(figure, ended, name, 0, 1)
        if ended.code == 1 and path.read_bytes() != before:
            figure.found("lost", f"{name}: the journal was changed all the same")
        figure.told.append(f"{name}: {'told' if ended.code else 'taken'}")
    if size in {Size.QUICK, Size.FULL}:
        _kept(folder, figure)
    yield figure


def _kept(folder: Path, figure: Figure) -> None:
    """Another process keeps the lock for as long as anybody waits."""
    session = Session.open(folder / "kept", PLAN, "live", by="opener")
    with session.journal.locked():
        ended = typed(folder, "--journal", str(session.journal.path), "next")
    figure.tried += 1
    count_ending(figure, ended, "kept by another", 1)
    if session.refresh() or session.do(Next(), "me").n != 2:
        figure.found("lost", "kept by another")
