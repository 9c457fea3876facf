"""Screens that only follow a show: when a newer one is opened, they say so, and go over to it."""

from typing import ClassVar, Final

from runofshow.errors import RunOfShowError
from runofshow.journal.choose import NewerShows, gives_way
from runofshow.journal.locate import Found
from runofshow.session import Session
from runofshow.ui.apps.show_app import ShowApp
from runofshow.ui.notices import Notice, Tone

LOOK_OUT_EVERY: Final = 2.0
"""Seconds between two looks for another show."""


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

    def on_mount(self) -> None:
        """Look out for a newer show. Textual calls the shell's own, too."""
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
        """Beside all others, that there is a newer show."""
        return [*super().warnings(), *([] if self.newer is None else [self.news()])]

    def news(self) -> str:
        """Say that there is a newer show, and how to follow it."""
        return (
            "" if self.newer is None else f"A NEWER SHOW IS OPEN, {self.newer.path.name}: {self.follows_by} follows it"
        )
