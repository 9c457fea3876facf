"""One line of the journal: an entry as JSON, closed by its seal.

A seal is sixteen hexadecimal digits of SHA-256 in two halves. The first is computed from the line alone, the second
from the line and the seal before it: so a changed line can be told from one whose predecessor was lost.
"""

import re
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
_SEAL: Final = slice(-2 * _HALF - 2, -2)
_OWN_HALF: Final = slice(-2 * _HALF - 2, -_HALF - 2)
_CHAINED_HALF: Final = slice(-_HALF - 2, -2)
_SEAL_FORM: Final = rb"[0-9a-f]{16}"

_LONE_SURROGATE: Final = "[\ud800-\udfff]"


class BadLine(ValueError):
    """A line that the program doesn't write; the message says why."""


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
        "by": re.sub(_LONE_SURROGATE, "\ufffd", entry.by),
    }
    body = json.dumps(fields, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")[:-1]
    if len(body) > LONGEST_LINE:
        message = f"an entry of {len(body):,} bytes is too long: a line holds {LONGEST_LINE:,}"
        raise BadLine(message)
    seal = _seal(body, before)
    return body + _closing(seal) + b"\n", seal


def decode(line: bytes, before: str) -> tuple[Entry, str]:
    """Return the entry of a line without its line end, and its seal.

    Raises:
        WrongSeal: the line wasn't written after `before`.
        BadLine: it is whole, but this program doesn't know it.
        NewerFormat: a newer version of the program opened the journal.
    """
    body = line[:-_CLOSING]
    seal = _seal(body, before)
    if line[-_CLOSING:] != _closing(seal):
        message = "its seal is wrong"
        raise WrongSeal(message)
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
        message = "it isn't an entry"
        raise BadLine(message) from error
    if not (type(n) is int and type(by) is str and _can_be(happened) and _can_be(entered)):
        message = "it isn't an entry"
        raise BadLine(message)
    if "format" in fields:
        _refuse_newer(fields["format"])
    try:
        return Entry(n, Instant(happened), Instant(entered), by, event_of(fields))
    except UnknownKind as error:
        message = f"{str(fields.get('kind'))[:40]!r} is no kind of entry that this program knows; a newer one may"
        raise BadLine(message) from error
    except ValidationError as error:
        raise BadLine(_first_problem(error, fields)) from error


def newer_format(line: bytes) -> NewerFormat | None:
    """Return the error for an opening line with an unknown seal, if a newer version may have written it."""
    try:
        fields = from_json(line)
        if isinstance(fields, dict) and fields.get("kind") == "opened":
            _refuse_newer(fields.get("format"))
    except NewerFormat as error:
        return NewerFormat(f"{error}, or the line is damaged")
    except ValueError:
        pass
    return None


def own_half_is_right(line: bytes) -> bool:
    """Return True if the first half of the seal fits the line."""
    return line[_OWN_HALF] == sha256(line[:-_CLOSING]).hexdigest()[:_HALF].encode()


def chained_half_is_right(line: bytes, before: str) -> bool:
    """Return True if the second half of the seal fits the line and the seal before it."""
    return line[_CHAINED_HALF] == _seal(line[:-_CLOSING], before)[_HALF:].encode()


def written_seal(line: bytes) -> str | None:
    """Return the seal at the line's end, right or wrong; None if there is none."""
    seal = line[_SEAL]
    return seal.decode() if re.fullmatch(_SEAL_FORM, seal) else None


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


def _can_be(moment: datetime) -> bool:
    return moment.tzinfo is UTC and EARLIEST <= moment <= LATEST


def _spelled(instant: Instant) -> str:
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _refuse_newer(version: object) -> None:
    if isinstance(version, int) and version > FORMAT:
        message = f"written by a newer version of runofshow: format {version}; this program knows {FORMAT}"
        raise NewerFormat(message)


def _first_problem(error: ValidationError, fields: dict[str, Any]) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(map(str, (fields['kind'], *first['loc'])))}: {first['msg']}"
