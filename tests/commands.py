"""Commands as a person types them, run in this process."""

import io
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


def status(run: Run, *words: str) -> Any:
    """What `status --json` says."""
    return json.loads(run("status", "--json", *words).out)


def exported(run: Run, *words: str) -> Any:
    """The record as JSON."""
    return json.loads(run("export", "--format", "json", *words).out)


def journal_in(folder: Path = Path()) -> Path:
    """The only journal of a folder, else of the one in which commands run."""
    (journal,) = (folder / "journals").glob("*.jsonl")
    return journal


def typed(folder: Path, *words: str) -> Said:
    """Type one command in a folder; what it prints goes to memory, not to a terminal."""
    printed, told = io.BytesIO(), io.BytesIO()
    out, err = io.TextIOWrapper(printed, "utf-8"), io.TextIOWrapper(told, "utf-8", "backslashreplace")
    with chdir(folder), without_settings(), redirect_stdout(out), redirect_stderr(err):
        code = exit_code_of(words)
        out.flush()
        err.flush()
    return Said(code, printed.getvalue().decode(), told.getvalue().decode())


def typed_on_a_terminal(folder: Path, *words: str) -> Said:
    """Type one command in a folder, with standard output on a pseudo-terminal and messages in memory."""
    import pty  # which Windows has not

    master, slave = pty.openpty()
    told = io.StringIO()
    with ThreadPoolExecutor(1) as reader:
        shown = reader.submit(_all_shown_on, master)
        with (
            os.fdopen(slave, "w", encoding="utf-8") as out,
            chdir(folder), without_settings(), redirect_stdout(out), redirect_stderr(told),
        ):  # fmt: skip
            code = exit_code_of(words)
    os.close(master)
    return Said(code, shown.result().decode(), told.getvalue())


def _all_shown_on(terminal: int) -> bytes:
    """Read until nothing writes to a terminal any more."""
    parts = []
    with suppress(OSError):  # as Linux says that the other end is closed
        while part := os.read(terminal, 1 << 16):
            parts.append(part)
    return b"".join(parts)


def exit_code_of(words: Sequence[str]) -> int:
    """Run one command, and put the handler of Ctrl-C back; its exit code."""
    handler = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit) as stopped:
            main(words)
    finally:
        signal.signal(signal.SIGINT, handler)
    code = stopped.value.code
    return code if isinstance(code, int) else 0 if code is None else 1


@contextmanager
def without_settings() -> Iterator[None]:
    """Give commands no settings of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        yield
