"""A show that is served from a thread of this process, on a laptop whose clocks a test turns."""

import asyncio
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant
from runofshow.serve.addresses import LOOPBACK, authorities, authority, listening
from runofshow.serve.broadcast import LOOK_EVERY, Board, Poller
from runofshow.serve.followed_show import Following
from runofshow.serve.links import Links
from runofshow.serve.server import ShowServer
from runofshow.session import Session
from runofshow.show.state import Action
from tests.builders import DAY, agenda, floor, speech
from tests.fakes import FakeMachine
from tests.serve.served import PATIENCE, events_at

PLAN: Final = agenda(
    speech("Ms. Ana Reyes", "12m", id="reyes"),
    speech("Mr. Ben Okoro", "8m", id="okoro"),
    floor("Questions", "rest", id="questions"),
    timezone="America/New_York",
    start="09:00",
    end="10:00",
)
"""A meeting in New York, from one to two o'clock in UTC."""

TEN_TO_ONE: Final = DAY + timedelta(hours=12, minutes=50)


class ServedHere:
    """The moderator's session of a show, and a server of its views.

    All clocks stand still until a test turns them. The socket listens for as long as this object lives: whoever calls
    while the server is stopped waits for the next one.
    """

    def __init__(self, folder: Path, plan: Agenda, now: Instant = TEN_TO_ONE) -> None:
        self.machine = FakeMachine(now)
        self.session = Session.open(folder, plan, "live", by="moderator", machine=self.machine)
        self.said: list[str] = []
        """What the server told the person who started it."""
        (self._listener,) = listening((LOOPBACK,), 0)
        self.port: int = self._listener.getsockname()[1]
        self._links = Links.beside(self.session.journal.path)
        self.links = {name: self._links.link(authority(LOOPBACK, self.port), name) for name in self._links.tokens}
        self._threads = ThreadPoolExecutor(1)
        self.start()

    def start(self) -> None:
        following = Following(self.session.journal.path, self.machine)
        board = Board()
        poller = Poller(board, following, self._links, self.said.append, machine=self.machine)
        self._serve(board, poller)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.release)
        self._server.stop()
        self._running.result(PATIENCE)

    def close(self) -> None:
        try:
            if not self._running.done():
                self.stop()
            self._running.result()
        finally:
            self._listener.close()
            self._threads.shutdown()

    def do(self, *actions: Action) -> None:
        """The moderator does something, and the server looks at the journal when all of it is done."""
        for action in actions:
            self.session.do(action, "moderator")
        self.turn_loop(LOOK_EVERY)

    def pass_time(self, span: timedelta) -> None:
        """Time passes on the laptop, and the server looks at the clock."""
        self.machine.advance(span)
        self.turn_loop(LOOK_EVERY)

    def turn_loop(self, seconds: float) -> None:
        """So much time passes for a server that waits for something."""
        if not self._running.done():
            self._loop.call_soon_threadsafe(self._loop.turn, seconds)

    def until_said(self, words: str) -> None:
        patience = time.perf_counter() + PATIENCE
        while not any(words in sentence for sentence in self.said):
            assert time.perf_counter() < patience, self.said
            time.sleep(0.02)

    def events(self, view: str) -> Generator[tuple[str, Any], None, None]:
        return events_at(self.links[view], view)

    def _serve(self, board: Board, poller: Poller) -> None:
        self._server = ShowServer(board, poller, self._links, authorities((LOOPBACK,), self.port))
        self._loop = TurnedLoop()
        self._running = self._threads.submit(self._run, self._server, self._loop)

    def _run(self, server: ShowServer, loop: "TurnedLoop") -> None:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(server.serve([self._listener.dup()]))


class Waiting(ServedHere):
    """A server that was started before there is a show."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: Session | None = None
        super().__init__(folder.with_name("elsewhere"), PLAN)

    def start(self) -> None:
        self._links = Links.before_a_show(self.folder)
        self.links = {name: self._links.link(authority(LOOPBACK, self.port), name) for name in self._links.tokens}
        board = Board()
        poller = Poller(board, None, self._links, self.said.append, find=self._find, machine=self.machine)
        self._serve(board, poller)

    def open_show(self) -> None:
        self._opened = Session.open(self.folder, PLAN, "live", by="moderator", machine=self.machine)
        self.turn_loop(LOOK_EVERY)

    def _find(self) -> Following | None:
        return None if self._opened is None else Following(self._opened.journal.path, self.machine)


class TurnedLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock stands still until a test turns it, or releases it."""

    def __init__(self) -> None:
        self._now = 0.0
        self._released: float | None = None
        super().__init__()

    def time(self) -> float:
        return self._now if self._released is None else self._now + super().time() - self._released

    def turn(self, seconds: float) -> None:
        self._now += seconds

    def release(self) -> None:
        self._released = super().time()
