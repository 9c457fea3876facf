"""Commands of 'floor': the list of speakers, who takes the floor, and for how long."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Final, TypeVar, get_args

import typer

from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import ListOrder, Speaker
from runofshow.cli.completion import beginning, panellist_names, waiting_names, waiting_or_delegation_names
from runofshow.cli.particulars_options import Gist, Said, Who, named, takes_particulars
from runofshow.cli.perform import perform, performs, tell_who_may_be_meant, valid
from runofshow.cli.settings import AsJson, AsOf, AsTyped, At, argument, option, say, settings_of
from runofshow.cli.typed_times import duration_of
from runofshow.cli.view_commands import forecast_as_of
from runofshow.errors import Refused, Remedy, UsageError
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.panel import panel, panellist, panellist_named, reply_of
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    MarkAbsent,
    MoveRequest,
    OrderList,
    ReopenList,
    Withdraw,
)
from runofshow.show.identities import completed
from runofshow.show.limits import CATEGORIES
from runofshow.show.names import CATEGORY_WORDS, request_at, request_named
from runofshow.show.particulars import POINT_OF_ORDER, Particulars
from runofshow.show.parts import Request
from runofshow.show.state import ExpectedState, Show
from runofshow.ui.messages import waits_already

Known = TypeVar("Known", bound=str)
ORDERS: Final[tuple[ListOrder, ...]] = get_args(ListOrder)


def _on_list(help_: str, metavar: str = "NAME", complete: Callable[..., Any] = waiting_names) -> Any:  # noqa: ANN401
    words = f"{help_} Write -- before a name that is a number."
    return named(words, metavar, show_default=False, autocompletion=complete)


Waiting = Annotated[str, _on_list("A name on the list, or a place on it.")]


def _one_of(what: str, known: Sequence[Known]) -> Callable[[str], Known]:
    """Return a function that takes one of the words that are known, or raises UsageError."""

    def one_of(text: str) -> Known:
        for one in known:
            if one == text.strip().lower():
                return one
        raise UsageError(f"'{text}' is no {what}: take one of {', '.join(known)}")

    return one_of


@takes_particulars
def ask(context: typer.Context, who: Who, at: At = None, *, said: Said) -> None:
    """Put somebody on the list of speakers."""
    done = perform(context, lambda show, _: Ask(said.completed(show, who)), at)
    tell_who_may_be_meant(done.show, done.entry.n, who)
    if twice := waits_already(done.show, done.entry.n):
        say(f"WARNING: {twice}")


@performs
def withdraw(show: Show, who: Waiting) -> Withdraw:
    """Take somebody off the list of speakers."""
    return Withdraw(_waiting(show, who))


@performs
def absent(
    show: Show,
    who: Annotated[
        str | None, _on_list("A name on the list, or a place on it. By default the first.", "[NAME]")
    ] = None,
) -> MarkAbsent:
    """Note that somebody was called and isn't there. They lose their turn."""
    if who is None:
        return MarkAbsent(show.waiting[0] if show.waiting else None)
    return MarkAbsent(_waiting(show, who))


@performs
def move(
    show: Show, who: Waiting, place: Annotated[int, argument("The new place; 1 is the first.", min=1)]
) -> MoveRequest:
    """Move somebody to another place on the list."""
    return MoveRequest(_waiting(show, who), place)


@performs
def order(
    _show: Show,
    order: Annotated[
        ListOrder,
        argument("asked or groups-first.", "ORDER", parser=_one_of("order", ORDERS), autocompletion=beginning(ORDERS)),
    ],
) -> OrderList:
    """Set the order of the list: as people asked, or groups first.

    groups-first is the order of the Human Rights Council: groups, States, observers, UN entities, national
    institutions, NGOs. A request that was moved keeps its place.
    """
    return OrderList(order)


def list_(context: typer.Context, json: AsJson = False, at: AsOf = None) -> None:
    """Show the list of speakers, with the expected time of each turn."""
    from runofshow.export.status_json import status_json
    from runofshow.ui.console import printed
    from runofshow.ui.tables import speakers_view

    show, now = forecast_as_of(settings_of(context).session_to_read(), at)
    if json:
        sys.stdout.write(status_json(show, now, only="floor"))
    else:
        printed(speakers_view(show, now))


@performs
def close(_show: Show) -> CloseList:
    """Close the list: nobody else can ask for the floor."""
    return CloseList()


@performs
def open_(_show: Show) -> ReopenList:
    """Open the list again."""
    return ReopenList()


