"""Texts from other people's files: made harmless, and cut to the length that an agenda may have."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

from runofshow.export.json_values import safe_lines

LONGEST_LINE: Final = 1_000
LONGEST_PROSE: Final = 20_000
"""In characters, as the agenda has them."""

CUT_OFF: Final = " …"
Typed = TypeVar("Typed")
Found = TypeVar("Found")


def prose(text: str) -> str:
    """Return the text made harmless, in its own lines, none of them blank at the text's ends."""
    whole = safe_lines(text)
    return whole if len(whole) <= LONGEST_PROSE else whole[: LONGEST_PROSE - len(CUT_OFF)] + CUT_OFF


def one_line(text: str) -> str:
    """Return the text made harmless, its lines joined by commas, and cut off where no line of an agenda is so long."""
    lines = safe_lines(text).splitlines()
    whole = ", ".join(filter(None, (line.strip().rstrip(",") for line in lines))) if len(lines) > 1 else "".join(lines)
    return whole if len(whole) <= LONGEST_LINE else whole[: LONGEST_LINE - len(CUT_OFF)].rstrip() + CUT_OFF


def paragraphs(*texts: str) -> str:
    """Return the texts that aren't empty, each beginning a line."""
    return "\n".join(filter(None, texts))


def tried(read: Callable[[Typed], Found], typed: Typed) -> Found | None:
    """Return what a text or a cell is read as; None where it can't be."""
    with suppress(ValueError):
        return read(typed)
    return None


def counted(number: int, word: str) -> str:
    """Return ``3 segments``, ``1 segment`` or ``no segments``."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
