"""Every way in which the program tells a person that something didn't work."""


class RunOfShowError(Exception):
    """Root of all errors that reach a person.

    The message is one clear sentence (or one line a problem) that says what is wrong, where, and what to do next.
    It is printed in two places only: at the command line's boundary and in the screen's notice.
    """

    exit_code = 1
    """What the program exits with: 1 refused or failed, 2 misused."""


class UsageError(RunOfShowError):
    """The command's words don't fit together."""

    exit_code = 2


class LibraryMissing(RunOfShowError):
    """Something needs libraries of an extra, which aren't there."""

    def __init__(self, what: str, *libraries: str) -> None:
        named, typed = " and ".join(libraries), " ".join(libraries)
        are, them = ("is", "it") if len(libraries) == 1 else ("are", "them")
        super().__init__(
            f"{what} needs {named}, which {are} not installed: 'python -m pip install {typed}' brings {them}, or "
            f"after pipx 'pipx inject runofshow {typed}'"
        )


class Refused(RunOfShowError):
    """What was asked for can't be done now; the sentence says why, and what can."""


class ChangedMeanwhile(Refused):
    """Somebody else has put the same right, in another way than a person is about to who hasn't seen it."""


class UndoneMeanwhile(Refused):
    """The intervention that a person saw has been undone, whoever has its number now."""
