"""Builds a show from its entries, or from a show and one more entry. An entry that was written is never refused."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final, NamedTuple, TypeVar

from rpds import HashTrieMap

from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.floor import FloorGiven
from runofshow.show.actions.meeting import Opened
from runofshow.show.actions.record import Amended, Struck
from runofshow.show.actions.undo import MOST_REDONE, Redone, Undone, still_redoable
from runofshow.show.names import clock_and_day
from runofshow.show.particulars import Particulars, validated
from runofshow.show.parts import Intervention, replace
from runofshow.show.state import Action, Entry, Event, NotAShow, Show

EVERY: Final = 8
"""The smallest distance, in entries, between two states that are kept."""
_NEAR: Final = 8
"""The number of states kept at each distance. States twice as far back lie twice as far apart."""

Key = TypeVar("Key")
Value = TypeVar("Value")


def replay(entries: Iterable[Entry]) -> Show:
    """Return the show that follows from all its entries; raise `NotAShow` if the first doesn't open one."""
    everything = list(entries)
    standing, redoable = _standing(everything)
    return replace(_from_opening(standing), n=everything[-1].n, redoable=redoable)


def _standing(
    entries: Iterable[Entry], before: Iterable[Entry] = (), redoable: tuple[Entry, ...] = ()
) -> tuple[list[Entry], tuple[Entry, ...]]:
    """Return the entries that stand after those that stood `before`, and the undone ones that can be brought back."""
    standing = {entry.n: entry for entry in before}
    for entry in entries:
        match entry.event:
            case Undone(entry=n):
                if (gone := standing.pop(n, None)) is not None:
                    redoable = (gone, *redoable)[:MOST_REDONE]
            case Redone(entry=n):
                standing.update({each.n: each for each in redoable if each.n == n})
                redoable = tuple(each for each in redoable if each.n != n)
            case _:
                standing[entry.n] = entry
                redoable = _redoable_after(redoable, entry)
    return [standing[n] for n in sorted(standing)], redoable


