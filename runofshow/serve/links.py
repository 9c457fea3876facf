"""Links that can't be guessed. They stay the same when `serve` is started again, so a tablet reconnects by itself."""

import hmac
import io
import os
import secrets
import stat
from base64 import b32encode
from contextlib import suppress
from pathlib import Path
from typing import Final

import segno
from rich.text import Text

from runofshow.journal.locate import begun_as
from runofshow.serve.sse import VIEWS
from runofshow.ui.palette import BLACK

STATUS: Final = "status.json"
"""The name of the show's status for programs; it has a token of its own."""

BEFORE_A_SHOW: Final = "serve.links"
"""The file in the folder of the journals that holds the secret until there is a journal."""

_SECRET_BYTES: Final = 32
_TOKEN_BYTES: Final = 10
"""80 bits: sixteen letters and digits, which can still be typed on a projector's remote."""


class Links:
    """The tokens of the links, one for each view, computed from one secret in a file that only its owner can read."""

    tokens: dict[str, str]
    """The tokens by view. Nobody can compute one from another."""
    kept: bool
    """False if no file could be written: the links will be others the next time."""

    def __init__(self, path: Path) -> None:
        """Take the secret in a file, or make one if there is none, or if others could read it."""
        self._path = path
        self._take()

    @classmethod
    def beside(cls, journal: Path) -> "Links":
        """Return the links of a show. One that goes on in another journal of the folder keeps its links."""
        return cls(_beside(journal))

    @classmethod
    def before_a_show(cls, folder: Path) -> "Links":
        """Return the links that are handed out before there is a journal in a folder."""
        with suppress(OSError):
            folder.mkdir(0o700)
        return cls(folder / BEFORE_A_SHOW)

    def link(self, authority: str, name: str) -> str:
        """Return the link of a view, or of the status."""
        return f"http://{authority}/{self.tokens[name]}/{name}"

    def renewed(self) -> bool:
        """Return True if somebody deleted the file since the last time: the links are others now."""
        if not self.kept or self._path.exists() or not self._path.parent.is_dir():
            return False
        self._take()
        return True

    def move_beside(self, journal: Path) -> None:
        """Let a show that was just opened have these links from now on."""
        before, self._path = self._path, _beside(journal)
        self._keep()
        if before != self._path:
            before.unlink(missing_ok=True)

    def carry_over(self, journal: Path) -> None:
        """Let a show that follows another have these links the next time, too, unless it has had links of its own."""
        if self.kept:
            self._path = _beside(journal)
            if not self._path.exists():
                self._keep()

    def _take(self) -> None:
        try:
            self._secret, self.kept = _secret_in(self._path), True
        except (OSError, ValueError):
            self._secret = secrets.token_bytes(_SECRET_BYTES)
            self._keep()
        self.tokens = tokens_of(self._secret)

    def _keep(self) -> None:
        self.kept = False
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{self._secret.hex()}\n")
            self.kept = True


def tokens_of(secret: bytes) -> dict[str, str]:
    """Return a token for each view and for the status, in letters and digits that look different from each other."""
    digests = {name: hmac.digest(secret, name.encode(), "sha256")[:_TOKEN_BYTES] for name in (*VIEWS, STATUS)}
    return {name: b32encode(digest).decode().lower() for name, digest in digests.items()}


def qr_code(link: str) -> Text:
    """Return a link as a QR code in half blocks, dark on light whatever the terminal's colours are, as cameras want."""
    drawn = io.StringIO()
    segno.make_qr(link).terminal(drawn, border=2, compact=True)
    return Text(drawn.getvalue(), style=f"#ffffff on {BLACK}", no_wrap=True)


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{begun_as(journal).name}.links")


def _secret_in(path: Path) -> bytes:
    """Return the secret in a file.

    Raises:
        OSError: there is no such file.
        ValueError: it holds no secret, or others can read it.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        secret = bytes.fromhex(file.read(2 * _SECRET_BYTES + 2).decode("ascii"))
    if len(secret) != _SECRET_BYTES or (os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO)):
        raise ValueError
    return secret
