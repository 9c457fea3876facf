"""A nervous hand at the live screen: no slip of it costs anybody the floor.

The clock stands still unless the hand waits, so that each delay between two keys is exact. The last tests are of the
installed program in a real pseudo-terminal; there the outcome is the same for each real delay.
"""

import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from runofshow.agenda.loader import default_agenda
from runofshow.clock import ThisMachine
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action
from runofshow.ui.apps.live import LiveApp
from tests.fakes import FakeMachine
from tests.ui.apps.conftest import Opens
from tests.ui.apps.driving import look, press, wide, words_on
from tests.ui.apps.keys import BACKSPACE, ENTER, ESCAPE, LEFT, PAGE_DOWN, RIGHT

DELAYS: Final = (0, 0.12, 0.3, 0.8)
"""Seconds between two keys of a hand that slips, or a clicker that bounces."""

BETWEEN: Final = (0, 0.12, 0.18, 0.5)
"""Seconds from each press to the next, so that they come at these delays after the first."""


@pytest.fixture
def session(tmp_path: Path, machine: FakeMachine) -> Session:
    """The lunch, not begun."""
    return Session.open(tmp_path, default_agenda(), "live", by="moderator", machine=machine)


@dataclass
class Hand:
    """A moderator at the live screen of the lunch, beside somebody at a second terminal."""

    app: LiveApp
    other: Session
    machine: FakeMachine

    def waits(self, seconds: float) -> None:
        self.machine.advance(timedelta(seconds=seconds))

    async def press(self, key: str, says: str, after: float = 0) -> None:
        """Press a key so many seconds after what was before; the screen answers with these words."""
        assert says in await self.slip(key, after)

    async def slip(self, key: str, after: float = 0) -> str:
        """Press a key, and return what stands on the screen then."""
        self.waits(after)
        await press(self.app, key)
        return await words_on(self.app)

    def do(self, *actions: Action) -> None:
        """Enter something at the second terminal, which the screen has seen then."""
        for action in actions:
            self.other.do(action, "assistant")
            look(self.app)

    def comes_to_the_first_round(self) -> None:
        """The first floor round runs; by then nobody has just begun."""
        for _ in range(5):
            self.do(Next())
            self.waits(60)

    @property
    def kinds(self) -> list[str]:
        return [entry.event.kind for entry in reversed(list(self.app.session.show.history))]


@pytest.fixture
def hand(app: LiveApp, other: Session, machine: FakeMachine) -> Hand:
    return Hand(app, other, machine)


@wide
async def test_a_bouncing_step_skips_nobody(hand: Hand) -> None:
    for key, speaker in [(RIGHT, "Mr. Craig Mokhiber"), ("n", "Ms. Lakshmi Puri"), (PAGE_DOWN, "Mr. Guy Ryder")]:
        await hand.press(key, f"Started: {speaker}", after=60)
        for delay in BETWEEN:
            assert "came twice at once" in await hand.slip(key, after=delay)
        await hand.press(key, f"{speaker} has had 0:01 ", after=0.7)
        assert "That came too soon: press → once more" in await hand.slip(key, after=0.9)
    assert [kind for kind in hand.kinds if kind == "block_started"] == ["block_started"] * 3


@wide
async def test_a_bounce_into_a_round_leaves_it_open(hand: Hand) -> None:
    for _ in range(4):
        hand.do(Next())
        hand.waits(60)
    await hand.press("n", "Started: Remarks from the floor")
    for delay in BETWEEN:
        assert "came twice at once" in await hand.slip("n", after=delay)
    assert hand.app.session.show.current == "floor-labour"


@wide
async def test_a_second_enter_gives_nobody_the_floor(hand: Hand) -> None:
    hand.comes_to_the_first_round()
    hand.do(Ask(Particulars(who="Chad")))
    await hand.press("a", "Who asks for the floor?")
    await hand.press("Mexico", "Mexico")
    await hand.press(ENTER, "On the list of speakers: Mexico")
    for delay in BETWEEN:
        assert "That Enter came at once" in await hand.slip(ENTER, after=delay)
    assert "floor_given" not in hand.kinds
    await hand.press(ENTER, "Floor given: 1 Chad", after=0.3)
    for delay in BETWEEN:
        assert "came twice at once" in await hand.slip(ENTER, after=delay)
    await hand.press(ENTER, "Chad has had 0:01", after=0.3)
    assert hand.kinds.count("floor_given") == 1


@wide
async def test_a_name_typed_for_a_closed_list_never_reaches_the_show(hand: Hand) -> None:
    """The n of Ghana would end the round. What is refused stays where it was typed."""
    hand.comes_to_the_first_round()
    hand.do(CloseList())
    before = hand.kinds
    await hand.press("a", "The list is closed.")
    await hand.press("Ghana", "Ghana")
    await hand.press(ENTER, "the list of speakers is closed")
    await hand.press("naus", "Ghananaus")
    assert (hand.kinds, hand.app.session.show.current) == (before, "floor-labour")


