"""Times in a file as instants, by the clocks where the meeting is, on its day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.times import first_at_or_after, parse_moment
from runofshow.importers.clock_times import When
from runofshow.importers.questions import NoRundown
from runofshow.instants import Instant, instant

BACKWARDS: Final = timedelta(hours=18)
"""A start that would be so long after the one before is meant to be before it: the rows are out of order."""


@dataclass(frozen=True, slots=True)
class WallClock:
    """Where the meeting is, and on which day it begins."""

    zone: ZoneInfo
    day: date

    def on_the_day(self, place: str, when: When) -> Instant:
        """Return the time as an instant, on its own day or the meeting's; `place` is what messages call it.

        Raises:
            NoRundown: there is no such time on that day.
        """
        if isinstance(when, datetime) and when.tzinfo is not None:
            return instant(when)
        clock = when.time() if isinstance(when, datetime) else when
        day = when.date() if isinstance(when, datetime) else self.day
        try:
            return parse_moment(clock.isoformat("microseconds"), zone=self.zone, day=day)
        except ValueError as error:
            message = f"{place}: {error}"
            raise NoRundown(message) from None

    def first_since(self, place: str, when: When, since: Instant, *, halves: bool = False) -> Instant:
        """Return the first such time at or after `since`; of a 12-hour clock, the first in either of its `halves`.

        One with a date is on that day, also before `since`.

        Raises:
            NoRundown: there is none, or it would be the next day: the rows are out of order.
        """
        if isinstance(when, datetime) and when.tzinfo is not None:
            return instant(when)
        readings = [when]
        if halves and isinstance(when, time) and when < time(13):
            readings.append(in_the_other_half(when))
        try:
            instants = [
                first_at_or_after(clock.isoformat(timespec="microseconds"), zone=self.zone, since=since)
                for clock in readings
            ]
        except ValueError as error:
            message = f"{place}: {error}"
            raise NoRundown(message) from None
        first = min(instants)
        if isinstance(when, time) and first - since > BACKWARDS:
            message = (
                f"{place} is at {when:%H:%M}, before the row above it ({self.shown(since)}): put the rows in the "
                "order of their times"
            )
            raise NoRundown(message)
        return first

    def shows(self, moment: Instant, when: When) -> bool:
        """Tell whether clocks show that time at an instant."""
        local = moment.astimezone(self.zone)
        if isinstance(when, datetime):
            return moment == instant(when) if when.tzinfo is not None else local.replace(tzinfo=None, fold=0) == when
        return local.time() == when

    def shown(self, moment: Instant) -> str:
        """Return an instant to the minute, as messages have it."""
        return f"{moment.astimezone(self.zone):%H:%M}"


def in_the_other_half(clock: time) -> time:
    """Return the clock time twelve hours later, or earlier."""
    return clock.replace(hour=(clock.hour + 12) % 24)
