"""The record of a meeting: its blocks, interventions, notes and statements, by the clock on the wall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import Block, Item, ItemType, Panel, Speaker, Speech
from runofshow.instants import Instant
from runofshow.show.actions.running_order import Skipped, SpeakerAbsent
from runofshow.show.named import Named, everybody_named
from runofshow.show.names import length_of
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention, Status
from runofshow.show.state import Mode, Show, wall_time
from runofshow.show.statements import StatementRecord, in_order, maybe_wall_time, notes_about, statements


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which meeting it was. Instants are in its own zone."""

    title: str
    date: date
    start: datetime
    end: datetime
    timezone: ZoneInfo
    venue: str | None
    moderator: Speaker | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """A block, and how it ran."""

    id: str
    title: str
    segment: str
    kind: Literal["speech", "panel", "floor", "item"]
    speakers: tuple[Speaker, ...]
    """Those who speak in a speech or on a panel."""
    status: Status
    intervals: tuple[tuple[datetime, datetime | None], ...]
    planned: timedelta
    spoken: timedelta
    """The sum of its intervals, less their pauses."""
    in_programme: bool = True
    """True if the agenda has it with this title and speaker: it wasn't inserted, and nobody stood in."""
    took: timedelta = ZERO
    """`spoken` as it is shown: see `shown_length`."""
    replaced: tuple[Speaker, ...] = ()
    """Those for whom somebody else was substituted; they may have spoken before."""
    subject: str | None = None
    """What a speech is about, where the agenda says it."""
    moderator: Speaker | None = None
    """Who moderates a panel, where the agenda names somebody."""
    item: ItemType | None = None
    """Of what kind an item is; None of other blocks."""
    absent: bool = False
    """True if it was skipped because its speaker wasn't there."""

    @property
    def speaker(self) -> Speaker | None:
        """The only speaker of a speech; None where several speak, or nobody in particular."""
        return self.speakers[0] if self.kind == "speech" and len(self.speakers) == 1 else None


