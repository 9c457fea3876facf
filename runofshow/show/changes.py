"""What an entry changes in the show, a kind at a time."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from runofshow.agenda.model import Floor, Speech
from runofshow.errors import RunOfShowError
from runofshow.show.entries import (
    Amended,
    BlockEnded,
    BlockStarted,
    ClockAnchored,
    ClockCorrected,
    Closed,
    Entry,
    Extended,
    FloorEnded,
    FloorGiven,
    FloorRequested,
    HardStopSet,
    Inserted,
    LimitSet,
    ListClosed,
    ListOrdered,
    ListReopened,
    Moved,
    Noted,
    Opened,
    Paused,
    Recorded,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
    Restored,
    Resumed,
    Skipped,
    StageSet,
    Substituted,
    Undone,
)
from runofshow.show.limits import Limits
from runofshow.show.particulars import POINT_OF_ORDER, Particulars
from runofshow.show.parts import ZERO, BlockRun, Intervention, Note, Request, Spell, Stage, Status
from runofshow.show.speakers import in_order, joined, put_right
from runofshow.show.state import Show


class NotAShow(RunOfShowError):
    """Entries that don't begin with the opening of a show, or open it twice."""


def changed(show: Show, entry: Entry) -> Show:  # noqa: C901, PLR0911, PLR0912 -- one line a kind, checked to be complete
    """The show after an entry, but for what it knows of its entries themselves.

    Raises:
        NotAShow: the entry opens the show a second time.
    """
    at = entry.at
    match entry.fact:
        case BlockStarted(block=block):
            return _block_started(show, block, at)
        case BlockEnded():
            return _block_ended(show, at)
        case Paused():
            return _held(replace(show, paused=True), at)
        case Resumed():
            return _held(replace(show, paused=False), at)
        case Extended(block=block, more=more):
            if block is None:
                return _holder(show, lambda one: replace(one, extension=one.extension + more))
            return _run(show, block, lambda run: replace(run, extension=run.extension + more))
        case Skipped(block=block, come_back=come_back):
            return _skipped(show, block, at, come_back=come_back)
        case Restored(block=block):
            waiting = _run(show, block, lambda run: replace(run, status=Status.WAITING))
            return replace(waiting, order=_placed(waiting, block, first_remaining(waiting, but=block)))
        case Moved(block=block, before=before):
            return replace(show, order=_placed(show, block, before))
        case Inserted():
            return _inserted(show, entry.fact)
        case Substituted(block=block, speaker=speaker):
            return _run(show, block, lambda run: replace(run, block=run.block.model_copy(update={"speaker": speaker})))
        case HardStopSet(hard_stop=hard_stop):
            return replace(show, hard_stop_set=hard_stop)
        case FloorRequested(particulars=particulars):
            request = Request(entry.n, at, particulars)
            asked = replace(show, requests=show.requests.insert(entry.n, request))
            return replace(asked, waiting=joined(asked, request, show.waiting))
        case RequestWithdrawn(request=request) | RequestAbsent(request=request):
            return replace(show, waiting=_without(show.waiting, request))
        case RequestMoved(request=request, place=place):
            others = _without(show.waiting, request)
            placed = (*others[: place - 1], request, *others[place - 1 :])
            return replace(show, waiting=placed, moved=show.moved.insert(request))
        case ListClosed():
            return replace(show, list_closed=True)
        case ListReopened():
            return replace(show, list_closed=False)
        case ListOrdered(order=order):
            ordered = replace(show, order_set=order)
            return replace(ordered, waiting=in_order(ordered))
        case LimitSet():
            return _limit_set(show, entry.fact)
        case FloorGiven():
            return _floor_given(show, entry, entry.fact)
        case FloorEnded():
            return _floor_ended(show, at)
        case StageSet(message=message, blank=blank):
            return replace(show, stage=Stage(message, blank))
        case ClockCorrected(correction=correction):
            return replace(show, correction=correction)
        case ClockAnchored(anchor=anchor):
            return replace(show, anchor=anchor)
        case Closed():
            return replace(_block_ended(show, at), closed=at)
        case Recorded():
            return _recorded(show, entry, entry.fact)
        case Amended(of=of, changes=changes):
            return _amended(show, entry, of, changes)
        case Noted(text=text, of=of):
            return _noted(show, entry, text, of)
        case Opened():
            message = f"entry {entry.n} opens the show a second time: a journal holds one show"
            raise NotAShow(message)
        case Undone():
            return show
        case _:
            assert_never(entry.fact)


