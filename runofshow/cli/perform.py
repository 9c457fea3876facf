"""Do what a command asks on the show that is meant, and say what came of it.

Other packages are loaded inside functions: see `settings`.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import typer

from runofshow.cli.settings import AsTyped, command, say, settings_of
from runofshow.cli.typed_times import instant_of
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from runofshow.instants import Instant
    from runofshow.session import Session
    from runofshow.show.state import Action, Entry, Show


BACKDATED = timedelta(seconds=1)
"""An entry that was written at least so long after it happened was entered with its time."""

TODAY_BEYOND = timedelta(hours=6)
"""So long after a backdated step, one without its time is no part of the same meeting."""

Made = TypeVar("Made")


def perform(context: typer.Context, make: "Callable[[Show], Action]", at: str | None) -> "tuple[Session, Entry]":
    """Do an action on the show that is meant, and say what came of it; `make` makes it of that show.

    Raises:
        RunOfShowError: it was refused, or couldn't be written.
    """
    settings = settings_of(context)
    session = settings.session_to_move()
    return session, perform_on(session, make(session.show), settings.by, instant_of(at, session.show))


def perform_on(session: "Session", action: "Action", by: str, at: "Instant | None") -> "Entry":
    """Do an action and say what came of it; warn if its time seems to be forgotten.

    Raises:
        RunOfShowError: it was refused, or couldn't be written.
    """
    before = session.show
    entry = session.do(action, by, at)
    tell(session, entry)
    if at is None:
        _warn_of_today(before, entry)
    return entry


def tell(session: "Session", entry: "Entry", what: str | None = None) -> None:
    """Say in one line what was done (`what`, or as the event describes itself), and where the show is now.

    An entry that only records is named by its number, by which it can be undone at any time.
    """
    from runofshow.show.names import clock_and_day

    number = f" (@{entry.n})" if entry.event.undoable and not entry.event.moves_show else ""
    say(f"{clock_and_day(session.show, entry.at)} {what or entry.event.describe(session.show)}{number}")
    if session.show.closed is None and entry.event.moves_show:
        from runofshow.show.forecast import forecast
        from runofshow.ui.messages import standing

        say(standing(session.show, forecast(session.show, entry.at)))


def _warn_of_today(before: "Show", entry: "Entry") -> None:
    """Say that a step counts as of now although the one before it was entered long after the fact."""
    from runofshow.show.names import clock_and_day
    from runofshow.show.replay import last_step

    last = last_step(before)
    if last.written - last.at >= BACKDATED and entry.at - last.at > TODAY_BEYOND:
        say(
            f"WARNING: entered as of now, {clock_and_day(before, entry.at)}, while the step before it was entered with "
            f"its time, {clock_and_day(before, last.at)}: 'undo' takes it back, --at TIME says when it happened"
        )


def valid(make: "Callable[[], Made]") -> "Made":
    """Return the part of an agenda or a record that `make` makes of what somebody typed.

    Raises:
        UsageError: it isn't valid.
    """
    from pydantic import ValidationError

    from runofshow.show.particulars import validation_sentence

    try:
        return make()
    except ValidationError as error:
        message = f"that can't be taken: {validation_sentence(error)}"
        raise UsageError(message) from None


def tell_nearly_states(show: "Show", journal: "Sequence[str]" = (), among: "Collection[int] | None" = None) -> None:
    """Say which interventions are listed under a name that is nearly a State's, and what corrects each.

    `journal` is the option that names the journal, if it must be typed; `among` are the numbers of the interventions
    that count, by default all.
    """
    from runofshow.show.identities import nearly_states

    for one, meant in nearly_states(show):
        if among is None or one.number in among:
            say(
                f"nobody is known as “{one.called}” ({one.number}), so it is no State in the record: did you mean "
                f"{' or '.join(meant)}? to correct it: "
                f"{' or '.join(command(*journal, 'amend', str(one.number), '--who', name) for name in meant)}"
            )


def tell_who_may_be_meant(show: "Show", of: int, typed: str | None) -> None:
    """Say whom else a name may mean that is unknown or shared; `of` is the entry of the intervention or the request.

    Nothing is said of a name that followed ``--``.
    """
    from runofshow.show.identities import meant_by, namesakes

    one = show.interventions.get(of) or show.requests.get(of)
    if typed is None or isinstance(typed, AsTyped) or one is None:
        return
    entered = one.particulars.who or ""
    if meant := meant_by(one.particulars, show):
        say(f"nobody is known as “{entered}”, so it is taken as typed: did you mean {' or '.join(meant)}?")
    elif meant := namesakes(typed, entered):
        say(f"{entered} is taken, and not {' or '.join(meant)}")
    for name in meant:
        if of in show.interventions:
            corrections = command("amend", str(show.interventions[of].number), "--who", name)
        else:
            corrections = f"{command('floor', 'withdraw', '--', entered)} && {command('floor', 'ask', name)}"
        say(f"to correct it: {corrections}")
