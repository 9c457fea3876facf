"""Running an app on the whole terminal, at the size that the terminal has."""

import os
from contextlib import suppress
from typing import TypeVar

from textual.app import App

_Left = TypeVar("_Left")
"""The value with which somebody leaves the app."""


def run_full_screen(app: App[_Left], *, mouse: bool = False) -> _Left | None:
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
