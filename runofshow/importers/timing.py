"""When each row begins and how long it lasts, from whatever it says of that: starts, ends, lengths.

Starts and ends that are written count most; a length fills in what is missing; what is left between two known times
goes to the rows in between that say nothing, in equal parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.times import first_at_or_after
from runofshow.importers.clock_times import When
from runofshow.importers.findings import Findings
from runofshow.importers.questions import NoRundown, Question, Questions
from runofshow.importers.rundown import Facts, Item, Remark, Row, Title
from runofshow.importers.wall_clock import WallClock, in_the_other_half
from runofshow.instants import Instant, instant

ZERO: Final = timedelta(0)
_MOMENT: Final = timedelta(microseconds=1)
"""A meeting that ends when it begins, by the clock, ends a day later."""

_SECOND: Final = timedelta(seconds=1)
_HOUR: Final = timedelta(hours=1)
_ANY_DAY: Final = date(2000, 1, 1)
_EARLIEST, _MORNING, _AFTERNOON = time(1), time(7), time(13)
"""Hours between the first two are hardly those of a meeting: a clock of 12 hours has them in the afternoon."""

_MINUTES, _HOURS = 0, 1
"""The two readings of ``3:00``."""


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

    rows: tuple[Timed | Title | Remark, ...]
    start: Instant
    end: Instant
    """The hard stop."""

    @property
    def timed(self) -> list[Timed]:
        """The rows that take time."""
        return [row for row in self.rows if isinstance(row, Timed)]


@dataclass(slots=True)
class _Slot:
    """A row, and its times as far as they are known."""

    item: Item
    start: Instant | None = None
    end: Instant | None = None
    length: timedelta | None = None

    @property
    def handover(self) -> timedelta:
        """The time before it that the row asks for."""
        return self.item.handover or ZERO

    @property
    def by_length(self) -> Instant | None:
        """When it ends by its length."""
        return None if self.start is None or self.length is None else self.start + self.length


def timetable(  # noqa: PLR0913 -- what an import goes by
    rows: Sequence[Row], facts: Facts, questions: Questions, findings: Findings, zone: ZoneInfo, day: date
) -> Timetable:
    """Work out all times.

    Raises:
        NoRundown: they contradict one another.
    """
    items = [row for row in rows if isinstance(row, Item)]
    lengths = _chosen_lengths(items, questions, findings)
    timing = _Timing(facts, questions, findings, WallClock(zone, day))
    slots = timing.placed(items, lengths)
    timing.fill(slots)
    _refuse_overlaps(slots, timing.clock)
    timed = [_timed(slot) for slot in slots]
    hard_stop = timing.hard_stop(slots)
    in_order = iter(timed)
    placed = tuple(next(in_order) if isinstance(row, Item) else row for row in rows)
    return Timetable(placed, timed[0].start, timed[-1].end if hard_stop is None else hard_stop)


@dataclass(slots=True)
class _Timing:
    """How written times are read, each after the one before."""

    facts: Facts
    questions: Questions
    findings: Findings
    clock: WallClock

    def placed(self, items: Sequence[Item], lengths: Sequence[timedelta | None]) -> list[_Slot]:
        """Return what is written of each row's times, and what follows from the row before."""
        slots: list[_Slot] = []
        halves = self._halves(items)
        for item, length in zip(items, lengths, strict=True):
            slot = _Slot(item, length=length)
            slot.start = self._start(item, slots, halves=halves) if slots else self._first(item, halves=halves)
            slot.end = self._end(item, slot, slots, halves=halves)
            slots.append(slot)
        return slots

    def hard_stop(self, slots: Sequence[_Slot]) -> Instant | None:
        """Return the end that was said, or that the file says; None where the last row's end has to do."""
        start = slots[0].start
        said = self.questions.answers.end if self.questions.answers.end is not None else self.facts.end
        if said is None or start is None:
            return None
        if isinstance(said, datetime):
            return self.clock.on_the_day("the end", said)
        try:
            return first_at_or_after(said.isoformat("microseconds"), zone=self.clock.zone, since=start + _MOMENT)
        except ValueError as error:
            message = f"the end: {error}"
            raise NoRundown(message) from None

    def fill(self, slots: Sequence[_Slot]) -> None:
        """Give rows without a length what is left for them up to the next time that is known.

        Raises:
            NoRundown: nothing is left for them.
        """
        index = 0
        while index < len(slots):
            slot = slots[index]
            if slot.start is None:
                before = slots[index - 1].end
                slot.start = None if before is None else before + slot.handover
                slot.end = slot.end or slot.by_length
            if slot.end is not None:
                index += 1
                continue
            last = index
            while slots[last].end is None and last + 1 < len(slots) and slots[last + 1].start is None:
                last += 1
            self._share(slots[index : last + 1], self._bound(slots, last))

    def _bound(self, slots: Sequence[_Slot], last: int) -> Instant:
        """Return the next time that is known: behind the last row the hard stop, asked for if nobody said it."""
        known = slots[last].end or (slots[last + 1].start if last + 1 < len(slots) else self.hard_stop(slots))
        if known is not None:
            return known
        latest = max(time for slot in slots for time in (slot.start, slot.end) if time is not None)
        hour, today = self.clock.shown(instant(latest + _HOUR))[:2], self.clock.shown(latest)
        like = f"{hour}:00" if f"{hour}:00" > today else "23:59"
        sentence = f"{slots[last].item.called} is the last, and nothing says when it ends"
        self.questions.ask(Question("end", sentence, like=like))
        return self.hard_stop(slots) or instant(latest + _HOUR)

    def _share(self, run: Sequence[_Slot], bound: Instant) -> None:
        begun = run[0].start
        if begun is None:
            message = f"{run[0].item.place} has no time, and none follows from the rows above it"
            raise NoRundown(message)
        sharing = [slot for slot in run if slot.length is None]
        taken = sum((slot.length or ZERO for slot in run), ZERO) + sum((slot.handover for slot in run[1:]), ZERO)
        left = bound - begun - taken
        if left <= ZERO:
            message = f"{run[0].item.called} has no length, and nothing is left for it before {self.clock.shown(bound)}"
            raise NoRundown(message)
        part = left // len(sharing) // _SECOND * _SECOND or left // len(sharing)
        for slot in sharing:
            slot.length = part if slot is not sharing[-1] else left - part * (len(sharing) - 1)
        at = begun
        for place, slot in enumerate(run):
            slot.start = at + (slot.handover if place else ZERO)
            at = slot.end = slot.start + (slot.length or ZERO)
        if len(sharing) > 1:
            places = ", ".join(slot.item.place for slot in sharing[:6]) + (" …" if len(sharing) > 6 else "")
            self.findings.add(f"{places} share {spell_duration(left)} equally: no length is written for them")

    def _halves(self, items: Sequence[Item]) -> bool:
        """Tell whether clock times are those of a 12-hour clock that doesn't say which half of the day it is."""
        if self.questions.answers.clock is not None:
            return self.questions.answers.clock == "12"
        clocks = [item.start for item in items if isinstance(item.start, time)]
        if not clocks or self.facts.is_24_hours:
            return False
        said = self._said_start()
        if said is not None and said != clocks[0] and in_the_other_half(clocks[0]) == said:
            self.findings.add("the times are those of a 12-hour clock, beginning in the afternoon")
            return True
        if said is None and _EARLIEST <= clocks[0] < _MORNING and max(clocks) < _AFTERNOON:
            return self._ask_which_half("the first time is", clocks[0], "at night")
        for earlier, later in pairwise(clocks):
            if later < earlier and _MORNING < earlier < _AFTERNOON and _EARLIEST <= later < _MORNING:
                return self._ask_which_half(f"times go from {earlier:%H:%M} back to", later, "past midnight")
        return False

    def _ask_which_half(self, beginning: str, clock: time, at_night: str) -> bool:
        choices = (("12", f"{clock:%H:%M} is in the afternoon"), ("24", f"{clock:%H:%M} is {at_night}"))
        sentence = f"{beginning} {clock:%H:%M}: {at_night}, or in the afternoon"
        return self.questions.ask(Question("clock", sentence, choices)) == "12"

    def _said_start(self) -> time | None:
        """Return when the meeting begins, as a person or the lines above the table say it."""
        return self.questions.answers.start or (self.facts.start if isinstance(self.facts.start, time) else None)

    def _start(self, item: Item, slots: Sequence[_Slot], *, halves: bool) -> Instant | None:
        before = slots[-1]
        if item.start is None:
            known = before.end if before.end is not None else before.by_length
            if known is not None:
                self.findings.add("times that follow from the row above", f"{item.place} {self.clock.shown(known)}")
            return None if known is None else known + (item.handover or ZERO)
        expected = before.by_length
        if expected is not None:
            expected += item.handover or ZERO
            if self.clock.shows(expected, item.start):
                return expected
        since = next((known for slot in reversed(slots) if (known := slot.start or slot.end) is not None), None)
        since = since or self.clock.on_the_day(item.place, time(0))
        return self.clock.first_since(item.place, item.start, since, halves=halves)

    def _first(self, item: Item, *, halves: bool) -> Instant:
        said = self.questions.answers.start or (self.facts.start if item.start is None else None)
        if said is not None and (not halves or item.start is None):
            return self.clock.on_the_day(item.place, said)
        written: When | None = item.start
        if written is None:
            sentence = f"nothing says at what time the meeting begins: {item.called}, the first, has no time"
            self.questions.ask(Question("start", sentence, like="13:00"))
            written = self.questions.answers.start or time(13)
        if halves and isinstance(written, time):
            said = self._said_start()
            afternoon = written < _MORNING if said is None else in_the_other_half(written) == said
            written = in_the_other_half(written) if afternoon else written
        return self.clock.on_the_day(item.place, written)

    def _end(self, item: Item, slot: _Slot, before: Sequence[_Slot], *, halves: bool) -> Instant | None:
        by_length = slot.by_length
        if item.end is None or (by_length is not None and self.clock.shows(by_length, item.end)):
            return by_length
        known = slot.start or next((one for old in reversed(before) if (one := old.end or old.start) is not None), None)
        since = known or self.clock.on_the_day(item.place, time(0))
        end = self.clock.first_since(item.place, item.end, since, halves=halves)
        if by_length is not None and slot.length:
            self.findings.add(
                f"{item.place}: its times make {spell_duration(end - since)}, and its length says "
                f"{spell_duration(slot.length)}: the times are taken"
            )
        slot.length = None if slot.start is None else end - slot.start
        return end


