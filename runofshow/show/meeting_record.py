"""The record of a meeting: its blocks, interventions, notes and statements, by the clock on the wall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import Block, Item, ItemType, Panel, Speaker, Speech
from runofshow.instants import Instant
from runofshow.show.actions.blocks import Substituted
from runofshow.show.actions.floor import FloorGiven
from runofshow.show.actions.minutes import TaskGiven
from runofshow.show.actions.record import Amended, Recorded
from runofshow.show.actions.running_order import Inserted, Skipped, SpeakerAbsent
from runofshow.show.actions.speakers_list import FloorRequested
from runofshow.show.identities import speakers_of
from runofshow.show.names import length_of
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Status
from runofshow.show.state import Mode, Show, wall_time
from runofshow.show.statements import InterventionRecord, StatementRecord, in_order, maybe_wall_time, statements


@dataclass(frozen=True, slots=True)
class Meeting:
    """The facts of the meeting. Instants are in its own zone."""

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
class Named:
    """Everybody whom the show named: speakers on the agenda, substitutes, and those who asked for the floor or took it.

    Names that were put right later are among them.
    """

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Delegations, organizations and designations; who took the floor, if nobody said that it is a person."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The conditions of an extract from the record. An empty one was left open."""

    since: datetime | None
    """Given at this time or later."""
    blocks: tuple[BlockRecord, ...]
    categories: tuple[Category, ...]
    of: int


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
    agenda, log, runs = show.agenda, show.log(), show.running_order()
    absent: dict[str, bool] = {}  # by block: how it was left out last
    for entry in show.history:
        if isinstance(entry.event, Skipped | SpeakerAbsent):
            absent.setdefault(entry.event.block, isinstance(entry.event, SpeakerAbsent))
    ran = [interval for run in runs for interval in run.intervals]
    ends = [one.end for one in ran if one.end is not None]
    until = max(ends) if ran and len(ends) == len(ran) else None
    programme = {block.id: block for block in agenda.blocks()}
    said = statements(show, now)
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
        blocks=tuple(_block(show, run, programme.get(run.id), absent.get(run.id, False), now) for run in runs),
        interventions=tuple(one for one in said if isinstance(one, InterventionRecord)),
        notes=tuple(
            NoteRecord(wall_time(show, note.at), note.by, note.text) for note in in_order(show.notes) if note.of is None
        ),
        finished=show.closed is not None,
        as_of=wall_time(show, show.closed or now),
        named=everybody_named(show),
        held=(wall_time(show, min(one.start for one in ran)), maybe_wall_time(show, until)) if ran else None,
        statements=said,
        decisions=tuple(DecisionRecord(wall_time(show, one.at), one.text) for one in in_order(show.decisions)),
        tasks=tuple(TaskRecord(wall_time(show, one.at), one.text, one.owner, one.due) for one in in_order(show.tasks)),
        digest=digest,
        journal=journal,
        numbers_missing=len(log) < max((one.number for one in log), default=0),
        damage=tuple(damage),
    )


def _block(show: Show, run: BlockRun, planned: Block | None, absent: bool, now: Instant) -> BlockRecord:
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
        in_programme=planned == block and all(one in block.people for one in run.replaced),
        replaced=run.replaced,
        took=length_of(show, run.intervals, now),
        subject=block.subject if isinstance(block, Speech) else None,
        moderator=block.moderator if isinstance(block, Panel) else None,
        item=block.type if isinstance(block, Item) else None,
        absent=absent and run.status is Status.SKIPPED,
    )


def everybody_named(show: Show) -> Named:
    """Return everybody whom a show named; the names of undone entries aren't among them."""
    speakers: list[Speaker | None] = [show.agenda.moderator]
    speakers += [speaker for block in show.agenda.blocks() for speaker in speakers_of(block)]
    took: list[Particulars] = []
    for entry in show.history:
        match entry.event:
            case Substituted(speaker=speaker):
                speakers.append(speaker)
            case Inserted(block=block):
                speakers += speakers_of(block)
            case FloorRequested(particulars=said) | FloorGiven(particulars=said) | Recorded(particulars=said):
                took.append(said)
            case Amended(changes=said):
                took.append(said)
            case TaskGiven(owner=str(owner)):
                took.append(Particulars(who=owner))
            case _:
                pass
    announced = [speaker for speaker in speakers if speaker is not None]
    people = [*(speaker.name for speaker in announced), *(said.person for said in took)]
    others = [text for speaker in announced for text in (speaker.title, speaker.organization, speaker.country)]
    for said in took:
        others += (said.who, said.title, said.on_behalf_of, said.read_for, said.addressed_to)
        others += said.also_on_behalf_of or ()
    return Named(tuple(dict.fromkeys(filter(None, people))), tuple(dict.fromkeys(filter(None, others))))
