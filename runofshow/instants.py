"""Instants: points on the time line, always in UTC, with a type that local times don't have."""

from datetime import UTC, datetime
from typing import NewType

Instant = NewType("Instant", datetime)
"""A point on the time line, in UTC. Make one with `instant`: two instants can be compared and subtracted safely.

Python compares and subtracts two local times of the same zone by their clock faces, so a change of clocks between them
is lost. A local time is a plain `datetime`, for reading and showing only; mypy refuses it where an `Instant` is asked.
"""


def instant(moment: datetime) -> Instant:
    """Convert an aware datetime of any zone to an instant.

    Raises:
        ValueError: the datetime has no zone.
    """
    if moment.tzinfo is None:
        message = "a datetime without a zone is no instant"
        raise ValueError(message)
    return Instant(moment.astimezone(UTC))
