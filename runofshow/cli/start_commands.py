"""Commands that open a show: with the live screen, or without one."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.open_or_resume import Taken, Wanted, take_up
from runofshow.cli.settings import At, Bell, say, settings_of
from runofshow.errors import RunOfShowError

if TYPE_CHECKING:
    from runofshow.session import Session


class NotOpen(RunOfShowError):
    """A show that is over can't be gone on with."""


New = Annotated[bool, typer.Option("--new", help="Open a new show without asking, even if another one goes on.")]
Rehearsal = Annotated[bool, typer.Option("--rehearsal", help="Open a rehearsal; its plan starts when you start.")]
Live = Annotated[bool, typer.Option("--live", help="Open the meeting itself, even on another date.")]


def live(  # noqa: PLR0913 -- what a moderator may want otherwise
    context: typer.Context,
    rehearsal: Rehearsal = False,
    live: Live = False,
    new: New = False,
    bell: Bell = False,
    mouse: Annotated[bool, typer.Option("--mouse", help="Let the keys in the footer be clicked with a mouse.")] = False,
) -> None:
    """Run the meeting from the moderator's screen: open a show, or resume the one that goes on.

    A show keeps the agenda that it was opened with. If the file has changed since, the command asks whether to go on
    with the show or to open a new one.
    """
    settings = settings_of(context)
    taken = take_up(settings, Wanted(rehearsal=rehearsal, live=live, new=new))
    session = taken.session
    if session.show.closed is not None:
        say(_is_closed(session))
    if sys.stdin.isatty() and sys.stdout.isatty():
        _show_live(taken, settings.by, bell=bell, mouse=mouse)
        return
    from runofshow.show.forecast import forecast
    from runofshow.ui.status_text import status_lines

    lines = status_lines(session.show, forecast(session.show, session.now()))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if session.show.closed is None:
        say("this is no terminal, so there is no screen: the show is open all the same; 'runofshow next' starts it")


def _show_live(taken: Taken, by: str, *, bell: bool, mouse: bool) -> None:
    from runofshow.ui.apps.awake import MAY_SLEEP, kept_awake
    from runofshow.ui.apps.live import LiveApp
    from runofshow.ui.apps.show_app import run_screen
    from runofshow.ui.notices import Notice, Tone

    with kept_awake() as awake:
        told = [sentence for sentence in (taken.told, None if awake else MAY_SLEEP) if sentence]
        first = Notice(" ".join(told), Tone.WARNED) if told else None
        run_screen(LiveApp(taken.session, by, bell=bell, first=first), mouse=mouse)


def start(
    context: typer.Context, rehearsal: Rehearsal = False, live: Live = False, new: New = False, at: At = None
) -> None:
    """Open a show without a screen, or resume the one that goes on. The first 'next' starts the first block.

    Off a terminal the command asks nothing: if the agenda has changed, it opens a new show and says how to return to
    the other one.
    """
    session = take_up(settings_of(context), Wanted(rehearsal=rehearsal, live=live, new=new, at=at)).session
    if session.show.closed is not None:
        raise NotOpen(_is_closed(session))


def _is_closed(session: "Session") -> str:
    command = f"runofshow --journal {session.journal.path}"
    return f"that show is closed: '{command} status' says how it ended, '{command} undo' takes the closing back"
