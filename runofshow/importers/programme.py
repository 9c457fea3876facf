"""Paragraphs, of which some begin with a time -> a table: a programme as people type it."""

from collections.abc import Sequence
from dataclasses import dataclass

from runofshow.importers.cells import Cell, Table, even, is_time
from runofshow.importers.clock_times import time_and_text
from runofshow.importers.dates import day_in, is_day


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; tabs part it as columns would."""

    text: str
    is_heading: bool = False


def programme(paragraphs: Sequence[Paragraph]) -> Table:
    """Return a row for each paragraph with a time; those below it that have none go on with its text.

    A heading and a day stand in a row of their own, and so does what comes before the first time.
    """
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    last = max((number for number, one in enumerate(paragraphs) if _is_timed(one.text)), default=0)
    for number, paragraph in enumerate(paragraphs):
        parts = [part.strip() for part in paragraph.text.split("\t") if part.strip()]
        if not parts:
            if number > last and rows and rows[-1]:  # what follows is below the programme
                rows.append([])
                numbers.append(number + 1)
            continue
        clock, rest = time_and_text(parts[0])
        if clock or is_time(parts[0]):
            cells = [clock, rest, *parts[1:]] if clock else parts
        elif not _goes_on(rows, paragraph, parts):
            cells = [" ".join(parts)]
        else:
            rows[-1] = [*rows[-1], *parts] if len(rows[-1]) == 1 else _with_text(rows[-1], " ".join(parts))
            continue
        rows.append(list(cells))
        numbers.append(number + 1)
    return Table("", even(rows), numbers=tuple(numbers), row_word="line")


def _is_timed(text: str) -> bool:
    first = text.strip().partition("\t")[0]
    return bool(time_and_text(first)[0]) or is_time(first)


def _goes_on(rows: Sequence[Sequence[Cell]], paragraph: Paragraph, parts: Sequence[str]) -> bool:
    if not rows or not rows[-1] or not is_time(rows[-1][0]) or paragraph.is_heading:
        return False
    text = " ".join(parts)
    day, rest = day_in(text)
    begins_with_day = day is not None and bool(day.dates) and not text.lower().startswith(rest[:8] or "\n")
    return not is_day(text) and not begins_with_day


def _with_text(row: Sequence[Cell], text: str) -> list[Cell]:
    return [row[0], f"{row[1]}\n{text}", *row[2:]]
