"""Links that nobody guesses, and that stay the same when `serve` is started again: a tablet finds back by itself."""

import hmac
import io
import os
import secrets
import stat
from base64 import b32encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import segno
from rich.text import Text

from runofshow.journal.locate import begun_as
from runofshow.serve.sse import VIEWS
from runofshow.ui.palette import BLACK

_SECRET_BYTES: Final = 32
_TOKEN_BYTES: Final = 10
"""80 bits: sixteen letters and digits, which can still be typed on a projector's remote."""

_PRIVATE: Final = 0o600
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def tokens_of(secret: bytes) -> dict[str, str]:
    """A token for each view, in letters and digits that aren't mistaken for others. None follows from another."""
    return {view: _token(secret, view) for view in VIEWS}


def secret_beside(journal: Path) -> tuple[bytes, bool]:
    """The secret of a show's links, made where there is none yet; and whether it is kept for the next time.

    It stands in a file beside the journal that its owner alone can read; one that others could read is replaced. A show
    that goes on in another journal of the folder keeps it.
    """
    path = _beside(journal)
    with suppress(OSError, ValueError):
        return _kept(path), True
    secret = secrets.token_bytes(_SECRET_BYTES)
    with suppress(OSError):
        _keep(path, secret)
        return secret, True
    return secret, False


def carry_over(before: Path, after: Path) -> None:
    """Let the show that takes another's place have its links the next time, too, unless it has had links of its own."""
    with suppress(OSError, ValueError):
        if not _beside(after).exists():
            _keep(_beside(after), _kept(_beside(before)))


def link(authority: str, view: str, tokens: Mapping[str, str]) -> str:
    """What opens a view."""
    return f"http://{authority}/{tokens[view]}/{view}"


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{begun_as(journal).name}.links")


def _token(secret: bytes, view: str) -> str:
    return b32encode(hmac.digest(secret, view.encode(), "sha256")[:_TOKEN_BYTES]).decode().lower()


def _kept(path: Path) -> bytes:
    """What stands in the file.

    Raises:
        OSError: there is none.
        ValueError: it is no secret, or not one any more.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        secret = bytes.fromhex(file.read(2 * _SECRET_BYTES + 2).decode("ascii"))
    if len(secret) != _SECRET_BYTES or (os.name == "posix" and mode & _OTHERS):
        raise ValueError
    return secret


def _keep(path: Path, secret: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secret.hex()}\n")


def qr_code(link: str) -> Text:
    """The code in half blocks, dark on a light ground whatever the terminal's own colours are, as cameras want it."""
    drawn = io.StringIO()
    segno.make_qr(link).terminal(drawn, border=2, compact=True)
    return Text(drawn.getvalue(), style=f"#ffffff on {BLACK}", no_wrap=True)
