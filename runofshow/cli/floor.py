"""Commands for the floor: the list of speakers, and who speaks."""

from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.misspelt import steer_by_name
from runofshow.cli.particulars import (
    AddressedTo,
    AlsoOnBehalfOf,
    CategoryOption,
    Gist,
    InReplyTo,
    KindOption,
    OnBehalfOf,
    Person,
    ReadFor,
    Title,
    Who,
    category_of,
    name_of,
    order_of,
    particulars_of,
)
from runofshow.cli.settings import AsJson, AsTyped, At, duration_of, say, settings_of
from runofshow.cli.steering import steer, valid

if TYPE_CHECKING:
    from runofshow.agenda.model import Speaker
    from runofshow.show.intents import GiveFloor
    from runofshow.show.state import Request, Show

app = typer.Typer(
    no_args_is_help=True,
    help="The list of speakers and the floor: who asks, who speaks, for how long, and how many more can.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

MaybeWho = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        parser=name_of,
        help="A name, or a place on the list (after -- a name only); else the first on it.",
        show_default=False,
    ),
]
Waiting = Annotated[
    str,
    typer.Argument(metavar="NAME", parser=name_of, help="A name on the list, or a place on it; after -- a name only."),
]


@app.command()
def ask(  # noqa: PLR0913 -- what is known of an intervention
    context: typer.Context,
    who: Who,
    person: Person = None,
    title: Title = None,
    category: CategoryOption = None,
    kind: KindOption = None,
    on_behalf_of: OnBehalfOf = None,
    also_on_behalf_of: AlsoOnBehalfOf = None,
    read_for: ReadFor = None,
    addressed_to: AddressedTo = None,
    in_reply_to: InReplyTo = None,
    gist: Gist = None,
    at: At = None,
) -> None:
    """Put somebody on the list of speakers."""
    from runofshow.screen.sentences import waits_already
    from runofshow.show.intents import Ask

    said = particulars_of(
        who=who,
        person=person,
        title=title,
        category=category,
        kind=kind,
        on_behalf_of=on_behalf_of,
        also_on_behalf_of=also_on_behalf_of,
        read_for=read_for,
        addressed_to=addressed_to,
        in_reply_to=in_reply_to,
        gist=gist,
    )
    session, entry = steer_by_name(settings_of(context), lambda show: Ask(said.completed(show)), at, who)
    if twice := waits_already(session.show, entry.n):
        say(f"WARNING: {twice}")


@app.command()
def give(  # noqa: PLR0913 -- what is known of an intervention
    context: typer.Context,
    who: MaybeWho = None,
    person: Person = None,
    title: Title = None,
    category: CategoryOption = None,
    kind: KindOption = None,
    on_behalf_of: OnBehalfOf = None,
    also_on_behalf_of: AlsoOnBehalfOf = None,
    read_for: ReadFor = None,
    addressed_to: AddressedTo = None,
    in_reply_to: InReplyTo = None,
    gist: Gist = None,
    at: At = None,
) -> None:
    """Give the floor at once, ending whoever has it: to NAME, else to the first on the list.

    A point of order only interrupts: without NAME it is nameless, and it takes nobody off the list.
    """
    from runofshow.show.entries import POINT_OF_ORDER
    from runofshow.show.intents import GiveFloor
    from runofshow.show.seen import seen_in

    def intent(show: "Show") -> GiveFloor:
        raised = kind == POINT_OF_ORDER
        first = next(iter(show.queue()), None) if not raised else None
        waiting = first if who is None else _request(show, who, by_name=not raised)
        said = particulars_of(
            who=None if waiting is not None else who,
            person=person,
            title=title,
            category=category,
            kind=kind,
            on_behalf_of=on_behalf_of,
            also_on_behalf_of=also_on_behalf_of,
            read_for=read_for,
            addressed_to=addressed_to,
            in_reply_to=in_reply_to,
            gist=gist,
        )
        request = None if waiting is None else waiting.entry
        return GiveFloor(said.completed(show), request, seen=seen_in(show))

    steer_by_name(settings_of(context), intent, at, who)


@app.command()
def reply(
    context: typer.Context,
    who: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            parser=name_of,
            help="A panellist by a part of the name, or by the number; after -- as typed.",
        ),
    ],
    to: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="The intervention; else the last one from the floor.")
    ] = None,
    gist: Gist = None,
    at: At = None,
) -> None:
    """Give the floor to a panellist, for a reply to the last intervention from the floor; nobody leaves the list."""
    from dataclasses import replace

    from runofshow.show.entries import Particulars
    from runofshow.show.panel import reply_of
    from runofshow.show.seen import seen_in

    def intent(show: "Show") -> "GiveFloor":
        replies = reply_of(show, _panellist(show, who), to)
        said = Particulars() if gist is None else Particulars(gist=gist)
        return replace(replies, particulars=replies.particulars.amended(said), seen=seen_in(show))

    steer(settings_of(context), intent, at)


@app.command()
def end(context: typer.Context, at: At = None) -> None:
    """Whoever holds the floor is done."""
    from runofshow.show.intents import EndFloor

    steer(settings_of(context), lambda show: EndFloor(show.holder), at)


@app.command()
def withdraw(context: typer.Context, who: Waiting, at: At = None) -> None:
    """Take somebody off the list of speakers."""
    from runofshow.show.intents import Withdraw

    steer(settings_of(context), lambda show: Withdraw(_waiting(show, who)), at)


