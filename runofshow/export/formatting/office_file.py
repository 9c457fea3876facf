"""Which way text is written, and archives without a date: what Word and Excel files share."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

_STRONG: Final = {"L": False, "R": True, "AL": True}
"""Characters that have a direction of their own (Unicode Standard Annex 9), and whether it is right to left."""


def runs_right(text: str) -> bool:
    """Whether the whole of a paragraph is written right to left: its first character with a direction says so."""
    return next((right for right in map(_own_direction, text) if right is not None), False)


def stretches_of_one_direction(text: str) -> Sequence[tuple[str, bool]]:
    """The text cut where its direction changes, each piece with whether it runs right to left.

    What has no direction of its own (spaces, digits, punctuation) goes with what stands on both of its sides, or else
    with the paragraph.
    """
    if text.isascii():
        return [(text, False)] if text else []
    directions = _resolved([_own_direction(character) for character in text], paragraph=runs_right(text))
    pieces = groupby(zip(text, directions, strict=True), key=lambda pair: pair[1])
    return [("".join(character for character, _ in piece), right) for right, piece in pieces]


def _own_direction(character: str) -> bool | None:
    return _STRONG.get(unicodedata.bidirectional(character))


def _resolved(own: Sequence[bool | None], *, paragraph: bool) -> Sequence[bool]:
    before = _carried(own, paragraph)
    behind = _carried(own[::-1], paragraph)[::-1]
    return [
        one if one is not None else (left if left == right else paragraph)
        for one, left, right in zip(own, before, behind, strict=True)
    ]


def _carried(own: Sequence[bool | None], first: bool) -> list[bool]:
    """For each place the last direction at or before it."""
    carried: list[bool] = []
    for one in own:
        first = first if one is None else one
        carried.append(first)
    return carried


_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can tell: what the parts of office files carry that name no day."""


def undated(content: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The archive with no trace of when it was packed; parts in `instead` replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, (instead or {}).get(part.filename, old.read(part)))
    return packed.getvalue()
