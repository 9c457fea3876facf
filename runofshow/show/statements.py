"""The show as a rapporteur reads it: meeting, blocks and interventions, with the times of the clock on the wall."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from runofshow.agenda.delegations import Category, folded
from runofshow.agenda.model import Block, Panel, Speaker, Speech
from runofshow.instants import Instant, instant
from runofshow.show.identities import speakers_of
from runofshow.show.named import Named, everybody_named
from runofshow.show.names import clock_time, length_of
from runofshow.show.particulars import Kind, Particulars
from runofshow.show.parts import ZERO, BlockRun, Decision, GistOf, Interval, Intervention, NoteTaken, Status, Task
from runofshow.show.state import Mode, Show, wall_time
from runofshow.text import sanitize


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


Source = Literal["programme", "floor"]
Taken = TypeVar("Taken", NoteTaken, Decision, Task)


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """A statement: a speech, the turn of a panellist, an intervention or a reply."""

    source: Source
    block: str | None
    """The block's id."""
    block_title: str | None
    segment: str | None
    who: str | None
    """The delegation, organization or person that had the floor; None of the programme."""
    person: str | None
    """The name; those of several speakers of one speech are joined by semicolons, and so are the next three."""
    title: str | None
    organization: str | None
    country: str | None
    category: Category | None
    """In what capacity; `panel` for the programme."""
    kind: Kind
    began: datetime
    ended: datetime | None
    """None while it goes on."""
    duration: timedelta
    """Less its pauses."""
    took: timedelta
    """As it is shown: the difference of the two times where nothing was paused."""
    gist: str | None
    number: int | None = None
    """The number of an intervention; None of the programme."""
    particulars: Particulars | None = None
    """All that is known of an intervention, as on whose behalf it was; None of the programme."""
    notes: tuple[str, ...] = ()


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
    damage: tuple[str, ...] = ()
    """A sentence for each damaged line of the journal."""

    @property
    def whole(self) -> bool:
        """True if the journal is undamaged."""
        return not self.damage


def record(show: Show, now: Instant, *, digest: str | None = None, damage: Iterable[str] = ()) -> Record:
    """Return the record of a show; what still runs is measured at `now`.

    `digest` and `damage` are those of the journal from which the show was read.
    """
    agenda = show.agenda
    programme = {block.id: block for block in agenda.blocks()}
    about = _notes_about(show)
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
        blocks=tuple(_block(show, show.runs[name], programme, now) for name in show.order),
        interventions=tuple(_intervention(show, one, about.get(one.entry, ()), now) for one in show.log()),
        notes=tuple(
            NoteRecord(wall_time(show, note.at), note.by, note.text)
            for note in _in_order(show.notes)
            if note.of is None
        ),
        finished=show.closed is not None,
        as_of=wall_time(show, show.closed or now),
        named=everybody_named(show),
        held=_held(show),
        statements=statements(show, now),
        decisions=tuple(DecisionRecord(wall_time(show, one.at), one.text) for one in _in_order(show.decisions)),
        tasks=tuple(TaskRecord(wall_time(show, one.at), one.text, one.owner, one.due) for one in _in_order(show.tasks)),
        digest=digest,
        damage=tuple(damage),
    )


def statements(show: Show, now: Instant) -> tuple[StatementRecord, ...]:
    """Return everything that was said, in the order in which it began; what still goes on is measured at `now`."""
    said = [*_of_the_programme(show, now), *_of_the_floor(show, now)]
    said.sort(key=lambda one: (instant(one.began), one.number or 0))
    return tuple(said)


def overlapping(show: Show, of: int, now: Instant) -> list[str]:
    """Return who else spoke at the time of an intervention, as ``Mexico, 12:40:02 to 12:41:40``."""
    said = statements(show, now)
    one = next(each for each in said if each.number == show.interventions[of].number)
    begun, ended = instant(one.began), now if one.ended is None else instant(one.ended)
    found = []
    for other in said:
        first, last = instant(other.began), now if other.ended is None else instant(other.ended)
        if other is not one and first < ended and begun < last:
            name = other.who or other.person or f"intervention {other.number}"
            until = "now" if other.ended is None else clock_time(show, last)
            found.append(f"{sanitize(name)}, {clock_time(show, first)} to {until}")
    return found


def _of_the_programme(show: Show, now: Instant) -> Iterator[StatementRecord]:
    for run in show.running_order():
        if not run.intervals:
            continue
        if isinstance(run.block, Speech):
            yield _spoken(show, run, run.block.people, run.intervals, show.gists.get(GistOf(run.id)), now)
        elif isinstance(run.block, Panel):
            yield from _of_the_panel(show, run, now)


