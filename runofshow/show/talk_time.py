"""Who spoke for how long: every moment counts once, also where an intervention lies in a speech."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from runofshow.agenda.model import Panel, Speech
from runofshow.instants import Instant
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, Interval, Intervention
from runofshow.show.state import Show

NAMELESS: Final = "(no name)"
NO_CATEGORY: Final = "other"
PANEL: Final = "panel"
"""The category of everybody who speaks in a block of the agenda."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech or an intervention, with the time that counts as its own."""

    who: str
    segment: str
    category: str
    time: timedelta
    intervention: Intervention | None = None
    """None for a speech."""


@dataclass(frozen=True, slots=True)
class TalkTime:
    """The talk time of somebody, or of a part of the meeting."""

    name: str
    turns: int
    time: timedelta
    part: float
    """The part of all talk time, from 0 to 1."""


def name_of(said: Particulars) -> str:
    """Return the name in a report of somebody who took the floor."""
    return said.who or said.person or NAMELESS


def statements(show: Show, now: Instant) -> list[Statement]:
    """Return every speech that was begun and every intervention.

    Every moment counts once: where statements lie over each other, for the one that began last.
    """
    runs = [run for run in show.running_order() if isinstance(run.block, Speech | Panel) and run.intervals]
    log = show.log()
    times = _own_times([*(_Said(run.intervals) for run in runs), *map(_Said.of, log)], now)
    speeches = [Statement(run.block.called, run.segment, PANEL, time) for run, time in zip(runs, times, strict=False)]
    return speeches + [
        Statement(
            name_of(one.particulars),
            show.runs[one.block].segment if one.block in show.runs and one.block is not None else "",
            one.particulars.category or NO_CATEGORY,
            time,
            one,
        )
        for one, time in zip(log, times[len(runs) :], strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    intervals: Sequence[Interval]
    stops_clocks: bool = False
    """True for a point of order: whoever it interrupts was paused meanwhile."""

    @classmethod
    def of(cls, one: Intervention) -> "_Said":
        return cls((one.interval,), one.interrupts)


def _own_times(said: Sequence[_Said], now: Instant) -> list[timedelta]:
    """Return the length of each, less the time in which one that began later spoke.

    Where that one stopped the clock, the length is without that time already.
    """
    covered, stopped = [ZERO] * len(said), [ZERO] * len(said)
    pieces = sorted((piece.start, place, piece.until(now)) for place, one in enumerate(said) for piece in one.intervals)
    waiting = deque(pieces)
    speaking: list[tuple[Instant, int, Instant]] = []
    for begin, end in pairwise(sorted({edge for start, _, until in pieces for edge in (start, until)})):
        speaking = [piece for piece in speaking if piece[2] > begin]
        while waiting and waiting[0][0] <= begin:
            piece = waiting.popleft()
            speaking += [piece] if piece[2] > begin else []
        for _, place, _ in speaking[:-1]:
            (stopped if said[speaking[-1][1]].stops_clocks else covered)[place] += end - begin
    return [
        max(ZERO, length - over - max(ZERO, held - paused))
        for length, paused, over, held in zip(*_lengths(said, now), covered, stopped, strict=True)
    ]


def _lengths(said: Sequence[_Said], now: Instant) -> tuple[list[timedelta], list[timedelta]]:
    """Return how long each ran, and how long each was paused."""
    lengths = [sum((piece.elapsed(now) for piece in one.intervals), ZERO) for one in said]
    spans = [sum((piece.until(now) - piece.start for piece in one.intervals), ZERO) for one in said]
    return lengths, [span - length for span, length in zip(spans, lengths, strict=True)]


def talk_times(spoken: Sequence[Statement], of: Callable[[Statement], str]) -> tuple[TalkTime, ...]:
    """Return each one's talk time, the longest first, equal ones by name."""
    whole = sum((one.time for one in spoken), ZERO)
    times: dict[str, list[timedelta]] = {}
    for one in spoken:
        times.setdefault(of(one), []).append(one.time)
    found = [(name, len(each), sum(each, ZERO)) for name, each in times.items()]
    found.sort(key=lambda one: (-one[2], one[0]))
    return tuple(TalkTime(name, count, time, time / whole if whole else 0.0) for name, count, time in found)
