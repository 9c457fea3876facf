"""The program as it serves a show, and as a second terminal moves that show."""

import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

PATIENCE: Final = 60.0
"""Seconds that a slow machine may take."""

_OWN: Final = ("COLUMNS", "LINES", "RUNOFSHOW_")
ENVIRONMENT: Final = {
    **{name: value for name, value in os.environ.items() if not name.startswith(_OWN)},
    "PYTHONPATH": str(Path(__file__).parents[2]),
}
"""For the program of this working tree, whichever is installed; without the settings of whoever runs the tests."""


_PORTS: Final = range(10_000, 32_000)
"""Below those that systems give to whoever connects to somebody: none is taken between the choice and its use."""


def free_port() -> int:
    while True:
        port = random.choice(_PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Served:
    """`runofshow serve` on a folder."""

    def __init__(
        self, folder: Path, *, port: int | None = None, mode: str = "--live", most_files: int | None = None
    ) -> None:
        """Run the program; on a shell's word that it may open so many files."""
        self.folder = folder
        if not (folder / "journals").exists():
            self.command("start", mode)
        self.port = port or free_port()
        limited = [] if most_files is None else ["sh", "-c", 'ulimit -n "$0" && exec "$@"', str(most_files)]
        with (folder / "said.txt").open("w", encoding="utf-8") as said:
            self._program = subprocess.Popen(
                [*limited, sys.executable, "-m", "runofshow", "serve", "--port", str(self.port)],
                cwd=folder,
                env=ENVIRONMENT,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        assert self._program.stdout is not None
        lines = [self._program.stdout.readline() for _ in range(2)]
        self.links: dict[str, str] = dict(re.findall(r"^(\w+) +(http\S+)$", "".join(lines), re.MULTILINE))
        """By the name of their view, as they were printed."""

    @property
    def process(self) -> int:
        return self._program.pid

    def command(self, *words: str) -> str:
        typed = [sys.executable, "-m", "runofshow", *words]
        done = subprocess.run(typed, cwd=self.folder, env=ENVIRONMENT, check=True, capture_output=True, text=True)
        return done.stdout

    def said(self) -> str:
        return (self.folder / "said.txt").read_text(encoding="utf-8")

    def end(self, by: signal.Signals) -> int:
        """End it by a signal; what it exited with, or the number of the signal, less than nothing."""
        self._program.send_signal(by)
        return self._program.wait(PATIENCE)

    def kill(self) -> None:
        self._program.kill()
        self._program.wait()
        if self._program.stdout is not None:
            self._program.stdout.close()

    def events(self, view: str) -> Generator[tuple[str, Any], None, None]:
        return events_at(self.links[view], view)


def events_at(link: str, view: str) -> Generator[tuple[str, Any], None, None]:
    """What a page of a view that has this link is told, event by event, for as long as the server lives."""
    parts = urlsplit(link)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE)
    connection.request("GET", parts.path.removesuffix(view) + "events")
    answer = connection.getresponse()
    try:
        assert str(answer.getheader("content-type")).startswith("text/event-stream")
        name = ""
        while line := answer.readline().decode():
            if line.startswith("event: "):
                name = line.removeprefix("event: ").strip()
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))
    finally:
        answer.close()
        connection.close()
