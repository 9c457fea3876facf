"""A show against its plan: what each block took, where the offset arose, who spoke for how long, who was over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from runofshow.agenda.model import Floor
from runofshow.agenda.schedule import handover_before
from runofshow.show.heeding import Heeding, heedings
from runofshow.show.state import ZERO, BlockRun, Show, Spell
from runofshow.show.summary import Share, Summary, summary
from runofshow.show.talk import TalkTime, talk_times, turns


@dataclass(frozen=True, slots=True)
class BlockReport:
    """A block of the running order, as planned and as it ran."""

    run: BlockRun
    planned_start: datetime | None
    """By the show clock; None for a block that isn't in the agenda."""
    length: Share
    held: timedelta
    """How long its countdown was held."""
    handover: Share
    """The time before it, and before it came back."""

    @property
    def ran(self) -> bool:
        """Whether it was begun at all."""
        return bool(self.run.spells)

    @property
    def added(self) -> timedelta:
        """By how much the block and the handover before it put the show behind; ahead is negative."""
        return self.length.over + self.held + self.handover.over if self.ran else ZERO


@dataclass(frozen=True, slots=True)
class Report:
    """What a show leaves to learn from. Instants are of the show clock, in UTC."""

    show: Show
    now: datetime
    summary: Summary
    blocks: tuple[BlockReport, ...]
    offset: timedelta
    """How far behind the plan the last block to have run ended: the late start and what every block added."""
    between_interventions: timedelta
    """What of the floor rounds nobody from the floor spoke in: the moderator's, or nobody's."""
    by_speaker: tuple[TalkTime, ...]
    by_segment: tuple[TalkTime, ...]
    by_category: tuple[TalkTime, ...]
    heedings: tuple[Heeding, ...]

    @property
    def over(self) -> tuple[Heeding, ...]:
        """Those who went on after their time was up, the longest first."""
        late = [one for one in self.heedings if one.over >= timedelta(seconds=1)]
        return tuple(sorted(late, key=lambda one: one.over, reverse=True))


def report(show: Show, now: datetime) -> Report:
    """The report of a show; what still runs is measured at `now`."""
    went = summary(show, now)
    blocks = tuple(_blocks(show, now))
    spoken = list(turns(show, now))
    return Report(
        show=show,
        now=now,
        summary=went,
        blocks=blocks,
        offset=went.late + sum((block.added for block in blocks), ZERO),
        between_interventions=max(ZERO, went.floor.actual - _spoken_in_floors(show, now)),
        by_speaker=talk_times(spoken, lambda turn: turn.who),
        by_segment=talk_times(spoken, lambda turn: turn.segment),
        by_category=talk_times(spoken, lambda turn: turn.category),
        heedings=tuple(heedings(show, now)),
    )


def _blocks(show: Show, now: datetime) -> Iterator[BlockReport]:
    gaps = _gaps(show)
    shift = show.shift(now)
    for run in show.running_order():
        planned = ZERO if run.id == show.first or not run.spells else handover_before(run.block, show.agenda)
        yield BlockReport(
            run=run,
            planned_start=None if run.planned_start is None else run.planned_start + shift,
            length=Share(run.planned, run.elapsed(now)),
            held=sum(((spell.end or now) - spell.start - spell.elapsed(now) for spell in run.spells), ZERO),
            handover=Share(planned, gaps.get(run.id, ZERO)),
        )


def _gaps(show: Show) -> dict[str, timedelta]:
    """How long nothing ran before the spells of each block."""
    spells = [(spell, run.id) for run in show.running_order() for spell in run.spells]
    spells.sort(key=lambda one: one[0].start)
    gaps: dict[str, timedelta] = {}
    before: Spell | None = None
    for spell, name in spells:
        if before is not None and before.end is not None:
            gaps[name] = gaps.get(name, ZERO) + spell.start - before.end
        before = spell
    return gaps


def _spoken_in_floors(show: Show, now: datetime) -> timedelta:
    """The time in floor rounds that was spoken in by the floor and timed."""
    floors = {run.id for run in show.running_order() if isinstance(run.block, Floor)}
    timed = (one for one in show.interventions.values() if one.block in floors and not one.recorded)
    return sum((one.spell.elapsed(now) for one in timed), ZERO)
