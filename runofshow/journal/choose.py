"""The one rule by which commands and screens choose a show where nobody names one."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from runofshow.agenda.model import Agenda
from runofshow.instants import Instant
from runofshow.journal.journal_errors import JournalUnreadable
from runofshow.journal.locate import SUFFIX, Found, journals_in
from runofshow.show.state import Anchor, Mode, Show

IN_COURSE_WITHIN: Final = timedelta(hours=12)
"""A show goes on only if something was written in its journal within this time."""


class Choice(NamedTuple):
    """The chosen show, and all others."""

    taken: Found
    why: str
    """The reason, as “the newest”."""
    shows: tuple[Found, ...]
    """All of them, the newest first."""

    @property
    def still_open(self) -> tuple[Found, ...]:
        """The other shows that nobody has closed."""
        return tuple(show for show in self.shows if not show.finished and show is not self.taken)


def choice(journals: Iterable[Found], now: Instant) -> Choice | None:
    """Choose a show out of journals with the newest first; None where there is none.

    It is the meeting that goes on, else the newest one, open or closed. A rehearsal is chosen only while it goes on and
    was opened after the last entry of that meeting, or where there is no meeting: nobody shall take it for the record.
    """
    shows = tuple(one_each(journals))
    if not shows:
        return None
    meetings = [show for show in shows if show.mode == "live"]
    going_on = next((show for show in meetings if in_course(show, now)), None)
    newest = next(iter(meetings), None)
    rehearsals = (show for show in shows if show.mode == "rehearsal" and in_course(show, now))
    rehearsal = next((show for show in rehearsals if not newest or show.opened.written > newest.last.written), None)
    taken = going_on or rehearsal or newest or shows[0]
    return Choice(taken, _why(taken, shows, now), shows)


def in_course(show: Found, now: Instant) -> bool:
    """Return True if nobody has closed a show, and something was written not long ago."""
    return not show.finished and _is_near(show, now, None)


def going_on(
    journals: Iterable[Found], modes: Collection[Mode], now: Instant, at: Instant | None = None
) -> tuple[Found, ...]:
    """Return the shows of these modes that `live` can resume: meetings, then rehearsals, each the newest first.

    For a show that is entered after the fact, `at` some time, they are those that were opened around that time.
    """
    shows = (show for show in one_each(journals) if show.mode in modes and not show.finished)
    return tuple(sorted((show for show in shows if _is_near(show, now, at)), key=lambda show: show.mode == "rehearsal"))


def just_closed(
    journals: Iterable[Found], agenda: Agenda, mode: Mode, now: Instant, at: Instant | None = None
) -> Found | None:
    """Return the newest show of this meeting that was closed within `IN_COURSE_WITHIN`; None if there is none.

    The meeting is told by its date and title: the agenda may have been edited since. For a show that is entered after
    the fact, `at` some time, it is one that was opened around that time.
    """
    for show in one_each(journals):
        is_same = (show.opening.agenda.date, show.opening.agenda.title) == (agenda.date, agenda.title)
        if show.finished and show.mode == mode and is_same and _is_near(show, now, at):
            return show
    return None


def _is_near(show: Found, now: Instant, at: Instant | None) -> bool:
    passed = now - show.last.written if at is None else at - show.opened.at
    return abs(passed) <= IN_COURSE_WITHIN


def one_each(journals: Iterable[Found]) -> Iterator[Found]:
    """Yield each show once, in the journal that holds the most of it: a continuation holds what the first one does."""
    seen = []
    for found in journals:
        if found.opened not in seen:
            seen.append(found.opened)
            yield found


class NewerShows:
    """The folder in which a newer show would be opened. Its journals are read only when a name in it is new."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._looked_at: tuple[frozenset[str], bool, Anchor] | None = None
        self._newer: Found | None = None

    def newer(self, show: Show, now: Instant) -> Found | None:
        """Return the open show to choose now, if it was opened after this one; `now` is the laptop's time."""
        names: frozenset[str] = frozenset()
        with suppress(OSError):
            names = frozenset(path.name for path in self.folder.iterdir() if path.name.endswith(SUFFIX))
        looked_at = names, show.closed is not None, show.anchor
        if looked_at != self._looked_at:
            self._looked_at, self._newer = looked_at, None
            with suppress(JournalUnreadable):  # commands tell of it
                opened = next(iter(reversed(list(show.history))))
                meant = choice(journals_in(self.folder).found, now)
                if meant is not None and not meant.taken.finished and meant.taken.opened.written > opened.written:
                    self._newer = meant.taken
        return self._newer


def gives_way(show: Show, newer: Found) -> bool:
    """Return True if a show is over: it is closed, or a rehearsal beside a meeting that goes on."""
    return show.closed is not None or (show.mode == "rehearsal" and newer.mode == "live")


def _why(taken: Found, shows: Collection[Found], now: Instant) -> str:
    goes_on = in_course(taken, now)
    rivals = [show for show in shows if show is not taken and (in_course(show, now) or not goes_on)]
    of_its_kind = any(show.mode == taken.mode for show in rivals)
    which = "the newest" if of_its_kind or not goes_on else "the show"
    is_what = ["is open"] if goes_on else []
    if any(show.mode != taken.mode for show in rivals):
        is_what.append("is no rehearsal")
    return f"{which} that {' and '.join(is_what)}" if is_what else which
