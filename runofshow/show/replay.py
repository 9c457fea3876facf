"""From entries to a show: from all of them, or from one more. An entry that was written is never refused."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from rpds import List

from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.floor import FloorGiven
from runofshow.show.actions.meeting import Opened
from runofshow.show.actions.record import Amended, Struck
from runofshow.show.actions.undo import MOST_REDONE, Redone, Undone, still_redoable
from runofshow.show.checkpoints import EVERY, Checkpoint, kept_places, with_checkpoint
from runofshow.show.names import clock_and_day
from runofshow.show.particulars import Particulars, validated
from runofshow.show.parts import Intervention
from runofshow.show.persistent import NumberSequence
from runofshow.show.replacing import replace
from runofshow.show.state import Action, Entry, Event, NotAShow, Show


def replay(entries: Iterable[Entry]) -> Show:
    """Return the show that follows from all its entries, the opening one first.

    Raises:
        NotAShow: there are none, or the first doesn't open a show.
    """
    everything = list(entries)
    if not any(isinstance(entry.event, Undone | Redone) for entry in everything):
        return _from_standing(everything, (), everything[-1].n if everything else 0)
    standing: dict[int, Entry] = {}
    redoable: tuple[Entry, ...] = ()
    for entry in everything:
        redoable = _take(standing, redoable, entry)
    return _from_standing(_in_order(standing), redoable, everything[-1].n)


def apply(show: Show, entry: Entry) -> Show:
    """Return the show after one more entry."""
    if isinstance(entry.event, Undone | Redone):
        return _taken_or_brought_back(show, entry, entry.event)
    redoable = _redoable_after(show.redoable, entry)
    after = entry.event.apply(show, entry)
    if (one := _interrupts_otherwise(after, entry)) is not None:
        return _corrected(show, entry, one.entry, redoable)
    place = len(show.history)
    return replace(
        after,
        given=_given(show, after, entry),
        n=entry.n,
        last_move=max(show.last_move, entry.at) if entry.event.moves_show else show.last_move,
        history=show.history.push_front(entry),
        redoable=redoable,
        earlier=show.earlier if place % EVERY else with_checkpoint(show.earlier, place, _bare(show)),
    )


def _corrected(show: Show, entry: Entry, given: int, redoable: tuple[Entry, ...]) -> Show:
    """Return the show after a correction of a kind, which counts as if it had been known when the floor was given.

    It is played again from the last checkpoint before that, and before all others that were corrected since then.
    """
    for found in show.earlier:
        since = list(islice(show.history, len(show.history) - found.place))[::-1]
        if since and min([given, *_corrected_in(since)]) >= since[0].n:
            break
    else:
        return _from_standing([*reversed(list(show.history)), entry], redoable, entry.n)
    again = [*since, entry]
    then, newer = _replayed_on(found.show, again, found.place, found.show.last_move)
    return replace(
        then,
        given=_given_otherwise(show, then, again),
        n=entry.n,
        last_move=show.last_move,
        history=show.history.push_front(entry),
        redoable=redoable,
        earlier=(*newer, *(one for one in show.earlier if one.place < found.place)),
    )


def _bare(show: Show) -> Show:
    """Return a show as a checkpoint holds it."""
    return replace(show, history=List(), given=NumberSequence(), redoable=(), earlier=())


def _taken_or_brought_back(show: Show, entry: Entry, event: Undone | Redone) -> Show:
    """Return the show without an entry that stood, or with one that had been undone."""
    later = list(takewhile(lambda other: other.n > event.entry, show.history))[::-1]
    before = len(show.history) - len(later)
    standing = next(islice(show.history, len(later), None), None)
    gone = standing if standing is not None and standing.n == event.entry else None
    if isinstance(event, Undone):
        if gone is None:
            return replace(show, n=entry.n)
        return _played_on(show, before - 1, later, (gone, *show.redoable)[:MOST_REDONE], entry.n)
    back = [each for each in show.redoable if each.n == event.entry]
    left = tuple(each for each in show.redoable if each.n != event.entry)
    return _played_on(show, before - (gone is not None), [*(back or filter(None, [gone])), *later], left, entry.n)


def _played_on(show: Show, place: int, others: Sequence[Entry], redoable: tuple[Entry, ...], n: int) -> Show:
    """Return the show in which others follow its first entries, from the last checkpoint among these."""
    history = show.history
    for _ in range(len(show.history) - place):
        history = history.drop_first()
    at, found = next(((at, one) for at, one in enumerate(show.earlier) if one.place <= place), (0, None))
    between = [] if found is None else list(islice(history, place - found.place))[::-1]
    then = None if found is None else _applied(found.show, [*between, *others])
    if found is None or then is None:
        return _from_standing([*reversed(list(history)), *others], redoable, n)
    for entry in others:
        history = history.push_front(entry)
    changed = [*islice(show.history, len(show.history) - found.place), *others]
    moves = (entry.at for entry in (*between, *others) if entry.event.moves_show)
    return replace(
        then,
        given=_given_otherwise(show, then, changed),
        n=n,
        last_move=max((found.show.last_move, *moves)),
        history=history,
        redoable=redoable,
        earlier=show.earlier[at:],
    )


def _applied(show: Show, entries: Iterable[Entry]) -> Show | None:
    """Return the show after more entries; None if one of them changes what came before it."""
    for entry in entries:
        show = entry.event.apply(show, entry)
        if _interrupts_otherwise(show, entry):
            return None
    return show


def _given_otherwise(show: Show, then: Show, changed: Iterable[Entry]) -> NumberSequence:
    """Return the interventions of another show, which differs in what these entries made or name, or in who was struck.

    Everybody else has the same place in both.
    """
    may_differ = _touched(show, changed) | {*show.struck, *then.struck}
    given = show.given
    for n in may_differ:
        given = given.without(n) if n in show.interventions else given
    for n in sorted(may_differ):
        if (one := then.interventions.get(n)) is not None:
            given = _placed(then, given, one)
    return given


def _take(standing: dict[int, Entry], redoable: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    """Change what stands by an entry, and return the undone entries that can be brought back after it."""
    match entry.event:
        case Undone(entry=n):
            gone = standing.pop(n, None)
            return redoable if gone is None else (gone, *redoable)[:MOST_REDONE]
        case Redone(entry=n):
            standing.update({each.n: each for each in redoable if each.n == n})
            return tuple(each for each in redoable if each.n != n)
        case _:
            standing[entry.n] = entry
            return _redoable_after(redoable, entry)


def _redoable_after(redoable: tuple[Entry, ...], entry: Entry) -> tuple[Entry, ...]:
    return tuple(undone for undone in redoable if still_redoable(undone, entry))


def _in_order(standing: dict[int, Entry]) -> list[Entry]:
    return [standing[n] for n in sorted(standing)]


def _from_standing(standing: Sequence[Entry], redoable: tuple[Entry, ...], n: int) -> Show:
    """Return the show that follows from entries of which none is undone; `n` is the number of the last of all."""
    if not standing:
        raise NotAShow("the journal holds no entry: nothing can be shown from it")
    show, earlier = _replayed(standing)
    return replace(
        show,
        earlier=earlier,
        given=_in_time(show),
        n=n,
        last_move=max((entry.at for entry in standing if entry.event.moves_show), default=standing[0].at),
        history=List(standing[::-1]),
        redoable=redoable,
    )


def _given(before: Show, after: Show, entry: Entry) -> NumberSequence:
    """Return the interventions after an entry, which may have made one, struck one, or moved one to another time."""
    given, event = after.given, entry.event
    if isinstance(event, Struck) and event.of not in after.interventions:
        return given.without(event.of)
    makes_one = entry.n in after.interventions
    if len(after.interventions) < len(before.interventions) + makes_one:
        return _in_time(after)  # the holder of the floor, who had been struck, has left it
    if isinstance(event, Amended) and event.began is not None:
        one = after.interventions.get(event.of)
        return given if one is None else _placed(after, given.without(event.of), one)
    return _placed(after, given, after.interventions[entry.n]) if makes_one else given


def _placed(show: Show, given: NumberSequence, one: Intervention) -> NumberSequence:
    """Return the interventions with one put in its place: mostly the last."""
    if not given or show.interventions[given[-1]].place <= one.place:
        return given.inserted(len(given), one.entry)
    later = given.place_before(lambda other: show.interventions[other].place > one.place)
    return given.inserted(later, one.entry)


def _in_time(show: Show) -> NumberSequence:
    return NumberSequence(one.entry for one in sorted(show.interventions.values(), key=lambda one: one.place))


def _replayed(standing: Sequence[Entry]) -> tuple[Show, tuple[Checkpoint, ...]]:
    """Return what follows from entries of which none is undone, and checkpoints.

    An intervention that turns out to have been a point of order, or none, counts as if that had been known when the
    floor was given: the show is played again from there.
    """
    return _replayed_on(_opened(standing[0]), standing[1:], 1, standing[0].at)


def _replayed_on(
    show: Show, entries: Sequence[Entry], before_them: int, last_move: Instant
) -> tuple[Show, tuple[Checkpoint, ...]]:
    """Return what follows from a show and more entries, and checkpoints among these.

    So many entries stood before them, of which the last that moved the show did so then.
    """
    known = list(entries)
    corrected = _corrected_in(known)
    before: States = {}
    earlier, kept, since = list[Checkpoint](), kept_places(before_them + len(known)), 0
    for place in range(len(known)):
        if before_them + place in kept:
            last_move = max([last_move, *(entry.at for entry in known[since:place] if entry.event.moves_show)])
            earlier.append(Checkpoint(before_them + place, replace(show, last_move=last_move)))
            since = place
        entry = known[place]
        if entry.n in corrected:
            before[entry.n] = place, show
        show = entry.event.apply(show, entry)
        if (one := _interrupts_otherwise(show, entry)) is None:
            continue
        given, stood = before[one.entry]
        known_so = _as_known(known[given], one)
        then, states = _played_otherwise(stood, show, [known_so, *known[given + 1 : place + 1]], known[given], before)
        if _takes_no_turn(show, then, one.entry, _touched(stood, known[given : place + 1])):
            known[given], before, show = known_so, states, then
    return show, tuple(reversed(earlier))


_SOON: Final = 32
"""So many entries after the one that was corrected are followed one by one."""

States = dict[int, tuple[int, Show]]
"""By the entries that gave the floor: their places, and what stood before them."""


def _played_otherwise(
    stood: Show, show: Show, otherwise: Sequence[Entry], was: Entry, before: States
) -> tuple[Show, States]:
    """Return the show that follows if the first of these entries was another, and what stood before some of them.

    Both are played from `stood` until they differ in nothing but interventions and blocks that are over. From there on
    they stay alike, and only what names these interventions is applied to both; `show` has the rest.
    """
    states, first = dict(before), before[was.n][0]
    then = as_it_was = stood
    for at, entry in enumerate(otherwise):
        if entry.n in states:
            states[entry.n] = first + at, then
        then, as_it_was = entry.event.apply(then, entry), (entry if at else was).event.apply(as_it_was, entry)
        if not _looked_at(at) or (apart := _apart(stood, as_it_was, then, otherwise[: at + 1])) is None:
            continue
        if not _stay_alike(apart, otherwise[at + 1 :]):
            return _played_to_the_end(then, otherwise, at + 1, first, states)
        for place, later in enumerate(otherwise[at + 1 :], start=first + at + 1):
            if later.n in states:
                states[later.n] = place, _with_parts(before[later.n][1], then, apart)
            if isinstance(later.event, Amended) and later.event.of in apart.interventions:
                then = later.event.apply(then, later)
        return _with_parts(show, then, apart), states
    return then, states


def _looked_at(at: int) -> bool:
    """Return True if two shows are compared after so many entries: mostly they are alike soon, or never."""
    return 1 <= at <= _SOON or at & (at - 1) == 0


def _played_to_the_end(
    then: Show, entries: Sequence[Entry], since: int, first: int, states: States
) -> tuple[Show, States]:
    for at in range(since, len(entries)):
        if entries[at].n in states:
            states[entries[at].n] = first + at, then
        then = entries[at].event.apply(then, entries[at])
    return then, states


class _Apart(NamedTuple):
    """The parts in which two shows differ, none of which goes on."""

    interventions: set[int]
    blocks: set[str]


def _apart(stood: Show, one: Show, other: Show, entries: Sequence[Entry]) -> _Apart | None:
    """Return the parts in which two shows differ that both follow from `stood`; None if one of them still matters."""
    if (one.holder, one.interrupted, one.current) != (other.holder, other.interrupted, other.current):
        return None
    touched = _touched(stood, entries)
    interventions = {n for n in touched if one.interventions.get(n) != other.interventions.get(n)}
    named = (stood.current, *(getattr(entry.event, "block", None) for entry in entries))
    ran = {name for name in named if isinstance(name, str)}
    blocks = {name for name in ran if one.runs.get(name) != other.runs.get(name)}
    gone = any(n not in one.interventions or n not in other.interventions for n in interventions)
    if gone or interventions & {one.holder, one.interrupted} or one.current in blocks:
        return None
    if any(one.runs[name].status is not other.runs[name].status for name in blocks):
        return None
    rest = (replace(show, interventions=stood.interventions, runs=stood.runs) for show in (one, other))
    return _Apart(interventions, blocks) if next(rest) == next(rest) else None


def _stay_alike(apart: _Apart, later: Sequence[Entry]) -> bool:
    """Return True if no later entry names a block in which two shows differ, or strikes such an intervention."""
    if any(isinstance(entry.event, Struck) and entry.event.of in apart.interventions for entry in later):
        return False
    names = ((getattr(entry.event, field, None) for field in ("block", "next", "before")) for entry in later)
    return not apart.blocks or not any(
        isinstance(name, str) and name in apart.blocks for some in names for name in some
    )


def _with_parts(show: Show, of: Show, apart: _Apart) -> Show:
    """Return a show with some of its interventions and blocks as another has them."""
    interventions, runs = show.interventions, show.runs
    for n in apart.interventions:
        interventions = interventions.insert(n, of.interventions[n])
    for name in apart.blocks:
        runs = runs.insert(name, of.runs[name])
    return replace(show, interventions=interventions, runs=runs)


def _corrected_in(entries: Iterable[Entry]) -> set[int]:
    """Return the interventions, and requests, whose kind these entries correct."""
    return {entry.event.of for entry in entries if isinstance(entry.event, Amended) and _names_kind(entry.event)}


def _names_kind(event: Amended) -> bool:
    return "kind" in event.changes.model_fields_set


def _opened(entry: Entry) -> Show:
    if not isinstance(entry.event, Opened):
        raise NotAShow(
            f"the journal begins with an entry of kind '{entry.event.kind}': it should begin with the opening of a show"
        )
    return entry.event.begin(entry)


def _interrupts_otherwise(show: Show, entry: Entry) -> Intervention | None:
    """Return the intervention that an entry has just made a point of order, or none any more."""
    if not isinstance(entry.event, Amended) or not _names_kind(entry.event):
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


def _takes_no_turn(show: Show, then: Show, of: int, touched: Iterable[int]) -> bool:
    """Return True if a show may be taken for another one, in which an intervention interrupted, or didn't.

    While it goes on, whoever it cut off has only been interrupted, or the other way round. Once it is over, nobody can
    tell whether they would have spoken on: where that would change anybody's turn, the clocks stay as they ran.
    """
    if show.holder != then.holder:
        return False
    if show.holder == of:
        return True
    others = (n for n in touched if n != of)
    return show.turns == then.turns and all(show.interventions.get(n) == then.interventions.get(n) for n in others)


def _touched(show: Show, entries: Iterable[Entry]) -> set[int]:
    """Return the interventions that entries may have changed, made or ended since a show."""
    named = {entry.event.of if isinstance(entry.event, Amended | Struck) else entry.n for entry in entries}
    return named | {n for n in (show.holder, show.interrupted) if n is not None}


class DescribedEntry(NamedTuple):
    """An entry in words."""

    entry: Entry
    what: str
    """What it did, as a part of a sentence."""
    stands: bool


def described(entries: Iterable[Entry]) -> tuple[Show, list[DescribedEntry]]:
    """Return the show that follows from these entries, as far as names and times of it go, and each entry in words.

    Raises:
        NotAShow: as `replay`.
    """
    everything = list(entries)
    standing, redoable = dict[int, Entry](), tuple[Entry, ...]()
    for entry in everything:
        redoable = _take(standing, redoable, entry)
    if not standing:
        return replay(everything), []
    show = _opened(everything[0])
    rows, known = list[DescribedEntry](), list[Entry]()
    for entry in everything:
        if entry.n in standing:
            known.append(entry)
            show = show if entry is everything[0] else _after_one_more(show, known)
        stands = entry.n in standing or isinstance(entry.event, Undone | Redone)
        rows.append(DescribedEntry(entry, entry.event.describe(show), stands))
    return show, rows


def _after_one_more(show: Show, standing: Sequence[Entry]) -> Show:
    """Return the show after the last of its entries; it has no history."""
    last = standing[-1]
    after = last.event.apply(show, last)
    return _replayed(standing)[0] if _interrupts_otherwise(after, last) else after


def show_as_of(show: Show, at: Instant) -> Show:
    """Return the show as of an instant, without the entries that were undone since.

    An intervention that was entered afterwards is there if it had begun, and none that was struck since; a later
    correction isn't there.

    Raises:
        Refused: it had not been opened.
    """
    if at < show.opened:
        raise Refused("the show hadn't been opened then")
    return replay(entry for entry in reversed(list(show.history)) if entry.at <= at or isinstance(entry.event, Struck))


def last_step(show: Show) -> Entry:
    """Return the last entry that moved the show, or opened it."""
    return next(entry for entry in show.history if entry.event.moves_show)


def decide(show: Show, action: Action, at: Instant) -> Event:
    """Return the event that an action makes at an instant of the show clock.

    Raises:
        Refused: it can't be done in this state of the show, or not at that instant.
    """
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
