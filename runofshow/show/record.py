"""The show as a rapporteur reads it: meeting, blocks and interventions, with the times of the clock on the wall."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from runofshow.agenda.model import Speaker, Speech
from runofshow.show.entries import Mode, Particulars
from runofshow.show.state import ZERO, BlockRun, Intervention, Note, Show, Spell, Status


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
    """How a block ran."""

    id: str
    title: str
    segment: str
    speaker: Speaker | None
    """None for a floor round."""
    status: Status
    spells: tuple[tuple[datetime, datetime | None], ...]
    planned: timedelta
    spoken: timedelta
    """The sum of its spells, less their pauses."""


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
    """Less its pauses."""
    paused: timedelta
    limit: timedelta | None
    extension: timedelta
    recorded: bool
    """Whether it was entered after it took place, and so not timed by the show clock."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note about the meeting."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What a show leaves."""

    meeting: Meeting
    blocks: tuple[BlockRecord, ...]
    interventions: tuple[InterventionRecord, ...]
    """In the order in which they were given."""
    notes: tuple[NoteRecord, ...]
    """Those about no intervention, in the order in which they were taken."""
    finished: bool


def wall_time(show: Show, instant: datetime) -> datetime:
    """What the clock on the wall of the room shows at an instant of the show clock."""
    return (instant + show.correction).astimezone(show.agenda.timezone)


def record(show: Show, now: datetime) -> Record:
    """The record of a show; what still runs is measured at `now`."""
    agenda = show.agenda
    notes = sorted(show.notes, key=lambda note: (note.at, note.entry))
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
        blocks=tuple(_block(show, show.runs[name], now) for name in show.order),
        interventions=tuple(_intervention(show, one, notes, now) for one in show.log()),
        notes=tuple(NoteRecord(wall_time(show, note.at), note.by, note.text) for note in notes if note.of is None),
        finished=show.closed is not None,
    )


def _block(show: Show, run: BlockRun, now: datetime) -> BlockRecord:
    return BlockRecord(
        run.id,
        run.block.title,
        run.segment,
        run.block.speaker if isinstance(run.block, Speech) else None,
        run.status,
        tuple((wall_time(show, spell.start), _maybe(show, spell.end)) for spell in run.spells),
        run.planned,
        run.elapsed(now),
    )


def _intervention(show: Show, one: Intervention, notes: list[Note], now: datetime) -> InterventionRecord:
    run = None if one.block is None else show.runs.get(one.block)
    return InterventionRecord(
        number=one.number,
        block=one.block,
        block_title=None if run is None else run.block.title,
        segment=None if run is None else run.segment,
        particulars=one.particulars,
        requested=_maybe(show, one.requested),
        given=wall_time(show, one.spell.start),
        ended=_maybe(show, one.spell.end),
        duration=one.spell.elapsed(now),
        paused=_paused(one.spell, now),
        limit=one.limit,
        extension=one.extension,
        recorded=one.recorded,
        notes=tuple(note.text for note in notes if note.of == one.entry),
    )


def _paused(spell: Spell, now: datetime) -> timedelta:
    return spell.paused + (max(ZERO, now - spell.held) if spell.held is not None else ZERO)


def _maybe(show: Show, instant: datetime | None) -> datetime | None:
    return None if instant is None else wall_time(show, instant)
