"""The installed program in a real pseudo-terminal, and the picture that the terminal shows."""

import os
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyte
import pytest

from tests.screen.reading import says

pexpect = pytest.importorskip("pexpect", reason="needs pexpect, and a system that has pseudo-terminals")

PATIENCE: Final = 30.0
"""Seconds that a slow machine may take to draw."""

RUNOFSHOW: Final = (sys.executable, "-m", "runofshow")
CLOCK: Final = re.compile(r"\b\d\d:\d\d:\d\d\b")


class Terminal:
    """The program in a terminal of its own, and the picture that the terminal shows."""

    def __init__(
        self,
        folder: Path,
        *words: str,
        columns: int = 120,
        rows: int = 40,
        command: Sequence[str] = RUNOFSHOW,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.sent = b""
        """Everything that the program wrote to its terminal."""
        self._stream = pyte.ByteStream(self.screen)
        told = {"TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2]), **environment}
        self.program = pexpect.spawn(
            command[0],
            [*command[1:], *words],
            cwd=str(folder),
            dimensions=(rows, columns),
            env={**os.environ, **told},
            timeout=PATIENCE,
        )

    def picture(self) -> str:
        """What stands on the screen."""
        try:
            while True:
                self._take(self.program.read_nonblocking(65536, timeout=0.05))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return "\n".join(self.screen.display)

    def shows(self, *texts: str) -> str:
        """The picture, as soon as all these texts stand in it."""
        until = time.perf_counter() + PATIENCE
        while not all(says(picture := self.picture(), text) for text in texts):
            assert time.perf_counter() < until, f"{texts} never came:\n{picture}"
        return picture

    def _take(self, content: bytes) -> None:
        self.sent += content
        self._stream.feed(content)

    def ticks(self) -> None:
        """Wait until the clock on the screen moves on."""
        until = time.perf_counter() + PATIENCE
        first = self._clock()
        while self._clock() in {first, None}:
            assert time.perf_counter() < until, f"the clock stands still:\n{self.picture()}"

    def _clock(self) -> str | None:
        found = CLOCK.search(self.picture())
        return found.group() if found else None

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller, as somebody who pulls at its window."""
        self.screen.resize(rows, columns)
        self.screen.reset()
        self.program.setwinsize(rows, columns)

    def press(self, keys: str) -> None:
        """Type."""
        self.program.send(keys)

    def left(self) -> int:
        """What it exited with, or the signal that ended it, as a negative number."""
        self.program.expect(pexpect.EOF)
        self._take(self.program.before or b"")
        self.program.close()
        return int(
            self.program.exitstatus if self.program.exitstatus is not None else -(self.program.signalstatus or 0)
        )
