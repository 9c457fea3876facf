"""Text in a cell that no spreadsheet runs as a formula, and how the cells of a plan's sheet are read back."""

import unicodedata
from typing import Final

_RUNS_AS_FORMULA: Final = frozenset("=+-@\u2212")
_CONTROL_PICTURES: Final = range(0x2400, 0x2440)
_QUOTE: Final = "'"


def defused(text: str) -> str:
    """The text, led by ``'`` if a spreadsheet would run it as a formula, also behind spaces and invisibles.

    Full-width and other forms of ``= + - @`` count, for spreadsheets of East Asian languages read them.
    """
    first = next((character for character in text if not _is_passed_over(character)), "")
    return f"'{text}" if unicodedata.normalize("NFKC", first)[:1] in _RUNS_AS_FORMULA else text


def _is_passed_over(character: str) -> bool:
    return unicodedata.category(character)[0] in "ZCM" or ord(character) in _CONTROL_PICTURES


def quoted(text: str) -> str:
    """The text, led by ``'`` if a spreadsheet would run it as a formula, or if it looks as if it were led so."""
    return f"{_QUOTE}{text}" if _is_led(text) else text


def unquoted(text: str) -> str:
    """What `quoted` was given."""
    return text[1:] if text.startswith(_QUOTE) and _is_led(text[1:]) else text


def _is_led(text: str) -> bool:
    bare = text.lstrip(_QUOTE)
    return bare != "" and defused(bare) != bare
