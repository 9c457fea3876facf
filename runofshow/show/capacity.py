"""What a floor block can still take: how many more interventions, who of those who wait, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from runofshow.show.limits import Limits
from runofshow.show.pace import Heard, Pace, heard
from runofshow.show.state import ZERO, BlockRun, Request, Show

SEAT_ALL_STEP: Final = timedelta(seconds=5)
"""Nobody announces a limit of 1:37."""
SHORTEST_LIMIT: Final = timedelta(seconds=30)
"""Below this, a limit seats nobody."""

PREDICTED_BY: Final = "this show's average, shrunk toward the limit"
"""How `Capacity.predicted` is found: what came nearest where meetings were replayed (`tests/benchmarks/floor.py`)."""


Length = TypeVar("Length", int, timedelta)
"""A length of time, as such or in whole microseconds: the dry run counts in these."""


@dataclass(frozen=True, slots=True)
class Turn:
    """When somebody on the list of speakers can expect the floor, and for how long."""

    request: Request
    start: datetime
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


def capacity(show: Show, run: BlockRun, room: timedelta, first: datetime, *, held: bool) -> Capacity:
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


def _turns(show: Show, limits: Limits, room: timedelta, first: datetime, *, held: bool) -> Iterator[Turn]:
    """The turns of those who wait, one after the other, each with the limit of its category."""
    handover = show.agenda.floor.handover
    before = ZERO
    space = room - handover if held else room
    for request in show.queue():
        limit = limits.of(request.particulars)
        yield Turn(request, first + before, limit, fits=before + limit <= space)
        before += limit + handover
