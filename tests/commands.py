"""Commands as a person types them, run in this process."""

import functools
import io
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

from runofshow.cli import main

SETTINGS = ("RUNOFSHOW_AGENDA", "RUNOFSHOW_JOURNAL_DIR", "RUNOFSHOW_BY")
"""The names in the environment by which a user may have set something."""


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


def typed(folder: Path, *words: str) -> Said:
    """Type one command in a folder, with nothing to read and no terminal."""
    printed, told = io.BytesIO(), io.BytesIO()
    out, err = io.TextIOWrapper(printed, "utf-8"), io.TextIOWrapper(told, "utf-8", "backslashreplace")
    with chdir(folder), as_a_new_process(), redirect_stdout(out), redirect_stderr(err):
        code = exit_code_of(words)
        out.flush()
        err.flush()
    return Said(code, printed.getvalue().decode(), told.getvalue().decode())


def exit_code_of(words: Sequence[str]) -> int:
    """Run one command; its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main(words)
    code = stopped.value.code
    return code if isinstance(code, int) else 0 if code is None else 1


@contextmanager
def as_a_new_process() -> Iterator[None]:
    """Give commands no settings of the user's; what they change of this process is put back.

    The library builds its tree of commands anew for each command that is run, which takes three quarters of the time:
    here it is built once.
    """
    handler = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setattr(typer.main, "get_command", _built)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, handler)


_built = functools.cache(typer.main.get_command)
