"""What a journal asks of a disk. Every call that changes something is made here: a test brings a disk that fails."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE: Final = 0o600
"""What people said is sensitive: the owner reads and writes, nobody else does either."""
PRIVATE_FOLDER: Final = 0o700

_ALWAYS: Final = os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Disk(Protocol):
    """The calls by which a journal comes to stand on a disk. Each raises OSError."""

    def open(self, path: Path) -> int:
        """A descriptor that appends to a file which is there."""
        ...

    def open_or_create(self, path: Path) -> int:
        """A descriptor that appends to a file, private if it is new."""
        ...

    def create(self, path: Path) -> int:
        """A descriptor that appends to a new, private file; FileExistsError if the name is taken."""
        ...

    def size(self, descriptor: int) -> int:
        """How many bytes the file has."""
        ...

    def write(self, descriptor: int, content: bytes) -> int:
        """Append in one call; how many bytes were taken."""
        ...

    def sync(self, descriptor: int) -> None:
        """Return when the file's content is on the disk."""
        ...

    def cut(self, descriptor: int, length: int) -> None:
        """Make the file so many bytes long."""
        ...

    def close(self, descriptor: int) -> None:
        """Give the descriptor back."""
        ...

    def make_folder(self, path: Path) -> None:
        """Make a private folder; FileExistsError if it is there."""
        ...

    def sync_folder(self, path: Path) -> None:
        """Return when the names in a folder are on the disk."""
        ...

    def remove(self, path: Path) -> None:
        """Take a file's name away."""
        ...


class ThisDisk:
    """The machine's own disks."""

    def open(self, path: Path) -> int:
        """A descriptor that appends; a symbolic link is refused."""
        return os.open(path, os.O_RDWR | _ALWAYS)

    def open_or_create(self, path: Path) -> int:
        """A descriptor that appends; the file is private whatever the umask, if it is new."""
        with suppress(FileExistsError):
            return self.create(path)
        return self.open(path)

    def create(self, path: Path) -> int:
        """A descriptor that appends to a new file, which is private whatever the umask."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _ALWAYS, PRIVATE_FILE)
        if sys.platform != "win32":
            os.fchmod(descriptor, PRIVATE_FILE)
        return descriptor

    def size(self, descriptor: int) -> int:
        """How many bytes the file has."""
        return os.fstat(descriptor).st_size

    def write(self, descriptor: int, content: bytes) -> int:
        """One call to the system's write."""
        return os.write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        """Fsync; on macOS, where that leaves it to the drive, the call that doesn't."""
        if sys.platform == "darwin":
            with suppress(OSError):  # some file systems don't know it
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def cut(self, descriptor: int, length: int) -> None:
        """Ftruncate."""
        os.ftruncate(descriptor, length)

    def close(self, descriptor: int) -> None:
        """Close."""
        os.close(descriptor)

    def make_folder(self, path: Path) -> None:
        """Make a folder, which is private whatever the umask."""
        path.mkdir(PRIVATE_FOLDER)
        path.chmod(PRIVATE_FOLDER)

    def sync_folder(self, path: Path) -> None:
        """Fsync the folder; Windows has no such thing, and keeps names by itself."""
        if sys.platform == "win32":
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Unlink."""
        path.unlink()
