"""When each row of a rundown begins and how long it lasts, from whatever it says of that: starts, ends, lengths.

Starts and ends that are written count most; a length fills in what is missing; what is left between two known times
goes to the rows in between that say nothing, in equal parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, Never
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.times import first_at_or_after
from runofshow.importers.length_readings import chosen_lengths
from runofshow.importers.open_questions import Answers, NoRundown, Unclear
from runofshow.importers.open_times import ZERO, Slot, fill, plus, trim
from runofshow.importers.rundown import Facts, Heading, Item, Remark, Row
from runofshow.importers.wall_clock import WallClock, in_the_other_half
from runofshow.instants import Instant

_MOMENT: Final = timedelta(microseconds=1)
"""A meeting that ends when it begins, by the clock, ends a day later."""

_EARLIEST: Final = time(1)
_MORNING: Final = time(7)
_AFTERNOON: Final = time(13)
"""Hours between the first two are hardly those of a meeting: a clock of 12 hours has them in the afternoon."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A row with its times."""

    item: Item
    start: Instant
    length: timedelta

    @property
    def end(self) -> Instant:
        """When it is over."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Timetable:
    """All rows with their times; titles and remarks stand where they stood."""

    rows: tuple[Timed | Heading | Remark, ...]
    start: Instant
    end: Instant
    """The hard stop."""
    told: tuple[str, ...]

    @property
    def timed(self) -> list[Timed]:
        """The rows that take time."""
        return [row for row in self.rows if isinstance(row, Timed)]


def timetable(rows: Sequence[Row], facts: Facts, answers: Answers, zone: ZoneInfo, day: date) -> Timetable:
    """Work out all times.

    Raises:
        NoRundown: they contradict one another.
        Unclear: something is missing, or can be read in two ways.
    """
    items = [row for row in rows if isinstance(row, Item)]
    lengths, told = chosen_lengths(items, answers)
    timing = _Timing(facts, answers, WallClock(zone, day))
    slots = timing.placed(items, lengths)
    hard_stop = timing.hard_stop(slots[0])
    told += [*timing.told, *fill(slots, hard_stop, timing.clock), *trim(slots, timing.clock)]
    timed = [_timed(slot) for slot in slots]
    in_order = iter(timed)
    placed = tuple(next(in_order) if isinstance(row, Item) else row for row in rows)
    return Timetable(placed, timed[0].start, timed[-1].end if hard_stop is None else hard_stop, tuple(told))


@dataclass(slots=True)
class _Timing:
    """How written times are read, each after the one before."""

    facts: Facts
    answers: Answers
    clock: WallClock
    told: list[str] = field(default_factory=list)

    def placed(self, items: Sequence[Item], lengths: Sequence[timedelta | None]) -> list[Slot]:
        """What is written of each row's times, and what follows from the row before."""
        slots: list[Slot] = []
        halves = self._halves(items)
        for item, length in zip(items, lengths, strict=True):
            slot = Slot(item, length=length)
            slot.start = self._start(item, slots[-1], halves=halves) if slots else self._first(item, halves=halves)
            slot.end = self._end(item, slot, halves=halves)
            slots.append(slot)
        return slots

    def hard_stop(self, first: Slot) -> Instant | None:
        """The end that was said, or that the file says; None where the last row's end has to do."""
        start = first.start
        said = self.answers.end if self.answers.end is not None else self.facts.end
        if said is None or start is None:
            return None
        if isinstance(said, datetime):
            return self.clock.on_the_day("the end", said)
        try:
            return first_at_or_after(said.isoformat("microseconds"), zone=self.clock.zone, since=start + _MOMENT)
        except ValueError as error:
            message = f"the end: {error}"
            raise NoRundown(message) from None

    def _halves(self, items: Sequence[Item]) -> bool:
        """Whether clock times are those of a 12-hour clock that doesn't say which half of the day it is."""
        if self.answers.clock is not None:
            return self.answers.clock == "12"
        clocks = [item.start for item in items if isinstance(item.start, time)]
        if not clocks or self.facts.is_24_hours:
            return False
        said = self._said_start()
        if said is not None and said != clocks[0] and in_the_other_half(clocks[0]) == said:
            self.told.append("the times are those of a 12-hour clock, beginning in the afternoon")
            return True
        if said is None and _EARLIEST <= clocks[0] < _MORNING and max(clocks) < _AFTERNOON:
            _ask_which_half(
                f"the first time is {clocks[0]:%H:%M}: at night, or in the afternoon", clocks[0], "at night"
            )
        for earlier, later in pairwise(clocks):
            if later < earlier and _MORNING < earlier < _AFTERNOON and _EARLIEST <= later < _MORNING:
                _ask_which_half(f"times go from {earlier:%H:%M} back to", later, "past midnight")
        return False

    def _said_start(self) -> time | None:
        """When the meeting begins, as a person or the lines above the table say it."""
        return self.answers.start or (self.facts.start if isinstance(self.facts.start, time) else None)

    def _start(self, item: Item, before: Slot, *, halves: bool) -> Instant | None:
        if item.start is None:
            known = before.end if before.end is not None else plus(before.start, before.length)
            return None if known is None else known + (item.handover or ZERO)
        expected = plus(before.start, before.length)
        since = before.start
        if expected is not None:
            expected += item.handover or ZERO
            if self.clock.shows(expected, item.start):
                return expected
        if since is None:
            since = self._latest_known(before)
        return self.clock.first_since(item.place, item.start, since, halves=halves)

    def _first(self, item: Item, *, halves: bool) -> Instant:
        said = self.answers.start or (self.facts.start if item.start is None else None)
        if said is not None and not halves:
            return self.clock.on_the_day(item.place, said)
        if item.start is None:
            sentence = f"nothing says at what time the meeting begins: {item.called}, the first, has no time"
            raise Unclear(asked="start", sentence=sentence, like="--start 13:00")
        written = item.start
        if halves and isinstance(written, time):
            said = self._said_start()
            afternoon = written < _MORNING if said is None else in_the_other_half(written) == said
            written = in_the_other_half(written) if afternoon else written
        return self.clock.on_the_day(item.place, written)

    def _latest_known(self, slot: Slot) -> Instant:
        return slot.end or slot.start or self.clock.on_the_day(slot.item.place, time(0))

    def _end(self, item: Item, slot: Slot, *, halves: bool) -> Instant | None:
        by_length = plus(slot.start, slot.length)
        if item.end is None:
            return by_length
        if by_length is not None and self.clock.shows(by_length, item.end):
            return by_length
        since = slot.start or self.clock.on_the_day(item.place, time(0))
        end = self.clock.first_since(item.place, item.end, since, halves=halves)
        if by_length is not None and slot.length:
            self.told.append(
                f"{item.place}: its times make {spell_duration(end - since)}, and its length says "
                f"{spell_duration(slot.length)}: the times are taken"
            )
        slot.length = None if slot.start is None else end - slot.start
        return end


def _ask_which_half(beginning: str, clock: time, at_night: str) -> Never:
    choices = (("12", f"{clock:%H:%M} is in the afternoon"), ("24", f"{clock:%H:%M} is {at_night}"))
    sentence = f"{beginning} {clock:%H:%M}: {at_night}, or in the afternoon"
    raise Unclear(asked="clock", sentence=sentence, choices=choices)


def _timed(slot: Slot) -> Timed:
    if slot.start is None or slot.end is None:
        message = f"{slot.item.place} has no time, and none follows from the rows around it"
        raise NoRundown(message)
    return Timed(slot.item, slot.start, slot.end - slot.start)
