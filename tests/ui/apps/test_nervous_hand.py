"""A nervous hand at the installed program in a real pseudo-terminal: no slip of it costs anybody the floor.

Where an outcome depends on a limit, the program reads its monotonic clock from a file, and the delay between two keys
is exact on any machine. Real delays are used where the outcome is the same for each of them.
"""

import json
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
from runofshow.instants import Instant
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.speakers_list import Ask, CloseList
from runofshow.show.particulars import Particulars
from runofshow.show.state import Action
from tests.ui.apps.conftest import Opens
from tests.ui.apps.keys import BACKSPACE, ENTER, ESCAPE, LEFT, PAGE_DOWN, RIGHT
from tests.ui.apps.terminal import Terminal

DELAYS: Final = (0, 0.12, 0.3, 0.8)
"""Seconds between two keys of a hand that slips, or a clicker that bounces."""

BETWEEN: Final = (0, 0.12, 0.18, 0.5)
"""Seconds from each press to the next, so that they come at these delays after the first."""

PROGRAM: Final = """
import pathlib
from datetime import timedelta
from runofshow.cli import main
from runofshow.clock import ThisMachine

first_wall, first_boot = ThisMachine().wall(), float(pathlib.Path("clock").read_text())
seconds = lambda: float(pathlib.Path("clock").read_text())
ThisMachine.boot = lambda machine: timedelta(seconds=seconds())
ThisMachine.wall = lambda machine: first_wall + timedelta(seconds=seconds() - first_boot)
main()
"""
"""The program on a monotonic clock that stands in a file."""


@dataclass
class HandClock:
    """The clock of a laptop, which passes as the test says."""

    folder: Path
    seconds: float = 5000.0

    def __post_init__(self) -> None:
        self._first, self._wall = self.seconds, ThisMachine().wall()
        self.wait(0)

    def wall(self) -> Instant:
        return Instant(self._wall + timedelta(seconds=self.seconds - self._first))

    def boot(self) -> timedelta:
        return timedelta(seconds=self.seconds)

    def boot_id(self) -> str:
        return ThisMachine().boot_id()

    def wait(self, seconds: float) -> None:
        """Let time pass, for the program too."""
        self.seconds += seconds
        new = self.folder / "clock.new"
        new.write_text(f"{self.seconds:.6f}")
        new.replace(self.folder / "clock")


@dataclass
class Hand:
    """A moderator at the live screen of a show."""

    screen: Terminal
    session: Session
    clock: HandClock
    _read: int = 0

    def press(self, key: str, says: str, after: float = 0) -> None:
        """Press a key so many seconds after what was before; the screen answers with these words."""
        self.clock.wait(after)
        self.screen.press(key)
        self.hears(says)

    def slip(self, key: str, after: float = 0) -> str:
        """Press a key that the screen may not answer, and return the picture once it has been taken."""
        self.clock.wait(after)
        self.screen.press(f"{key}?")
        self.hears(" KEYS")
        self.screen.press("x")
        self.hears("LIST OF SPEAKERS")
        self.screen.shows("all keys")
        return self.screen.picture

    def hears(self, words: str) -> None:
        """Wait until the screen has written these words, after those that were heard before."""
        self.screen.until(lambda: words.encode() in self.screen.sent[self._read :], f"{words} is said")
        self._read = len(self.screen.sent)

    def do(self, *actions: Action) -> None:
        for action in actions:
            entry = self.session.do(action, "assistant")
            self.hears(entry.event.describe(self.session.show))

    @property
    def kinds(self) -> list[str]:
        lines = self.session.journal.path.read_text(encoding="ascii").splitlines()
        return [json.loads(line)["kind"] for line in lines]

    @property
    def session_now(self) -> Session:
        self.session.refresh()
        return self.session


@pytest.fixture
def hand(tmp_path: Path, opens: Opens) -> Hand:
    clock = HandClock(tmp_path)
    session = Session.open(tmp_path / "journals", default_agenda(), "live", by="moderator", machine=clock)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    screen = opens("live", command=(sys.executable, str(program)), environment={"RUNOFSHOW_BY": "Ben"})
    screen.shows("RUNNING ORDER", "all keys")
    return Hand(screen, session, clock, len(screen.sent))


def current(hand: Hand) -> str | None:
    return hand.session_now.show.current


def in_the_first_round(hand: Hand) -> None:
    for _ in range(5):
        hand.do(Next())
        hand.clock.wait(60)


def test_a_bouncing_step_skips_nobody(hand: Hand) -> None:
    for key, speaker in [(RIGHT, "Mr. Craig Mokhiber"), ("n", "Ms. Lakshmi Puri"), (PAGE_DOWN, "Mr. Guy Ryder")]:
        hand.press(key, f"Started: {speaker}", after=60)
        for delay in BETWEEN:
            assert "came twice at once" in hand.slip(key, after=delay)
        hand.press(key, f"{speaker} has had 0:01 ", after=0.7)
        assert "That came too soon: press → once more" in hand.slip(key, after=0.9)
    assert [kind for kind in hand.kinds if kind == "block_started"] == ["block_started"] * 3


def test_a_bounce_into_a_round_leaves_it_open(hand: Hand) -> None:
    for _ in range(4):
        hand.do(Next())
        hand.clock.wait(60)
    hand.press("n", "Started: Remarks from the floor")
    for delay in BETWEEN:
        assert "came twice at once" in hand.slip("n", after=delay)
    assert current(hand) == "floor-labour"


