"""The real program, in a process of its own, as a person would type it."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runofshow.show.actions.record import Noted
from tests.commands import typed as typed_here
from tests.faults.figures import Figure

ROOT: Final = Path(__file__).parents[2]
LONGEST: Final = 600.0
"""Seconds after which a command counts as hanging, on however busy a machine."""
HANGS: Final = 124
"""The exit code that stands for a command that had to be ended, as `timeout` has it."""

WAITING: Final = frozenset({"live", "watch", "follow", "rapporteur", "serve"})
"""The commands that go on until somebody ends them."""

COMMAND: Final = (sys.executable, "-m", "runofshow")


_ACKNOWLEDGED: Final = re.compile(r"^(?:opened|resumed): |^\d\d:\d\d:\d\d (?:noted|started: )", re.MULTILINE)
"""A lock that "can't be opened: …" is no show that was opened."""


@dataclass(frozen=True)
class Ended:
    """What a command printed, and what it exited with; negative for a signal."""

    code: int
    out: str
    err: str

    @property
    def acknowledged(self) -> bool:
        """Whether anybody was told that it counts."""
        return self.code == 0 or _ACKNOWLEDGED.search(self.err) is not None


def environment(**changes: str | None) -> dict[str, str]:
    """The environment of this process, with nothing of the user's show in it; None takes a name away."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNOFSHOW_", "PYTHON"))}
    compiled = str(Path(tempfile.gettempdir()) / f"runofshow-faults-{os.getuid()}")
    whole = kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled}
    for name, value in changes.items():
        if value is None:
            whole.pop(name, None)
        else:
            whole[name] = value
    return whole


def typed(folder: Path, *words: str | bytes, before: Sequence[str] = (), env: Mapping[str, str] | None = None) -> Ended:
    """Type one command in a folder."""
    return ran([*before, *COMMAND, *words], folder, environment() if env is None else env)


def ran(line: Sequence[str | bytes], folder: Path, env: Mapping[str, str]) -> Ended:
    """Run a program in a folder, with nothing to read. A program that hangs is ended."""
    try:
        ended = subprocess.run(
            line, cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return Ended(HANGS, "", f"it hangs: ended after {LONGEST:.0f} seconds")
    return Ended(ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace"))


def typed_within(folder: Path, *words: str) -> Ended:
    """Type one command in a folder, in this process: a command that depends on files alone needs no other."""
    said = typed_here(folder, *words)
    return Ended(said.code, said.out, said.err)


def begun(folder: Path, *lines: str) -> Path:
    """Open a show in a folder, type these commands, and return its journal."""
    folder.mkdir(parents=True, exist_ok=True)
    for line in ("start", *lines):
        typed_within(folder, *line.split())
    return next((folder / "journals").glob("*.jsonl"))


def journal_in(folder: Path) -> Path | None:
    """The one journal that was opened in a folder."""
    return next(iter(sorted((folder / "journals").glob("*.jsonl"))), None)


def notes_in(entries: Sequence[object]) -> list[str]:
    """The notes among entries, in their order."""
    return [event.text for entry in entries if isinstance(event := getattr(entry, "event", None), Noted)]


def count_ending(figure: Figure, ended: Ended, what: str, *codes: int) -> None:
    """Count what no command may end with: a traceback, another code than these, or a failure without a sentence."""
    if "Traceback" in ended.err or "Exception ignored" in ended.err:
        figure.found("traceback", f"{what}: {ended.err.strip().splitlines()[-1]}")
    elif ended.code not in codes:
        figure.found("wrong exit", f"{what}: {ended.code}, {ended.err.strip()[-200:]}")
    elif ended.code == 1 and not ended.err.strip():
        figure.found("no sentence", what)
