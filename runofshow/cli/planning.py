"""Commands on the agenda alone: before there is a show."""

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.settings import AsJson, duration_of, say, settings_of
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
    app.command("dry-run", rich_help_panel=PLANNING)(dry_run)


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


def dry_run(
    context: typer.Context,
    preset: Annotated[
        str, typer.Option(help="How speakers keep to their time: chaired, high-level or unenforced.")
    ] = "high-level",
    seed: Annotated[int, typer.Option(help="The same seed gives the same table.")] = 1,
    late: Annotated[str, typer.Option(help="Start so late, as 5m.")] = "0s",
    json: AsJson = False,
) -> None:
    """Play the agenda on a virtual clock, with speakers who don't keep to their time."""
    from runofshow.rehearsal.presets import preset_named
    from runofshow.rehearsal.report import dry_run_json, dry_run_view
    from runofshow.rehearsal.simulate import simulate
    from runofshow.screen.console import printed

    agenda = settings_of(context).agenda()
    delay: timedelta = duration_of(late)
    rehearsed = simulate(agenda, preset_named(preset), seed, late=delay)
    if json:
        sys.stdout.write(dry_run_json(rehearsed))
    else:
        printed(dry_run_view(rehearsed))
    warn_of_fit(agenda)


def warn_of_fit(agenda: "Agenda") -> None:
    """Say on stderr what staff must know about the agenda and the room."""
    from runofshow.agenda.reading import fit_problems

    fit = fit_problems(agenda)
    if fit.error is not None:
        say(f"WARNING: {fit.error}")
    elif fit.warning is not None:
        say(f"warning: {fit.warning}")
