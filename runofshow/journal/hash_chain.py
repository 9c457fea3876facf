"""Reads the bytes of a journal: follows the seals, names the damage, and returns the entries."""

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Self

from runofshow.journal.entry_line import (
    BadLine,
    WrongSeal,
    chained_half_is_right,
    computed_seal,
    decode,
    newer_format,
    own_half_is_right,
    understood,
    written_seal,
)
from runofshow.show.actions.meeting import Opened
from runofshow.show.state import Entry

_START: Final = b'{"n":'
_END: Final = rb',"seal":"[0-9a-f]{16}"}'
_MOST_SEALS: Final = 8
_LINE_END: Final = "its line end is damaged, or something stands there that is no entry; what is whole is read"


class Damage(NamedTuple):
    """The damage of one line of a journal."""

    line: int
    """Its number as an editor counts lines: 1 is the first."""
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


class Unfit(ValueError):
    """A line that ends the reading: a damaged opening, or a whole line that this program doesn't know."""

    def __init__(self, line: int, cause: BadLine) -> None:
        super().__init__(f"line {line}: {cause}")
        self.cause = cause


@dataclass(slots=True)
class Chain:
    """Reader of a journal's bytes, which may come in several portions."""

    seal: str = ""
    """The seal after which the next line is written."""
    n: int = 0
    """The number of the last entry."""
    lines: int = 0
    ended: bool = True
    """True if the last line has its line end."""
    entries: list[Entry] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    _sound: str = ""
    """The seal of the last entry."""
    _others: tuple[str, ...] = ()
    """Further seals that the next line may follow, after a damaged one."""

    def fork(self) -> Self:
        """Return a chain that goes on from here, with no entries and no damage yet."""
        return replace(self, entries=[], damage=[])

    def take(self, portion: bytes) -> int:
        """Read the bytes that follow those taken before, and return how many of them were taken.

        The rest is a line without a line end and without a right seal: it was cut off, or is still being written. It
        must come again at the beginning of the next portion.

        Raises:
            Unfit: the journal can't be read.
        """
        lines = portion.split(b"\n")
        tail = lines.pop()
        try:
            if lines and not self.ended:
                self._end_last_line(lines.pop(0))
            for line, following in zip(lines, [*lines[1:], tail], strict=False):
                self.lines += 1
                try:
                    self._accept(*decode(line, self.seal))
                except WrongSeal:
                    self._read_damaged(line, following)
            return len(portion) - len(tail) + self._read_tail(tail)
        except BadLine as bad:
            raise Unfit(self.lines, bad) from bad

    def _read_tail(self, tail: bytes) -> int:
        """Read the end without a line end, and return how many bytes of it are an entry: all, most or none."""
        whole = re.search(_END, tail) if self.ended else None
        if whole is None:
            return 0
        self.lines += 1
        if not self._follows_on(tail[: whole.end()]):
            self.lines -= 1
            return 0
        self.ended = False
        return whole.end()

    def _end_last_line(self, rest: bytes) -> None:
        """Read the bytes between a line that was taken without its end and that end: none, if all is well."""
        self.ended = True
        if rest:
            self._report(_LINE_END)
            for piece in _pieces(rest) if _START in rest else ():
                self._judge(piece, b"")

    def _read_damaged(self, line: bytes, following: bytes) -> None:
        pieces = _pieces(line)
        if pieces != [line]:
            self._report(_LINE_END)
        for piece, after in zip(pieces, [*pieces[1:], following], strict=True):
            self._judge(piece, after)
        if self.n == 0 and not self._open_as_it_stands(pieces[0]):
            raise newer_format(line) or BadLine("it is damaged, and without what it opens nothing can be read")

    def _open_as_it_stands(self, line: bytes) -> bool:
        """Accept a changed opening as it stands, if it can be understood."""
        self.damage.pop()
        try:
            entry = understood(line)
        except BadLine:
            return False
        if entry.n != 1 or not isinstance(entry.event, Opened):
            return False
        self._report(
            "it was changed or is damaged: its seal is wrong; the agenda is read as it stands there, so compare it"
        )
        self._accept_mended(line, written_seal(line) or "")
        return True

    def _judge(self, line: bytes, following: bytes) -> None:
        """Decide on a line that doesn't follow the last one: each half of its seal may still be right."""
        if self._follows_on(line):
            return
        for before in self._seals():
            if chained_half_is_right(line, before):
                self._report("its seal is damaged; what it says is whole")
                self._accept_mended(line, computed_seal(line, before))
                return
        if own_half_is_right(line):
            self._judge_unlinked(line, following)
        else:
            self._reject(line, "it was changed or is damaged: its seal is wrong; it isn't counted")

    def _follows_on(self, line: bytes) -> bool:
        """Accept a line that follows one of the lines since the last right one; return True if it does."""
        for before in self._seals():
            with suppress(WrongSeal):
                entry, seal = decode(line, before)
                self._accept(entry, seal)
                return True
        return False

    def _judge_unlinked(self, line: bytes, following: bytes) -> None:
        """Decide on a line that is whole but doesn't follow: its predecessor is lost, or it belongs elsewhere.

        The line after it, if there is one, tells which.
        """
        n = understood(line).n
        if n <= self.n:
            self._reject(line, f"it holds entry {n} a second time, or not in its place; it isn't counted")
        elif following and not any(chained_half_is_right(following, seal) for seal in self._seals_of(line)):
            self._reject(line, "it belongs to another journal, or to another place; it isn't counted")
        else:
            self._report("its seal is damaged; what it says is whole" if n == self.n + 1 else self._missing_before(n))
            self._accept_mended(line, written_seal(line) or computed_seal(line, self.seal))

    def _accept(self, entry: Entry, seal: str) -> None:
        if self.n == 0 and not (entry.n == 1 and isinstance(entry.event, Opened)):
            raise BadLine("a journal begins with the opening of a show, and this line is none")
        if entry.n <= self.n:
            self._report(f"it holds entry {entry.n} after entry {self.n}; it isn't counted")
        else:
            if entry.n > self.n + 1 and not self._others:
                self._report(self._missing_before(entry.n))
            self.entries.append(entry)
            self.n = entry.n
        self.seal = self._sound = seal
        self._others = ()

    def _accept_mended(self, line: bytes, seal: str) -> None:
        seals = self._seals_of(line)
        entry = understood(line)
        self._others = seals  # a gap before the entry has been reported
        self._accept(entry, seal)
        self._others = seals

    def _reject(self, line: bytes, sentence: str) -> None:
        self._report(sentence)
        self._others = self._seals_of(line) + self._seals()
        self.seal = written_seal(line) or self.seal

    def _seals(self) -> tuple[str, ...]:
        """Return every seal that the next line may follow."""
        return tuple(dict.fromkeys((self.seal, *self._others[:_MOST_SEALS], self._sound)))

    def _seals_of(self, line: bytes) -> tuple[str, ...]:
        """Return every seal that a damaged line may have had."""
        written = written_seal(line)
        return (*([written] if written else []), *(computed_seal(line, before) for before in self._seals()[:2]))

    def _missing_before(self, n: int) -> str:
        first, last = self.n + 1, n - 1
        return (
            f"entry {first} is missing before it" if first == last else f"entries {first}–{last} are missing before it"
        )

    def _report(self, sentence: str) -> None:
        self.damage.append(Damage(self.lines, sentence))


def _pieces(line: bytes) -> list[bytes]:
    """Return the entries in a line that lost its line end and runs into the next, without any bytes between them.

    Typed text can hold neither the beginning of an entry nor its end: JSON escapes the quotes in it.
    """
    _, *rests = line.split(_START)
    if not rests:
        return [line]
    return [_START + rest[: found.end() if (found := re.search(_END, rest)) else None] for rest in rests]
