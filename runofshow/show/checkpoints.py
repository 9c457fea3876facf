"""Earlier states of a show, from which an undo goes on: what came before needn't be replayed.

Of the last entries every eighth state is kept, and fewer the farther back they lie: about fifty of a hundred thousand.
So an undo replays not many more entries than were written since the one that it takes back.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from runofshow.show.state import Show

EVERY: Final = 8
"""A state is kept at each multiple of so many entries at the most."""
_NEAR: Final = 8
"""So many are kept at each distance; twice as far back, they lie twice as far apart."""


class Checkpoint(NamedTuple):
    """The show as it follows from its first entries that stand, whatever came later."""

    place: int
    """The number of these entries."""
    show: "Show"
    """Without its history, the order of its interventions, and checkpoints of its own."""


def kept_places(count: int) -> set[int]:
    """Return the places of the states that are kept of a show in which so many entries stand."""
    last, apart, found = count // EVERY, 1, set[int]()
    while apart <= last:
        found.update(EVERY * at for at in range(last // apart * apart, max(0, last - _NEAR * apart), -apart))
        apart *= 2
    return found


def with_checkpoint(earlier: Sequence[Checkpoint], place: int, show: "Show") -> tuple[Checkpoint, ...]:
    """Return the checkpoints, the newest first, with that of another place; some of the older ones are dropped."""
    kept = kept_places(place)
    return (Checkpoint(place, show), *(one for one in earlier if one.place < place and one.place in kept))
