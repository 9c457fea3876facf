"""A headless Chromium that a test drives over a pipe, by the DevTools protocol: no driver, no port, no library.

The protocol: https://chromedevtools.github.io/devtools-protocol/ (commands and answers are JSON, a NUL after each).
"""

import base64
import json
import os
import select
import shutil
import signal
import time
from pathlib import Path
from typing import Any, Final, Self

import pytest

from tests.serve.served import PATIENCE

fcntl = pytest.importorskip("fcntl", reason="needs pipes as POSIX has them")

PROGRAM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_CLOCK: Final = """
(() => {
  let read = 1000;
  const drawing = [];
  performance.now = () => read;
  Date.now = () => 1400000000000 + read;
  window.setInterval = (draw) => drawing.push(draw);
  window.later = (milliseconds) => { read += milliseconds; drawing.forEach((draw) => draw()); };
  window.wake = (milliseconds) => { Date.now = () => 1400000000000 + read + milliseconds; later(0); };
})();
"""
"""Clocks of a page that stand still until somebody calls `later`, which lets the page draw what it then shows.

The wall clock is years behind: a page must not rely on it. `wake` is what a tablet does that has slept: of some only
the wall clock has gone on meanwhile.
"""

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
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)
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

    def prepare(self, script: str) -> None:
        """Run a script in every page that is opened from now on, before any of its own."""
        self.ask("Page.addScriptToEvaluateOnNewDocument", source=script)

    def hold_clocks(self) -> None:
        """Let the clocks of every page that is opened from now on stand still, but for `later`."""
        self.prepare(_CLOCK)

    def later(self, milliseconds: int = 0) -> None:
        self.value(f"later({milliseconds})")

    def without_scripts(self) -> None:
        """Run no script of any page from now on."""
        self.ask("Emulation.setScriptExecutionDisabled", value=True)

    def dress(self, rules: str) -> None:
        """Give every page that is opened from now on one more style sheet: other fonts, say."""
        add = "document.adoptedStyleSheets = [sheet]"
        self.prepare(f"const sheet = new CSSStyleSheet(); sheet.replaceSync({json.dumps(rules)}); {add};")

    def open(self, link: str, width: int = 1024, height: int = 768, scale: float = 1) -> None:
        """Open a page in a window of a size, in CSS pixels, and wait until its files have come and its code has run."""
        self.events.clear()
        self.resize(width, height, scale)
        opened = self.ask("Page.navigate", url=link)["loaderId"]
        patience = time.perf_counter() + PATIENCE
        while not any(_is_loaded(event, opened) for event in self.events):
            assert time.perf_counter() < patience, f"never came: {link}"
            self.events.append(self._next())

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
        )

    def value(self, expression: str) -> Any:
        """What a JavaScript expression, or its promise, comes to on the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def until(self, expression: str) -> None:
        """Wait until an expression holds on the page. What isn't there yet doesn't hold."""
        patience = time.perf_counter() + PATIENCE
        holds = f"(() => {{ try {{ return Boolean({expression}); }} catch (absent) {{ return false; }} }})()"
        while not self.value(holds):
            assert time.perf_counter() < patience, f"never came: {expression}\n{self.text()}"
            time.sleep(0.02)

    def until_answered(self, name: str, times: int) -> None:
        """Wait until the server has answered that often since the page was opened when asked for a file."""
        patience = time.perf_counter() + PATIENCE
        while self._answers(name) < times:
            assert time.perf_counter() < patience, f"{name} was answered {self._answers(name)} times, not {times}"
            self.value("0")

    def text(self) -> str:
        return str(self.value("document.body ? document.body.innerText : ''"))

    def picture(self) -> bytes:
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"])

    def errors(self) -> list[str]:
        """What the page complained of: errors of its code, and whatever its content-security policy held up."""
        self.value("0")
        return [
            json.dumps(event["params"])
            for event in self.events
            if event["method"] == "Runtime.exceptionThrown"
            or (event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error")
        ]

    def until_heard(self, count: int) -> None:
        patience = time.perf_counter() + PATIENCE
        while len(heard := self.heard()) < count:
            assert time.perf_counter() < patience, f"{count} events never came: {heard}"

    def heard(self) -> list[str]:
        self.value("0")
        messages = (event for event in self.events if event["method"] == "Network.eventSourceMessageReceived")
        return [message["params"]["eventName"] for message in messages]

    def _answers(self, name: str) -> int:
        responses = (event["params"] for event in self.events if event["method"] == "Network.responseReceived")
        return sum(response["response"]["url"].endswith(f"/{name}") for response in responses)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._from], [], [], PATIENCE)
            assert ready, "the browser doesn't answer"
            read = os.read(self._from, 1 << 16)
            assert read, "the browser is gone"
            self._unread += read
        first, _, self._unread = self._unread.partition(b"\0")
        said: dict[str, Any] = json.loads(first)
        return said


def _is_loaded(event: dict[str, Any], page: str) -> bool:
    told = event["params"]
    return event["method"] == "Page.lifecycleEvent" and (told["loaderId"], told["name"]) == (page, "load")


def _out_of_the_way(descriptor: int) -> int:
    """The same pipe under a number that the browser's own don't meet."""
    other: int = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return other
