"""Commands that change the meeting as a whole: its hard stop, its clock, the speaker's screen, undo, its end."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from runofshow.agenda.durations import spell_duration
from runofshow.cli.perform import perform, performs, tell, tell_nearly_states
from runofshow.cli.settings import At, argument, can_ask, command, flag, say, settings_of
from runofshow.cli.typed_times import instant_of, nearest, nearest_room_time
from runofshow.errors import Refused, UsageError
from runofshow.instants import Instant
from runofshow.show.actions.meeting import CorrectClock, Finish, SetHardStop, SetStage
from runofshow.show.actions.undo import Redo, Undo, last_undoable, to_redo
from runofshow.show.names import clock_and_day
from runofshow.show.state import Show
from runofshow.ui.messages import clocks


def hard_stop(
    context: typer.Context, time: Annotated[str, argument("The new hard stop, as 15:10.", "TIME")], at: At = None
) -> None:
    """Change the hard stop: the time at which the room must be free."""
    perform(context, lambda show, now: SetHardStop(nearest_room_time(time, show, now)), at)


@performs
def stage(
    _show: Show,
    message: Annotated[
        str | None, argument("The text. Without one the message is taken away.", show_default=False)
    ] = None,
    blank: Annotated[bool, flag("Blank the screen.", "--blank")] = False,
) -> SetStage:
    """Show a message on the speaker's screen."""
    return SetStage(message, blank)


def clock(
    context: typer.Context,
    time: Annotated[str | None, argument("The right time now, as 13:05:30.", "[TIME]", show_default=False)] = None,
) -> None:
    """Show the show clock, or correct it if the laptop's clock is wrong.

    A correction shifts all times of the show, earlier ones too. No duration changes.
    """
    settings = settings_of(context)
    session = settings.session_to_move()
    if time is not None:
        now, before = session.now(), session.show.correction
        session.do(CorrectClock(by=nearest(time, session.show, now) - now), settings.by)
        more = timedelta(seconds=round((session.show.correction - before).total_seconds()))
        if more:
            say(
                f"all times of this show, earlier ones too, are shown {spell_duration(abs(more))} "
                f"{'later' if more > timedelta(0) else 'earlier'} from now on; no duration changes "
                "('runofshow undo' takes it back)"
            )
    say(clocks(session.show, session.now(), session.clock.moved_by()))


def undo(
    context: typer.Context,
    entry: Annotated[
        str | None,
        argument("The entry, as @57; 'log --all' lists them. By default the last one.", "[@ENTRY]", show_default=False),
    ] = None,
    at: At = None,
) -> None:
    """Undo the last entry, or another one.

    An entry that moved the show, such as a start, can be undone until something else moves it. An entry that only
    records (a note, a correction, an intervention that was entered afterwards) can be undone at any time.
    """
    settings = settings_of(context)
    session = settings.session_to_read()
    before = session.show
    n = _last_entry(before, settings.by) if entry is None else _entry_number(entry)
    made = session.do(Undo(n), settings.by, instant_of(at, before))
    tell(session, made, f"undone: {_what_was_done(before, n)} (@{n})")


def redo(context: typer.Context, at: At = None) -> None:
    """Bring back what 'undo' undid last, with its old time. This works until the next step of the show."""
    settings = settings_of(context)
    session = settings.session_to_read()
    undone = to_redo(session.show)
    made = session.do(Redo(None if undone is None else undone.n), settings.by, instant_of(at, session.show))
    n = session.show.n if undone is None else undone.n
    tell(session, made, f"redone: {_what_was_done(session.show, n)} (@{n})")


def _last_entry(show: Show, by: str) -> int | None:
    """Return the number of the last entry. If somebody else wrote that, ask for it; refuse where nobody can answer."""
    last = last_undoable(show)
    if last is None or last.by == by:
        return None if last is None else last.n
    when, what = clock_and_day(show, last.at), last.event.describe(show)
    whose = f"the last entry, @{last.n}, is by {last.by}, at {when}: {what}"
    if not can_ask():
        raise Refused(f"{whose}; '{command('undo', f'@{last.n}')}' takes it back")
    say(whose)
    if _entry_number(typer.prompt("Its number, to take it back", err=True)) != last.n:
        raise Refused(f"nothing was undone: the last entry is @{last.n}")
    return last.n


def _entry_number(text: str) -> int:
    if not (number := re.fullmatch("@?([0-9]{1,9})", text.strip())):  # no journal holds as many entries
        raise UsageError(f"'{text}' is no entry: write its number, as @57")
    return int(number[1])


def _what_was_done(show: Show, n: int | None) -> str:
    return next((entry.event.describe(show) for entry in show.history if entry.n == n), "nothing")


def finish(
    context: typer.Context, yes: Annotated[bool, flag("Don't ask first.", "--yes", "-y")] = False, at: At = None
) -> None:
    """Close the show, and say what was left out."""
    from runofshow.ui.notices import left_undone, who_was_left

    def closing(show: Show, _: Instant) -> Finish:
        if not yes and can_ask():
            left = left_undone(show)
            typer.confirm(f"Close the show?{f' Left: {left}.' if left else ''}", abort=True, err=True)
        return Finish()

    done = perform(context, closing, at)
    if left := left_undone(done.before):
        names = who_was_left(done.before)
        say(f"WARNING: left undone: {left}{f' ({names})' if names else ''}; 'runofshow undo' opens the show again")
    journal = done.session.journal
    named = "--journal", str(journal.path)
    tell_nearly_states(done.show, named)
    say(f"{done.show.n} entries; SHA-256 {journal.digest}")
    say(f"the record: {command(*named, 'export', '--format', 'markdown')}")
