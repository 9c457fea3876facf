"""Works out when each row begins and how long it lasts, from the starts, ends and lengths that are written.

Written starts and ends count most. Then lengths fill in missing times. The time that is left between two known times is
shared equally by the rows between them that have no length.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.agenda.times import first_at_or_after, parse_moment
from runofshow.importers.clock_times import DAY, When, since_midnight
from runofshow.importers.questions import Findings, NoRundown, Question, Questions
from runofshow.importers.rundown import BlockRow, Facts, Remark, Row, Title
from runofshow.instants import Instant, instant

_ZERO: Final = timedelta(0)
_MOMENT: Final = timedelta(microseconds=1)
"""A meeting that ends when it begins, by the clock, ends a day later."""

_SECOND: Final = timedelta(seconds=1)
_HOUR: Final = timedelta(hours=1)
_BACKWARDS: Final = timedelta(hours=18)
"""A start that would be so long after the one before is meant to be before it: the rows are out of order."""

_EARLIEST, _MORNING, _AFTERNOON = time(1), time(7), time(13)
"""Hours between the first two are hardly those of a meeting: a clock of 12 hours has them in the afternoon."""

_MINUTES, _HOURS = 0, 1
"""The two readings of ``3:00``."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A row with its times."""

    item: BlockRow
    start: Instant
    end: Instant

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


@dataclass(slots=True)
class _Slot:
    """A row, and its times as far as they are known."""

    item: BlockRow
    handover: timedelta
    length: timedelta | None
    start: Instant | None = None
    end: Instant | None = None

    @property
    def by_length(self) -> Instant | None:
        return None if self.start is None or self.length is None else instant(self.start + self.length)


def timetable(  # noqa: PLR0913 -- what an import goes by
    rows: Sequence[Row], facts: Facts, questions: Questions, findings: Findings, zone: ZoneInfo, day: date
) -> tuple[list[Timed | Title | Remark], Instant]:
    """Return the rows with their times, titles and remarks where they stood, and the hard stop.

    Raises NoRundown where the times contradict one another.
    """
    timing = _Timing(facts, questions, findings, zone, day)
    timing.place([row for row in rows if isinstance(row, BlockRow)])
    timing.fill()
    timed = [Timed(slot.item, slot.start, slot.end) for slot in timing.slots if slot.start and slot.end]
    for row, after in pairwise(timed):
        begins = f"begins at {timing.shown(after.start)}"
        if after.start <= row.start and row.end > after.start:
            order = f"{begins}, no later than {row.item.place}: put the rows in the order of their times"
            raise NoRundown(after.item.place, order)
        if row.end > after.start:
            until = f"lasts until {timing.shown(row.end)}, and {after.item.place} {begins}: correct one of the two"
            raise NoRundown(row.item.place, until)
    in_order = iter(timed)
    placed = [next(in_order) if isinstance(row, BlockRow) else row for row in rows]
    return placed, timing.hard_stop() or timed[-1].end


