"""A sequence of numbers that never changes: each change makes another one, and shares with it what stays.

The lists of rpds can't be inserted into. Here an insertion copies one chunk, whatever the length of the sequence.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, final

LARGEST_CHUNK: Final = 64
"""A chunk that grows larger is cut in two. A change copies one chunk, and a list of all chunks."""

Verdict = bool | None
"""The answer of a search about one number: True if it lies behind the place, False if before, None if unknown."""


@final
class NumberSequence:
    """Numbers in an order, such as those of entries."""

    __slots__ = ("_chunks", "_length")

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        known = tuple(numbers)
        self._chunks = tuple(known[at : at + LARGEST_CHUNK] for at in range(0, len(known), LARGEST_CHUNK))
        self._length = len(known)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(self._chunks)

    def __reversed__(self) -> Iterator[int]:
        return chain.from_iterable(map(reversed, reversed(self._chunks)))

    def __contains__(self, number: object) -> bool:
        return any(number in chunk for chunk in self._chunks)

    def __getitem__(self, place: int) -> int:
        chunk, at = self._found(place)
        return self._chunks[chunk][at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NumberSequence):
            return NotImplemented
        return self is other or (self._length == other._length and all(map(int.__eq__, self, other)))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"NumberSequence({list(self)})"

    def place_before(self, is_behind: Callable[[int], Verdict]) -> int:
        """Return the place of the first number for which a search says True; the length where there is none.

        Those for which it says False all stand before those for which it says True.
        """
        low, high = 0, len(self._chunks)
        while low < high:
            middle = (low + high) // 2
            here, verdict = middle, _last_verdict(self._chunks[middle], is_behind)
            while verdict is None and here + 1 < high:
                here += 1
                verdict = _last_verdict(self._chunks[here], is_behind)
            low, high = (here + 1, high) if verdict is False else (low, middle)
        before = sum(map(len, self._chunks[:low]))
        behind = (at for at, number in enumerate(chain.from_iterable(self._chunks[low:]), before) if is_behind(number))
        return next(behind, self._length)

    def inserted(self, place: int, number: int) -> "NumberSequence":
        """Return the sequence with a number at a place, before the one that stands there; at the end behind it."""
        if not self._chunks:
            return NumberSequence((number,))
        chunk, at = self._found(place)
        old = self._chunks[chunk]
        new = (*old[:at], number, *old[at:])
        half = len(new) // 2
        return self._with(chunk, (new,) if len(new) <= LARGEST_CHUNK else (new[:half], new[half:]), 1)

    def without(self, number: int) -> "NumberSequence":
        """Return the sequence without a number, which may not be in it."""
        chunk = next((at for at, chunk in enumerate(self._chunks) if number in chunk), None)
        if chunk is None:
            return self
        left = tuple(other for other in self._chunks[chunk] if other != number)
        return self._with(chunk, (left,) if left else (), -1)

    def _with(self, chunk: int, instead: tuple[tuple[int, ...], ...], more: int) -> "NumberSequence":
        made = object.__new__(NumberSequence)
        made._chunks = (*self._chunks[:chunk], *instead, *self._chunks[chunk + 1 :])
        made._length = self._length + more
        return made

    def _found(self, place: int) -> tuple[int, int]:
        """Return the chunk of a place, and the place in it; the end of the last chunk for the place behind all.

        It is looked for from the end, where most changes are made.
        """
        at = place + self._length if place < 0 else place
        begin = self._length
        for chunk in range(len(self._chunks) - 1, -1, -1) if at <= begin else ():
            begin -= len(self._chunks[chunk])
            if 0 <= begin <= at:
                return chunk, at - begin
        raise IndexError(f"there is no place {place} among {self._length}")


def _last_verdict(chunk: tuple[int, ...], is_behind: Callable[[int], Verdict]) -> Verdict:
    return next((verdict for number in reversed(chunk) if (verdict := is_behind(number)) is not None), None)
