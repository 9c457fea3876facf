"""Commands for whoever takes the floor: it is given, replied from, and done."""

from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import panellist_names, waiting_or_delegation_names
from runofshow.cli.floor_list_commands import request_of
from runofshow.cli.name_suggestions import steer_by_name
from runofshow.cli.particulars_options import Gist, Said, name_of, takes_particulars
from runofshow.cli.perform import steer, valid
from runofshow.cli.settings import AsTyped, At, say, settings_of

if TYPE_CHECKING:
    from runofshow.agenda.model import Speaker
    from runofshow.show.actions.floor import GiveFloor
    from runofshow.show.state import Show


@takes_particulars
def give(
    context: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            parser=name_of,
            help="A name, or a place on the list. By default the first on it. Write -- before a name that is a number.",
            show_default=False,
            autocompletion=waiting_or_delegation_names,
        ),
    ] = None,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Give the floor to NAME, or to the first on the list. The intervention that holds it ends.

    A point of order only interrupts. It takes nobody off the list, and without NAME it has no name.
    """
    from runofshow.show.actions.floor import GiveFloor
    from runofshow.show.particulars import POINT_OF_ORDER
    from runofshow.show.state import ExpectedState

    def action(show: "Show") -> GiveFloor:
        raised = said.values.get("kind") == POINT_OF_ORDER
        first = next(iter(show.queue()), None) if not raised else None
        waiting = first if who is None else request_of(show, who, by_name=not raised)
        named = said.of(None if waiting is not None else who)
        request = None if waiting is None else waiting.entry
        return GiveFloor(named.completed(show), request, expected=ExpectedState.of(show))

    steer_by_name(settings_of(context), action, at, who)


def reply(
    context: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            parser=name_of,
            help="A part of the panellist's name, or the number. After -- it is taken exactly as typed.",
            autocompletion=panellist_names,
        ),
    ],
    to: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", help="The number of the intervention. By default the last one from the floor."),
    ] = None,
    gist: Gist = None,
    at: At = None,
) -> None:
    """Give the floor to a panellist, for a reply to an intervention. Nobody leaves the list."""
    from dataclasses import replace

    from runofshow.show.actions.panel import reply_of
    from runofshow.show.particulars import Particulars

    def action(show: "Show") -> "GiveFloor":
        replies = reply_of(show, _panellist(show, who), to)
        said = Particulars() if gist is None else Particulars(gist=gist)
        return replace(replies, particulars=replies.particulars.amended(said))

    steer(settings_of(context), action, at)


def end(context: typer.Context, at: At = None) -> None:
    """End the intervention that holds the floor."""
    from runofshow.show.actions.floor import EndFloor
    from runofshow.show.state import ExpectedState

    steer(settings_of(context), lambda show: EndFloor(expected=ExpectedState(holder=show.holder)), at)


def _panellist(show: "Show", who: str) -> "Speaker":
    """Who replies: by the number, by a part of the name, else by whatever name was typed."""
    from runofshow.agenda.model import Speaker
    from runofshow.show.actions.panel import panel, panellist, panellist_named

    if isinstance(who, AsTyped):
        return valid(lambda: Speaker(name=who))
    if who.isdecimal():
        return panellist(show, int(who))
    if (found := panellist_named(show, who)) is not None:
        return found
    sitting = ", ".join(f"{place} {speaker.name}" for place, speaker in enumerate(panel(show), start=1))
    say(f"WARNING: nobody on the panel is called '{who}': {sitting or 'the agenda has no speakers'}")
    return valid(lambda: Speaker(name=who))