def _waiting(show: Show, who: str) -> int:
    if (request := _request_of(show, who)) is None:
        raise Refused(f"'{who}' isn't on the list of speakers", Remedy.SHOW_LIST)
    return request.entry


def _request_of(show: Show, who: str, *, by_name: bool = True) -> Request | None:
    """Return the request that a person means: a place on the list, or a name (after ``--`` a name only).

    None if there is no such name, or if only a place is looked for.
    """
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
        _on_list("A name, or a place on the list. By default the first on it.", "[NAME]", waiting_or_delegation_names),
    ] = None,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Give the floor to NAME, or to the first on the list. This ends the current intervention.

    A point of order only interrupts: it takes nobody off the list, even without NAME.
    """
    raised = said.values.get("kind") == POINT_OF_ORDER

    def action(show: Show, _: object) -> GiveFloor:
        if who is not None:
            request = _request_of(show, who, by_name=not raised)
        else:
            request = None if raised else next(iter(show.queue()), None)
        particulars = said.completed(show, who if request is None else None)
        return GiveFloor(particulars, None if request is None else request.entry, expected=ExpectedState.of(show))

    done = perform(context, action, at)
    tell_who_may_be_meant(done.show, done.entry.n, who)


@performs
def reply(
    show: Show,
    who: Annotated[
        str,
        named(
            "A part of the panellist's name, or the number. After -- it is taken exactly as typed.",
            autocompletion=panellist_names,
        ),
    ],
    to: Annotated[
        int | None, option("The number of the intervention. By default the last one from the floor.", "NUMBER")
    ] = None,
    gist: Gist = None,
) -> GiveFloor:
    """Give the floor to a panellist, for a reply to an intervention. Nobody leaves the list."""
    replies = reply_of(show, _panellist(show, who), to)
    said = Particulars() if gist is None else Particulars(gist=gist)
    return replace(replies, particulars=replies.particulars.amended(said))


@performs
def end(show: Show) -> EndFloor:
    """End the intervention that holds the floor."""
    return EndFloor(expected=ExpectedState(holder=show.holder))


def _panellist(show: Show, who: str) -> Speaker:
    """Return who replies: by number, by a part of the name, else somebody of the name that was typed."""
    if not isinstance(who, AsTyped):
        if who.isdecimal():
            return panellist(show, int(who))
        if (found := panellist_named(show, who)) is not None:
            return found
        sitting = ", ".join(f"{place} {speaker.name}" for place, speaker in enumerate(panel(show), start=1))
        say(f"WARNING: nobody on the panel is called '{who}': {sitting or 'the agenda has no speakers'}")
    return valid(lambda: Speaker(name=who))


def limit(
    context: typer.Context,
    duration: Annotated[timedelta, argument("The new limit, as 1m30s.", "DURATION", parser=duration_of)],
    category: Annotated[
        Category | None,
        option(
            "Change it for one category only, such as group or ngo.", "CATEGORY", parser=_one_of("category", CATEGORIES)
        ),
    ] = None,
    at: At = None,
) -> None:
    """Change the limit of interventions still to come, in this floor round or the next.

    From now on nobody has more time than that. Categories with a shorter limit of their own keep it; the command names
    those that had a longer one.
    """
    done = perform(context, lambda *_: SetLimit(duration, category=category), at)
    before, show = done.before, done.show
    if category is None:
        now = show.limits_in(show.floor_block)
        for one, was in before.limits_in(before.floor_block).by_category().items():
            if (lower := now.of_category(one)) < was:
                back = f"'runofshow floor limit {spell_duration(was)} --category {one}' gives it back"
                say(f"{CATEGORY_WORDS[one]} had {spell_duration(was)} and have {spell_duration(lower)} now: {back}")
    running = show.running
    if running is not None and running is not show.floor_block and show.limits_now.general != duration:
        still = spell_duration(show.limits_now.general)
        say(f"an intervention before that round, in {running.block.called}, still has {still}")


def plan(context: typer.Context, json: AsJson = False, at: AsOf = None) -> None:
    """Show how many more people can speak in this floor round (or the next), and which of those who wait."""
    from runofshow.export.status_json import floor_plan_json
    from runofshow.ui.console import printed
    from runofshow.ui.tables import floor_plan_view

    show, now = forecast_as_of(settings_of(context).session_to_read(), at)
    if now.floor is None:
        raise Refused("no floor round is left: there is nothing to plan")
    if json:
        sys.stdout.write(floor_plan_json(show, now.floor))
    else:
        printed(floor_plan_view(show, now.floor))
