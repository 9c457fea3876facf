"""Commands on the agenda alone: before there is a show."""

import sys
from typing import TYPE_CHECKING

import typer

from runofshow.cli.settings import AsJson, say, settings_of
from runofshow.errors import RunOfShowError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda

PLANNING = "Planning"


class DoesNotFit(RunOfShowError):
    """The agenda is longer than the room is ours."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(rich_help_panel=PLANNING)(check)
    app.command(rich_help_panel=PLANNING)(plan)


def check(context: typer.Context) -> None:
    """Validate the agenda: every problem, with line and column; then what staff should know."""
    from runofshow.agenda.reading import fit_problems
    from runofshow.screen.console import printed
    from runofshow.screen.plan import agenda_facts

    agenda = settings_of(context).agenda()
    fit = fit_problems(agenda)
    if fit.error is not None:
        raise DoesNotFit(fit.error)
    for sentence in agenda_facts(agenda):
        printed(sentence)
    if fit.warning is not None:
        say(f"warning: {fit.warning}")


def plan(
    context: typer.Context,
    json: AsJson = False,
) -> None:
    """Print the timed run of show."""
    from runofshow.export.plan import plan_json
    from runofshow.screen.console import printed
    from runofshow.screen.plan import plan_view

    agenda = settings_of(context).agenda()
    if json:
        sys.stdout.write(plan_json(agenda))
    else:
        printed(plan_view(agenda))
    warn_of_fit(agenda)


def warn_of_fit(agenda: "Agenda") -> None:
    """Say on stderr what staff must know about the agenda and the room."""
    from runofshow.agenda.reading import fit_problems

    fit = fit_problems(agenda)
    if fit.error is not None:
        say(f"WARNING: {fit.error}")
    elif fit.warning is not None:
        say(f"warning: {fit.warning}")
