"""Times and lengths as people type them. Each function raises UsageError if the text is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from runofshow.agenda.durations import parse_duration, parse_signed_duration
from runofshow.agenda.times import first_at_or_after, nearest_to
from runofshow.errors import Refused, UsageError
from runofshow.instants import Instant
from runofshow.show.actions.meeting import LONGEST_GONE
from runofshow.show.state import Show


@contextmanager
def _usage() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise UsageError(str(error)) from None


def duration_of(text: str) -> timedelta:
    """Return a length of time, as 2m."""
    with _usage():
        return parse_duration(text)


def signed_duration_of(text: str) -> timedelta:
    """Return a length of time, as 2m or -2m."""
    with _usage():
        return parse_signed_duration(text)


def instant_of(text: str | None, show: Show) -> Instant | None:
    """Return the instant of the show clock that ``--at`` or ``--began`` means: the first such time since the opening.

    The text is ISO 8601, or a clock time in the event's zone.

    Raises:
        Refused: a clock time lies up to six hours before the opening: that may be meant, or the next day.
    """
    if text is None:
        return None
    zone, opened, found = show.agenda.timezone, show.opened + show.correction, room_time(text, show)
    with _usage():
        before = first_at_or_after(text, zone=zone, since=opened - timedelta(hours=6))
    if before < opened and found - before >= timedelta(hours=12):
        earlier, later = (f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in (before, found))
        raise Refused(
            f"{text.strip()} could be {earlier}, before the show was opened at {opened.astimezone(zone):%H:%M}, or "
            f"{later}: write the date with it, as '{later}'"
        )
    return found - show.correction


def room_time(text: str, show: Show) -> Instant:
    """Return the first such time on the clock of the room since the opening."""
    with _usage():
        return first_at_or_after(text, zone=show.agenda.timezone, since=show.opened + show.correction)


def nearest(text: str, show: Show, now: Instant) -> Instant:
    """Return such a time on the clock of the room that lies next to `now` (by the show clock), before or after."""
    with _usage():
        return nearest_to(text, zone=show.agenda.timezone, to=now + show.correction)


def nearest_room_time(text: str, show: Show, now: Instant) -> Instant:
    """Return the hard stop or fixed start that is meant: the nearest such time, which may be just past.

    One that lies long before the opening is the next such after it.
    """
    near = nearest(text, show, now)
    return near if near - show.correction > show.opened - LONGEST_GONE else room_time(text, show)
