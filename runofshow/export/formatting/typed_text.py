"""Text that people typed, as it stands in a cell of a spreadsheet and in Markdown."""

import re
import unicodedata
from typing import Final
from xml.sax.saxutils import escape

from runofshow.export.json_values import safe_lines

_RUNS_AS_FORMULA: Final = frozenset("=+-@\u2212")
_CONTROL_PICTURES: Final = range(0x2400, 0x2440)
_QUOTE: Final = "'"


def defused(text: str) -> str:
    """Return the text, led by ``'`` if a spreadsheet would run it as a formula, also behind spaces and invisibles.

    Full-width and other forms of ``= + - @`` count, for spreadsheets of East Asian languages read them.
    """
    for character in text:
        if unicodedata.category(character)[0] not in "ZCM" and ord(character) not in _CONTROL_PICTURES:
            return f"'{text}" if unicodedata.normalize("NFKC", character)[:1] in _RUNS_AS_FORMULA else text
    return text


def quoted(text: str) -> str:
    """Return the text, led by ``'`` if a spreadsheet would run it as a formula, or if it looks as if it were led so."""
    return f"{_QUOTE}{text}" if _is_led(text) else text


def unquoted(text: str) -> str:
    """Return the text that `quoted` was given."""
    return text[1:] if text.startswith(_QUOTE) and _is_led(text[1:]) else text


def _is_led(text: str) -> bool:
    bare = text.lstrip(_QUOTE)
    return bare != "" and defused(bare) != bare


_NOT_PLAIN: Final = re.compile(
    r"""
    [\\`*_\[\]#~|$@!]
  | :(?!\s|$)(?!(?<=\d:)\d\d(?!\w|:\D|:$))   # but not that of a clock time, or of a sentence
    """,
    re.VERBOSE,
)
_COMES_ALIVE: Final = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
BREAK: Final = "<br>"
"""A new line within a cell or an item."""


def escaped(text: str) -> str:
    """Return typed text that Markdown shows as it was typed: no markup, no HTML, no link that can be followed.

    Line breaks become ``<br>``; an empty comment keeps addresses from turning into links by themselves.
    """
    lines = (escape(_NOT_PLAIN.sub(r"\\\g<0>", line.strip())) for line in safe_lines(text).splitlines())
    return BREAK.join(_COMES_ALIVE.sub("<!-- -->", line) for line in lines)
