"""The keys of the live screen in a panel, and before a fixed start."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.ui.apps.live import LiveApp
from tests.agenda.test_stretches import item
from tests.builders import agenda, at, floor
from tests.fakes import FakeMachine
from tests.ui.apps.driving import advance, press, shown, slowly
from tests.ui.apps.keys import RIGHT

pytestmark = pytest.mark.asyncio

DAY = agenda(
    {"panel": "Financing", "speakers": ["Mr. Guy Ryder", "Ms. Laura Thompson"], "duration": "10m", "each": "5m"},
    item("Signing", "5m", type="ceremony", start="14:30"),
    floor("F", "10m"),
)


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine(at("13:55"))


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    opened = Session.open(tmp_path, DAY, "live", by="moderator", machine=machine)
    machine.advance(timedelta(minutes=5))
    opened.do(Next(), "moderator")
    return opened


@pytest.mark.parametrize("app", [(100, 40)], indirect=True)
async def test_a_number_gives_the_word_and_d_ends_the_turn(session: Session, app: LiveApp) -> None:
    await press(app, "2")
    assert session.show.turn_now is not None
    assert session.show.turn_now.speaker.name == "Ms. Laura Thompson"
    assert "Has the word: 2 Ms. Laura Thompson." in shown(app)
    assert "0:00 of 5:00" in shown(app)
    await slowly(app, "3")
    assert "there is no panellist 3: Financing has 2" in shown(app)
    await press(app, "d")
    assert session.show.turn_now is None


@pytest.mark.parametrize("app", [(100, 40)], indirect=True)
async def test_the_arrow_before_a_fixed_start_asks_and_starts_at_a_second_press(
    session: Session, machine: FakeMachine, app: LiveApp
) -> None:
    machine.advance(timedelta(minutes=20))
    await press(app, " ")
    await press(app, RIGHT)
    assert "Signing is due 14:30, in 10:00" in shown(app)
    assert session.show.current is None
    advance(session, timedelta(seconds=2))
    await press(app, RIGHT)
    assert session.show.current == "signing"
