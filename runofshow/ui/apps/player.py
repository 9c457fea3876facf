"""Plays a simulated meeting in a session, by its clock. A moderator can act at the same time."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Self

from runofshow.agenda.model import Agenda
from runofshow.clock import FastMachine, ThisMachine
from runofshow.errors import RunOfShowError
from runofshow.instants import Instant, instant
from runofshow.session import Session
from runofshow.show.state import Entry, Show
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.played_outcome import AUTHOR, Script, Step, as_planned, shuffled_states

HANDS_OFF: Final = timedelta(seconds=6)
"""A step that somebody has undone isn't played again for this long, by the laptop's clock."""

_A_LOOK: Final = timedelta(seconds=3)
"""The wait before the first block, by the laptop's clock: time to look at the screen."""
_LONGEST_WAIT: Final = timedelta(minutes=10)
"""The longest such wait, by the show clock."""


@dataclass
class Player:
    """Plays the steps of the script that are due. The script follows the show as it is, whoever moved it."""

    session: Session
    script: Script
    speed: float = 1.0
    refusal: RunOfShowError | None = None
    """Why it can't go on; it does so once somebody has moved the show."""
    _seen: int = 0
    _not_before: Instant | None = None

    @classmethod
    def opened(cls, agenda: Agenda, assumptions: Assumptions, seed: int, speed: float, folder: Path) -> Self:
        """Open a rehearsal with its journal in `folder`; its clock runs `speed` times as fast as this machine's.

        Its plan is the agenda's, and the room is gone when the agenda says so, however late it begins.
        """
        opening = agenda.start + min(timedelta(0), assumptions.late) - min(_LONGEST_WAIT, _A_LOOK * speed)
        machine = FastMachine.starting(ThisMachine(), speed, opening)
        session = Session.open(folder, agenda, "rehearsal", by=AUTHOR, machine=machine)
        for action in as_planned(agenda):
            session.do(action, AUTHOR, session.show.opened)  # however long opening took
        outcome = Simulator(agenda, assumptions).in_detail(seed)
        return cls(session, Script(agenda, outcome, shuffled_states(seed)), speed)

    def upcoming(self) -> Step | None:
        """Return the next step, and when it may happen; None while it waits for somebody.

        A step that somebody has undone is theirs to do again, for a while.
        """
        show = self.session.show
        if show.n != self._seen:
            self._seen, self.refusal = show.n, None
            undone = next(iter(show.history)).n < show.n
            self._not_before = self.session.now() + HANDS_OFF * self.speed if undone else None
        if self.refusal is not None or (step := self.script.next_step(show)) is None:
            return None
        return step._replace(at=max(step.at, show.last_move, self._not_before or show.last_move))

    def play(self) -> list[tuple[Entry, Show]]:
        """Do every step that is due by now, at its own time; return the entries, each with the show after it."""
        played: list[tuple[Entry, Show]] = []
        now = self.session.now()
        while (step := self.upcoming()) is not None and step.at <= now:
            try:
                entry = self.session.do(step.action, AUTHOR, instant(step.at))
                played.append((entry, self.session.show))
            except RunOfShowError as error:
                self.refusal = error
            self._seen = self.session.show.n
        return played

    def until_next(self) -> timedelta | None:
        """Return the time by the laptop's clock until something happens; None if it waits for somebody."""
        step = self.upcoming()
        return None if step is None else max(timedelta(0), (step.at - self.session.now()) / self.speed)
