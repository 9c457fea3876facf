"""Commands that open a show or resume one, with the live screen or without it.

Other packages are loaded inside functions: see `settings`.
"""

import shlex
import stat
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import At, Bell, Settings, command, joined, quoted, say, settings_of
from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.instants import Instant
    from runofshow.journal.locate import Found
    from runofshow.session import Session
    from runofshow.show.state import Mode


New = Annotated[bool, typer.Option("--new", help="Open a new show without asking, even if another one goes on.")]
Rehearsal = Annotated[bool, typer.Option("--rehearsal", help="Open a rehearsal; its plan starts when you start.")]
Live = Annotated[bool, typer.Option("--live", help="Open the meeting itself, even on another date.")]


class NotOpen(RunOfShowError):
    """The show is closed, so it can't be resumed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `live` and `start`."""

    mode: "Mode | None"
    """None: the date decides."""
    new: bool
    at: str | None = None
    asks_to_reopen: bool = False
    """True if a person at a terminal is asked whether to open a closed show again."""

    @classmethod
    def of(
        cls, *, rehearsal: bool, live: bool, new: bool, at: str | None = None, asks_to_reopen: bool = False
    ) -> "Wanted":
        """Return the options as they were given.

        Raises:
            UsageError: two of them exclude each other.
        """
        if rehearsal and live:
            message = "--rehearsal and --live exclude each other"
            raise UsageError(message)
        return cls("rehearsal" if rehearsal else "live" if live else None, new, at, asks_to_reopen)


@dataclass(frozen=True, slots=True)
class Taken:
    """The show that was resumed or opened."""

    session: "Session"
    told: str | None = None
    """A sentence that the screen shows too."""


def live(  # noqa: PLR0913 -- the options of a moderator
    context: typer.Context,
    rehearsal: Rehearsal = False,
    live: Live = False,
    new: New = False,
    bell: Bell = False,
    mouse: Annotated[bool, typer.Option("--mouse", help="Let the keys in the footer be clicked with a mouse.")] = False,
) -> None:
    """Run the meeting from the moderator's screen: open a show, or resume the one that isn't closed.

    A show keeps the agenda that it was opened with. If the file has changed since, the command asks whether to go on
    with the show or to open a new one. If the show of this agenda was closed, it asks whether to open it again.
    """
    settings = settings_of(context)
    taken = open_or_resume(settings, Wanted.of(rehearsal=rehearsal, live=live, new=new, asks_to_reopen=True))
    session = taken.session
    if session.show.closed is not None:
        say(_is_closed(session))
    if sys.stdin.isatty() and sys.stdout.isatty():
        _show_live(taken, settings, bell=bell, mouse=mouse)
        return
    from runofshow.show.forecast import forecast
    from runofshow.ui.status_text import status_lines

    lines = status_lines(session.show, forecast(session.show, session.now()))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if session.show.closed is None:
        say("this is not a terminal, so there is no screen: the show is open, and 'runofshow next' starts it")


def _show_live(taken: Taken, settings: Settings, *, bell: bool, mouse: bool) -> None:
    from runofshow.cli.typed_commands import typed_commands
    from runofshow.ui.apps.awake import MAY_SLEEP, kept_awake
    from runofshow.ui.apps.live import LiveApp
    from runofshow.ui.apps.show_app import run_screen
    from runofshow.ui.notices import Notice, Tone

    with kept_awake() as awake:
        told = [sentence for sentence in (taken.told, None if awake else MAY_SLEEP) if sentence]
        first = Notice(" ".join(told), Tone.WARNED) if told else None
        commands = typed_commands(settings, str(taken.session.journal.path))
        app = LiveApp(taken.session, settings.by, bell=bell, first=first, commands=commands)
        run_screen(app, mouse=mouse)


