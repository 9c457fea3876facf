"""Ctrl-C, wherever it finds the program."""

import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def sigint_as_before() -> Iterator[None]:
    """The program has Ctrl-C for itself; the tests' own is put back."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_is_ctrl_c_whatever_a_library_makes_of_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Translating())

    with sigint_as_before():
        said = run("plan", code=INTERRUPTED)

    assert "can't be built" not in said.err


def test_the_next_command_is_not_taken_for_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with sigint_as_before():
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", Translating())
            run("plan", code=INTERRUPTED)
        run("plan")