@dataclass(slots=True)
class _Timing:
    """How written times are read, each after the one before."""

    facts: Facts
    questions: Questions
    findings: Findings
    zone: ZoneInfo
    day: date
    slots: list[_Slot] = field(default_factory=list)
    halves: bool = False
    """True if times are those of a 12-hour clock that doesn't say which half of the day it is."""

    def place(self, items: Sequence[BlockRow]) -> None:
        """Take what is written of each row's times, and what follows from the row before."""
        unclear = [item for item in items if len(item.length) > 1]
        reading = _reading(items, unclear, self.questions, self.findings) if unclear else _MINUTES
        self.halves = self._has_halves(items)
        for item in items:
            length = item.length[min(reading, len(item.length) - 1)] if item.length else None
            slot = _Slot(item, item.handover or _ZERO, length)
            slot.start = self._start(slot, self.slots[-1]) if self.slots else self._first(item)
            self.slots.append(slot)
            slot.end = slot.by_length
            if item.end is None or (slot.end is not None and self._shows(slot.end, item.end)):
                continue
            slot.end = self._next(item.place, item.end)
            if slot.start is not None and length:
                self.findings.add(
                    f"{item.place}: its times make {spell_duration(slot.end - slot.start)}, and its length says "
                    f"{spell_duration(length)}: the times are taken"
                )
            slot.length = None if slot.start is None else slot.end - slot.start

    def _first(self, item: BlockRow) -> Instant:
        said = self.questions.answers.start or (self.facts.start if item.start is None else None)
        if said is not None and (not self.halves or item.start is None):
            return self._at(item.place, said)
        written = item.start
        if written is None:
            sentence = f"nothing says at what time the meeting begins: {item.called}, the first, has no time"
            self.questions.ask(Question("start", sentence, like="13:00"))
            written = self.questions.answers.start or time(13)
        if self.halves and isinstance(written, time):
            said, other = self._said_start(), _in_the_other_half(written)
            written = other if other == said or (said is None and written < _MORNING) else written
        return self._at(item.place, written)

    def _start(self, slot: _Slot, before: _Slot) -> Instant | None:
        item, expected = slot.item, None if before.end is None else instant(before.end + slot.handover)
        if item.start is None:
            if before.end is not None:
                self.findings.add("times that follow from the row above", f"{item.place} {self.shown(before.end)}")
            return expected
        if expected is not None and self._shows(expected, item.start):
            return expected
        return self._next(item.place, item.start)

    def _next(self, place: str, when: When) -> Instant:
        """Return the first such time from the latest one that is known on, in either half of the day if need be.

        One with a date is on that day, also before the latest one.
        """
        known = (slot.start or slot.end for slot in reversed(self.slots))
        since = next(filter(None, known), None) or self._at(place, time(0))
        first = self._at(place, when, since)
        if not isinstance(when, time):
            return first
        if self.halves and when < _AFTERNOON:
            first = min(first, self._at(place, _in_the_other_half(when), since))
        if first - since > _BACKWARDS:
            order = f"before the row above it ({self.shown(since)}): put the rows in the order of their times"
            raise NoRundown(place, f"is at {when:%H:%M}, {order}")
        return first

    def _at(self, place: str, when: When, since: datetime | None = None) -> Instant:
        """Return a time as an instant: on its own day, or the first at or after `since`, or on the meeting's day."""
        if isinstance(when, datetime) and when.tzinfo is not None:
            return instant(when)
        text = when.isoformat(timespec="microseconds")
        try:
            if since is None:
                return parse_moment(text, zone=self.zone, day=self.day)
            return first_at_or_after(text, zone=self.zone, since=since)
        except ValueError as error:
            raise NoRundown(f"{place}: {error}") from None

    def _shows(self, moment: datetime, when: When) -> bool:
        """Tell whether clocks show that time at an instant."""
        local = moment.astimezone(self.zone)
        if isinstance(when, datetime):
            return moment == when if when.tzinfo is not None else local.replace(tzinfo=None, fold=0) == when
        return local.time() == when

    def shown(self, moment: datetime) -> str:
        """Return an instant to the minute, as messages have it."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def hard_stop(self) -> Instant | None:
        """Return the end that was said, or that the file says; None where the last row's end has to do."""
        start = self.slots[0].start
        said = self.questions.answers.end or self.facts.end
        if said is None or start is None:
            return None
        return self._at("the end", said, None if isinstance(said, datetime) else start + _MOMENT)

    def fill(self) -> None:
        """Give rows without a length what is left for them up to the next time that is known."""
        slots = self.slots
        at = slots[0].start
        for index, slot in enumerate(slots):
            if slot.start is None and at is not None:
                slot.start = at + slot.handover
                slot.end = slot.end or slot.by_length
            if slot.end is None:
                last = index
                while slots[last].end is None and last + 1 < len(slots) and slots[last + 1].start is None:
                    last += 1
                after = slots[last + 1].start if last + 1 < len(slots) else None
                self._share(slots[index : last + 1], slots[last].end or after or self._asked_end())
            at = slot.end

    def _asked_end(self) -> Instant:
        """Return the hard stop, asked for if nobody said it."""
        if (said := self.hard_stop()) is not None:
            return said
        latest = max(time for slot in self.slots for time in (slot.start, slot.end) if time is not None)
        full_hour = f"{self.shown(latest + _HOUR)[:2]}:00"
        like = full_hour if full_hour > self.shown(latest) else "23:59"
        sentence = f"{self.slots[-1].item.called} is the last, and nothing says when it ends"
        self.questions.ask(Question("end", sentence, like=like))
        return self.hard_stop() or instant(latest + _HOUR)

    def _share(self, run: Sequence[_Slot], bound: Instant) -> None:
        """Give what is left before `bound` to the rows of a run that have no length, in equal parts."""
        at = run[0].start or bound
        sharing = [slot for slot in run if slot.length is None]
        handovers = sum((slot.handover for slot in run[1:]), _ZERO)
        left = bound - at - handovers - sum((slot.length or _ZERO for slot in run), _ZERO)
        if left <= _ZERO:
            nothing = f"nothing is left for it before {self.shown(bound)}"
            raise NoRundown(f"{run[0].item.called} has no length, and {nothing}")
        part = left // len(sharing) // _SECOND * _SECOND or left // len(sharing)
        for slot in run:
            if slot.length is None:
                slot.length = part if slot is not sharing[-1] else left - part * (len(sharing) - 1)
            slot.start = at if slot is run[0] else at + slot.handover
            at = slot.end = slot.start + slot.length
        if len(sharing) > 1:
            places = ", ".join(slot.item.place for slot in sharing[:6]) + (" …" if len(sharing) > 6 else "")
            self.findings.add(f"{places} share {spell_duration(left)} equally: no length is written for them")

    def _has_halves(self, items: Sequence[BlockRow]) -> bool:
        """Tell whether clock times are those of a 12-hour clock that doesn't say which half of the day it is."""
        if self.questions.answers.clock is not None:
            return self.questions.answers.clock == "12"
        clocks = [item.start for item in items if isinstance(item.start, time)]
        if not clocks or self.facts.is_24_hours:
            return False
        first, said = clocks[0], self._said_start()
        if _in_the_other_half(first) == said:
            self.findings.add("the times are those of a 12-hour clock, beginning in the afternoon")
            return True
        if said is None and _EARLIEST <= first < _MORNING and max(clocks) < _AFTERNOON:
            beginning, clock, at_night = "the first time is", first, "at night"
        else:
            back = (
                (earlier, later)
                for earlier, later in pairwise(clocks)
                if _MORNING < earlier < _AFTERNOON and _EARLIEST <= later < _MORNING
            )
            if (pair := next(back, None)) is None:
                return False
            beginning, clock, at_night = f"times go from {pair[0]:%H:%M} back to", pair[1], "past midnight"
        choices = (("12", f"{clock:%H:%M} is in the afternoon"), ("24", f"{clock:%H:%M} is {at_night}"))
        sentence = f"{beginning} {clock:%H:%M}: {at_night}, or in the afternoon"
        return self.questions.ask(Question("clock", sentence, choices)) == "12"

    def _said_start(self) -> time | None:
        """Return when the meeting begins, as a person or the lines above the table say it."""
        return self.questions.answers.start or (self.facts.start if isinstance(self.facts.start, time) else None)