def test_a_second_enter_gives_nobody_the_floor(hand: Hand) -> None:
    in_the_first_round(hand)
    hand.do(Ask(Particulars(who="Chad")))
    hand.press("a", "Who asks for the floor?")
    hand.press("Mexico", "Mexico")
    hand.press(ENTER, "On the list of speakers: Mexico")
    for delay in BETWEEN:
        assert "That Enter came at once" in hand.slip(ENTER, after=delay)
    assert "floor_given" not in hand.kinds
    hand.press(ENTER, "Floor given: 1 Chad", after=0.3)
    for delay in BETWEEN:
        assert "came twice at once" in hand.slip(ENTER, after=delay)
    hand.press(ENTER, "Chad has had 0:01", after=0.3)
    assert hand.kinds.count("floor_given") == 1


def test_a_name_typed_for_a_closed_list_never_reaches_the_show(hand: Hand) -> None:
    """The n of Ghana would end the round. What is refused stays where it was typed."""
    in_the_first_round(hand)
    hand.do(CloseList())
    before = hand.kinds
    hand.press("a", "The list is closed.")
    hand.press("Ghana", "Ghana")
    hand.press(ENTER, "the list of speakers is closed")
    hand.press("naus", "Ghananaus")
    assert (hand.kinds, current(hand)) == (before, "floor-labour")


def test_nobody_who_waits_is_left_without_a_word(hand: Hand) -> None:
    in_the_first_round(hand)
    hand.do(*(Ask(Particulars(who=name)) for name in ("Chad", "Cuba", "Peru", "Fiji")))
    hand.press(RIGHT, "4 wait for the floor, Chad first")
    for delay in BETWEEN:
        assert "4 wait for the floor, Chad first" in hand.slip(RIGHT, after=delay)
    hand.press("b", "screen is blank")
    assert current(hand) == "floor-labour"
    hand.press(RIGHT, "4 wait for the floor, Chad first")
    hand.press(RIGHT, "Started: Ms. Kate Gilmore", after=1.1)


def test_two_who_are_absent_cost_a_key_each(hand: Hand) -> None:
    hand.do(Next())
    hand.press(RIGHT, "Started: Ms. Lakshmi Puri", after=60)
    hand.press(RIGHT, "Ms. Lakshmi Puri has had 0:03", after=3)
    hand.press("s", "Absent: Ms. Lakshmi Puri; started: Mr. Guy Ryder. s absent too", after=0.3)
    for delay in BETWEEN:
        assert "s absent too" in hand.slip("s", after=delay)
    assert current(hand) == "guy-ryder"
    hand.press(RIGHT, "Mr. Guy Ryder has had 0:02", after=2)
    hand.press("s", "Absent: Mr. Guy Ryder; started: Ms. Laura Thompson", after=0.3)
    hand.press("u", "Undone: absent: Mr. Guy Ryder; started: Ms. Laura Thompson", after=2)
    assert current(hand) == "guy-ryder"
    assert hand.session.show.runs["lakshmi-puri"].started is None


def test_typing_replaces_a_name_and_an_arrow_edits_it(hand: Hand) -> None:
    in_the_first_round(hand)
    hand.do(GiveFloor(Particulars(who="European Union")))
    hand.press("e", "Name of European Union:", after=10)
    hand.press("Uganda", "Uganda")
    hand.press(ENTER, "1 Uganda")
    hand.press("e", "Name of Uganda:", after=10)
    hand.screen.press(f"{RIGHT}x{LEFT}n")
    hand.screen.shows(" Ugandanx")
    hand.press(ENTER, "1 Ugandanx")
    assert hand.session_now.show.log()[0].particulars.who == "Ugandanx"


def test_the_cursor_stands_where_the_next_letter_will(hand: Hand) -> None:
    in_the_first_round(hand)

    def stands_after(text: str) -> bool:
        cursor, rows = hand.screen.screen.cursor, hand.screen.screen.display
        return rows[cursor.y].startswith(f" {text}") and cursor.x == len(text) + 1 and "Who asks" in rows[cursor.y - 1]

    hand.press("a", "Who asks for the floor?")
    hand.screen.until(lambda: stands_after(""), "the cursor stands in the empty line")
    for letter, text in [("M", "M"), ("e", "Me"), ("xico", "Mexico"), (BACKSPACE, "Mexic")]:
        hand.screen.press(letter)
        hand.screen.until(partial(stands_after, text), f"the cursor stands after {text}")
    hand.screen.press(ESCAPE)
    hand.screen.hides("Who asks")


def test_plain_lines_ring_as_a_countdown_passes_on_to_a_later_signal(hand: Hand, opens: Opens) -> None:
    lines = opens("watch", "--plain", "--bell", command=(sys.executable, str(hand.clock.folder / "program.py")))
    lines.shows("next is Mr. Craig Mokhiber")
    hand.do(Next())
    lines.shows("Mr. Craig Mokhiber, 3:00 ON TIME")
    assert b"\a" not in lines.sent
    hand.clock.wait(121)
    lines.wrote("\a")
    assert lines.sent.count(b"\a") == 1


def test_real_delays_between_two_presses_skip_nobody(tmp_path: Path, opens: Opens) -> None:
    """On the real clock: as a bounce, or as a question, the second press leaves the first speaker where he is."""
    session = Session.open(tmp_path / "journals", default_agenda(), "live", by="moderator", machine=ThisMachine())
    screen = opens("live")
    screen.shows("RUNNING ORDER", "all keys")
    screen.press(RIGHT)
    screen.wrote("Started: Mr. Craig Mokhiber")
    for delay in DELAYS:
        time.sleep(delay)
        screen.press(RIGHT)
        screen.until(lambda: b"came twice at once" in screen.sent or b"has had 0:0" in screen.sent, "it is stopped")
        session.refresh()
        assert (session.show.n, session.show.current) == (2, "craig-mokhiber")