@wide
async def test_nobody_who_waits_is_left_without_a_word(hand: Hand) -> None:
    hand.comes_to_the_first_round()
    hand.do(*(Ask(Particulars(who=name)) for name in ("Chad", "Cuba", "Peru", "Fiji")))
    await hand.press(RIGHT, "4 wait for the floor, Chad first")
    for delay in BETWEEN:
        assert "4 wait for the floor, Chad first" in await hand.slip(RIGHT, after=delay)
    await hand.press("b", "screen is blank")
    assert hand.app.session.show.current == "floor-labour"
    await hand.press(RIGHT, "4 wait for the floor, Chad first", after=0.5)
    await hand.slip(ESCAPE)
    await hand.press(RIGHT, "4 wait for the floor, Chad first", after=1.1)
    await hand.press(RIGHT, "Started: Ms. Kate Gilmore", after=1.1)


@wide
async def test_two_who_are_absent_cost_a_key_each(hand: Hand) -> None:
    hand.do(Next())
    await hand.press(RIGHT, "Started: Ms. Lakshmi Puri", after=60)
    await hand.press(RIGHT, "Ms. Lakshmi Puri has had 0:03", after=3)
    await hand.press("s", "Absent: Ms. Lakshmi Puri; started: Mr. Guy Ryder. s absent too", after=0.3)
    for delay in BETWEEN:
        assert "s absent too" in await hand.slip("s", after=delay)
    assert hand.app.session.show.current == "guy-ryder"
    await hand.press(RIGHT, "Mr. Guy Ryder has had 0:02", after=2)
    await hand.press("s", "Absent: Mr. Guy Ryder; started: Ms. Laura Thompson", after=0.3)
    await hand.press("u", "Undone: absent: Mr. Guy Ryder; started: Ms. Laura Thompson", after=2)
    assert hand.app.session.show.current == "guy-ryder"
    assert hand.app.session.show.runs["lakshmi-puri"].started is None


@wide
async def test_typing_replaces_a_name_and_an_arrow_edits_it(hand: Hand) -> None:
    hand.comes_to_the_first_round()
    hand.do(GiveFloor(Particulars(who="European Union")))
    await hand.press("e", "Name of European Union:", after=10)
    await hand.press("Uganda", "Uganda")
    await hand.press(ENTER, "1 Uganda")
    await hand.press("e", "Name of Uganda:", after=10)
    for key, left in [(RIGHT, "Uganda"), ("x", "Ugandax"), (LEFT, "Ugandax"), ("n", "Ugandanx")]:
        await hand.press(key, left)
    await hand.press(ENTER, "1 Ugandanx")
    assert hand.app.session.show.log()[0].particulars.who == "Ugandanx"


# In a terminal.


def test_the_cursor_stands_where_the_next_letter_will(opens: Opens) -> None:
    def stands_after(text: str) -> bool:
        cursor, rows = screen.screen.cursor, screen.screen.display
        return rows[cursor.y].startswith(f" {text}") and cursor.x == len(text) + 1 and "Who asks" in rows[cursor.y - 1]

    screen = opens("live", "--live", shows=("RUNNING ORDER", "all keys"))
    screen.press("a", shows="Who asks for the floor?")
    for letter, text in [("", ""), ("M", "M"), ("e", "Me"), ("xico", "Mexico"), (BACKSPACE, "Mexic")]:
        screen.press(letter)
        screen.until(partial(stands_after, text), f"the cursor stands after {text}")
    screen.press(ESCAPE)
    screen.hides("Who asks")


PROGRAM: Final = """
import pathlib
from datetime import timedelta
from runofshow.cli import main
from runofshow.clock import ThisMachine

first_wall = ThisMachine().wall()
seconds = lambda: float(pathlib.Path("clock").read_text())
ThisMachine.boot = lambda machine: timedelta(hours=5, seconds=seconds())
ThisMachine.wall = lambda machine: first_wall + timedelta(seconds=seconds())
ThisMachine.boot_id = lambda machine: "boot-1"
main()
"""
"""The program on the clocks of a machine whose seconds stand in a file."""


def test_plain_lines_ring_as_a_countdown_passes_on_to_a_later_signal(tmp_path: Path, opens: Opens) -> None:
    (tmp_path / "clock").write_text("0")
    (tmp_path / "program.py").write_text(PROGRAM)
    machine = FakeMachine(now=ThisMachine().wall())
    session = Session.open(tmp_path / "journals", default_agenda(), "live", by="moderator", machine=machine)
    lines = opens(
        "watch",
        "--plain",
        "--bell",
        command=(sys.executable, str(tmp_path / "program.py")),
        shows="next is Mr. Craig Mokhiber",
    )
    session.do(Next(), "moderator")
    lines.shows("Mr. Craig Mokhiber, 3:00 ON TIME")
    assert b"\a" not in lines.sent
    (tmp_path / "clock.new").write_text("121")
    (tmp_path / "clock.new").replace(tmp_path / "clock")
    lines.wrote("\a")
    assert lines.sent.count(b"\a") == 1


def test_real_delays_between_two_presses_skip_nobody(tmp_path: Path, opens: Opens) -> None:
    """On the real clock: as a bounce, or as a question, the second press leaves the first speaker where he is."""
    session = Session.open(tmp_path / "journals", default_agenda(), "live", by="moderator", machine=ThisMachine())
    screen = opens("live", shows=("RUNNING ORDER", "all keys"))
    screen.press(RIGHT)
    screen.wrote("Started: Mr. Craig Mokhiber")
    for delay in DELAYS:
        time.sleep(delay)
        screen.press(RIGHT)
        screen.until(lambda: b"came twice at once" in screen.sent or b"has had 0:0" in screen.sent, "it is stopped")
        session.refresh()
        assert (session.show.n, session.show.current) == (2, "craig-mokhiber")
