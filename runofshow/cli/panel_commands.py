"""Commands for panels.

The list of commands in --help loads this module, so it loads other packages inside functions.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import turn_names
from runofshow.cli.perform import perform
from runofshow.cli.settings import At
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from runofshow.show.actions.panel import EndTurn, GiveTurn
    from runofshow.show.state import Show


def turn(
    context: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|NUMBER]",
            help="The panellist's number in the agenda, or a part of the name.",
            show_default=False,
            autocompletion=turn_names,
        ),
    ] = None,
    end: Annotated[
        bool, typer.Option("--end", help="End the turn that goes on: the panel's moderator speaks.")
    ] = False,
    at: At = None,
) -> None:
    """Give the word to a panellist in a panel."""
    from runofshow.show.actions.panel import EndTurn, turn_of

    if (who is None) != end:
        message = "say who gets the word, by number or name, or --end"
        raise UsageError(message)

    def action(show: "Show") -> "GiveTurn | EndTurn":
        return EndTurn() if who is None else turn_of(show, who)

    perform(context, action, at)
