"""What a person may do when: an intent and an instant become a fact, or are refused with a reason."""

from datetime import datetime, timedelta
from typing import Final, assert_never

from runofshow.agenda.defaults import id_stem, unused_id
from runofshow.agenda.duration import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Speech
from runofshow.show.entries import (
    Amended,
    BlockEnded,
    BlockStarted,
    ClockCorrected,
    Closed,
    Entry,
    Extended,
    Fact,
    FloorEnded,
    HardStopSet,
    Inserted,
    ListClosed,
    ListReopened,
    Moved,
    Noted,
    Particulars,
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
from runofshow.show.floor_rules import asked, check_reply, given, limited, ordered
from runofshow.show.fold import first_remaining
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
    Nothing,
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
from runofshow.show.naming import renamed
from runofshow.show.refused import (
    ChangedMeanwhile,
    Refused,
    block_called,
    clock_and_day,
    intervention_meant,
    intervention_numbered,
    on_another_day,
    request_waiting,
    taken_down,
)
from runofshow.show.seen import check_holder, check_running, check_seen
from runofshow.show.state import ZERO, BlockRun, Intervention, Request, Show, Status
from runofshow.text import fit

__all__ = [
    "LONGEST_GONE",
    "Refused",
    "clock_and_day",
    "decide",
    "intervention_numbered",
    "next_of",
    "on_another_day",
    "restore_of",
    "to_undo",
    "undo_of",
]

CELLS_TO_SAY: Final = 80
"""What a sentence quotes of what somebody else has written."""

LONGEST_GONE: Final = timedelta(hours=6)
"""A show may be opened although the room should have been given back; before that, it was another meeting's room."""

_NOTHING_TO_UNDO: Final = "there is nothing to undo: nothing has moved the show yet"
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


def to_undo(show: Show) -> Entry | None:
    """The entry that an `Undo` takes back: the last one standing that steered."""
    return next((entry for entry in show.history if entry.fact.undoable), None)


def undo_of(show: Show) -> Undo:
    """What asks for the last step to be undone that a person sees, and no other.

    Raises:
        Refused: there is none.
    """
    if (entry := to_undo(show)) is None:
        raise Refused(_NOTHING_TO_UNDO)
    return Undo(entry.n)


def restore_of(show: Show) -> Restore:
    """What asks for the block to be brought back that a person sees left out last, and no other.

    Raises:
        Refused: none is left out.
    """
    return Restore(_left_out_last(show))


def next_of(show: Show, to: str | None = None) -> Next:
    """What asks for the next block (or another one) after what a person sees running, and after nothing else."""
    following = show.next_block.id if to is None and show.next_block is not None else to
    return Next(show.current or Nothing.RUNS, following)


def _fact(show: Show, intent: Intent, at: datetime) -> Fact:  # noqa: C901, PLR0911, PLR0912, PLR0915 -- one line an intent, checked to be complete
    match intent:
        case Next():
            return _next(show, intent)
        case StartBlock(block=block):
            return _begin(show, block)
        case EndBlock(running=running):
            check_running(show, running)
            _runs(show)
            return BlockEnded()
        case Pause(seen=seen):
            check_seen(show, seen)
            return _pause(show)
        case Resume(seen=seen):
            check_seen(show, seen)
            if not show.paused:
                message = "nothing is paused"
                raise Refused(message)
            return Resumed()
        case Extend(by=by, block=block, seen=seen):
            check_seen(show, seen)
            return _extend(show, by, block)
        case Skip():
            return _skip(show, intent)
        case Restore(block=block):
            return _restore(show, block)
        case Move(block=block, before=before):
            return _move(show, block, before)
        case Insert():
            return _insert(show, intent)
        case Substitute(block=block, speaker=speaker):
            if not isinstance(block_called(show, block).block, Speech):
                message = f"'{block}' is a floor round: nobody can be substituted in it"
                raise Refused(message)
            return Substituted(block=block, speaker=speaker)
        case SetHardStop(hard_stop=hard_stop):
            return _hard_stop(show, hard_stop)
        case Ask(particulars=particulars):
            return asked(show, particulars)
        case Withdraw(request=request):
            return RequestWithdrawn(request=request_waiting(show, request).entry)
        case MoveRequest(request=request, place=place):
            return RequestMoved(
                request=request_waiting(show, request).entry, place=min(max(1, place), len(show.waiting))
            )
        case MarkAbsent(request=request):
            return RequestAbsent(request=request_waiting(show, request).entry)
        case CloseList():
            if show.list_closed:
                message = "the list of speakers is closed already"
                raise Refused(message)
            return ListClosed()
        case ReopenList():
            if not show.list_closed:
                message = "the list of speakers is open already"
                raise Refused(message)
            return ListReopened()
        case OrderList(order=order):
            return ordered(show, order)
        case SetLimit():
            return limited(show, intent)
        case GiveFloor(seen=seen):
            check_seen(show, seen)
            return given(show, intent)
        case EndFloor(holder=holder):
            return _end_floor(show, holder)
        case SetStage(message=message, blank=blank):
            return StageSet(message=message, blank=blank)
        case CorrectClock(by=by):
            return ClockCorrected(correction=by)
        case Undo():
            return _undo(show, intent, at)
        case Finish():
            return Closed()
        case Record():
            return _record(show, intent)
        case Amend(number=number, changes=changes, of=of, saw=saw):
            one = intervention_meant(show, number, of)
            check_reply(show, changes, by=number)
            return _amended(show, one, changes, saw)
        case AmendRequest(request=request, changes=changes, saw=saw):
            waiting = request_waiting(show, request)
            check_reply(show, changes)
            return _amended(show, waiting, changes, saw)
        case Note(text=text, number=number, of=of):
            if not text.strip():
                message = "a note needs some text"
                raise Refused(message)
            return Noted(text=text, of=None if number is None else intervention_meant(show, number, of).entry)
        case _:
            assert_never(intent)


# What intents name.


def _runs(show: Show) -> BlockRun:
    if (running := show.running) is None:
        message = f"nothing is running: {_what_begins(show)}"
        raise Refused(message)
    return running


def _waits(show: Show, name: str) -> BlockRun:
    run = block_called(show, name)
    if not run.remains:
        message = f"{run.block.title} is {run.status.value}, not waiting: 'restore' brings a block back"
        raise Refused(message)
    return run


def _what_begins(show: Show) -> str:
    following = show.next_block
    return "every block has been run" if following is None else f"'next' starts {following.block.title}"


# Blocks.


def _end_floor(show: Show, holder: int | None) -> Fact:
    if show.holding is None:
        message = "nobody holds the floor"
        raise Refused(message)
    if holder is not None:
        check_holder(show, holder)
    return FloorEnded()


def _next(show: Show, intent: Next) -> Fact:
    check_running(show, intent.running)
    running = show.running
    if intent.to is not None:
        return BlockStarted(block=_waits(show, intent.to).id)
    if (following := show.next_block) is not None:
        return BlockStarted(block=following.id)
    if running is not None:
        return BlockEnded()
    message = "every block has been run: 'finish' closes the show, 'insert' adds a block, 'restore' brings one back"
    raise Refused(message)


def _begin(show: Show, block: str | None) -> Fact:
    if (running := show.running) is not None:
        message = f"{running.block.title} is still running: 'next' ends it and starts what follows, 'end' only ends it"
        raise Refused(message)
    return _next(show, Next(to=block))


def _pause(show: Show) -> Fact:
    _runs(show)
    if show.paused:
        message = "it is paused already: 'resume' lets the countdown go on"
        raise Refused(message)
    return Paused()


def _extend(show: Show, by: timedelta, block: str | None) -> Fact:
    if by == ZERO:
        message = "an extension of nothing: say how much, as 'extend 2m' or 'extend -1m'"
        raise Refused(message)
    if block is None and (holding := show.holding) is not None:
        if holding.allotment() + by <= ZERO:
            message = "that would leave the intervention nothing: 'floor end' ends it"
            raise Refused(message)
        return Extended(more=by)
    run = _runs(show) if block is None else block_called(show, block)
    if run.status in {Status.DONE, Status.SKIPPED}:
        message = f"{run.block.title} is {run.status.value}: 'restore' brings the block back"
        raise Refused(message)
    if run.fills and not any(other.fills for other in show.remaining() if other.id != run.id):
        message = f"{run.block.title} has all the time that is left: 'hard-stop' says until when you have the room"
        raise Refused(message)
    if run.allotment + by <= ZERO:
        message = f"{run.block.title} has {spell_duration(run.allotment)}: that would leave it nothing; 'end' ends it"
        raise Refused(message)
    return Extended(more=by, block=run.id)


def _skip(show: Show, intent: Skip) -> Fact:
    if intent.block is not None:
        run = block_called(show, intent.block)
    elif intent.come_back and show.running is not None:
        run = show.running
    elif (following := show.next_block) is not None:
        run = following
    else:
        message = "no block is waiting: there is nothing to skip"
        raise Refused(message)
    if run.id == show.current and not intent.come_back:
        message = f"{run.block.title} is speaking: 'end' ends the block, 'skip --come-back' sets it aside for later"
        raise Refused(message)
    if run.id != show.current and not run.remains:
        message = f"{run.block.title} is {run.status.value}: only a block that waits or runs can be skipped"
        raise Refused(message)
    return Skipped(block=run.id, come_back=intent.come_back)


def _restore(show: Show, block: str | None) -> Fact:
    block = block or _left_out_last(show)
    run = block_called(show, block)
    if run.status in {Status.WAITING, Status.RUNNING}:
        message = f"{run.block.title} is {run.status.value}: there is nothing to bring back"
        raise Refused(message)
    return Restored(block=block)


def _left_out_last(show: Show) -> str:
    left_out = (
        entry.fact.block
        for entry in show.history
        if isinstance(entry.fact, Skipped)
        and (run := show.runs.get(entry.fact.block)) is not None  # a damaged line may have held it
        and run.status in {Status.SKIPPED, Status.PARKED}
    )
    if (block := next(left_out, None)) is None:
        message = "no block was skipped: 'restore BLOCK' also brings back one that is done"
        raise Refused(message)
    return block


def _move(show: Show, block: str, before: str | None) -> Fact:
    _waits(show, block)
    if before is not None and _waits(show, before).id == block:
        message = "a block can't be moved before itself"
        raise Refused(message)
    return Moved(block=block, before=before)


def _insert(show: Show, intent: Insert) -> Fact:
    if intent.block.duration == REST:
        message = "an inserted block needs a length of its own, as 5m"
        raise Refused(message)
    stem = intent.block.id or id_stem(intent.block.model_dump())
    block = intent.block.model_copy(update={"id": unused_id(stem, set(show.runs))})
    before = first_remaining(show, but="") if intent.before is None else _waits(show, intent.before).id
    neighbour = before or show.last
    segment = "" if neighbour is None else show.runs[neighbour].segment
    return Inserted(block=block, segment=segment, before=before)


def _hard_stop(show: Show, hard_stop: datetime) -> Fact:
    if hard_stop - show.correction <= show.opened - LONGEST_GONE:
        message = "the room can't have been given back that long before the show was opened: give a later time"
        raise Refused(message)
    return HardStopSet(hard_stop=hard_stop)


# The record.


def _record(show: Show, intent: Record) -> Fact:
    check_reply(show, intent.particulars)
    given = max(intent.given, show.opened)
    if intent.ended < show.opened:
        message = f"the show was opened at {clock_and_day(show, show.opened)}: what was said before isn't part of it"
        raise Refused(message)
    if intent.ended < given:
        message = "an intervention can't end before it began"
        raise Refused(message)
    block = _ran_at(show, given) if intent.block is None else block_called(show, intent.block).id
    return Recorded(
        number=show.numbered + 1, given=given, ended=intent.ended, block=block, particulars=intent.particulars
    )


def _amended(show: Show, one: Intervention | Request, changes: Particulars, saw: Particulars | None) -> Fact:
    for name in () if saw is None else saw.model_fields_set:
        known = getattr(one.particulars, name)
        if known not in {getattr(saw, name), getattr(changes, name)}:
            what = "name" if name == "who" else name.replace("_", " ")
            message = f"somebody else has put down another {what} meanwhile: “{fit(known or '', CELLS_TO_SAY)}”"
            raise ChangedMeanwhile(message)
    return Amended(of=one.entry, changes=renamed(one.particulars, changes, show))


def _ran_at(show: Show, at: datetime) -> str | None:
    """The block that ran at an instant, else the last that had begun."""
    begun = (entry.fact.block for entry in show.history if isinstance(entry.fact, BlockStarted) and entry.at <= at)
    return next((block for block in begun if block in show.runs), None)


def _undo(show: Show, intent: Undo, at: datetime) -> Fact:
    entry = to_undo(show)
    if intent.entry is not None and (entry is None or entry.n != intent.entry):
        raise Refused(_why_not_that(show, intent.entry, entry))
    if entry is None:
        raise Refused(_NOTHING_TO_UNDO)
    if at < entry.at:
        message = f"that happened at {clock_and_day(show, entry.at)}: it can't be undone before"
        raise Refused(message)
    return Undone(entry=entry.n)


def _why_not_that(show: Show, seen: int, last: Entry | None) -> str:
    if last is not None and any(entry.n == seen for entry in show.history):
        return f"{last.by} moved the show meanwhile, at {clock_and_day(show, last.at)}: 'undo' would take that back now"
    return "somebody else has undone that already: 'undo' takes back what was done before it"
