"""Writes a journal. An entry is one line, written in one call and synced; only then it counts."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runofshow.journal.disk import PRIVATE_FILE, Disk
from runofshow.journal.entry_line import BadLine, decode, encode
from runofshow.journal.journal_errors import JournalBusy, JournalError, JournalNotLocked, JournalNotWritten
from runofshow.journal.locate import continuation_name, continuation_of, unused
from runofshow.journal.reader import JournalReader
from runofshow.show.state import Entry

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["Journal", "JournalBusy", "JournalNotWritten", "create"]

LOCK_TIMEOUT: Final = 10.0
"""Seconds to wait for the lock, which is held for one read, one decision and one fsync."""


class Journal(JournalReader):
    """A journal to which this process and others append; nothing of it has been read: `more` returns all at first."""

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        super().__init__(path)
        self._disk = disk or Disk()
        self._threads = threading.RLock()
        self._lock: BaseFileLock | None = None
        self._holds = 0

    def more(self) -> tuple[Entry, ...]:
        """Return the entries added since the last call, apart from those that `append` wrote.

        Raises:
            JournalError: the journal can't be read.
        """
        with self._threads:
            return super().more()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock against every other writer, in this process and in others.

        Raises:
            JournalBusy: another writer held it for ten seconds.
            JournalNotWritten: the lock's own file can't be made.
        """
        if not self._threads.acquire(timeout=LOCK_TIMEOUT):
            raise JournalBusy(self.path)
        try:
            lock = self._take_lock()
            self._holds += 1
            try:
                yield
            finally:
                self._holds -= 1
                lock.release()
        finally:
            self._threads.release()

    def _take_lock(self) -> "BaseFileLock":
        from filelock import FileLock, Timeout

        if not self.path.parent.is_dir():  # the lock would make the folder anew
            raise JournalNotWritten(self.path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
        path = self.path.with_name(f"{self.path.name}.lock")
        try:
            if self._lock is None:
                self._lock = FileLock(
                    path,
                    timeout=LOCK_TIMEOUT,
                    mode=PRIVATE_FILE,
                    thread_local=False,
                    poll_interval=0.005,
                    fallback_to_soft=False,
                )
            self._lock.acquire()
        except Timeout as late:
            raise JournalBusy(self.path) from late
        except OSError as refused:
            raise JournalNotLocked(path, refused) from refused
        return self._lock

    def append(self, entry: Entry) -> None:
        """Write an entry. The lock must be held, and the journal read to its end.

        Raises:
            JournalNotWritten: the disk refused. The journal is as it was before, unless the sentence says otherwise.
        """
        if not self._holds:
            raise RuntimeError("an entry is appended under the journal's lock")
        line = _line(self.path, entry, self.chain.seal)
        content = line if self.chain.ended else b"\n" + line
        try:
            if self.torn:
                self._put_torn_aside()
            self._write_at_end(content)
        except OSError as refused:
            raise JournalNotWritten(self.path, refused) from refused
        self.chain.take(content)
        self.chain = self.chain.fork()  # `more` doesn't return the entry
        self.raw += content

    def _put_torn_aside(self) -> None:
        """Move the part of a line that was left by an append to a file of its own."""
        disk = self._disk
        with _closing(disk, disk.open_or_create(self.path.with_name(f"{self.path.name}.torn"))) as aside:
            _write_all(disk, aside, self.torn)
            disk.sync(aside)
        disk.sync_folder(self.path.parent)
        with _closing(disk, disk.open(self.path)) as descriptor:
            disk.cut(descriptor, len(self.raw))
            disk.sync(descriptor)
        self.torn = b""

    def _write_at_end(self, content: bytes) -> None:
        """Write in one call, then fsync; if either fails, cut the file to its length before.

        fsync isn't tried again: after an error Linux forgets the bytes, and a second fsync would succeed without them.
        """
        disk = self._disk
        with _closing(disk, disk.open(self.path)) as descriptor:
            before = disk.size(descriptor)
            if before != len(self.raw):
                raise OSError(0, "something else was written to it meanwhile")
            try:
                _write_all(disk, descriptor, content)
                disk.sync(descriptor)
            except OSError as refused:
                try:
                    disk.cut(descriptor, before)
                    disk.sync(descriptor)
                except OSError:
                    raise JournalNotWritten(self.path, refused, taken_back=False) from refused
                raise

    def continue_in(self, folder: Path) -> "Journal":
        """Return a new journal in another folder that begins with every entry so far, byte for byte, and read.

        Raises:
            JournalNotWritten: that folder can't be written either.
        """
        with self._threads:
            path = unused(folder / continuation_name(self.path))
            _create(path, bytes(self.raw) + (b"" if self.chain.ended else b"\n"), self._disk)
            continuation = Journal(path, self._disk)
            continuation.more()
            return continuation

    def continued(self) -> "Journal | None":
        """Return the journal in which another process went on with the show, if it did; nothing of it has been read."""
        with self._threads:
            following = continuation_of(self.path, self.raw)
            return None if following is None else Journal(following, self._disk)


def create(path: Path, first: Entry, disk: Disk | None = None) -> Journal:
    """Write a new journal with its opening entry, in a folder that is made if need be. `more` returns that entry.

    Raises:
        JournalNotWritten: the disk refused, or the name is taken; there is no journal.
    """
    disk = disk or Disk()
    _create(path, _line(path, first, ""), disk)
    return Journal(path, disk)


def _line(path: Path, entry: Entry, before: str) -> bytes:
    """Return the line of an entry, read once: an unreadable one would make all that follows unreadable."""
    try:
        line, _ = encode(entry, before)
        decode(line.removesuffix(b"\n"), before)
    except BadLine as bad:
        sentence = f"not written to {path}: it couldn't be read again ({bad}); nothing that was entered before is lost"
        raise JournalError(sentence) from bad
    return line


def _create(path: Path, content: bytes, disk: Disk) -> None:
    try:
        _make_folders(path.parent, disk)
        with _closing(disk, disk.create(path)) as descriptor:
            try:
                _write_all(disk, descriptor, content)
                disk.sync(descriptor)
                disk.sync_folder(path.parent)
            except OSError:
                with suppress(OSError):
                    disk.remove(path)
                raise
    except OSError as refused:
        raise JournalNotWritten(path, refused) from refused


def _make_folders(folder: Path, disk: Disk) -> None:
    """Make a folder and the missing ones above it, and put their names on the disk."""
    if folder.is_dir():
        return
    _make_folders(folder.parent, disk)
    with suppress(FileExistsError):
        disk.make_folder(folder)
    disk.sync_folder(folder.parent)


@contextmanager
def _closing(disk: Disk, descriptor: int) -> Iterator[int]:
    try:
        yield descriptor
    finally:
        with suppress(OSError):  # the bytes are on the disk already
            disk.close(descriptor)


def _write_all(disk: Disk, descriptor: int, content: bytes) -> None:
    """Write in one call. If only a part is taken, the disk is full, whatever it reports."""
    written = disk.write(descriptor, content)
    if written != len(content):
        raise OSError(0, f"only {written:,} of {len(content):,} bytes went in; the disk may be full")
