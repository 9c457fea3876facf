"""The capacity of a floor block: how many interventions fit, who of those who wait has a turn, and at which pace."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Final, NamedTuple, Self

from rpds import HashTrieMap

from runofshow.instants import Instant
from runofshow.show.limits import Limits
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import ZERO, BlockRun, Identical, Intervention, Request, as_dict
from runofshow.show.state import Show

SEAT_ALL_STEP: Final = timedelta(seconds=5)
"""Nobody announces a limit of 1:37."""
SHORTEST_LIMIT: Final = timedelta(seconds=30)
"""Below this, a limit seats nobody."""

PREDICTED_BY: Final = "this show's average, shrunk toward the limit"
"""How `Capacity.predicted` is found: what came nearest where meetings were replayed (`tests/benchmarks/floor.py`)."""

WEIGHT: Final = 2
"""As how many interventions, and handovers, the limit and the default count beside those that were heard.

The variance of one intervention over that of how far a meeting's own mean lies from its limit: 0.11² over 0.04² to
0.10² in the meetings measured, where means were 0.91 and 0.96 of the limit, is 1 to 8; a handover's 4 s over 2 to 7 s
gives 0.3 to 4. Two lies within both.
"""

SLIP: Final = timedelta(seconds=5)
"""Nobody speaks for less than this: a key was pressed by mistake."""

LONGEST_HANDOVER: Final = timedelta(minutes=1)
"""Between two interventions that lie farther apart somebody spoke whom nobody timed, as a panel does in its replies.

Calling a speaker who is absent takes 24 to 33 s, measured.
"""


class Heard(NamedTuple):
    """Sums over the timed interventions of this show, and over the handovers between them."""

    interventions: int
    shares: float
    """The sum of the shares that they took of their limits."""
    handovers: int
    between: timedelta


class Pace(NamedTuple):
    """The pace to expect of the interventions still to come."""

    share: float
    """Of its limit."""
    handover: timedelta

    @classmethod
    def shrunk(cls, heard: Heard, handover: timedelta) -> Self:
        """Return the running average, shrunk toward the limit and the default handover while few have been heard."""
        return cls(
            (heard.shares + WEIGHT) / (heard.interventions + WEIGHT),
            (heard.between + WEIGHT * handover) / (heard.handovers + WEIGHT),
        )


class Turn(NamedTuple):
    """The turn that somebody on the list of speakers can expect."""

    request: Request
    start: Instant
    limit: timedelta
    fits: bool
    """True if it ends in time when everybody before takes the whole limit."""


class Capacity(NamedTuple):
    """How much the running floor block, else the next one, can still take."""

    block: BlockRun
    remaining: timedelta
    """The time left for interventions, less what the holder and an interrupted speaker may still take."""
    limits: Limits
    fits: int
    """The number of further interventions if each takes the general limit."""
    predicted: int
    """Their number at the pace of this show."""
    pace: Pace
    heard: Heard
    seat_all: timedelta | None
    """The general limit at which all who wait have their turn; None if even half a minute is too long, or nobody waits.

    Whoever has less because of the category keeps it."""
    turns: tuple[Turn, ...]
    full: bool
    """True if no further intervention of the general limit fits beside those who wait."""

    @property
    def limit(self) -> timedelta:
        """The general limit."""
        return self.limits.general

    @property
    def last_in_time(self) -> Turn | None:
        """After whom the time runs out: the last one whose turn fits."""
        return next((turn for turn in reversed(self.turns) if turn.fits), None)

    @property
    def all_fit(self) -> bool:
        """True if everybody who waits has a turn in time."""
        return all(turn.fits for turn in self.turns)


def fits(room: timedelta, limit: timedelta, handover: timedelta, *, held: bool = False) -> int:
    """Return how many interventions of `limit` fit into `room` with handovers between; one more while one is `held`."""
    space = room if held else room + handover
    return max(0, space // (limit + handover))


def seat_all_limit(
    room: timedelta, most: Sequence[timedelta | None], handover: timedelta, *, held: bool = False
) -> timedelta | None:
    """Return the longest limit, in steps of 5 s, at which everybody who waits has a turn; None under half a minute.

    `most` holds what each may have at the most because of the category; None for whoever has whatever the limit is.
    """
    if not most:
        return None
    left = room - handover * (len(most) if held else len(most) - 1)
    bounded = sorted(own for own in most if own is not None)
    sharing = len(most)
    for own in bounded:  # the shortest first: whoever needs less than an equal share leaves more to the others
        if own * sharing > left:
            break
        left -= own
        sharing -= 1
    limit = (left // sharing if sharing else bounded[-1]) // SEAT_ALL_STEP * SEAT_ALL_STEP
    return limit if limit >= SHORTEST_LIMIT else None


def capacity(show: Show, run: BlockRun, room: timedelta, first: Instant, *, held: bool) -> Capacity:
    """Return the capacity of `room` in a floor block; the next turn begins at `first`, `held` if somebody speaks."""
    limits, handover, said = run.limits, show.agenda.floor.handover, heard(show)
    pace = Pace.shrunk(said, handover)
    turns: list[Turn] = []
    before, space = ZERO, room - handover if held else room
    for request in show.queue():
        limit = limits.of(request.particulars)
        turns.append(Turn(request, first + before, limit, fits=before + limit <= space))
        before += limit + handover
    return Capacity(
        block=run,
        remaining=room,
        limits=limits,
        fits=fits(room, limits.general, handover, held=held),
        predicted=fits(room, limits.general * pace.share, pace.handover, held=held),
        pace=pace,
        heard=said,
        seat_all=seat_all_limit(room, [limits.most(turn.request.particulars) for turn in turns], handover, held=held),
        turns=tuple(turns),
        full=before + limits.general > space,
    )


def heard(show: Show) -> Heard:
    """Return the sums over all timed interventions so far, in the order of their entries, without points of order.

    Shares of the limit are of the floor alone: the panel's replies have none, nor has a slip, nor who still speaks. The
    handovers around the panel's replies count, and those between any two in the same block that lie near each other.
    """
    return _heard(Identical(show.interventions))


@lru_cache(maxsize=8)
def _heard(interventions: Identical[HashTrieMap[int, Intervention]]) -> Heard:
    spoke, shares, handovers, between = 0, 0.0, 0, ZERO
    before: Intervention | None = None
    known = as_dict(interventions.value)
    for one in map(known.__getitem__, sorted(known)):
        if not one.limit or one.particulars.kind == POINT_OF_ORDER:
            continue
        if one.interval.end is not None and one.particulars.category != "panel":
            took = one.interval.elapsed(one.interval.end)
            if took >= SLIP:
                spoke, shares = spoke + 1, shares + took / one.limit
        if before is not None and before.block == one.block and before.interval.end is not None:
            apart = one.interval.start - before.interval.end
            if ZERO <= apart <= LONGEST_HANDOVER:
                handovers, between = handovers + 1, between + apart
        before = one
    return Heard(spoke, shares, handovers, between)
