"""A block of the simulation: its lengths, and how much of the remaining time it gets while it runs.

The rule is `allocate.shared`, which goes through all blocks that follow. A dry run asks at every step of thousands of
meetings, so what follows is added up once, and the rule is applied to the sums. All lengths are in whole microseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from runofshow.agenda.allocate import Claim, shared
from runofshow.agenda.fields import REST
from runofshow.agenda.model import Agenda, Floor, Item
from runofshow.agenda.schedule import MICROSECOND, Planned, limit_of


class Ahead(NamedTuple):
    """The blocks that follow one, in sums."""

    rigid: int = 0
    """Of the blocks that keep their length, and of all handovers."""
    natural: int = 0
    """Of the full lengths of those that may shrink."""
    gives: int = 0
    """By how much these may shrink."""
    smallest_give: int = 0
    """The smallest length by which one of them may shrink; 0 if none may."""
    rests: tuple[Claim, ...] = ()
    """Those that take the rest."""
    rest_minimum: int = 0
    """Of the minimum lengths of these."""

    def after(self, block: "SimulatedBlock") -> "Ahead":
        """Return the sums over a block too, which these follow."""
        if not block.shrinkable:
            return self._replace(rigid=self.rigid + block.handover + block.length)
        rigid, claim = self.rigid + block.handover, block.claim()
        if block.takes_rest:
            rests, minimum = (claim, *self.rests), self.rest_minimum + block.minimum
            return self._replace(rigid=rigid, rests=rests, rest_minimum=minimum)
        natural, gives = self.natural + block.length, self.gives + claim.give
        smallest = min(filter(None, (claim.give, self.smallest_give)), default=0)
        return self._replace(rigid=rigid, natural=natural, gives=gives, smallest_give=smallest)


@dataclass(frozen=True, slots=True)
class SimulatedBlock:
    """A block of the agenda, and what follows it in its stretch."""

    is_floor: bool
    shrinkable: bool
    """True if it has a minimum or takes the rest."""
    takes_rest: bool
    lasts_its_length: bool
    """True for a break and a video, which no speaker makes longer."""
    handover: int
    """The time before it."""
    start: int | None
    """Its fixed start, in microseconds after the planned start of the meeting; None without one."""
    deadline: int
    """When its stretch ends: before the next fixed start, or before the margin; as `start`."""
    length: int
    """As planned."""
    minimum: int
    limit: int
    """The usual limit of an intervention in it."""
    ahead: Ahead
    claims: Sequence[Claim]
    """Those of all shrinkable blocks of the stretch, the last one first."""
    behind: int
    """How many of these follow it."""

    @property
    def is_steady(self) -> bool:
        """True if neither its length nor its beginning depends on the hour."""
        return not (self.is_floor or self.shrinkable) and self.start is None

    def begins(self, before: int) -> int:
        """Return when it begins if the block before it ends then; as `start`."""
        due = before + self.handover
        return due if self.start is None else max(due, self.start)

    def claim(self, used: int = 0) -> Claim:
        """Return what it asks for when it has run for so long."""
        return Claim.of(self.length, self.minimum, used, takes_rest=self.takes_rest)

    def left(self, until: int, used: int) -> int:
        """Return how much longer it lasts, as its countdown shows.

        Args:
            until: the time from now to the end of its stretch.
            used: how long it has run; 0 as it begins.
        """
        if not self.shrinkable:
            return max(0, self.length - used)
        ahead, available = self.ahead, until - self.ahead.rigid
        if self.takes_rest:
            pool = available - ahead.natural
            return (
                shared(pool, [self.claim(used), *ahead.rests])[0] if ahead.rests else max(0, self.minimum - used, pool)
            )
        claim = self.claim(used)
        natural, spare, give = claim.natural, claim.spare, claim.give
        shortage, gives = natural + ahead.natural + ahead.rest_minimum - available, give + ahead.gives
        if shortage <= 0 or not spare:
            return natural
        if shortage >= spare + ahead.gives:
            return natural - spare
        cut = shortage * give // gives
        if cut < spare and (not ahead.gives or ahead.smallest_give * (gives - shortage) >= gives):
            return natural - cut
        # The part of some block is all that it can give, or more: the others share what is left over.
        return shared(available, [claim, *reversed(self.claims[: self.behind])])[0]


def simulated_blocks(agenda: Agenda, rows: Sequence[Planned]) -> list[SimulatedBlock]:
    """Return the blocks of an agenda, in the order of its plan."""
    blocks: list[SimulatedBlock] = []
    claims: list[Claim] = []
    ahead = Ahead()
    deadline = (agenda.end - agenda.margin - agenda.start) // MICROSECOND
    for row in reversed(rows):
        block, start = row.block, row.block.start
        one = SimulatedBlock(
            is_floor=isinstance(block, Floor),
            shrinkable=block.shrinkable,
            takes_rest=block.duration == REST,
            lasts_its_length=isinstance(block, Item) and block.type in {"break", "video"},
            handover=row.handover // MICROSECOND,
            start=None if start is None else (start - agenda.start) // MICROSECOND,
            deadline=deadline,
            length=row.duration // MICROSECOND,
            minimum=block.minimum // MICROSECOND,
            limit=limit_of(block, agenda) // MICROSECOND,
            ahead=ahead,
            claims=claims,
            behind=len(claims),
        )
        blocks.append(one)
        if one.start is not None:
            ahead, claims, deadline = Ahead(), [], one.start - one.handover
            continue
        ahead = ahead.after(one)
        if one.shrinkable:
            claims.append(one.claim())
    return blocks[::-1]
