"""The running order: blocks left out, brought back, moved and inserted."""

from typing import Final, Literal, final

from runofshow.agenda.defaults import id_stem, unused_id
from runofshow.agenda.fields import REST, BlockId
from runofshow.agenda.model import AnyBlock, Block, Floor, Speech
from runofshow.errors import Refused, Remedy
from runofshow.instants import SECOND, Instant
from runofshow.show.actions.blocks import BlockStarted, block_ended, waiting_block
from runofshow.show.actions.floor import nobody_speaks
from runofshow.show.forecast import forecast
from runofshow.show.limits import Limits
from runofshow.show.names import block_called, block_title, check_names, hours_minutes
from runofshow.show.particulars import Text, WrittenInstant
from runofshow.show.parts import BlockRun, Status, replace
from runofshow.show.state import Action, Entry, Event, Show
from runofshow.text import sanitize

DROPPED: Final = "; its fixed start can't be met there and was dropped"


@final
class Skipped(Event):
    """A block was left out, or set aside to come back later."""

    kind: Literal["skipped"] = "skipped"
    block: BlockId
    come_back: bool = False
    """True: the block was set aside, and comes back with the time that it has left."""

    def apply(self, show: Show, entry: Entry) -> Show:
        if self.block not in show.runs:
            return show
        if self.block == show.current:
            show = block_ended(show, entry.at)
        status = Status.PARKED if self.come_back else Status.SKIPPED
        left_out = show.with_run(self.block, lambda run: replace(run, status=status))
        if not self.come_back:
            return left_out.with_next_place(left_out.next_place)
        floors = (run.id for run in left_out.remaining() if isinstance(run.block, Floor) and run.id != self.block)
        return left_out.with_block_before(self.block, next(floors, None))

    def describe(self, show: Show) -> str:
        return f"{'set aside, to come back' if self.come_back else 'skipped'}: {block_title(show, self.block)}"


@final
class Skip(Action):
    """Take a block out of the running order."""

    block: str | None = None
    """None: the running block if it is to come back, else the next one."""
    come_back: bool = False

    def decide(self, show: Show, at: Instant) -> Skipped:
        following = show.running if self.come_back and show.running is not None else show.next_block
        run = following if self.block is None else block_called(show, self.block)
        if run is None:
            raise Refused("no block is waiting: there is nothing to skip")
        if run.id == show.current and not self.come_back:
            raise Refused(f"{run.block.called} is speaking", Remedy.END, Remedy.SET_ASIDE)
        if run.id != show.current and not run.remains:
            raise Refused(f"{run.block.called} is {run.status.value}: only a block that waits or runs can be skipped")
        return Skipped(block=run.id, come_back=self.come_back)


@final
class SpeakerAbsent(Event):
    """The speaker of the running block wasn't there: it is skipped as if it had not begun, and the next one started."""

    kind: Literal["speaker_absent"] = "speaker_absent"
    block: BlockId
    next: BlockId | None = None
    """The block that started; null: none was left, or the next one isn't due yet."""

    def apply(self, show: Show, entry: Entry) -> Show:
        if self.block in show.runs and self.block == show.current:
            quiet = nobody_speaks(show, entry.at).without_message()
            left = quiet.with_run(
                self.block, lambda run: replace(run, status=Status.SKIPPED, intervals=run.intervals[:-1])
            )
            first = None if show.first == self.block and not left.runs[self.block].intervals else show.first
            show = replace(left, current=None, last=left.ran_at(entry.at), paused=False, first=first)
        if self.next is None:
            return show.with_next_place(show.next_place)
        return BlockStarted(block=self.next).apply(show, entry)

    def describe(self, show: Show) -> str:
        absent = f"absent: {block_title(show, self.block)}"
        return absent if self.next is None else f"{absent}; started: {block_title(show, self.next)}"


@final
class MarkSpeakerAbsent(Action):
    """Leave out the running block, whose speaker isn't there, and start the next one unless it isn't due yet."""

    def decide(self, show: Show, at: Instant) -> SpeakerAbsent:
        running, following = show.running, show.next_block
        if running is None or not isinstance(running.block, Speech):
            raise Refused("nobody was called to speak: there is nobody to mark absent")
        due = None if following is None else show.start_ahead(following, at)
        starts = following is not None and (due is None or due - at < SECOND)
        return SpeakerAbsent(block=running.id, next=following.id if starts and following is not None else None)


