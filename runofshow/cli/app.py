"""The parser of the command line, and in which module each command is.

A module is loaded when one of its commands is typed. For `--help` and unknown commands all of them are.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from runofshow.cli.help import Command, Group, epilogue, paragraphs
from runofshow.cli.settings import Settings, login
from runofshow.errors import UsageError

LONGEST_NAME: Final = 100
"""Letters of the name that every entry carries."""

Modules = Mapping[str, tuple[str, ...]]
"""The commands that each module of this package holds."""

PANELS: Final[Mapping[str, Modules]] = {
    "Planning": {
        "import_commands": ("init", "import"),
        "plan_commands": ("check", "plan"),
        "dry_run_commands": ("dry-run",),
    },
    "Opening a show": {"start_commands": ("live", "start")},
    "Running the show": {
        "block_commands": (
            "next",
            "begin",
            "end",
            "pause",
            "resume",
            "extend",
            "skip",
            "restore",
            "move",
            "insert",
            "substitute",
        ),
        "panel_commands": ("turn",),
        "meeting_commands": ("hard-stop", "stage", "clock", "undo", "redo", "finish"),
    },
    "The record": {
        "record_commands": ("record", "amend", "strike", "note", "decision", "task", "rapporteur"),
        "export_commands": ("export",),
    },
    "Looking": {
        "report_commands": ("report",),
        "view_commands": ("status", "watch", "log", "follow", "journals", "verify"),
        "serve_commands": ("serve",),
    },
}
"""The modules by the panels of `--help`, in its order."""

FLOOR: Final = (
    "ask",
    "give",
    "reply",
    "end",
    "withdraw",
    "absent",
    "move",
    "limit",
    "order",
    "list",
    "plan",
    "close",
    "open",
)
"""The commands of `floor`, in the order of its help."""

_FLOOR_PANEL: Final = "Running the show"
_FLOOR_HELP: Final = "The list of speakers and the floor: who asks, who speaks, and for how long."
_TAKES_LENGTHS: Final = {"ignore_unknown_options": True}
"""In `extend -1m` the word after the command is a length, not an option."""
_HELP: Final = {"help_option_names": ["-h", "--help"]}


def parser_for(words: Sequence[str]) -> typer.Typer:
    """Build the parser for a command line: with the command that the words name, or with all if they name none."""
    app = typer.Typer(
        name="runofshow",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings=_HELP,
        help="Run a high-level meeting: countdowns, the list of speakers, and the record.",
        epilog=epilogue(),
        cls=Group,
    )
    app.callback()(_everywhere)
    only_listed = tuple(words[:1]) in {("-h",), ("--help",)}
    wanted = _wanted(
        words, ["floor", *(name for modules in PANELS.values() for names in modules.values() for name in names)]
    )
    for panel, modules in PANELS.items():
        for module, commands in modules.items():
            for command in commands:
                if command in wanted:
                    _add(app, module, command, only_listed=only_listed, rich_help_panel=panel)
        if panel == _FLOOR_PANEL and only_listed:
            app.command("floor", help=_FLOOR_HELP, rich_help_panel=panel)(_listed)
        elif panel == _FLOOR_PANEL and "floor" in wanted:
            app.add_typer(_floor(words[1:]), name="floor", rich_help_panel=panel)
    return app


def _floor(words: Sequence[str]) -> typer.Typer:
    app = typer.Typer(
        no_args_is_help=True,
        help=_FLOOR_HELP,
        context_settings=_HELP,
        cls=Group,
    )
    wanted = _wanted(words, FLOOR)
    for command in wanted:
        _add(app, "floor_commands", command)
    return app


def _wanted(words: Sequence[str], commands: Sequence[str]) -> Sequence[str]:
    """Return the first word if it is one of the commands, else all commands."""
    return words[:1] if words and words[0] in commands else commands


def _add(app: typer.Typer, module: str, command: str, *, only_listed: bool = False, **shown: Any) -> None:  # noqa: ANN401
    """Add the function of the command's name; it ends in `_` where Python has that name already.

    If it is only listed, its options aren't read: that takes as long as loading the command.
    """
    holds, name = import_module(f"runofshow.cli.{module}"), command.replace("-", "_")
    function = getattr(holds, f"{name}_", None) or getattr(holds, name)
    settings = _TAKES_LENGTHS if command == "extend" else None
    added = _listed if only_listed else function
    app.command(command, cls=Command, help=paragraphs(function), context_settings=settings, **shown)(added)


def _listed() -> None:
    """Stand for a command in the list of commands."""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"runofshow {version('runofshow')}")
        raise typer.Exit


def _everywhere(
    context: typer.Context,
    agenda: Annotated[
        Path | None,
        typer.Option(
            envvar="RUNOFSHOW_AGENDA", help="The agenda. By default agenda.yaml in this folder, else the built-in one."
        ),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="The journal of a show. By default the show that isn't closed, else the newest."),
    ] = None,
    journal_dir: Annotated[
        Path, typer.Option(envvar="RUNOFSHOW_JOURNAL_DIR", metavar="FOLDER", help="The folder of the journals.")
    ] = Path("journals"),
    by: Annotated[
        str | None,
        typer.Option(envvar="RUNOFSHOW_BY", metavar="NAME", help="Who is typing. By default the login name."),
    ] = None,
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    name = by or login()
    if len(name) > LONGEST_NAME:
        message = f"--by (or RUNOFSHOW_BY) takes at most {LONGEST_NAME} letters, and this name has {len(name):,}"
        raise UsageError(message)
    context.obj = Settings(agenda, journal, journal_dir, name)
