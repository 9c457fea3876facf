"""A laptop and a show that tests of the screens share."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import screen

from runofshow.session import Session
from runofshow.ui.apps import show_app, watch
from runofshow.ui.apps.live import LiveApp
from tests.builders import DAY
from tests.fakes import FakeMachine
from tests.ui.scenes import MEETING

if TYPE_CHECKING:
    from tests.ui.apps.terminal import Terminal

Opens = Callable[..., "Terminal"]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens neither look at the journal by themselves nor let go of a sentence: how long a test takes is all one.

    And what is to be drawn is drawn at once, and not at the next sixtieth of a second.
    """
    monkeypatch.setattr(show_app, "LOOK_EVERY", HOUR.total_seconds())
    monkeypatch.setattr(watch, "LOOK_OUT_EVERY", HOUR.total_seconds())
    monkeypatch.setattr(show_app, "NOTICE_STAYS", HOUR)
    monkeypatch.setattr(show_app, "FAILURE_STAYS", HOUR)
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 0.0005)


@pytest.fixture
def machine() -> FakeMachine:
    """A laptop ten minutes before the meeting."""
    return FakeMachine(now=DAY + timedelta(hours=12, minutes=50))


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    """The meeting, not begun."""
    return Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine)


@pytest.fixture
def other(session: Session, machine: FakeMachine) -> Session:
    """The same meeting in another process on the laptop."""
    return Session.join(session.journal.path, machine=machine)


@pytest.fixture
async def app(session: Session, request: pytest.FixtureRequest) -> AsyncIterator[LiveApp]:
    """The moderator's screen of the meeting, open; 80 by 24 cells, or as large as its parameter says."""
    app = LiveApp(session, "moderator")
    async with app.run_test(size=getattr(request, "param", (80, 24))):
        yield app


@pytest.fixture
def opens(tmp_path: Path) -> Iterator[Opens]:
    """Runs the program in terminals, which show these texts then; closes them in the end, whatever happens."""
    from tests.ui.apps.terminal import Terminal  # tests that need it are skipped by name where there are no terminals

    opened: list[Terminal] = []

    def opens(*words: str, shows: str | tuple[str, ...] = (), **others: Any) -> Terminal:
        opened.append(Terminal(tmp_path, *words, **others))
        opened[-1].shows(*((shows,) if isinstance(shows, str) else shows))
        return opened[-1]

    yield opens
    for terminal in opened:
        terminal.close()
