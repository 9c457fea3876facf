"""Where the time of a show went: what was planned for speeches, floor and handovers, and what they took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from runofshow.agenda.model import Floor, Speech
from runofshow.show.state import ZERO, BlockRun, Intervention, Show, Spell
from runofshow.show.talk import PANEL

MOST_OVERRUNS = 3


@dataclass(frozen=True, slots=True)
class Share:
    """What was planned for something, and what it took."""

    planned: timedelta
    actual: timedelta

    @property
    def over(self) -> timedelta:
        """How much longer than planned it took; shorter is negative."""
        return self.actual - self.planned


@dataclass(frozen=True, slots=True)
class Spoken:
    """How many had the floor, and the time that they took."""

    interventions: int
    time: timedelta


@dataclass(frozen=True, slots=True)
class Overrun:
    """A block that took longer than planned."""

    run: BlockRun
    by: timedelta


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the time went, from the planned start to the last end."""

    late: timedelta
    """How long after its planned start the show began; early is negative."""
    speeches: Share
    floor: Share
    between: Share
    """Handovers: what lies between two blocks, the moderator's own time."""
    paused: timedelta
    """How long countdowns were held while their block ran."""
    from_the_floor: Spoken
    by_the_panel: Spoken
    """Replies of the panel's, which are none of the floor's interventions."""
    overruns: tuple[Overrun, ...]
    """The blocks that ran over most, the longest first."""


def summary(show: Show, now: datetime) -> Summary:
    """Where the time of a show has gone by `now`. Blocks that were skipped count as planned, and took nothing."""
    runs = [show.runs[name] for name in show.order]
    spells = [spell for run in runs for spell in run.spells]
    held = sum((_held(spell, now) for spell in spells), ZERO)
    said = show.interventions.values()
    return Summary(
        late=ZERO if show.first_started is None else show.first_started - show.agenda.start - show.shift(now),
        speeches=_share([run for run in runs if isinstance(run.block, Speech)], now),
        floor=_share([run for run in runs if isinstance(run.block, Floor)], now),
        between=Share(_planned_between(show), _between(spells, now)),
        paused=held,
        from_the_floor=_spoken([one for one in said if one.particulars.category != PANEL], now),
        by_the_panel=_spoken([one for one in said if one.particulars.category == PANEL], now),
        overruns=_overruns(runs, now),
    )


def _share(runs: Iterable[BlockRun], now: datetime) -> Share:
    chosen = list(runs)
    return Share(sum((run.planned for run in chosen), ZERO), sum((run.elapsed(now) for run in chosen), ZERO))


def _spoken(said: list[Intervention], now: datetime) -> Spoken:
    return Spoken(len(said), sum((one.spell.elapsed(now) for one in said), ZERO))


def _planned_between(show: Show) -> timedelta:
    rows = show.plan.rows
    return sum((row.start - before.end for before, row in pairwise(rows)), ZERO)


def _between(spells: Iterable[Spell], now: datetime) -> timedelta:
    """What lies between the end of one stretch and the start of the next one."""
    ordered = sorted(spells, key=lambda spell: spell.start)
    gaps = (following.start - (spell.end or now) for spell, following in pairwise(ordered))
    return sum(gaps, ZERO)


def _held(spell: Spell, now: datetime) -> timedelta:
    return (spell.end or now) - spell.start - spell.elapsed(now)


def _overruns(runs: Iterable[BlockRun], now: datetime) -> tuple[Overrun, ...]:
    second = timedelta(seconds=1)
    over = [Overrun(run, run.elapsed(now) - run.planned) for run in runs if isinstance(run.block, Speech)]
    longest = sorted((one for one in over if one.by >= second), key=lambda one: one.by, reverse=True)
    return tuple(longest[:MOST_OVERRUNS])
