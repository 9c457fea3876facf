"""What a person may do when: an intent and an instant become a fact, or are refused with a reason."""

from datetime import datetime, timedelta
from typing import Final, assert_never

from pydantic import ValidationError

from runofshow.agenda.defaults import id_stem, unused_id
from runofshow.agenda.duration import spell_duration
from runofshow.agenda.model import REST, Speech
from runofshow.errors import RunOfShowError
from runofshow.show.entries import (
    POINT_OF_ORDER,
    Amended,
    BlockEnded,
    BlockStarted,
    ClockCorrected,
    Closed,
    Entry,
    Extended,
    Fact,
    FloorEnded,
    FloorGiven,
    FloorRequested,
    HardStopSet,
    Inserted,
    LimitSet,
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
from runofshow.show.record import wall_time
from runofshow.show.state import ZERO, BlockRun, Intervention, Request, Show, Status

LONGEST_GONE: Final = timedelta(hours=6)
"""A show may be opened although the room should have been given back; before that, it was another meeting's room."""

_NOTHING_TO_UNDO: Final = "there is nothing to undo: nothing has moved the show yet"
_AFTER_THE_CLOSING: Final = (Undo, Record, Amend, AmendRequest, Note)


class Refused(RunOfShowError):
    """What was asked for can't be done now; the sentence says why, and what can."""


def decide(show: Show, intent: Intent, at: datetime) -> Fact:
    """The fact that an intent makes at an instant of the show clock.

    Raises:
        Refused: it can't be done in this state of the show, or not at that instant.
    """
    if show.closed is not None and not isinstance(intent, _AFTER_THE_CLOSING):
        message = "the show is closed: 'undo' takes the closing back; 'record', 'amend' and 'note' go on working"
        raise Refused(message)
    try:
        fact = _fact(show, intent, at)
    except ValidationError as error:
        message = f"that can't be taken down: {unfit(error)}"
        raise Refused(message) from error
    if fact.steers and not isinstance(fact, Undone) and at < show.steered:
        last = clock_and_day(show, show.steered)
        message = (
            f"{clock_and_day(show, at)} is before the last thing that moved the show, at {last}: "
            "give a later time, or 'undo' that first"
        )
        raise Refused(message)
    return fact


def unfit(error: ValidationError) -> str:
    """What is wrong with a text that was typed, where no rule of the show says it better."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = str(first["loc"][-1]).replace("_", " ") if first["loc"] else "it"
    if first["type"] == "string_unicode":
        return f"{where} holds bytes that are no text in this terminal's encoding"
    said = first["msg"].removeprefix("Value error, ").removeprefix("String ")
    return f"{where} {said[:1].lower()}{said[1:]}"


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
        case EndBlock():
            _runs(show)
            return BlockEnded()
        case Pause():
            return _pause(show)
        case Resume():
            if not show.paused:
                message = "nothing is paused"
                raise Refused(message)
            return Resumed()
        case Extend(by=by, block=block):
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
            if not isinstance(_block(show, block).block, Speech):
                message = f"'{block}' is a floor round: nobody can be substituted in it"
                raise Refused(message)
            return Substituted(block=block, speaker=speaker)
        case SetHardStop(hard_stop=hard_stop):
            return _hard_stop(show, hard_stop)
        case Ask(particulars=particulars):
            return _ask(show, particulars)
        case Withdraw(request=request):
            return RequestWithdrawn(request=_request(show, request).entry)
        case MoveRequest(request=request, place=place):
            return RequestMoved(request=_request(show, request).entry, place=min(max(1, place), len(show.waiting)))
        case MarkAbsent(request=request):
            return RequestAbsent(request=_request(show, request).entry)
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
        case SetLimit(limit=limit, block=block):
            return _limit(show, limit, block)
        case GiveFloor():
            return _give(show, intent)
        case EndFloor():
            if show.holder is None:
                message = "nobody holds the floor"
                raise Refused(message)
            return FloorEnded()
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
        case Amend(number=number, changes=changes):
            one = intervention_numbered(show, number)
            _check_reply(show, changes, number)
            return Amended(of=one.entry, changes=renamed(one.particulars, changes, show))
        case AmendRequest(request=request, changes=changes):
            asked = _request(show, request)
            _check_reply(show, changes)
            return Amended(of=asked.entry, changes=renamed(asked.particulars, changes, show))
        case Note(text=text, number=number):
            if not text.strip():
                message = "a note needs some text"
                raise Refused(message)
            return Noted(text=text, of=None if number is None else intervention_numbered(show, number).entry)
        case _:
            assert_never(intent)


# What intents name.


def _block(show: Show, name: str) -> BlockRun:
    if (run := show.runs.get(name)) is None:
        message = f"no block is called '{name}': 'plan' and 'status' list them"
        raise Refused(message)
    return run


def _runs(show: Show) -> BlockRun:
    if (running := show.running) is None:
        message = f"nothing is running: {_what_begins(show)}"
        raise Refused(message)
    return running


def _waits(show: Show, name: str) -> BlockRun:
    run = _block(show, name)
    if not run.remains:
        message = f"{run.block.title} is {run.status.value}, not waiting: 'restore' brings a block back"
        raise Refused(message)
    return run


def _request(show: Show, request: int | None) -> Request:
    if not show.waiting:
        message = "nobody is on the list of speakers"
        raise Refused(message)
    if request is None:
        return show.requests[show.waiting[0]]
    if request not in show.waiting:
        message = "that request isn't on the list of speakers any more: 'floor list' shows who is"
        raise Refused(message)
    return show.requests[request]


def intervention_numbered(show: Show, number: int) -> Intervention:
    """The intervention that people call by a number.

    Raises:
        Refused: there is none.
    """
    found = next((one for one in show.interventions.values() if one.number == number), None)
    if found is None:
        known = f"they go up to {show.numbered}" if show.numbered else "there is none yet"
        message = f"there is no intervention {number}: {known}; 'log' lists them"
        raise Refused(message)
    return found


def _what_begins(show: Show) -> str:
    following = show.next_block
    return "every block has been run" if following is None else f"'next' starts {following.block.title}"


def clock_and_day(show: Show, at: datetime) -> str:
    """The time on the wall of the room, with its date where that isn't the day of the opening."""
    return f"{wall_time(show, at):%H:%M:%S}{on_another_day(show, at)}"


def on_another_day(show: Show, at: datetime) -> str:
    """The date of an instant that doesn't lie on the day of the opening, as `` on 21 July 2016``; else nothing."""
    shown = wall_time(show, at)
    return "" if shown.date() == wall_time(show, show.opened).date() else f"{shown: on %d %B %Y}"


# Blocks.


def _next(show: Show, intent: Next) -> Fact:
    running = show.running
    believed = None if intent.running is Nothing.RUNS else intent.running
    if intent.running is not None and show.current != believed:
        now = "nothing is running" if running is None else f"{running.block.title} ('{running.id}') is running"
        before = f"'{believed}' isn't running any more, " if believed is not None else ""
        message = f"{before}{now} by now: somebody else has moved on"
        raise Refused(message)
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
    run = _runs(show) if block is None else _block(show, block)
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
        run = _block(show, intent.block)
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
    if block is None:
        left_out = (
            entry.fact.block
            for entry in show.history
            if isinstance(entry.fact, Skipped) and show.runs[entry.fact.block].status in {Status.SKIPPED, Status.PARKED}
        )
        block = next(left_out, None)
    if block is None:
        message = "no block was skipped: 'restore BLOCK' also brings back one that is done"
        raise Refused(message)
    run = _block(show, block)
    if run.status in {Status.WAITING, Status.RUNNING}:
        message = f"{run.block.title} is {run.status.value}: there is nothing to bring back"
        raise Refused(message)
    return Restored(block=block)


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


# The floor.


def _ask(show: Show, particulars: Particulars) -> Fact:
    _check_reply(show, particulars)
    if not (particulars.who or particulars.person):
        message = "say who asks for the floor"
        raise Refused(message)
    if show.list_closed:
        message = "the list of speakers is closed: 'floor open' opens it again"
        raise Refused(message)
    return FloorRequested(particulars=particulars)


def _limit(show: Show, limit: timedelta, block: str | None) -> Fact:
    run = show.floor_block if block is None else _block(show, block)
    if run is None:
        message = "no floor block is left: there is nothing to limit"
        raise Refused(message)
    if isinstance(run.block, Speech):
        message = f"{run.block.title} is no floor round: only interventions have a limit"
        raise Refused(message)
    if limit <= ZERO:
        message = "a limit must be more than 0"
        raise Refused(message)
    return LimitSet(block=run.id, limit=limit)


def _give(show: Show, intent: GiveFloor) -> Fact:
    _check_reply(show, intent.particulars)
    request, particulars = _granted(show, intent)
    run = show.running if show.running is not None else show.floor_block
    return FloorGiven(
        number=show.numbered + 1,
        request=None if request is None else request.entry,
        limit=show.limit(run),
        particulars=particulars,
    )


def _granted(show: Show, intent: GiveFloor) -> tuple[Request | None, Particulars]:
    """The request that is granted, if one is, and what is known of the intervention.

    Nobody waits for a turn to raise a point of order: it takes nobody off the list who asked for anything else.
    """
    raised = intent.particulars.kind == POINT_OF_ORDER
    if intent.request is None and (raised or not intent.first_waiting or not show.waiting):
        return None, intent.particulars
    request = _request(show, intent.request)
    known = request.particulars
    if raised and known.kind != POINT_OF_ORDER:
        somebody = Particulars(who=known.who, person=known.person, title=known.title, category=known.category)
        return None, somebody.amended(intent.particulars)
    return request, known.amended(intent.particulars)


def _check_reply(show: Show, particulars: Particulars, number: int | None = None) -> None:
    """Refuse a reply to what was never said; `number` is that of the intervention itself, where it has one."""
    if particulars.in_reply_to is None:
        return
    if intervention_numbered(show, particulars.in_reply_to).number == number:
        message = f"intervention {number} can't be a reply to itself: name the one that it replied to"
        raise Refused(message)


def _record(show: Show, intent: Record) -> Fact:
    _check_reply(show, intent.particulars)
    given = max(intent.given, show.opened)
    if intent.ended < show.opened:
        message = f"the show was opened at {clock_and_day(show, show.opened)}: what was said before isn't part of it"
        raise Refused(message)
    if intent.ended < given:
        message = "an intervention can't end before it began"
        raise Refused(message)
    block = _ran_at(show, given) if intent.block is None else _block(show, intent.block).id
    return Recorded(
        number=show.numbered + 1, given=given, ended=intent.ended, block=block, particulars=intent.particulars
    )


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
