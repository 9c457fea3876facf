"""Reading a picture as a person does: words in ordinary letters, or in large ones."""

from collections.abc import Sequence

from rich.text import Text

from runofshow.ui.big_text import capitals, lettered

LETTER_SIZES = range(1, 13)
"""That a name, a word or digits have on the largest screen of these tests."""


def says(picture: str, words: str) -> bool:
    """Whether the words stand in a picture, in letters of any size that it can have."""
    large = capitals(words)
    return words in picture or (
        large is not None and any(_stands_large(picture.splitlines(), large, size) for size in LETTER_SIZES)
    )


def harmless(lines: Sequence[Text], width: int) -> bool:
    """Whether every line is exactly as wide as the screen, and nothing in it moves a cursor."""
    return all(
        line.cell_len == width
        and all(character.isprintable() or character in "\u200c\u200d\u200e\u200f" for character in line.plain)
        for line in lines
    )


def _stands_large(lines: list[str], words: str, size: int) -> bool:
    rows = [row.rstrip() for row in lettered(words, size)]
    return any(
        all(row in line for row, line in zip(rows, lines[start:], strict=False))
        for start in range(len(lines) - len(rows) + 1)
    )
