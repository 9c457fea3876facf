"""The base of all screens of a show: it draws the lines that changed, looks for new entries, and ends in order."""

import os
import signal
import sys
from asyncio import get_running_loop
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from typing import Final

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from runofshow.errors import RunOfShowError
from runofshow.instants import SECOND
from runofshow.session import Session
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.state import Phase, Show
from runofshow.ui.apps.full_screen import run_full_screen, under_job_control
from runofshow.ui.apps.prompt import Prompt
from runofshow.ui.messages import laptop_moved, length_words
from runofshow.ui.notices import Notice, Tone, entry_words
from runofshow.ui.status_text import SignalBell

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at what other processes appended."""

FASTEST_FRAME: Final = 0.1
"""Seconds between two pictures where the clock of the show is too fast for a picture a second."""

NOTICE_STAYS: Final = timedelta(seconds=5)
FAILURE_STAYS: Final = timedelta(seconds=9)

ENDED_BY_SIGNAL: Final = 128
"""Added to the number of a signal, it is the exit code that shells report."""

NOT_STOPPED: Final = (
    "Ctrl-Z needs a shell that can bring the screen back, and none started it: q leaves, the show goes on."
)

_PAST_THE_SECOND: Final = 0.004
"""Added to the time of a tick, in seconds: a timer that fires a little early would draw the same second again."""


class Picture(Widget):
    """The lines of a picture; a line that didn't change isn't drawn again."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Picture { width: 100%; height: 100%; }"

    def __init__(self, resized: Callable[[], None]) -> None:
        """Call `resized` when there is more room, or less."""
        super().__init__()
        self._resized = resized
        self._lines: list[Text] = []

    @property
    def lines(self) -> Sequence[Text]:
        """The lines that are drawn."""
        return self._lines

    def show(self, lines: list[Text]) -> None:
        """Draw these lines where they differ from those before."""
        before, self._lines = self._lines, lines
        changed = [row for row, new in enumerate(lines) if row >= len(before) or before[row] != new]
        if changed:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in changed))

    def render_line(self, y: int) -> Strip:
        if y >= len(self._lines):
            return Strip.blank(self.size.width)
        return Strip(_segments(self._lines[y], colourless=self.app.no_color))

    def on_resize(self) -> None:
        self._lines = []
        self._resized()


