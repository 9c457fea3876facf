"""Every key in every phase: one entry, one sentence, or something that opens; the screen shows what the disk holds."""

from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from runofshow.journal.reading import read_journal
from runofshow.screen.key_intents import intent_of
from runofshow.screen.keymap import KEYS, Action, Key, key_for
from runofshow.screen.lines import people
from runofshow.screen.picking import PICK_KEYS, Pick, Picking, pick_for, request_intent
from runofshow.screen.refusals import in_keys
from runofshow.show.entries import Fact
from runofshow.show.intents import Finish, Intent
from runofshow.show.rules import Refused, decide
from runofshow.show.seen import seen_in
from runofshow.show.state import Show
from runofshow.terminal.live import LiveApp
from tests.builders import after, at
from tests.screen.scenes import SCENES
from tests.terminal.driving import check_picture, keys_of, press, rows_of, session_at
from tests.terminal.keys import ESCAPE

pytestmark = pytest.mark.asyncio

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
SHIFT_UP, SHIFT_DOWN, PAGE_UP, PAGE_DOWN, DELETE = "\x1b[1;2A", "\x1b[1;2B", "\x1b[5~", "\x1b[6~", "\x1b[3~"
SHIFT_E, SHIFT_F, SHIFT_S = "\x1b[101;2u", "\x1b[102;2u", "\x1b[115;2u"
"""As terminals with the keyboard protocol of kitty send them."""

SENT: Final = (RIGHT, " ", LEFT, PAGE_UP, *"idaelp", "\r", "E", "+", "-", *"sSrbcmF?1q")
SENT_ALSO: Final = ("n", PAGE_DOWN, "u", SHIFT_E, SHIFT_F, "=", SHIFT_S, ".", *"23456789", "\x03", "\x11")
"""Other names of the same keys: tried in one phase, for they lead to the same action."""

SENT_WHILE_PICKING: Final = (UP, DOWN, "\r", *"ngopkifxw", DELETE, SHIFT_UP, "<", SHIFT_DOWN, ">") + (
    (ESCAPE, *"eEq", SHIFT_E)
)

CLOSED_AT = "14:06"
PHASES: Final = {**SCENES, "closed": (after(SCENES["finished"][0], [(CLOSED_AT, Finish())]), at(CLOSED_AT))}

OPENS_A_LINE: Final = {Action.ASK, Action.NAME, Action.MESSAGE, Action.NOTE, Action.FINISH}
ASKS_FOR_A_WORD: Final = {Pick.NAME, Pick.PERSON, Pick.BEHALF, Pick.GIST, Pick.KIND}


def named_by(sent: str) -> Iterator[str]:
    """The names of a key as the program gets them."""
    for key in keys_of(sent):
        yield from filter(None, (key.key, key.character))


def key_sent(sent: str) -> Key:
    """The key of the keymap that a terminal means."""
    key = key_for(*named_by(sent))
    assert key is not None
    return key


def facts(app: LiveApp, since: int) -> list[Fact]:
    """What the journal holds after so many entries."""
    return [entry.fact for entry in read_journal(app.session.journal.path).entries[since:]]


def decided(show: Show, intent: Intent, now: datetime) -> Fact | str:
    """What the rules make of an intent, or the sentence with which they refuse it."""
    try:
        return decide(show, intent, now)
    except Refused as refused:
        return in_keys(str(refused))


def asked_for(action: Action, show: Show, now: datetime, pressed: str) -> Fact | str | None:
    """The fact that a key makes, or the sentence that says why not; None for a key that opens something."""
    try:
        intent = intent_of(action, show, pressed)
    except Refused as refused:
        return in_keys(str(refused))
    return None if intent is None else decided(show, intent, now)


def check_came_of_it(app: LiveApp, expected: Fact | str, entries: int) -> None:
    """Exactly that entry, or that sentence on the screen and nothing written."""
    if isinstance(expected, str):
        assert facts(app, entries) == []
        check_said(app, expected)
    else:
        assert facts(app, entries) == [expected]


