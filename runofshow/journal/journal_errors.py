"""Errors of a journal as a whole."""

import errno
from pathlib import Path
from typing import Final

from runofshow.errors import RunOfShowError

_REASONS: Final = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your share of the disk is used up; free some space",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you have no permission to write there",
    errno.EPERM: "you have no permission to write there",
    errno.EIO: "the disk has failed",
    errno.ENOENT: "the file or its folder is gone",
    errno.ELOOP: "it is a symbolic link; name the file itself",
}


class JournalError(RunOfShowError):
    """Root of the errors of a journal."""


class JournalUnreadable(JournalError):
    """A journal that can't be read: without the unreadable part the rest would be misleading."""

    def __init__(self, path: Path, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}")


class JournalOutOfReach(JournalUnreadable):
    """The file is gone, or its disk or its permissions don't let it be read. Its content may be whole."""


class NotAJournal(JournalUnreadable):
    """A file that doesn't begin as a journal does."""


class NewerJournal(JournalUnreadable):
    """A journal in a newer format than this program knows."""


class JournalChanged(JournalError):
    """Bytes that were read before no longer stand in the journal."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: what had been read no longer stands there: the file was cut, replaced or edited; "
            "try it again to go on in another file from what was read, or start the program again to read this one anew"
        )


class JournalBusy(JournalError):
    """Another process holds the journal's lock."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: another runofshow is writing and doesn't finish; try it again, or end the one that hangs"
        )


class JournalNotWritten(JournalError):
    """The disk refused an entry, which doesn't count."""

    def __init__(self, path: Path, refused: OSError, *, taken_back: bool = True) -> None:
        what_to_do = (
            "nothing that was entered before is lost: try it again"
            if taken_back
            else "what was written of it couldn't be taken back: look at the last entry before you try it again"
        )
        super().__init__(f"not written to {path}: {_reason(refused)}; {what_to_do}")


class JournalNotLocked(JournalNotWritten):
    """The file of the journal's lock can't be made or opened; without the lock nothing is written."""

    def __init__(self, lock: Path, refused: OSError) -> None:
        reason = "it is a symbolic link; delete it" if refused.errno == errno.ELOOP else _reason(refused)
        RunOfShowError.__init__(
            self, f"not written: {lock}, which locks the journal, can't be opened: {reason}, and try it again"
        )


def _reason(refused: OSError) -> str:
    return _REASONS.get(refused.errno or 0) or refused.strerror or str(refused)
