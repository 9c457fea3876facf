"""Shows of the past, by the journals that a person names."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runofshow.cli.settings import say
from runofshow.errors import RunOfShowError

if TYPE_CHECKING:
    from runofshow.show.state import Show


class OnlySimulated(RunOfShowError):
    """Nothing can be learnt from what a dry run has played."""


def past_shows(journals: Sequence[Path]) -> "list[Show]":
    """The shows of these journals, each as its last entry left it. Damaged lines are told, and left out.

    Raises:
        JournalError: one of them can't be read as a journal.
        OnlySimulated: one of them was played by a dry run.
    """
    from runofshow.journal.reader import read_journal
    from runofshow.show.replay import replay
    from runofshow.simulation.calibration import is_simulated

    shows = []
    for path in dict.fromkeys(journals):
        contents = read_journal(path)
        for damage in contents.findings:
            say(f"{path}:{damage.line}: {damage.sentence}")
        show = replay(contents.entries)
        if is_simulated(show):
            message = f"{path}: a dry run played this, so nothing can be learnt from it: name journals of real people"
            raise OnlySimulated(message)
        shows.append(show)
    return shows
