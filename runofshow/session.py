"""Every change of a show goes through a session: read the clock, decide, write the journal, apply."""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

from runofshow.agenda.model import Agenda
from runofshow.clock import Machine, ShowClock, ThisMachine, anchor_after_reboot, anchor_now, show_clock
from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.journal.journal_errors import JournalChanged, JournalOutOfReach
from runofshow.journal.locate import journal_name, places_to_go_on, unused
from runofshow.journal.reader import Damage
from runofshow.journal.writer import Journal, JournalNotWritten, create
from runofshow.show.actions.meeting import ClockAnchored, Opened
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Entry, Event, Mode, Show


@dataclass
class Session:
    """A show, its journal and its clock, in one process of possibly several."""

    journal: Journal
    machine: Machine
    show: Show
    clock: ShowClock
    last_written: Instant
    moved_to: Path | None = None
    """The journal in which the show goes on since its own couldn't be written any more."""
    own: set[int] = field(default_factory=set)
    """The numbers of the entries that were written through this session: a screen's undo takes back its own."""
    latest: Entry | None = None
    """The last entry that was read or written since the session joined."""
    unread: deque[Entry] = field(default_factory=deque, repr=False)
    """Entries that were read from the journal and aren't part of the show yet."""
    _unwritten: int = field(default=0, repr=False)

    @classmethod
    def join(cls, path: Path, machine: Machine | None = None, *, first_only: bool = False) -> "Session":
        """Join the show whose journal is at `path`, or goes on in another one.

        If `first_only`, the show is as its opening left it, and `fresh` returns the other entries.

        Raises:
            RunOfShowError: the journal can't be read.
        """
        machine = machine or ThisMachine()
        journal = Journal(path)
        entries = journal.more()
        taken = entries[:1] if first_only else entries
        show, last = replay(taken), max(entry.written for entry in entries)
        session = cls(journal, machine, show, show_clock(show.anchor, machine, last), last)
        session.unread.extend(entries[len(taken) :])
        session._follow()
        if not first_only:
            session._take_all()
        return session

    @classmethod
    def open(  # noqa: PLR0913 -- everything that an opening entry holds
        cls,
        folder: Path,
        agenda: Agenda,
        mode: Mode,
        *,
        by: str,
        at: Instant | None = None,
        machine: Machine | None = None,
    ) -> "Session":
        """Open a new show, with a new journal in `folder`.

        Raises:
            Refused: `at` lies in the future.
            RunOfShowError: the journal can't be written.
        """
        machine = machine or ThisMachine()
        anchor = anchor_now(machine)
        opened = _not_in_the_future(at, anchor.wall)
        event = Opened(mode=mode, anchor=anchor, agenda=agenda, program=version("runofshow"))
        path = unused(folder / journal_name(opened, agenda.timezone, agenda.title, mode))
        first = Entry(1, opened, anchor.wall, by, event)
        journal = create(path, first)
        journal.more()
        return cls(journal, machine, replay([first]), ShowClock(anchor, machine), anchor.wall)

    @property
    def damage(self) -> tuple[Damage, ...]:
        """The damaged lines of the journal."""
        return self.journal.damage

    @property
    def anchored_anew(self) -> bool:
        """True if the machine was started anew since the show was opened."""
        return self.show.first_anchor != self.clock.anchor

    def now(self) -> Instant:
        """Return the time of the show clock; never before the last entry was written."""
        return max(self.clock.now(), self.last_written)

    def refresh(self) -> bool:
        """Read what other processes appended; return True if there was anything."""
        moved = self._follow()
        return self._take_all() or moved

    def fresh(self) -> Iterator[Entry]:
        """Read what other processes appended; yield each entry while the show stands right after it."""
        self._follow()
        yield from self._read_on()

    def do(self, action: Action, by: str, at: Instant | None = None) -> Entry:
        """Decide on an action at `at` (by default now), and write the entry that comes of it.

        The entries of other processes are read first, and nobody can append in between. If the journal can't be written
        twice, or was twice found gone or changed, the show goes on in another file, which holds everything so far.

        Raises:
            Refused: it can't be done. Nothing was written but, after a reboot, that the clock is tied to a new boot.
            JournalNotWritten, JournalOutOfReach, JournalChanged: nothing was written, and it can be tried again.
        """
        try:
            return self._do(action, by, at)
        except (JournalNotWritten, JournalOutOfReach, JournalChanged):
            self._unwritten += 1
            if self._unwritten == 1 or not self._go_on_elsewhere():
                raise
            return self._do(action, by, at)

    def _do(self, action: Action, by: str, at: Instant | None) -> Entry:
        self._follow()
        with self.journal.locked():
            self._take_all()
            if not self.clock.holds():
                self.clock = show_clock(self.show.anchor, self.machine, self.last_written)
            if self.clock.anchor != self.show.anchor:
                # the wall clock may have been set right since this process joined
                self.clock = ShowClock(anchor_after_reboot(self.machine, self.now()), self.machine)
                self._append(ClockAnchored(anchor=self.clock.anchor), self.now(), by)
            moment = _not_in_the_future(at, self.now())
            event = decide(self.show, action, moment)
            _not_in_the_future(event.reaches(self.show), self.now())
            entry = self._append(event, moment, by)
        self._unwritten = 0
        return entry

    def _follow(self) -> bool:
        """Go on in the journal in which another process did; return True if there is one."""
        following = self.journal.continued()
        if following is None:
            return False
        known = self.unread[-1].n if self.unread else self.show.n
        self.unread.extend(entry for entry in following.more() if entry.n > known)
        self.journal, self.moved_to = following, following.path
        return True

    def _take_all(self) -> bool:
        return len([*self._read_on()]) > 0

    def _read_on(self) -> Iterator[Entry]:
        self.unread.extend(self.journal.more())
        while self.unread:
            entry = self.unread.popleft()
            self._take(entry)
            yield entry

    def _append(self, event: Event, at: Instant, by: str) -> Entry:
        entry = Entry(self.show.n + 1, at, self.now(), by, event)
        self.journal.append(entry)
        self.own.add(entry.n)
        self._take(entry)
        return entry

    def _take(self, entry: Entry) -> None:
        self.show, self.latest = apply(self.show, entry), entry
        self.last_written = max(self.last_written, entry.written)
        if isinstance(entry.event, ClockAnchored):
            self.clock = show_clock(self.show.anchor, self.machine, self.last_written)

    def _go_on_elsewhere(self) -> bool:
        """Go on in a continuation, in the first folder that can be written; return True if there is one."""
        for folder in places_to_go_on(self.journal.path):
            with suppress(JournalNotWritten):
                self.journal = self.journal.continue_in(folder)
                self.moved_to = self.journal.path
                return True
        return False


def mode_for(agenda: Agenda, at: Instant) -> Mode:
    """Return the mode of a show opened at `at`: more than six hours before or after the meeting it is a rehearsal."""
    near = timedelta(hours=6)
    return "live" if agenda.start - near <= at <= agenda.end + near else "rehearsal"


def _not_in_the_future(at: Instant | None, now: Instant) -> Instant:
    if at is None:
        return now
    if at > now:
        raise Refused("that time hasn't come yet: nothing can be entered ahead of it")
    return at
