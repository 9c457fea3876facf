"""The command line: it parses, calls and prints, and turns every error into a sentence and an exit code."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Never

from runofshow.errors import RunOfShowError

INTERRUPTED = 130
"""What a command exits with that was stopped by Ctrl-C."""


class _Interrupted(BaseException):
    """Ctrl-C. Not a KeyboardInterrupt, which the parser below would turn into an ordinary failure."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit.

    Exit codes: 0 done, 1 refused or failed, 2 misused, 130 interrupted.
    """
    from runofshow.cli.commands import app
    from runofshow.cli.settings import hoisted

    words = hoisted(sys.argv[1:] if arguments is None else arguments)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        app(args=words, prog_name="runofshow")
    except RunOfShowError as error:
        from runofshow.text import safe

        sys.stderr.writelines(f"{safe(line)}\n" for line in str(error).split("\n"))
        sys.exit(error.exit_code)
    except OSError as error:
        _give_up_output(error)
    except _Interrupted:
        sys.exit(INTERRUPTED)


def _give_up_output(error: OSError) -> Never:
    """Nobody reads on, or the disk behind a redirection is full: one sentence, and nothing more is flushed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        sys.stderr.write(f"the output can't be written: {(error.strerror or str(error)).lower()}\n")
    sys.exit(1)


def _interrupt(_signal: int, _frame: FrameType | None) -> Never:
    raise _Interrupted
