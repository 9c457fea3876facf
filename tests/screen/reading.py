"""Reading a picture as a person does: words in ordinary letters, or in large ones."""

from runofshow.screen.lettering import capitals, lettered

LETTER_SIZES = range(1, 13)
"""That a name, a word or digits have on the largest screen of these tests."""


def says(picture: str, words: str) -> bool:
    """Whether the words stand in a picture, in letters of any size that it can have."""
    large = capitals(words)
    return words in picture or (
        large is not None and any(_stands_large(picture.splitlines(), large, size) for size in LETTER_SIZES)
    )


def _stands_large(lines: list[str], words: str, size: int) -> bool:
    rows = [row.rstrip() for row in lettered(words, size)]
    return any(
        all(row in line for row, line in zip(rows, lines[start:], strict=False))
        for start in range(len(lines) - len(rows) + 1)
    )
