"""Every key in every phase: one entry, one sentence, or something that opens; the screen shows what the disk holds."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.actions.meeting import Finish
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.key_guard import KeyGuard
from runofshow.ui.keymap import KeyAction
from runofshow.ui.selection import Pick
from tests.builders import after, at
from tests.ui.apps.driving import check_picture, keys_of, press, screen_rows, session_at, words_on
from tests.ui.apps.keys import (
    CTRL_C,
    CTRL_Q,
    DELETE,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    SHIFT_DOWN,
    SHIFT_E,
    SHIFT_F,
    SHIFT_S,
    SHIFT_U,
    SHIFT_UP,
    UP,
)
from tests.ui.scenes import SCENES

pytestmark = pytest.mark.asyncio

Expected = Mapping[str, tuple[str | None, str]]
"""By key: the kind of the entry that it makes, or None; and words that stand on the screen then."""

CLOSED: Final = "the show is closed: u takes the closing back, 'runofshow record' still enters an intervention"
NOTHING_TO_GO_BACK: Final = "PgUp takes back the start or end of a block only: u takes back what was done last"
NO_REPLY: Final = "nobody replies now: the numbers count in a floor round, once somebody from the floor has spoken"
NOTHING_LEFT_OUT: Final = "no block was skipped: 'runofshow restore BLOCK' brings back one that is done"
ALL_RUN: Final = (
    "every block has been run: F closes the show, 'runofshow insert' adds a block, 'runofshow restore BLOCK' brings "
    "back one that is done"
)

IN_EVERY_PHASE: Expected = {
    "m": (None, "Note on the meeting:"),
    "?": (None, "end the block and start the next one"),
    "r": (None, NOTHING_LEFT_OUT),
    UP: (None, "↑↓ choose Enter start s skip r bring back t time Esc close"),
    "f": (None, "no limit is proposed, for nobody waits: type ':floor limit 2m' to set one"),
    ":": (None, "No command can be typed here · Esc closes this line"),
    "U": (None, "there is nothing to redo: what was undone can be brought back until something else is done"),
}
NOBODY_HAS_SPOKEN: Expected = {
    "d": (None, "nobody holds the floor"),
    ENTER: (None, "nobody is on the list of speakers: i gives the floor to somebody who isn't"),
    "e": (None, "Nobody has taken the floor yet, and i gives it · Esc closes this line"),
    "E": (None, "Nobody has taken or asked for the floor yet: i gives it, a lists who asks · Esc closes this line"),
    "1": (None, NO_REPLY),
}
WHILE_OPEN: Expected = {
    **IN_EVERY_PHASE,
    **NOBODY_HAS_SPOKEN,
    **dict.fromkeys(["i", "o"], ("floor_given", "Who has the floor? (1)")),
    "a": (None, "Who asks for the floor?"),
    "l": ("list_closed", "The list of speakers is closed."),
    "b": ("stage_set", "The speaker's screen is blank."),
    "c": (None, "On the speaker's screen (empty: the countdown alone):"),
}
BEFORE: Expected = {
    **WHILE_OPEN,
    **dict.fromkeys([RIGHT, " "], ("block_started", "Started: Ms. Lakshmi Puri.")),
    LEFT: (None, "there is nothing to undo: nothing has moved the show yet"),
    PAGE_UP: (None, NOTHING_TO_GO_BACK),
    **dict.fromkeys(["p", "+", "-"], (None, "nothing is running, and Ms. Lakshmi Puri is next: n starts it")),
    "s": ("skipped", "Skipped: Ms. Lakshmi Puri."),
    "S": (None, "nothing is running: there is nothing to set aside"),
    "F": (None, "Close the show? y and Enter closes it. Left: 4 blocks are not run."),
}
RUNNING: Expected = {
    **WHILE_OPEN,
    RIGHT: ("block_started", "Started: Mr. Guy Ryder."),
    " ": ("block_ended", "Ended: Ms. Lakshmi Puri."),
    **dict.fromkeys([LEFT, PAGE_UP], ("undone", "Undone: started: Ms. Lakshmi Puri.")),
    "p": ("paused", "Paused: the countdown is held."),
    "+": ("extended", "+1:00 for Ms. Lakshmi Puri."),
    "-": ("extended", "-1:00 for Ms. Lakshmi Puri."),
    "s": ("skipped", "Skipped: Mr. Guy Ryder."),
    "S": ("skipped", "Set aside, to come back: Ms. Lakshmi Puri."),
    "F": (None, "Close the show? y and Enter closes it. Left: a block still runs, 3 blocks are not run."),
}
PAUSED: Expected = {
    **RUNNING,
    LEFT: ("undone", "Undone: paused: the countdown is held."),
    PAGE_UP: (None, NOTHING_TO_GO_BACK),
    "p": ("resumed", "Resumed: the countdown goes on."),
}
HANDOVER: Expected = {
    **WHILE_OPEN,
    **dict.fromkeys([RIGHT, " "], ("block_started", "Started: Mr. Guy Ryder.")),
    **dict.fromkeys([LEFT, PAGE_UP], ("undone", "Undone: ended: Ms. Lakshmi Puri.")),
    **dict.fromkeys(["p", "+", "-"], (None, "nothing is running, and Mr. Guy Ryder is next: n starts it")),
    "s": ("skipped", "Skipped: Mr. Guy Ryder."),
    "S": (None, "nothing is running: there is nothing to set aside"),
    "F": (None, "Close the show? y and Enter closes it. Left: 3 blocks are not run."),
}
SET_ASIDE: Expected = {
    **HANDOVER,
    LEFT: ("undone", "Undone: set aside, to come back: Ms. Lakshmi Puri."),
    PAGE_UP: (None, NOTHING_TO_GO_BACK),
    "r": ("restored", "Brought back: Ms. Lakshmi Puri."),
    "F": (None, "Close the show? y and Enter closes it. Left: 4 blocks are not run."),
}
FLOOR: Expected = {
    **WHILE_OPEN,
    RIGHT: (None, "3 wait for the floor, Bangladesh first · → ends the round"),
    " ": (None, "3 wait for the floor, Bangladesh first · Space ends the round"),
    LEFT: ("undone", "Undone: on the list of speakers: European Union, on behalf of its member States."),
    PAGE_UP: (None, NOTHING_TO_GO_BACK),
    **dict.fromkeys(["i", "o"], ("floor_given", "Who has the floor? (2)")),
    ENTER: ("floor_given", "Floor given: 2 Bangladesh."),
    "e": (None, "Name of Mexico:"),
    "E": (None, "› waits 3 European Union"),
    "p": ("paused", "Paused: the countdown is held."),
    **dict.fromkeys(["+", "-"], (None, "Discussion with participants already has all the time until the hard stop")),
    "1": ("floor_given", "Floor given: 2 Ms. Lakshmi Puri, in reply to 1 Mexico."),
    "s": ("skipped", "Skipped: H.E. Ambassador Jürg Lauber."),
    "S": ("skipped", "Set aside, to come back: Discussion with participants."),
    "f": (None, "no limit is proposed, for all who wait have their turn"),
    "F": (None, "Left: a block still runs, 1 block is not run, 3 wait for the floor."),
}
HOLDER: Expected = {
    **FLOOR,
    LEFT: ("undone", "Undone: floor given: 2 (no name yet)."),
    **dict.fromkeys(["i", "o"], ("floor_given", "Who has the floor? (3)")),
    "d": ("floor_ended", "Floor done."),
    ENTER: ("floor_given", "Floor given: 3 Bangladesh."),
    "e": (None, "Name of (no name yet):"),
    "E": (None, "› 2 (no name yet)"),
    "+": ("extended", "+1:00 for (no name yet)."),
    "-": ("extended", "-1:00 for (no name yet)."),
    "1": ("floor_given", "Floor given: 3 Ms. Lakshmi Puri, in reply to 2 (no name yet)."),
    "m": (None, "Note on 2 (no name yet):"),
}
LIST_CLOSED: Expected = {
    **HOLDER,
    LEFT: ("undone", "Undone: the list of speakers is closed."),
    "a": (None, "The list is closed. Who asks for right of reply or point of order, as “Chad, right of reply”?"),
    "l": ("list_reopened", "The list of speakers is open."),
}
FINISHED: Expected = {
    **WHILE_OPEN,
    **dict.fromkeys([RIGHT, " "], (None, ALL_RUN)),
    **dict.fromkeys([LEFT, PAGE_UP], ("undone", "Undone: ended: H.E. Ambassador Jürg Lauber.")),
    **dict.fromkeys(["p", "+", "-"], (None, "nothing is running: every block has been run")),
    "s": (None, "no block is waiting: there is nothing to skip"),
    "S": (None, "nothing is running: there is nothing to set aside"),
    "F": (None, "Close the show? y and Enter closes it. Everything has been run."),
}
OVER: Expected = {
    **IN_EVERY_PHASE,
    **NOBODY_HAS_SPOKEN,
    **dict.fromkeys([RIGHT, " ", "i", "o", "d", "l", "p", "+", "-", "s", "b"], (None, CLOSED)),
    **dict.fromkeys(["a", "c", "F"], (None, "The show is closed, and u opens it again · Esc closes this line")),
    LEFT: ("undone", "Undone: the show is closed."),
    PAGE_UP: (None, NOTHING_TO_GO_BACK),
    "S": (None, "nothing is running: there is nothing to set aside"),
}
PHASES: Final = {
    "before": BEFORE,
    "running": RUNNING,
    "paused": PAUSED,
    "handover": HANDOVER,
    "set-aside": SET_ASIDE,
    "floor": FLOOR,
    "holder": HOLDER,
    "list-closed": LIST_CLOSED,
    "finished": FINISHED,
    "closed": OVER,
}
"""By the name of the scene."""

SHOWS: Final = {**SCENES, "closed": (after(SCENES["finished"][0], [("14:06", Finish())]), at("14:06"))}

QUIT: Final = ("q", CTRL_C, CTRL_Q)
OTHER_NAMES: Final = {
    "n": RIGHT, PAGE_DOWN: RIGHT, "u": LEFT, DOWN: UP, "=": "+", ".": "b",
    SHIFT_E: "E", SHIFT_F: "F", SHIFT_U: "U", SHIFT_S: "S",
}  # fmt: skip
"""The other keys for an action, each with the one that stands in the tables."""

DIGITS: Expected = {
    "2": ("floor_given", "Floor given: 2 Mr. Guy Ryder, in reply to 1 Mexico."),
    "3": ("floor_given", "Floor given: 2 H.E. Ambassador Jürg Lauber, in reply to 1 Mexico."),
    **{digit: (None, f"there is no panellist {digit}: the agenda has 3 speakers") for digit in "456789"},
}

UNION: Final = "European Union, on behalf of its member States"

Picked = Mapping[str, tuple[str | None, str, str | None]]
"""By key: the kind of the entry that it makes, or None; words on the screen; and who is picked afterwards, if anybody.

