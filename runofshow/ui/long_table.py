"""Tables of many rows, in lines of plain text.

Rich measures, pads and styles each cell, which takes a third of a millisecond a row. Only cells that are wider than
their column are left to it, to be broken between words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

GAP: Final = "  "
_HEAD: Final = Style(bold=True)


@dataclass(frozen=True, slots=True)
class LongColumn:
    """A column: its heading, and how its cells are laid out."""

    heading: str
    right: bool = False
    """True if cells stand at its right edge."""
    wraps: bool = False
    """True if the column may become narrower than its cells."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A table without lines, its columns two blanks apart. All cells are harmless text on one line."""

    columns: Sequence[LongColumn]
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the headings, then the rows."""
        widths = self._widths(options.max_width)
        for line in self._lines(console, [column.heading for column in self.columns], widths):
            yield Segment(f"{line}\n", _HEAD)
        for row in self.rows:
            for line in self._lines(console, row, widths):
                yield Segment(f"{line}\n")

    def _widths(self, room: int) -> list[int]:
        """Return the widths of the columns: of their widest cells, or less where these don't fit beside each other."""
        cells = (
            [column.heading, *values] for column, values in zip(self.columns, zip(*self.rows, strict=True), strict=True)
        )
        widths = [max(map(cell_len, column)) for column in cells]
        over = sum(widths) + len(GAP) * (len(widths) - 1) - room
        while over > 0:
            place = max((at for at, one in enumerate(self.columns) if one.wraps), key=widths.__getitem__, default=None)
            if place is None or widths[place] == 1:
                break
            widths[place] -= 1
            over -= 1
        return widths

    def _lines(self, console: Console, row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
        """Draw a row: as many lines as its longest cell takes."""
        cells = [_broken(console, cell, width) for cell, width in zip(row, widths, strict=True)]
        for pieces in zip_longest(*cells, fillvalue=""):
            laid = (
                _padded(piece, width, right=column.right)
                for piece, width, column in zip(pieces, widths, self.columns, strict=True)
            )
            yield GAP.join(laid).rstrip()


def _broken(console: Console, cell: str, width: int) -> list[str]:
    if len(cell) <= width and (cell.isascii() or cell_len(cell) <= width):
        return [cell]
    return [one.plain.rstrip() for one in Text(cell).wrap(console, width)]


def _padded(cell: str, width: int, *, right: bool) -> str:
    if right:
        return " " * (width - cell_len(cell)) + cell
    return cell.ljust(width) if cell.isascii() else set_cell_size(cell, width)
