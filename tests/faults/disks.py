"""Disks that fail, that die with the machine, or that only tell what was asked of them."""

import errno
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from runofshow.journal.disk import Disk

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BROKEN = OSError(errno.EIO, os.strerror(errno.EIO))


@dataclass
class WatchedDisk(Disk):
    """The machine's disk, which writes down what is asked of it, and does something of the test's at every call."""

    calls: list[str] = field(default_factory=list)

    def asked(self, call: str, path: Path | None = None) -> None:
        """What happens before a call is carried out."""
        self.calls.append(call if path is None else f"{call} {path.name}")

    def done(self) -> None:
        """What happens after it."""

    def open(self, path: Path) -> int:
        """As the machine."""
        self.asked("open", path)
        descriptor = super().open(path)
        self.done()
        return descriptor

    def create(self, path: Path) -> int:
        """As the machine."""
        self.asked("create", path)
        descriptor = super().create(path)
        self.done()
        return descriptor

    def write(self, descriptor: int, content: bytes) -> int:
        """As the machine."""
        self.asked("write")
        written = super().write(descriptor, content)
        self.done()
        return written

    def sync(self, descriptor: int) -> None:
        """As the machine."""
        self.asked("sync")
        super().sync(descriptor)
        self.done()

    def cut(self, descriptor: int, length: int) -> None:
        """As the machine."""
        self.asked("cut")
        super().cut(descriptor, length)
        self.done()

    def make_folder(self, path: Path) -> None:
        """As the machine."""
        self.asked("make_folder", path)
        super().make_folder(path)
        self.done()

    def sync_folder(self, path: Path) -> None:
        """As the machine."""
        self.asked("sync_folder", path)
        super().sync_folder(path)
        self.done()

    def remove(self, path: Path) -> None:
        """As the machine."""
        self.asked("remove", path)
        super().remove(path)
        self.done()


@dataclass
class FailingDisk(WatchedDisk):
    """A disk that refuses calls, and may take only a part of what is written."""

    refuses: Callable[[str, int], OSError | None] = lambda _call, _count: None
    """What a call is refused with, by its name and by how many of that name there were."""
    takes: int | None = None
    """How many bytes of a write are taken."""

    def asked(self, call: str, path: Path | None = None) -> None:
        """Refuse, if it is to be refused."""
        super().asked(call, path)
        count = sum(each.split()[0] == call for each in self.calls)
        if error := self.refuses(call, count):
            raise error

    def write(self, descriptor: int, content: bytes) -> int:
        """Take all, or a part."""
        return super().write(descriptor, content[: self.takes])


@dataclass
class DyingDisk(WatchedDisk):
    """A disk whose machine kills the program at the n-th call, before it, after it, or half-way through a write."""

    at: int = 0
    when: str = "before"

    def asked(self, call: str, path: Path | None = None) -> None:
        """Die before the call."""
        super().asked(call, path)
        if self._now("before"):
            die()

    def done(self) -> None:
        """Die after the call."""
        if self._now("after"):
            die()

    def write(self, descriptor: int, content: bytes) -> int:
        """Die with half of it written."""
        if len(self.calls) + 1 == self.at and self.when == "half-way":
            os.write(descriptor, content[: len(content) // 2])
            die()
        return super().write(descriptor, content)

    def _now(self, when: str) -> bool:
        return len(self.calls) == self.at and self.when == when


def die() -> None:
    """End this process as a power cut would: nothing of it runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)
