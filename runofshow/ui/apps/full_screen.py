"""The terminal and the laptop under a screen: its size, the shell that started it, and no sleep while it is shown."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:  # `serve` keeps the laptop awake, and needs no Textual
    from textual.app import App

MAY_SLEEP: Final = "This laptop may go to sleep or lock its screen: switch that off in its power settings."

_Left = TypeVar("_Left")
"""The value with which somebody leaves the app."""


@contextmanager
def kept_awake() -> Iterator[bool]:
    """Ask the system neither to sleep nor to lock the screen, for as long as this lasts; yield if it agreed."""
    from wakepy import keep

    with keep.presenting(on_fail="pass") as mode:
        yield mode.active


def run_full_screen(app: "App[_Left]", *, mouse: bool = False) -> _Left | None:
    """Run an app until somebody leaves it; it has the terminal's own size, and follows each change of it.

    Shells and editors export COLUMNS and LINES. Python takes them for the size of the terminal, and they stay the same
    when its window is resized: the picture would be cut off, or fill a part of it. They count only where the terminal
    tells no size, as a serial line.
    """
    with suppress(OSError):
        size = os.get_terminal_size()
        if all(size):
            for name in ("COLUMNS", "LINES"):
                os.environ.pop(name, None)
            app.console.size = size  # the app has read the environment already
    return app.run(mouse=mouse)


def under_job_control() -> bool:
    """Return True if a shell started this program that can stop it and bring it back.

    Such a shell gives each of its jobs a process group of its own. A launcher, or `ssh host COMMAND`, doesn't.
    """
    if sys.platform == "win32":
        return False
    parent = os.getppid()
    with suppress(OSError, ValueError, subprocess.SubprocessError):  # the parent may have gone
        while os.getsid(parent) == os.getsid(0):
            if os.getpgid(parent) != os.getpgrp():
                return True
            parent = _parent_of(parent)
    return False


def _parent_of(process: int) -> int:
    stat = Path(f"/proc/{process}/stat")
    if stat.exists():
        return int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    asked = ["ps", "-o", "ppid=", "-p", str(process)]
    return int(subprocess.run(asked, capture_output=True, check=True, text=True, timeout=5).stdout)  # noqa: S603 -- a number
