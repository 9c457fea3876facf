"""The times of a printed programme: starts rounded to a step that people can read and remember.

Each start goes to the nearest step of the clock, halves to the earlier one. These are never rounded: the start of the
meeting, a fixed `start:`, the hard stop. Where two blocks would get the same time, or one would reach the hard stop,
both take the next smaller of 30, 15, 10, 5 minutes and 1 minute, until their times differ. So times only rise, and only
blocks that begin within one minute share theirs.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import groupby, pairwise
from typing import Final

from runofshow.agenda.durations import parse_duration
from runofshow.agenda.model import Agenda
from runofshow.agenda.schedule import Planned
from runofshow.export.formats import DEFAULTS

MINUTE: Final = timedelta(minutes=1)
USUAL_STEP: Final = DEFAULTS.step

_STEPS: Final = tuple(minutes * MINUTE for minutes in (30, 15, 10, 5, 1))


def parse_step(text: str) -> timedelta:
    """Return the step that the text names; ``0`` stands for exact minutes, as ``1m`` does.

    Raises:
        ValueError: an hour doesn't hold a whole number of such steps, or the text names no length of time.
    """
    step = timedelta(0) if text.strip() == "0" else parse_duration(text)
    if not step:
        return MINUTE
    if step % MINUTE or timedelta(hours=1) % step:
        raise ValueError(f"{text.strip()} doesn't divide an hour: take 5m, 10m, 15m or 30m, or 0 for exact minutes")
    return step


def printed_starts(rows: Sequence[Planned], agenda: Agenda, step: timedelta) -> list[datetime]:
    """Return the minute that is printed for each row of the agenda's plan, in the event's zone."""
    zone = agenda.timezone
    together = [list(found) for _, found in groupby(rows, key=lambda row: _rounded(row.start, MINUTE, zone))]
    steps = [MINUTE if any(row.block.start is not None for row in found) else step for found in together]
    steps[0] = MINUTE
    starts = [found[0].start for found in together]
    if starts[-1] < agenda.end:
        starts, steps = [*starts, agenda.end], [*steps, MINUTE]
    while True:
        times = [_rounded(start, one, zone) for start, one in zip(starts, steps, strict=True)]
        same = {place for place, (time, after) in enumerate(pairwise(times)) if after <= time}
        smaller = [
            next((finer for finer in _STEPS if finer < one), MINUTE) if {place - 1, place} & same else one
            for place, one in enumerate(steps)
        ]
        if smaller == steps:
            return [time.astimezone(zone) for time, found in zip(times, together, strict=False) for _ in found]
        steps = smaller


def _rounded(start: datetime, step: timedelta, zone: tzinfo) -> datetime:
    """Return the nearest step of the clock on the wall; a minute is cut, as on every other clock of the program."""
    local = start.astimezone(zone)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond) % step
    return start - past if step == MINUTE or past <= step / 2 else start - past + step
