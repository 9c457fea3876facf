"""CPU time to start: commands as users install them, against importing the libraries that every command needs."""

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import folder, told

LIBRARIES = "import typer, pydantic, yaml, rich.console, rich.table"
"""Third-party packages only: our own modules are part of what is measured."""

COMMANDS = (("--help",), ("status",), ("next",), ("note", "x"))
ROUNDS = 15
ROOT = Path(__file__).parents[2]


def starting() -> None:
    """Measure an ordinary installation with compiled files; all commands take turns, so that noise hits all alike."""
    with folder() as place:
        programs = _installed(place / "environment")
        runofshow = programs / "runofshow"
        opened, meeting = place / "opened", place / "meeting"
        opened.mkdir()
        subprocess.run([runofshow, "start"], cwd=opened, check=True, capture_output=True)
        commands = {f"runofshow {' '.join(words)}": [runofshow, *words] for words in COMMANDS}
        commands[LIBRARIES] = [programs / "python", "-c", LIBRARIES]
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                shutil.copytree(opened, meeting)
                taken[name].append(_cpu_seconds(command, meeting))
                shutil.rmtree(meeting)
    libraries = statistics.median(taken.pop(LIBRARIES))
    for name, seconds in taken.items():
        told(name, statistics.median(seconds), "importing its libraries", libraries)


def _installed(environment: Path) -> Path:
    """Install the package with its required dependencies, and return the folder of the programs."""
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    programs = environment / "bin"
    subprocess.run([programs / "python", "-m", "pip", "install", "-qq", ROOT], check=True)
    return programs


def _cpu_seconds(command: Sequence[Path | str], where: Path) -> float:
    """Return the user and system time of one process."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RUNOFSHOW"))}
    with subprocess.Popen(
        command, cwd=where, env=outside, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(map(str, command))} exited with {process.returncode}"
        raise RuntimeError(message)
    return usage.ru_utime + usage.ru_stime
