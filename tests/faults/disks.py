"""Disks that fail, that die with the machine, or that only tell what was asked of them."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

    @contextmanager
    def _watched(self, call: str, path: Path | None = None) -> Iterator[None]:
        self.asked(call, path)
        yield
        self.done()

    def open(self, path: Path) -> int:
        with self._watched("open", path):
            return super().open(path)

    def create(self, path: Path) -> int:
        with self._watched("create", path):
            return super().create(path)

    def write(self, descriptor: int, content: bytes) -> int:
        with self._watched("write"):
            return super().write(descriptor, content)

    def sync(self, descriptor: int) -> None:
        with self._watched("sync"):
            super().sync(descriptor)

    def cut(self, descriptor: int, length: int) -> None:
        with self._watched("cut"):
            super().cut(descriptor, length)

    def make_folder(self, path: Path) -> None:
        with self._watched("make_folder", path):
            super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        with self._watched("sync_folder", path):
            super().sync_folder(path)

    def remove(self, path: Path) -> None:
        with self._watched("remove", path):
            super().remove(path)


@dataclass
class FailingDisk(WatchedDisk):
    """A disk that refuses calls, and may take only a part of what is written."""

    refuses: Callable[[str, int], OSError | None] = lambda _call, _count: None
    """What a call is refused with, by its name and by how many of that name there were."""
    takes: int | None = None
    """How many bytes of a write are taken."""

    def asked(self, call: str, path: Path | None = None) -> None:
        super().asked(call, path)
        count = sum(each.split()[0] == call for each in self.calls)
        if error := self.refuses(call, count):
            raise error

    def write(self, descriptor: int, content: bytes) -> int:
        return super().write(descriptor, content[: self.takes])


@dataclass
class DyingDisk(WatchedDisk):
    """A disk whose machine kills the program at the n-th call, before it, after it, or half-way through a write."""

    at: int = 0
    when: str = "before"

    def asked(self, call: str, path: Path | None = None) -> None:
        super().asked(call, path)
        if self._now("before"):
            die()

    def done(self) -> None:
        if self._now("after"):
            die()

    def write(self, descriptor: int, content: bytes) -> int:
        if len(self.calls) + 1 == self.at and self.when == "half-way":
            os.write(descriptor, content[: len(content) // 2])
            die()
        return super().write(descriptor, content)

    def _now(self, when: str) -> bool:
        return len(self.calls) == self.at and self.when == when


def die() -> None:
    """End this process as a power cut would: nothing of it runs any more."""
    os.kill(os.getpid(), signal.SIGKILL)
