"""Screens that follow a show, when another is opened in the same folder, and the one that waits for a show."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.journal.choose import NewerShows
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.particulars import Particulars
from runofshow.show.state import Mode
from runofshow.ui.apps import watch
from runofshow.ui.apps.rapporteur import RapporteurApp
from runofshow.ui.apps.watch import FollowingApp, StageApp, WaitingApp, WatchApp
from tests.fakes import FakeMachine
from tests.ui.apps.driving import press, rows_of, until, words_on
from tests.ui.apps.keys import CTRL_C, CTRL_F, CTRL_Q, ENTER, ESCAPE
from tests.ui.scenes import MEETING


def another(session: Session, mode: Mode = "live") -> Session:
    assert isinstance(session.machine, FakeMachine)
    session.machine.advance(timedelta(minutes=1))
    return Session.open(session.journal.path.parent, MEETING, mode, by="moderator", machine=session.machine)


def newer_shows(session: Session) -> NewerShows:
    return NewerShows(session.journal.path.parent)


def says_so(app: FollowingApp) -> bool:
    return "A NEWER SHOW IS OPEN" in "\n".join(rows_of(app))


@pytest.fixture(params=[WatchApp, StageApp])
async def app(session: Session, request: pytest.FixtureRequest) -> AsyncIterator[WatchApp]:
    app: WatchApp = request.param(session, newer_shows=newer_shows(session))
    async with app.run_test(size=(80, 24)):
        yield app


at_the_lectern = pytest.mark.parametrize("app", [StageApp], indirect=True)


async def test_a_newer_show_is_told_of_and_followed_by_a_key(session: Session, app: WatchApp) -> None:
    newer = another(session)
    app.look_out()
    assert (says_so(app), app.session) == (True, session)
    await press(app, "f")
    assert app.session.journal.path == newer.journal.path
    app.look_out()
    assert not says_so(app)
    newer.do(Next(), "moderator")
    app.session.refresh()
    assert app.session.show.n == 2


async def test_from_a_show_that_is_closed_it_goes_over_by_itself(session: Session, app: WatchApp) -> None:
    """Whether the newer one is opened before the closing or after: nobody stands at the lectern's keyboard."""
    newer = another(session)
    app.look_out()
    session.do(Finish(), "moderator")
    app.look_out()
    assert app.session.journal.path == newer.journal.path


async def test_from_the_rehearsal_it_goes_over_to_the_meeting_by_itself(session: Session) -> None:
    rehearsal = another(session, "rehearsal")
    app = StageApp(rehearsal, newer_shows=newer_shows(session))
    async with app.run_test(size=(80, 24)):
        meeting = another(session)
        app.look_out()
        assert app.session.journal.path == meeting.journal.path


@at_the_lectern
async def test_a_rehearsal_beside_the_meeting_is_nothing_to_be_told_of(session: Session, app: WatchApp) -> None:
    another(session, "rehearsal")
    app.look_out()
    assert not says_so(app)
    await press(app, "f")
    assert app.session is session


async def test_a_screen_of_a_show_that_was_named_stays_with_it(session: Session) -> None:
    app = WatchApp(session)
    async with app.run_test(size=(80, 24)):
        another(session)
        session.do(Finish(), "moderator")
        app.look_out()
        assert (says_so(app), app.session) == (False, session)


@at_the_lectern
async def test_a_blank_stage_stays_blank(session: Session, app: WatchApp) -> None:
    another(session)
    await press(app, "b")
    app.look_out()
    assert not "".join(rows_of(app)).strip()


async def test_a_rapporteur_leaves_a_closed_show_by_a_key_and_loses_nothing(session: Session) -> None:
    """Gists are written after the closing; what stands in the line is saved in the show that it is about."""
    session.do(GiveFloor(Particulars(who="Mexico", category="state")), "moderator")
    app = RapporteurApp(session, "rapporteur", newer_shows(session))
    async with app.run_test(size=(80, 24)):
        newer = another(session)
        newer.do(Ask(Particulars(who="Chad", category="state")), "moderator")
        session.do(Finish(), "moderator")
        app.look_out()
        assert (says_so(app), app.session) == (True, session)
        await press(app, "asked about data", CTRL_F)
        assert [one.particulars.gist for one in session.show.log()] == ["asked about data"]
        assert app.session.journal.path == newer.journal.path
        await press(app, "began", ENTER)
        assert app.session.show.n == 3


SENTENCE = "Waiting for a show in journals: 'runofshow live' opens one"


async def test_it_says_what_it_waits_for_and_what_cannot_be_read() -> None:
    """A journal that can't be read may be that of the show: it is told of at once."""
    app = WaitingApp(SENTENCE, lambda: (None, ["journals/x.jsonl: \x1b[31mbroken"]))
    async with app.run_test(size=(80, 24)):
        assert f"{SENTENCE} journals/x.jsonl: ␛[31mbroken q leaves" in await words_on(app)


async def test_it_ends_with_the_show_as_soon_as_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.001)
    looks = 0

    def look() -> tuple[Path | None, list[str]]:
        nonlocal looks
        looks += 1
        return Path("journals/show.jsonl") if looks > 3 else None, []

    app = WaitingApp(SENTENCE, look)
    async with app.run_test(size=(80, 24)):
        await until(app, lambda: app.return_value is not None)
    assert app.return_value == Path("journals/show.jsonl")


@pytest.mark.parametrize("key", ["q", ESCAPE, CTRL_C, CTRL_Q], ids=["q", "escape", "ctrl+c", "ctrl+q"])
async def test_who_waits_no_longer_leaves(key: str) -> None:
    app = WaitingApp(SENTENCE, lambda: (None, []))
    async with app.run_test(size=(80, 24)):
        await press(app, "nx ")
        assert app.is_running
        await press(app, key)
        assert app._exit
    assert app.return_value is None
