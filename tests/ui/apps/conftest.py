"""A laptop and a show that tests of the screens share."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual import screen

from runofshow.session import Session
from runofshow.ui.apps import show_app, watch
from tests.builders import DAY
from tests.fakes import FakeMachine
from tests.ui.scenes import MEETING

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