def _timed(slot: _Slot) -> Timed:
    if slot.start is None or slot.end is None:
        message = f"{slot.item.place} has no time, and none follows from the rows around it"
        raise NoRundown(message)
    return Timed(slot.item, slot.start, slot.end - slot.start)


def _refuse_overlaps(slots: Sequence[_Slot], clock: WallClock) -> None:
    for slot, after in pairwise(slots):
        if slot.start is None or slot.end is None or after.start is None or slot.end <= after.start:
            continue
        begins = clock.shown(after.start)
        if after.start <= slot.start:
            message = (
                f"{after.item.place} begins at {begins}, no later than {slot.item.place}: "
                "put the rows in the order of their times"
            )
        else:
            message = (
                f"{slot.item.place} lasts until {clock.shown(slot.end)}, and {after.item.place} begins at {begins}: "
                "correct one of the two"
            )
        raise NoRundown(message)


# Lengths such as 3:00, which are three minutes as staff mean it, or three hours as Excel has it.


def _chosen_lengths(items: Sequence[Item], questions: Questions, findings: Findings) -> list[timedelta | None]:
    """Return the length of each row, None where it says nothing. One reading holds for all rows."""
    unclear = [item for item in items if len(item.length) > 1]
    reading = _reading(items, unclear, questions, findings) if unclear else _MINUTES
    return [item.length[min(reading, len(item.length) - 1)] if item.length else None for item in items]


