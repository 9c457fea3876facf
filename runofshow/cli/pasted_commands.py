"""Commands that a message prints, as a person would type them."""

import shlex
from typing import Final

_NOT_IN_DOUBLE_QUOTES: Final = frozenset('"$`\\!')


def command(*words: str) -> str:
    """What to type for a command of this program: words in quotes only where a shell needs them."""
    return " ".join(("runofshow", *map(_quoted, words)))


def _quoted(word: str) -> str:
    safe = shlex.quote(word)
    return safe if safe == word or _NOT_IN_DOUBLE_QUOTES & set(word) else f'"{word}"'
