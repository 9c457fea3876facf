"""Times that are valid, and may not be what staff mean: a meeting at night, one during which clocks change."""

from collections.abc import Iterator
from datetime import timedelta

from runofshow.agenda.model import Agenda


def doubts(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Yield the field of each doubtful time, and a sentence about it."""
    zone, step = agenda.timezone, timedelta(minutes=1)
    start, end = agenda.start.astimezone(zone), agenda.end.astimezone(zone)
    if start.hour in range(1, 7):  # hardly any meeting begins then, and people write these for the afternoon
        meant = f"{start + timedelta(hours=12):%H:%M} or {start.hour} pm"
        yield "start", f"the meeting begins at {start:%H:%M}, at night: write {meant} if the afternoon is meant"
    if start.utcoffset() != end.utcoffset():
        change = agenda.start
        while change.astimezone(zone).utcoffset() == start.utcoffset():
            change += step
        before, after = (change - step).astimezone(zone) + step, change.astimezone(zone)
        hours = f"{start:%H:%M}–{end:%H:%M}"
        yield (
            "date",
            f"clocks go from {before:%H:%M} to {after:%H:%M} during the meeting, {hours}: check the clock times",
        )
