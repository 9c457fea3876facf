"""What a person may do when: an intent and an instant become a fact, or are refused with a reason.

The reasons stand by their subject: blocks, the floor, the record, and what is taken back.
"""

from datetime import datetime
from typing import Final, assert_never

from runofshow.errors import Refused
from runofshow.show.block_rules import (
    begun,
    ended,
    extended,
    hard_stop_set,
    inserted,
    moved,
    paused,
    restored,
    resumed,
    skipped,
    started,
    substituted,
)
from runofshow.show.entries import (
    ClockCorrected,
    Closed,
    Fact,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
    StageSet,
    Undone,
)
from runofshow.show.floor_rules import asked, floor_ended, given, limited, list_closed, list_reopened, ordered
from runofshow.show.intents import (
    Amend,
    AmendRequest,
    Ask,
    CloseList,
    CorrectClock,
    EndBlock,
    EndFloor,
    Extend,
    Finish,
    GiveFloor,
    Insert,
    Intent,
    MarkAbsent,
    Move,
    MoveRequest,
    Next,
    Note,
    OrderList,
    Pause,
    Record,
    ReopenList,
    Restore,
    Resume,
    SetHardStop,
    SetLimit,
    SetStage,
    Skip,
    StartBlock,
    Substitute,
    Undo,
    Withdraw,
)
from runofshow.show.names import clock_and_day, request_waiting
from runofshow.show.particulars import taken_down
from runofshow.show.record_rules import amended, noted, recorded
from runofshow.show.seen import check_seen
from runofshow.show.state import Show
from runofshow.show.undoing import undone

_AFTER_THE_CLOSING: Final = (Undo, Record, Amend, AmendRequest, Note)


def decide(show: Show, intent: Intent, at: datetime) -> Fact:
    """The fact that an intent makes at an instant of the show clock.

    Raises:
        Refused: it can't be done in this state of the show, or not at that instant.
    """
    if show.closed is not None and not isinstance(intent, _AFTER_THE_CLOSING):
        message = "the show is closed: 'undo' takes the closing back; 'record', 'amend' and 'note' go on working"
        raise Refused(message)
    fact = taken_down(lambda: _fact(show, intent, at))
    if fact.steers and not isinstance(fact, Undone) and at < show.steered:
        last = clock_and_day(show, show.steered)
        message = (
            f"{clock_and_day(show, at)} is before the last thing that moved the show, at {last}: "
            "give a later time, or 'undo' that first"
        )
        raise Refused(message)
    return fact


def _fact(show: Show, intent: Intent, at: datetime) -> Fact:  # noqa: C901, PLR0911, PLR0912 -- one line an intent, checked to be complete
    match intent:
        case Next():
            return started(show, intent)
        case StartBlock(block=block):
            return begun(show, block)
        case EndBlock():
            return ended(show, intent)
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
            return skipped(show, intent)
        case Restore(block=block):
            return restored(show, block)
        case Move(block=block, before=before):
            return moved(show, block, before)
        case Insert():
            return inserted(show, intent)
        case Substitute():
            return substituted(show, intent)
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
            return limited(show, intent)
        case GiveFloor(seen=seen):
            check_seen(show, seen)
            return given(show, intent)
        case EndFloor(holder=holder):
            return floor_ended(show, holder)
        case SetStage(message=message, blank=blank):
            return StageSet(message=message, blank=blank)
        case CorrectClock(by=by):
            return ClockCorrected(correction=by)
        case Undo():
            return undone(show, intent, at)
        case Finish():
            return Closed()
        case Record():
            return recorded(show, intent)
        case Amend() | AmendRequest():
            return amended(show, intent)
        case Note():
            return noted(show, intent)
        case _:
            assert_never(intent)
