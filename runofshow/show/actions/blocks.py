"""Blocks: start the next one; end, pause or extend the running one; let somebody else speak in one."""

from datetime import timedelta
from typing import Literal, final

from runofshow.agenda.durations import signed_digits, spell_duration
from runofshow.agenda.fields import BlockId
from runofshow.agenda.model import Speaker, Speech
from runofshow.errors import Refused, Remedy
from runofshow.instants import Instant
from runofshow.show.actions.floor import countdowns_held, nobody_speaks
from runofshow.show.names import block_called, block_title, check_names, hours_minutes, speaker_meant, who
from runofshow.show.particulars import Length
from runofshow.show.parts import ZERO, BlockRun, Interval, Status, replace
from runofshow.show.state import Action, Entry, Event, ExpectedState, Show
from runofshow.text import sanitize


@final
class BlockStarted(Event):
    """A block began. The block that ran before it ended."""

    kind: Literal["block_started"] = "block_started"
    block: BlockId

    def apply(self, show: Show, entry: Entry) -> Show:
        if self.block not in show.runs:
            return show
        begun = Interval(entry.at)
        started = block_ended(show, entry.at).with_run(
            self.block, lambda run: replace(run, status=Status.RUNNING, intervals=(*run.intervals, begun))
        )
        return replace(
            started.with_block_next(self.block).without_message(),
            current=self.block,
            last=self.block,
            first=show.first or self.block,
            first_started=show.first_started or entry.at,
            closed=None,
        )

    def describe(self, show: Show) -> str:
        return f"started: {block_title(show, self.block)}"


@final
class BlockEnded(Event):
    """The running block ended; the handover began."""

    kind: Literal["block_ended"] = "block_ended"

    def apply(self, show: Show, entry: Entry) -> Show:
        return block_ended(show, entry.at)

    def describe(self, show: Show) -> str:
        return "ended: the block" if show.last is None else f"ended: {block_title(show, show.last)}"


@final
class Next(Action):
    """End what runs and start what follows at once; on the last block, only end it."""

    to: str | None = None
    """The block to start instead of the one that is next."""

    def decide(self, show: Show, at: Instant) -> BlockStarted | BlockEnded:
        if self.to is not None:
            return BlockStarted(block=waiting_block(show, self.to).id)
        if (following := show.next_block) is not None:
            return BlockStarted(block=following.id)
        if show.running is not None:
            return BlockEnded()
        skipped = any(run.status is Status.SKIPPED for run in show.running_order())
        back = Remedy.RESTORE_ANY if skipped else Remedy.RESTORE_DONE
        raise Refused("every block has been run", Remedy.FINISH, Remedy.INSERT, back)


def next_of(show: Show, to: str | None = None) -> Next:
    """Return the action that starts the next block, or `to`; it is refused if another block runs by then."""
    following = show.next_block.id if to is None and show.next_block is not None else to
    return Next(following, expected=ExpectedState(block=show.current))


@final
class StartBlock(Action):
    """Start a block after a handover."""

    block: str | None = None
    """None: the next one."""

    def decide(self, show: Show, at: Instant) -> BlockStarted | BlockEnded:
        if (running := show.running) is not None:
            raise Refused(f"{running.block.called} is still running", Remedy.NEXT, Remedy.ONLY_END)
        return Next(self.block).decide(show, at)


@final
class EndBlock(Action):
    """End the running block; the handover begins."""

    def decide(self, show: Show, at: Instant) -> BlockEnded:
        _running_block(show)
        return BlockEnded()


@final
class Paused(Event):
    """The countdowns were held."""

    kind: Literal["paused"] = "paused"

    def apply(self, show: Show, entry: Entry) -> Show:
        return countdowns_held(replace(show, paused=True), entry.at)

    def describe(self, show: Show) -> str:
        return "paused: the countdown is held"


@final
class Pause(Action):
    """Hold the countdowns."""

    def decide(self, show: Show, at: Instant) -> Paused:
        _running_block(show)
        if show.paused:
            raise Refused("it is paused already", Remedy.RESUME)
        return Paused()


@final
class Resumed(Event):
    """The countdowns went on."""

    kind: Literal["resumed"] = "resumed"

    def apply(self, show: Show, entry: Entry) -> Show:
        return countdowns_held(replace(show, paused=False), entry.at)

    def describe(self, show: Show) -> str:
        return "resumed: the countdown goes on"


@final
class Resume(Action):
    """Let the countdowns go on."""

    def decide(self, show: Show, at: Instant) -> Resumed:
        if not show.paused:
            raise Refused("nothing is paused")
        return Resumed()


@final
class Extended(Event):
    """A block, or the intervention that holds the floor, got more time (or less)."""

    kind: Literal["extended"] = "extended"
    more: Length
    """The time that was added; negative if it was taken away."""
    block: BlockId | None = None
    """The block; null: the intervention that holds the floor."""

    def apply(self, show: Show, entry: Entry) -> Show:
        if self.block is None:
            return show.with_intervention(show.holder, lambda one: replace(one, extension=one.extension + self.more))
        return show.with_run(self.block, lambda run: replace(run, extension=run.extension + self.more))

    def describe(self, show: Show) -> str:
        if self.block is not None:
            whose = block_title(show, self.block)
        else:
            whose = "whoever holds the floor" if show.holding is None else who(show.holding.particulars)
        return f"{signed_digits(self.more)} for {whose}"


