"""Screens that follow a show and change nothing. They wait until one is opened, and change to a newer one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from runofshow.errors import RunOfShowError
from runofshow.journal.choose import NewerShows, gives_way
from runofshow.journal.locate import Found
from runofshow.session import Session
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.apps.show_app import ShowApp
from runofshow.ui.lines import exactly, line
from runofshow.ui.notices import Around, Notice, Tone
from runofshow.ui.palette import WARNING
from runofshow.ui.picture import picture
from runofshow.ui.stage_picture import stage_picture

LOOK_OUT_EVERY: Final = 2.0
"""Seconds between two looks for another show."""
LOOK_EVERY: Final = 0.5
"""Seconds between two looks for a first one."""

LEAVE: Final = frozenset({"q", "escape"})


class FollowingApp(ShowApp):
    """A screen that follows one show, until a newer one is to be followed."""

    follows_by: ClassVar = "f"
    """The key by which it follows a newer show, as it is shown."""
    by_itself: ClassVar = True
    """True if it follows a newer show unasked when its own gives way."""

    def __init__(self, session: Session, *, bell: bool = False, newer_shows: NewerShows | None = None) -> None:
        """Without `newer_shows` it stays with this show, whatever else is opened: somebody has named it."""
        super().__init__(session, bell=bell)
        self._newer_shows = newer_shows
        self.newer: Found | None = None
        """The show that has been opened since."""

    def on_mount(self) -> None:  # Textual calls that of the base class, too
        if self._newer_shows is not None:
            self.set_interval(LOOK_OUT_EVERY, self.look_out)

    def look_out(self) -> None:
        """See whether there is a newer show."""
        if self._newer_shows is None:
            return
        show, before = self.session.show, self.newer
        self.newer = self._newer_shows.newer(show, self.session.machine.wall())
        if self.newer is not None and self.by_itself and gives_way(show, self.newer):
            self.follow()
        elif self.newer != before:
            self.draw()

    def follow(self) -> None:
        """Go over to the newer show, where there is one."""
        if self.newer is None:
            return
        try:
            self.session = Session.join(self.newer.path, self.session.machine)
        except RunOfShowError as error:
            self.say(Notice(str(error), Tone.FAILED))
            return
        self.newer = None
        self.say(Notice(f"This is another show now: {self.session.journal.path.name}"))

    def warnings(self) -> list[str]:
        return [*super().warnings(), *([self.news()] if self.newer else [])]

    def news(self) -> str:
        """Say that there is a newer show, and how to follow it; empty if there is none."""
        return f"A NEWER SHOW IS OPEN, {self.newer.path.name}: {self.follows_by} follows it" if self.newer else ""


class WatchApp(FollowingApp):
    """Everything that the moderator sees, but for the keys."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        return picture(show, forecast, width, height, Around(self.notice, tuple(self.warnings()), keys=False))

    def pressed(self, event: events.Key) -> None:
        if event.key in LEAVE:
            self.exit(0)
        elif event.key == self.follows_by:
            self.follow()


class StageApp(WatchApp):
    """The speaker's screen: the countdown alone, but for one line while there is a newer show."""

    blank = False
    """True if somebody has blanked this screen alone."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """Draw giant digits. A sentence about a newer show replaces the last line."""
        drawn = stage_picture(show, forecast, width, height, blank=self.blank)
        if self.newer is None or self.blank or show.stage.blank:
            return drawn
        return [*drawn[:-1], exactly(line(f" {sanitize(self.news())}"), width, WARNING)]

    def pressed(self, event: events.Key) -> None:
        if event.key == "b":
            self.blank = not self.blank
            self.draw()
        else:
            super().pressed(event)


class WaitingApp(App[Path]):
    """One sentence, until there is a show: staff set up the monitors before the moderator sits down."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { align: center middle; } Static { width: auto; }"

    def __init__(self, sentence: str, look: Callable[[], tuple[Path | None, Sequence[str]]]) -> None:
        """`look` returns the path of a show, once there is one, and the problems of journals that can't be read."""
        super().__init__(ansi_color=True)
        self._sentence, self._look = sentence, look
        self._said = Static()

    def compose(self) -> ComposeResult:
        yield self._said

    def on_mount(self) -> None:
        self.set_interval(LOOK_EVERY, self.look)
        self.look()

    def look(self) -> None:
        """End as soon as there is a show."""
        path, problems = self._look()
        if path is not None:
            self.exit(path)
        self._said.update(Text("\n".join(sanitize(line) for line in (self._sentence, *problems, "q leaves"))))

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif event.key in {*LEAVE, "ctrl+c", "ctrl+q"}:
            self.exit(None)