# Blocks.


def _run(show: Show, block: str, change: Callable[[BlockRun], BlockRun]) -> Show:
    run = show.runs.get(block)
    if run is None or (changed := change(run)) is run:
        return show
    return replace(show, runs=show.runs.insert(block, changed))


def _block_started(show: Show, block: str, at: datetime) -> Show:
    ended = _block_ended(show, at)
    order = _placed(ended, block, first_remaining(ended, but=block))
    started = _run(ended, block, lambda run: replace(run, status=Status.RUNNING, spells=(*run.spells, Spell(at))))
    return replace(
        _message_gone(started),
        order=order,
        current=block,
        last=block,
        first=show.first or block,
        first_started=show.first_started or at,
        closed=None,
    )


def _block_ended(show: Show, at: datetime, status: Status = Status.DONE) -> Show:
    """Nothing runs any more, and nobody holds the floor."""
    quiet = _nobody_speaks(show, at)
    if quiet.current is None:
        return quiet
    ended = _run(quiet, quiet.current, lambda run: replace(run.with_spell(run.spells[-1].closed(at)), status=status))
    return replace(_message_gone(ended), current=None, last_ended=at, paused=False)


def _skipped(show: Show, block: str, at: datetime, *, come_back: bool) -> Show:
    if block == show.current:
        show = _block_ended(show, at)
    status = Status.PARKED if come_back else Status.SKIPPED
    left_out = _run(show, block, lambda run: replace(run, status=status))
    if not come_back:
        return left_out
    next_floor = next(
        (run.id for run in left_out.remaining() if isinstance(run.block, Floor) and run.id != block), None
    )
    return replace(left_out, order=_placed(left_out, block, next_floor))


def _inserted(show: Show, fact: Inserted) -> Show:
    block: Speech | Floor = fact.block
    length = block.least if isinstance(block.duration, str) else block.duration
    run = BlockRun(block, fact.segment, length)
    grown = replace(
        show,
        runs=show.runs.insert(block.id, run),
        order=(*show.order, block.id),
        limits=show.limits.insert(block.id, Limits.planned(block, show.agenda)),
    )
    return replace(grown, order=_placed(grown, block.id, fact.before))


def _message_gone(show: Show) -> Show:
    """The speaker's screen without its message: it was for whoever spoke, and the next one must not read it."""
    return show if show.stage.message is None else replace(show, stage=replace(show.stage, message=None))


def first_remaining(show: Show, but: str) -> str | None:
    """The block that would be next if `but` were not there."""
    return next((run.id for run in show.remaining() if run.id != but), None)


def _placed(show: Show, block: str, before: str | None) -> tuple[str, ...]:
    """The running order with `block` right before another one; at the end without one."""
    others = tuple(name for name in show.order if name != block)
    place = others.index(before) if before in others else len(others)
    return (*others[:place], block, *others[place:])


def _held(show: Show, at: datetime) -> Show:
    """Every countdown held or released, as a pause and a point of order together ask for."""
    interrupts = (holding := show.holding) is not None and holding.interrupts
    if (running := show.running) is not None:
        hold = show.paused or (interrupts and isinstance(running.block, Speech))
        spell = running.spells[-1]
        show = _run(show, running.id, lambda run: run.with_spell(spell.on_hold(at) if hold else spell.released(at)))
    show = _intervention(show, show.interrupted, lambda one: one.with_spell(one.spell.on_hold(at)))
    return _holder(
        show,
        lambda one: one.with_spell(one.spell.on_hold(at) if show.paused else one.spell.released(at)),
    )