def _of_the_panel(show: Show, run: BlockRun, now: Instant) -> Iterator[StatementRecord]:
    """Yield every turn, then each who has a gist of no turn: the moderator may be one of them.

    A gist of a turn that was undone stands with the panel as a whole.
    """
    for turn in sorted(show.turns.values(), key=lambda turn: turn.entry):
        if turn.block == run.id:
            gist = show.gists.get(GistOf(run.id, folded(turn.speaker.name), turn.entry))
            yield _spoken(show, run, (turn.speaker,), (turn.interval,), gist, now)
    for speaker in speakers_of(run.block):
        key = folded(speaker.name)
        of_no_turn = [
            gist
            for of, gist in show.gists.items()
            if of.block == run.id and of.speaker == key and of.turn not in show.turns
        ]
        if of_no_turn:
            yield _spoken(show, run, (speaker,), run.intervals, " ".join(of_no_turn), now)


def _spoken(  # noqa: PLR0913 -- who spoke, when and what
    show: Show,
    run: BlockRun,
    speakers: Sequence[Speaker],
    intervals: Sequence[Interval],
    gist: str | None,
    now: Instant,
) -> StatementRecord:
    return StatementRecord(
        source="programme",
        block=run.id,
        block_title=run.block.title,
        segment=run.segment,
        who=None,
        person=_joined(speaker.name for speaker in speakers),
        title=_joined(speaker.title for speaker in speakers),
        organization=_joined(speaker.organization for speaker in speakers),
        country=_joined(speaker.country for speaker in speakers),
        category="panel",
        kind="statement",
        began=wall_time(show, intervals[0].start),
        ended=_maybe(show, intervals[-1].end),
        duration=sum((interval.elapsed(now) for interval in intervals), ZERO),
        took=length_of(show, intervals, now),
        gist=gist,
    )


def _of_the_floor(show: Show, now: Instant) -> Iterator[StatementRecord]:
    notes = _notes_about(show)
    programme = {folded(speaker.name): speaker for run in show.running_order() for speaker in speakers_of(run.block)}
    for one in show.log():
        run, said = None if one.block is None else show.runs.get(one.block), one.particulars
        speaker = programme.get(folded(said.person or said.who or "")) if said.category == "panel" else None
        yield StatementRecord(
            source="floor",
            block=one.block,
            block_title=None if run is None else run.block.title,
            segment=None if run is None else run.segment,
            who=said.who,
            person=said.person,
            title=said.title,
            organization=None if speaker is None else speaker.organization,
            country=None if speaker is None else speaker.country,
            category=said.category,
            kind=said.kind or "statement",
            began=wall_time(show, one.interval.start),
            ended=_maybe(show, one.interval.end),
            duration=one.interval.elapsed(now),
            took=length_of(show, [one.interval], now),
            gist=said.gist,
            number=one.number,
            particulars=said,
            notes=tuple(notes.get(one.entry, ())),
        )


def _notes_about(show: Show) -> dict[int | None, list[str]]:
    """Return the notes by the entry of the intervention that they are about."""
    about: dict[int | None, list[str]] = {}
    for note in _in_order(show.notes):
        about.setdefault(note.of, []).append(note.text)
    return about


def _in_order(taken: Iterable[Taken]) -> list[Taken]:
    """Return notes, decisions or tasks in the order in which they were taken."""
    return sorted(taken, key=lambda one: (one.at, one.entry))


def _joined(texts: Iterable[str | None]) -> str | None:
    return "; ".join(text for text in texts if text) or None


def _held(show: Show) -> tuple[datetime, datetime | None] | None:
    intervals = [interval for run in show.running_order() for interval in run.intervals]
    if not intervals:
        return None
    ends = [interval.end for interval in intervals if interval.end is not None]
    begun = wall_time(show, min(interval.start for interval in intervals))
    return begun, wall_time(show, max(ends)) if len(ends) == len(intervals) else None


def _block(show: Show, run: BlockRun, programme: dict[str, Block], now: Instant) -> BlockRecord:
    return BlockRecord(
        run.id,
        run.block.title,
        run.segment,
        run.block.kind,
        run.block.people,
        run.status,
        tuple((wall_time(show, interval.start), _maybe(show, interval.end)) for interval in run.intervals),
        run.planned,
        run.elapsed(now),
        in_programme=programme.get(run.id) == run.block,
        took=length_of(show, run.intervals, now),
    )


def _intervention(show: Show, one: Intervention, notes: Sequence[str], now: Instant) -> InterventionRecord:
    run = None if one.block is None else show.runs.get(one.block)
    return InterventionRecord(
        number=one.number,
        block=one.block,
        block_title=None if run is None else run.block.title,
        segment=None if run is None else run.segment,
        particulars=one.particulars,
        requested=_maybe(show, one.requested),
        given=wall_time(show, one.interval.start),
        ended=_maybe(show, one.interval.end),
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


def _maybe(show: Show, instant: Instant | None) -> datetime | None:
    return None if instant is None else wall_time(show, instant)
