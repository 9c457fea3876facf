"""The bytes with which a screen is drawn, and the cells that a terminal makes of them."""

import re
from typing import Final

import pyte
import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from runofshow.session import Session
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.apps.show_app import ShowApp
from tests.ui.apps.driving import check_picture, press, resize, screen_rows, settled
from tests.ui.apps.keys import DOWN, ENTER, ESCAPE, RIGHT

pytestmark = pytest.mark.asyncio

STYLE: Final = re.compile(r"\x1b\[([\d;]*)m")
COLOUR: Final = re.compile(r"[34][0-8]|9[0-7]|10[0-7]")


class Emulator(HeadlessDriver):
    """A terminal in memory: it keeps the bytes that it is sent, and the cells that they leave behind."""

    is_headless = False
    """An app draws nothing for a driver that says so."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.sent = ""
        self.cells = pyte.Screen(*(size or (80, 24)))
        self._stream = pyte.Stream(self.cells)

    def write(self, data: str) -> None:
        """Obey what the app sends."""
        self.sent += data
        self._stream.feed(data)


def emulator_of(app: ShowApp) -> Emulator:
    assert isinstance(app._driver, Emulator)
    return app._driver


@pytest.fixture
def app(session: Session, monkeypatch: pytest.MonkeyPatch) -> LiveApp:
    monkeypatch.setenv("TERM", "xterm-256color")
    return drawn_on_an_emulator(session)


def drawn_on_an_emulator(session: Session) -> LiveApp:
    app = LiveApp(session, "moderator")
    app.driver_class = Emulator
    return app


async def test_no_cell_is_left_over_of_what_was_drawn_before(app: LiveApp) -> None:
    async with app.run_test(headless=False, size=(80, 24)):
        emulator = emulator_of(app)
        for size, keys in [
            (
                (80, 24),
                ["n", "a", *"Mexico", ENTER, "a", *"united", DOWN, ENTER, "E", DOWN, "g", *"hm", ENTER, "E", "q"],
            ),
            ((120, 40), ["?", "?", "i", *"Zz", ENTER, "p", "p", "+", " ", " ", "s", "b", "c", *"One minute", ENTER]),
            ((100, 32), ["u", "u", "u", ENTER, "d", "l", "E", "x", ESCAPE, "r", "S", "b", "b", "p", "p", "+"]),
        ]:
            if app.size != size:  # a terminal that keeps its size isn't drawn anew
                emulator.cells.resize(*reversed(size))
                emulator.cells.reset()
                await resize(app, *size)
            for key in ["", *keys]:
                await press(app, key)
                await settled(app)
                check_picture(app)
                assert emulator.cells.display == screen_rows(app), repr(key)
    assert app.session.show.n > 20


def colours(sent: str) -> set[str]:
    return {style for style in STYLE.findall(sent) if any(COLOUR.fullmatch(one) for one in style.split(";"))}


async def test_without_colour_the_countdown_stands_out_all_the_same(
    app: LiveApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(headless=False, size=(80, 24)):
        await press(app, RIGHT)
        await settled(app)
        assert colours(emulator_of(app).sent)
    monkeypatch.setenv("NO_COLOR", "1")
    colourless = drawn_on_an_emulator(session)
    async with colourless.run_test(headless=False, size=(80, 24)):
        await settled(colourless)
        cells = emulator_of(colourless).cells
        row = next(row for row, text in enumerate(cells.display) if "ON TIME" in text)
        assert all(cells.buffer[row][column].reverse for column in range(40))
        assert not cells.buffer[0][0].reverse
        assert colours(emulator_of(colourless).sent) == set()
