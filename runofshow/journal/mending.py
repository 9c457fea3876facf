"""Puts one flipped bit right: without its opening line a journal can't be read, so that line deserves the search."""

from hashlib import sha256
from typing import Final

from runofshow.journal.line import body_of, seal_says

LONGEST_MENDED: Final = 32 * 1024
"""Bytes. The search costs the square of the length: half a second for the seven kilobytes of a long agenda."""


def one_bit_back(line: bytes) -> bytes | None:
    """The line before one bit of it was flipped, if its own seal says that there is such a one.

    Eight hexadecimal digits are right by chance once in four thousand million; a long agenda has sixty thousand bits.
    """
    body = body_of(line)
    if len(body) > LONGEST_MENDED:
        return None
    before = sha256()
    for place, byte in enumerate(body):
        after = body[place + 1 :]
        for bit in range(8):
            tried = before.copy()
            tried.update(bytes([byte ^ 1 << bit]) + after)
            if seal_says(line, tried.hexdigest()):
                return body[:place] + bytes([byte ^ 1 << bit]) + line[place + 1 :]
        before.update(body[place : place + 1])
    return None
