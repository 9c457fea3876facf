"""Commands that move the show: what the keys of the live screen do, from any terminal."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.perform import perform, perform_on, tell
from runofshow.cli.settings import At, instant_of, nearest, nearest_room_time, say, settings_of

if TYPE_CHECKING:
    pass


def hard_stop(
    context: typer.Context,
    time: Annotated[str, typer.Argument(metavar="TIME", help="The new hard stop, as 15:10.")],
    at: At = None,
) -> None:
    """Change the hard stop: the time at which the room must be free."""
    from runofshow.show.actions.meeting import SetHardStop

    settings = settings_of(context)
    session = settings.session_to_move()
    moment = instant_of(at, session.show)
    stop = nearest_room_time(time, session.show, session.now() if moment is None else moment)
    perform_on(session, SetHardStop(stop), settings.by, moment)


def stage(
    context: typer.Context,
    message: Annotated[
        str | None,
        typer.Argument(help="The text. Without one the message is taken away.", show_default=False),
    ] = None,
    blank: Annotated[bool, typer.Option("--blank", help="Blank the screen.")] = False,
    at: At = None,
) -> None:
    """Show a message on the speaker's screen."""
    from runofshow.show.actions.meeting import SetStage

    perform(settings_of(context), lambda _: SetStage(message, blank), at)


def clock(
    context: typer.Context,
    time: Annotated[
        str | None,
        typer.Argument(metavar="[TIME]", help="The right time now, as 13:05:30.", show_default=False),
    ] = None,
) -> None:
    """Show the show clock, or correct it if the laptop's clock is wrong.

    A correction shifts all times of the show, earlier ones too. No duration changes.
    """
    from runofshow.show.actions.meeting import CorrectClock
    from runofshow.ui.course_messages import clocks

    settings = settings_of(context)
    session = settings.session_to_move()
    if time is not None:
        now, before = session.now(), session.show.correction
        session.do(CorrectClock(by=nearest(time, session.show, now) - now), settings.by)
        _tell_of_relabelling(session.show.correction - before)
    say(clocks(session.show, session.now(), session.clock.pushed()))


def _tell_of_relabelling(more: timedelta) -> None:
    """Say that times which were read already are shown anew."""
    from runofshow.agenda.durations import spell_duration

    seconds = timedelta(seconds=round(more.total_seconds()))
    if seconds:
        say(
            f"all times of this show, earlier ones too, are shown {spell_duration(abs(seconds))} "
            f"{'later' if seconds > timedelta(0) else 'earlier'} from now on; no duration changes "
            "('runofshow undo' takes it back)"
        )


def undo(context: typer.Context, at: At = None) -> None:
    """Undo the last step of the show."""
    from runofshow.show.actions.undo import to_undo, undo_of

    settings = settings_of(context)
    session = settings.session_to_read()
    before = session.show
    undone = to_undo(before)
    entry = session.do(undo_of(before), settings.by, instant_of(at, before))
    tell(session, entry, None if undone is None else f"undone: {undone.event.describe(before)}")


def finish(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask first.")] = False,
    at: At = None,
) -> None:
    """Close the show, and say what was left out."""
    import sys

    from runofshow.show.actions.meeting import Finish
    from runofshow.ui.notices import left_undone, who_was_left

    settings = settings_of(context)
    session = settings.session_to_move()
    before = session.show
    left, names = left_undone(before), who_was_left(before)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        typer.confirm(f"Close the show?{f' Left: {left}.' if left else ''}", abort=True, err=True)
    perform_on(session, Finish(), settings.by, instant_of(at, before))
    if left:
        say(f"WARNING: left undone: {left}{f' ({names})' if names else ''}; 'runofshow undo' opens the show again")
    say(f"the record: runofshow --journal {session.journal.path} export --format markdown")
