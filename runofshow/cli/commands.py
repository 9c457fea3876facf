"""All commands, in the order in which `--help` lists them."""

from pathlib import Path
from typing import Annotated

import typer

from runofshow.cli import (
    exporting,
    floor,
    importing,
    planning,
    recording,
    rehearsing,
    reporting,
    running,
    serving,
    showing,
    steering,
)
from runofshow.cli.settings import Settings, login

app = typer.Typer(
    name="runofshow",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The run of show of a high-level meeting: countdowns, the floor, and the record.",
    epilog="Exit codes: 0 done, 1 refused or failed (one sentence says why), 2 misused, 130 interrupted.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"runofshow {version('runofshow')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    context: typer.Context,
    agenda: Annotated[
        Path | None,
        typer.Option(envvar="RUNOFSHOW_AGENDA", help="The agenda; else agenda.yaml here, else the built-in lunch."),
    ] = None,
    journal: Annotated[Path | None, typer.Option(help="The journal of one show; else the newest.")] = None,
    journal_dir: Annotated[Path, typer.Option(envvar="RUNOFSHOW_JOURNAL_DIR", help="Where journals are kept.")] = Path(
        "journals"
    ),
    by: Annotated[str | None, typer.Option(envvar="RUNOFSHOW_BY", help="Who is typing; else the login name.")] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = Settings(agenda, journal, journal_dir, by or login())


for family in (importing, planning, rehearsing, running, steering):
    family.register(app)
app.add_typer(floor.app, name="floor", rich_help_panel=steering.STEERING)
for family in (recording, exporting, reporting, showing, serving):
    family.register(app)
