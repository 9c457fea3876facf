"""The command line: parse, call, print. `main` turns every error into a sentence and an exit code."""

import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import ClassVar, Never

from runofshow.errors import RunOfShowError

SEARCHED_EVERY = 100_000
"""The number of new objects after which Python searches for cycles of objects that nobody uses any more.

By its own 700 or 2,000 it spends half the time searching while a long journal is read. Entries and shows stay, and form
no cycles, so that nothing is found.
"""

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl-C."""


class _Interrupted(BaseException):
    """Ctrl-C. No KeyboardInterrupt, which the parser would turn into an ordinary failure."""

    pressed: ClassVar[bool] = False
    """Kept beside the exception, of which a library may make another error."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit.

    Exit codes: 0 done, 1 refused or failed, 2 misused, 130 interrupted.
    """
    _Interrupted.pressed = False
    gc.set_threshold(SEARCHED_EVERY)
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # or pydantic looks for some in every installed package
    try:
        signal.signal(signal.SIGINT, _interrupt)
        _open_closed_streams()
        _write_utf8()
        _run(sys.argv[1:] if arguments is None else arguments)
    except RunOfShowError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is None:  # standard output: no file that was opened by its name
            _stop_output(error)
        _tell(f"{error.filename}: {(error.strerror or str(error)).lower()}")
        sys.exit(1)
    except _Interrupted:
        if sys.stderr.isatty():  # a question may stand before the cursor
            sys.stderr.write("\n")
    finally:
        if _Interrupted.pressed:
            sys.exit(INTERRUPTED)


def _tell(sentences: str) -> None:
    from runofshow.text import sanitize

    sys.stderr.writelines(f"{sanitize(line)}\n" for line in sentences.split("\n"))


def _run(words: Sequence[str]) -> None:
    from runofshow.cli.app import parser
    from runofshow.cli.settings import options_and_rest

    options, rest = options_and_rest(words)
    try:
        parser()(args=[*options, *rest], prog_name="runofshow")
    except SystemExit:
        sys.stdout.flush()  # while a failure can still be told
        raise


def _open_closed_streams() -> None:
    """Open the null device where a standard stream was closed (`>&-`), or a journal would get its number.

    Writing to standard output then fails, as it should. Messages and questions reach nobody.
    """
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDONLY if name == "stdout" else os.O_RDWR)
            if nowhere != descriptor:
                os.dup2(nowhere, descriptor)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))


def _write_utf8() -> None:
    """Write UTF-8 to files and pipes, whatever the locale; a terminal shows a mark for letters that it can't show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def _stop_output(error: OSError) -> Never:
    """Exit without flushing, where nobody reads the output any more or the disk behind a redirection is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"the output can't be written: {(error.strerror or str(error)).lower()}\n")
    sys.exit(1)


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    _Interrupted.pressed = True
    raise _Interrupted
