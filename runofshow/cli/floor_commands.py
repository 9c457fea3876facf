"""Commands of 'floor': the list of speakers, who takes the floor, and for how long.

Other packages are loaded inside functions: see `settings`.
"""

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import list_orders, panellist_names, waiting_names, waiting_or_delegation_names
from runofshow.cli.particulars_options import Gist, Said, Who, category_of, name_of, order_of, takes_particulars
from runofshow.cli.perform import perform, tell_who_may_be_meant, valid
from runofshow.cli.settings import AsJson, AsOf, AsTyped, At, say, settings_of
from runofshow.cli.typed_times import duration_of

if TYPE_CHECKING:
    from runofshow.agenda.model import Speaker
    from runofshow.show.actions.floor import GiveFloor
    from runofshow.show.parts import Request
    from runofshow.show.state import Show


MaybeWaiting = Annotated[
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
    from runofshow.ui.messages import waits_already

    said = said.of(who)
    session, entry = perform(context, lambda show: Ask(said.completed(show)), at)
    tell_who_may_be_meant(session.show, entry.n, who)
    if twice := waits_already(session.show, entry.n):
        say(f"WARNING: {twice}")


def withdraw(context: typer.Context, who: Waiting, at: At = None) -> None:
    """Take somebody off the list of speakers."""
    from runofshow.show.actions.speakers_list import Withdraw

    perform(context, lambda show: Withdraw(_waiting(show, who)), at)


def absent(
    context: typer.Context,
    who: MaybeWaiting = None,
    at: At = None,
) -> None:
    """Note that somebody was called and isn't there. They lose their turn."""
    from runofshow.show.actions.speakers_list import MarkAbsent

    def action(show: "Show") -> MarkAbsent:
        if who is not None:
            return MarkAbsent(_waiting(show, who))
        return MarkAbsent(show.waiting[0] if show.waiting else None)

    perform(context, action, at)


def move(
    context: typer.Context,
    who: Waiting,
    place: Annotated[int, typer.Argument(min=1, help="The new place; 1 is the first.")],
    at: At = None,
) -> None:
    """Move somebody to another place on the list."""
    from runofshow.show.actions.speakers_list import MoveRequest

    perform(context, lambda show: MoveRequest(_waiting(show, who), place), at)


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
    perform(context, lambda _: OrderList(wanted), at)


def list_(context: typer.Context, json: AsJson = False, at: AsOf = None) -> None:
    """Show the list of speakers, with the expected time of each turn."""
    from runofshow.cli.view_commands import forecast_as_of
    from runofshow.export.status_json import status_json
    from runofshow.ui.console import printed
    from runofshow.ui.tables import speakers_view

    show, now = forecast_as_of(settings_of(context).session_to_read(), at)
    if json:
        sys.stdout.write(status_json(show, now, only="floor"))
    else:
        printed(speakers_view(show, now))


def close(context: typer.Context, at: At = None) -> None:
    """Close the list: nobody else can ask for the floor."""
    from runofshow.show.actions.speakers_list import CloseList

    perform(context, lambda _: CloseList(), at)


def open_(context: typer.Context, at: At = None) -> None:
    """Open the list again."""
    from runofshow.show.actions.speakers_list import ReopenList

    perform(context, lambda _: ReopenList(), at)


def _waiting(show: "Show", who: str) -> int:
    from runofshow.errors import Refused, Remedy

    if (request := _request_of(show, who)) is None:
        message = f"'{who}' isn't on the list of speakers"
        raise Refused(message, Remedy.SHOW_LIST)
    return request.entry


def _request_of(show: "Show", who: str, *, by_name: bool = True) -> "Request | None":
    """Return the request that a person means: a place on the list, or a name (after ``--`` a name only).

    None if there is no such name, or if only a place is looked for.
    """
    from runofshow.show.identities import completed
    from runofshow.show.names import request_at, request_named
    from runofshow.show.particulars import Particulars

    as_typed = isinstance(who, AsTyped)
    if not as_typed and (request := request_at(show, who)) is not None:
        return request
    if not by_name:
        return None
    if (request := request_named(show, who, as_typed=as_typed)) is not None or as_typed:
        return request
    known = completed(Particulars(who=who), show).who
    return None if known in {None, who} else request_named(show, str(known))


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
    """Give the floor to NAME, or to the first on the list. This ends the current intervention.

    A point of order only interrupts: it takes nobody off the list, even without NAME.
    """
    from runofshow.show.actions.floor import GiveFloor
    from runofshow.show.particulars import POINT_OF_ORDER
    from runofshow.show.state import ExpectedState

    def action(show: "Show") -> GiveFloor:
        raised = said.values.get("kind") == POINT_OF_ORDER
        first = next(iter(show.queue()), None) if not raised else None
        waiting = first if who is None else _request_of(show, who, by_name=not raised)
        named = said.of(None if waiting is not None else who)
        request = None if waiting is None else waiting.entry
        return GiveFloor(named.completed(show), request, expected=ExpectedState.of(show))

    session, entry = perform(context, action, at)
    tell_who_may_be_meant(session.show, entry.n, who)


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

    perform(context, action, at)


def end(context: typer.Context, at: At = None) -> None:
    """End the intervention that holds the floor."""
    from runofshow.show.actions.floor import EndFloor
    from runofshow.show.state import ExpectedState

    perform(context, lambda show: EndFloor(expected=ExpectedState(holder=show.holder)), at)


def _panellist(show: "Show", who: str) -> "Speaker":
    """Return who replies: by number, by a part of the name, else somebody of the name that was typed."""
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


def limit(
    context: typer.Context,
    duration: Annotated[str, typer.Argument(help="The new limit, as 1m30s.")],
    category: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="Change it for one category only, such as group or ngo.")
    ] = None,
    at: At = None,
) -> None:
    """Change the limit of interventions still to come, in this floor round or the next.

    From now on nobody has more time than that. Categories with a shorter limit of their own keep it; the command names
    those that had a longer one.
    """
    from runofshow.show.actions.floor import SetLimit

    length, whose = duration_of(duration), None if category is None else category_of(category)
    before: list[Show] = []

    def action(show: "Show") -> SetLimit:
        before.append(show)
        return SetLimit(length, category=whose)

    session, _ = perform(context, action, at)
    if whose is None:
        _tell_whose_is_lower(before[0], session.show)
    _tell_of_limit_elsewhere(session.show, length)


