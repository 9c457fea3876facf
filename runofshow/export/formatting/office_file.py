"""Word and Excel files: archives without a date, properties, and the direction in which text is written."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from typing import Final

LANGUAGE: Final = "en-GB"
"""The language of the text that the program adds: spelling is checked against it."""

LONGEST_PROPERTY: Final = 250
"""Characters that a property of a document may hold, and a few less."""

_STRONG: Final = {"L": False, "R": True, "AL": True}
"""The classes of characters that have a direction of their own (Unicode Standard Annex 9); True is right to left."""
_NEVER_RIGHT: Final = re.compile("[\0-\u058f\u2010-\u2bff]*")
"""Characters of which none is written right to left."""


def runs_right(text: str) -> bool:
    """Return whether a paragraph is written right to left: its first character with a direction says so."""
    directions = (right for right in map(_direction, text) if right is not None)
    return not _NEVER_RIGHT.fullmatch(text) and next(directions, False)


def stretches_of_one_direction(text: str) -> Sequence[tuple[str, bool]]:
    """Return the text cut where its direction changes, each piece with True if it runs right to left.

    Spaces, digits and punctuation have no direction. They go with the text on both of their sides if its direction is
    the same, else with the paragraph.
    """
    if _NEVER_RIGHT.fullmatch(text):
        return [(text, False)] if text else []
    own, paragraph = [_direction(character) for character in text], runs_right(text)
    before = _carried(own, paragraph)
    behind = _carried(own[::-1], paragraph)[::-1]
    directions = (left if left == right else paragraph for left, right in zip(before, behind, strict=True))
    pieces = groupby(zip(text, directions, strict=True), key=lambda pair: pair[1])
    return [("".join(character for character, _ in piece), right) for right, piece in pieces]


def _direction(character: str) -> bool | None:
    return _STRONG.get(unicodedata.bidirectional(character))


def _carried(own: Sequence[bool | None], first: bool) -> list[bool]:
    """Return for each place the last direction at or before it."""
    return list(accumulate(own, lambda last, one: last if one is None else one, initial=first))[1:]


_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can tell."""


def undated(content: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """Return the archive without the time at which it was packed, and with the parts in `instead` replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, (instead or {}).get(part.filename, old.read(part)))
    return packed.getvalue()
