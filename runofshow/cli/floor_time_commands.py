"""Commands for the time that the floor has: how long one may speak, and how many can."""

from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.particulars_options import category_of
from runofshow.cli.perform import steer
from runofshow.cli.settings import AsJson, AsOf, At, duration_of, say, settings_of

if TYPE_CHECKING:
    from runofshow.show.state import Show


def limit(
    context: typer.Context,
    duration: Annotated[str, typer.Argument(help="The new limit, as 1m30s.")],
    category: Annotated[
        str | None, typer.Option(metavar="CATEGORY", help="Change it for one category only, such as group or ngo.")
    ] = None,
    at: At = None,
) -> None:
    """Change the limit of interventions still to come, in this floor round or the next.

    Nobody has more time than that from now on. A category whose own limit is shorter keeps it; one whose own limit was
    longer is named.
    """
    from runofshow.show.actions.floor import SetLimit

    length, whose = duration_of(duration), None if category is None else category_of(category)
    before: list[Show] = []

    def action(show: "Show") -> SetLimit:
        before.append(show)
        return SetLimit(length, category=whose)

    session, _ = steer(settings_of(context), action, at)
    if whose is None:
        _tell_whose_is_lower(before[0], session.show)


def _tell_whose_is_lower(before: "Show", after: "Show") -> None:
    """Say which categories lose a longer limit of their own, and what gives it back."""
    from runofshow.agenda.durations import spell_duration
    from runofshow.show.names import category_words

    were = before.limits_in(before.floor_block).by_category()
    now = after.limits_in(after.floor_block)
    for category, was in were.items():
        if (lower := now.of_category(category)) < was:
            back = f"'runofshow floor limit {spell_duration(was)} --category {category}' gives it back"
            say(f"{category_words(category)} had {spell_duration(was)} and have {spell_duration(lower)} now: {back}")


def plan(context: typer.Context, json: AsJson = False, at: AsOf = None) -> None:
    """Show how many more can speak in this floor round or the next, and who of those who wait."""
    import sys

    from runofshow.cli.view_commands import forecast_as_of
    from runofshow.errors import Refused
    from runofshow.export.floor_plan_json import floor_plan_json
    from runofshow.ui.console import printed
    from runofshow.ui.tables import floor_plan_view

    show, now = forecast_as_of(settings_of(context).to_read(), at)
    if now.floor is None:
        message = "no floor round is left: there is nothing to plan"
        raise Refused(message)
    if json:
        sys.stdout.write(floor_plan_json(show, now.floor))
    else:
        printed(floor_plan_view(show, now.floor))