def start(
    context: typer.Context, rehearsal: Rehearsal = False, live: Live = False, new: New = False, at: At = None
) -> None:
    """Open a show without a screen, or resume the one that isn't closed. The first 'next' starts the first block.

    In a script the command can't ask. If the agenda has changed, it opens a new show there, and says how to return to
    the old one. If the show of this agenda was closed, it opens a new one, and says how to open the old one again.
    """
    session = open_or_resume(settings_of(context), Wanted.of(rehearsal=rehearsal, live=live, new=new, at=at)).session
    if session.show.closed is not None:
        raise NotOpen(_is_closed(session))


def _is_closed(session: "Session") -> str:
    status, undo = (command("--journal", str(session.journal.path), name) for name in ("status", "undo"))
    return f"that show is closed: '{status}' says how it ended, '{undo}' takes the closing back"


def open_or_resume(settings: Settings, wanted: Wanted) -> Taken:
    """Resume the show that goes on with this agenda, or open a new one, and say which.

    If the agenda of the show that goes on was edited since, the person decides. Off a terminal a new show is opened,
    and a message says how to return to the other one.

    Raises:
        RunOfShowError: the agenda has problems, or the journal can't be read or written.
    """
    from runofshow.clock import ThisMachine
    from runofshow.session import mode_for

    if settings.journal is not None:
        return _resumed(settings.journal)
    _warn_of_folder(settings.folder)
    try:
        agenda = settings.agenda()
    except RunOfShowError as problems:
        return _resumed_without_agenda(settings, wanted, problems)
    warn_of_fit(agenda)
    at = _opening_instant(wanted, agenda)
    mode = wanted.mode or mode_for(agenda, at or ThisMachine().wall())
    unfinished = () if wanted.new else _unfinished(settings, {wanted.mode or "live", mode}, at)
    same = next((show for show in unfinished if show.opening.agenda == agenda), None)
    if same is not None:
        _tell_of_others(settings, same.path)
        return _resumed(same.path)
    if not unfinished:
        return _after_a_closed_one(settings, wanted, agenda, mode, at)
    return _instead_of(unfinished[0], settings, wanted, agenda, at)


def _warn_of_folder(folder: Path) -> None:
    """Say so if others on this laptop can write where the journals are kept, or if they lie elsewhere."""
    if folder.is_symlink():
        say(f"{folder} is a link: the journals are kept in {folder.resolve()}")
    with suppress(OSError):
        if sys.platform != "win32" and folder.stat().st_mode & stat.S_IWOTH:
            mend = f"chmod 700 {shlex.quote(str(folder))}"
            say(f"{folder} can be written by everybody on this laptop: '{mend}' stops that")


def _instead_of(
    unfinished: "Found", settings: Settings, wanted: Wanted, agenda: "Agenda", at: "Instant | None"
) -> Taken:
    """Open a show with an edited agenda, of the mode of the unfinished one, unless a person prefers that one."""
    from runofshow.cli.agenda_edits import can_ask, prefers_to_go_on, tell_the_way_back

    asks = can_ask()
    if asks and prefers_to_go_on(unfinished, agenda, settings.agenda_name()):
        told = f"The show goes on with its own agenda, not with {settings.agenda_name()}."
        return _resumed(unfinished.path, told)
    session = _opened(settings, wanted, agenda, wanted.mode or unfinished.mode, at)
    if not asks:
        tell_the_way_back(unfinished, agenda)
    return Taken(session)


def _after_a_closed_one(
    settings: Settings, wanted: Wanted, agenda: "Agenda", mode: "Mode", at: "Instant | None"
) -> Taken:
    """Open a show; if one of this agenda was closed not long ago, ask first, or say how to return to that one.

    Raises:
        NotOpen: the person wants neither.
    """
    from runofshow.cli.agenda_edits import can_ask, prefers_to_open_again, tell_of_the_closed_one
    from runofshow.clock import ThisMachine
    from runofshow.journal.choose import just_closed
    from runofshow.journal.locate import journals_in

    closed = None
    if not wanted.new:
        closed = just_closed(journals_in(settings.folder).found, agenda, mode, ThisMachine().wall(), at)
    if closed is not None and wanted.asks_to_reopen and can_ask():
        match prefers_to_open_again(closed):
            case True:
                return _opened_again(closed.path, settings.by)
            case None:
                message = "no show was opened"
                raise NotOpen(message)
            case False:
                closed = None
    session = _opened(settings, wanted, agenda, mode, at)
    if closed is not None:
        tell_of_the_closed_one(closed)
    return Taken(session)


