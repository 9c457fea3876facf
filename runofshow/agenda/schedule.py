"""The planned start and end of every block, and the one rule by which lengths give way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import REST, Agenda, Floor, Signals, Speech

ZERO = timedelta(0)
SECOND = timedelta(seconds=1)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a block asks of the time that is left.

    A rigid block asks for exactly `natural`. One that gives takes anything from `least` to `natural`. One that fills (a
    ``rest`` block) takes what the others leave: its whole length, the part `used` already included, equals that of the
    other blocks that fill, plus its own `extra`, and never comes to less than `used` + `least`.
    """

    natural: timedelta
    least: timedelta
    fills: bool = False
    used: timedelta = ZERO
    extra: timedelta = ZERO
    give: timedelta | None = None
    """How far the whole block may shrink, the part that is used included; None: from `natural` to `least`."""

    @property
    def spare(self) -> timedelta:
        """How far what is left of the block may shrink."""
        return max(ZERO, self.natural - self.least)


def share(available: timedelta, demands: Sequence[Demand]) -> list[timedelta]:
    """How long each block will last, so that together they last `available` if that can be.

    Blocks that fill give way first, down to their least; then the others, each in proportion to its give, as
    TeX's glue shrinks, but by no more than is left of it. The sum is exact to the microsecond. Where even the least
    lengths are too much, the result is longer than `available`; where nothing fills, it may be shorter.
    """
    filling = [demand for demand in demands if demand.fills]
    fixed = sum((demand.natural for demand in demands if not demand.fills), ZERO)
    floor_of_filling = sum((demand.least for demand in filling), ZERO)
    shortage = max(ZERO, fixed + floor_of_filling - available)
    filled = iter(_fill(available - fixed if shortage == ZERO else floor_of_filling, filling))
    shrunk = iter(_shrink(shortage, [demand for demand in demands if not demand.fills]))
    return [next(filled) if demand.fills else next(shrunk) for demand in demands]


def _shrink(shortage: timedelta, demands: Sequence[Demand]) -> Iterable[timedelta]:
    """Each block less its part of the shortage.

    The parts are in proportion to whole gives, so that a countdown which had to give goes on counting seconds when the
    block is past its least. One that has no such part left gives all it has, and the others share the rest.
    """
    spares = [demand.spare for demand in demands]
    cuts = [ZERO] * len(demands)
    left = min(shortage, sum(spares, ZERO))
    giving = [place for place, spare in enumerate(spares) if spare]
    while left and giving:
        parts = dict(zip(giving, _parts(left, [_give(demands[place]) for place in giving]), strict=True))
        spent = [place for place in giving if parts[place] >= spares[place]]
        for place in spent or giving:
            cuts[place] = min(parts[place], spares[place])
            left -= cuts[place]
        giving = [place for place in giving if place not in spent] if spent else []
    return [demand.natural - cut for demand, cut in zip(demands, cuts, strict=True)]


def _give(demand: Demand) -> timedelta:
    return demand.spare if demand.give is None else max(demand.spare, demand.give)


def _parts(whole: timedelta, weights: Sequence[timedelta]) -> list[timedelta]:
    """The whole in proportion to weights, cut from a running sum so that nothing is lost to rounding."""
    total, passed, cut = sum(weights, ZERO), ZERO, ZERO
    parts: list[timedelta] = []
    for weight in weights:
        passed += weight
        # In whole numbers: a timedelta multiplied by a timedelta's microseconds would leave its range.
        due = _microseconds(whole) * _microseconds(passed) // _microseconds(total) * MICROSECOND
        parts.append(due - cut)
        cut = due
    return parts


def _fill(pool: timedelta, demands: Sequence[Demand]) -> list[timedelta]:
    """The pool, shared so that whole lengths are equal but where a least length forbids it.

    The common length is the largest of whole seconds that the pool affords, so that the times of a plan stay whole; the
    seconds left over go to the last blocks that are above their least.
    """
    if not demands:
        return []
    raised = set(range(len(demands)))
    level = ZERO
    while raised:
        at_least = sum((d.least for i, d in enumerate(demands) if i not in raised), ZERO)
        level = (pool - at_least + sum((demands[i].used - demands[i].extra for i in raised), ZERO)) // len(raised)
        sunk = {i for i in raised if level + demands[i].extra - demands[i].used < demands[i].least}
        if not sunk:
            break
        raised -= sunk
    level = level // SECOND * SECOND
    lengths = [
        max(demand.least, level + demand.extra - demand.used) if i in raised else demand.least
        for i, demand in enumerate(demands)
    ]
    _spread_spare(lengths, sorted(raised), pool - sum(lengths, ZERO))
    return lengths


def _spread_spare(lengths: list[timedelta], places: Sequence[int], spare: timedelta) -> None:
    """Add what whole seconds left over: one to each of the last blocks, so that whoever is on plan stays on it."""
    if not places:
        return
    for place in list(reversed(places))[: spare // SECOND]:
        lengths[place] += SECOND
        spare -= SECOND
    lengths[places[-1]] += spare


def _microseconds(span: timedelta) -> int:
    return span // MICROSECOND


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of the run of show, with all defaults filled in."""

    block: Speech | Floor
    segment: str
    start: datetime
    """UTC."""
    end: datetime
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
    hard_stop: datetime
    overfull: timedelta
    """How far even the least lengths reach past the hard stop; nothing if they fit."""
    squeezed: timedelta
    """How much the blocks that give had to give, as planned; nothing if all have their full length."""

    @property
    def end(self) -> datetime:
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
    natural = sum((demand.natural for demand in demands if not demand.fills), ZERO)
    given = natural - sum((n for n, d in zip(lengths, demands, strict=True) if not d.fills), ZERO)
    return Plan(tuple(rows), agenda.end, overfull=max(ZERO, at - agenda.end), squeezed=given)


def demand_of(block: Speech | Floor) -> Demand:
    """What a block that hasn't begun asks for."""
    if block.duration == REST:
        return Demand(natural=block.least, least=block.least, fills=True)
    return Demand(natural=block.duration, least=block.least)


def handover_before(block: Speech | Floor, agenda: Agenda) -> timedelta:
    """The time that the chair needs before a block that is not the first."""
    return agenda.handover if block.handover is None else block.handover


def signals_of(block: Speech | Floor, agenda: Agenda) -> Signals:
    """When the countdown of a block changes its word."""
    return agenda.signals if block.signals is None else block.signals


def limit_of(block: Speech | Floor | None, agenda: Agenda, category: Category | None = None) -> timedelta:
    """How long one intervention may take in a block.

    The nearest word counts: what the block says of the category, then of everybody, then what the agenda says of them.
    """
    here = (block.limits.of(category), block.limit) if isinstance(block, Floor) else ()
    said = (*here, agenda.floor.limits.of(category))
    return next((limit for limit in said if limit is not None), agenda.floor.limit)