def _reading(items: Sequence[Item], unclear: Sequence[Item], questions: Questions, findings: Findings) -> int:
    example = clock_digits(unclear[0].length[_MINUTES])
    if questions.answers.lengths is not None:
        return _MINUTES if questions.answers.lengths == "m:ss" else _HOURS
    if all(item.length[_HOURS] < _HOUR for item in unclear):
        findings.add(f"lengths such as {example} are hours:minutes: none of them is an hour")
        return _HOURS
    by_times = {item.length.index(span) for item in unclear if (span := _between(item.start, item.end)) in item.length}
    by_times |= {reading for reading in (_MINUTES, _HOURS) if _fits_next_starts(items, reading)}
    if len(by_times) == 1:
        (reading,) = by_times
        meaning = "hours:minutes" if reading else "minutes:seconds"
        findings.add(f"lengths such as {example} are {meaning}: so they fit the times")
        return reading
    flagged = next(item for item in unclear if item.length[_HOURS] >= _HOUR)
    short, long = map(spell_duration, flagged.length)
    written = clock_digits(flagged.length[_MINUTES])
    many = f" ({len(unclear)} lengths are written so)" if len(unclear) > 1 else ""
    sentence = f"{flagged.place}: the length {written} is {long} to Excel, and may be meant as {short}{many}"
    choices = (("m:ss", f"{written} is {short}"), ("h:mm", f"{written} is {long}"))
    return _MINUTES if questions.ask(Question("lengths", sentence, choices)) == "m:ss" else _HOURS


def _fits_next_starts(items: Sequence[Item], reading: int) -> bool:
    """Tell whether all such rows that are followed by a start last until it, or for a good part of the time, read so.

    A handover may lie between; a length that reaches beyond the next start contradicts the reading, and so does one
    that leaves most of the time unused.
    """
    pairs = [
        (item.length[reading], gap)
        for item, after in pairwise(items)
        if len(item.length) > 1 and (gap := _between(item.start, after.start)) is not None
    ]
    return bool(pairs) and all(gap / 2 <= length <= gap for length, gap in pairs)


def _between(earlier: When | None, later: When | None) -> timedelta | None:
    if not isinstance(earlier, time) or not isinstance(later, time):
        return None
    return (datetime.combine(_ANY_DAY, later) - datetime.combine(_ANY_DAY, earlier)) % timedelta(days=1)
