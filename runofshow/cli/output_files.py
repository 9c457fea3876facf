"""Files that commands write: whole or not at all, and over an existing one only with --force."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

from runofshow.cli.settings import flag, option, say
from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from runofshow.export.formats import Format, Paper

Word = TypeVar("Word", bound=str)

Output = Annotated[Path | None, option("The file to write. By default standard output.", "FILE", "--output", "-o")]
Force = Annotated[bool, flag("Overwrite an existing file.", "--force")]


def put(content: bytes, output: Path | None, *, force: bool) -> None:
    """Write to a file, or to the standard output where none or ``-`` was given."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, content, force=force)


def write_whole(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file, and say so. If writing fails, an existing file stays as it was."""
    refuse_the_place(path, force=force)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".runofshow-")
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_be_written(path, error) from None
    say(f"written: {path}")


def refuse_the_place(path: Path, *, force: bool) -> None:
    """Refuse a place where no file can be written, before any work is done."""
    try:
        if path.is_dir():
            raise RunOfShowError(f"{path} is a folder: name a file in it")
        if path.exists() and not path.is_file():
            raise RunOfShowError(f"{path} is no ordinary file: leave out -o to write to the standard output")
        if path.exists() and not force:
            raise RunOfShowError(f"{path} exists already: give another name, or --force to overwrite it")
        if not path.parent.is_dir():
            raise RunOfShowError(f"there is no folder {path.parent}: make it first, or give another place with -o")
    except OSError as error:  # a folder into which nobody may look
        raise _cannot_be_written(path, error) from None


def _cannot_be_written(path: Path, error: OSError) -> RunOfShowError:
    return RunOfShowError(
        f"{path} can't be written: {(error.strerror or str(error)).lower()}; give another place with -o"
    )


def refuse_to_print(chosen: "Format[Any]", output: Path | None, stem: str = "log") -> None:
    """Refuse to print a Word or Excel file on a terminal; name a file that begins with `stem`."""
    if output is None and not chosen.is_text and sys.stdout.isatty():
        raise UsageError(f"{chosen.name} can't be read on a terminal: name a file, as -o {stem}{chosen.endings[0]}")


def paper_named(text: str) -> "Paper":
    """Return the paper of that name, or raise UsageError."""
    from runofshow.export.formats import Paper

    return one_of("--paper", text.lower(), get_args(Paper))


def one_of(option: str, text: str, words: Sequence[Word]) -> Word:
    """Return the one of `words` that was typed after an option, or raise UsageError."""
    for word in words:
        if word == text:
            return word
    raise UsageError(f"{option} {text!r}: take {', '.join(words[:-1])} or {words[-1]}")
