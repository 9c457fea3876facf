"""What a rundown leaves open between the times that it gives: who shares what is left, and who is cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from runofshow.agenda.durations import spell_duration
from runofshow.importers.open_questions import NoRundown, Unclear
from runofshow.importers.rundown import Item
from runofshow.importers.wall_clock import WallClock
from runofshow.instants import Instant

ZERO: Final = timedelta(0)
_SECOND: Final = timedelta(seconds=1)


@dataclass(slots=True)
class Slot:
    """What is known of a row's times so far."""

    item: Item
    start: Instant | None = None
    end: Instant | None = None
    length: timedelta | None = None

    @property
    def handover(self) -> timedelta:
        """The time before it that the row asks for."""
        return self.item.handover or ZERO


def fill(slots: Sequence[Slot], hard_stop: Instant | None, clock: WallClock) -> list[str]:
    """Give rows without a length what is left for them up to the next time that is known; what is told of that.

    Raises:
        NoRundown: nothing is left for them.
        Unclear: no such time follows.
    """
    told: list[str] = []
    index = 0
    while index < len(slots):
        slot = slots[index]
        if slot.start is None:
            before = slots[index - 1].end
            slot.start = None if before is None else before + slot.handover
            slot.end = slot.end or plus(slot.start, slot.length)
        if slot.end is not None:
            index += 1
            continue
        last = _last_of_run(slots, index)
        told += _share(slots[index : last + 1], _bound(slots, last, hard_stop), clock)
    return told


def trim(slots: Sequence[Slot], clock: WallClock) -> list[str]:
    """End a row that lasts into the next when that begins; what is told of that.

    Raises:
        NoRundown: the next begins no later than the row itself.
    """
    told: list[str] = []
    for slot, after in pairwise(slots):
        if slot.start is None or slot.end is None or after.start is None or slot.end <= after.start:
            continue
        begins = clock.shown(after.start)
        if after.start <= slot.start:
            message = (
                f"{after.item.place} begins at {begins}, no later than {slot.item.place}: "
                "put the rows in the order of their times"
            )
            raise NoRundown(message)
        left = after.start - slot.start
        told.append(
            f"{slot.item.place} lasts until {clock.shown(slot.end)}, and {after.item.place} begins at {begins}: "
            f"the first is cut to {spell_duration(left)}"
        )
        slot.end, slot.length = after.start, left
    return told


def plus(start: Instant | None, length: timedelta | None) -> Instant | None:
    """The end, where both are known."""
    return None if start is None or length is None else start + length


def _last_of_run(slots: Sequence[Slot], index: int) -> int:
    """The last of the rows that share what is left up to a known time."""
    last = index
    while slots[last].end is None and last + 1 < len(slots) and slots[last + 1].start is None:
        last += 1
    return last


def _bound(slots: Sequence[Slot], last: int, hard_stop: Instant | None) -> Instant:
    known = slots[last].end or (slots[last + 1].start if last + 1 < len(slots) else hard_stop)
    if known is None:
        sentence = f"{slots[last].item.called} is the last, and nothing says when it ends"
        raise Unclear(asked="end", sentence=sentence, like="--end 15:00")
    return known


def _share(run: Sequence[Slot], bound: Instant, clock: WallClock) -> list[str]:
    begun = run[0].start
    if begun is None:
        message = f"{run[0].item.place} has no time, and none follows from the rows above it"
        raise NoRundown(message)
    sharing = [slot for slot in run if slot.length is None]
    taken = sum((slot.length or ZERO for slot in run), ZERO) + sum((slot.handover for slot in run[1:]), ZERO)
    left = bound - begun - taken
    if left <= ZERO:
        message = f"{run[0].item.place} has no length, and nothing is left for it before {clock.shown(bound)}"
        raise NoRundown(message)
    part = left // len(sharing) // _SECOND * _SECOND or left // len(sharing)
    for slot in sharing:
        slot.length = part if slot is not sharing[-1] else left - part * (len(sharing) - 1)
    _place_one_after_the_other(run, begun)
    if len(sharing) == 1:
        return []
    places = ", ".join(slot.item.place for slot in sharing)
    return [f"{places} share {spell_duration(left)} equally: no length is written for them"]


def _place_one_after_the_other(run: Sequence[Slot], begun: Instant) -> None:
    at = begun
    for place, slot in enumerate(run):
        slot.start = at + (slot.handover if place else ZERO)
        at = slot.end = slot.start + (slot.length or ZERO)
