"""When each row of a rundown begins and how long it lasts, from whatever it says of that: starts, ends, lengths."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.clocktime import first_at_or_after, parse_moment
from runofshow.agenda.duration import spell_duration
from runofshow.importing.length_readings import chosen_lengths
from runofshow.importing.questions import Answers, NoRundown, Unclear
from runofshow.importing.rundown import Facts, Heading, Item, Remark, Row, When

ZERO: Final = timedelta(0)
SECOND: Final = timedelta(seconds=1)
HALF_A_DAY: Final = timedelta(hours=12)
BACKWARDS: Final = timedelta(hours=18)
"""A start that would be so long after the one before is meant to be before it: the rows are out of order."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A row with its times."""

    item: Item
    start: datetime
    """UTC."""
    length: timedelta

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Timetable:
    """All rows with their times; titles and remarks stand where they stood."""

    rows: tuple[Timed | Heading | Remark, ...]
    start: datetime
    end: datetime
    """The hard stop."""
    told: tuple[str, ...]

    @property
    def timed(self) -> list[Timed]:
        """The rows that take time."""
        return [row for row in self.rows if isinstance(row, Timed)]


def timetable(rows: Sequence[Row], facts: Facts, answers: Answers, zone: ZoneInfo, day: date) -> Timetable:
    """Work out all times; see `_Timing` for how.

    Raises:
        NoRundown: they contradict one another.
        Unclear: something is missing, or can be read in two ways.
    """
    timing = _Timing(facts, answers, zone, day)
    return timing.whole(rows)


@dataclass(slots=True)
class _Slot:
    """What is known of a row's times so far."""

    item: Item
    start: datetime | None = None
    end: datetime | None = None
    length: timedelta | None = None