class ShowApp(App[int]):
    """A screen of a session's show. Subclasses say what it draws, and what keys do."""

    ENABLE_COMMAND_PALETTE = False

    speed = 1.0
    """How many times as fast as the laptop's the clock of the show runs."""
    _prompt: Prompt | None = None
    """The line to type in, on a screen that has one."""

    def __init__(self, session: Session, *, bell: bool = False) -> None:
        super().__init__(ansi_color=True)
        self.session = session
        self.failure: Exception | None = None
        self.notice: Notice | None = None
        self.picture = Picture(self.draw)
        self._above: list[Text] = []
        """The picture without its foot."""
        self._drawn: Show = session.show
        """The show that is on the screen: what a key means is judged by it."""
        self.now = forecast(session.show, session.now())
        """Its forecast at the instant of the drawing."""
        self._rings = bell
        self._bell = SignalBell()
        self._notice_timer: Timer | None = None

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """Draw the show, as many lines as there are rows."""
        raise NotImplementedError

    def foot(self) -> list[Text]:
        """Draw what lies over the last rows of the picture: the line to type in, where it is open."""
        return [] if self._prompt is None else self._prompt.rows()

    def pressed(self, event: events.Key) -> None:
        """Take a key that was pressed."""
        raise NotImplementedError

    def pasted(self, text: str) -> None:
        """Take a text that was pasted; most screens ignore it."""

    # Drawing.

    def compose(self) -> ComposeResult:
        yield self.picture

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, lambda _app: self.screen.refresh(layout=True))
        if sys.platform != "win32":
            for name in (signal.SIGTERM, signal.SIGHUP):
                get_running_loop().add_signal_handler(name, self.leave, ENDED_BY_SIGNAL + name)
        self.set_interval(LOOK_EVERY, self._look)
        self._tick()

    def _tick(self) -> None:
        self.draw()
        into = self.session.now().microsecond / 1_000_000
        left = (1 - into) / self.speed
        self.set_timer((left if self.speed <= 1 else max(left, FASTEST_FRAME)) + _PAST_THE_SECOND, self._tick)

    def draw(self) -> None:
        """Draw the show as it is now."""
        self._drawn = show = self.session.show
        self.now = forecast(show, self.session.now())
        if self._bell.rings(show, self.now) and self._rings:
            self.bell()
        self._above = self.lines(show, self.now, *self.size)
        self.draw_foot()

    def draw_foot(self) -> None:
        """Draw anew what lies over the last rows of the picture; the cursor stands where the next letter will.

        An input method opens its window at the cursor.
        """
        height = self.size.height
        foot = self.foot()[-height:]
        self.picture.show([*self._above[: height - len(foot)], *foot])
        self.cursor_position = Offset(0, 0) if self._prompt is None else Offset(*self._prompt.cursor())

    def warnings(self) -> list[str]:
        """Return the sentences that stay on the screen: about the clock, the journal, the plan."""
        session, show = self.session, self.session.show
        said = []
        if session.moved_to is not None:
            said.append(f"THE JOURNAL COULD NOT BE WRITTEN: the show goes on in {session.moved_to}")
        if session.damage:
            first = session.damage[0]
            said.append(f"JOURNAL DAMAGED, line {first.line}: {first.sentence}")
        if session.anchored_anew:
            said.append("The laptop was started anew: compare the show clock with the clock of the room")
        elif moved := laptop_moved(session.clock.moved_by()):
            said.append(moved)
        if show.phase is Phase.BEFORE and (overfull := show.plan.overfull) > timedelta(0):
            said.append(f"THE PLAN IS {length_words(overfull)} TOO LONG, even with every block at its minimum")
        return said

    def _look(self) -> None:
        before = self.session.show
        try:
            changed = self.session.refresh()
        except RunOfShowError as error:
            self.say(Notice(str(error), Tone.FAILED))
            return
        if changed and (latest := self.session.latest) is not None:
            self.heard(Notice(entry_words(latest, before, self.session.show, author=True)), before)

    def heard(self, notice: Notice, before: Show) -> None:  # noqa: ARG002 -- for screens on which a question may stand
        """Say what somebody else has entered; `before` is the show without it."""
        self.say(notice)

    def say(self, notice: Notice, stays: timedelta | None = None) -> None:
        """Show a sentence for some seconds."""
        if self._notice_timer is not None:
            self._notice_timer.stop()
        stays = stays or (NOTICE_STAYS if notice.tone is Tone.DONE else FAILURE_STAYS)
        self.notice = notice
        self._notice_timer = self.set_timer(stays / SECOND, self.unsay)
        self.draw()

    def unsay(self) -> None:
        """Remove the sentence, whose time is over."""
        self.notice = None
        self.draw()

    # Keys.

    async def on_event(self, event: events.Event) -> None:
        """Take every key here, one after the other.

        Textual would hand a key to whatever has the focus, and its bindings back to the app: a letter typed right after
        the key that opens the line would still be a command.
        """
        match event:
            case events.Key(is_forwarded=False, key="ctrl+c" | "ctrl+q"):
                self.leave()
            case events.Key(is_forwarded=False, key="ctrl+z"):
                self._stop_for_the_shell()
            case events.Key(is_forwarded=False):
                self.pressed(event)
            case events.Paste(is_forwarded=False):
                self.pasted(event.text)
            case _:
                await super().on_event(event)

    def _stop_for_the_shell(self) -> None:
        """Give the terminal back to the shell that started the program, whose job it is; without one, say so.

        The whole process group stops, as by the terminal's own Ctrl-Z: the shell waits for its first process.
        """
        if sys.platform == "win32" or not under_job_control():
            self.say(Notice(NOT_STOPPED, Tone.FAILED))
            return
        with self.suspend():
            sys.stderr.write("The show goes on. 'fg' brings its screen back.\n")
            sys.stderr.flush()
            os.killpg(0, signal.SIGTSTP)

    # Leaving.

    def leave(self, code: int = 0) -> None:
        """Leave the screen; `code` is what the program exits with."""
        self.exit(code)

    def farewell(self) -> str:
        """Say where the show is, after the screen was left."""
        show, where = self.session.show, self.session.journal.path
        if show.closed is not None:
            return f"The show is closed; its journal is {where}"
        if show.phase is Phase.FINISHED:
            return f"Every block has been run; 'runofshow finish' closes the show. Its journal is {where}"
        return f"The show goes on in {where}; 'runofshow live' brings the screen back."

    def _handle_exception(self, error: Exception) -> None:
        """Keep the exception for one sentence."""
        self.failure = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without a traceback, which helps nobody at a lectern."""
        self._close_messages_no_wait()


class ScreenFailed(RunOfShowError):
    """A screen met with something that it can't draw or do."""

    def __init__(self, error: Exception, farewell: str) -> None:
        super().__init__(f"the screen failed ({type(error).__name__}: {error}). {farewell}")


def run_screen(app: ShowApp, *, mouse: bool = False) -> None:
    """Show a screen until somebody leaves it, and say where the show is.

    Raises:
        ScreenFailed: it couldn't be drawn; the show is whole in its journal.
        SystemExit: the program was told to end by a signal.
    """
    code = run_full_screen(app, mouse=mouse)
    farewell = app.farewell()
    if app.failure is not None:
        raise ScreenFailed(app.failure, farewell) from app.failure
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(f"{farewell}\n")
    if code:
        sys.exit(code)


def _segments(text: Text, *, colourless: bool) -> list[Segment]:
    """Return the text as segments with the styles of its spans, without a console. Later styles win."""
    edges = sorted({0, len(text), *(edge for span in text.spans for edge in (span.start, span.end))})
    segments = []
    for start, end in pairwise(edges):
        style = None
        for span in text.spans:
            if span.start <= start and end <= span.end and not isinstance(span.style, str):
                style = span.style if style is None else style + span.style
        if colourless and style is not None and style.bgcolor is not None:
            style = style.without_color + Style(reverse=True)
        segments.append(Segment(text.plain[start:end], style))
    return segments
