"""One line of the journal: an entry as JSON, closed by its seal.

A seal is sixteen hexadecimal digits of SHA-256 in two halves. The first is computed from the line alone, the second
from the line and the seal before it: so a changed line can be told from one whose predecessor was lost.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import from_json

from runofshow.instants import Instant
from runofshow.show.actions import UnknownKind, event_of
from runofshow.show.actions.meeting import FORMAT
from runofshow.show.particulars import EARLIEST, LATEST
from runofshow.show.state import Entry

LONGEST_LINE: Final = 64 * 1024 * 1024
"""Bytes. No agenda comes near it."""

_HALF: Final = 8
_CLOSING: Final = len(',"seal":"') + 2 * _HALF + len('"}')


class BadLine(ValueError):
    """A line that this program wouldn't write; the message says why."""


class WrongSeal(BadLine):
    """A line that was changed, or that follows another line than it was written after."""


class NewerFormat(BadLine):
    """The opening line of a newer version's journal."""


def encode(entry: Entry, before: str) -> tuple[bytes, str]:
    """Return the line of an entry, with its line end, and its seal. `before` is the seal before it, or empty.

    A lone surrogate in the author's name, which comes from the system, is replaced. Events can't hold one.

    Raises:
        BadLine: the entry is too long to be one line.
    """
    import json  # reading goes without it

    own = entry.event.model_dump(mode="json")
    fields = {
        "n": entry.n,
        "at": _spelled(entry.at),
        "written": _spelled(entry.written),
        "kind": own.pop("kind"),
        **own,
        "by": re.sub("[\ud800-\udfff]", "\ufffd", entry.by),
    }
    body = json.dumps(fields, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")[:-1]
    if len(body) > LONGEST_LINE:
        raise BadLine(f"an entry of {len(body):,} bytes is too long: a line holds {LONGEST_LINE:,}")
    seal = _seal(body, before)
    return body + _closing(seal) + b"\n", seal


def _spelled(instant: Instant) -> str:
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def decode(line: bytes, before: str) -> tuple[Entry, str]:
    """Return the entry of a line without its line end, and its seal.

    Raises:
        WrongSeal: the line wasn't written after `before`.
        BadLine: it is whole, but this program doesn't know it.
        NewerFormat: a newer version of the program opened the journal.
    """
    seal = computed_seal(line, before)
    if line[-_CLOSING:] != _closing(seal):
        raise WrongSeal("its seal is wrong")
    return understood(line), seal


def understood(line: bytes) -> Entry:
    """Return the entry of a line, whatever its seal.

    Raises:
        BadLine: it isn't an entry that this program knows.
        NewerFormat: a newer version of the program opened the journal.
    """
    try:
        fields: dict[str, Any] = from_json(line[:-_CLOSING] + b"}")
        n, at, written, by = fields.pop("n"), fields.pop("at"), fields.pop("written"), fields.pop("by")
        happened, entered = datetime.fromisoformat(at), datetime.fromisoformat(written)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadLine("it isn't an entry") from error
    if not (type(n) is int and type(by) is str and _can_be(happened) and _can_be(entered)):
        raise BadLine("it isn't an entry")
    _refuse_newer(fields.get("format"))
    try:
        return Entry(n, Instant(happened), Instant(entered), by, event_of(fields))
    except UnknownKind as error:
        kind = str(fields.get("kind"))[:40]
        raise BadLine(f"{kind!r} is no kind of entry that this program knows; a newer one may") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, (fields["kind"], *first["loc"])))
        raise BadLine(f"{place}: {first['msg']}") from error


def _can_be(moment: datetime) -> bool:
    return moment.tzinfo is UTC and EARLIEST <= moment <= LATEST


def newer_format(line: bytes) -> NewerFormat | None:
    """Return the error for an opening line with an unknown seal, if a newer version may have written it."""
    with suppress(ValueError):
        fields = from_json(line)
        if isinstance(fields, dict) and fields.get("kind") == "opened":
            try:
                _refuse_newer(fields.get("format"))
            except NewerFormat as error:
                return NewerFormat(f"{error}, or the line is damaged")
    return None


def _refuse_newer(version: object) -> None:
    if isinstance(version, int) and version > FORMAT:
        raise NewerFormat(f"written by a newer version of runofshow: format {version}; this program knows {FORMAT}")


def own_half_is_right(line: bytes) -> bool:
    """Return True if the first half of the seal fits the line."""
    return line[-2 * _HALF - 2 : -_HALF - 2] == computed_seal(line, "")[:_HALF].encode()


def chained_half_is_right(line: bytes, before: str) -> bool:
    """Return True if the second half of the seal fits the line and the seal before it."""
    return line[-_HALF - 2 : -2] == computed_seal(line, before)[_HALF:].encode()


def written_seal(line: bytes) -> str | None:
    """Return the seal at the line's end, right or wrong; None if there is none."""
    seal = line[-2 * _HALF - 2 : -2]
    return seal.decode() if re.fullmatch(rb"[0-9a-f]{16}", seal) else None


def computed_seal(line: bytes, before: str) -> str:
    """Return the seal that the line should have."""
    return _seal(line[:-_CLOSING], before)


def _seal(body: bytes, before: str) -> str:
    digest = sha256(body)
    own = digest.hexdigest()[:_HALF]
    digest.update(before.encode())
    return own + digest.hexdigest()[:_HALF]


def _closing(seal: str) -> bytes:
    return b',"seal":"%b"}' % seal.encode()
