"""Ctrl-C, wherever it finds the program."""

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runofshow.cli import INTERRUPTED
from tests.commands import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")


class Translating(io.StringIO):
    """A library that makes an error of its own of whatever stops it, as one does that is built in another language."""

    def write(self, text: str) -> int:
        """Somebody presses Ctrl-C meanwhile."""
        try:
            signal.raise_signal(signal.SIGINT)
        except BaseException as stopped:
            message = "it can't be built"
            raise ValueError(message) from stopped
        return len(text)


def test_ctrl_c_is_ctrl_c_whatever_a_library_makes_of_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next command in this process is not taken for interrupted. Commands put the tests' own handler back."""
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Translating())
        said = run("plan", code=INTERRUPTED)

    assert "can't be built" not in said.err
    run("plan")


DROPPED = """
import signal, sys
from runofshow.cli import main

class Dropping:
    def __del__(self):  # no error leaves a destructor
        signal.raise_signal(signal.SIGINT)

def on_first_reading(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".jsonl") and not pressed:
        pressed.append(Dropping())
        pressed[0] = None

pressed = []
sys.addaudithook(on_first_reading)
main(["watch", "--plain"])
"""


def test_ctrl_c_that_was_dropped_is_pressed_again(run: Run, tmp_path: Path) -> None:
    """A command that waits ends, and nothing is said of the error that was dropped."""
    run("start")
    ended = subprocess.run([sys.executable, "-c", DROPPED], cwd=tmp_path, capture_output=True, check=False, timeout=60)

    assert (ended.returncode, ended.stderr) == (INTERRUPTED, b"")
