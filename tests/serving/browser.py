"""A headless Chromium that a test drives over a pipe, by the DevTools protocol: no driver, no port, no library.

The protocol: https://chromedevtools.github.io/devtools-protocol/ (commands and answers are JSON, a NUL after each).
"""

import base64
import json
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Any, Final, Self

import pytest

fcntl = pytest.importorskip("fcntl", reason="needs pipes as POSIX has them")

PROGRAM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PATIENCE: Final = 20.0
"""Seconds that a slow machine may take."""

_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


class Browser:
    """One browser with one page at a time."""

    def __init__(self, profile: Path) -> None:
        assert PROGRAM is not None
        to_browser, self._to = map(_out_of_the_way, os.pipe())
        self._from, from_browser = map(_out_of_the_way, os.pipe())
        nowhere = os.open(os.devnull, os.O_RDWR)
        self._program = os.posix_spawn(
            PROGRAM,
            [PROGRAM, *_FLAGS, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, there, here)
                for there, here in ((nowhere, 0), (nowhere, 1), (nowhere, 2), (to_browser, 3), (from_browser, 4))
            ],
        )
        for descriptor in (nowhere, to_browser, from_browser):
            os.close(descriptor)
        self._unread = b""
        self._asked = 0
        self._session: str | None = None
        self._context = ""
        self.events: list[dict[str, Any]] = []
        """What the browser told of itself: errors on the page among it."""
        self.turn_over()

    def turn_over(self) -> None:
        """A new page, in a window of which nothing before knows."""
        self._session = None
        if self._context:
            self.ask("Target.disposeBrowserContext", browserContextId=self._context)
        self._context = self.ask("Target.createBrowserContext")["browserContextId"]
        page = self.ask("Target.createTarget", url="about:blank", browserContextId=self._context)["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.events.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._program, signal.SIGTERM)
        os.waitpid(self._program, 0)
        os.close(self._to)
        os.close(self._from)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command, and what the browser answered."""
        self._asked += 1
        asked = {"id": self._asked, "method": method, "params": parameters}
        if self._session is not None:
            asked["sessionId"] = self._session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        while (said := self._next()).get("id") != self._asked:
            self.events.append(said)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    def open(self, link: str, width: int = 1024, height: int = 768, scale: float = 1) -> None:
        """Open a page in a window of a size, in CSS pixels."""
        self.resize(width, height, scale)
        self.ask("Page.navigate", url=link)

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Another size, as if the tablet were turned."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def value(self, expression: str) -> Any:
        """What a JavaScript expression, or its promise, comes to on the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, expression: str) -> float:
        """Wait until an expression holds on the page; how many seconds that took. What isn't there yet doesn't hold."""
        start = time.perf_counter()
        holds = f"(() => {{ try {{ return Boolean({expression}); }} catch (absent) {{ return false; }} }})()"
        while not self.value(holds):
            assert time.perf_counter() - start < PATIENCE, f"never came: {expression}\n{self.text()}"
            time.sleep(0.02)
        return time.perf_counter() - start

    def text(self) -> str:
        """What can be read on the page."""
        return str(self.value("document.body ? document.body.innerText : ''"))

    def picture(self) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png", optimizeForSpeed=False)["data"])

    def errors(self) -> list[str]:
        """What the page complained of: errors of its code, and whatever its content-security policy held up."""
        self.value("0")
        return [
            json.dumps(event["params"])
            for event in self.events
            if event["method"] == "Runtime.exceptionThrown"
            or (event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error")
        ]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            read = os.read(self._from, 1 << 16)
            assert read, "the browser is gone"
            self._unread += read
        first, _, self._unread = self._unread.partition(b"\0")
        said: dict[str, Any] = json.loads(first)
        return said


def _out_of_the_way(descriptor: int) -> int:
    """The same pipe under a number that the browser's own don't meet."""
    other: int = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return other
