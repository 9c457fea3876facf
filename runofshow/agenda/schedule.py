"""The planned start and end of every block, and the handover, limit and signals that hold for it."""

from datetime import timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from runofshow.agenda.allocate import Claim, Place, laid_out
from runofshow.agenda.delegations import Category
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, Block, Floor, Signals
from runofshow.instants import Instant

ZERO = timedelta(0)
MICROSECOND = timedelta(microseconds=1)

# unchecked, so that no model is built to load this module
OF_BLOCKS: Final = Signals.model_construct(wrap_up=timedelta(minutes=2), final=timedelta(seconds=30))
OF_INTERVENTIONS: Final = Signals.model_construct(wrap_up=timedelta(seconds=30), final=timedelta(seconds=10))
"""The usual signals, where the agenda says nothing."""


class Planned(NamedTuple):
    """One row of the run of show, with all defaults filled in."""

    block: Block
    segment: str
    start: Instant
    """UTC."""
    end: Instant
    """UTC."""
    handover: timedelta
    """The time before the block; nothing before the first."""
    slack: timedelta = ZERO
    """The time between the handover and a fixed start in which nothing happens."""

    @property
    def duration(self) -> timedelta:
        """How long the block is planned to last."""
        return self.end - self.start

    @property
    def late(self) -> timedelta:
        """How far even the minimum lengths before it reach past its fixed start; nothing if they fit."""
        return ZERO if self.block.start is None else self.start - self.block.start

    @property
    def given(self) -> timedelta:
        """How much of its duration the block gives up; nothing for one that takes the rest."""
        duration = self.block.duration
        return ZERO if isinstance(duration, str) else duration - self.duration


class Plan(NamedTuple):
    """The whole run of show, against the time of the room."""

    rows: tuple[Planned, ...]
    hard_stop: Instant
    margin: timedelta = ZERO
    """The time that is to stay free before the hard stop."""

    @property
    def overfull(self) -> timedelta:
        """How far even the minimum lengths reach past the hard stop; nothing if they fit."""
        return max(ZERO, self.end - self.hard_stop)

    @property
    def into_margin(self) -> timedelta:
        """How much of the margin even the minimum lengths use up."""
        return min(self.margin, max(ZERO, self.end - (self.hard_stop - self.margin)))

    @property
    def stretches(self) -> list[tuple[Planned, ...]]:
        """The rows that share their time: a fixed start begins another stretch."""
        starts = [place for place, row in enumerate(self.rows) if row.block.start is not None and place]
        return [self.rows[begin:end] for begin, end in pairwise([0, *starts, len(self.rows)])]

    @property
    def end(self) -> Instant:
        """When the last block ends."""
        return self.rows[-1].end


def planned(agenda: Agenda) -> Plan:
    """Return the plan of an agenda: blocks in their order, each a handover after the one before, fixed starts kept."""
    blocks = [(segment.title, block) for segment in agenda.segments for block in segment.blocks]
    begin = agenda.start
    handovers = [ZERO, *(handover_before(block, agenda) for _, block in blocks[1:])]
    order = [
        Place(
            claim_of(block, ZERO if isinstance(block.duration, str) else block.duration),
            handover // MICROSECOND,
            None if block.start is None else (block.start - begin) // MICROSECOND,
        )
        for (_, block), handover in zip(blocks, handovers, strict=True)
    ]
    placed = laid_out(0, order, (agenda.end - agenda.margin - begin) // MICROSECOND)
    rows: list[Planned] = []
    for (segment, block), handover, one in zip(blocks, handovers, placed, strict=True):
        start = begin + one.start * MICROSECOND
        end = start + one.length * MICROSECOND
        rows.append(Planned(block, segment, start, end, handover, one.slack * MICROSECOND))
    return Plan(tuple(rows), agenda.end, agenda.margin)


def claim_of(block: Block, whole: timedelta, used: timedelta = ZERO, extra: timedelta = ZERO) -> Claim:
    """Return the claim of a block of a `whole` length; `extra` was added to one that takes the rest."""
    if not block.shrinkable:
        left = max(0, (whole - used) // MICROSECOND)
        return Claim(left, left)
    takes_rest = block.duration == REST
    return Claim.of(*(part // MICROSECOND for part in (whole, block.minimum, used, extra)), takes_rest=takes_rest)


def handover_before(block: Block, agenda: Agenda) -> timedelta:
    """Return the time that the chair needs before a block that is not the first."""
    return agenda.handover if block.handover is None else block.handover


def limit_of(block: Block | None, agenda: Agenda, category: Category | None = None) -> timedelta:
    """Return how long one intervention may take in a block.

    The most specific limit counts: the block's for the category, the block's for everybody, then the agenda's.
    """
    here = (block.limits.of(category), block.limit) if isinstance(block, Floor) else ()
    said = (*here, agenda.floor.limits.of(category))
    return next((limit for limit in said if limit is not None), agenda.floor.limit)


def usual(length: timedelta, most: Signals = OF_BLOCKS) -> Signals:
    """Return the signals for something that lasts so long, where the agenda says nothing.

    They come no earlier than in its last third and its last eighth, in steps of five seconds. So a speaker is
    undisturbed most of the time, and nobody with two minutes is told to wrap up as they begin: of 7, 6, 3, 2 and 1
    minutes the last 2:00, 2:00, 1:00, 0:40 and 0:20 are for wrapping up.
    """
    step = timedelta(seconds=5)
    third, eighth = (max(step, length / part // step * step) for part in (3, 8))
    return Signals(wrap_up=min(most.wrap_up, third), final=min(most.final, eighth))


def signals_of(block: Block, agenda: Agenda, length: timedelta) -> Signals:
    """Return the signals of a block that lasts so long: its own, else the agenda's, else the usual ones."""
    return block.signals or agenda.signals or usual(length)


def signals_of_intervention(agenda: Agenda, limit: timedelta) -> Signals:
    """Return the signals of an intervention that may take so long: the agenda's, else the usual ones."""
    return agenda.floor.signals or usual(limit, OF_INTERVENTIONS)
