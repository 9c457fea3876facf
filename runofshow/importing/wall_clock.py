"""The clock on the wall of the meeting: what a time in a file is as an instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runofshow.agenda.clocktime import first_at_or_after, parse_moment
from runofshow.importing.questions import NoRundown
from runofshow.importing.rundown import When

HALF_A_DAY: Final = timedelta(hours=12)
BACKWARDS: Final = timedelta(hours=18)
"""A start that would be so long after the one before is meant to be before it: the rows are out of order."""


@dataclass(frozen=True, slots=True)
class WallClock:
    """Where the meeting is, and on which day it begins. Instants are in UTC."""

    zone: ZoneInfo
    day: date

    def on_the_day(self, place: str, when: When) -> datetime:
        """The time, on the day that is written with it, else on the meeting's; `place` is what messages call it.

        Raises:
            NoRundown: there is no such time on that day.
        """
        if isinstance(when, datetime) and when.tzinfo is not None:
            return when.astimezone(UTC)
        clock = when.time() if isinstance(when, datetime) else when
        day = when.date() if isinstance(when, datetime) else self.day
        try:
            return parse_moment(clock.isoformat("microseconds"), zone=self.zone, day=day).astimezone(UTC)
        except ValueError as error:
            message = f"{place}: {error}"
            raise NoRundown(message) from None

    def first_since(self, place: str, when: When, since: datetime, *, halves: bool = False) -> datetime:
        """The first such time at or after `since`; of a 12-hour clock, the first in either of its `halves`.

        Raises:
            NoRundown: there is none, or it would be the next day: the rows are out of order.
        """
        if isinstance(when, datetime):
            return self.on_the_day(place, when)
        readings = [when, in_the_other_half(when)] if halves and when < time(13) else [when]
        try:
            instants = [
                first_at_or_after(clock.isoformat("microseconds"), zone=self.zone, since=since) for clock in readings
            ]
        except ValueError as error:
            message = f"{place}: {error}"
            raise NoRundown(message) from None
        instant = min(instants).astimezone(UTC)
        if instant - since > BACKWARDS:
            message = (
                f"{place} is at {when:%H:%M}, before the row above it ({self.shown(since)}): put the rows in the "
                "order of their times"
            )
            raise NoRundown(message)
        return instant

    def shows(self, instant: datetime, when: When) -> bool:
        """Whether it shows that time at an instant."""
        local = instant.astimezone(self.zone)
        if isinstance(when, datetime):
            return instant == when if when.tzinfo is not None else local.replace(tzinfo=None, fold=0) == when
        return local.time() == when

    def shown(self, instant: datetime) -> str:
        """An instant to the minute, as messages have it."""
        return f"{instant.astimezone(self.zone):%H:%M}"


def in_the_other_half(clock: time) -> time:
    """Twelve hours later, or earlier."""
    return clock.replace(hour=(clock.hour + 12) % 24)