@dataclass(frozen=True, slots=True)
class InterventionRecord:
    """One intervention from the floor."""

    number: int
    block: str | None
    """The block's id."""
    block_title: str | None
    segment: str | None
    particulars: Particulars
    requested: datetime | None
    given: datetime
    ended: datetime | None
    """None while it goes on."""
    duration: timedelta
    """Less its pauses; exact, for JSON."""
    took: timedelta
    """The duration as it is shown: see `shown_length`."""
    paused: timedelta
    limit: timedelta | None
    extension: timedelta
    recorded: bool
    """True if it was entered after it took place, so not timed by the show clock."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note about the meeting."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision of the meeting."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """Something that somebody is to do after the meeting."""

    at: datetime
    text: str
    owner: str | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Extract:
    """The conditions of an extract from the record. An empty one was left open."""

    since: datetime | None
    """Given at this time or later."""
    blocks: tuple[BlockRecord, ...]
    categories: tuple[Category, ...]
    of: int
    """The number of interventions in the whole record."""


@dataclass(frozen=True, slots=True)
class Record:
    """The record of a show."""

    meeting: Meeting
    blocks: tuple[BlockRecord, ...]
    interventions: tuple[InterventionRecord, ...]
    """In the order in which they were given."""
    notes: tuple[NoteRecord, ...]
    """Those about no intervention, in the order in which they were taken."""
    finished: bool
    as_of: datetime
    """The time at which running blocks were measured; the end of a show that is over. In the meeting's zone."""
    named: Named = Named()
    extract: Extract | None = None
    """None: this is the whole record."""
    names_left_out: bool = False
    """True if the names of speakers were left out, under the Chatham House Rule."""
    held: tuple[datetime, datetime | None] | None = None
    """From when to when blocks were run, whatever was planned; without an end while one runs, None before any."""
    statements: tuple[StatementRecord, ...] = ()
    """Everything that was said, in the order in which it began."""
    decisions: tuple[DecisionRecord, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    digest: str | None = None
    """The SHA-256 of the journal, as hexadecimal digits; None where there is no journal."""
    journal: str | None = None
    """The name of the journal's file, without its folder."""
    numbers_missing: bool = False
    """True if a number below the highest one belongs to no intervention, because that was struck or undone."""
    damage: tuple[str, ...] = ()
    """A sentence for each damaged line of the journal."""

    @property
    def whole(self) -> bool:
        """True if the journal is undamaged."""
        return not self.damage


def record(
    show: Show, now: Instant, *, journal: str | None = None, digest: str | None = None, damage: Iterable[str] = ()
) -> Record:
    """Return the record of a show; what still runs is measured at `now`.

    `journal`, `digest` and `damage` are name, SHA-256 and damage of the journal from which the show was read.
    """
    agenda = show.agenda
    log, absent = show.log(), _absent(show)
    programme = {block.id: block for block in agenda.blocks()}
    about = notes_about(show)
    return Record(
        meeting=Meeting(
            agenda.title,
            agenda.date,
            agenda.start.astimezone(agenda.timezone),
            agenda.end.astimezone(agenda.timezone),
            agenda.timezone,
            agenda.venue,
            agenda.moderator,
            show.mode,
        ),
        blocks=tuple(_block(show, show.runs[name], programme, name in absent, now) for name in show.order),
        interventions=tuple(_intervention(show, one, about.get(one.entry, ()), now) for one in log),
        notes=tuple(
            NoteRecord(wall_time(show, note.at), note.by, note.text) for note in in_order(show.notes) if note.of is None
        ),
        finished=show.closed is not None,
        as_of=wall_time(show, show.closed or now),
        named=everybody_named(show),
        held=_held(show),
        statements=statements(show, now),
        decisions=tuple(DecisionRecord(wall_time(show, one.at), one.text) for one in in_order(show.decisions)),
        tasks=tuple(TaskRecord(wall_time(show, one.at), one.text, one.owner, one.due) for one in in_order(show.tasks)),
        digest=digest,
        journal=journal,
        numbers_missing=len(log) < max((one.number for one in log), default=0),
        damage=tuple(damage),
    )


def _held(show: Show) -> tuple[datetime, datetime | None] | None:
    intervals = [interval for run in show.running_order() for interval in run.intervals]
    if not intervals:
        return None
    ends = [interval.end for interval in intervals if interval.end is not None]
    begun = wall_time(show, min(interval.start for interval in intervals))
    return begun, wall_time(show, max(ends)) if len(ends) == len(intervals) else None


def _absent(show: Show) -> set[str]:
    """Return the blocks that were left out last because the speaker wasn't there."""
    left_out: dict[str, bool] = {}
    for entry in show.history:
        if isinstance(entry.event, Skipped | SpeakerAbsent):
            left_out.setdefault(entry.event.block, isinstance(entry.event, SpeakerAbsent))
    skipped = {run.id for run in show.running_order() if run.status is Status.SKIPPED}
    return {name for name, absent in left_out.items() if absent and name in skipped}


def _block(show: Show, run: BlockRun, programme: dict[str, Block], absent: bool, now: Instant) -> BlockRecord:
    block = run.block
    return BlockRecord(
        run.id,
        run.block.title,
        run.segment,
        run.block.kind,
        run.block.people,
        run.status,
        tuple((wall_time(show, interval.start), maybe_wall_time(show, interval.end)) for interval in run.intervals),
        run.planned,
        run.elapsed(now),
        in_programme=programme.get(run.id) == block and all(one in block.people for one in run.replaced),
        replaced=run.replaced,
        took=length_of(show, run.intervals, now),
        subject=block.subject if isinstance(block, Speech) else None,
        moderator=block.moderator if isinstance(block, Panel) else None,
        item=block.type if isinstance(block, Item) else None,
        absent=absent,
    )


def _intervention(show: Show, one: Intervention, notes: Sequence[str], now: Instant) -> InterventionRecord:
    run = None if one.block is None else show.runs.get(one.block)
    return InterventionRecord(
        number=one.number,
        block=one.block,
        block_title=None if run is None else run.block.title,
        segment=None if run is None else run.segment,
        particulars=one.particulars,
        requested=maybe_wall_time(show, one.requested),
        given=wall_time(show, one.interval.start),
        ended=maybe_wall_time(show, one.interval.end),
        duration=one.interval.elapsed(now),
        took=length_of(show, [one.interval], now),
        paused=_paused(one.interval, now),
        limit=one.limit,
        extension=one.extension,
        recorded=one.recorded,
        notes=tuple(notes),
    )


def _paused(interval: Interval, now: Instant) -> timedelta:
    return interval.paused + (max(ZERO, now - interval.held) if interval.held is not None else ZERO)
