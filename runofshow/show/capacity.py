"""What a floor block can still take: how many more interventions, who of those who wait, when, and at which pace."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, Self, TypeVar

from rpds import HashTrieMap

from runofshow.instants import Instant
from runofshow.show.limits import Limits
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.parts import ZERO, BlockRun, Intervention, Request
from runofshow.show.state import Show

SEAT_ALL_STEP: Final = timedelta(seconds=5)
"""Nobody announces a limit of 1:37."""
SHORTEST_LIMIT: Final = timedelta(seconds=30)
"""Below this, a limit seats nobody."""

PREDICTED_BY: Final = "this show's average, shrunk toward the limit"
"""How `Capacity.predicted` is found: what came nearest where meetings were replayed (`tests/benchmarks/floor.py`)."""

Length = TypeVar("Length", int, timedelta)
"""A length of time, as such or in whole microseconds: the dry run counts in these."""

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


@dataclass(frozen=True, slots=True)
class Turn:
    """When somebody on the list of speakers can expect the floor, and for how long."""

    request: Request
    start: Instant
    limit: timedelta
    fits: bool
    """Whether it ends in time, if whoever comes before takes the whole limit."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a floor block can still take: the one that runs, else the next."""

    block: BlockRun
    remaining: timedelta
    """What is left for interventions, less what the holder may still take, and whoever a point of order interrupted."""
    limits: Limits
    fits: int
    """How many more interventions of the general limit, if all of it is taken."""
    predicted: int
    """How many more of them at the pace of this show."""
    pace: Pace
    """What `predicted` stands on."""
    heard: Heard
    seat_all: timedelta | None
    """The general limit at which all who wait have their turn; None if even half a minute is too long, or nobody waits.

    Whoever has less because of the category keeps it."""
    turns: tuple[Turn, ...]
    full: bool
    """Whether no other intervention of the general limit fits beside those who wait."""

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
        """Whether everybody who waits has a turn in time."""
        return all(turn.fits for turn in self.turns)


def fits(room: Length, limit: Length, handover: Length, *, held: bool = False) -> int:
    """How many interventions of `limit` go into `room`, a `handover` between them; while one is `held`, one more."""
    space = room if held else room + handover
    return max(0, space // (limit + handover))


def seat_all_limit(
    room: timedelta, most: Sequence[timedelta | None], handover: timedelta, *, held: bool = False
) -> timedelta | None:
    """The longest limit, in steps of 5 s, at which everybody who waits has a turn; None under half a minute.

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
    """What `room` of a floor block takes, the next turn beginning at `first`; `held` while somebody has the floor."""
    limits, handover, said = show.limits_in(run), show.agenda.floor.handover, heard(show)
    pace = Pace.shrunk(said, handover)
    turns = tuple(_turns(show, limits, room, first, held=held))
    used = sum((turn.limit + handover for turn in turns), handover if held else ZERO)
    return Capacity(
        block=run,
        remaining=room,
        limits=limits,
        fits=fits(room, limits.general, handover, held=held),
        predicted=fits(room, limits.general * pace.share, pace.handover, held=held),
        pace=pace,
        heard=said,
        seat_all=seat_all_limit(room, [limits.most(turn.request.particulars) for turn in turns], handover, held=held),
        turns=turns,
        full=used + limits.general > room,
    )


def _turns(show: Show, limits: Limits, room: timedelta, first: Instant, *, held: bool) -> Iterator[Turn]:
    """The turns of those who wait, one after the other, each with the limit of its category."""
    handover = show.agenda.floor.handover
    before = ZERO
    space = room - handover if held else room
    for request in show.queue():
        limit = limits.of(request.particulars)
        yield Turn(request, first + before, limit, fits=before + limit <= space)
        before += limit + handover


def heard(show: Show) -> Heard:
    """What has been heard so far of whoever was timed, in the order in which the floor was given; no points of order.

    Shares of the limit are of the floor alone: the panel's replies have none, nor has a slip, nor who still speaks. The
    handovers around the panel's replies count, and those between any two in the same block that lie near each other.
    """
    return _heard(_Identical(show.interventions))


class _Identical:
    """Interventions that are told apart as objects: a show at rest is forecast five times a second, and heard once."""

    __slots__ = ("interventions",)

    def __init__(self, interventions: HashTrieMap[int, Intervention]) -> None:
        self.interventions = interventions

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identical) and other.interventions is self.interventions

    def __hash__(self) -> int:
        return id(self.interventions)


@lru_cache(maxsize=8)
def _heard(these: _Identical) -> Heard:
    timed = sorted(
        (one for one in these.interventions.values() if one.limit and one.particulars.kind != POINT_OF_ORDER),
        key=lambda one: one.entry,
    )
    spoke = [one for one in timed if one.particulars.category != "panel" and _spoken(one) >= SLIP]
    between = list(_handovers(timed))
    shares = sum(_spoken(one) / one.limit for one in spoke if one.limit)
    return Heard(len(spoke), shares, len(between), sum(between, ZERO))


def _spoken(one: Intervention) -> timedelta:
    """How long an intervention took; nothing while it goes on."""
    return ZERO if one.interval.end is None else one.interval.elapsed(one.interval.end)


def _handovers(timed: list[Intervention]) -> Iterator[timedelta]:
    for one, following in pairwise(timed):
        if one.block != following.block or one.interval.end is None:
            continue
        between = following.interval.start - one.interval.end
        if ZERO <= between <= LONGEST_HANDOVER:
            yield between
