"""In which size of type the sheet on every table fits on one page: an estimate, for browsers and Word break the lines.

Lengths of the layout are in ems, that is in sizes of type, as both dresses have them.
"""

from math import ceil
from typing import Final

from wcwidth import wcswidth

from runofshow.export.handout import Handout, HandoutSegment
from runofshow.export.options import Paper, millimetres

SIDE: Final = 18
TOP: Final = 15
"""The margins, in millimetres."""

TITLE_SIZE: Final = 1.5
TIMES_COLUMN: Final = 4.2
"""How wide the column of times is."""

LEADING: Final = 1.25
"""From one line to the next."""

ROW_GAP: Final = 0.3
ABOVE_SEGMENT: Final = 0.9
BELOW_SEGMENT: Final = 0.4

_AROUND_FACTS: Final = 2.2
_AROUND_END: Final = 1.4
_CELL: Final = 0.45
"""How wide a letter of Times is on average, bold ones among them; a Chinese one takes two such cells."""

_POINTS: Final = 72 / 25.4
"""In a millimetre."""

_FULL: Final = 0.96
"""How much of the page is filled: the estimate may be a line short."""

_SIZES: Final = tuple(half / 2 for half in range(24, 14, -1))
"""In points, from the largest; what is smaller than the last can't be read at a table: the sheet then goes on."""


def points(sheet: Handout, paper: Paper) -> float:
    """The largest size that leaves all of the sheet on one page; the smallest that there is where none does."""
    width, height = (
        (side - 2 * margin) * _POINTS for side, margin in zip(millimetres(paper), (SIDE, TOP), strict=True)
    )
    fitting = (size for size in _SIZES if _height(sheet, width / size) * size <= height * _FULL)
    return next(fitting, _SIZES[-1])


def _height(sheet: Handout, width: float) -> float:
    """Of the whole sheet, on paper so wide."""
    title = _lines(sheet.title, width / TITLE_SIZE) * TITLE_SIZE * LEADING
    facts = sum(_lines(fact, width) for fact in sheet.facts) * LEADING
    segments = sum(_height_of(segment, width) for segment in sheet.segments)
    return title + facts + _AROUND_FACTS + segments + LEADING + _AROUND_END


def _height_of(segment: HandoutSegment, width: float) -> float:
    rows = [_lines(f"{row.who}, {row.designation}", width - TIMES_COLUMN) * LEADING + ROW_GAP for row in segment.rows]
    titled = _lines(segment.title, width) * LEADING + BELOW_SEGMENT if segment.title else 0
    return ABOVE_SEGMENT + titled + sum(rows)


def _lines(text: str, width: float) -> int:
    cells = max(wcswidth(text), len(text))
    return max(1, ceil(cells * _CELL / width))
