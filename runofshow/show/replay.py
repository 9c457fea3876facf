"""The show that follows from entries: all of them, or one more. Total: what has been written is never argued with."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Final, assert_never

from rpds import List

from runofshow.errors import Refused, Remedy
from runofshow.show.actions import Action, Event
from runofshow.show.actions.blocks import (
    BlockEnded,
    BlockStarted,
    EndBlock,
    Extend,
    Extended,
    Next,
    Pause,
    Paused,
    Resume,
    Resumed,
    StartBlock,
    Substitute,
    Substituted,
    _block_ended,
    _block_started,
    begun,
    ended,
    extended,
    paused,
    resumed,
    started,
    substituted,
)
from runofshow.show.actions.floor import (
    EndFloor,
    FloorEnded,
    FloorGiven,
    GiveFloor,
    LimitSet,
    SetLimit,
    _floor_ended,
    _floor_given,
    _held,
    _holder,
    _limit_set,
    floor_ended,
    given,
    limited,
)
from runofshow.show.actions.meeting import (
    ClockAnchored,
    ClockCorrected,
    Closed,
    CorrectClock,
    Finish,
    HardStopSet,
    Opened,
    SetHardStop,
    SetStage,
    StageSet,
    _opened,
    hard_stop_set,
)
from runofshow.show.actions.record import (
    Amend,
    Amended,
    AmendRequest,
    Note,
    Noted,
    Recorded,
    RecordIntervention,
    _amended,
    _noted,
    _recorded,
    amended,
    noted,
    recorded,
)
from runofshow.show.actions.running_order import (
    Insert,
    Inserted,
    Move,
    Moved,
    Restore,
    Restored,
    Skip,
    Skipped,
    _inserted,
    _skipped,
    inserted,
    moved,
    restored,
    skipped,
)
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    FloorRequested,
    ListClosed,
    ListOrdered,
    ListReopened,
    MarkAbsent,
    MoveRequest,
    OrderList,
    ReopenList,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
    Withdraw,
    _without,
    asked,
    in_order,
    joined,
    list_closed,
    list_reopened,
    ordered,
)
from runofshow.show.actions.undo import Undo, Undone, undone
from runofshow.show.names import clock_and_day, request_waiting
from runofshow.show.particulars import Particulars, taken_down
from runofshow.show.parts import Intervention, Request, Stage, Status
from runofshow.show.seen import check_seen
from runofshow.show.state import Entry, NotAShow, Show, _placed, _run, first_remaining


def replay(entries: Iterable[Entry]) -> Show:
    """The show that follows from all its entries, the opening one first.

    Raises:
        NotAShow: there are none, or the first doesn't open a show.
    """
    everything = list(entries)
    undone = {entry.event.entry for entry in everything if isinstance(entry.event, Undone)}
    standing = [entry for entry in everything if entry.n not in undone and not isinstance(entry.event, Undone)]
    if not standing:
        message = "the journal holds no entry: nothing can be shown from it"
        raise NotAShow(message)
    show = _folded(standing)
    latest = sorted(show.interventions.values(), key=lambda one: one.place, reverse=True)
    return replace(
        show,
        given=List([one.entry for one in latest]),
        n=everything[-1].n,
        last_move=max((entry.at for entry in standing if _bars(entry)), default=standing[0].at),
        history=List(standing[::-1]),
    )


def apply(show: Show, entry: Entry) -> Show:
    """The show after one more entry."""
    if isinstance(entry.event, Undone):
        return replay([*reversed(list(show.history)), entry])
    after = _after(show, entry)
    if _interrupts_otherwise(after, entry):
        return replay([*reversed(list(show.history)), entry])
    return replace(
        after,
        given=_given(after, entry),
        n=entry.n,
        last_move=max(show.last_move, entry.at) if _bars(entry) else show.last_move,
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
    if not isinstance(entry.event, Amended) or "kind" not in entry.event.changes.model_fields_set:
        return None
    one = show.interventions.get(entry.event.of)
    return one if one is not None and one.clocks_stay else None


def _as_known(given: Entry, one: Intervention) -> Entry:
    """The entry that gave the floor, as it would be if the kind had been known."""
    event = given.event
    if not isinstance(event, FloorGiven):
        return given
    kind = Particulars(kind=one.particulars.kind)
    return replace(given, event=event.model_copy(update={"particulars": event.particulars.amended(kind)}))


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
    match entry.event:
        case BlockStarted(block=block) | Skipped(block=block) | Restored(block=block) | Moved(block=block):
            return block in show.runs
        case LimitSet(block=block):
            return block in show.runs
        case RequestMoved(request=request):
            return request in show.requests
        case _:
            return True


def _bars(entry: Entry) -> bool:
    """Whether nothing that moves the show can come before: a reboot moved only the clock's anchor, not the show."""
    return entry.event.moves_show and not isinstance(entry.event, ClockAnchored)


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
    return next(
        entry for entry in show.history if entry.event.moves_show and not isinstance(entry.event, ClockAnchored)
    )


