"""A row of the running order chosen on the live screen, and what keys do with it."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.errors import Refused
from runofshow.session import Session
from runofshow.show.actions.blocks import Extend
from runofshow.show.actions.floor import SetLimit
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import forecast
from runofshow.show.particulars import Particulars
from runofshow.show.parts import BlockRun, Status
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.apps.prompt_questions import time_of
from runofshow.ui.keymap import proposed_limit
from tests.builders import after, at, minutes
from tests.ui.apps.driving import advance, press, screen_rows, session_at, settled, slowly, words_on
from tests.ui.apps.keys import DOWN, ENTER, ESCAPE, UP
from tests.ui.scenes import SCENES


@pytest.fixture
def session(tmp_path: Path, request: pytest.FixtureRequest) -> Session:
    return session_at(tmp_path, *SCENES[getattr(request, "param", "running")])


@pytest.mark.parametrize("app", [(120, 40), (80, 24), (60, 20), (40, 12)], indirect=True, ids=str)
async def test_a_chosen_block_starts_at_the_second_enter(app: LiveApp) -> None:
    await press(app, DOWN, DOWN, DOWN)
    await settled(app)
    assert any(row.startswith(" ›") and "Discussion" in row for row in screen_rows(app))
    await press(app, ENTER)
    assert "Ms. Lakshmi Puri ends, at 2:20 · Enter again starts Discussion" in await words_on(app)
    for delay in (0, 0.12, 0.3, 0.5):
        advance(app.session, timedelta(seconds=delay))
        await press(app, ENTER)
        assert app.session.show.current == "puri"
    advance(app.session, timedelta(seconds=0.1))
    await press(app, ENTER)
    assert app.session.show.current == "floor"
    await slowly(app, "l")
    assert app.session.show.list_closed, "the rows are closed"


async def test_rows_are_skipped_brought_back_and_timed(app: LiveApp) -> None:

    def runs() -> Mapping[str, BlockRun]:
        return app.session.show.runs

    await press(app, UP, DOWN, "s")
    assert runs()["ryder"].status is Status.SKIPPED
    await press(app, "r")
    assert runs()["ryder"].status is Status.WAITING
    await press(app, DOWN, DOWN, "t", "8m", ENTER)
    assert runs()["lauber"].allotment == minutes(8)
    await settled(app)
    assert any(row.startswith(" ›") and "Lauber" in row for row in screen_rows(app))
    await press(app, ESCAPE, "u")
    assert runs()["lauber"].allotment == minutes(5)


@pytest.mark.parametrize("session", ["handover"], indirect=True)
async def test_a_running_or_past_block_says_why_it_can_t_start(app: LiveApp) -> None:
    await press(app, UP, UP, UP, ENTER)
    assert "Ms. Lakshmi Puri is done" in await words_on(app)


def test_a_length_or_a_fixed_start_is_typed() -> None:
    show, _ = SCENES["running"]
    asked = time_of(show, "ryder")
    assert asked.command is not None
    assert asked.action("8m", show) == Extend(minutes(1), "ryder")
    assert asked.action("7:00", show) is None
    with pytest.raises(Refused):
        asked.action("soon", show)
    assert asked.command("at 14:15") == "move ryder --start '14:15'"
    assert asked.command("none") == "move ryder --start none"
    assert asked.command("8m") is None


def test_the_proposed_limit_is_the_one_that_the_screen_names() -> None:
    show = after(SCENES["floor"][0], [("13:22:20", Ask(Particulars(who=f"Delegation {n}"))) for n in range(20)])
    now = forecast(show, at("13:23"))
    assert now.floor is not None
    assert now.floor.seat_all is not None
    assert proposed_limit(now) == SetLimit(now.floor.seat_all, block="floor")
    for scene in ("floor", "running"):
        with pytest.raises(Refused, match="no limit is proposed"):
            proposed_limit(forecast(*SCENES[scene]))
