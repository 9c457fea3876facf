"""Driving a screen as its terminal does: bytes become keys, and each key is taken before the next one comes."""

import time
from asyncio import Event, Task
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from rich.text import Text
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.geometry import Size

from runofshow.instants import Instant
from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.forecast import forecast
from runofshow.show.replay import replay
from runofshow.show.state import Show
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.apps.show_app import ShowApp
from runofshow.ui.key_panels import help_picture
from runofshow.ui.notices import Around
from runofshow.ui.picture import picture
from tests.fakes import FakeMachine
from tests.journal.samples import content_of
from tests.ui.apps.keys import ESCAPE

PATIENCE: Final = 60.0
"""Seconds that a slow machine may take until something has come about."""


wide: Final = pytest.mark.parametrize("app", [(120, 40)], indirect=True, ids=["wide"])
"""For tests in which the screen of the fixture `app` has 120 by 40 cells."""

A_WHILE: Final = timedelta(seconds=11)
"""Longer than every limit of the guard before the keys."""


def session_at(folder: Path, show: Show, now: Instant) -> Session:
    """A show of which nothing was undone, with its journal on the disk, on a laptop whose clock says `now`."""
    path = folder / "show.jsonl"
    path.write_bytes(content_of(list(reversed(list(show.history)))))
    up = show.anchor.boot + (now - show.anchor.wall)
    return Session.join(path, machine=FakeMachine(now=now, up=up, tells_boots=False))


def advance(session: Session, span: timedelta) -> None:
    """Time passes on the session's laptop."""
    assert isinstance(session.machine, FakeMachine)
    session.machine.advance(span)


def keys_of(sent: str) -> list[events.Key]:
    """The keys that a terminal means by what it sends; Escape by itself it tells from a sequence by the pause."""
    if sent == ESCAPE:
        return [events.Key("escape", ESCAPE)]
    return [event for event in XTermParser().feed(sent) if isinstance(event, events.Key)]


async def take(app: App[Any], event: events.Event) -> None:
    """Send an event as the driver does, and let it be taken, with all that comes of it at once."""
    taken = Event()
    app.post_message(event)
    app.call_later(taken.set)
    await _happened(app, taken)


async def press(app: App[Any], *sent: str) -> None:
    """Press keys, one after the other; a text is a key a letter."""
    for text in sent:
        for key in keys_of(text):
            await take(app, key)


async def slowly(app: ShowApp, *sent: str) -> None:
    """Press keys as a calm hand does: before each, so much time passes that it is no bounce, and nobody just began."""
    for text in sent:
        advance(app.session, A_WHILE)
        await press(app, text)


async def resize(app: ShowApp, width: int, height: int) -> None:
    """Give the terminal another size, and let the widgets take theirs."""
    size = Size(width, height)
    app._driver._size = size  # type: ignore[union-attr] # the headless one, which asks no terminal
    await take(app, events.Resize(size, size))
    await until(app, lambda: app.picture.size == size)
    await settled(app)


async def settled(app: App[Any]) -> None:
    """Let everything be laid out and drawn."""
    for _ in range(3):
        drawn = Event()
        app.screen.call_after_refresh(drawn.set)
        await _happened(app, drawn)


async def until(app: App[Any], came_about: Callable[[], bool]) -> None:
    """Let the app go on until something has come about."""
    limit = time.perf_counter() + PATIENCE
    while not came_about():
        assert time.perf_counter() < limit, "it never came about"
        await settled(app)


async def taken_everywhere(app: ShowApp) -> None:
    """Let an event go down to the picture and back up to the app, as clicks do."""
    for pump in (app, app.screen, app.picture, app.screen, app) * 2:
        taken = Event()
        pump.call_later(taken.set)
        await _happened(app, taken)


async def _happened(app: App[Any], what: Event) -> None:
    """Wait for an event, or until the app has ended: one that fails tells of nothing more."""
    assert app._task is not None

    def ended(_task: Task[None]) -> None:
        what.set()

    app._task.add_done_callback(ended)
    await what.wait()
    app._task.remove_done_callback(ended)


def look(app: ShowApp) -> None:
    """Let the screen look at what other processes entered, as it does five times a second."""
    app._look()


def shown(app: ShowApp) -> str:
    """The picture as a text of its rows."""
    return "\n".join(rows_of(app))


def rows_of(app: ShowApp) -> list[str]:
    """What can be read in the picture."""
    return [app.picture.render_line(row).text for row in range(app.size.height)]


def screen_rows(app: App[Any]) -> list[str]:
    """What can be read on the whole screen, a line or a panel included."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def words_on(app: App[Any]) -> str:
    """What can be read on the whole screen once all is drawn, without its line breaks."""
    await settled(app)
    return " ".join(" ".join(screen_rows(app)).split())


def drawn_anew(app: LiveApp) -> list[Text]:
    """What the picture must hold: that of the journal as it is read anew from the disk, at this instant."""
    show = replay(read_journal(app.session.journal.path).entries)
    width, height = app.size
    if app._help_page is not None:
        return help_picture(show, width, height, app._help_page, app.notice)
    around = Around(None if app._prompt.is_open else app.notice, tuple(app.warnings()))
    drawn, foot = picture(show, forecast(show, app.session.now()), width, height, around), app.foot()[-height:]
    return [*drawn[: height - len(foot)], *foot]


def check_picture(app: LiveApp) -> None:
    """The picture holds what the disk holds, in words and in styles, and its rows are what was drawn of it."""
    expected, drawn, rows = drawn_anew(app), app.picture._lines, rows_of(app)
    for row, line in enumerate(expected):
        assert rows[row] == line.plain, f"row {row} is {rows[row]!r}, and should be {line.plain!r}"
        assert drawn[row] == line, f"row {row} is drawn as {drawn[row].spans}, and should be as {line.spans}"
    assert len(drawn) == len(expected)