# The floor.


def _intervention(show: Show, entry: int | None, change: Callable[[Intervention], Intervention]) -> Show:
    one = None if entry is None else show.interventions.get(entry)
    if one is None or (changed := change(one)) is one:
        return show
    return replace(show, interventions=show.interventions.insert(one.entry, changed))


def _holder(show: Show, change: Callable[[Intervention], Intervention]) -> Show:
    return _intervention(show, show.holder, change)


def _limit_set(show: Show, fact: LimitSet) -> Show:
    former, limit, category = show.limits_in(show.runs[fact.block]), fact.limit, fact.category
    limits = former.with_general(limit) if category is None else former.with_category(category, limit)
    return replace(show, limits=show.limits.insert(fact.block, limits))


def _floor_given(show: Show, entry: Entry, fact: FloorGiven) -> Show:
    one = Intervention(
        entry.n,
        fact.number,
        show.last,
        fact.particulars,
        Spell(entry.at),
        requested=None if (asked := show.requests.get(fact.request or 0)) is None else asked.asked,
        limit=fact.limit,
        limits=show.limits_now,
        interrupts=fact.particulars.kind == POINT_OF_ORDER,
    )
    before = _point_of_order_over(show, entry.at) if one.interrupts else _nobody_speaks(show, entry.at)
    given = replace(
        _message_gone(before),
        interventions=before.interventions.insert(one.entry, one),
        numbered=max(show.numbered, one.number),
        holder=one.entry,
        interrupted=before.holder,
        waiting=_without(show.waiting, fact.request),
    )
    return _held(given, entry.at)


def _floor_ended(show: Show, at: datetime) -> Show:
    """The holder is done; whoever a point of order interrupted has the floor again."""
    interventions = show.interventions
    if (one := show.holding) is not None:
        interventions = interventions.insert(one.entry, one.with_spell(one.spell.closed(at)))
    return _held(
        replace(_message_gone(show), interventions=interventions, holder=show.interrupted, interrupted=None), at
    )


def _point_of_order_over(show: Show, at: datetime) -> Show:
    """A point of order gives way to another one; anybody else is only interrupted."""
    holding = show.holding
    return _floor_ended(show, at) if holding is not None and holding.interrupts else show


def _nobody_speaks(show: Show, at: datetime) -> Show:
    """The floor taken from its holder, and from whoever was interrupted."""
    while show.holder is not None:
        show = _floor_ended(show, at)
    return show


def _without(waiting: tuple[int, ...], request: int | None) -> tuple[int, ...]:
    return waiting if request is None else tuple(other for other in waiting if other != request)


# The record.


def _recorded(show: Show, entry: Entry, fact: Recorded) -> Show:
    one = Intervention(
        entry.n, fact.number, fact.block, fact.particulars, Spell(fact.given, fact.ended, ZERO), limit=None
    )
    return replace(
        show,
        interventions=show.interventions.insert(one.entry, one),
        numbered=max(show.numbered, one.number),
    )


def _amended(show: Show, entry: Entry, of: int, changes: Particulars) -> Show:
    """The changes where they belong; a gist whose intervention was undone stays as a note."""
    if of in show.interventions:
        return _intervention(show, of, lambda one: one.amended(changes))
    if (asked := show.requests.get(of)) is not None:
        known = replace(asked, particulars=asked.particulars.amended(changes))
        amended = replace(show, requests=show.requests.insert(of, known))
        return replace(amended, waiting=put_right(amended, asked.particulars, known))
    return _noted(show, entry, changes.gist, None) if changes.gist else show


def _noted(show: Show, entry: Entry, text: str, of: int | None) -> Show:
    note = Note(entry.n, entry.at, entry.by, text, of if of in show.interventions else None)
    return replace(show, notes=show.notes.push_front(note))
