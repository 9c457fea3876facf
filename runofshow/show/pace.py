"""How fast the floor goes: what interventions take of their limit and the handovers between them, heard so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final, Self

from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.state import ZERO, Intervention, Show

WEIGHT: Final = 2
"""As how many interventions, and handovers, the limit and the default count beside those that were heard.

The variance of one intervention over that of how far a meeting's own mean lies from its limit: 0.11² over 0.04² to
0.10² in the meetings measured, where means were 0.91 and 0.96 of the limit, is 1 to 8; a handover's 4 s over 2 to 7 s
gives 0.3 to 4. Two lies within both.
"""

SLIP: Final = timedelta(seconds=5)
"""Who had the floor for less than this didn't speak: a key was pressed by mistake."""

LONGEST_HANDOVER: Final = timedelta(minutes=1)
"""Between two interventions that lie farther apart somebody spoke whom nobody timed, as a panel does in its replies.

Calling a speaker who is absent takes 24 to 33 s, measured.
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """Sums over the interventions of this show that were timed, and over the handovers between them."""

    interventions: int
    shares: float
    """What each took of its limit."""
    handovers: int
    between: timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """What to expect of the interventions still to come."""

    share: float
    """Of its limit."""
    handover: timedelta

    @classmethod
    def by_the_limit(cls, _heard: Heard, handover: timedelta) -> Self:
        """Everybody takes the limit, and every handover the default."""
        return cls(1.0, handover)

    @classmethod
    def as_heard(cls, heard: Heard, handover: timedelta) -> Self:
        """The running average of this show's own interventions and handovers; the limit until there is one."""
        return cls(
            heard.shares / heard.interventions if heard.interventions else 1.0,
            heard.between / heard.handovers if heard.handovers else handover,
        )

    @classmethod
    def shrunk(cls, heard: Heard, handover: timedelta) -> Self:
        """The running average, shrunk toward the limit and the default handover while few have been heard."""
        return cls(
            (heard.shares + WEIGHT) / (heard.interventions + WEIGHT),
            (heard.between + WEIGHT * handover) / (heard.handovers + WEIGHT),
        )


def heard(show: Show) -> Heard:
    """What has been heard so far of whoever was timed, in the order in which the floor was given; no points of order.

    Shares of the limit are of the floor alone: the panel's replies have none, nor has a slip, nor who still speaks. The
    handovers around the panel's replies count, and those between any two in the same block that lie near each other.
    """
    timed = sorted(
        (one for one in show.interventions.values() if one.limit and one.particulars.kind != POINT_OF_ORDER),
        key=lambda one: one.entry,
    )
    spoke = [one for one in timed if one.particulars.category != "panel" and _spoken(one) >= SLIP]
    between = list(_handovers(timed))
    shares = sum(_spoken(one) / one.limit for one in spoke if one.limit)
    return Heard(len(spoke), shares, len(between), sum(between, ZERO))


def _spoken(one: Intervention) -> timedelta:
    """How long an intervention took; nothing while it goes on."""
    return ZERO if one.spell.end is None else one.spell.elapsed(one.spell.end)


def _handovers(timed: list[Intervention]) -> Iterator[timedelta]:
    for one, following in pairwise(timed):
        if one.block != following.block or one.spell.end is None:
            continue
        between = following.spell.start - one.spell.end
        if ZERO <= between <= LONGEST_HANDOVER:
            yield between
