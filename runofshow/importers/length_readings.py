"""What ``3:00`` is: three minutes, as staff mean it, or three hours, as Excel has it. One answer holds for a sheet."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from runofshow.agenda.durations import clock_digits, spell_duration
from runofshow.importers.open_questions import Answers, Unclear
from runofshow.importers.rundown import Item, When

_HOUR: Final = timedelta(hours=1)
_ANY_DAY: Final = date(2000, 1, 1)
_MINUTES, _HOURS = 0, 1


def chosen_lengths(items: Sequence[Item], answers: Answers) -> tuple[list[timedelta | None], list[str]]:
    """The length of each row, None where it says nothing; and how they were read.

    Raises:
        Unclear: a length of an hour or more may be meant in minutes, and neither the times nor an answer tells.
    """
    unclear = [item for item in items if len(item.length) > 1]
    reading, told = _reading(items, unclear, answers) if unclear else (_MINUTES, [])
    return [item.length[min(reading, len(item.length) - 1)] if item.length else None for item in items], told


def _reading(items: Sequence[Item], unclear: Sequence[Item], answers: Answers) -> tuple[int, list[str]]:
    example = clock_digits(unclear[0].length[_MINUTES])
    if answers.lengths is not None:
        return (_MINUTES if answers.lengths == "m:ss" else _HOURS), []
    if all(item.length[_HOURS] < _HOUR for item in unclear):
        return _HOURS, [f"lengths such as {example} are hours:minutes: none of them is an hour"]
    by_times = {reading for item in unclear if (reading := _by_own_times(item)) is not None}
    by_times |= {reading for reading in (_MINUTES, _HOURS) if _by_next_start(items, reading)}
    if len(by_times) == 1:
        (reading,) = by_times
        meaning = "hours:minutes" if reading else "minutes:seconds"
        return reading, [f"lengths such as {example} are {meaning}: so they fit the times"]
    raise _question(unclear)


def _question(unclear: Sequence[Item]) -> Unclear:
    flagged = next(item for item in unclear if item.length[_HOURS] >= _HOUR)
    short, long = map(spell_duration, flagged.length)
    written = clock_digits(flagged.length[_MINUTES])
    many = f" ({len(unclear)} lengths are written so)" if len(unclear) > 1 else ""
    sentence = f"{flagged.place}: the length {written} is {long} to Excel, and may be meant as {short}{many}"
    return Unclear(
        asked="lengths",
        sentence=sentence,
        choices=(("m:ss", f"{written} is {short}"), ("h:mm", f"{written} is {long}")),
    )


def _by_own_times(item: Item) -> int | None:
    """Which reading of a length the row's own start and end bear out."""
    span = _between(item.start, item.end)
    return item.length.index(span) if span in item.length else None


def _by_next_start(items: Sequence[Item], reading: int) -> bool:
    """Whether all such rows that are followed by a start last until it, or for a good part of the time, read so.

    A handover may lie between; a length that reaches beyond the next start contradicts the reading, and so does one
    that leaves most of the time unused.
    """
    pairs = [
        (item.length[reading], gap)
        for item, after in pairwise(items)
        if len(item.length) > 1 and (gap := _between(item.start, after.start)) is not None
    ]
    return bool(pairs) and all(gap / 2 <= length <= gap for length, gap in pairs)


def _between(earlier: When | None, later: When | None) -> timedelta | None:
    if not isinstance(earlier, time) or not isinstance(later, time):
        return None
    return (datetime.combine(_ANY_DAY, later) - datetime.combine(_ANY_DAY, earlier)) % timedelta(days=1)
