"""Talk time: every moment counts once, also where an intervention lies in a speech."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from runofshow.agenda.model import Panel, Speech
from runofshow.instants import Instant
from runofshow.show.particulars import Particulars
from runofshow.show.parts import ZERO, BlockRun, Interval, Intervention, PanelTurn
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
    """None for a speech or a turn on a panel."""
    block: str | None = None
    """The block in which it was spoken."""


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
    """Return every speech that was begun, every turn on a panel and every intervention.

    Every moment counts once: where statements lie over each other, for the one that began last. What nobody's turn
    covers of a panel is the moderator's; of a panel without turns nobody can tell who spoke.
    """
    programme = list(_of_the_programme(show))
    log = show.log()
    times = _own_times([*(_Said(intervals) for _, _, intervals in programme), *map(_Said.of, log)], now)
    spoken = [
        Statement(who, run.segment, PANEL, time, block=run.id)
        for (who, run, _), time in zip(programme, times, strict=False)
        if who is not None
    ]
    return spoken + [
        Statement(
            name_of(one.particulars),
            show.runs[one.block].segment if one.block in show.runs and one.block is not None else "",
            one.particulars.category or NO_CATEGORY,
            time,
            one,
            one.block,
        )
        for one, time in zip(log, times[len(programme) :], strict=True)
    ]


def _of_the_programme(show: Show) -> Iterator[tuple[str | None, BlockRun, Sequence[Interval]]]:
    """Yield who spoke in a block, and when; None where nobody knows who moderated a panel."""
    turns: dict[str, list[PanelTurn]] = {}
    for turn in sorted(show.turns.values(), key=lambda turn: turn.entry):
        turns.setdefault(turn.block, []).append(turn)
    for run in show.running_order():
        if not run.intervals or not isinstance(run.block, Speech | Panel):
            continue
        here = turns.get(run.id, [])
        if isinstance(run.block, Panel) and here:
            moderator = run.block.moderator or show.agenda.moderator
            yield None if moderator is None else moderator.name, run, run.intervals
        else:
            yield run.block.called, run, run.intervals
        yield from ((turn.speaker.name, run, (turn.interval,)) for turn in here)


def panel_shares(show: Show, run: BlockRun, now: Instant) -> tuple[TalkTime, ...]:
    """Return the share of each who has spoken on a panel, the longest first; nothing for another kind of block."""
    if not isinstance(run.block, Panel):
        return ()
    spoken = [one for one in statements(show, now) if one.block == run.id and one.intervention is None]
    return talk_times([one for one in spoken if one.time], lambda one: one.who)


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

    Where that one stopped the clock, the length is without that time already; so it is without the pauses of that one,
    which held both clocks.
    """
    covered: dict[tuple[int, int], timedelta] = {}  # by who was covered, and by whom
    stopped = [ZERO] * len(said)
    pieces = sorted((piece.start, place, piece.until(now)) for place, one in enumerate(said) for piece in one.intervals)
    waiting = deque(pieces)
    speaking: list[tuple[Instant, int, Instant]] = []
    for begin, end in pairwise(sorted({edge for start, _, until in pieces for edge in (start, until)})):
        speaking = [piece for piece in speaking if piece[2] > begin]
        while waiting and waiting[0][0] <= begin:
            piece = waiting.popleft()
            speaking += [piece] if piece[2] > begin else []
        for _, place, _ in speaking[:-1]:
            above = speaking[-1][1]
            if said[above].stops_clocks:
                stopped[place] += end - begin
            else:
                covered[place, above] = covered.get((place, above), ZERO) + end - begin
    lengths, paused = _lengths(said, now)
    own = [length - max(ZERO, held - rest) for length, rest, held in zip(lengths, paused, stopped, strict=True)]
    for (place, above), over in covered.items():
        own[place] -= max(ZERO, over - max(ZERO, paused[above] - stopped[above]))
    return [max(ZERO, time) for time in own]


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
