"""Undo and redo: which entry can be taken back or brought back, and why another one can't.

An entry that moved the show can be undone while no later entry has moved it; else the times of later entries would
change. An entry that only records can be undone at any time, unless another one refers to it.
"""

from collections.abc import Container
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal, final

from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.floor import FloorGiven
from runofshow.show.actions.minutes import GistSet
from runofshow.show.actions.record import Recorded
from runofshow.show.names import clock_and_day
from runofshow.show.state import Action, Entry, Event, Show

MOST_REDONE: Final = 100
"""How many undone entries a show remembers for a redo."""

_MOST_NAMED: Final = 3
"""How many entries a refusal names."""

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
        return f"undone: @{self.entry}"


@final
class Redone(Event):
    """An entry that had been undone stands again, at its old place and with its old time."""

    kind: Literal["redone"] = "redone"
    moves_show = False
    undoable = False
    entry: int
    """The number of the entry that stands again."""

    def apply(self, show: Show, entry: Entry) -> Show:
        """Return the show as it is: the entry has been put back into it."""
        return show

    def describe(self, show: Show) -> str:
        return f"redone: @{self.entry}"


@final
class Undo(Action):
    """Take back an entry."""

    after_closing = True
    entry: int | None = None
    """The number of the entry; None: the last one of any kind that stands."""

    def decide(self, show: Show, at: Instant) -> Undone:
        entry = last_undoable(show) if self.entry is None else _standing(show, self.entry)
        if entry is None:
            raise Refused(_NOTHING_TO_UNDO)
        if at < entry.at:
            raise Refused(f"that happened at {clock_and_day(show, entry.at)}: it can't be undone before")
        since = list(takewhile(lambda other: other.n > entry.n, show.history))[::-1]
        cannot = f"{entry_with_number(show, entry)} can't be undone"
        if entry.event.moves_show:
            if later := [other for other in since if _moved(other)]:
                raise Refused(f"{cannot}: after it came {_listed(show, later)}", Remedy.STRIKE, Remedy.AMEND)
        elif later := [other for other in since if not _own(entry).isdisjoint(_named(other))]:
            refer = "refers" if len(later) == 1 else "refer"
            raise Refused(f"{cannot}: {_listed(show, later)} {refer} to it", Remedy.UNDO_REFERRING)
        return Undone(entry=entry.n)


@final
class Redo(Action):
    """Bring back the entry that was undone last."""

    after_closing = True
    entry: int | None = None
    """The number of the one that the person saw as undone last; None: whichever it is."""

    def decide(self, show: Show, at: Instant) -> Redone:
        entry = to_redo(show)
        if entry is None:
            raise Refused("there is nothing to redo: what was undone can be brought back until something else is done")
        if self.entry not in {None, entry.n}:
            raise Refused(f"@{self.entry} isn't what was undone last: that is {entry_with_number(show, entry)}")
        return Redone(entry=entry.n)


def to_undo(show: Show) -> Entry | None:
    """Return the last standing entry that moved the show."""
    return next(filter(_moved, show.history), None)


def last_undoable(show: Show) -> Entry | None:
    """Return the last standing entry of any kind that can be undone."""
    return next((entry for entry in show.history if entry.event.undoable), None)


def to_redo(show: Show) -> Entry | None:
    """Return the entry that a redo brings back: the one that was undone last, if it still fits."""
    return next(iter(show.redoable), None)


@dataclass(frozen=True, slots=True)
class UndoStep:
    """The entry that a screen's undo key takes back."""

    entry: Entry
    asks: bool
    """True if this screen didn't write it: the screen names it, and a second press takes it back."""

    @property
    def action(self) -> Undo:
        """The action that takes it back, and no other."""
        return Undo(self.entry.n)


def undo_from(show: Show, own: Container[int]) -> UndoStep:
    """Return the entry that a screen's undo key takes back; refuse if there is none. `own` are the screen's entries.

    Usually it is the screen's own last entry. If somebody else has moved the show since, or if the screen has no entry
    left to undo, it is the show's last step, and the screen asks first.
    """
    step = to_undo(show)
    mine = next((entry for entry in show.history if entry.event.undoable and entry.n in own), None)
    if mine is not None and (mine is step or not mine.event.moves_show):
        return UndoStep(mine, asks=False)
    if (others := step or last_undoable(show)) is None:
        raise Refused(_NOTHING_TO_UNDO)
    return UndoStep(others, asks=True)


def entry_with_number(show: Show, entry: Entry) -> str:
    """Return the number of an entry and what it did, as ``@57 (started: Mr. Guy Ryder)``."""
    return f"@{entry.n} ({entry.event.describe(show)})"


def still_redoable(undone: Entry, since: Entry) -> bool:
    """Return True if an undone entry can be brought back although `since` was written after it was undone."""
    if undone.event.moves_show:
        return not since.event.moves_show and _own(undone).isdisjoint(_own(since))
    return (_own(undone) | _named(undone)).isdisjoint(_own(since) | _named(since))


def _moved(entry: Entry) -> bool:
    return entry.event.moves_show and entry.event.undoable


def _standing(show: Show, n: int) -> Entry:
    """Return the standing entry of a number; refuse if there is none, or none that can be undone."""
    found = next((entry for entry in show.history if entry.n == n), None)
    if found is not None and found.event.undoable:
        return found
    if not 1 <= n <= show.n:
        raise Refused(f"there is no entry @{n}: they go up to @{show.n}")
    if found is not None:
        raise Refused(f"@{n} ({found.event.describe(show)}) can't be undone")
    if any(entry.n == n for entry in show.redoable):
        raise Refused(f"@{n} was undone already", Remedy.REDO)
    raise Refused(f"@{n} was undone already, or is an undo or a redo itself")


def _listed(show: Show, entries: list[Entry]) -> str:
    named = [f"{entry_with_number(show, entry)} by {entry.by}" for entry in entries[:_MOST_NAMED]]
    more = len(entries) - len(named)
    return f"{', '.join(named)}{f' and {more} more' if more else ''}"


def _own(entry: Entry) -> set[tuple[str, object]]:
    """Return the numbers by which others can refer to an entry: its own, and that of the intervention that it made."""
    event = entry.event
    return {("entry", entry.n), *([("number", event.number)] if isinstance(event, FloorGiven | Recorded) else [])}


def _named(entry: Entry) -> set[tuple[str, object]]:
    """Return what an entry refers to: an entry, the number of an intervention that was answered, the key of a gist."""
    event = entry.event
    said = getattr(event, "particulars", None) or getattr(event, "changes", None)
    named = [("entry", getattr(event, field, None)) for field in ("of", "request")]
    named.append(("number", None if said is None else said.in_reply_to))
    named.append(("gist", event.key if isinstance(event, GistSet) else None))
    return {(kind, of) for kind, of in named if of is not None}
