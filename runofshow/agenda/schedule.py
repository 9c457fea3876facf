"""The planned start and end of every block."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from runofshow.agenda.allocate import Claim, shared
from runofshow.agenda.delegations import Category
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, Block, Floor
from runofshow.instants import Instant

ZERO = timedelta(0)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a block asks of the time that is left.

    A rigid block asks for exactly `natural`. A shrinkable one takes anything from `minimum` to `natural`. A ``rest``
    block takes what the others leave: its whole length, the part `used` already included, equals that of the other
    ``rest`` blocks, plus its own `extra`, and never comes to less than `used` + `minimum`.
    """

    natural: timedelta
    minimum: timedelta
    takes_rest: bool = False
    used: timedelta = ZERO
    extra: timedelta = ZERO
    give: timedelta | None = None
    """How far the whole block may shrink, the part that is used included; None: from `natural` to `minimum`."""

    @property
    def spare(self) -> timedelta:
        """How far what is left of the block may shrink."""
        return max(ZERO, self.natural - self.minimum)


def share(available: timedelta, demands: Sequence[Demand]) -> list[timedelta]:
    """How long each block will last, so that together they last `available` if that can be: see `allocate.shared`."""
    lengths = shared(available // MICROSECOND, [_claim(demand) for demand in demands])
    return [length * MICROSECOND for length in lengths]


def _claim(demand: Demand) -> Claim:
    natural, minimum = demand.natural // MICROSECOND, demand.minimum // MICROSECOND
    if not demand.takes_rest:
        give = 0 if demand.give is None else demand.give // MICROSECOND
        return Claim(natural, minimum, give=give)
    used, extra = demand.used // MICROSECOND, demand.extra // MICROSECOND
    return Claim(natural, minimum, takes_rest=True, used=used, extra=extra)


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of the run of show, with all defaults filled in."""

    block: Block
    segment: str
    start: Instant
    """UTC."""
    end: Instant
    """UTC."""
    handover: timedelta
    """The time before the block; nothing before the first."""

    @property
    def duration(self) -> timedelta:
        """How long the block is planned to last."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole run of show, and how it stands to the room."""

    rows: tuple[Planned, ...]
    hard_stop: Instant
    overfull: timedelta
    """How far even the minimum lengths reach past the hard stop; nothing if they fit."""
    squeezed: timedelta
    """How much the shrinkable blocks had to give, as planned; nothing if all have their full length."""

    @property
    def end(self) -> Instant:
        """When the last block ends."""
        return self.rows[-1].end

    @property
    def room_ends_in(self) -> Planned | None:
        """The block in which the room is gone, if the plan is too long."""
        return next((row for row in self.rows if row.end > self.hard_stop), None)


def planned(agenda: Agenda) -> Plan:
    """The plan that follows from an agenda: blocks in their order, each a handover after the one before."""
    blocks = [(segment.title, block) for segment in agenda.segments for block in segment.blocks]
    handovers = [ZERO, *(handover_before(block, agenda) for _, block in blocks[1:])]
    demands = [demand_of(block) for _, block in blocks]
    available = agenda.end - agenda.start - sum(handovers, ZERO)
    lengths = share(available, demands)
    rows: list[Planned] = []
    at = agenda.start
    for (segment, block), handover, length in zip(blocks, handovers, lengths, strict=True):
        start = at + handover
        at = start + length
        rows.append(Planned(block, segment, start, at, handover))
    natural = sum((demand.natural for demand in demands if not demand.takes_rest), ZERO)
    given = natural - sum((n for n, d in zip(lengths, demands, strict=True) if not d.takes_rest), ZERO)
    return Plan(tuple(rows), agenda.end, overfull=max(ZERO, at - agenda.end), squeezed=given)


def demand_of(block: Block) -> Demand:
    """What a block that hasn't begun asks for."""
    if block.duration == REST:
        return Demand(natural=block.minimum, minimum=block.minimum, takes_rest=True)
    return Demand(natural=block.duration, minimum=block.minimum)


def handover_before(block: Block, agenda: Agenda) -> timedelta:
    """The time that the chair needs before a block that is not the first."""
    return agenda.handover if block.handover is None else block.handover


def limit_of(block: Block | None, agenda: Agenda, category: Category | None = None) -> timedelta:
    """How long one intervention may take in a block.

    The nearest word counts: what the block says of the category, then of everybody, then what the agenda says of them.
    """
    here = (block.limits.of(category), block.limit) if isinstance(block, Floor) else ()
    said = (*here, agenda.floor.limits.of(category))
    return next((limit for limit in said if limit is not None), agenda.floor.limit)
