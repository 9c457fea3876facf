"""The show that follows from entries: all of them, or one more. Total: what has been written is never argued with."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from rpds import HashTrieMap, List

from runofshow.agenda.model import Floor
from runofshow.agenda.schedule import planned
from runofshow.errors import Refused
from runofshow.show.changes import NotAShow, changed
from runofshow.show.entries import (
    Amended,
    BlockStarted,
    ClockAnchored,
    Entry,
    FloorGiven,
    LimitSet,
    Moved,
    Opened,
    RequestMoved,
    Restored,
    Skipped,
    Undone,
)
from runofshow.show.limits import Limits
from runofshow.show.particulars import Particulars
from runofshow.show.parts import BlockRun, Intervention
from runofshow.show.state import Show


def replay(entries: Iterable[Entry]) -> Show:
    """The show that follows from all its entries, the opening one first.

    Raises:
        NotAShow: there are none, or the first doesn't open a show.
    """
    everything = list(entries)
    undone = {entry.fact.entry for entry in everything if isinstance(entry.fact, Undone)}
    standing = [entry for entry in everything if entry.n not in undone and not isinstance(entry.fact, Undone)]
    if not standing:
        message = "the journal holds no entry: nothing can be shown from it"
        raise NotAShow(message)
    show = _folded(standing)
    latest = sorted(show.interventions.values(), key=lambda one: one.place, reverse=True)
    return replace(
        show,
        given=List([one.entry for one in latest]),
        n=everything[-1].n,
        steered=max((entry.at for entry in standing if _bars(entry)), default=standing[0].at),
        history=List(standing[::-1]),
    )


def apply(show: Show, entry: Entry) -> Show:
    """The show after one more entry."""
    if isinstance(entry.fact, Undone):
        return replay([*reversed(list(show.history)), entry])
    after = _after(show, entry)
    if _interrupts_otherwise(after, entry):
        return replay([*reversed(list(show.history)), entry])
    return replace(
        after,
        given=_given(after, entry),
        n=entry.n,
        steered=max(show.steered, entry.at) if _bars(entry) else show.steered,
        history=show.history.push_front(entry),
    )


def _given(show: Show, entry: Entry) -> List[int]:
    """The interventions with the one that the entry made, if it made any, in the place where it belongs."""
    if (one := show.interventions.get(entry.n)) is None:
        return show.given
    later = list(takewhile(lambda other: other.place > one.place, show.latest()))
    given = show.given
    for _ in later:
        given = given.drop_first()
    for made in (one, *reversed(later)):
        given = given.push_front(made.entry)
    return given


def _folded(standing: Sequence[Entry]) -> Show:
    """What follows from entries of which none is undone.

    What turns out to have been a point of order, or none, counts as if that had been known when the floor was given.
    """
    known = list(standing)
    show = _opened(known[0])
    for place, entry in enumerate(standing[1:], start=1):
        show = _after(show, entry)
        if (of := _interrupts_otherwise(show, entry)) is None:
            continue
        given = next(at for at, before in enumerate(known) if before.n == of.entry)
        otherwise = [*known[:given], _as_known(known[given], of), *known[given + 1 :]]
        then = _opened(otherwise[0])
        for before in otherwise[1 : place + 1]:
            then = _after(then, before)
        if _takes_no_turn(show, then, of.entry):
            known, show = otherwise, then
    return show


def _interrupts_otherwise(show: Show, entry: Entry) -> Intervention | None:
    """The intervention of which an entry has just said that it is a point of order, or that it is none after all."""
    if not isinstance(entry.fact, Amended) or "kind" not in entry.fact.changes.model_fields_set:
        return None
    one = show.interventions.get(entry.fact.of)
    return one if one is not None and one.clocks_stay else None


def _as_known(given: Entry, one: Intervention) -> Entry:
    """The entry that gave the floor, as it would be if the kind had been known."""
    fact = given.fact
    if not isinstance(fact, FloorGiven):
        return given
    kind = Particulars(kind=one.particulars.kind)
    return replace(given, fact=fact.model_copy(update={"particulars": fact.particulars.amended(kind)}))


def _takes_no_turn(show: Show, then: Show, of: int) -> bool:
    """Whether a show may be taken for another one, in which an intervention interrupted, or didn't.

    While it goes on, whoever it cut off has only been interrupted, or the other way round. Once it is over, nobody can
    tell whether they would have spoken on: where that would change anybody's turn, the clocks stay as they ran.
    """
    others = show.interventions.remove(of) == then.interventions.remove(of)
    return show.holder == then.holder and (others or show.holder == of)


def _after(show: Show, entry: Entry) -> Show:
    """What an entry changes, but for what the show knows of its entries: a replay needs that at its end only."""
    return changed(show, entry) if _known(show, entry) else show


def _known(show: Show, entry: Entry) -> bool:
    """Whether what an entry names is there: a damaged line may have held it, and the rest is read all the same."""
    match entry.fact:
        case BlockStarted(block=block) | Skipped(block=block) | Restored(block=block) | Moved(block=block):
            return block in show.runs
        case LimitSet(block=block):
            return block in show.runs
        case RequestMoved(request=request):
            return request in show.requests
        case _:
            return True


def _bars(entry: Entry) -> bool:
    """Whether nothing that steers can have happened before: a reboot moved only the clock's anchor, not the show."""
    return entry.fact.steers and not isinstance(entry.fact, ClockAnchored)


def _opened(entry: Entry) -> Show:
    fact = entry.fact
    if not isinstance(fact, Opened):
        message = f"the journal begins with an entry of kind '{fact.kind}': it should begin with the opening of a show"
        raise NotAShow(message)
    plan = planned(fact.agenda)
    runs = [
        BlockRun(row.block, row.segment, row.duration, planned_start=row.start, planned_end=row.end)
        for row in plan.rows
    ]
    return Show(
        agenda=fact.agenda,
        plan=plan,
        mode=fact.mode,
        opened=entry.at,
        anchor=fact.anchor,
        first_anchor=fact.anchor,
        n=entry.n,
        steered=entry.at,
        history=List([entry]),
        runs=HashTrieMap({run.id: run for run in runs}),
        order=tuple(run.id for run in runs),
        limits=HashTrieMap(
            {run.id: Limits.planned(run.block, fact.agenda) for run in runs if isinstance(run.block, Floor)}
        ),
        limits_elsewhere=Limits.planned(None, fact.agenda),
    )


def show_as_of(show: Show, at: datetime) -> Show:
    """The show that follows from what had happened by an instant, without what has been undone since.

    An intervention that was entered afterwards is there if it had begun; what was put right later is not.

    Raises:
        Refused: it had not been opened.
    """
    if at < show.opened:
        message = "the show hadn't been opened then"
        raise Refused(message)
    return replay(entry for entry in reversed(list(show.history)) if entry.at <= at)


def last_step(show: Show) -> Entry:
    """What moved the show last, or opened it."""
    return next(entry for entry in show.history if entry.fact.steers and not isinstance(entry.fact, ClockAnchored))
