"""One line of a journal.

A line is a JSON object in ASCII: ``n``, ``at``, ``written``, ``kind``, the fact's own fields, ``by`` and last ``seal``, a short
hash of the seal of the line above and of the line's own bytes before it. So a line that was changed, lost or put in by
somebody else is found.
"""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from pydantic import ValidationError

from runofshow.errors import RunOfShowError
from runofshow.show.entries import FACTS, FORMAT, Entry

NO_SEAL: Final = ""
"""What the first line follows."""

_SEAL_DIGITS: Final = 16
_SEAL_KEY: Final = b',"seal":"'
SEAL_LENGTH: Final = len(_SEAL_KEY) + _SEAL_DIGITS + len(b'"}')
"""How many bytes at the end of a line are its seal."""

_SEALED: Final = re.compile(rb',"seal":"([0-9a-f]{16})"}')
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class BadLine(Exception):  # noqa: N818 -- never reaches a person as such: whoever reads on reports it
    """A line that isn't what was written; the message says in what way."""


class NewerFormat(RunOfShowError):
    """The journal was written by a later version of the program."""


def encode(entry: Entry, seal_above: str) -> tuple[bytes, str]:
    """The bytes of an entry's line, its end included, and the line's seal."""
    own = entry.fact.model_dump(mode="json")
    fields = {
        "n": entry.n,
        "at": _shown(entry.at),
        "written": _shown(entry.written),
        "kind": own.pop("kind"),
        **own,
        "by": _LONE_SURROGATE.sub("\ufffd", entry.by),
    }
    body = json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii")[:-1]
    seal = seal_of(body, seal_above)
    return b"".join((body, _SEAL_KEY, seal.encode("ascii"), b'"}\n')), seal


def decode(line: bytes) -> Entry:
    """The entry that a line (without its end) holds. Whether its seal is right, `seal_of` tells.

    Raises:
        BadLine: it isn't sealed, or what is sealed is no entry.
        NewerFormat: it opens a journal of a later format.
    """
    body, seal = split_seal(line)
    if seal is None:
        message = "its seal is missing or damaged"
        raise BadLine(message)
    try:
        return _entry(json.loads(body + b"}"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"what it holds is no entry: {_why(error)}"
        raise BadLine(message) from error


def split_seal(line: bytes) -> tuple[bytes, str | None]:
    """A line up to its seal, and the seal; None if none stands at its end."""
    found = _SEALED.fullmatch(line, max(0, len(line) - SEAL_LENGTH))
    return (line, None) if found is None else (line[:-SEAL_LENGTH], found[1].decode("ascii"))


def seal_of(body: bytes, seal_above: str) -> str:
    """The seal of a line whose bytes before it are `body`."""
    return sha256(seal_above.encode("ascii") + body).hexdigest()[:_SEAL_DIGITS]


def _entry(fields: dict[str, Any]) -> Entry:
    n, by = fields.pop("n"), fields.pop("by")
    at, written = datetime.fromisoformat(fields.pop("at")), datetime.fromisoformat(fields.pop("written"))
    if fields["kind"] == "opened" and fields.get("format", 0) > FORMAT:
        message = (
            f"the journal was written by a newer version of runofshow: its format is {fields['format']}, "
            f"this program knows {FORMAT}; install a newer one"
        )
        raise NewerFormat(message)
    if not isinstance(n, int) or not isinstance(by, str) or at.tzinfo is None or written.tzinfo is None:
        message = "a number, a name or a time is of a wrong kind"
        raise TypeError(message)
    return Entry(n, at, written, by, FACTS.validate_python(fields))


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        return f"{where}: {problem['msg']}" if where else problem["msg"]
    return f"'{error.args[0]}' is missing" if isinstance(error, KeyError) else str(error).split(":")[0]


def _shown(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
