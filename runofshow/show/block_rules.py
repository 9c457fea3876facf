"""What a person may do with blocks, their countdowns and the room: facts, or the reason why not."""

from datetime import datetime, timedelta
from typing import Final

from runofshow.agenda.defaults import id_stem, unused_id
from runofshow.agenda.duration import spell_duration
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Speech
from runofshow.errors import Refused
from runofshow.show.changes import first_remaining
from runofshow.show.entries import (
    BlockEnded,
    BlockStarted,
    Extended,
    Fact,
    HardStopSet,
    Inserted,
    Moved,
    Paused,
    Restored,
    Resumed,
    Skipped,
    Substituted,
)
from runofshow.show.intents import EndBlock, Insert, Next, Nothing, Restore, Skip, Substitute
from runofshow.show.names import block_called
from runofshow.show.parts import ZERO, BlockRun, Status
from runofshow.show.seen import check_running
from runofshow.show.state import Show

LONGEST_GONE: Final = timedelta(hours=6)
"""A show may be opened although the room should have been given back; before that, it was another meeting's room."""


def next_of(show: Show, to: str | None = None) -> Next:
    """What asks for the next block (or another one) after what a person sees running, and after nothing else."""
    following = show.next_block.id if to is None and show.next_block is not None else to
    return Next(show.current or Nothing.RUNS, following)


def restore_of(show: Show) -> Restore:
    """What asks for the block to be brought back that a person sees left out last, and no other.

    Raises:
        Refused: none is left out.
    """
    return Restore(_left_out_last(show))


def started(show: Show, intent: Next) -> Fact:
    """What is next has started, or another block that was named; on the last one, what ran has ended."""
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


def begun(show: Show, block: str | None) -> Fact:
    """A block has started after a handover."""
    if (running := show.running) is not None:
        message = f"{running.block.title} is still running: 'next' ends it and starts what follows, 'end' only ends it"
        raise Refused(message)
    return started(show, Next(to=block))


def ended(show: Show, intent: EndBlock) -> Fact:
    """The block that a person saw running has ended."""
    check_running(show, intent.running)
    _runs(show)
    return BlockEnded()


def resumed(show: Show) -> Fact:
    """The countdowns go on."""
    if not show.paused:
        message = "nothing is paused"
        raise Refused(message)
    return Resumed()


def substituted(show: Show, intent: Substitute) -> Fact:
    """Somebody else speaks in a block."""
    if not isinstance(block_called(show, intent.block).block, Speech):
        message = f"'{intent.block}' is a floor round: nobody can be substituted in it"
        raise Refused(message)
    return Substituted(block=intent.block, speaker=intent.speaker)


def paused(show: Show) -> Fact:
    """The countdowns are held."""
    _runs(show)
    if show.paused:
        message = "it is paused already: 'resume' lets the countdown go on"
        raise Refused(message)
    return Paused()


def extended(show: Show, by: timedelta, block: str | None) -> Fact:
    """Whoever holds the floor, else a block, has more time, or less."""
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


def skipped(show: Show, intent: Skip) -> Fact:
    """A block has left the running order."""
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


def restored(show: Show, block: str | None) -> Fact:
    """A block that left the running order is the next one."""
    block = block or _left_out_last(show)
    run = block_called(show, block)
    if run.status in {Status.WAITING, Status.RUNNING}:
        message = f"{run.block.title} is {run.status.value}: there is nothing to bring back"
        raise Refused(message)
    return Restored(block=block)


def moved(show: Show, block: str, before: str | None) -> Fact:
    """A block that waits has another place."""
    _waits(show, block)
    if before is not None and _waits(show, before).id == block:
        message = "a block can't be moved before itself"
        raise Refused(message)
    return Moved(block=block, before=before)


def inserted(show: Show, intent: Insert) -> Fact:
    """A block that the agenda doesn't hold is in the running order."""
    if intent.block.duration == REST:
        message = "an inserted block needs a length of its own, as 5m"
        raise Refused(message)
    stem = intent.block.id or id_stem(intent.block.model_dump())
    block = intent.block.model_copy(update={"id": unused_id(stem, set(show.runs))})
    before = first_remaining(show, but="") if intent.before is None else _waits(show, intent.before).id
    neighbour = before or show.last
    segment = "" if neighbour is None else show.runs[neighbour].segment
    return Inserted(block=block, segment=segment, before=before)


def hard_stop_set(show: Show, hard_stop: datetime) -> Fact:
    """The room is ours until another time."""
    if hard_stop - show.correction <= show.opened - LONGEST_GONE:
        message = "the room can't have been given back that long before the show was opened: give a later time"
        raise Refused(message)
    return HardStopSet(hard_stop=hard_stop)


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
