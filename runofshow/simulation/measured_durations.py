"""Realistic durations for an agenda, measured in past shows and rehearsals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.model import Agenda, Speech
from runofshow.agenda.schedule import planned
from runofshow.show.parts import Status
from runofshow.show.state import Show
from runofshow.simulation.calibration import NothingToLearn
from runofshow.simulation.durations_yaml import Change, durations_yaml

STEP: Final = timedelta(seconds=30)
"""Nobody plans a speech of 6:47."""
SHORTEST_HANDOVER: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class MeasuredSpeech:
    """The lengths of one speech in the shows in which it was given to its end."""

    block: Speech
    planned: timedelta
    took: tuple[timedelta, ...]
    """The shortest first."""

    @property
    def median(self) -> timedelta:
        """The median; of two the longer one."""
        return self.took[len(self.took) // 2]

    @property
    def offered(self) -> timedelta:
        """The median, rounded up to half a minute."""
        return -(-self.median // STEP) * STEP


def measured_speeches(agenda: Agenda, shows: Sequence[Show]) -> tuple[MeasuredSpeech, ...]:
    """Return the speeches of an agenda that were given in any of these shows, found by the ids of their blocks."""
    found: list[MeasuredSpeech] = []
    for row in planned(agenda).rows:
        runs = [show.runs[row.block.id] for show in shows if row.block.id in show.runs]
        done = [run for run in runs if run.status is Status.DONE and run.ended is not None]
        took = sorted(run.elapsed(run.ended) for run in done if run.ended is not None)
        if isinstance(row.block, Speech) and took:
            found.append(MeasuredSpeech(row.block, row.duration, tuple(took)))
    return tuple(found)


def handovers(shows: Sequence[Show]) -> list[timedelta]:
    """Return the times between two blocks, the shortest first.

    Where one block ended as the next began, as with `next`, nobody timed a handover.
    """
    gaps: list[timedelta] = []
    for show in shows:
        intervals = sorted(
            (interval for run in show.running_order() for interval in run.intervals),
            key=lambda interval: interval.start,
        )
        gaps += [after.start - before.end for before, after in pairwise(intervals) if before.end is not None]
    return sorted(gap for gap in gaps if gap >= SHORTEST_HANDOVER)


def lengths_yaml(agenda: Agenda, shows: Sequence[Show]) -> str:
    """Return realistic durations to put into the agenda, as YAML with comments that say how they were measured.

    Raises:
        NothingToLearn: no speech was run to its end in any of these shows.
    """
    if not (speeches := measured_speeches(agenda, shows)):
        raise NothingToLearn("no speech was run to its end, so there are no durations to offer")
    changes = [Change(one.block, one.planned, one.offered, _spread(one)) for one in speeches]
    differing = [change for change in changes if change.duration != change.planned]
    return durations_yaml(_comments(agenda, shows, speeches, len(differing)), differing)


def _comments(agenda: Agenda, shows: Sequence[Show], speeches: Sequence[MeasuredSpeech], differing: int) -> list[str]:
    which = "one show" if len(shows) == 1 else f"{len(shows)} shows"
    took = f"What {len(speeches)} speeches took in {which}: the median, rounded up to half a minute"
    comments = [f"{took}; {differing} differ from the agenda."]
    gaps = handovers(shows)
    if gaps:
        offered = -(-gaps[len(gaps) // 2] // timedelta(seconds=5)) * timedelta(seconds=5)
        planned_one = "as planned" if offered == agenda.handover else f"instead of {spell_duration(agenda.handover)}"
        took = f"{len(gaps)} between blocks took {clock_digits(gaps[0])} to {clock_digits(gaps[-1])}"
        comments.append(f"handover: {spell_duration(offered)}, {planned_one}: {took}.")
    return comments


def _spread(one: MeasuredSpeech) -> str:
    if len(one.took) == 1:
        return f"took {clock_digits(one.took[0])}"
    return f"took {clock_digits(one.took[0])} to {clock_digits(one.took[-1])} in {len(one.took)}"
