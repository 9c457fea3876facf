"""Days as they stand in other people's files."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from runofshow.importers.vocabulary import months, pattern, weekdays
from runofshow.text import in_one_spelling

Order = Literal["day first", "month first"]
"""How ``03/04/2026`` is written."""

_LONGEST: Final = 64
_LONGEST_LINE: Final = 200

ISO_DATE: Final = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[^\d-])")
_EAST_ASIAN: Final = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_NUMBERS: Final = re.compile(r"(?<![\d.:])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])")
_COUNTED: Final = (
    r"{day} ?#?(?:\d{1,2}|i{1,3}|iv|v|{numerals})\b|"
    r"\d{1,2}(?:\.|st|nd|rd|th|er|e|º|°)? {day}\b"
)
"""Days that are only counted: ``Day 2``, ``2. Tag``, ``DAY ONE``."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a file names it: a date, a date without its year, a weekday, or only ``Day 2``."""

    label: str
    dates: tuple[date, ...] = ()
    """The readings of a whole date: one day, or two where day and month could be either."""
    weekday: int | None = None
    month: int | None = None
    number: int | None = None
    """The day of the month."""

    def fits(self, day: date) -> bool | None:
        """Tell whether it is that day; None where it says nothing that could be compared."""
        if self.dates:
            return day in self.dates
        said = ((self.weekday, day.weekday()), (self.month, day.month), (self.number, day.day))
        known = [own == other for own, other in said if own is not None]
        return all(known) if known else None


def day_in(text: str) -> tuple[Day | None, str]:
    """Return the day that a text names, and what else the text says; without the marks around it.

    A weekday beside a date decides between its readings.
    """
    typed = in_one_spelling(text[:_LONGEST_LINE])
    counted = pattern(_COUNTED).match(typed)
    found, rest = _found(typed[counted.end() :] if counted else typed)
    said = {weekdays()[name] for name in _weekday().findall(rest)}
    rest = _weekday().sub(" ", rest)
    if found is None and not said and counted is None:
        return None, text
    whole = found or Day(text.strip())
    fitting = tuple(day for day in whole.dates if day.weekday() in said)
    weekday = next(iter(said)) if len(said) == 1 else None
    alone = re.search(r"(?<!\d)([12]?\d|3[01])(?!\d)(?:st|nd|rd|th|\.)?", rest)
    if found is None and weekday is not None and alone and int(alone[1]) and not counted:
        whole, rest = Day(text.strip(), number=int(alone[1])), rest.replace(alone[0], " ", 1)
    day = Day(" ".join(text.split()), fitting or whole.dates, weekday, whole.month, whole.number)
    return day, " ".join(rest.split()).strip(" ,.:;()|-\u2014")


def is_day(text: str) -> bool:
    """Tell whether a text is a day and nothing else."""
    if not text or len(text) > _LONGEST or (re.fullmatch(r"[\d.:,]+", text.strip()) and not _NUMBERS.search(text)):
        return False
    if in_one_spelling(text).strip(".") in weekdays():
        return True
    day, rest = day_in(text)
    return day is not None and not re.search(r"\w", rest)


def whole_day(text: str) -> Day | None:
    """Return the day that a cell of a column of days is; None where it is none."""
    spelled = in_one_spelling(text).strip(".")
    if spelled in weekdays():
        return Day(text.strip(), weekday=weekdays()[spelled])
    if re.fullmatch(r"\d{1,2}", spelled):
        return Day(text.strip())
    day, rest = day_in(text)
    return day if day is not None and (day.dates or not re.search(r"\w", rest)) else None


def dates(text: str) -> tuple[date, ...]:
    """Return the day that a text names, and the other that it could be: ``03/04/2026`` is 3 April or 4 March."""
    day, _ = day_in(text)
    return () if day is None else day.dates


def order_of(texts: Sequence[str]) -> Order | None:
    """Return how dates in numbers are written, where one of several tells: none has thirteen months."""
    said: set[Order] = set()
    for text in texts:
        if (written := _NUMBERS.search(in_one_spelling(text[:_LONGEST_LINE]))) and written[2] != ".":
            one, other = int(written[1]), int(written[3])
            said |= {"day first"} if one > 12 >= other else {"month first"} if other > 12 >= one else set()
    return said.pop() if len(said) == 1 else None


def in_order(found: Sequence[date], text: str, order: Order) -> date:
    """Return which of two readings of a date is written in that order."""
    written = _NUMBERS.search(in_one_spelling(text[:_LONGEST_LINE]))
    day = int(written[1 if order == "day first" else 3]) if written else 0
    return next((one for one in found if one.day == day), found[0])


def one_date(text: str) -> date:
    """Return the day that a person answers with; raise ValueError where it is none or could be two."""
    found = dates(text)
    if len(found) != 1:
        raise ValueError(f"'{text[:40]}' is no date that can be read in one way: write year-month-day, as 2026-09-23")
    return found[0]


def long_day(day: date) -> str:
    """Return ``3 April 2026``."""
    return f"{day.day} {day:%B %Y}"


def _found(typed: str) -> tuple[Day | None, str]:
    """Return the date that stands in a text, and the text without it."""
    if found := ISO_DATE.search(typed) or _EAST_ASIAN.search(typed):
        year, month, number = map(int, found.groups())
        day = _whole(typed, (year, month, number))
    elif found := _NUMBERS.search(typed):
        one, other, year = int(found[1]), int(found[3]), int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        readings = [(year, other, one), (year, one, other)]
        day = _whole(typed, *readings[: 1 if found[2] == "." else 2])  # nobody writes the month first with points
    elif found := next(filter(None, (pattern.search(typed) for pattern in _written())), None):
        month, number = months()[found["month"]], int(found["day"])
        if found["year"]:
            last = min(int(found["last"] or number), number + 9)
            day = _whole(typed, *((int(found["year"]), month, one) for one in range(number, last + 1)))
        else:
            day = Day(typed, month=month, number=number) if number else None
    elif found := re.search(r"(?<![\d.:/-])(\d{1,2})\.(\d{1,2})\.(?![\d:/])", typed):
        day = Day(typed, month=int(found[2]), number=int(found[1]))
    else:
        return None, typed
    return day, f"{typed[: found.start()]} {typed[found.end() :]}"


def _whole(typed: str, *readings: tuple[int, int, int]) -> Day | None:
    """Return the day of one or several dates (year, month, day); None where the calendar has none of them."""
    found: set[date] = set()
    for reading in readings:
        with suppress(ValueError):
            found.add(date(*reading))
    return Day(typed, tuple(sorted(found))) if found else None


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = rf"(?<![a-z])(?P<month>{_any_of(months())})(?![a-z])\.?"
    last = r"(?: ?(?:-|to|and|&|bis|au|al) ?(?P<last>\d{1,2})(?:st|nd|rd|th|\.)?)?"
    day = rf"(?<!\d)(?P<day>3[01]|[12]\d|0?\d)(?!\d)(?:st|nd|rd|th|er|\.|º|ª)?{last}"
    year = r"(?:,? ?(?:de |del |do )?(?P<year>\d{4})(?!\d))?"
    return re.compile(rf"{day} ?(?:of |de |d')?{month}{year}"), re.compile(rf"{month} {day}(?![\d:.]\d){year}")


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_any_of(weekdays())})(?!\w)\.?")


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(name) for name in names if len(name) > 2), key=len, reverse=True))
