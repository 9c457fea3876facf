"""Times that are valid, and may not be what staff mean: a meeting at night, one during which clocks change."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from runofshow.agenda.model import Agenda

_NIGHT: Final = range(1, 7)
"""Hours at which hardly any meeting begins, and which people write for the afternoon."""


def doubts(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Yield the field of each doubtful time, and a sentence about it."""
    start, end = (moment.astimezone(agenda.timezone) for moment in (agenda.start, agenda.end))
    if start.hour in _NIGHT:
        meant = f"{start + timedelta(hours=12):%H:%M} or {start.hour} pm"
        yield "start", f"the meeting begins at {start:%H:%M}, at night: write {meant} if the afternoon is meant"
    if (change := _change_of_clocks(agenda)) is not None:
        before, after = (f"{moment:%H:%M}" for moment in change)
        hours = f"{start:%H:%M}–{end:%H:%M}"
        yield "date", f"clocks go from {before} to {after} during the meeting, {hours}: check the clock times"


def _change_of_clocks(agenda: Agenda) -> tuple[datetime, datetime] | None:
    """Return the clock time at which clocks change during a meeting, and the one to which they go."""
    zone, step = agenda.timezone, timedelta(minutes=1)
    offset = agenda.start.astimezone(zone).utcoffset()
    if offset == agenda.end.astimezone(zone).utcoffset():
        return None
    at = agenda.start
    while at.astimezone(zone).utcoffset() == offset:
        at += step
    before = (at - step).astimezone(zone).replace(tzinfo=None) + step
    return before, at.astimezone(zone).replace(tzinfo=None)
