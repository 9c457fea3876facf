"""The installed program in a real pseudo-terminal, and the picture that the terminal shows."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyte
import pytest

from tests.ui.apps.driving import PATIENCE
from tests.ui.reading import says

pexpect = pytest.importorskip("pexpect", reason="needs pexpect, and a system that has pseudo-terminals")

LOOK_EVERY: Final = 0.05
"""Seconds between two looks at something that the program doesn't write to its terminal, as its journal."""

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
        tells_size: bool = True,
        command: Sequence[str] = RUNOFSHOW,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.sent = b""
        """Everything that the program wrote to its terminal."""
        self._stream = pyte.ByteStream(self.screen)
        inherited = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        told = {
            "TERM": "xterm-256color",
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONDONTWRITEBYTECODE": "",  # set, it makes every program compile its modules anew: half of its start
        }
        self.program = pexpect.spawn(
            command[0],
            [*command[1:], *words],
            cwd=str(folder),
            dimensions=(rows, columns) if tells_size else (0, 0),
            env={**inherited, **told, **environment},
        )
        self.program.delaybeforesend = None
        self.program.ptyproc.delayafterclose = 0

    @property
    def picture(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, came_about: Callable[[], bool], what: str) -> None:
        """Read what the program writes until something has come about.

        It should be something that stays: a sentence that the screen takes away after some seconds may be gone before a
        busy machine looks again. `wrote` is for those.
        """
        limit = time.perf_counter() + PATIENCE
        while not came_about():
            assert not self.program.flag_eof, f"it ended before {what}:\n{self.picture}"
            assert time.perf_counter() < limit, f"still waiting until {what}:\n{self.picture}"
            self._read()

    def shows(self, *texts: str) -> None:
        self.until(lambda: all(says(self.picture, text) for text in texts), f"{texts} are shown")

    def hides(self, text: str) -> None:
        self.until(lambda: not says(self.picture, text), f"{text} is gone")

    def wrote(self, *texts: str) -> None:
        """Wait until all these texts were written to the terminal, whether they still stand there or not."""
        self.until(lambda: all(text.encode() in self.sent for text in texts), f"{texts} are written")

    def ticks(self) -> None:
        """Wait until the clock on the screen moves on."""
        first = self._clock()
        self.until(lambda: self._clock() not in {first, None}, "the clock moves on")

    def _clock(self) -> str | None:
        found = CLOCK.search(self.picture)
        return found.group() if found else None

    def _read(self) -> None:
        """Take what the program has written, and wait a moment if it has written nothing."""
        try:
            content = self.program.read_nonblocking(65536, timeout=LOOK_EVERY)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.sent += content
        self._stream.feed(content)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.screen.reset()
        self.program.setwinsize(rows, columns)

    def press(self, keys: str, shows: str | tuple[str, ...] = ()) -> None:
        """Type, and wait until these texts stand in the picture."""
        self.program.send(keys)
        self.shows(*((shows,) if isinstance(shows, str) else shows))

    def quits(self) -> bool:
        """Press q; True if the program ends as it should."""
        self.press("q")
        return self.left() == 0

    def left(self) -> int:
        """Wait until the program has ended; what it exited with, or the signal that ended it as a negative number."""
        self.until(lambda: bool(self.program.flag_eof), "it ends")
        return self._ended()

    def _ended(self) -> int:
        limit = time.perf_counter() + PATIENCE
        while self.program.isalive():
            assert time.perf_counter() < limit, f"it gave its terminal back, and goes on:\n{self.picture}"
            time.sleep(LOOK_EVERY / 5)
        exited, ended_by = self.program.exitstatus, self.program.signalstatus
        return int(exited if exited is not None else -(ended_by or 0))

    def hang_up(self) -> int:
        """Close the terminal under the program; what the program exited with, as `left` says it."""
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), self.program.child_fd)
        return self._ended()

    def close(self) -> None:
        if self.program.isalive():
            self.program.kill(signal.SIGKILL)
            self._ended()
        self.program.close()