Nobody is seen to be picked while a line lies above the panel.
"""

WHILE_A_REQUEST_IS_PICKED: Picked = {
    UP: (None, "", "waits 1  Bangladesh"),
    DOWN: (None, "", f"waits 3  {UNION}"),
    **dict.fromkeys([ENTER, "n"], (None, "Name of Côte d'Ivoire:", None)),
    "g": (None, "What Côte d'Ivoire said:", None),
    "o": (None, "On whose behalf Côte d'Ivoire speaks:", None),
    "p": (None, "Who speaks for Côte d'Ivoire, by name:", None),
    "k": (None, "What Côte d'Ivoire makes: statement, question, reply, …", None),
    **dict.fromkeys(["i", "f"], ("floor_given", "Floor given: 2 Côte d'Ivoire.", None)),
    "x": ("request_absent", "Absent, the turn is lost: Côte d'Ivoire.", f"waits 2  {UNION}"),
    **dict.fromkeys(
        ["w", DELETE], ("request_withdrawn", "Off the list of speakers: Côte d'Ivoire.", f"waits 2  {UNION}")
    ),
    **dict.fromkeys(
        ["<", SHIFT_UP], ("request_moved", "Place 1 on the list of speakers: Côte d'Ivoire.", "waits 1  Côte d'Ivoire")
    ),
    **dict.fromkeys(
        [">", SHIFT_DOWN],
        ("request_moved", "Place 3 on the list of speakers: Côte d'Ivoire.", "waits 3  Côte d'Ivoire"),
    ),
    **dict.fromkeys([ESCAPE, "e", "E", "q", SHIFT_E], (None, "? all keys", None)),
}
WHILE_THE_FIRST_REQUEST_IS_PICKED: Picked = {
    UP: (None, "", "1 Mexico"),
    "<": (None, "Bangladesh is the first on the list already", "waits 1  Bangladesh"),
}
WHILE_THE_LAST_REQUEST_IS_PICKED: Picked = {
    DOWN: (None, "", "1 Mexico"),
    ">": (None, f"{UNION} is the last on the list already", f"waits 3  {UNION}"),
}
WHILE_AN_INTERVENTION_IS_PICKED: Picked = {
    UP: (None, "", f"waits 3  {UNION}"),
    DOWN: (None, "", "waits 1  Bangladesh"),
    **dict.fromkeys([ENTER, "n"], (None, "Name of Mexico:", None)),
    "g": (None, "What Mexico said:", None),
    "o": (None, "On whose behalf Mexico speaks:", None),
    "p": (None, "Who speaks for Mexico, by name:", None),
    "k": (None, "What Mexico makes: statement, question, reply, …", None),
    **dict.fromkeys(["i", "f", "x", "w", DELETE, "<", SHIFT_UP, ">", SHIFT_DOWN], (None, "", "1 Mexico")),
    **dict.fromkeys([ESCAPE, "e", "E", "q", SHIFT_E], (None, "? all keys", None)),
}
PICKED: Final = {
    "second request": ([UP], WHILE_A_REQUEST_IS_PICKED),
    "first request": ([UP, UP], WHILE_THE_FIRST_REQUEST_IS_PICKED),
    "last request": ([], WHILE_THE_LAST_REQUEST_IS_PICKED),
    "intervention": ([DOWN], WHILE_AN_INTERVENTION_IS_PICKED),
}
"""The keys that lead from the last entry, which is picked at first, to the one that is meant; then each key."""


def named_by(sent: str) -> Iterator[str]:
    """The names of a key as the program gets them."""
    for key in keys_of(sent):
        yield from filter(None, (key.key, key.character))


def kinds(app: LiveApp, since: int) -> list[str]:
    return [entry.event.kind for entry in read_journal(app.session.journal.path).entries[since:]]


def picked(app: LiveApp) -> str | None:
    """Whose row is marked in the panel, if there is one."""
    marked = [row.removeprefix(" › ") for row in screen_rows(app) if row.startswith(" › ")]
    return marked[0].rpartition("  ")[0].strip() if marked else None


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_at(tmp_path, *SHOWS["floor"])


async def begin_anew(app: LiveApp, folder: Path, scene: str, *sent: str) -> None:
    """Let the app show a scene, of which nothing is open but what these keys open."""
    if app._prompt.is_open or app._picked is not None or app._help_page is not None or app._row is not None:
        await press(app, ESCAPE, *[ESCAPE] * (app._picked is not None))
    app.session = session_at(folder, *SHOWS[scene])
    app.session.own = set(range(2, app.session.show.n + 1))
    app._guard = KeyGuard()
    app.unsay()
    assert (app._prompt.is_open, app._picked, app._help_page) == (False, None, None)
    await press(app, *sent)


async def check_key(app: LiveApp, sent: str, kind: str | None, words: str) -> None:
    """The key makes that entry or none, and these words stand on the screen then."""
    before = app.session.show.n
    await press(app, sent)
    seen = await words_on(app)
    check_picture(app)
    assert kinds(app, before) == ([] if kind is None else [kind]), repr(sent)
    assert words in seen, repr(sent)


async def check_keys(app: LiveApp, folder: Path, scene: str, expected: Expected) -> None:
    for sent, (kind, words) in expected.items():
        await begin_anew(app, folder, scene)
        await check_key(app, sent, kind, words)


async def test_a_terminal_can_send_every_key_by_each_of_its_names() -> None:
    for keys, tables in (
        (KeyAction, (*PHASES.values(), OTHER_NAMES, DIGITS, QUIT)),
        (Pick, [table for _, table in PICKED.values()]),
    ):
        named = {name for table in tables for sent in table for name in named_by(sent)}
        assert {name for key in keys for name in key.keys} <= named
    assert {frozenset(table) for table in PHASES.values()} == {frozenset(BEFORE)}


@pytest.mark.parametrize("phase", PHASES)
async def test_every_key_does_one_thing_in_every_phase(app: LiveApp, tmp_path: Path, phase: str) -> None:
    await check_keys(app, tmp_path, phase, PHASES[phase])


async def test_several_keys_do_the_same(app: LiveApp, tmp_path: Path) -> None:
    await check_keys(app, tmp_path, "floor", {sent: FLOOR[other] for sent, other in OTHER_NAMES.items()})
    await check_keys(app, tmp_path, "floor", DIGITS)


@pytest.mark.parametrize("sent", QUIT, ids=["q", "ctrl+c", "ctrl+q"])
async def test_the_screen_is_left_and_the_show_goes_on(app: LiveApp, sent: str) -> None:
    await press(app, sent)
    assert app.return_value == 0
    assert kinds(app, SHOWS["floor"][0].n) == []


@pytest.mark.parametrize("place", PICKED)
async def test_every_key_does_one_thing_while_one_is_picked(app: LiveApp, tmp_path: Path, place: str) -> None:
    way, expected = PICKED[place]
    for sent, (kind, words, who) in expected.items():
        await begin_anew(app, tmp_path, "floor", "E", *way)
        await check_key(app, sent, kind, words)
        assert picked(app) == who, repr(sent)
