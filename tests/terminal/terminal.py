"""The installed program in a real pseudo-terminal, and the picture that the terminal shows."""

import os
import sys
import time
from pathlib import Path
from typing import Final

import pyte
import pytest

from tests.screen.reading import says

pexpect = pytest.importorskip("pexpect", reason="needs pexpect, and a system that has pseudo-terminals")

PATIENCE: Final = 30.0
"""Seconds that a slow machine may take to draw."""


class Terminal:
    """The program in a terminal of its own, and the picture that the terminal shows."""

    def __init__(self, folder: Path, *words: str, columns: int = 120, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])}
        self.program = pexpect.spawn(
            sys.executable,
            ["-m", "runofshow", *words],
            cwd=str(folder),
            dimensions=(rows, columns),
            env=environment,
            timeout=PATIENCE,
        )

    def picture(self) -> str:
        """What stands on the screen."""
        try:
            while True:
                self._stream.feed(self.program.read_nonblocking(65536, timeout=0.05))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return "\n".join(self.screen.display)

    def shows(self, *texts: str) -> str:
        """The picture, as soon as all these texts stand in it."""
        until = time.perf_counter() + PATIENCE
        while not all(says(picture := self.picture(), text) for text in texts):
            assert time.perf_counter() < until, f"{texts} never came:\n{picture}"
        return picture

    def press(self, keys: str) -> None:
        """Type."""
        self.program.send(keys)

    def left(self) -> int:
        """What it exited with, or the signal that ended it, as a negative number."""
        self.program.expect(pexpect.EOF)
        self._stream.feed(self.program.before or b"")
        self.program.close()
        return int(
            self.program.exitstatus if self.program.exitstatus is not None else -(self.program.signalstatus or 0)
        )
