"""Wait for a show where there is none yet, and notice a newer one: for commands that follow a show."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from runofshow.cli.settings import Settings, joined, say

if TYPE_CHECKING:
    from runofshow.journal.choose import NewerShows
    from runofshow.session import Session

TICK = 0.25
"""Seconds between two looks at a journal or a folder."""


def show_to_follow(settings: Settings, *, on_screen: bool) -> "Session | None":
    """Return the show of `Settings.session_to_read`, as soon as there is one; None if somebody left the waiting screen.

    Raises:
        RunOfShowError: it can't be read.
    """
    path = settings.journal_if_any()
    if path is None and on_screen:
        from runofshow.ui.apps.full_screen import run_full_screen
        from runofshow.ui.apps.watch import WaitingApp

        path = run_full_screen(WaitingApp(_waiting(settings), lambda: show_so_far(settings)))
    elif path is None:
        path = waited_for(settings)
    return None if path is None else joined(path)


def newer_shows_of(settings: Settings) -> "NewerShows | None":
    """Return the newer shows to follow; None if a journal was named."""
    from runofshow.journal.choose import NewerShows

    return NewerShows(settings.folder) if settings.journal is None else None


def waited_for(settings: Settings) -> Path:
    """Wait until somebody opens a show, and return its journal."""
    say(_waiting(settings))
    while (path := show_so_far(settings)[0]) is None:
        time.sleep(TICK)
    return path


def _waiting(settings: Settings) -> str:
    return f"Waiting for a show in {settings.folder}: 'runofshow live' opens one"


def show_so_far(settings: Settings) -> tuple[Path | None, Sequence[str]]:
    """Return the journal of a show, if there is one by now, and the problems of journals that can't be read."""
    from runofshow.clock import ThisMachine
    from runofshow.journal.choose import choice
    from runofshow.journal.locate import journals_in

    journals = journals_in(settings.folder)
    meant = choice(journals.found, ThisMachine().wall())
    return None if meant is None else meant.taken.path, [str(problem) for problem in journals.unreadable]
