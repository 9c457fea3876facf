"""Errors that reach a person."""

from collections.abc import Callable
from enum import Enum


class RunOfShowError(Exception):
    """Root of all errors that reach a person.

    The message is one sentence (or one line for each problem) that says what is wrong, where, and what to do next.
    It is printed in two places only: at the command line's boundary and in the screen's message line.
    """

    exit_code = 1
    """The exit code: 1 refused or failed, 2 wrong usage."""


class UsageError(RunOfShowError):
    """The words of a command don't fit together."""

    exit_code = 2


class LibraryMissing(RunOfShowError):
    """A command needs the libraries of an extra, which aren't installed."""

    def __init__(self, what: str, *libraries: str) -> None:
        named, typed = " and ".join(libraries), " ".join(libraries)
        are, them = ("is", "it") if len(libraries) == 1 else ("are", "them")
        super().__init__(
            f"{what} needs {named}, which {are} not installed: 'python -m pip install {typed}' brings {them}, or "
            f"after pipx 'pipx inject runofshow {typed}'"
        )


class Remedy(Enum):
    """Something to do instead of a refused action: the command, and what it does, in words.

    A shell names the command, the moderator's screen its key.
    """

    START = "next", "starts it"
    NEXT = "next", "ends it and starts what follows"
    END = "end", "ends the block"
    ONLY_END = "end", "only ends it"
    RESUME = "resume", "lets the countdown go on"
    SET_ASIDE = "skip --come-back", "sets it aside for later"
    RESTORE = "restore", "brings the block back"
    RESTORE_ANY = "restore", "brings one back"
    RESTORE_DONE = "restore BLOCK", "brings back one that is done"
    INSERT = "insert", "adds a block"
    FINISH = "finish", "closes the show"
    HARD_STOP = "hard-stop", "moves the hard stop"
    FIXED_START = "move BLOCK --start TIME", "moves a fixed start"
    SHOW_BLOCKS = "status", "lists the blocks"
    GIVE_FLOOR = "floor give NAME", "gives the floor"
    END_FLOOR = "floor end", "ends it"
    END_TURN = "turn --end", "ends the turn"
    OPEN_LIST = "floor open", "opens it again"
    SHOW_LIST = "floor list", "shows who is"
    SHOW_LOG = "log", "lists them"
    RECORD = "record", "still enters an intervention"
    STRIKE = "strike NUMBER --why TEXT", "takes an intervention out of the record"
    AMEND = "amend", "corrects one"
    NOTE = "note", "takes a note"
    UNDO = "undo", "takes that back"
    UNDO_CLOSING = "undo", "takes the closing back"
    UNDO_REFERRING = "undo @ENTRY", "takes that back first"
    REDO = "redo", "brings it back"

    def __init__(self, command: str, does: str) -> None:
        self.command = command
        self.does = does


class Refused(RunOfShowError):
    """An action can't be done now: the reason, and what can be done instead.

    As text it is the sentence for a shell, as ``it is paused already: 'resume' lets the countdown go on``.
    """

    def __init__(self, reason: str, *remedies: Remedy) -> None:
        self.reason = reason
        self.remedies = remedies
        super().__init__(self.sentence(lambda remedy: f"'{remedy.command}'"))

    def sentence(self, name: Callable[[Remedy], str]) -> str:
        """Return the reason and the remedies, each by the name that `name` gives it: a command, or a key."""
        if not self.remedies:
            return self.reason
        instead = ", ".join(f"{name(remedy)} {remedy.does}" for remedy in self.remedies)
        return f"{self.reason}{';' if ': ' in self.reason else ':'} {instead}"


class ChangedMeanwhile(Refused):
    """Somebody else has corrected the same value meanwhile, in another way."""


class UndoneMeanwhile(Refused):
    """The intervention that a person saw has been undone; another one may have its number now."""
