"""Instants: points on the time line, always in UTC, with a type that local times don't have."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, NewType

Instant = NewType("Instant", datetime)
"""A point on the time line, in UTC. Make one with `instant`: two instants can be compared and subtracted safely.

Python compares and subtracts two local times of the same zone by their clock faces, so a change of clocks between them
is lost. A local time is a plain `datetime`, for reading and showing only; mypy refuses it where an `Instant` is asked.
"""


SECOND: Final = timedelta(seconds=1)


def instant(moment: datetime) -> Instant:
    """Convert an aware datetime of any zone to an instant.

    Raises:
        ValueError: the datetime has no zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a datetime without a zone is no instant")
    return Instant(moment.astimezone(UTC))


def shown_length(spans: Iterable[tuple[datetime, datetime]], lasted: timedelta) -> timedelta:
    """Return the length to show of something that ran in `spans`, and `lasted` so long without its pauses.

    Shown instants are cut to the second, never rounded. A shown length is the difference of its two shown instants,
    less its pauses, which are cut as well. So times and lengths add up in every column, on screens and in documents.

    `spans` are aware datetimes as the clock of the room tells them: a correction of that clock can have parts of a
    second.
    """
    ran = [(instant(start), instant(end)) for start, end in spans]
    paused = sum((end - start for start, end in ran), timedelta(0)) - lasted
    shown = sum((_whole_second(end) - _whole_second(start) for start, end in ran), timedelta(0))
    return max(timedelta(0), shown - paused // SECOND * SECOND)


def _whole_second(moment: Instant) -> datetime:
    return moment.replace(microsecond=0)
