"""Screens that follow a show and change nothing: a second view of everything, and the speaker's own."""

from rich.text import Text
from textual import events

from runofshow.show.forecast import Forecast
from runofshow.show.state import Show
from runofshow.text import sanitize
from runofshow.ui.apps.follow_newer import FollowingApp
from runofshow.ui.lines import exactly, line
from runofshow.ui.notices import Around
from runofshow.ui.palette import WARNING
from runofshow.ui.picture import picture
from runofshow.ui.stage_picture import stage_picture

LEAVE = frozenset({"q", "escape"})


class WatchApp(FollowingApp):
    """Everything that the moderator sees, but for the keys."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """The moderator's picture without a footer."""
        return picture(show, forecast, width, height, Around(self.notice, tuple(self.warnings()), keys=False))

    def pressed(self, event: events.Key) -> None:
        """Leave, or follow a newer show; nothing else can be pressed by accident."""
        if event.key in LEAVE:
            self.exit(0)
        elif event.key == self.follows_by:
            self.follow()


class StageApp(WatchApp):
    """The speaker's screen: the countdown alone, but for one line while there is a newer show."""

    blank = False
    """True if somebody has blanked this screen alone."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """Giant digits; in place of the last line, that there is a newer show."""
        drawn = stage_picture(show, forecast, width, height, blank=self.blank)
        if self.newer is None or self.blank or show.stage.blank:
            return drawn
        return [*drawn[:-1], exactly(line(f" {sanitize(self.news())}"), width, WARNING)]

    def pressed(self, event: events.Key) -> None:
        """Blank this screen, or leave."""
        if event.key == "b":
            self.blank = not self.blank
            self.draw()
        else:
            super().pressed(event)
