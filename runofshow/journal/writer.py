"""Writing a journal: one entry is one line, one write and one fsync, and counts only then."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from runofshow.journal.disk import PRIVATE_FILE, Disk
from runofshow.journal.entry_line import BadLine, decode, encode
from runofshow.journal.errors import JournalBusy, JournalError, JournalNotLocked, JournalNotWritten
from runofshow.journal.locate import continuation_name, continuation_of, unused
from runofshow.journal.reader import Damage, JournalReader
from runofshow.show.state import Entry

if TYPE_CHECKING:
    from filelock import BaseFileLock

__all__ = ["Journal", "JournalBusy", "JournalNotWritten", "create"]

LOCK_TIMEOUT: Final = 10.0
"""Seconds to wait for the lock, which is held for one read, one decision and one fsync."""
_LOCK_POLL: Final = 0.005


class Journal:
    """A journal to which this process and others append."""

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self.path = path
        self._disk = disk or Disk()
        self._reader = JournalReader(path)
        self._threads = threading.RLock()
        self._lock: BaseFileLock | None = None
        self._holds = 0

    @classmethod
    def open(cls, path: Path, disk: Disk | None = None) -> Self:
        """Return the journal at `path`, of which nothing has been read: `more` returns all of it at first."""
        return cls(path, disk)

    @property
    def damage(self) -> tuple[Damage, ...]:
        """The damage of the lines so far."""
        return self._reader.damage

    @property
    def findings(self) -> tuple[Damage, ...]:
        """The damage, and the end of the file if an append was cut off there."""
        return self._reader.findings

    @property
    def digest(self) -> str:
        """The SHA-256 of the file as it was read or written so far, as hexadecimal digits."""
        return self._reader.digest

    def more(self) -> tuple[Entry, ...]:
        """Return the entries added since the last call, apart from those that `append` wrote.

        Raises:
            JournalError: the journal can't be read.
        """
        with self._threads:
            return self._reader.more()

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
            self._take_lock()
            self._holds += 1
            try:
                yield
            finally:
                self._holds -= 1
                self._file_lock().release()
        finally:
            self._threads.release()

    def append(self, entry: Entry) -> None:
        """Write an entry. The lock must be held, and the journal read to its end.

        Raises:
            JournalNotWritten: the disk refused. The journal is as it was before, unless the sentence says otherwise.
        """
        if not self._holds:
            message = "an entry is appended under the journal's lock"
            raise RuntimeError(message)
        line = _line(self.path, entry, self._reader.seal)
        content = line if self._reader.ended else b"\n" + line
        try:
            if self._reader.torn:
                self._put_torn_aside()
            self._write_at_end(content)
        except OSError as refused:
            raise JournalNotWritten(self.path, refused) from refused
        self._reader.wrote(content)

    def continue_in(self, folder: Path) -> "Journal":
        """Return a new journal in another folder that begins with every entry so far, byte for byte, and read.

        Raises:
            JournalNotWritten: that folder can't be written either.
        """
        with self._threads:
            content = bytes(self._reader.raw) + (b"" if self._reader.ended else b"\n")
            path = unused(folder / continuation_name(self.path))
            _create(path, content, self._disk)
            continuation = Journal(path, self._disk)
            continuation.more()
            return continuation

    def continued(self) -> "Journal | None":
        """Return the journal in which another process went on with the show, if it did; nothing of it has been read."""
        with self._threads:
            following = continuation_of(self.path, self._reader.raw)
            return None if following is None else Journal(following, self._disk)

    def _take_lock(self) -> None:
        from filelock import Timeout

        if not self.path.parent.is_dir():  # the lock would make the folder anew
            raise JournalNotWritten(self.path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
        try:
            self._file_lock().acquire()
        except Timeout as late:
            raise JournalBusy(self.path) from late
        except OSError as refused:
            raise JournalNotLocked(self._lock_path, refused) from refused

    @property
    def _lock_path(self) -> Path:
        return self.path.with_name(f"{self.path.name}.lock")

    def _file_lock(self) -> "BaseFileLock":
        if self._lock is None:
            from filelock import FileLock

            self._lock = FileLock(
                self._lock_path,
                timeout=LOCK_TIMEOUT,
                mode=PRIVATE_FILE,
                thread_local=False,
                poll_interval=_LOCK_POLL,
                fallback_to_soft=False,
            )
        return self._lock

    def _put_torn_aside(self) -> None:
        """Move the part of a line that was left by an append to a file of its own."""
        aside = self._disk.open_or_create(self.path.with_name(f"{self.path.name}.torn"))
        try:
            _write_all(self._disk, aside, self._reader.torn)
            self._disk.sync(aside)
        finally:
            self._disk.close(aside)
        self._disk.sync_folder(self.path.parent)
        descriptor = self._disk.open(self.path)
        try:
            self._disk.cut(descriptor, self._reader.offset)
            self._disk.sync(descriptor)
        finally:
            self._disk.close(descriptor)
        self._reader.torn = b""

    def _write_at_end(self, content: bytes) -> None:
        descriptor = self._disk.open(self.path)
        try:
            before = self._disk.size(descriptor)
            if before != self._reader.offset:
                message = "something else was written to it meanwhile"
                raise OSError(0, message)
            try:
                _write_all(self._disk, descriptor, content)
                self._disk.sync(descriptor)
            except OSError as refused:
                self._take_back(descriptor, before, refused)
                raise
        finally:
            with suppress(OSError):  # the bytes are on the disk already
                self._disk.close(descriptor)

    def _take_back(self, descriptor: int, length: int, refused: OSError) -> None:
        """Cut the file to its length before a write that failed.

        A second fsync of the write would mislead: having reported an error, Linux forgets the bytes, and it succeeds.
        """
        try:
            self._disk.cut(descriptor, length)
            self._disk.sync(descriptor)
        except OSError:
            raise JournalNotWritten(self.path, refused, taken_back=False) from refused


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
        message = f"not written to {path}: it couldn't be read again ({bad}); nothing that was entered before is lost"
        raise JournalError(message) from bad
    return line


def _create(path: Path, content: bytes, disk: Disk) -> None:
    try:
        _make_folders(path.parent, disk)
        descriptor = disk.create(path)
        try:
            _write_all(disk, descriptor, content)
            disk.sync(descriptor)
            disk.sync_folder(path.parent)
        except OSError:
            with suppress(OSError):
                disk.remove(path)
            raise
        finally:
            with suppress(OSError):
                disk.close(descriptor)
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


def _write_all(disk: Disk, descriptor: int, content: bytes) -> None:
    """Write in one call. If only a part is taken, the disk is full, whatever it reports."""
    written = disk.write(descriptor, content)
    if written != len(content):
        message = f"only {written:,} of {len(content):,} bytes went in; the disk may be full"
        raise OSError(0, message)
