"""Undo: which step can be taken back, and when it is another one than a person saw."""

from dataclasses import dataclass
from typing import Final, Literal, final

from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.names import clock_and_day
from runofshow.show.state import Action, Entry, Event, Show

_NOTHING_TO_UNDO: Final = "there is nothing to undo: nothing has moved the show yet"


@final
class Undone(Event):
    """An earlier entry was undone: the show is as if it had not been written."""

    kind: Literal["undone"] = "undone"
    moves_show = False
    undoable = False
    entry: int
    """The number of the entry that was undone."""

    def apply(self, show: Show, entry: Entry) -> Show:
        """Return the show as it is: the entry has been left out of it."""
        return show

    def describe(self, show: Show) -> str:
        return f"undone: entry {self.entry}"


@final
@dataclass(frozen=True)
class Undo(Action):
    """Take back the last entry that moved the show and still stands."""

    after_closing = True

    entry: int | None = None
    """The number of the one that the person saw as the last. Refused if another one is: two can't undo two steps."""

    def decide(self, show: Show, at: Instant) -> Undone:
        entry = to_undo(show)
        if self.entry is not None and (entry is None or entry.n != self.entry):
            raise _not_that(show, self.entry, entry)
        if entry is None:
            raise Refused(_NOTHING_TO_UNDO)
        if at < entry.at:
            message = f"that happened at {clock_and_day(show, entry.at)}: it can't be undone before"
            raise Refused(message)
        return Undone(entry=entry.n)


def to_undo(show: Show) -> Entry | None:
    """The entry that an `Undo` takes back: the last one standing that moved the show."""
    return next((entry for entry in show.history if entry.event.undoable), None)


def undo_of(show: Show) -> Undo:
    """Return the action that takes back the last step that a person sees, and no other.

    Raises:
        Refused: there is none.
    """
    if (entry := to_undo(show)) is None:
        raise Refused(_NOTHING_TO_UNDO)
    return Undo(entry.n)


def _not_that(show: Show, seen: int, last: Entry | None) -> Refused:
    if last is not None and any(entry.n == seen for entry in show.history):
        return Refused(f"{last.by} moved the show meanwhile, at {clock_and_day(show, last.at)}", Remedy.UNDO)
    return Refused("somebody else has undone that already", Remedy.UNDO_BEFORE)
