"""Everything that was said or noted, the newest first: what the rapporteur's screen lists and writes to. Pure."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from heapq import merge
from operator import itemgetter
from typing import Literal, NamedTuple

from runofshow.agenda.blocks import Panel, Speech
from runofshow.agenda.delegations import folded
from runofshow.instants import Instant
from runofshow.show.identities import speakers_so_far
from runofshow.show.names import intervention_words
from runofshow.show.parts import BlockRun, GistOf, Interval, Intervention, NoteTaken, Task
from runofshow.show.state import Show
from runofshow.text import sanitize

Key = int | GistOf
"""The entry of an intervention, a note, a decision or a task; or whose gist of the programme it is."""

Kind = Literal["intervention", "programme", "note", "decision", "task"]


class Noted(NamedTuple):
    """A statement with its gist, or a note, a decision or a task."""

    key: Key
    kind: Kind
    name: str
    """The name of the speaker, or of what it is."""
    text: str
    at: Instant
    intervals: tuple[Interval, ...] = ()
    """The times in which somebody spoke; empty for what nobody said."""
    number: int | None = None
    """Of an intervention, or of the one that a note is about."""
    speaker: str | None = None
    """The name of a panellist."""

    @property
    def is_statement(self) -> bool:
        """True if somebody said it."""
        return bool(self.intervals)


Place = tuple[Instant, Key, Callable[[], Noted]]
"""The instant of a statement or note, its key, and a maker of the rest: little is shown of a long list."""


def places(show: Show) -> Iterator[Place]:
    """Yield the place of everything that was said or noted, the newest first."""
    floor = ((one.interval.start, one.entry, partial(_intervention, one)) for one in show.latest())
    return merge(_minutes(show), _notes(show), floor, _programme(show), key=itemgetter(0), reverse=True)


def latest(show: Show) -> Iterator[Noted]:
    """Yield everything that was said or noted, the newest first."""
    return (make() for _, _, make in places(show))


def found(show: Show, key: Key | None) -> Noted | None:
    """Return what has this key; None if it was undone."""
    if isinstance(key, int) and (one := show.interventions.get(key)) is not None:
        return _intervention(one)
    return None if key is None else next((make() for _, other, make in places(show) if other == key), None)


def speaking(show: Show) -> Key | None:
    """Return the statement of whoever speaks now, else of who spoke last; None before anybody has."""
    if show.holder is not None:
        return show.holder
    run = show.running
    if run is not None and isinstance(run.block, Speech):
        return GistOf(run.id)
    if run is not None and isinstance(run.block, Panel):
        turn = show.turn_now
        if turn is not None:
            return GistOf(run.id, folded(turn.speaker.name), turn.entry)
        if run.block.moderator is not None:
            return GistOf(run.id, folded(run.block.moderator.name))
    return next((one.key for one in latest(show) if one.is_statement), None)


def beside(show: Show, key: Key | None, by: int) -> Key | None:
    """Return what comes so many places after something; whoever speaks now where that isn't there."""
    keys = [other for _, other, _ in places(show)][::-1]
    if key not in keys:
        return speaking(show)
    return keys[min(max(0, keys.index(key) + by), len(keys) - 1)]


def _intervention(one: Intervention) -> Noted:
    gist, name = one.particulars.gist or "", intervention_words(one)
    return Noted(one.entry, "intervention", name, gist, one.interval.start, (one.interval,), one.number)


def _programme(show: Show) -> list[Place]:
    return _placed(one for run in show.running_order() if run.intervals for one in _of_block(show, run))


def _of_block(show: Show, run: BlockRun) -> Iterator[Noted]:
    start = run.intervals[0].start
    if isinstance(run.block, Speech):
        gist = show.gists.get(GistOf(run.id), "")
        yield Noted(GistOf(run.id), "programme", sanitize(run.block.called), gist, start, run.intervals)
    elif isinstance(run.block, Panel):
        for turn in show.turns.values():
            if turn.block == run.id:
                key = GistOf(run.id, folded(turn.speaker.name), turn.entry)
                yield _panellist(show, key, turn.speaker.name, (turn.interval,))
        for speaker in speakers_so_far(run):
            key = GistOf(run.id, folded(speaker.name))
            if speaker == run.block.moderator or key in show.gists:
                yield _panellist(show, key, speaker.name, run.intervals)


def _panellist(show: Show, key: GistOf, name: str, intervals: tuple[Interval, ...]) -> Noted:
    gist = show.gists.get(key, "")
    return Noted(key, "programme", sanitize(name), gist, intervals[0].start, intervals, speaker=name)


def _notes(show: Show) -> Iterator[Place]:
    return ((note.at, note.entry, partial(_note, show, note)) for note in show.notes)


def _note(show: Show, note: NoteTaken) -> Noted:
    one = None if note.of is None else show.interventions.get(note.of)
    name = "note" if one is None else f"note on {intervention_words(one)}"
    return Noted(note.entry, "note", name, note.text, note.at, number=None if one is None else one.number)


def _minutes(show: Show) -> list[Place]:
    decisions = [(one.entry, Noted(one.entry, "decision", "DECISION", one.text, one.at)) for one in show.decisions]
    tasks = [(one.entry, Noted(one.entry, "task", "TASK", _task_words(one), one.at)) for one in show.tasks]
    return _placed(one for _, one in sorted([*decisions, *tasks], key=itemgetter(0), reverse=True))


def _task_words(task: Task) -> str:
    """Return a task as it is typed: what, who, by when."""
    parts = (task.text, task.owner, None if task.due is None else task.due.isoformat())
    return "; ".join(part for part in parts if part)


def _placed(noted: Iterable[Noted]) -> list[Place]:
    return sorted(((one.at, one.key, partial(_itself, one)) for one in noted), key=itemgetter(0), reverse=True)


def _itself(one: Noted) -> Noted:
    return one
