"""The command line: it parses, calls and prints, and turns every error into a sentence and an exit code."""

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import ClassVar, Never

from runofshow.errors import RunOfShowError

INTERRUPTED = 130
"""What a command exits with that was stopped by Ctrl-C."""


class _Interrupted(BaseException):
    """Ctrl-C. Not a KeyboardInterrupt, which the parser below would turn into an ordinary failure."""

    came: ClassVar[bool] = False
    """Whether it was pressed: a library may make another error of the exception."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit.

    Exit codes: 0 done, 1 refused or failed, 2 misused, 130 interrupted.
    """
    _Interrupted.came = False
    try:
        signal.signal(signal.SIGINT, _interrupt)
        _open_closed_streams()
        _write_utf8()
        _run(sys.argv[1:] if arguments is None else arguments)
    except RunOfShowError as error:
        _tell(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is None:  # of what was written to no file that was opened by its name
            _stop_output(error)
        _tell(f"{error.filename}: {(error.strerror or str(error)).lower()}")
        sys.exit(1)
    except _Interrupted:
        if sys.stderr.isatty():  # a question may stand before the cursor
            sys.stderr.write("\n")
    finally:
        if _Interrupted.came:
            sys.exit(INTERRUPTED)


def _tell(sentences: str) -> None:
    from runofshow.text import sanitize

    sys.stderr.writelines(f"{sanitize(line)}\n" for line in sentences.split("\n"))


def _run(words: Sequence[str]) -> None:
    from runofshow.cli.app import parser_for
    from runofshow.cli.settings import options_and_rest

    options, rest = options_and_rest(words)
    try:
        parser_for(rest)(args=[*options, *rest], prog_name="runofshow")
    except SystemExit:
        sys.stdout.flush()  # here a failure can still be told
        raise


def _open_closed_streams() -> None:
    """Put something where a standard stream was closed (`>&-`), lest the journal be opened in its place.

    What is written to standard output then fails, as it should; messages and questions meet nobody.
    """
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDONLY if name == "stdout" else os.O_RDWR)
            if nowhere != descriptor:
                os.dup2(nowhere, descriptor)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))


def _write_utf8() -> None:
    """What another program reads is UTF-8, whatever the locale; a terminal that can't show a letter shows another."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def _stop_output(error: OSError) -> Never:
    """Nobody reads on, or the disk behind a redirection is full: one sentence, and nothing more is flushed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"the output can't be written: {(error.strerror or str(error)).lower()}\n")
    sys.exit(1)


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    _Interrupted.came = True
    raise _Interrupted
