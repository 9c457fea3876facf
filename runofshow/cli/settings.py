"""Options that hold for every command: the agenda, the journal, who is typing."""

import getpass
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.instants import Instant
    from runofshow.journal.choose import Choice
    from runofshow.session import Session
    from runofshow.show.state import Show


_EVERYWHERE = ("--agenda", "--journal-dir", "--journal", "--by")


class AsTyped(str):
    """A word that followed ``--``: a name as it is, even where it looks like an option, a place or another's name."""

    __slots__ = ()


class NothingToActOn(RunOfShowError):
    """There is no journal of the kind that the command needs."""


@dataclass(frozen=True)
class Settings:
    """The options that stand before the command (or after it), and what follows from them."""

    agenda_file: Path | None
    journal: Path | None
    folder: Path
    by: str

    def agenda(self) -> "Agenda":
        """The agenda that is meant: the one that was named, the one in this folder, or the built-in lunch.

        Raises:
            RunOfShowError: it can't be read, or has problems.
        """
        from runofshow.agenda.loader import default_agenda, read_agenda

        if self.agenda_file is not None:
            return read_agenda(self.agenda_file)
        if (here := Path("agenda.yaml")).exists():
            return read_agenda(here)
        say("no agenda.yaml in this folder: taking the built-in agenda, the lunch of 20 July 2016")
        return default_agenda()

    def agenda_name(self) -> str:
        """What messages call the agenda that is meant."""
        if self.agenda_file is not None:
            return str(self.agenda_file)
        return "agenda.yaml" if Path("agenda.yaml").exists() else "the built-in agenda"

    def session_to_move(self) -> "Session":
        """The show that a command moves: the journal that was named, else the show that is meant, if it is open.

        Raises:
            RunOfShowError: there is none, or it can't be read.
        """
        if self.journal is not None:
            return joined(self.journal)
        found = self._choice()
        if found is None or (found.taken.finished and not found.still_open):
            message = f"there is no unfinished show in {self.folder}: 'runofshow start' or 'runofshow live' opens one"
            raise NothingToActOn(message)
        if found.taken.finished:
            other = found.still_open[0].path
            message = (
                f"{found.taken.path} is closed, and it is {found.why}: 'runofshow undo' takes the closing back. Still "
                f"open is {other}: '--journal {other}' moves that one"
            )
            raise NothingToActOn(message)
        _tell_which(found)
        return joined(found.taken.path)

    def session_to_read(self) -> "Session":
        """The show that a command reads, records in or undoes in: the journal that was named, else what is meant.

        Raises:
            RunOfShowError: there is none, or it can't be read.
        """
        return joined(self.journal_to_read())

    def journal_to_read(self) -> Path:
        """The journal that `session_to_read` takes.

        Raises:
            NothingToActOn: there is none.
        """
        path = self.journal_if_any()
        if path is None:
            message = f"there is no show in {self.folder}: 'runofshow start' or 'runofshow live' opens one"
            raise NothingToActOn(message)
        return path

    def journal_if_any(self) -> Path | None:
        """Return the journal of `session_to_read`; say which if there was a choice. None if there is no show yet."""
        if self.journal is not None:
            return self.journal
        if (found := self._choice()) is None:
            return None
        _tell_which(found)
        return found.taken.path

    def _choice(self) -> "Choice | None":
        from runofshow.clock import ThisMachine
        from runofshow.journal.choose import choice
        from runofshow.journal.locate import journals_in

        journals = journals_in(self.folder)
        for problem in journals.unreadable:
            say(str(problem))
        return choice(journals.found, ThisMachine().wall())


def joined(path: Path) -> "Session":
    """The show of a journal; says what is wrong with it, and where it goes on if not there.

    Raises:
        RunOfShowError: it can't be read.
    """
    from runofshow.session import Session

    session = Session.join(path)
    for damage in session.damage:
        say(f"{session.journal.path}:{damage.line}: {damage.sentence}")
    if session.moved_to is not None:
        say(f"that journal couldn't be written any more: the show goes on in {session.moved_to}")
    return session