@dataclass(slots=True)
class _Timing:
    """How times are worked out.

    Starts and ends that are written count most; a length fills in what is missing; what is left between two known times
    goes to the rows in between that say nothing, in equal parts.
    """

    facts: Facts
    answers: Answers
    zone: ZoneInfo
    day: date
    told: list[str] = field(default_factory=list)

    def whole(self, rows: Sequence[Row]) -> Timetable:
        """The timetable of all rows."""
        items = [row for row in rows if isinstance(row, Item)]
        lengths, told = chosen_lengths(items, self.answers)
        self.told += told
        slots = self._placed(items, lengths)
        end = self._hard_stop(slots)
        self._fill(slots, end)
        self._trim(slots)
        timed = iter([_timed(slot) for slot in slots])
        placed = tuple(next(timed) if isinstance(row, Item) else row for row in rows)
        first, last = _timed(slots[0]), _timed(slots[-1])
        return Timetable(placed, first.start, last.end if end is None else end, tuple(self.told))

    # What is written.

    def _placed(self, items: Sequence[Item], lengths: Sequence[timedelta | None]) -> list[_Slot]:
        slots: list[_Slot] = []
        shift = self._afternoon(items)
        for item, length in zip(items, lengths, strict=True):
            before = slots[-1] if slots else None
            slot = _Slot(item, length=length)
            slot.start = self._start(item, before, shift)
            slot.end = self._end(item, slot, shift)
            slots.append(slot)
        return slots

    def _afternoon(self, items: Sequence[Item]) -> bool:
        """Whether clock times are those of a 12-hour clock without its halves."""
        if self.answers.clock is not None:
            return self.answers.clock == "12"
        clocks = [item.start for item in items if isinstance(item.start, time)]
        said = self.answers.start or (self.facts.start if isinstance(self.facts.start, time) else None)
        if said is not None and clocks and said != clocks[0] and _plus_half_a_day(clocks[0]) == said:
            self.told.append("the times are those of a 12-hour clock, beginning in the afternoon")
            return True
        for earlier, later in pairwise(clocks):
            if later < earlier and time(8) <= earlier < time(13) and time(1) <= later < time(8):
                sentence = f"times go from {earlier:%H:%M} back to {later:%H:%M}: past midnight, or in the afternoon"
                raise Unclear(
                    asked="clock",
                    sentence=sentence,
                    choices=(("12", f"{later:%H:%M} is in the afternoon"), ("24", f"{later:%H:%M} is after midnight")),
                )
        return False

    def _start(self, item: Item, before: _Slot | None, shift: bool) -> datetime | None:
        if before is None:
            return self._first(item, shift)
        if item.start is None:
            known = before.end if before.end is not None else _plus(before.start, before.length)
            return None if known is None else known + (item.handover or ZERO)
        expected = _plus(before.start, before.length)
        since = before.start
        if expected is not None:
            expected += item.handover or ZERO
            if self._shows(expected, item.start):
                return expected
        if since is None:
            since = self._latest_known(before)
        return self._instant(item, item.start, since, shift)

    def _first(self, item: Item, shift: bool) -> datetime:
        said = self.answers.start or (self.facts.start if item.start is None else None)
        if said is not None and not shift:
            return self._on_the_day(item.place, said)
        if item.start is not None:
            first = self._on_the_day(item.place, item.start)
            if self.answers.start is not None and self._on_the_day(item.place, self.answers.start) > first:
                return first + HALF_A_DAY
            return first
        sentence = "nothing says at what time the meeting begins"
        raise Unclear(asked="start", sentence=sentence, like="--start 13:00")

    def _latest_known(self, slot: _Slot) -> datetime:
        return slot.end or slot.start or self._on_the_day(slot.item.place, time(0))

    def _end(self, item: Item, slot: _Slot, shift: bool) -> datetime | None:
        by_length = _plus(slot.start, slot.length)
        if item.end is None:
            return by_length
        if by_length is not None and self._shows(by_length, item.end):
            return by_length
        since = slot.start or self._on_the_day(item.place, time(0))
        end = self._instant(item, item.end, since, shift)
        if by_length is not None and slot.length:
            self.told.append(
                f"{item.place}: its times make {spell_duration(end - since)}, and its length says "
                f"{spell_duration(slot.length)}: the times are taken"
            )
        slot.length = None if slot.start is None else end - slot.start
        return end

    def _instant(self, item: Item, when: When, since: datetime, shift: bool) -> datetime:
        """The first such time at or after `since`."""
        if isinstance(when, datetime):
            return self._on_the_day(item.place, when)
        readings = [when, _plus_half_a_day(when)] if shift and when < time(13) else [when]
        try:
            instants = [
                first_at_or_after(clock.isoformat("microseconds"), zone=self.zone, since=since) for clock in readings
            ]
        except ValueError as error:
            message = f"{item.place}: {error}"
            raise NoRundown(message) from None
        instant = min(instants).astimezone(UTC)
        if instant - since > BACKWARDS:
            message = (
                f"{item.place} is at {when:%H:%M}, before the row above it ({self._clock(since)}): put the rows in the "
                "order of their times"
            )
            raise NoRundown(message)
        return instant

    def _on_the_day(self, place: str, when: When) -> datetime:
        if isinstance(when, datetime) and when.tzinfo is not None:
            return when.astimezone(UTC)
        clock = when.time() if isinstance(when, datetime) else when
        day = when.date() if isinstance(when, datetime) else self.day
        try:
            return parse_moment(clock.isoformat("microseconds"), zone=self.zone, day=day).astimezone(UTC)
        except ValueError as error:
            message = f"{place}: {error}"
            raise NoRundown(message) from None

    def _shows(self, instant: datetime, when: When) -> bool:
        """Whether a clock in the room shows that time at an instant."""
        local = instant.astimezone(self.zone)
        if isinstance(when, datetime):
            return instant == when if when.tzinfo is not None else local.replace(tzinfo=None, fold=0) == when
        return local.time() == when

    def _clock(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.zone):%H:%M}"

    # What is not.

    def _hard_stop(self, slots: Sequence[_Slot]) -> datetime | None:
        """The end that was said, or that the file says; None where the last row's end has to do."""
        start = slots[0].start
        said = self.answers.end if self.answers.end is not None else self.facts.end
        if said is None or start is None:
            return None
        if isinstance(said, datetime):
            return self._on_the_day("the end", said)
        try:
            end = first_at_or_after(said.isoformat("microseconds"), zone=self.zone, since=start).astimezone(UTC)
        except ValueError as error:
            message = f"the end: {error}"
            raise NoRundown(message) from None
        return end if end > start else end + 2 * HALF_A_DAY

    def _fill(self, slots: list[_Slot], hard_stop: datetime | None) -> None:
        """Give rows without a length what is left for them up to the next time that is known."""
        index = 0
        while index < len(slots):
            slot = slots[index]
            if slot.start is None:
                slot.start = slots[index - 1].end
                slot.start = None if slot.start is None else slot.start + (slot.item.handover or ZERO)
                slot.end = slot.end or _plus(slot.start, slot.length)
            if slot.end is not None:
                index += 1
                continue
            last = self._last_of_run(slots, index)
            self._share(slots[index : last + 1], self._bound(slots, last, hard_stop))

    @staticmethod
    def _last_of_run(slots: Sequence[_Slot], index: int) -> int:
        """The last of the rows that share what is left up to a known time."""
        last = index
        while slots[last].end is None and last + 1 < len(slots) and slots[last + 1].start is None:
            last += 1
        return last

    @staticmethod
    def _bound(slots: Sequence[_Slot], last: int, hard_stop: datetime | None) -> datetime:
        known = slots[last].end or (slots[last + 1].start if last + 1 < len(slots) else hard_stop)
        if known is None:
            sentence = f"{slots[last].item.called} is the last, and nothing says when it ends"
            raise Unclear(asked="end", sentence=sentence, like="--end 15:00")
        return known

    def _share(self, run: Sequence[_Slot], bound: datetime) -> None:
        begun = run[0].start
        if begun is None:
            message = f"{run[0].item.place} has no time, and none follows from the rows above it"
            raise NoRundown(message)
        open_ = [slot for slot in run if slot.length is None]
        taken = sum((slot.length or ZERO for slot in run), ZERO)
        taken += sum((slot.item.handover or ZERO for slot in run[1:]), ZERO)
        left = bound - begun - taken
        if left <= ZERO:
            message = f"{run[0].item.place} has no length, and nothing is left for it before {self._clock(bound)}"
            raise NoRundown(message)
        part = left // len(open_) // SECOND * SECOND or left // len(open_)
        for slot in open_:
            slot.length = part if slot is not open_[-1] else left - part * (len(open_) - 1)
        at = begun
        for place, slot in enumerate(run):
            slot.start = at + ((slot.item.handover or ZERO) if place else ZERO)
            at = slot.end = slot.start + (slot.length or ZERO)
        if len(open_) > 1:
            places = ", ".join(slot.item.place for slot in open_)
            self.told.append(f"{places} share {spell_duration(left)} equally: no length is written for them")

    def _trim(self, slots: Sequence[_Slot]) -> None:
        """A row that lasts into the next ends when that begins, and it is told."""
        for slot, after in pairwise(slots):
            if slot.start is None or slot.end is None or after.start is None or slot.end <= after.start:
                continue
            if after.start <= slot.start:
                message = (
                    f"{after.item.place} begins at {self._clock(after.start)}, no later than {slot.item.place}: "
                    "put the rows in the order of their times"
                )
                raise NoRundown(message)
            self.told.append(
                f"{slot.item.place} lasts until {self._clock(slot.end)}, and {after.item.place} begins at "
                f"{self._clock(after.start)}: the first is cut to {spell_duration(after.start - slot.start)}"
            )
            slot.end, slot.length = after.start, after.start - slot.start


def _timed(slot: _Slot) -> Timed:
    if slot.start is None or slot.end is None:
        message = f"{slot.item.place} has no time, and none follows from the rows around it"
        raise NoRundown(message)
    return Timed(slot.item, slot.start, slot.end - slot.start)


def _plus(start: datetime | None, length: timedelta | None) -> datetime | None:
    return None if start is None or length is None else start + length


def _plus_half_a_day(clock: time) -> time:
    return clock.replace(hour=(clock.hour + 12) % 24)