def changed(show: Show, entry: Entry) -> Show:  # noqa: C901, PLR0911, PLR0912 -- one line a kind, checked to be complete
    """The show after an entry, but for what it knows of its entries themselves.

    Raises:
        NotAShow: the entry opens the show a second time.
    """
    at = entry.at
    match entry.event:
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
            return _inserted(show, entry.event)
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
            return _limit_set(show, entry.event)
        case FloorGiven():
            return _floor_given(show, entry, entry.event)
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
            return _recorded(show, entry, entry.event)
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
            assert_never(entry.event)


_AFTER_THE_CLOSING: Final = (Undo, RecordIntervention, Amend, AmendRequest, Note)


def decide(show: Show, action: Action, at: datetime) -> Event:
    """The event that an action makes at an instant of the show clock.

    Raises:
        Refused: it can't be done in this state of the show, or not at that instant.
    """
    if show.closed is not None and not isinstance(action, _AFTER_THE_CLOSING):
        message = "the show is closed"
        raise Refused(message, Remedy.UNDO_CLOSING, Remedy.RECORD, Remedy.AMEND, Remedy.NOTE)
    event = taken_down(lambda: _event(show, action, at))
    if event.moves_show and not isinstance(event, Undone) and at < show.last_move:
        last = clock_and_day(show, show.last_move)
        message = (
            f"{clock_and_day(show, at)} is before the last thing that moved the show, at {last}: give a later time"
        )
        raise Refused(message, Remedy.UNDO)
    return event


def _event(show: Show, action: Action, at: datetime) -> Event:  # noqa: C901, PLR0911, PLR0912 -- one line an action, checked to be complete
    match action:
        case Next():
            return started(show, action)
        case StartBlock(block=block):
            return begun(show, block)
        case EndBlock():
            return ended(show, action)
        case Pause(seen=seen):
            check_seen(show, seen)
            return paused(show)
        case Resume(seen=seen):
            check_seen(show, seen)
            return resumed(show)
        case Extend(by=by, block=block, seen=seen):
            check_seen(show, seen)
            return extended(show, by, block)
        case Skip():
            return skipped(show, action)
        case Restore(block=block):
            return restored(show, block)
        case Move(block=block, before=before):
            return moved(show, block, before)
        case Insert():
            return inserted(show, action)
        case Substitute():
            return substituted(show, action)
        case SetHardStop(hard_stop=hard_stop):
            return hard_stop_set(show, hard_stop)
        case Ask(particulars=particulars):
            return asked(show, particulars)
        case Withdraw(request=request):
            return RequestWithdrawn(request=request_waiting(show, request).entry)
        case MoveRequest(request=request, place=place):
            waiting = request_waiting(show, request)
            return RequestMoved(request=waiting.entry, place=min(max(1, place), len(show.waiting)))
        case MarkAbsent(request=request):
            return RequestAbsent(request=request_waiting(show, request).entry)
        case CloseList():
            return list_closed(show)
        case ReopenList():
            return list_reopened(show)
        case OrderList(order=order):
            return ordered(show, order)
        case SetLimit():
            return limited(show, action)
        case GiveFloor(seen=seen):
            check_seen(show, seen)
            return given(show, action)
        case EndFloor(holder=holder):
            return floor_ended(show, holder)
        case SetStage(message=message, blank=blank):
            return StageSet(message=message, blank=blank)
        case CorrectClock(by=by):
            return ClockCorrected(correction=by)
        case Undo():
            return undone(show, action, at)
        case Finish():
            return Closed()
        case RecordIntervention():
            return recorded(show, action)
        case Amend() | AmendRequest():
            return amended(show, action)
        case Note():
            return noted(show, action)
        case _:
            assert_never(action)
