"""Screens that follow a show and change nothing: a second view of everything, and the speaker's own."""

from rich.text import Text
from textual import events

from runofshow.screen.notices import Around
from runofshow.screen.picture import picture
from runofshow.screen.stage import stage_picture
from runofshow.show.forecast import Forecast
from runofshow.show.state import Show
from runofshow.terminal.shell import ShowApp

LEAVE = frozenset({"q", "escape"})


class WatchApp(ShowApp):
    """Everything that the moderator sees, but for the keys."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """The moderator's picture without a footer."""
        return picture(show, forecast, width, height, Around(self.notice, tuple(self.warnings()), keys=False))

    def pressed(self, event: events.Key) -> None:
        """Leave; nothing else can be pressed by accident."""
        if event.key in LEAVE:
            self.exit(0)


class StageApp(WatchApp):
    """What the speaker sees: no sentence of the moderator's desk ever stands on it."""

    blank = False
    """Whether this screen alone shows nothing, beside what the moderator blanks."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """Giant digits."""
        return stage_picture(show, forecast, width, height, blank=self.blank)

    def pressed(self, event: events.Key) -> None:
        """Blank this screen, or leave."""
        if event.key == "b":
            self.blank = not self.blank
            self.draw()
        else:
            super().pressed(event)