def _redoable_after(redoable: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    return tuple(undone for undone in redoable if still_redoable(undone, entry))


def apply(show: Show, entry: Entry) -> Show:
    """Return the show after one more entry."""
    event = entry.event
    if not isinstance(event, Undone | Redone):
        after = _played(show, [entry])
        if (one := _interrupts_otherwise(after, entry)) is not None:
            after = _played_again(show, one.entry, [*_since(show, one.entry), entry])
        return replace(after, redoable=_redoable_after(show.redoable, entry))
    since = _since(show, event.entry)
    standing, redoable = _standing([entry], since, show.redoable)
    after = show if len(standing) == len(since) else _played_again(show, event.entry, standing)
    return replace(after, n=entry.n, redoable=redoable)


def _since(show: Show, n: int) -> list[Entry]:
    """Return the standing entries of a number and of all later ones."""
    return list(takewhile(lambda entry: entry.n >= n, show.history))[::-1]


# States are kept from which an undo goes on: what came before needn't be played again. Of the last entries every eighth
# is kept, and fewer the farther back they lie: about fifty of a hundred thousand.


def is_kept(place: int, count: int) -> bool:
    """Return True if the state after `place` entries is kept in a show in which `count` stand."""
    at, last = place // EVERY, (count - 1) // EVERY
    return place % EVERY == 0 and last - at < _NEAR * (at & -at)


def _played_again(show: Show, since: int, others: Sequence[Entry]) -> Show:
    """Return the show in which other entries follow the standing ones before the number `since`.

    The replay starts from the last kept state after which no entry corrects the kind of an earlier intervention.
    """
    for state in show.earlier:
        if state.n < since:
            entries = [*(entry for entry in _since(show, state.n + 1) if entry.n < since), *others]
            if all(n > state.n for n in _corrected_in(entries)):
                older = tuple(one for one in show.earlier if one.n < state.n)
                return _played(replace(state, earlier=older), entries)
    return _from_opening([*takewhile(lambda entry: entry.n < since, reversed(list(show.history))), *others])


def _from_opening(standing: Sequence[Entry]) -> Show:
    if not standing:
        raise NotAShow("the journal holds no entry: nothing can be shown from it")
    first, *others = standing
    if not isinstance(first.event, Opened):
        raise NotAShow(
            f"the journal begins with an entry of kind '{first.event.kind}': it should begin with the opening of a show"
        )
    return _played(first.event.begin(first), others)


def _played(show: Show, entries: Iterable[Entry]) -> Show:
    """Return the show after more entries, none of which is undone."""
    return deque(_course(show, entries), maxlen=1).pop()


def _course(show: Show, entries: Iterable[Entry]) -> Iterator[Show]:
    """Yield the show after each of these entries, then the last one with its history and the states that are kept.

    An intervention that turns out to have been a point of order, or none, counts as if that had been known when the
    floor was given: the show is played again from there.
    """
    known, history, last_move, earlier = list(entries), show.history, show.last_move, show.earlier
    count = len(history) + len(known)
    if (count - 1) // EVERY > (len(history) - 1) // EVERY:
        earlier = tuple(one for one in earlier if is_kept(len(one.history), count))
    places = dict.fromkeys(_corrected_in(known), -1)
    before: dict[int, Show] = {}
    for place, entry in enumerate(known):
        if is_kept(len(history), count):
            state = replace(show, n=next(iter(history)).n, history=history, last_move=last_move, earlier=())
            earlier = (state, *earlier)
        if entry.n in places:
            places[entry.n], before[entry.n] = place, show
        show = entry.event.apply(show, entry)
        history = history.push_front(entry)
        last_move = max(last_move, entry.at) if entry.event.moves_show else last_move
        if (one := _interrupts_otherwise(show, entry)) is not None and one.entry in before:
            given, stood = places[one.entry], before[one.entry]
            otherwise = [_as_known(known[given], one), *known[given + 1 : place + 1]]
            then, states, touched = _played_otherwise(stood, show, otherwise, known[given], before)
            if _takes_no_turn(show, then, one.entry, touched):
                known[given], before, show = otherwise[0], before | states, then
        yield show
    yield replace(show, n=next(iter(history)).n, history=history, last_move=last_move, earlier=earlier)


def _corrected_in(entries: Iterable[Entry]) -> set[int]:
    """Return the interventions, and requests, whose kind these entries correct."""
    return {
        entry.event.of
        for entry in entries
        if isinstance(entry.event, Amended) and "kind" in entry.event.changes.model_fields_set
    }


def _interrupts_otherwise(show: Show, entry: Entry) -> Intervention | None:
    """Return the intervention that an entry has just made a point of order, or none any more."""
    if not isinstance(entry.event, Amended) or not _corrected_in([entry]):
        return None
    one = show.interventions.get(entry.event.of)
    return one if one is not None and one.clocks_stay else None


def _as_known(given: Entry, one: Intervention) -> Entry:
    """Return the entry that gave the floor, as it would be if the kind had been known."""
    event = given.event
    if not isinstance(event, FloorGiven):
        return given
    kind = Particulars(kind=one.particulars.kind)
    return given._replace(event=event.model_copy(update={"particulars": event.particulars.amended(kind)}))


def _takes_no_turn(show: Show, then: Show, of: int, touched: set[int]) -> bool:
    """Return True if a show may be taken for another one, in which an intervention interrupted, or didn't.

    While it goes on, whoever it cut off has only been interrupted, or the other way round. Once it is over, nobody can
    tell whether they would have spoken on: where that would change anybody's turn, the clocks stay as they ran.
    """
    if show.holder != then.holder or show.holder == of:
        return show.holder == then.holder
    others = touched - {of}
    return show.turns == then.turns and all(show.interventions.get(n) == then.interventions.get(n) for n in others)


class _Apart(NamedTuple):
    """The parts in which two shows differ. None of these parts goes on."""

    interventions: set[int]
    blocks: set[str]


def _played_otherwise(
    stood: Show, show: Show, otherwise: Sequence[Entry], was: Entry, before: Mapping[int, Show]
) -> tuple[Show, dict[int, Show], set[int]]:
    """Return the show that follows if the first of these entries was another, and what stood `before` some of them.

    With them go the interventions that may be others than in `show`.

    Both are played from `stood` until they differ in nothing but interventions and blocks that are over: mostly soon,
    or never, so they are compared after 1, 2, 4, 8 … entries. From there on they stay alike, and only what names these
    interventions is applied to both; `show` has the rest.
    """
    then = as_it_was = stood
    states: dict[int, Show] = {}
    for at, entry in enumerate(otherwise):
        if entry.n in before:
            states[entry.n] = then
        then, as_it_was = entry.event.apply(then, entry), (entry if at else was).event.apply(as_it_was, entry)
        if at & (at - 1) or (apart := _apart(stood, as_it_was, then, otherwise, at + 1)) is None:
            continue
        for later in otherwise[at + 1 :]:
            if later.n in before:
                states[later.n] = _with_parts(before[later.n], then, apart)
            if isinstance(later.event, Amended | Struck) and later.event.of in apart.interventions:
                then = later.event.apply(then, later)
        return _with_parts(show, then, apart), states, apart.interventions
    return then, states, _touched(stood, otherwise)


def _apart(stood: Show, one: Show, other: Show, entries: Sequence[Entry], played: int) -> _Apart | None:
    """Return the parts in which two shows differ that follow from `stood` and the first of these entries.

    None if they may not stay alike otherwise: one of these parts still matters, or a later entry names such a block.
    """
    if (one.holder, one.interrupted, one.current) != (other.holder, other.interrupted, other.current):
        return None
    touched = _touched(stood, entries[:played])
    interventions = {n for n in touched if one.interventions.get(n) != other.interventions.get(n)}
    named = {stood.current, *(getattr(entry.event, "block", None) for entry in entries[:played])}
    ran = {name for name in named if isinstance(name, str)}
    blocks = {name for name in ran if one.runs.get(name) != other.runs.get(name)}
    if interventions & {one.holder, one.interrupted} or one.current in blocks:
        return None
    if any(one.runs[name].status is not other.runs[name].status for name in blocks):
        return None
    rest = (replace(show, interventions=stood.interventions, runs=stood.runs) for show in (one, other))
    if next(rest) != next(rest) or (blocks and any(_names(entry, blocks) for entry in entries[played:])):
        return None
    return _Apart(interventions, blocks)


def _names(entry: Entry, blocks: set[str]) -> bool:
    named = (getattr(entry.event, field, None) for field in ("block", "next", "before"))
    return any(isinstance(name, str) and name in blocks for name in named)


def _with_parts(show: Show, of: Show, apart: _Apart) -> Show:
    """Return a show with some of its interventions and blocks as another has them."""
    return replace(
        show,
        interventions=_as_in(show.interventions, of.interventions, apart.interventions),
        struck=_as_in(show.struck, of.struck, apart.interventions),
        runs=_as_in(show.runs, of.runs, apart.blocks),
    )


def _as_in(known: HashTrieMap[Key, Value], of: HashTrieMap[Key, Value], keys: Iterable[Key]) -> HashTrieMap[Key, Value]:
    for key in keys:
        value = of.get(key)
        known = known.discard(key) if value is None else known.insert(key, value)
    return known


def _touched(show: Show, entries: Iterable[Entry]) -> set[int]:
    """Return the interventions that entries may have changed, made or ended since a show."""
    named = {entry.event.of if isinstance(entry.event, Amended | Struck) else entry.n for entry in entries}
    return named | {n for n in (show.holder, show.interrupted) if n is not None}


def described(entries: Iterable[Entry]) -> tuple[Show, list[tuple[Entry, str, bool]]]:
    """Return a show from these entries that knows their names and times, and each entry in words.

    With each entry come its description, as a part of a sentence, and True if it stands.
    """
    everything = list(entries)
    known, _ = _standing(everything)
    show, standing = _from_opening(known[:1]), {entry.n for entry in known}
    course, rows = _course(show, known[1:]), list[tuple[Entry, str, bool]]()
    for entry in everything:
        if entry.n in standing and entry is not known[0]:
            show = next(course)
        stands = entry.n in standing or isinstance(entry.event, Undone | Redone)
        rows.append((entry, entry.event.describe(show), stands))
    return show, rows


def show_as_of(show: Show, at: Instant) -> Show:
    """Return the show as of an instant, without the entries that were undone since; refuse if it hadn't been opened.

    An intervention that was entered afterwards is there if it had begun, and none that was struck since; a later
    correction isn't there.
    """
    if at < show.opened:
        raise Refused("the show hadn't been opened then")
    return replay(entry for entry in reversed(list(show.history)) if entry.at <= at or isinstance(entry.event, Struck))


def decide(show: Show, action: Action, at: Instant) -> Event:
    """Return the event that an action makes at an instant of the show clock; refuse what can't be done then."""
    if show.closed is not None and not action.after_closing:
        raise Refused("the show is closed", Remedy.UNDO_CLOSING, Remedy.RECORD, Remedy.AMEND, Remedy.NOTE)
    if action.expected is not None:
        action.expected.check(show)
    event = validated(lambda: action.decide(show, at))
    if event.moves_show and at < show.last_move:
        last = clock_and_day(show, show.last_move)
        raise Refused(
            f"{clock_and_day(show, at)} is before the last thing that moved the show, at {last}: give a later time",
            Remedy.UNDO,
        )
    if at < show.opened:
        raise Refused(f"the show was opened at {clock_and_day(show, show.opened)}: nothing can be entered before that")
    return event