def _tell_which(found: "Choice") -> None:
    if len(found.shows) > 1:
        say(f"taking {found.why}, of {len(found.shows)}: {found.taken.path}")


def say(sentence: str) -> None:
    """A message for the person who typed the command; data goes to stdout, this doesn't."""
    from runofshow.text import sanitize

    sys.stderr.write(f"{sanitize(sentence)}\n")


def login() -> str:
    """The name that entries carry where no other is given."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def options_and_rest(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the options that hold everywhere, wherever a person typed them, from the other words.

    What follows ``--`` is marked as typed.
    """
    front: list[str] = []
    rest: list[str] = []
    remaining: Iterator[str] = iter(words)
    for word in remaining:
        if word == "--":
            rest += [word, *map(AsTyped, remaining)]
        elif word in _EVERYWHERE:
            front += [word, *([following] if (following := next(remaining, None)) is not None else [])]
        elif word.startswith(tuple(f"{option}=" for option in _EVERYWHERE)):
            front.append(word)
        else:
            rest.append(word)
    return front, rest


def instant_of(text: str | None, show: "Show") -> "Instant | None":
    """What a person means by ``--at``: an instant of the show clock.

    ISO 8601, or a clock time in the event's zone: the first such at or after the opening.

    Raises:
        UsageError: the text is no time.
    """
    if text is None:
        return None
    return room_time(text, show) - show.correction


def room_time(text: str, show: "Show") -> "Instant":
    """What a person means by a time on the clock of the room: the first such since the opening.

    Raises:
        UsageError: the text is no time.
    """
    from runofshow.agenda.times import first_at_or_after

    try:
        return first_at_or_after(text, zone=show.agenda.timezone, since=show.opened + show.correction)
    except ValueError as error:
        raise UsageError(str(error)) from None


def nearest(text: str, show: "Show", now: "Instant") -> "Instant":
    """The time on the clock of the room that lies next to an instant of the show clock, before or after it.

    Raises:
        UsageError: the text is no time.
    """
    from runofshow.agenda.times import nearest_to

    try:
        return nearest_to(text, zone=show.agenda.timezone, to=now + show.correction)
    except ValueError as error:
        raise UsageError(str(error)) from None


def nearest_room_time(text: str, show: "Show", now: "Instant") -> "Instant":
    """Until when a person says that we have the room: the nearest such time, which may be just past.

    One that lies long before the opening is the next such after it.

    Raises:
        UsageError: the text is no time.
    """
    from runofshow.show.actions.meeting import LONGEST_GONE

    near = nearest(text, show, now)
    return near if near - show.correction > show.opened - LONGEST_GONE else room_time(text, show)


def duration_of(text: str, *, signed: bool = False) -> timedelta:
    """What a person means by a length of time, as 2m.

    Raises:
        UsageError: the text is none.
    """
    from runofshow.agenda.durations import parse_duration, parse_signed_duration

    try:
        return parse_signed_duration(text) if signed else parse_duration(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def settings_of(context: typer.Context) -> Settings:
    """The settings that the options before the command made."""
    settings: Settings = context.obj
    return settings


At = Annotated[
    str | None,
    typer.Option("--at", metavar="TIME", help="When it happened, as 13:05 or 2016-07-20T13:05-04:00. By default now."),
]
"""The option that backdates an entry."""

AsOf = Annotated[
    str | None, typer.Option("--at", metavar="TIME", help="Show the state at this time, as 13:05. By default now.")
]
"""The option that looks back."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for a program.")]
Plain = Annotated[bool, typer.Option("--plain", help="Print plain lines, for screen readers and pipes.")]

Bell = Annotated[bool, typer.Option("--bell", help="Ring when a countdown changes its signal.")]


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
