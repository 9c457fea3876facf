"""Options that hold for every command, and what follows from them: the agenda and the show.

A file that is missing or can't be read raises RunOfShowError.

Other packages are loaded inside functions: `--help` needs none of them.
"""

import getpass
import shlex
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer import Argument, Option

from runofshow.errors import RunOfShowError
from runofshow.text import sanitize

if TYPE_CHECKING:
    from runofshow.agenda.loader import Sheet
    from runofshow.journal.choose import Choice
    from runofshow.journal.reader import Damage
    from runofshow.session import Session
    from runofshow.show.state import Show


def option(help_: str, metavar: str | None = None, *names: str, **more: Any) -> Any:  # noqa: ANN401 -- typer's own
    """Return an option: its help, the kind of value that follows it, and its names if the parameter's won't do."""
    return Option(*names, metavar=metavar, help=help_, **more)


def flag(help_: str, *names: str, **more: Any) -> Any:  # noqa: ANN401 -- typer's own
    """Return an option that no value follows."""
    return Option(*names, help=help_, **more)


def argument(help_: str, metavar: str | None = None, **more: Any) -> Any:  # noqa: ANN401 -- typer's own
    """Return an argument: its help, and what stands for it in the usage."""
    return Argument(metavar=metavar, help=help_, **more)


At = Annotated[
    str | None, option("When it happened, as 13:05 or 2016-07-20T13:05-04:00. By default now.", "TIME", "--at")
]

AsOf = Annotated[str | None, option("Show the state at this time, as 13:05. By default now.", "TIME", "--at")]

AsJson = Annotated[bool, flag("Print JSON, for a program.", "--json")]
Plain = Annotated[bool, flag("Print plain lines, for screen readers and pipes.", "--plain")]
Bell = Annotated[bool, flag("Ring when a countdown changes its signal.", "--bell")]


class AsTyped(str):
    """A word that followed ``--``: a name as it is, even where it looks like an option, a place or another's name."""

    __slots__ = ()


class Settings(NamedTuple):
    """The options of the program, as one command got them."""

    agenda_file: Path | None
    journal: Path | None
    folder: Path
    by: str
    quiet: bool = False
    """Print no messages: a shell asks for words to complete."""

    def sheet(self) -> "Sheet":
        """Return the agenda that was named, the one in this folder, or the built-in lunch, and where it is written."""
        from runofshow.agenda.loader import default_sheet, read_sheet

        if (path := self._agenda_path()) is not None:
            return read_sheet(path)
        self._say("no agenda.yaml in this folder: taking the built-in agenda, the lunch of 20 July 2016")
        return default_sheet()

    def agenda_name(self) -> str:
        """Return the name of that agenda in messages."""
        return str(self._agenda_path() or "the built-in agenda")

    def _agenda_path(self) -> Path | None:
        here = Path("agenda.yaml")
        return self.agenda_file or (here if here.exists() else None)

    def session_to_move(self) -> "Session":
        """Join the show that a command moves: the journal that was named, else the show that is meant and open."""
        if self.journal is not None:
            return joined(self.journal)
        choice = self._choice()
        if choice is None or (choice.taken.finished and not choice.still_open):
            raise RunOfShowError(
                f"there is no unfinished show in {self.folder}: 'runofshow start' or 'runofshow live' opens one"
            )
        if choice.taken.finished:
            other = choice.still_open[0].path
            raise RunOfShowError(
                f"{choice.taken.path} is closed, and it is {choice.why}: 'runofshow undo' takes the closing back. "
                f"Still open is {other}: '--journal {quoted(str(other))}' moves that one"
            )
        return joined(self._taken(choice))

    def session_to_read(self) -> "Session":
        """Join the show that a command reads, records in or undoes in: the journal that was named, else that meant."""
        return joined(self.journal_to_read())

    def journal_to_read(self) -> Path:
        """Return the journal of `session_to_read`."""
        if (path := self.journal_if_any()) is None:
            raise RunOfShowError(f"there is no show in {self.folder}: 'runofshow start' or 'runofshow live' opens one")
        return path

    def journal_if_any(self) -> Path | None:
        """Return the journal of `session_to_read`; None if there is no show yet."""
        if self.journal is not None:
            return self.journal
        choice = self._choice()
        return None if choice is None else self._taken(choice)

    def _choice(self) -> "Choice | None":
        from runofshow.clock import ThisMachine
        from runofshow.journal.choose import choice
        from runofshow.journal.locate import journals_in

        journals = journals_in(self.folder)
        for problem in journals.unreadable:
            self._say(str(problem))
        return choice(journals.found, ThisMachine().wall())

    def _taken(self, choice: "Choice") -> Path:
        if len(choice.shows) > 1:
            self._say(f"taking {choice.why}, of {len(choice.shows)}: {choice.taken.path}")
        return choice.taken.path

    def _say(self, sentence: str) -> None:
        if not self.quiet:
            say(sentence)


def settings_of(context: typer.Context, *, quiet: bool = False) -> Settings:
    """Return the options of the program, also of a command line that somebody is still typing."""
    given = context.find_root().params
    agenda, journal = (Path(path) if (path := given.get(name)) else None for name in ("agenda", "journal"))
    return Settings(agenda, journal, Path(given.get("journal_dir") or "journals"), given.get("by") or login(), quiet)


def login() -> str:
    """Return the name that entries carry where no other is given."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def say(sentence: str) -> None:
    """Print a message to stderr, for the person who typed the command. Data goes to stdout."""
    sys.stderr.write(f"{sanitize(sentence)}\n")


def can_ask() -> bool:
    """Return True if a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def joined(path: Path, *, first_only: bool = False) -> "Session":
    """Join the show of a journal, as `Session.join` does; say what is damaged, and where it goes on if not there."""
    from runofshow.session import Session

    session = Session.join(path, first_only=first_only)
    _tell_of_damage(session.journal.path, session.damage)
    if session.moved_to is not None:
        say(f"that journal couldn't be written any more: the show goes on in {session.moved_to}")
    return session


def _tell_of_damage(path: Path, damages: "Iterable[Damage]") -> None:
    for damage in damages:
        say(f"{path}:{damage.line}: {damage.sentence}")


def past_shows(journals: Sequence[Path]) -> "list[Show]":
    """Return the shows of these journals, each as its last entry left it. Damaged lines are told, and left out."""
    from runofshow.journal.reader import read_journal
    from runofshow.show.replay import replay
    from runofshow.simulation.calibration import is_simulated

    shows = []
    for path in dict.fromkeys(journals):
        contents = read_journal(path)
        _tell_of_damage(path, contents.findings)
        show = replay(contents.entries)
        if is_simulated(show):
            raise RunOfShowError(
                f"{path}: a dry run played this, so nothing can be learnt from it: name journals of real people"
            )
        shows.append(show)
    return shows


def options_and_rest(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the options that hold everywhere, wherever a person typed them, from the other words.

    Words that follow ``--`` become `AsTyped`.
    """
    front: list[str] = []
    rest: list[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--":
            rest += [word, *map(AsTyped, remaining)]
        elif word.partition("=")[0] in {"--agenda", "--journal-dir", "--journal", "--by"}:
            front += [word] if "=" in word else [word, *islice(remaining, 1)]
        else:
            rest.append(word)
    return front, rest


def command(*words: str) -> str:
    """Return a command of this program as a person types it, with quotes only where a shell needs them."""
    return " ".join(("runofshow", *map(quoted, words)))


def quoted(word: str) -> str:
    """Return a word as a person types it in a shell."""
    safe = shlex.quote(word)
    return safe if safe == word or set('"$`\\!') & set(word) else f'"{word}"'
