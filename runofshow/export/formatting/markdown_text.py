"""Text in Markdown that is shown as it was typed."""

import re
from typing import Final

from runofshow.export.json_values import safe_lines

_NOT_PLAIN: Final = re.compile(
    r"""
    [\\`*_\[\]#~|$@!]
  | :(?!\s|$)(?!(?<=\d:)\d\d(?!\w|:\D|:$))   # but not that of a clock time, or of a sentence
    """,
    re.VERBOSE,
)
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_COMES_ALIVE: Final = re.compile(r"(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
BREAK: Final = "<br>"
"""A new line within a cell or an item."""


def escaped(text: str) -> str:
    """What a person typed, shown by Markdown as it was typed: no markup, no HTML, no link that can be followed.

    Line breaks become ``<br>``; an empty comment keeps addresses from turning into links by themselves.
    """
    return BREAK.join(_escaped_line(line) for line in safe_lines(text).splitlines())


def _escaped_line(line: str) -> str:
    plain = _NOT_PLAIN.sub(r"\\\g<0>", line.strip())
    for character, entity in _ENTITIES.items():
        plain = plain.replace(character, entity)
    return _COMES_ALIVE.sub("<!-- -->", plain)
