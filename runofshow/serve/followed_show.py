"""A show that others move, as its journal tells it, and the show that follows it. Nothing is written here."""

from collections.abc import Callable
from pathlib import Path

from runofshow.clock import Machine, ThisMachine, show_clock
from runofshow.errors import RunOfShowError
from runofshow.instants import Instant
from runofshow.journal.choose import NewerShows, gives_way
from runofshow.journal.locate import Found, continuation_of
from runofshow.journal.reader import Damage, JournalReader
from runofshow.serve.links import Links
from runofshow.show.actions.meeting import ClockAnchored
from runofshow.show.replay import apply, replay
from runofshow.show.state import Entry, Show


class Following:
    """The show of one journal, as far as somebody has looked."""

    def __init__(self, path: Path, machine: Machine | None = None) -> None:
        """Read the journal at `path` from its beginning.

        Raises:
            RunOfShowError: it can't be read.
        """
        self.path = path
        self._machine = machine or ThisMachine()
        self._reader = JournalReader(path)
        entries = self._reader.more()
        self.show = replay(entries)
        self._last_written = max(entry.written for entry in entries)
        self._clock = show_clock(self.show.anchor, self._machine, self._last_written)

    @property
    def damage(self) -> tuple[Damage, ...]:
        """Lines of the journal that couldn't be read."""
        return self._reader.damage

    def now(self) -> Instant:
        """Return the time of the show clock; never before the last entry was written."""
        return max(self._clock.now(), self._last_written)

    def look(self) -> bool:
        """Take in what was appended since, there or where the show goes on; return True if there was anything.

        Raises:
            RunOfShowError: the journal can't be read, or isn't the one that had been read.
        """
        entries = [entry for entry in self._more() if entry.n > self.show.n]
        for entry in entries:
            self.show = apply(self.show, entry)
            self._last_written = max(self._last_written, entry.written)
            if isinstance(entry.event, ClockAnchored):
                self._clock = show_clock(self.show.anchor, self._machine, self._last_written)
        return bool(entries)

    def _more(self) -> tuple[Entry, ...]:
        """Return what was appended; all entries of a journal in which the show goes on elsewhere."""
        elsewhere = continuation_of(self._reader.path, self._reader.raw)
        if elsewhere is not None:
            self._reader = JournalReader(elsewhere)
        return self._reader.more()

    def wall(self) -> Instant:
        """Return the time of the laptop's clock."""
        return self._machine.wall()

    def of(self, path: Path) -> "Following":
        """Return the show of another journal, on the same machine.

        Raises:
            RunOfShowError: it can't be read.
        """
        return Following(path, self._machine)

    def anew(self) -> "Following":
        """Return the show read anew from the beginning of its journal, or of the one in which it goes on.

        Raises:
            RunOfShowError: it can't be read.
        """
        return Following(self._reader.path, self._machine)


class Succession:
    """Looks out for the show that is served after the one that is over: links of a meeting open no other meeting."""

    def __init__(self, newer_shows: NewerShows | None, links: Links, say: Callable[[str], None]) -> None:
        self._newer_shows, self._links, self._say = newer_shows, links, say
        self._told: set[Path] = set()

    def of(self, following: Following) -> Following | None:
        """Return the show that takes the place of the one that was followed, with its links; None if none does."""
        newer = None if self._newer_shows is None else self._newer_shows.newer(following.show, following.wall())
        if newer is None:
            return None
        if not (gives_way(following.show, newer) and _same_meeting(following.show, newer)):
            self._tell(newer, f"a newer show is open, {newer.path}: to serve it, stop this and start it again")
            return None
        try:
            successor = following.of(newer.path)
        except RunOfShowError as error:
            self._tell(newer, str(error))
            return None
        self._links.carry_over(newer.path)
        self._tell(newer, f"serving {newer.path} from here on, behind the same links")
        return successor

    def _tell(self, newer: Found, sentence: str) -> None:
        if newer.path not in self._told:
            self._told.add(newer.path)
            self._say(sentence)


def _same_meeting(show: Show, newer: Found) -> bool:
    """Return True if who has a link was let in to that meeting, too: it has the same title or the same hours."""
    before, after = show.agenda, newer.opening.agenda
    return before.title == after.title or (before.start, before.end) == (after.start, after.end)
