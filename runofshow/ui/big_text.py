"""Digits and capital letters large enough to be read from a lectern or from two metres, drawn with block characters.

Our own, because they come in every size: what fonts for terminals there are have one each, and digits that can't grow
with the screen are too small for a projector.
"""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final

from runofshow.agenda.delegations import find
from runofshow.text import without_honorifics

_FIGURE_SPACE: Final = "\u2007"
"""As wide as a digit: what keeps the others in their place."""

_DOTS_HIGH: Final = 5
_HALVES: Final = {(" ", " "): " ", ("█", " "): "▀", (" ", "█"): "▄", ("█", "█"): "█"}
_TYPOGRAPHIC: Final = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "ß": "SS"})
_NO_ACCENT_TO_DROP: Final = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "İ": "I"})


def _glyphs() -> dict[str, tuple[str, ...]]:
    """Read the glyphs: bands of six lines, a character above each drawing, columns that end in ``|``."""
    read: dict[str, tuple[str, ...]] = {" ": (" ",) * _DOTS_HIGH, _FIGURE_SPACE: ("   ",) * _DOTS_HIGH}
    bands = files("runofshow.ui").joinpath("data", "glyphs.txt").read_text(encoding="utf-8").split("\n\n")
    for band in bands:
        columns = zip(*(row.split("|")[:-1] for row in band.splitlines()), strict=True)
        read |= {name.strip(): tuple(rows) for name, *rows in columns}
    return read


_GLYPHS: Final = _glyphs()
"""Each glyph is five dots high; a dot is half a row times the size, so that it is about as wide as high."""


def cells_wide(text: str, size: int) -> int:
    """Return the cells that the text takes in glyphs of a size."""
    return size * (sum(len(_GLYPHS[glyph][0]) for glyph in text) + max(0, len(text) - 1))


def largest(text: str, width: int, height: int) -> int | None:
    """Return the largest size at which the text fits into so many cells and rows; None if it fits at no size."""
    dots = cells_wide(text, 1)
    size = min(width // dots if dots else width, height * 2 // _DOTS_HIGH)
    return size if size >= 1 else None


def countdown_field(digits: str) -> str:
    """Return a countdown with room for five characters, as 00:00: nothing jumps at a figure less or a sign."""
    return digits.rjust(5, _FIGURE_SPACE)


def capitals(text: str) -> str | None:
    """Return the text in capitals without accents, which can be drawn large; None if it holds other characters.

    Another script isn't transcribed: nobody wants to be called something that they don't write.
    """
    upper = text.translate(_TYPOGRAPHIC).upper().translate(_NO_ACCENT_TO_DROP)
    bare = "".join(one for one in unicodedata.normalize("NFKD", upper) if not unicodedata.category(one).startswith("M"))
    words = " ".join(bare.split())
    return words if words and all(glyph in _GLYPHS for glyph in words) else None


@lru_cache(maxsize=256)
def lettered(text: str, size: int) -> tuple[str, ...]:
    """Return the rows of a text that `capitals` or a countdown made; all have the same width."""
    dots = [" ".join(_GLYPHS[glyph][row] for glyph in text) for row in range(_DOTS_HIGH)]
    halves = ["".join(dot * size for dot in row) for row in dots for _ in range(size)]
    if len(halves) % 2:
        halves.append(" " * len(halves[0]))
    rows = zip(halves[::2], halves[1::2], strict=True)
    return tuple("".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in rows)


def person_sign(name: str) -> tuple[str, ...]:
    """Return a person's name without honorifics, then with fewer and fewer of the words before the last one.

    What stands in brackets or after a comma is no part of the name.
    """
    words = (capitals(without_honorifics(re.split(r"[(,]", name, maxsplit=1)[0])) or "").split()
    return tuple(" ".join(words[start:]) for start in range(len(words)))


@lru_cache(maxsize=64)
def delegation_sign(name: str) -> tuple[str, ...]:
    """Return a delegation's name without brackets, then those of its beginnings that are also names of it.

    ``UNITED KINGDOM`` is one, as the table of delegations knows; ``SOUTH``, ``REPUBLIC`` and ``EUROPEAN`` are not.
    """
    words = (capitals(name.split("(", maxsplit=1)[0]) or "").split()
    whole, cuts = " ".join(words), [" ".join(words[:end]) for end in range(len(words) - 1, 0, -1)]
    meant = find(name) if cuts else None
    shorter = [cut for cut in cuts if meant is not None and find(cut) == meant]
    return (whole, *shorter) if whole else ()
