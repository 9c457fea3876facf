"""A cast that plays in a session beside whoever steers it."""

from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.agenda.loader import default_agenda
from runofshow.session import Session
from runofshow.show.actions.blocks import Extend, Pause, Resume
from runofshow.show.actions.meeting import SetHardStop
from runofshow.show.actions.undo import Undo
from runofshow.show.state import Phase
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.played_outcome import AUTHOR, Script, play_outcome, shuffled_states
from runofshow.ui.apps.live import RehearsalApp
from runofshow.ui.apps.player import HANDS_OFF, Player
from tests.fakes import FakeMachine
from tests.ui.apps.driving import press, shown
from tests.ui.reading import says

LUNCH = default_agenda()
ASSUMED = Assumptions(PRESETS["high-level"])
MINUTE = timedelta(minutes=1)


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine(now=LUNCH.start - MINUTE)


def player_of(folder: Path, machine: FakeMachine, names: list[str] | None = None) -> Player:
    session = Session.open(folder, LUNCH, "rehearsal", by=AUTHOR, machine=machine)
    session.do(SetHardStop(LUNCH.end), AUTHOR)
    return Player(session, Script(LUNCH, Simulator(LUNCH, ASSUMED).in_detail(1), names or ()))


@pytest.fixture
def player(tmp_path: Path, machine: FakeMachine) -> Player:
    return player_of(tmp_path, machine)


def test_a_meeting_that_nobody_disturbs_is_the_dry_run_of_its_seed(player: Player, machine: FakeMachine) -> None:
    while player.until_next() is not None:
        machine.advance(timedelta(seconds=7))
        player.play()
    show, run = player.session.show, play_outcome(LUNCH, ASSUMED, 1)
    assert show.phase is Phase.FINISHED
    assert [(show.runs[b.planned.block.id].started, show.runs[b.planned.block.id].ended) for b in run.blocks] == [
        (b.start, b.end) for b in run.blocks
    ]
    assert len(show.log()) == run.interventions


def test_those_who_take_the_floor_have_names_and_ask_for_it(tmp_path: Path, machine: FakeMachine) -> None:
    player = player_of(tmp_path, machine, shuffled_states(1))
    machine.advance(timedelta(hours=3))
    player.play()
    log = player.session.show.log()
    heard = [one.particulars.who for one in log]
    assert len(set(heard)) == len(heard) > 10
    assert {one.particulars.category for one in log} == {"state"}
    assert sum(one.requested is not None for one in log) >= 10


def test_while_it_is_paused_the_cast_waits(player: Player, machine: FakeMachine) -> None:
    machine.advance(MINUTE * 2)
    player.play()
    due = player.upcoming()
    player.session.do(Pause(), "moderator")
    machine.advance(MINUTE * 10)
    assert player.until_next() is None
    assert player.play() == []
    player.session.do(Resume(), "moderator")
    upcoming = player.upcoming()
    assert due is not None
    assert upcoming == due._replace(at=due.at + MINUTE * 10)


def test_a_speaker_who_is_given_more_takes_more(player: Player, machine: FakeMachine) -> None:
    machine.advance(MINUTE * 2)
    player.play()
    before = player.upcoming()
    player.session.do(Extend(MINUTE), "moderator")
    after = player.upcoming()
    assert before is not None
    assert after is not None
    assert after.at > before.at


def test_what_somebody_undoes_is_left_to_them_for_a_while(player: Player, machine: FakeMachine) -> None:
    """Else the cast would do it again at once."""
    machine.advance(MINUTE * 2)
    player.play()
    player.session.do(Undo(), "moderator")
    assert player.play() == []
    assert player.session.show.current is None
    machine.advance(HANDS_OFF)
    player.play()
    assert player.session.show.current == "craig-mokhiber"


def test_a_journal_that_cannot_be_written_stops_the_cast_and_says_so(
    player: Player, machine: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.advance(MINUTE * 2)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert player.play() == []
    assert player.refusal is not None
    assert player.until_next() is None


async def test_the_screen_shows_the_cast_at_work_and_takes_keys(tmp_path: Path, machine: FakeMachine) -> None:
    app = RehearsalApp(player_of(tmp_path, machine, shuffled_states(1)), "moderator")
    async with app.run_test(size=(120, 40)):
        assert says(shown(app), "every key works")
        machine.advance(MINUTE * 2)
        app.draw()
        assert says(shown(app), "RUNNING")
        await press(app, "p")
        assert says(shown(app), "PAUSED")
        machine.advance(MINUTE * 40)
        app.draw()
        assert app.session.show.current == "craig-mokhiber"
    assert "nothing of it is kept" in app.farewell()
