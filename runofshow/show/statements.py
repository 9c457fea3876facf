"""Statements: everything that was said at a meeting, in one chronological list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from runofshow.agenda.delegations import Category, folded
from runofshow.agenda.model import Panel, Speaker, Speech
from runofshow.instants import Instant, instant
from runofshow.show.identities import speakers_so_far
from runofshow.show.names import clock_time, length_of
from runofshow.show.particulars import Kind, Particulars
from runofshow.show.parts import ZERO, BlockRun, Decision, GistOf, Interval, NoteTaken, Task, as_dict
from runofshow.show.state import Show, wall_time
from runofshow.text import sanitize

Source = Literal["programme", "floor"]


Taken = TypeVar("Taken", NoteTaken, Decision, Task)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord:
    """A statement: a speech, the turn of a panellist, an intervention or a reply."""

    source: Source
    block: str | None
    block_title: str | None
    segment: str | None
    who: str | None = None
    """The delegation, organization or person that had the floor; None of the programme."""
    person: str | None = None
    """The name; those of several speakers of one speech are joined by semicolons, and so are the next three."""
    title: str | None = None
    organization: str | None = None
    country: str | None = None
    category: Category | None = None
    """In what capacity; `panel` for the programme."""
    kind: Kind = "statement"
    began: datetime
    ended: datetime | None
    """None while it goes on."""
    duration: timedelta
    """Less its pauses."""
    took: timedelta
    """As it is shown: the difference of the two times where nothing was paused."""
    gist: str | None = None
    number: int | None = None
    particulars: Particulars | None = None
    """All that is known of an intervention, as on whose behalf it was; None of the programme."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionRecord(StatementRecord):
    """A statement from the floor, with the times that its clock counted."""

    number: int
    particulars: Particulars
    requested: datetime | None
    paused: timedelta
    limit: timedelta | None
    extension: timedelta
    recorded: bool
    """True if it was entered after it took place, so not timed by the show clock."""

    @property
    def given(self) -> datetime:
        """The time at which the floor was given; `began` by its name in the journal."""
        return self.began


def statements(show: Show, now: Instant) -> tuple[StatementRecord, ...]:
    """Return everything that was said, in the order in which it began; what still goes on is measured at `now`."""
    said: list[StatementRecord] = list(_of_the_floor(show, now))
    for run, speakers, intervals, gist in _of_the_programme(show):
        said.append(
            StatementRecord(
                source="programme",
                block=run.id,
                block_title=run.block.title,
                segment=run.segment,
                person=_joined(speaker.name for speaker in speakers),
                title=_joined(speaker.title for speaker in speakers),
                organization=_joined(speaker.organization for speaker in speakers),
                country=_joined(speaker.country for speaker in speakers),
                category="panel",
                began=wall_time(show, intervals[0].start),
                ended=maybe_wall_time(show, intervals[-1].end),
                duration=sum((interval.elapsed(now) for interval in intervals), ZERO),
                took=length_of(show, intervals, now),
                gist=gist,
            )
        )
    return tuple(sorted(said, key=lambda one: (instant(one.began), one.number or 0)))


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


def _of_the_programme(show: Show) -> Iterator[tuple[BlockRun, Sequence[Speaker], Sequence[Interval], str | None]]:
    """Yield every speech and every turn on a panel: in which block, by whom, when, and with which gist.

    Then come those on a panel who have a gist of no turn: the moderator may be one of them. A gist of a turn that was
    undone stands with the panel as a whole.
    """
    turns, gists = show.turns_by_panel(), defaultdict[tuple[str, str | None], list[str]](list)
    for of, gist in as_dict(show.gists).items():
        if of.turn not in show.turns:
            gists[of.block, of.speaker].append(gist)
    for run in show.running_order():
        if run.intervals and isinstance(run.block, Speech):
            yield run, run.block.people, run.intervals, show.gists.get(GistOf(run.id))
        elif run.intervals and isinstance(run.block, Panel):
            for turn in turns.get(run.id, ()):
                of = GistOf(run.id, folded(turn.speaker.name), turn.entry)
                yield run, (turn.speaker,), (turn.interval,), show.gists.get(of)
            for speaker in speakers_so_far(run):
                if noted := gists.get((run.id, folded(speaker.name))):
                    yield run, (speaker,), run.intervals, " ".join(noted)


def _of_the_floor(show: Show, now: Instant) -> Iterator[InterventionRecord]:
    notes = defaultdict[int | None, list[str]](list)
    for note in in_order(show.notes):
        notes[note.of].append(note.text)
    programme = {folded(speaker.name): speaker for run in show.running_order() for speaker in speakers_so_far(run)}
    for one in show.log():
        run, said = None if one.block is None else show.runs.get(one.block), one.particulars
        speaker = programme.get(folded(said.person or said.who or "")) if said.category == "panel" else None
        yield InterventionRecord(
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
            ended=maybe_wall_time(show, one.interval.end),
            duration=one.interval.elapsed(now),
            took=length_of(show, [one.interval], now),
            gist=said.gist,
            number=one.number,
            particulars=said,
            notes=tuple(notes.get(one.entry, ())),
            requested=maybe_wall_time(show, one.requested),
            paused=one.interval.held_for(now),
            limit=one.limit,
            extension=one.extension,
            recorded=one.recorded,
        )


def in_order(taken: Iterable[Taken]) -> list[Taken]:
    """Return notes, decisions or tasks in the order in which they were taken."""
    return sorted(taken, key=lambda one: (one.at, one.entry))


def _joined(texts: Iterable[str | None]) -> str | None:
    return "; ".join(text for text in texts if text) or None


def maybe_wall_time(show: Show, instant: Instant | None) -> datetime | None:
    """Return the local time on the wall of the room at an instant; None for None."""
    return None if instant is None else wall_time(show, instant)
