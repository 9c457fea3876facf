"""Files that commands write: a whole one, or none; and none that exists is overwritten unasked."""

from pathlib import Path
from typing import Annotated

import typer

from runofshow.cli.settings import say
from runofshow.errors import RunOfShowError

Output = Annotated[Path | None, typer.Option("--output", "-o", help="Else standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")]


class NotWritten(RunOfShowError):
    """A file couldn't be put where it should be."""


def write_whole(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file, and say so. Whatever goes wrong, what stood there stands there still.

    Raises:
        NotWritten: it exists and isn't to be overwritten, or can't be written.
    """
    import os
    import tempfile

    if path.exists() and not force:
        message = f"{path} exists already: give another name, or --force to overwrite it"
        raise NotWritten(message)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"{path} can't be written: {(error.strerror or str(error)).lower()}; give another place with -o"
        raise NotWritten(message) from None
    say(f"written: {path}")
