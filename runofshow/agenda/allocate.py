"""The one rule by which blocks become shorter when time is short. The plan, the forecast and the dry run use it.

Whole numbers are exact and quick: a forecast shares once, ten thousand trials of a meeting do so a hundred thousand
times.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

SECOND: Final = 1_000_000
"""In microseconds."""


class Claim(NamedTuple):
    """A block's demand for the time that is left, in whole microseconds.

    A rigid block asks for exactly `natural`. A shrinkable one takes anything from `minimum` to `natural`, which is
    never less. A ``rest`` block takes what the others leave: its whole length, the part `used` already included, equals
    that of the other ``rest`` blocks, plus its own `extra`, and never comes to less than `used` + `minimum`.
    """

    natural: int
    minimum: int
    takes_rest: bool = False
    used: int = 0
    extra: int = 0
    give: int = 0
    """How far the whole block may shrink, the part that is used included; what is left of it may shrink no less."""

    @classmethod
    def of(cls, whole: int, least: int, used: int = 0, extra: int = 0, *, takes_rest: bool = False) -> "Claim":
        """Return the demand of a block of a `whole` and a `least` length, of which so much is used."""
        natural, minimum = max(0, whole - used), max(0, least - used)
        if takes_rest:
            return cls(minimum, minimum, takes_rest=True, used=used, extra=extra)
        return cls(natural, min(natural, minimum), give=max(0, whole - least))

    @property
    def spare(self) -> int:
        """How far what is left of the block may shrink."""
        return self.natural - self.minimum


class Place(NamedTuple):
    """A block in the order of those still to come: its demand, and when it can begin. In whole microseconds."""

    claim: Claim
    handover: int = 0
    """The time before it."""
    start: int | None = None
    """The instant before which it doesn't begin; None for a block without a fixed start."""


class Placed(NamedTuple):
    """When a block begins, and how long it lasts. In whole microseconds."""

    start: int
    length: int
    slack: int
    """The time between the handover before it and its fixed start in which nothing happens."""


class Stretch(NamedTuple):
    """Blocks that share their time: those from a fixed start (or from now) to the next one, or to the end."""

    places: Sequence[Place]
    deadline: int
    """The instant by which the last of them should end."""


def stretches(places: Sequence[Place], deadline: int) -> list[Stretch]:
    """Return the stretches of an order, cut before each block with a fixed start; the last one ends by `deadline`."""
    found: list[Stretch] = []
    begin = 0
    for here, place in enumerate(places):
        if place.start is not None and here > begin:
            found.append(Stretch(places[begin:here], place.start - place.handover))
            begin = here
    return [*found, Stretch(places[begin:], deadline)] if places else found


def laid_out(at: int, places: Sequence[Place], deadline: int) -> list[Placed]:
    """Return when each block of an order begins, and how long it lasts, if the first handover begins at `at`.

    Time is shared within each stretch. Slack before a fixed start absorbs delay; a delay that even the minimum lengths
    can't make up for goes on into the next stretch.
    """
    placed: list[Placed] = []
    for stretch in stretches(places, deadline):
        first, *others = stretch.places
        due = at + first.handover
        begin = due if first.start is None else max(due, first.start)
        between = sum(place.handover for place in others)
        lengths = shared(stretch.deadline - begin - between, [place.claim for place in stretch.places])
        placed.append(Placed(begin, lengths[0], begin - due))
        at = begin + lengths[0]
        for place, length in zip(others, lengths[1:], strict=True):
            placed.append(Placed(at + place.handover, length, 0))
            at += place.handover + length
    return placed


def shared(available: int, claims: Sequence[Claim]) -> list[int]:
    """Return how long each block will last, so that together they last `available` if possible.

    ``rest`` blocks give way first, down to their minimum; then the others, each in proportion to its give, as TeX's
    glue shrinks, but by no more than is left of it. The sum is exact. Where even the minimum lengths are too much, the
    result is longer than `available`; without a ``rest`` block it may be shorter. A rigid block may as well be left
    out and its length taken off `available`.
    """
    if len(claims) == 1:
        alone = claims[0]
        return [max(alone.minimum, available if alone.takes_rest else min(alone.natural, available))]
    filling = [claim for claim in claims if claim.takes_rest]
    others = [claim for claim in claims if not claim.takes_rest]
    fixed, minimum = 0, 0
    for claim in others:
        fixed += claim.natural
    for claim in filling:
        minimum += claim.minimum
    shortage = max(0, fixed + minimum - available)
    shrunk = _shrunk(shortage, others)
    if not filling:
        return shrunk
    filled = _filled(available - fixed, filling)
    left, right = iter(filled), iter(shrunk)
    return [next(left) if claim.takes_rest else next(right) for claim in claims]


def _shrunk(shortage: int, claims: Sequence[Claim]) -> list[int]:
    """Return each block less its part of the shortage.

    The parts are in proportion to whole gives, so that a countdown which had to give goes on counting seconds when the
    block is past its minimum. One that has no such part left gives all it has, and the others share the rest.
    """
    lengths = [claim.natural for claim in claims]
    if not shortage:
        return lengths
    spares = [claim.spare for claim in claims]
    left = shortage
    giving = [place for place, spare in enumerate(spares) if spare]
    while left and giving:
        parts = _parts(left, [max(spares[place], claims[place].give) for place in giving])
        due = list(zip(giving, parts, strict=True))
        spent = [(place, spares[place]) for place, part in due if part >= spares[place]]
        for place, cut in spent or due:
            lengths[place] -= cut
            left -= cut
        giving = [place for place, part in due if part < spares[place]]
    return lengths


def _parts(whole: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole in proportion to weights. The parts are cut from a running sum, so that their sum is exact."""
    total, passed, cut = sum(weights), 0, 0
    parts: list[int] = []
    for weight in weights:
        passed += weight
        due = whole * passed // total
        parts.append(due - cut)
        cut = due
    return parts


def _filled(pool: int, claims: Sequence[Claim]) -> list[int]:
    """Divide the pool so that all whole lengths are equal, unless a minimum length forbids it.

    The common length is the largest of whole seconds that the pool affords, so that the times of a plan stay whole; the
    seconds left over go to the last blocks that are above their minimum, so that whoever is on plan stays on it.
    """
    if len(claims) == 1:
        return [max(claims[0].minimum, pool)]
    shares = [claim.extra - claim.used for claim in claims]
    raised = list(range(len(claims)))
    level, minimum = 0, sum(claim.minimum for claim in claims)
    while raised:
        sunk = minimum - sum(claims[place].minimum for place in raised)
        level = (pool - sunk - sum(shares[place] for place in raised)) // len(raised)
        risen = [place for place in raised if level + shares[place] >= claims[place].minimum]
        if len(risen) == len(raised):
            break
        raised = risen
    level = level // SECOND * SECOND
    lengths = [claim.minimum for claim in claims]
    for place in raised:
        lengths[place] = max(claims[place].minimum, level + shares[place])
    spare = pool - sum(lengths)
    for place in list(reversed(raised))[: spare // SECOND]:
        lengths[place] += SECOND
        spare -= SECOND
    if raised:
        lengths[raised[-1]] += spare
    return lengths
