"""Commands that open a show: with the live screen, or without one."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.planning import warn_of_fit
from runofshow.cli.settings import At, Bell, Settings, say, settings_of
from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from runofshow.agenda.model import Agenda
    from runofshow.session import Session
    from runofshow.show.entries import Mode

OPENING = "Opening a show"


class NotOpen(RunOfShowError):
    """A show that is over can't be gone on with."""


New = Annotated[bool, typer.Option("--new", help="Open a new show even if one can be resumed.")]
Rehearsal = Annotated[bool, typer.Option("--rehearsal", help="Mark it as a rehearsal: its plan begins when it begins.")]
Live = Annotated[bool, typer.Option("--live", help="It is the meeting itself, whatever the date.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(rich_help_panel=OPENING)(live)
    app.command(rich_help_panel=OPENING)(start)


def live(  # noqa: PLR0913 -- what a moderator may want otherwise
    context: typer.Context,
    rehearsal: Rehearsal = False,
    live: Live = False,
    new: New = False,
    bell: Bell = False,
    mouse: Annotated[bool, typer.Option("--mouse", help="Let the keys in the footer be clicked on.")] = False,
) -> None:
    """The moderator's screen: opens a show, or resumes the unfinished one."""
    settings = settings_of(context)
    session = _opened(settings, rehearsal=rehearsal, live=live, new=new, at=None)
    if session.show.closed is not None:
        say(_is_closed(session))
    if sys.stdin.isatty() and sys.stdout.isatty():
        _show_live(session, settings.by, bell=bell, mouse=mouse)
        return
    from runofshow.screen.status import status_lines
    from runofshow.show.forecast import forecast

    lines = status_lines(session.show, forecast(session.show, session.now()))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if session.show.closed is None:
        say("this is no terminal, so there is no screen: the show is open all the same; 'runofshow next' starts it")


def _show_live(session: "Session", by: str, *, bell: bool, mouse: bool) -> None:
    from runofshow.screen.notices import Notice, Tone
    from runofshow.terminal.awake import MAY_SLEEP, kept_awake
    from runofshow.terminal.live import LiveApp
    from runofshow.terminal.shell import run_screen

    with kept_awake() as awake:
        first = None if awake else Notice(MAY_SLEEP, Tone.WARNED)
        run_screen(LiveApp(session, by, bell=bell, first=first), mouse=mouse)


def start(
    context: typer.Context, rehearsal: Rehearsal = False, live: Live = False, new: New = False, at: At = None
) -> None:
    """Open a show without a screen; the first 'next' starts the first block."""
    session = _opened(settings_of(context), rehearsal=rehearsal, live=live, new=new, at=at)
    if session.show.closed is not None:
        raise NotOpen(_is_closed(session))


def _opened(settings: Settings, *, rehearsal: bool, live: bool, new: bool, at: str | None) -> "Session":
    """The unfinished show of the agenda, or a new one; says which."""
    from runofshow.clock import ThisMachine
    from runofshow.session import Session, mode_for, resumable, unfinished_beside

    if rehearsal and live:
        message = "--rehearsal and --live exclude each other"
        raise UsageError(message)
    if settings.journal is not None:
        session = settings.to_steer()
        if session.show.closed is None:
            say(f"resumed: {session.journal.path}")
        return session
    agenda = settings.agenda()
    warn_of_fit(agenda)
    moment = _moment(at, agenda, today=rehearsal) or ThisMachine().wall()
    mode: Mode = "rehearsal" if rehearsal else "live" if live else mode_for(agenda, moment)
    path = None if new else resumable(settings.folder, agenda, mode, moment)
    if path is not None:
        say(f"resumed: {path}")
        return Session.join(path)
    if not new and (other := unfinished_beside(settings.folder, moment)) is not None:
        say(f"there is an unfinished show of another agenda or mode: 'runofshow --journal {other} live' resumes it")
    session = Session.open(settings.folder, agenda, mode, by=settings.by, at=None if at is None else moment)
    say(f"opened: {session.journal.path}")
    if mode == "rehearsal" and not rehearsal:
        day = f"{agenda.date:%d %B %Y}"
        say(f"this is a rehearsal, since the meeting is on {day}; --live says that it is the meeting itself")
    return session


def _is_closed(session: "Session") -> str:
    command = f"runofshow --journal {session.journal.path}"
    return f"that show is closed: '{command} status' says how it ended, '{command} undo' takes the closing back"


def _moment(text: str | None, agenda: "Agenda", *, today: bool) -> "datetime | None":
    """When a show was opened: ISO 8601, or a clock time on the day of the meeting (of a rehearsal: today)."""
    from datetime import UTC

    from runofshow.agenda.clocktime import parse_moment
    from runofshow.clock import ThisMachine

    if text is None:
        return None
    day = ThisMachine().wall().astimezone(agenda.timezone).date() if today else agenda.date
    try:
        return parse_moment(text, zone=agenda.timezone, day=day).astimezone(UTC)
    except ValueError as error:
        raise UsageError(str(error)) from None
