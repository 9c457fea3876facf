"""Commands that open a show or resume one, with the live screen or without it."""

import shlex
import stat
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from runofshow.agenda.model import Agenda
from runofshow.agenda.times import parse_moment
from runofshow.cli.agenda_edits import tell_ways_in
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import At, Bell, Settings, can_ask, command, flag, joined, quoted, say, settings_of
from runofshow.clock import ThisMachine
from runofshow.errors import RunOfShowError, UsageError
from runofshow.instants import Instant
from runofshow.journal.choose import going_on, just_closed
from runofshow.journal.locate import Found, journals_in
from runofshow.session import Session, mode_for
from runofshow.show.actions.meeting import Closed
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import forecast
from runofshow.show.state import Mode
from runofshow.text import clip

New = Annotated[bool, flag("Open a new show without asking, even if another one goes on.", "--new")]
Rehearsal = Annotated[bool, flag("Open a rehearsal; its plan starts when you start.", "--rehearsal")]
Live = Annotated[bool, flag("Open the meeting itself, even on another date.", "--live")]


class Taken(NamedTuple):
    """The show that was resumed or opened."""

    session: Session
    told: str | None = None
    """A sentence that the screen shows too."""


def live(  # noqa: PLR0913 -- the options of a moderator
    context: typer.Context,
    rehearsal: Rehearsal = False,
    live: Live = False,
    new: New = False,
    bell: Bell = False,
    mouse: Annotated[bool, flag("Let the keys in the footer be clicked with a mouse.", "--mouse")] = False,
) -> None:
    """Run the meeting from the moderator's screen: open a show, or resume the one that isn't closed.

    A show keeps the agenda that it was opened with. If the file has changed since, the command asks whether to go on
    with the show or to open a new one. If the show of this agenda was closed, it asks whether to open it again.
    """
    settings = settings_of(context)
    taken = Opening(settings, _mode(rehearsal=rehearsal, live=live), new, asks_to_reopen=True).take()
    session = taken.session
    if session.show.closed is not None:
        say(_is_closed(session))
    if sys.stdin.isatty() and sys.stdout.isatty():
        _show_live(taken, settings, bell=bell, mouse=mouse)
        return
    from runofshow.ui.status_text import status_lines

    lines = status_lines(session.show, forecast(session.show, session.now()))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if session.show.closed is None:
        say("this is not a terminal, so there is no screen: the show is open, and 'runofshow next' starts it")


def _show_live(taken: Taken, settings: Settings, *, bell: bool, mouse: bool) -> None:
    from runofshow.cli.typed_commands import typed_commands
    from runofshow.ui.apps.full_screen import MAY_SLEEP, kept_awake
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
    session = Opening(settings_of(context), _mode(rehearsal=rehearsal, live=live), new, at).take().session
    if session.show.closed is not None:
        raise RunOfShowError(_is_closed(session))


def _mode(*, rehearsal: bool, live: bool) -> Mode | None:
    """Return the mode that was asked for; None: the date decides."""
    if rehearsal and live:
        raise UsageError("--rehearsal and --live exclude each other")
    return "rehearsal" if rehearsal else "live" if live else None


def _is_closed(session: Session) -> str:
    status, undo = (command("--journal", str(session.journal.path), name) for name in ("status", "undo"))
    return f"that show is closed: '{status}' says how it ended, '{undo}' takes the closing back"


