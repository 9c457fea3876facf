"""Which of several shows is meant where nobody names one: a single rule, for every command and every screen."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

from runofshow.instants import Instant
from runofshow.journal.errors import JournalUnreadable
from runofshow.journal.locate import SUFFIX, Found, journals_in
from runofshow.show.state import Anchor, Mode, Show

IN_COURSE_WITHIN: Final = timedelta(hours=12)
"""A show in whose journal nothing was written for longer isn't going on, even if nobody closed it."""


class Choice(NamedTuple):
    """The show that is meant, and what else there was to choose from."""

    taken: Found
    why: str
    """What singles it out: “the newest”."""
    shows: tuple[Found, ...]
    """All of them, the newest first."""

    @property
    def still_open(self) -> tuple[Found, ...]:
        """The others that nobody has closed."""
        return tuple(show for show in self.shows if not show.finished and show is not self.taken)


def choice(journals: Iterable[Found], now: Instant) -> Choice | None:
    """The show that is meant, out of journals with the newest first; None where there is none.

    It is the meeting that goes on; else the newest, open or closed. A rehearsal is meant only while it goes on, if it
    was opened after all that is written of that meeting, or where there is no meeting: nobody shall take it for the
    record.
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
    """Whether a show goes on: nobody has closed it, and it isn't long since something was written."""
    return not show.finished and abs(now - show.last.written) <= IN_COURSE_WITHIN


def going_on(
    journals: Iterable[Found], modes: Collection[Mode], now: Instant, at: Instant | None = None
) -> tuple[Found, ...]:
    """The shows of these modes that `live` can go on with: meetings before rehearsals, the newest first.

    For a show that is opened after the fact, `at` some time, they are those that were opened not long before or after.
    """
    fitting = [
        show
        for show in one_each(journals)
        if show.mode in modes
        and not show.finished
        and (in_course(show, now) if at is None else abs(at - show.opened.at) <= IN_COURSE_WITHIN)
    ]
    return tuple(sorted(fitting, key=lambda show: show.mode == "rehearsal"))


def one_each(journals: Iterable[Found]) -> Iterator[Found]:
    """Each show once, in the journal that holds the most of it: one that goes on elsewhere left another behind."""
    seen = []
    for found in journals:
        if found.opened not in seen:
            seen.append(found.opened)
            yield found


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


def _why(taken: Found, shows: Collection[Found], now: Instant) -> str:
    """What singles a show out."""
    goes_on = in_course(taken, now)
    rivals = [show for show in shows if show is not taken and (in_course(show, now) or not goes_on)]
    of_its_kind = any(show.mode == taken.mode for show in rivals)
    which = "the newest" if of_its_kind or not goes_on else "the show"
    is_what = ["is open"] if goes_on else []
    if any(show.mode != taken.mode for show in rivals):
        is_what.append("is no rehearsal")
    return f"{which} that {' and '.join(is_what)}" if is_what else which
