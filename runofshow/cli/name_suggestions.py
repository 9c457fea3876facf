"""Names that nobody knows: taken as they were typed, for no press is ever lost, and told of with what corrects them."""

from typing import TYPE_CHECKING

from runofshow.cli.pasted_commands import command
from runofshow.cli.perform import steer
from runofshow.cli.settings import AsTyped, Settings, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from runofshow.session import Session
    from runofshow.show.state import Action, Entry, Show


def steer_by_name(
    settings: Settings, make: "Callable[[Show], Action]", at: str | None, typed: str | None
) -> "tuple[Session, Entry]":
    """As `steer`, for an action that names somebody, by what was typed.

    Raises:
        RunOfShowError: it was refused, or couldn't be written.
    """
    session, entry = steer(settings, make, at)
    tell_who_may_be_meant(session.show, entry.n, typed)
    return session, entry


def tell_who_may_be_meant(show: "Show", of: int, typed: str | None) -> None:
    """Say which known name is like the one of an intervention or a request, by its entry.

    A name that followed ``--`` is meant as it was typed.
    """
    from runofshow.show.identities import meant_by

    one = show.interventions.get(of) or show.requests.get(of)
    if typed is None or isinstance(typed, AsTyped) or one is None:
        return
    if (meant := meant_by(one.particulars, show)) is None:
        return
    as_entered = one.particulars.who or ""
    if of in show.interventions:
        corrections = [command("amend", str(show.interventions[of].number), "--who", meant)]
    else:
        corrections = [command("floor", "withdraw", "--", as_entered), command("floor", "ask", meant)]
    say(f"nobody is known as “{as_entered}”, so it is taken as typed: did you mean {meant}?")
    say(f"to correct it: {' && '.join(corrections)}")
