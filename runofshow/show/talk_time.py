"""Talk time: every moment counts once, also where an intervention lies in a speech."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from runofshow.agenda.model import Panel, Speech
from runofshow.instants import Instant
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention
from runofshow.show.state import Show

NAMELESS: Final = "(no name)"
PANEL: Final = "panel"
"""The category of everybody who speaks in a block of the agenda."""


@dataclass(frozen=True, slots=True)
class OwnTime:
    """The time that counts for a speech, a turn on a panel or an intervention, and for nobody else."""

    who: str
    segment: str
    category: str
    time: timedelta
    intervention: Intervention | None = None
    """None for a speech or a turn on a panel."""


@dataclass(frozen=True, slots=True)
class TalkTime:
    """The talk time of somebody, or of a part of the meeting."""

    name: str
    turns: int
    time: timedelta
    part: float
    """The part of all talk time, from 0 to 1."""


def own_times(show: Show, now: Instant) -> list[OwnTime]:
    """Return the own time of every speech that was begun, every turn on a panel and every intervention.

    Every moment counts once: if two overlap, it counts for the one that began last. In a panel the time between turns
    is the moderator's. In a panel without turns nobody knows who spoke.
    """
    programme, log = list(_of_the_programme(show)), show.log()
    ran = [*(intervals for _, _, intervals in programme), *((one.interval,) for one in log)]
    stopping = {place for place, one in enumerate(log, start=len(programme)) if one.interrupts}
    times = iter(_uncovered(ran, stopping, now))
    found = [(who, OwnTime(who or NAMELESS, run.segment, PANEL, next(times))) for who, run, _ in programme]
    own = [time for who, time in found if who is not None]
    for one in log:
        said, run = one.particulars, show.runs.get(one.block or "")
        segment = "" if run is None else run.segment
        own.append(OwnTime(said.name or NAMELESS, segment, said.category or "other", next(times), one))
    return own


def _of_the_programme(show: Show) -> Iterator[tuple[str | None, BlockRun, Sequence[Interval]]]:
    """Yield who spoke in a block, and when; None where nobody knows who moderated a panel."""
    turns = show.turns_by_panel()
    for run in show.running_order():
        if run.intervals and isinstance(run.block, Speech | Panel):
            who: str | None = run.block.called
            if isinstance(run.block, Panel) and run.id in turns:
                moderator = run.block.moderator or show.agenda.moderator
                who = None if moderator is None else moderator.name
            yield who, run, run.intervals
            yield from ((turn.speaker.name, run, (turn.interval,)) for turn in turns.get(run.id, ()))


def _uncovered(ran: Sequence[Sequence[Interval]], stopping: Collection[int], now: Instant) -> Iterator[timedelta]:
    """Yield the length of each that `ran`, less the time in which one that began later spoke.

    If the later one was `stopping` the clocks (a point of order), the length is already without that time, and without
    its pauses, which held both clocks.
    """
    covered = defaultdict[tuple[int, int], timedelta](timedelta)  # by who was covered, and by whom
    stopped = [ZERO] * len(ran)
    pieces = sorted((piece.start, place, piece.until(now)) for place, each in enumerate(ran) for piece in each)
    waiting = deque(pieces)
    speaking: list[tuple[Instant, int, Instant]] = []
    for begin, end in pairwise(sorted({edge for start, _, until in pieces for edge in (start, until)})):
        speaking = [piece for piece in speaking if piece[2] > begin]
        while waiting and waiting[0][0] <= begin:
            piece = waiting.popleft()
            speaking += [piece] if piece[2] > begin else []
        for _, place, _ in speaking[:-1]:
            above = speaking[-1][1]
            if above in stopping:
                stopped[place] += end - begin
            else:
                covered[place, above] += end - begin
    lengths = [sum((piece.elapsed(now) for piece in each), ZERO) for each in ran]
    paused = [
        sum((piece.until(now) - piece.start for piece in each), -length)
        for each, length in zip(ran, lengths, strict=True)
    ]
    own = [length - max(ZERO, held - rest) for length, rest, held in zip(lengths, paused, stopped, strict=True)]
    for (place, above), over in covered.items():
        own[place] -= max(ZERO, over - max(ZERO, paused[above] - stopped[above]))
    return (max(ZERO, time) for time in own)


def talk_times(spoken: Sequence[OwnTime], of: Callable[[OwnTime], str]) -> tuple[TalkTime, ...]:
    """Return each one's talk time, the longest first, equal ones by name."""
    whole = sum((one.time for one in spoken), ZERO)
    times = defaultdict[str, list[timedelta]](list)
    for one in spoken:
        times[of(one)].append(one.time)
    found = [(name, len(each), sum(each, ZERO)) for name, each in times.items()]
    found.sort(key=lambda one: (-one[2], one[0]))
    return tuple(TalkTime(name, count, time, time / whole if whole else 0.0) for name, count, time in found)
