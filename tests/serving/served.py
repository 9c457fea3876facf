"""The program as it serves a show, and as a second terminal moves that show."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

PATIENCE: Final = 20.0
"""Seconds that a slow machine may take."""

ENVIRONMENT: Final = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
"""The program of this working tree, whichever is installed."""


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


class Served:
    """`runofshow serve` on a folder."""

    def __init__(self, folder: Path, *options: str, port: int | None = None, mode: str = "--live") -> None:
        self.folder = folder
        if not (folder / "journals").exists():
            self.command("start", mode)
        self.port = port or free_port()
        with (folder / "said.txt").open("w", encoding="utf-8") as said:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "runofshow", "serve", "--port", str(self.port), *options],
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
        self._wait_until_it_listens()

    @property
    def process(self) -> int:
        """Its number on this machine."""
        return self._program.pid

    def command(self, *words: str) -> str:
        """A command as it is typed in a second terminal."""
        typed = [sys.executable, "-m", "runofshow", *words]
        done = subprocess.run(typed, cwd=self.folder, env=ENVIRONMENT, check=True, capture_output=True, text=True)
        return done.stdout

    def said(self) -> str:
        """What it told the person who started it."""
        return (self.folder / "said.txt").read_text(encoding="utf-8")

    def until_said(self, words: str) -> None:
        """Wait until it told the person who started it something."""
        until = time.perf_counter() + PATIENCE
        while words not in self.said():
            assert time.perf_counter() < until, self.said()
            time.sleep(0.02)

    def end(self, by: signal.Signals) -> int:
        """End it by a signal; what it exited with, or the number of the signal, less than nothing."""
        self._program.send_signal(by)
        return self._program.wait(PATIENCE)

    def kill(self) -> None:
        """It is over, however it takes it."""
        self._program.kill()
        self._program.wait()
        if self._program.stdout is not None:
            self._program.stdout.close()

    def events(self, view: str) -> Generator[tuple[str, Any], None, None]:
        """What a page of that view is told, event by event, for as long as the server lives."""
        link = urlsplit(self.links[view])
        connection = http.client.HTTPConnection(str(link.hostname), link.port, timeout=PATIENCE)
        connection.request("GET", link.path.removesuffix(view) + "events")
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

    def _wait_until_it_listens(self) -> None:
        until = time.perf_counter() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                assert time.perf_counter() < until, self.said()
                time.sleep(0.02)
            else:
                return