@final
class Restored(Event):
    """A block that was left out or set aside is the next one again."""

    kind: Literal["restored"] = "restored"
    newer = frozenset({"drops_start"})
    block: BlockId
    drops_start: bool = False
    """True: its fixed start couldn't be met any more, and was dropped."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return show if self.block not in show.runs else _placed(_brought_back(show, self.block), self)

    def describe(self, show: Show) -> str:
        return f"brought back: {block_title(show, self.block)}{DROPPED if self.drops_start else ''}"


def _brought_back(show: Show, block: str) -> Show:
    waiting = show.with_run(block, lambda run: replace(run, status=Status.WAITING))
    return waiting.with_block_before(block, waiting.first_remaining(but=block))


@final
class Restore(Action):
    """Make a skipped or parked block the next one."""

    block: str | None = None
    """None: the one that was taken out last."""

    def decide(self, show: Show, at: Instant) -> Restored:
        run = block_called(show, self.block or _left_out_last(show))
        if run.status in {Status.WAITING, Status.RUNNING}:
            raise Refused(f"{run.block.called} is {run.status.value}: there is nothing to bring back")
        return Restored(block=run.id, drops_start=_cannot_be_met(_brought_back(show, run.id), run.id, at))


def restore_of(show: Show) -> Restore:
    """Return the action that brings back the block that was left out last, and no other; refuse if none was."""
    return Restore(_left_out_last(show))


def _left_out_last(show: Show) -> str:
    left_out = (
        entry.event.block
        for entry in show.history
        if isinstance(entry.event, Skipped | SpeakerAbsent)
        and (run := show.runs.get(entry.event.block)) is not None  # a damaged line may have held it
        and run.left_out
    )
    if (block := next(left_out, None)) is None:
        raise Refused("no block was skipped", Remedy.RESTORE_DONE)
    return block


@final
class Moved(Event):
    """A block that has not begun got another place in the running order."""

    kind: Literal["moved"] = "moved"
    newer = frozenset({"drops_start"})
    block: BlockId
    before: BlockId | None = None
    """The block before which it now stands; null: at the end."""
    drops_start: bool = False
    """True: its fixed start couldn't be met there, and was dropped."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return show if self.block not in show.runs else _placed(show.with_block_before(self.block, self.before), self)

    def describe(self, show: Show) -> str:
        where = "to the end" if self.before is None else f"before {block_title(show, self.before)}"
        dropped = DROPPED if self.drops_start else ""
        return f"moved: {block_title(show, self.block)}, {where}{dropped}"


@final
class Move(Action):
    """Give a waiting block another place."""

    block: str
    before: str | None = None
    """None: to the end."""

    def decide(self, show: Show, at: Instant) -> Moved:
        waiting_block(show, self.block)
        if self.before is not None and waiting_block(show, self.before).id == self.block:
            raise Refused("a block can't be moved before itself")
        moved = show.with_block_before(self.block, self.before)
        return Moved(block=self.block, before=self.before, drops_start=_cannot_be_met(moved, self.block, at))


@final
class StartSet(Event):
    """The fixed start of a block that has not begun was set, or lifted."""

    kind: Literal["start_set"] = "start_set"
    block: BlockId
    start: WrittenInstant | None = None
    """The time on the clock of the room before which it doesn't begin; null: it begins when its turn comes."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return show.with_run(
            self.block,
            lambda run: replace(run, start=self.start, start_on_wall=True, ran_before_start=len(run.intervals)),
        )

    def describe(self, show: Show) -> str:
        named = block_title(show, self.block)
        if self.start is None:
            return f"starts when its turn comes: {named}"
        return f"starts not before {hours_minutes(show, self.start - show.correction)}: {named}"


@final
class SetStart(Action):
    """Set the fixed start of a block, or lift it."""

    block: str
    start: Instant | None
    """By the clock of the room; None: the block begins when its turn comes."""

    def decide(self, show: Show, at: Instant) -> StartSet:
        run = waiting_block(show, self.block)
        if self.start is None and run.start is None:
            raise Refused(f"{run.block.called} has no fixed start: it begins when its turn comes")
        if self.start is not None and self.start - show.correction < at:
            raise Refused(f"{hours_minutes(show, self.start - show.correction)} has passed: a fixed start lies ahead")
        return StartSet(block=run.id, start=self.start)


def _cannot_be_met(show: Show, block: str, at: Instant) -> bool:
    """Return True if a block that has its place in the order by now would begin after its fixed start."""
    fixed = show.start_ahead(show.runs[block], at)
    expected = None if fixed is None else forecast(show, at).block(block).start
    return fixed is not None and expected is not None and expected - fixed >= SECOND


def _placed(show: Show, event: Restored | Moved) -> Show:
    """Return the show without the fixed start of a block that got a place where it can't be met."""
    return show.with_run(event.block, lambda run: replace(run, start=None) if event.drops_start else run)


@final
class Inserted(Event):
    """A block that the agenda doesn't hold joined the running order."""

    kind: Literal["inserted"] = "inserted"
    block: AnyBlock
    """The whole block, as in the agenda."""
    segment: Text
    """The title of the segment that it belongs to."""
    before: BlockId | None = None
    """The block before which it stands; null: at the end."""

    def apply(self, show: Show, entry: Entry) -> Show:
        block = self.block
        length = block.minimum if isinstance(block.duration, str) else block.duration
        run = BlockRun(block, self.segment, length, Limits.planned(block, show.agenda), start=block.start)
        grown = replace(show, runs=show.runs.insert(block.id, run), order=(*show.order, block.id))
        return grown.with_block_before(block.id, self.before)

    def describe(self, show: Show) -> str:
        return f"inserted: {sanitize(self.block.called)} ('{self.block.id}')"


@final
class Insert(Action):
    """Add a block that the agenda doesn't hold."""

    block: Block
    """Its id is made unique where it is taken."""
    before: str | None = None
    """None: it becomes the next one."""

    def decide(self, show: Show, at: Instant) -> Inserted:
        if self.block.duration == REST:
            raise Refused("an inserted block needs a length of its own, as 5m")
        check_names(self.block.called, *(one.name for one in self.block.people))
        stem = self.block.id or id_stem(self.block.model_dump())
        block = self.block.model_copy(update={"id": unused_id(stem, set(show.runs))})
        before = show.first_remaining(but="") if self.before is None else waiting_block(show, self.before).id
        neighbour = before or show.last
        segment = "" if neighbour is None else show.runs[neighbour].segment
        return Inserted(block=block, segment=segment, before=before)
