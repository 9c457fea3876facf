"""Digits large enough to be read from the lectern, drawn with block characters."""

from typing import Final

_FONT: Final = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": ("  █", "  █", "  █", "  █", "  █"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    "+": ("   ", " █ ", "███", " █ ", "   "),
    "-": ("   ", "   ", "███", "   ", "   "),
    " ": ("   ", "   ", "   ", "   ", "   "),
    ":": (" ", "█", " ", "█", " "),
}
"""Each figure is five dots high; a dot is half a row times the size, so that it is about as wide as high."""

SIZES: Final = (4, 3, 2, 1)
"""How many cells a dot is wide; the largest first. They take 10, 8, 5 and 3 rows."""

_DOTS_HIGH: Final = 5


def rows_high(size: int) -> int:
    """How many rows digits of a size take."""
    return -(-_DOTS_HIGH * size // 2)


def cells_wide(text: str, size: int) -> int:
    """How many cells the text takes in digits of a size."""
    return size * (sum(len(_FONT[figure][0]) for figure in text) + max(0, len(text) - 1))


def largest(text: str, width: int, height: int) -> int | None:
    """The largest size at which the text goes into so many cells and rows; None if it goes in at none."""
    return next((size for size in SIZES if rows_high(size) <= height and cells_wide(text, size) <= width), None)


def large_digits(text: str, size: int) -> list[str]:
    """The rows of a text of digits, ``:``, ``+``, ``-`` and spaces; all have the same width."""
    dots = [" ".join(_FONT[figure][row] for figure in text) for row in range(_DOTS_HIGH)]
    halves = [_widened(row, size) for row in dots for _ in range(size)]
    if len(halves) % 2:
        halves.append(" " * len(halves[0]))
    return [_joined(upper, lower) for upper, lower in zip(halves[::2], halves[1::2], strict=True)]


def _widened(row: str, size: int) -> str:
    return "".join(dot * size for dot in row)


def _joined(upper: str, lower: str) -> str:
    """Two half rows as one row of characters."""
    halves = {(" ", " "): " ", ("█", " "): "▀", (" ", "█"): "▄", ("█", "█"): "█"}
    return "".join(halves[pair] for pair in zip(upper, lower, strict=True))
