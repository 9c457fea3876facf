"""Who spoke for how long: by speaker, by segment and by category."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from runofshow.agenda.model import Speech
from runofshow.show.particulars import Particulars
from runofshow.show.state import ZERO, Show

NAMELESS = "(no name)"
NO_CATEGORY = "other"
PANEL = "panel"
"""The category of whoever has a speech of the agenda."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A speech or an intervention."""

    who: str
    segment: str
    category: str
    time: timedelta


@dataclass(frozen=True, slots=True)
class TalkTime:
    """What somebody, or a part of the meeting, took of the time in which anybody spoke."""

    name: str
    turns: int
    time: timedelta
    part: float
    """Of all talk time, from 0 to 1."""


def name_of(said: Particulars) -> str:
    """What somebody who took the floor goes by in a report."""
    return said.who or said.person or NAMELESS


def turns(show: Show, now: datetime) -> Iterator[Turn]:
    """Every speech that was begun and every intervention."""
    for run in show.running_order():
        if isinstance(run.block, Speech) and run.spells:
            yield Turn(run.block.title, run.segment, PANEL, run.elapsed(now))
    for one in show.log():
        said = one.particulars
        segment = "" if one.block is None or one.block not in show.runs else show.runs[one.block].segment
        yield Turn(name_of(said), segment, said.category or NO_CATEGORY, one.spell.elapsed(now))


def talk_times(spoken: Iterable[Turn], of: Callable[[Turn], str]) -> tuple[TalkTime, ...]:
    """What each of them took, the longest first; equal ones by their names."""
    every = list(spoken)
    whole = sum((turn.time for turn in every), ZERO)
    times: dict[str, list[timedelta]] = {}
    for turn in every:
        times.setdefault(of(turn), []).append(turn.time)
    found = [(name, len(each), sum(each, ZERO)) for name, each in times.items()]
    found.sort(key=lambda one: (-one[2], one[0]))
    return tuple(TalkTime(name, count, time, time / whole if whole else 0.0) for name, count, time in found)