def _opened_again(path: Path, by: str) -> Taken:
    """Join a closed show, and take the closing back unless somebody has done so meanwhile."""
    from runofshow.show.actions.meeting import Closed
    from runofshow.show.actions.undo import Undo

    session = joined(path)
    closing = next((entry.n for entry in session.show.history if isinstance(entry.event, Closed)), None)
    if closing is not None:
        session.do(Undo(closing), by)
    say(f"opened again: {path}")
    return Taken(session, "The show is open again.")


def _opening_instant(wanted: Wanted, agenda: "Agenda") -> "Instant | None":
    """Return the instant of ``--at``: ISO 8601, or a clock time on the day of the meeting (of a rehearsal: today).

    Raises:
        UsageError: the text is no time.
    """
    from runofshow.agenda.times import parse_moment
    from runofshow.clock import ThisMachine

    if wanted.at is None:
        return None
    today = ThisMachine().wall().astimezone(agenda.timezone).date()
    try:
        return parse_moment(wanted.at, zone=agenda.timezone, day=today if wanted.mode == "rehearsal" else agenda.date)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _opened(settings: Settings, wanted: Wanted, agenda: "Agenda", mode: "Mode", at: "Instant | None") -> "Session":
    """Open a show; say what it is, and what else is open."""
    from runofshow.session import Session

    session = Session.open(settings.folder, agenda, mode, by=settings.by, at=at)
    say(f"opened: {session.journal.path}")
    if mode == "rehearsal" and wanted.mode is None:
        day = f"{agenda.date:%d %B %Y}"
        say(f"this is a rehearsal, because the meeting is on {day}: --live opens the meeting itself")
    _tell_of_others(settings, session.journal.path)
    return session


def _unfinished(settings: Settings, modes: "Collection[Mode]", at: "Instant | None" = None) -> "tuple[Found, ...]":
    """Return the shows of these modes that can be resumed."""
    from runofshow.clock import ThisMachine
    from runofshow.journal.choose import going_on
    from runofshow.journal.locate import journals_in

    return going_on(journals_in(settings.folder).found, modes, ThisMachine().wall(), at)


def _resumed(path: Path, told: str | None = None) -> Taken:
    session = joined(path)
    if session.show.closed is None:
        say(f"resumed: {path}")
    return Taken(session, told)


def _tell_of_others(settings: Settings, path: Path) -> None:
    """Say so if commands act on another open show."""
    meant = next(iter(_unfinished(settings, {"live", "rehearsal"})), None)
    if meant is not None and meant.path != path:
        say(f"commands act on another open show, {meant.path}: add '--journal {quoted(str(path))}' for this one")


def _resumed_without_agenda(settings: Settings, wanted: Wanted, problems: RunOfShowError) -> Taken:
    """Resume the unfinished show, which has an agenda of its own, although the file can't be read now.

    Raises:
        RunOfShowError: there is none, or a new show was asked for: what is wrong with the file.
    """
    modes: set[Mode] = {"live", "rehearsal"} if wanted.mode is None else {wanted.mode}
    unfinished = () if wanted.new or wanted.at is not None else _unfinished(settings, modes)
    if not unfinished:
        raise problems
    say(str(problems))
    name = settings.agenda_name()
    told = f"{name} has problems, which 'runofshow check' names: the show goes on with the agenda it was opened with."
    say(told)
    return _resumed(unfinished[0].path, told)