class Opening(NamedTuple):
    """Opening or resuming a show, as the options of `live` and `start` ask for it."""

    settings: Settings
    mode: Mode | None
    new: bool
    at: str | None = None
    asks_to_reopen: bool = False
    """True if a person at a terminal is asked whether to open a closed show again."""

    def take(self) -> Taken:
        """Resume the show that goes on with this agenda, or open a new one, and say which.

        If the agenda of the show that goes on was edited since, the person decides. Off a terminal a new show is
        opened, and a message says how to return to the other one.
        """
        settings = self.settings
        if settings.journal is not None:
            return _resumed(settings.journal)
        _warn_of_folder(settings.folder)
        try:
            agenda = settings.sheet().agenda
        except RunOfShowError as problems:
            return self._without_agenda(problems)
        warn_of_fit(agenda)
        at = self._instant(agenda)
        mode = self.mode or mode_for(agenda, at or ThisMachine().wall())
        unfinished = () if self.new else _unfinished(settings.folder, {self.mode or "live", mode}, at)
        same = next((show for show in unfinished if show.opening.agenda == agenda), None)
        if same is not None:
            _tell_of_others(settings.folder, same.path)
            return _resumed(same.path)
        if unfinished:
            return self._instead_of(unfinished[0], agenda, at)
        return self._after_a_closed_one(agenda, mode, at)

    def _without_agenda(self, problems: RunOfShowError) -> Taken:
        """Resume the unfinished show, which has an agenda of its own; without one the file's problems count."""
        modes: set[Mode] = {"live", "rehearsal"} if self.mode is None else {self.mode}
        unfinished = () if self.new or self.at is not None else _unfinished(self.settings.folder, modes)
        if not unfinished:
            raise problems
        say(str(problems))
        told = (
            f"{self.settings.agenda_name()} has problems, which 'runofshow check' names: the show goes on with the "
            "agenda it was opened with."
        )
        say(told)
        return _resumed(unfinished[0].path, told)

    def _instant(self, agenda: Agenda) -> Instant | None:
        """Return the instant of ``--at``: ISO 8601, or a clock time on the day of the meeting (or of a rehearsal)."""
        if self.at is None:
            return None
        today = ThisMachine().wall().astimezone(agenda.timezone).date()
        try:
            return parse_moment(self.at, zone=agenda.timezone, day=today if self.mode == "rehearsal" else agenda.date)
        except ValueError as error:
            raise UsageError(str(error)) from None

    def _instead_of(self, running: Found, agenda: Agenda, at: Instant | None) -> Taken:
        """Open a show with an edited agenda, of the mode of the unfinished one, unless a person prefers that one."""
        name, before = self.settings.agenda_name(), running.opening.agenda
        if can_ask():
            show = "The rehearsal of" if running.mode == "rehearsal" else "The show"
            opened = f"{running.opened.at.astimezone(before.timezone):%H:%M}"
            say(f"{show} “{clip(before.title, 60)}” goes on, opened at {opened}: {running.path}")
            say(f"{name} isn't the agenda that it was opened with, and a show keeps its agenda.")
            tell_ways_in(before, agenda)
            say("  1  go on with that show, as it is")
            say(f"  2  open a new show with {name}; what happened so far stays in the journal of the other")
            answer = ""
            while answer not in {"1", "2"}:
                answer = typer.prompt("1 or 2?", default="1", err=True).strip()
            if answer == "1":
                return _resumed(running.path, f"The show goes on with its own agenda, not with {name}.")
            return self._opened(agenda, self.mode or running.mode, at)
        taken = self._opened(agenda, self.mode or running.mode, at)
        resumes = command("--journal", str(running.path), "live")
        say(f"there is an unfinished show of another agenda, {running.path}: '{resumes}' resumes it")
        tell_ways_in(before, agenda)
        return taken

    def _after_a_closed_one(self, agenda: Agenda, mode: Mode, at: Instant | None) -> Taken:
        """Open a show; if one of this agenda was closed not long ago, ask first, or say how to return to that one."""
        closed = None
        if not self.new:
            found = journals_in(self.settings.folder).found
            closed = just_closed(found, agenda, mode, ThisMachine().wall(), at)
        if closed is None:
            return self._opened(agenda, mode, at)
        if self.asks_to_reopen and can_ask():
            return _opened_again(closed, self.settings.by) if _reopens(closed) else self._opened(agenda, mode, at)
        taken = self._opened(agenda, mode, at)
        undo, export = (command("--journal", str(closed.path), name) for name in ("undo", "export"))
        say(f"{_closed_words(closed)}, {closed.path}: '{undo}' opens it again, '{export}' writes its record")
        return taken

    def _opened(self, agenda: Agenda, mode: Mode, at: Instant | None) -> Taken:
        session = Session.open(self.settings.folder, agenda, mode, by=self.settings.by, at=at)
        say(f"opened: {session.journal.path}")
        if mode == "rehearsal" and self.mode is None:
            day = f"{agenda.date:%d %B %Y}"
            say(f"this is a rehearsal, because the meeting is on {day}: --live opens the meeting itself")
        _tell_of_others(self.settings.folder, session.journal.path)
        return Taken(session)


def _warn_of_folder(folder: Path) -> None:
    """Say so if others on this laptop can write where the journals are kept, or if they lie elsewhere."""
    if folder.is_symlink():
        say(f"{folder} is a link: the journals are kept in {folder.resolve()}")
    with suppress(OSError):
        if sys.platform != "win32" and folder.stat().st_mode & stat.S_IWOTH:
            mend = f"chmod 700 {shlex.quote(str(folder))}"
            say(f"{folder} can be written by everybody on this laptop: '{mend}' stops that")


def _reopens(closed: Found) -> bool:
    say(f"{_closed_words(closed)}: {closed.path}")
    say("Documents and commands take the newest show: a new one hides that record from them.")
    question = "Open it again (u), or open a new one (n)? Enter: neither"
    while True:
        answer = str(typer.prompt(question, default="", show_default=False, err=True)).strip().casefold()
        if answer.startswith(("u", "n")):
            return answer.startswith("u")
        if not answer.strip("\x1b"):
            raise RunOfShowError("no show was opened")


def _closed_words(closed: Found) -> str:
    agenda = closed.opening.agenda
    show = "the rehearsal of" if closed.mode == "rehearsal" else "the show"
    words = f"{show} “{clip(agenda.title, 60)}”"
    if not isinstance(closed.last.event, Closed):  # something was noted or corrected since
        return f"{words} is closed"
    return f"{words} was closed at {closed.last.at.astimezone(agenda.timezone):%H:%M}"


def _opened_again(closed: Found, by: str) -> Taken:
    """Join a closed show, and take the closing back unless somebody has done so meanwhile."""
    session = joined(closed.path)
    closing = next((entry.n for entry in session.show.history if isinstance(entry.event, Closed)), None)
    if closing is not None:
        session.do(Undo(closing), by)
    say(f"opened again: {closed.path}")
    return Taken(session, "The show is open again.")


def _resumed(path: Path, told: str | None = None) -> Taken:
    session = joined(path)
    if session.show.closed is None:
        say(f"resumed: {path}")
    return Taken(session, told)


def _unfinished(folder: Path, modes: Collection[Mode], at: Instant | None = None) -> tuple[Found, ...]:
    return going_on(journals_in(folder).found, modes, ThisMachine().wall(), at)


def _tell_of_others(folder: Path, path: Path) -> None:
    meant = next(iter(_unfinished(folder, {"live", "rehearsal"})), None)
    if meant is not None and meant.path != path:
        say(f"commands act on another open show, {meant.path}: add '--journal {quoted(str(path))}' for this one")