@final
class Extend(Action):
    """Give more time, or less."""

    by: timedelta
    block: str | None = None
    """None: whoever holds the floor, else the running block."""

    def decide(self, show: Show, at: Instant) -> Extended:
        if self.by == ZERO:
            raise Refused("an extension of nothing: say how much, as 2m or -1m")
        if self.block is None and (holding := show.holding) is not None:
            if holding.allotment() + self.by <= ZERO:
                raise Refused("that would leave the intervention nothing", Remedy.END_FLOOR)
            return Extended(more=self.by)
        run = _running_block(show) if self.block is None else block_called(show, self.block)
        if run.status in {Status.DONE, Status.SKIPPED}:
            raise Refused(f"{run.block.called} is {run.status.value}", Remedy.RESTORE)
        sharing, following = _stretch_of(show, run, at)
        if run.takes_rest and not any(other.takes_rest for other in sharing if other.id != run.id):
            has = f"{run.block.called} already has all the time until"
            if following is None:
                raise Refused(f"{has} the hard stop", Remedy.HARD_STOP)
            due = hours_minutes(show, show.start_ahead(following, at))
            raise Refused(f"{has} {following.block.called}, due {due}", Remedy.FIXED_START)
        if run.allotment + self.by <= ZERO:
            has = f"{run.block.called} has {spell_duration(run.allotment)}"
            raise Refused(f"{has}: that would leave it nothing", Remedy.END)
        return Extended(more=self.by, block=run.id)


@final
class Substituted(Event):
    """Somebody else speaks in a block."""

    kind: Literal["substituted"] = "substituted"
    newer = frozenset({"place"})
    block: BlockId
    speaker: Speaker
    """The new speaker: name, title, organization and say."""
    place: int | None = None
    """The place of whoever they replace among several speakers: 1, 2, 3 …; null: there is only one."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return show.with_run(self.block, self._in)

    def _in(self, run: BlockRun) -> BlockRun:
        block, people = run.block, list(run.block.people)
        if self.place is None:
            if block.kind == "speech":
                block = block.model_copy(update={"speaker": self.speaker, "speakers": ()})
        elif 1 <= self.place <= len(people):
            people[self.place - 1] = self.speaker
            block = block.model_copy(update={"speakers": tuple(people)})
        gone = (speaker for speaker in run.block.people if speaker not in block.people)
        return replace(run, block=block, replaced=(*run.replaced, *gone))

    def describe(self, show: Show) -> str:
        return f"{sanitize(self.speaker.name)} speaks in the block '{self.block}'"


@final
class Substitute(Action):
    """Let somebody else speak in a block."""

    block: str
    speaker: Speaker
    instead_of: str | None = None
    """Whom they replace among several speakers: the number, or a part of the name."""

    def decide(self, show: Show, at: Instant) -> Substituted:
        check_names(self.speaker.name)
        block = block_called(show, self.block).block
        if not block.people:
            kind = "a floor round" if block.kind == "floor" else "an item, in which nobody speaks"
            raise Refused(f"'{self.block}' is {kind}: nobody can be substituted in it")
        if self.instead_of is not None:
            place = speaker_meant(block.people, self.instead_of)
            alone = isinstance(block, Speech) and block.speaker is not None
            return Substituted(block=self.block, speaker=self.speaker, place=None if alone else place)
        if len(block.people) > 1 or block.kind == "panel":
            known = ", ".join(f"{place} {one.name}" for place, one in enumerate(block.people, start=1))
            raise Refused(
                f"'{self.block}' has several speakers: say with --for whom {self.speaker.name} replaces, of {known}"
            )
        return Substituted(block=self.block, speaker=self.speaker)


def block_ended(show: Show, at: Instant) -> Show:
    """Return the show with nothing running any more, and nobody holding the floor."""
    quiet = nobody_speaks(show, at)
    if quiet.current is None:
        return quiet
    ended = quiet.with_run(
        quiet.current, lambda run: replace(run.with_interval(run.intervals[-1].closed(at)), status=Status.DONE)
    )
    return replace(ended.without_message(), current=None, last_ended=at, paused=False)


def waiting_block(show: Show, name: str) -> BlockRun:
    """Return the block of an id that is still to be run; refuse if there is none."""
    run = block_called(show, name)
    if not run.remains:
        raise Refused(f"{run.block.called} is {run.status.value}, not waiting", Remedy.RESTORE)
    return run


def _stretch_of(show: Show, run: BlockRun, at: Instant) -> tuple[list[BlockRun], BlockRun | None]:
    """Return the blocks that share their time with one that runs or is to come, and the fixed start that ends it."""
    ahead = [*([] if show.running is None else [show.running]), *show.remaining()]
    sharing: list[BlockRun] = []
    for one in ahead:
        if show.start_ahead(one, at) is not None and one is not show.running:
            if run in sharing:
                return sharing, one
            sharing = []
        sharing.append(one)
    return sharing, None


def _running_block(show: Show) -> BlockRun:
    if (running := show.running) is not None:
        return running
    if (following := show.next_block) is None:
        raise Refused("nothing is running: every block has been run")
    raise Refused(f"nothing is running, and {following.block.called} is next", Remedy.START)