def _tell_of_limit_elsewhere(show: "Show", length: timedelta) -> None:
    """Say that somebody who is given the floor in the block that runs has another limit than the round's."""
    from runofshow.agenda.durations import spell_duration

    running, floor = show.running, show.floor_block
    if running is None or running is floor or show.limits_now.general == length:
        return
    limit = spell_duration(show.limits_now.general)
    say(f"an intervention before that round, in {running.block.called}, still has {limit}")


def _tell_whose_is_lower(before: "Show", after: "Show") -> None:
    """Say which categories lose a longer limit of their own, and which command gives it back."""
    from runofshow.agenda.durations import spell_duration
    from runofshow.show.names import category_words

    were = before.limits_in(before.floor_block).by_category()
    now = after.limits_in(after.floor_block)
    for category, was in were.items():
        if (lower := now.of_category(category)) < was:
            back = f"'runofshow floor limit {spell_duration(was)} --category {category}' gives it back"
            say(f"{category_words(category)} had {spell_duration(was)} and have {spell_duration(lower)} now: {back}")


def plan(context: typer.Context, json: AsJson = False, at: AsOf = None) -> None:
    """Show how many more people can speak in this floor round (or the next), and which of those who wait."""
    from runofshow.cli.view_commands import forecast_as_of
    from runofshow.errors import Refused
    from runofshow.export.status_json import floor_plan_json
    from runofshow.ui.console import printed
    from runofshow.ui.tables import floor_plan_view

    show, now = forecast_as_of(settings_of(context).session_to_read(), at)
    if now.floor is None:
        message = "no floor round is left: there is nothing to plan"
        raise Refused(message)
    if json:
        sys.stdout.write(floor_plan_json(show, now.floor))
    else:
        printed(floor_plan_view(show, now.floor))
