"""Looking out for a newer show while one is followed: cheaply, for most of the time there is none."""

from contextlib import suppress
from pathlib import Path

from runofshow.instants import Instant
from runofshow.journal.choose import choice
from runofshow.journal.errors import JournalUnreadable
from runofshow.journal.locate import SUFFIX, Found, journals_in
from runofshow.show.state import Anchor, Show


class Lookout:
    """The folder in which a newer show would be opened. Its journals are read only when there is another name in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._looked_at: tuple[frozenset[str], bool, Anchor] | None = None
        self._newer: Found | None = None

    def newer(self, show: Show, now: Instant) -> Found | None:
        """The open show that is meant by now, if it was opened after this one; `now` is the laptop's time."""
        looked_at = self._names(), show.closed is not None, show.anchor
        if looked_at != self._looked_at:
            self._looked_at = looked_at
            self._newer = self._meant_instead(show, now)
        return self._newer

    def _meant_instead(self, show: Show, now: Instant) -> Found | None:
        with suppress(JournalUnreadable):  # of which the commands tell
            opened = next(iter(reversed(list(show.history))))
            meant = choice(journals_in(self.folder).found, now)
            if meant is not None and not meant.taken.finished and meant.taken.opened.written > opened.written:
                return meant.taken
        return None

    def _names(self) -> frozenset[str]:
        with suppress(OSError):
            return frozenset(path.name for path in self.folder.iterdir() if path.name.endswith(SUFFIX))
        return frozenset()


def gives_way(show: Show, newer: Found) -> bool:
    """Whether nobody can want to see a show any more: it is closed, or was the rehearsal of what goes on now."""
    return show.closed is not None or (show.mode == "rehearsal" and newer.mode == "live")
