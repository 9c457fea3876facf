"""Ctrl-C, wherever it finds the program."""

import io
import signal
import sys

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
