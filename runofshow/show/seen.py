"""What a person saw as they pressed a key: what was meant for one speaker must not reach the next."""

from dataclasses import dataclass
from enum import Enum

from runofshow.errors import Refused
from runofshow.show.names import called
from runofshow.show.state import Show


class Nothing(Enum):
    """What runs before the first block, and in a handover."""

    RUNS = "nothing"


@dataclass(frozen=True, slots=True)
class Seen:
    """Who a person saw speaking as they pressed a key. Refused if somebody else does: they weren't meant."""

    running: str | None
    """The block that ran; None: none did."""
    holder: int | None
    """The entry that gave the floor to whom the person saw holding it; None: nobody held it."""


def seen_in(show: Show) -> Seen:
    """Who speaks in a show as a person sees it."""
    return Seen(show.current, show.holder)


def check_seen(show: Show, seen: Seen | None) -> None:
    """Refuse where somebody else speaks than a person saw; None: whoever speaks is meant.

    Raises:
        Refused: somebody else has moved on.
    """
    if seen is not None:
        check_running(show, seen.running or Nothing.RUNS)
        check_holder(show, seen.holder)


def check_running(show: Show, believed: str | Nothing | None) -> None:
    """Refuse where something else runs than a person saw; None: whatever runs is meant.

    Raises:
        Refused: somebody else has moved on.
    """
    seen = None if believed is Nothing.RUNS else believed
    if believed is None or show.current == seen:
        return
    running = show.running
    now = "nothing is running" if running is None else f"{running.block.title} ('{running.id}') is running"
    before = f"'{seen}' isn't running any more, " if seen is not None else ""
    message = f"{before}{now} by now: somebody else has moved on"
    raise Refused(message)


def check_holder(show: Show, seen: int | None) -> None:
    """Refuse where somebody else has the floor than a person saw having it; `seen` is the entry that gave it, if any.

    Raises:
        Refused: somebody else has given it, or taken it back.
    """
    if show.holder == seen:
        return
    if show.holding is None:
        message = "nobody holds the floor by now: somebody else has moved on"
        raise Refused(message)
    message = f"{called(show.holding)} has the floor by now: somebody else has moved on"
    raise Refused(message)