@app.command()
def absent(
    context: typer.Context,
    who: MaybeWho = None,
    at: At = None,
) -> None:
    """Somebody was called and isn't there: the turn is lost."""
    from runofshow.show.intents import MarkAbsent

    def intent(show: "Show") -> MarkAbsent:
        if who is not None:
            return MarkAbsent(_waiting(show, who))
        return MarkAbsent(show.waiting[0] if show.waiting else None)

    steer(settings_of(context), intent, at)


@app.command()
def move(
    context: typer.Context,
    who: Waiting,
    place: Annotated[int, typer.Argument(min=1, help="1 is the first.")],
    at: At = None,
) -> None:
    """Give somebody another place on the list."""
    from runofshow.show.intents import MoveRequest

    steer(settings_of(context), lambda show: MoveRequest(_waiting(show, who), place), at)


@app.command()
def limit(
    context: typer.Context,
    duration: Annotated[str, typer.Argument(help="As 1m30s.")],
    category: Annotated[
        str | None, typer.Option(help="Of one category only, as group or ngo; else nobody has more.")
    ] = None,
    at: At = None,
) -> None:
    """Change the limit for those still to come, in the running floor round or the next.

    Nobody has more than that from now on; a category whose own limit is shorter keeps it, one whose own was longer is
    named.
    """
    from runofshow.show.intents import SetLimit

    length, whose = duration_of(duration), None if category is None else category_of(category)
    before: list[Show] = []

    def intent(show: "Show") -> SetLimit:
        before.append(show)
        return SetLimit(length, category=whose)

    session, _ = steer(settings_of(context), intent, at)
    if whose is None:
        _tell_whose_is_lower(before[0], session.show)


def _tell_whose_is_lower(before: "Show", after: "Show") -> None:
    """Say which categories lose a longer limit of their own, and what gives it back."""
    from runofshow.agenda.duration import spell_duration
    from runofshow.screen.words import CATEGORIES

    were = before.limits_in(before.floor_block).by_category()
    now = after.limits_in(after.floor_block)
    for category, was in were.items():
        if (lower := now.of_category(category)) < was:
            back = f"'runofshow floor limit {spell_duration(was)} --category {category}' gives it back"
            say(f"{CATEGORIES[category]} had {spell_duration(was)} and have {spell_duration(lower)} now: {back}")


@app.command()
def order(
    context: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help="asked or groups-first.")],
    at: At = None,
) -> None:
    """Let those who wait speak as they asked, or groups first: then States, observers, UN entities, institutions, NGOs.

    Whoever was moved keeps the place.
    """
    from runofshow.show.intents import OrderList

    wanted = order_of(order)
    steer(settings_of(context), lambda _: OrderList(wanted), at)


@app.command("list")
def list_(context: typer.Context, json: AsJson = False, at: At = None) -> None:
    """Show the list of speakers, with the expected time of each turn."""
    import sys

    from runofshow.cli.showing import forecast_as_of
    from runofshow.export.status import status_json
    from runofshow.screen.console import printed
    from runofshow.screen.tables import speakers_view

    show, now = forecast_as_of(settings_of(context).to_read(), at)
    if json:
        sys.stdout.write(status_json(show, now, only="floor"))
    else:
        printed(speakers_view(show, now))


@app.command()
def plan(context: typer.Context, json: AsJson = False, at: At = None) -> None:
    """Show what the floor round that runs, or is next, can take: how many, who of those who wait, and until when."""
    import sys

    from runofshow.cli.showing import forecast_as_of
    from runofshow.export.floor_plan import floor_plan_json
    from runofshow.screen.console import printed
    from runofshow.screen.floor_plan import floor_plan_view
    from runofshow.show.rules import Refused

    show, now = forecast_as_of(settings_of(context).to_read(), at)
    if now.floor is None:
        message = "no floor round is left: there is nothing to plan"
        raise Refused(message)
    if json:
        sys.stdout.write(floor_plan_json(show, now.floor))
    else:
        printed(floor_plan_view(show, now.floor))


@app.command()
def close(context: typer.Context, at: At = None) -> None:
    """Let nobody else ask for the floor."""
    from runofshow.show.intents import CloseList

    steer(settings_of(context), lambda _: CloseList(), at)


@app.command("open")
def open_(context: typer.Context, at: At = None) -> None:
    """Let the floor be asked for again."""
    from runofshow.show.intents import ReopenList

    steer(settings_of(context), lambda _: ReopenList(), at)


def _panellist(show: "Show", who: str) -> "Speaker":
    """Who replies: by the number, by a part of the name, else by whatever name was typed."""
    from runofshow.agenda.model import Speaker
    from runofshow.show.panel import panel, panellist, panellist_named

    if isinstance(who, AsTyped):
        return valid(lambda: Speaker(name=who))
    if who.isdecimal():
        return panellist(show, int(who))
    if (found := panellist_named(show, who)) is not None:
        return found
    sitting = ", ".join(f"{place} {speaker.name}" for place, speaker in enumerate(panel(show), start=1))
    say(f"WARNING: nobody on the panel is called '{who}': {sitting or 'the agenda has no speakers'}")
    return valid(lambda: Speaker(name=who))


def _waiting(show: "Show", who: str) -> int:
    from runofshow.show.rules import Refused

    if (request := _request(show, who)) is None:
        message = f"'{who}' isn't on the list of speakers: 'floor list' shows who is"
        raise Refused(message)
    return request.entry


def _request(show: "Show", who: str, *, by_name: bool = True) -> "Request | None":
    """The request that a person means by a place on the list, or by a name; what followed ``--`` is a name only."""
    from runofshow.show.lookup import request_at, request_named

    as_typed = isinstance(who, AsTyped)
    if not as_typed and (request := request_at(show, who)) is not None:
        return request
    return request_named(show, who, as_typed=as_typed) if by_name else None
