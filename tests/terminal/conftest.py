"""A laptop and a show that tests of the screens share."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.session import Session
from tests.builders import DAY
from tests.fakes import FakeMachine
from tests.screen.scenes import MEETING


@pytest.fixture
def machine() -> FakeMachine:
    """A laptop ten minutes before the meeting."""
    return FakeMachine(now=DAY + timedelta(hours=12, minutes=50))


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    """The meeting, not begun."""
    return Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine)
