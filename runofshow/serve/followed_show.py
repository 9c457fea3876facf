"""A show that others move, as its journal tells it. It can be read here, and in no way written."""

from pathlib import Path

from runofshow.clock import Machine, ThisMachine, show_clock
from runofshow.instants import Instant
from runofshow.journal.locate import continuation_of
from runofshow.journal.reader import Damage, JournalReader
from runofshow.show.actions.meeting import ClockAnchored
from runofshow.show.replay import apply, replay
from runofshow.show.state import Entry


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
        """The show clock; never before the last thing that was written."""
        return max(self._clock.now(), self._last_written)

    def look(self) -> bool:
        """Take in what was appended since, there or where the show goes on; whether there was anything.

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
        """What was appended; of a journal in which the show goes on elsewhere, all."""
        elsewhere = continuation_of(self._reader.path, self._reader.raw)
        if elsewhere is not None:
            self._reader = JournalReader(elsewhere)
        return self._reader.more()

    def wall(self) -> Instant:
        """What the laptop's clock says."""
        return self._machine.wall()

    def of(self, path: Path) -> "Following":
        """The show of another journal, on the same machine.

        Raises:
            RunOfShowError: it can't be read.
        """
        return Following(path, self._machine)

    def anew(self) -> "Following":
        """The show read from the beginning of its journal again: of the one in which it goes on, if it does.

        Raises:
            RunOfShowError: it can't be read.
        """
        return Following(self._reader.path, self._machine)
