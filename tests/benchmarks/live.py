"""The live screen in a real pseudo-terminal of 120×40: at rest, under a key, over two hours; beside termdown."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pexpect

from tests.benchmarks.table import folder, median_of, quantile, said, told, told_in

COLUMNS: Final = 120
ROWS: Final = 40
REST: Final = 60.0
"""Seconds of rest that are measured; `RUNOFSHOW_REST` sets another number."""
PRESSES: Final = 120
PATIENCE: Final = 20.0

_TICKS_A_SECOND: Final = os.sysconf("SC_CLK_TCK")


class Screen:
    """A program in a pseudo-terminal, and what it costs."""

    def __init__(self, place: Path, *words: str) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2])}
        self._program = pexpect.spawn(
            words[0], list(words[1:]), cwd=str(place), dimensions=(ROWS, COLUMNS), env=environment, timeout=PATIENCE
        )

    def until(self, text: bytes) -> float:
        """Seconds until a text has come; everything before it is read."""
        start = time.perf_counter()
        self._program.expect_exact(text)
        return time.perf_counter() - start

    def read(self, seconds: float) -> int:
        """How many bytes come in so many seconds."""
        end, count = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            try:
                count += len(self._program.read_nonblocking(65536, timeout=min(0.2, left)))
            except pexpect.TIMEOUT:
                continue
        return count

    def press(self, keys: str) -> None:
        """Type."""
        self._program.send(keys)

    def cpu(self) -> float:
        """Seconds of processor that the program has used."""
        fields = Path(f"/proc/{self._program.pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND

    def close(self) -> None:
        """End it."""
        self._program.close(force=True)


@contextmanager
def live(*, begun: bool = True) -> Iterator[Screen]:
    """The live screen on a rehearsal of the lunch, its first block running."""
    with folder() as place:
        screen = Screen(place, sys.executable, "-m", "runofshow", "live", "--rehearsal")
        try:
            screen.until(b"RUNNING ORDER")
            if begun:
                screen.press("n")
                screen.until(b"of 3:00")
                screen.read(12)  # until the notices are gone
            yield screen
        finally:
            screen.close()


def first_frame() -> None:
    """From typing the command to the whole picture, against importing what it needs."""
    needed = "import typer, pydantic, rpds, filelock, runofshow.session, runofshow.cli.settings, runofshow.ui.apps.live"

    def frame() -> None:
        with live(begun=False):
            pass

    importing = median_of(lambda: subprocess.run([sys.executable, "-c", needed], check=True), 5)
    told("runofshow live, to the first picture", median_of(frame, 5), "importing what it needs", importing)


def key_to_cell() -> None:
    """From a key press to the changed cells, on the disk in between, against a bare write and fsync."""
    taken = []
    with live() as screen:
        for press in range(PRESSES):
            screen.read(0.05)
            screen.press("p")
            taken.append(screen.until(b"Paused:" if press % 2 == 0 else b"Resumed:"))
    with folder() as place:
        descriptor = os.open(place / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def write_and_sync() -> None:
            os.write(descriptor, b"x" * 200)
            os.fsync(descriptor)

        bare = median_of(write_and_sync, PRESSES)
        os.close(descriptor)
    told("key to changed cell, median", quantile(taken, 0.5), "a bare write and fsync, median", bare)
    told("key to changed cell, p95", quantile(taken, 0.95), "a bare write and fsync, median", bare)


def at_rest() -> None:
    """Processor time and bytes to the terminal while nobody touches a key, against termdown in the same run."""
    seconds = float(os.environ.get("RUNOFSHOW_REST", REST))
    with live() as screen:
        used, sent = _rest(screen, seconds)
    said("live at rest", f"{used / seconds:.2%} of one core, {sent / seconds:,.0f} bytes/s to the terminal")
    peer = shutil.which("termdown", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if peer is None:
        said("live at rest, beside termdown", "skipped: termdown is missing (pip install '.[bench]')")
        return
    with folder() as place:
        other = Screen(place, peer, "2h")
        try:
            other.read(3)
            theirs, their_bytes = _rest(other, seconds)
        finally:
            other.close()
    told_in("s/min", "processor at rest", used * 60 / seconds, "termdown", theirs * 60 / seconds)
    told_in("B/s", "bytes to the terminal at rest", sent / seconds, "termdown", their_bytes / seconds)


def _rest(screen: Screen, seconds: float) -> tuple[float, int]:
    before = screen.cpu()
    sent = screen.read(seconds)
    return screen.cpu() - before, sent


def two_hours() -> None:
    """Memory over a show of two hours at sixty times the speed: every second is drawn, the floor goes round."""
    with folder() as place:
        words = [sys.executable, "-m", "tests.benchmarks.two_hours", str(place)]
        told_of = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    sizes = [float(size) for size in told_of.split()]
    said("memory over two hours of show", " → ".join(f"{size:.1f}" for size in sizes) + " MB, each half an hour")
    told_in("MB", "memory after two hours", sizes[-1], "after half an hour", sizes[1])
