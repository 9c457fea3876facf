"""What it costs to start."""

import subprocess
import sys

from tests.benchmarks.table import folder, median_of, told


def starting() -> None:
    """A command from the shell, against importing what it needs."""
    needed = "import typer, pydantic, rpds, filelock, runofshow.session, runofshow.cli.settings"
    with folder() as place:
        subprocess.run([sys.executable, "-m", "runofshow", "start"], cwd=place, check=True, capture_output=True)

        def run(*words: str) -> float:
            command = [sys.executable, *words]
            return median_of(lambda: subprocess.run(command, cwd=place, check=True, capture_output=True))

        importing = run("-c", needed)
        for words in (("status", "--plain"), ("note", "x"), ("--help",)):
            told(f"runofshow {' '.join(words)}", run("-m", "runofshow", *words), "importing what it needs", importing)
