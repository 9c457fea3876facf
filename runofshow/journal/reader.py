"""Reading a journal, and reading on as it grows. Readers take no lock and change nothing."""

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from runofshow.journal.entry_line import NewerFormat
from runofshow.journal.hash_chain import Chain, Damage, Unfit
from runofshow.journal.journal_errors import (
    JournalChanged,
    JournalOutOfReach,
    JournalUnreadable,
    NewerJournal,
    NotAJournal,
)
from runofshow.show.state import Entry

__all__ = ["Contents", "Damage", "JournalReader", "read_journal"]

LARGEST: Final = 1024**3
"""Bytes. A larger file is no journal: two hours of a meeting are less than a thousandth of it."""

_REMEMBERED: Final = 64


class JournalReader:
    """Reader that returns the new entries of a journal each time it is asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = bytearray()
        """Every byte read so far, up to the last entry."""
        self.torn = b""
        """The bytes after the last entry: an append that was cut off, or is still under way."""
        self.damage: tuple[Damage, ...] = ()
        """The damage of the lines so far, without a torn end."""
        self.chain = Chain()
        """Where the next line is written: after which seal, and whether the last line has its end."""
        self._stamp: tuple[int, int, int] | None = None
        """The file's inode, its size, and when it was last written: unchanged, there is nothing to read."""

    @property
    def findings(self) -> tuple[Damage, ...]:
        """The damage, and the torn end if there is one."""
        if not self.torn:
            return self.damage
        sentence = f"it was cut off while it was written and isn't counted ({len(self.torn):,} bytes)"
        return (*self.damage, Damage(self.chain.lines + self.chain.ended, sentence))

    @property
    def digest(self) -> str:
        """The SHA-256 of the file as it was read or written so far, as hexadecimal digits."""
        return sha256(bytes(self.raw) + self.torn).hexdigest()

    def more(self) -> tuple[Entry, ...]:
        """Return the entries that were added since the last call; at the first, all.

        Raises:
            NotAJournal: the file doesn't open a show.
            NewerJournal: a newer version of the program wrote it.
            JournalOutOfReach: it is gone, or can't be read.
            JournalUnreadable: this program doesn't know one of its lines.
            JournalChanged: bytes that were read before no longer stand there.
        """
        stamp = None
        with suppress(OSError):  # before reading: what is added meanwhile makes the next one differ
            found = self.path.stat()
            stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
        if self.raw and stamp is not None and stamp == self._stamp:
            return ()
        portion = self._after_last_entry() if self.raw else content_of(self.path)
        chain = self.chain.fork()
        taken = take(chain, portion, self.path)
        self.chain, self._stamp = chain, stamp
        self.raw += portion[:taken]
        self.torn = portion[taken:]
        self.damage += tuple(chain.damage)
        return tuple(chain.entries)

    def _after_last_entry(self) -> bytes:
        remembered = bytes(self.raw[-_REMEMBERED:])
        with _opened(self.path) as file:
            file.seek(len(self.raw) - len(remembered))
            found = file.read()
        if not found.startswith(remembered):
            raise JournalChanged(self.path)
        return found[len(remembered) :]


class Contents(JournalReader):
    """The content of a whole journal, as it stood when it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.entries = self.more()

    def entry_at(self, digest: str) -> int | None:
        """Return the number of the last entry when the file had that digest; None if it never had it."""
        if digest == self.digest:
            return self.entries[-1].n
        so_far, n = sha256(), 0
        for line in (bytes(self.raw) + self.torn).splitlines(keepends=True):
            so_far.update(line)
            if found := re.match(rb'{"n":(\d+),', line):
                n = int(found[1])
            if so_far.hexdigest() == digest:
                return n
        return None


def read_journal(path: Path) -> Contents:
    """Read a whole journal.

    Raises:
        JournalError: as `JournalReader.more`.
    """
    return Contents(path)


def take(chain: Chain, portion: bytes, path: Path) -> int:
    """Have a chain read on in bytes of the journal at `path`, and return how many were taken.

    Raises:
        JournalUnreadable: as `JournalReader.more`.
    """
    try:
        taken = chain.take(portion)
    except Unfit as unfit:
        if isinstance(unfit.cause, NewerFormat):
            raise NewerJournal(path, str(unfit)) from unfit
        kind = NotAJournal if chain.n == 0 else JournalUnreadable
        raise kind(path, str(unfit)) from unfit
    if chain.n == 0:
        raise NotAJournal(path, "line 1 was cut off while it was written: no show was ever opened in it")
    return taken


def content_of(path: Path) -> bytes:
    """Return the bytes of a file that may be a journal.

    Raises:
        NotAJournal: it begins as no journal does.
        JournalUnreadable: it can't be read.
    """
    with _opened(path) as file:
        head = file.read(_REMEMBERED)
        if not head:
            raise NotAJournal(path, "empty: no show was ever opened in it")
        # an opening line holds both marks, and one of them even if a bit was flipped
        if not (head.startswith(b"{") or b'{"n":' in head or b',"at":"' in head):
            raise NotAJournal(path, "line 1 opens no show: not a journal, or damaged")
        return head + file.read()


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise NotAJournal(path, "not a file, so not a journal")
        if found.st_size > LARGEST:
            raise NotAJournal(path, f"a file of {found.st_size:,} bytes is no journal")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as missing:
        raise JournalOutOfReach(path, "there is no such journal") from missing
    except OSError as failed:
        raise JournalOutOfReach(path, f"can't be read: {failed.strerror or failed}") from failed
