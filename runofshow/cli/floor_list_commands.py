"""Commands for the list of speakers: who asks for the floor, and in which order they wait."""

from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import list_orders, waiting_names
from runofshow.cli.name_suggestions import steer_by_name
from runofshow.cli.particulars_options import Said, Who, name_of, order_of, takes_particulars
from runofshow.cli.perform import steer
from runofshow.cli.settings import AsJson, AsOf, AsTyped, At, say, settings_of

if TYPE_CHECKING:
    from runofshow.show.parts import Request
    from runofshow.show.state import Show

MaybeWho = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        parser=name_of,
        help="A name on the list, or a place on it. By default the first. Write -- before a name that is a number.",
        show_default=False,
        autocompletion=waiting_names,
    ),
]
Waiting = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        parser=name_of,
        help="A name on the list, or a place on it. Write -- before a name that is a number.",
        autocompletion=waiting_names,
    ),
]


@takes_particulars
def ask(
    context: typer.Context,
    who: Who,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Put somebody on the list of speakers."""
    from runofshow.show.actions.speakers_list import Ask
    from runofshow.ui.floor_messages import waits_already

    said = said.of(who)
    session, entry = steer_by_name(settings_of(context), lambda show: Ask(said.completed(show)), at, who)
    if twice := waits_already(session.show, entry.n):
        say(f"WARNING: {twice}")


def withdraw(context: typer.Context, who: Waiting, at: At = None) -> None:
    """Take somebody off the list of speakers."""
    from runofshow.show.actions.speakers_list import Withdraw

    steer(settings_of(context), lambda show: Withdraw(_waiting(show, who)), at)


def absent(
    context: typer.Context,
    who: MaybeWho = None,
    at: At = None,
) -> None:
    """Note that somebody was called and isn't there; the turn is lost."""
    from runofshow.show.actions.speakers_list import MarkAbsent

    def action(show: "Show") -> MarkAbsent:
        if who is not None:
            return MarkAbsent(_waiting(show, who))
        return MarkAbsent(show.waiting[0] if show.waiting else None)

    steer(settings_of(context), action, at)


def move(
    context: typer.Context,
    who: Waiting,
    place: Annotated[int, typer.Argument(min=1, help="The new place; 1 is the first.")],
    at: At = None,
) -> None:
    """Move somebody to another place on the list."""
    from runofshow.show.actions.speakers_list import MoveRequest

    steer(settings_of(context), lambda show: MoveRequest(_waiting(show, who), place), at)


def order(
    context: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help="asked or groups-first.", autocompletion=list_orders)],
    at: At = None,
) -> None:
    """Set the order of the list: as people asked, or groups first.

    groups-first is the order of the Human Rights Council: groups, States, observers, UN entities, national
    institutions, NGOs. A request that was moved keeps its place.
    """
    from runofshow.show.actions.speakers_list import OrderList

    wanted = order_of(order)
    steer(settings_of(context), lambda _: OrderList(wanted), at)


def list_(context: typer.Context, json: AsJson = False, at: AsOf = None) -> None:
    """Show the list of speakers, with the expected time of each turn."""
    import sys

    from runofshow.cli.view_commands import forecast_as_of
    from runofshow.export.status_json import status_json
    from runofshow.ui.console import printed
    from runofshow.ui.tables import speakers_view

    show, now = forecast_as_of(settings_of(context).to_read(), at)
    if json:
        sys.stdout.write(status_json(show, now, only="floor"))
    else:
        printed(speakers_view(show, now))


def close(context: typer.Context, at: At = None) -> None:
    """Close the list: nobody else can ask for the floor."""
    from runofshow.show.actions.speakers_list import CloseList

    steer(settings_of(context), lambda _: CloseList(), at)


def open_(context: typer.Context, at: At = None) -> None:
    """Open the list again."""
    from runofshow.show.actions.speakers_list import ReopenList

    steer(settings_of(context), lambda _: ReopenList(), at)


def _waiting(show: "Show", who: str) -> int:
    from runofshow.errors import Refused, Remedy

    if (request := request_of(show, who)) is None:
        message = f"'{who}' isn't on the list of speakers"
        raise Refused(message, Remedy.SHOW_LIST)
    return request.entry


def request_of(show: "Show", who: str, *, by_name: bool = True) -> "Request | None":
    """The request that a person means by a place on the list, or by a name; what followed ``--`` is a name only."""
    from runofshow.show.names import request_at, request_named

    as_typed = isinstance(who, AsTyped)
    if not as_typed and (request := request_at(show, who)) is not None:
        return request
    return request_named(show, who, as_typed=as_typed) if by_name else None