def check_said(app: LiveApp, sentence: str) -> None:
    """The sentence stands on the screen, whole."""
    assert " ".join(people(sentence).split()) in " ".join(" ".join(rows_of(app)).split())


async def test_a_terminal_can_send_every_key_by_each_of_its_names() -> None:
    """No name in the keymaps is one that no terminal's bytes ever become."""
    for keys, sent in ((KEYS, SENT + SENT_ALSO), (PICK_KEYS, SENT_WHILE_PICKING)):
        named = {name for each in sent for name in named_by(each)}
        assert {name for key in keys for name in key.keys} <= named


@pytest.mark.parametrize(
    ("phase", "sent"),
    [*product(PHASES, SENT), *product(["floor"], SENT_ALSO)],
    ids=lambda part: part if part in PHASES else "-".join(named_by(part)),
)
async def test_every_key_does_one_thing_in_every_phase(tmp_path: Path, phase: str, sent: str) -> None:
    """One entry as the rules make it of the key's intent, or one sentence and nothing written, or something opens."""
    show, now = PHASES[phase]
    app, action = LiveApp(session_at(tmp_path, show, now), "moderator"), key_sent(sent).action
    expected = asked_for(action, show, now, next(named_by(sent)))
    async with app.run_test(size=(80, 24)) as pilot:
        if action is Action.QUIT:
            await pilot.press(keys_of(sent)[0].key)
        else:
            await press(app, sent)
            check_picture(app)
        if expected is not None:
            check_came_of_it(app, expected, show.n)
            assert app._prompt.is_open == (action is Action.TAKE_FLOOR and not isinstance(expected, str))
        else:
            check_opened(app, key_sent(sent), show.n)
    assert app.return_value == (0 if action is Action.QUIT else None)


def check_opened(app: LiveApp, key: Key, entries: int) -> None:
    """A line, a panel or the keys are open, or a sentence says why not; nothing was written."""
    useful = key.useful(app.session.show)
    assert facts(app, entries) == []
    assert app._prompt.is_open == (key.action in OPENS_A_LINE and useful)
    assert (app._picked is not None) == (key.action is Action.PICK and useful)
    assert (app._help_page is not None) == (key.action is Action.HELP)
    if not useful:
        assert app.notice is not None
        check_said(app, app.notice.sentence)


@pytest.mark.parametrize("sent", SENT_WHILE_PICKING, ids=lambda sent: "-".join(named_by(sent)))
@pytest.mark.parametrize("picked", ["first request", "second request", "last request", "intervention"])
async def test_every_key_does_one_thing_while_one_is_picked(tmp_path: Path, picked: str, sent: str) -> None:
    """It moves on, closes, opens a line, or makes the one entry that is meant; one not offered does nothing."""
    app = LiveApp(session_at(tmp_path, *SCENES["floor"]), "moderator")
    show = app.session.show
    async with app.run_test(size=(80, 24)):
        place = ["first request", "second request", "last request", "intervention"].index(picked)
        await press(app, "E", *[DOWN] * ((place - 3) % 4))
        before = Picking.of(show, app._picked)
        assert before is not None
        assert before.at == place
        await press(app, sent)
        check_picture(app)
        check_picked(app, before, sent)


def check_picked(app: LiveApp, before: Picking, sent: str) -> None:
    """What came of a key, by what it is for."""
    show, now = SCENES["floor"]
    key = pick_for(before.item, *named_by(sent))
    try:
        intent = None if key is None else request_intent(key.action, before.item, seen_in(show))
        expected = None if intent is None else decided(show, intent, now)
    except Refused as refused:
        expected = in_keys(str(refused))
    if expected is None:
        assert facts(app, show.n) == []
    else:
        check_came_of_it(app, expected, show.n)
    assert app._prompt.is_open == (key is not None and key.action in ASKS_FOR_A_WORD)
    if key is None:
        assert app._picked == before.item.entry
    elif key.action in {Pick.UP, Pick.DOWN}:
        assert app._picked == before.moved(1 if key.action is Pick.DOWN else -1).entry
    else:
        assert (app._picked is None) == (key.action in {Pick.CLOSE, Pick.GIVE})
