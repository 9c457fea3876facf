"""A dry run before one's eyes: on the live screen, or line by line."""

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from runofshow.errors import UsageError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.simulation.assumptions import Assumptions
    from runofshow.ui.apps.player import Player

FASTEST = 3_600
"""How many times as fast a clock may run: two hours in two seconds."""


def play(agenda: "Agenda", assumptions: "Assumptions", seed: int, speed: float, by: str) -> None:
    """Play a meeting in a journal that is gone afterwards; entries of the moderator's are made in the name of `by`.

    Raises:
        UsageError: no clock can run at that speed.
    """
    if not 1 <= speed <= FASTEST:
        message = f"--speed is how many times as fast the clock runs: from 1 to {FASTEST:,}"
        raise UsageError(message)
    from runofshow.ui.apps.player import Player

    with tempfile.TemporaryDirectory(prefix="runofshow-") as folder:
        player = Player.opened(agenda, assumptions, seed, speed, Path(folder))
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            _play_lines(player)
            return
        from runofshow.ui.apps.played_rehearsal import RehearsalApp
        from runofshow.ui.apps.show_app import run_screen

        run_screen(RehearsalApp(player, by))


def _play_lines(player: "Player") -> None:
    """One line a change."""
    from runofshow.show.names import clock_time

    while (wait := player.until_next()) is not None:
        time.sleep(wait / timedelta(seconds=1))
        for entry, show in player.play():
            sys.stdout.write(f"{clock_time(show, entry.at)} {entry.event.describe(show)}\n")
        sys.stdout.flush()
