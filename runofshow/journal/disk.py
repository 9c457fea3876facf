"""The calls by which a journal comes to stand on a disk: everything that changes a file is asked for here.

A test passes a disk that fails. Each call raises OSError.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE: Final = 0o600
"""The mode of a file with what people said: only the owner reads and writes it."""
PRIVATE_FOLDER: Final = 0o700

_ALWAYS: Final = os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Disk:
    """The machine's own disks."""

    def open(self, path: Path) -> int:
        """Return a descriptor that appends to a file which is there. A symbolic link is refused."""
        return os.open(path, os.O_RDWR | _ALWAYS)

    def create(self, path: Path) -> int:
        """Return a descriptor that appends to a new file, private whatever the umask.

        Raises:
            FileExistsError: the name is taken.
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _ALWAYS, PRIVATE_FILE)
        if sys.platform != "win32":
            os.fchmod(descriptor, PRIVATE_FILE)
        return descriptor

    def open_or_create(self, path: Path) -> int:
        """Return a descriptor that appends to a file, private if it is new."""
        with suppress(FileExistsError):
            return self.create(path)
        return self.open(path)

    def size(self, descriptor: int) -> int:
        """Return the file's size in bytes."""
        return os.fstat(descriptor).st_size

    def write(self, descriptor: int, content: bytes) -> int:
        """Append in one call, and return how many bytes were taken."""
        return os.write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        """Return when the file's content is on the disk.

        On macOS fsync leaves that to the drive, and another call doesn't.
        """
        if sys.platform == "darwin":
            with suppress(OSError):  # some file systems don't know it
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def cut(self, descriptor: int, length: int) -> None:
        """Make the file so many bytes long."""
        os.ftruncate(descriptor, length)

    def close(self, descriptor: int) -> None:
        """Give the descriptor back."""
        os.close(descriptor)

    def make_folder(self, path: Path) -> None:
        """Make a folder, private whatever the umask.

        Raises:
            FileExistsError: the name is taken.
        """
        path.mkdir(PRIVATE_FOLDER)
        path.chmod(PRIVATE_FOLDER)

    def sync_folder(self, path: Path) -> None:
        """Return when the names in a folder are on the disk. Windows has no such call, and keeps names by itself."""
        if sys.platform == "win32":
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Take a file's name away."""
        path.unlink()
