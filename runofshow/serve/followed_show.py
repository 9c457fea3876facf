"""A show that others move, read from its journal, and the show that follows it. Nothing is written here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from runofshow.clock import Machine, ThisMachine, show_clock
from runofshow.errors import RunOfShowError
from runofshow.instants import Instant
from runofshow.journal.choose import NewerShows, gives_way
from runofshow.journal.locate import continuation_of
from runofshow.journal.reader import Damage, JournalReader
from runofshow.serve.links import Links
from runofshow.show.actions.meeting import ClockAnchored
from runofshow.show.replay import apply, replay


class Following:
    """The show of one journal, at the last entry that was read."""

    def __init__(self, path: Path, machine: Machine | None = None) -> None:
        """Read the journal at `path` from its beginning.

        Raises:
            RunOfShowError: it can't be read.
        """
        self.path, self.machine = path, machine or ThisMachine()
        self._reader = JournalReader(path)
        entries = self._reader.more()
        self.show = replay(entries)
        self._last_written = max(entry.written for entry in entries)
        self._clock = show_clock(self.show.anchor, self.machine, self._last_written)

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
        elsewhere = continuation_of(self._reader.path, self._reader.raw)
        if elsewhere is not None:
            self._reader = JournalReader(elsewhere)  # it begins with all that was read
        entries = [entry for entry in self._reader.more() if entry.n > self.show.n]
        for entry in entries:
            self.show = apply(self.show, entry)
            self._last_written = max(self._last_written, entry.written)
            if isinstance(entry.event, ClockAnchored):
                self._clock = show_clock(self.show.anchor, self.machine, self._last_written)
        return bool(entries)

    def anew(self) -> "Following":
        """Return the show read anew from the beginning of its journal, or of the one in which it goes on.

        Raises:
            RunOfShowError: it can't be read.
        """
        return Following(self._reader.path, self.machine)


@dataclass
class NextShow:
    """Finds the show to serve after one that is over. The links of one meeting never open another meeting."""

    newer_shows: NewerShows | None
    links: Links
    say: Callable[[str], None]
    _told: set[Path] = field(default_factory=set, init=False)

    def of(self, following: Following) -> Following | None:
        """Return the show that takes the place of the one that was followed, with its links; None if none does."""
        show = following.show
        newer = None if self.newer_shows is None else self.newer_shows.newer(show, following.machine.wall())
        if newer is None:
            return None
        before, after = show.agenda, newer.opening.agenda
        # who has a link was let in to a meeting with that title, or in those hours
        is_same = before.title == after.title or (before.start, before.end) == (after.start, after.end)
        successor, sentence = None, f"a newer show is open, {newer.path}: to serve it, stop this and start it again"
        if is_same and gives_way(show, newer):
            try:
                successor = Following(newer.path, following.machine)
                self.links.carry_over(newer.path)
                sentence = f"serving {newer.path} from here on, behind the same links"
            except RunOfShowError as error:
                sentence = str(error)
        if newer.path not in self._told:
            self._told.add(newer.path)
            self.say(sentence)
        return successor
