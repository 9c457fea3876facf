"""The command line: parse, call, print. `main` turns every error into a sentence and an exit code."""

import atexit
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import ClassVar, Never

from runofshow.errors import RunOfShowError
from runofshow.text import sanitize

SEARCHED_EVERY = 100_000
"""The number of new objects after which Python searches for cycles of objects that nobody uses any more.

By its own 700 or 2,000 it spends half the time searching while a long journal is read. Entries and shows stay, and form
no cycles, so that nothing is found.
"""

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl-C."""

atexit.register(gc.freeze)  # Python searches once more as it ends, which takes a seventh of a short command's time


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
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it looks for some in every installed package
    try:
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _interrupt_again
        _prepare_streams()
        _run(sys.argv[1:] if arguments is None else arguments)
    except RunOfShowError as error:
        sys.stderr.writelines(f"{sanitize(line)}\n" for line in str(error).split("\n"))
        sys.exit(error.exit_code)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if error.filename is None:
            # standard output, as no file was opened by its name: it isn't flushed, since nobody reads it any more or
            # the disk behind a redirection is full
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                sys.stderr.write(f"the output can't be written: {reason}\n")
        else:
            sys.stderr.write(f"{sanitize(f'{error.filename}: {reason}')}\n")
        sys.exit(1)
    except _Interrupted:
        if sys.stderr.isatty():  # a question may stand before the cursor
            sys.stderr.write("\n")
    finally:
        if _Interrupted.pressed:
            sys.exit(INTERRUPTED)


def _run(words: Sequence[str]) -> None:
    from runofshow.cli.parser import parser  # loads libraries, so only when a failure can be told
    from runofshow.cli.settings import options_and_rest

    options, rest = options_and_rest(words)
    try:
        parser()(args=[*options, *rest], prog_name="runofshow")
    except SystemExit:
        sys.stdout.flush()  # while a failure can still be told
        raise


def _prepare_streams() -> None:
    """Open the null device where a standard stream was closed (`>&-`), or a journal would get its number.

    Writing to standard output then fails, as it should. Messages and questions reach nobody. Files and pipes get UTF-8,
    whatever the locale; a terminal shows a mark for letters that it can't show.
    """
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDONLY if name == "stdout" else os.O_RDWR)
            if nowhere != descriptor:
                os.dup2(nowhere, descriptor)
                os.close(nowhere)
            setattr(sys, name, os.fdopen(descriptor, mode, encoding="utf-8", closefd=False))
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    _Interrupted.pressed = True
    raise _Interrupted


def _interrupt_again(dropped: "sys.UnraisableHookArgs") -> None:
    """Press Ctrl-C again a moment later if it was dropped, as every error is in a destructor and in some callbacks.

    Otherwise a command that waits would go on for ever.
    """
    if dropped.exc_type is not _Interrupted:
        sys.__unraisablehook__(dropped)
        return
    from _thread import interrupt_main
    from threading import Timer

    again = Timer(0.05, interrupt_main)
    again.daemon = True
    again.start()