def _in_the_other_half(clock: time) -> time:
    return clock.replace(hour=(clock.hour + 12) % 24)


def _reading(items: Sequence[BlockRow], unclear: Sequence[BlockRow], questions: Questions, findings: Findings) -> int:
    """Return how all lengths such as 3:00 are read: as three minutes, or as three hours, which Excel takes it for."""
    if questions.answers.lengths is not None:
        return _MINUTES if questions.answers.lengths == "m:ss" else _HOURS
    such = f"lengths such as {clock_digits(unclear[0].length[_MINUTES])} are"
    flagged = next((item for item in unclear if item.length[_HOURS] >= _HOUR), None)
    if flagged is None:
        findings.add(f"{such} hours:minutes: none of them is an hour")
        return _HOURS
    by_times = {item.length.index(span) for item in unclear if (span := _between(item.start, item.end)) in item.length}
    gaps = [
        (item.length, gap)  # a handover may lie in it, but a length of less than half of it is none of these times
        for item, after in pairwise(items)
        if len(item.length) > 1 and (gap := _between(item.start, after.start)) is not None
    ]
    fits = {one: all(gap / 2 <= length[one] <= gap for length, gap in gaps) for one in (_MINUTES, _HOURS)}
    by_times |= {one for one in fits if gaps and fits[one]}
    if len(by_times) == 1:
        reading = by_times.pop()
        findings.add(f"{such} {'hours:minutes' if reading else 'minutes:seconds'}: so they fit the times")
        return reading
    short, long = map(spell_duration, flagged.length)
    written = clock_digits(flagged.length[_MINUTES])
    many = f" ({len(unclear)} lengths are written so)" if len(unclear) > 1 else ""
    sentence = f"{flagged.place}: the length {written} is {long} to Excel, and may be meant as {short}{many}"
    choices = (("m:ss", f"{written} is {short}"), ("h:mm", f"{written} is {long}"))
    return _MINUTES if questions.ask(Question("lengths", sentence, choices)) == "m:ss" else _HOURS


def _between(earlier: When | None, later: When | None) -> timedelta | None:
    if not isinstance(earlier, time) or not isinstance(later, time):
        return None
    return (since_midnight(later) - since_midnight(earlier)) % DAY
