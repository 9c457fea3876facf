"""The parser of the command line, and in which module each command is.

A module is loaded when one of its commands is named. The lists of commands need their docstrings only.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import CodeType
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from runofshow.cli.help import Command, epilogue, paragraphs, shown
from runofshow.cli.settings import flag, login, option
from runofshow.errors import UsageError

Modules = Mapping[str, str]
"""The names of the commands in each module of this package, in the order of the help."""

PANELS: Final[Mapping[str, Modules]] = {
    "Planning": {"import_commands": "init import", "plan_commands": "check plan", "dry_run_commands": "dry-run"},
    "Opening a show": {"start_commands": "live start"},
    "Running the show": {
        "block_commands": "next begin end pause resume extend skip restore move insert substitute turn",
        "meeting_commands": "hard-stop stage clock undo redo finish",
        "parser": "floor",
    },
    "The record": {"record_commands": "record amend strike note decision task rapporteur", "export_commands": "export"},
    "Looking": {
        "report_commands": "report",
        "view_commands": "status watch log follow journals verify",
        "serve_commands": "serve",
    },
}
"""The modules by the panels of `--help`, in its order."""

FLOOR: Final[Modules] = {"floor_commands": "ask give reply end withdraw absent move limit order list plan close open"}

_SETTINGS: Final = {"help_option_names": ["-h", "--help"]}


@cache
def _docstrings(module: str) -> Mapping[str, str]:
    """Return the docstrings of a module's functions. The module isn't run: that would load most of the program."""
    spec: Any = find_spec(module)
    compiled = spec.loader.get_code(module).co_consts
    return {one.co_name: str(one.co_consts[0] or "") for one in compiled if isinstance(one, CodeType) and one.co_consts}


class Listed(Command):
    """A command in the list of commands. Its function has its name, with `_` at the end where Python has that name."""

    def __init__(self, name: str, module: str, panel: str | None = None) -> None:
        super().__init__(name, rich_help_panel=panel)
        self.module = f"{__package__}.{module}"
        self.function = name.replace("-", "_")

    def summary(self) -> str:
        """Return its help."""
        found = _docstrings(self.module)
        return paragraphs(found.get(self.function) or found[f"{self.function}_"])

    def loaded(self) -> Any:  # noqa: ANN401 -- a private class of typer's
        """Return the command with its options."""
        module = import_module(self.module)
        function = getattr(module, f"{self.function}_", None) or getattr(module, self.function)
        if function is floor:
            return floor()
        app = typer.Typer(add_completion=False)
        # in `extend -1m` the word after the command is a length, not an option
        settings = {"ignore_unknown_options": True} if self.name == "extend" else None
        app.command(
            self.name,
            cls=Command,
            help=paragraphs(function.__doc__ or ""),
            context_settings=settings,
            rich_help_panel=self.rich_help_panel,
        )(function)
        return typer.main.get_command(app)


class Group(TyperGroup):
    """A group of commands, each of which is loaded when it is named."""

    commands: dict[str, Listed]  # type: ignore[assignment] # no others are ever in it

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401 -- private classes of typer's
        """Return the parameters, `--help` included."""
        return shown(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 -- a private class of typer's
        """Return the names of the commands, each of which has its help from now on."""
        for command in self.commands.values():
            command.help = command.summary()
        return super().list_commands(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 -- private classes of typer's
        """Return the command that the words name, loaded, and the words behind it."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command.loaded() if isinstance(command, Listed) else command, rest


def parser() -> Group:
    """Return the parser of the command line."""
    app = typer.Typer(
        name="runofshow",
        no_args_is_help=True,
        context_settings=_SETTINGS,
        help="Run a high-level meeting: countdowns, the list of speakers, and the record.",
        epilog=epilogue(),
        cls=Group,
    )
    app.callback()(_everywhere)
    group: Any = typer.main.get_command(app)
    for panel, modules in PANELS.items():
        group.commands |= _listed(modules, panel)
    return group  # type: ignore[no-any-return] # of the class above


def floor() -> Group:
    """The list of speakers and the floor: who asks, who speaks, and for how long."""
    commands: Any = _listed(FLOOR)
    return Group(name="floor", commands=commands, no_args_is_help=True, context_settings=_SETTINGS, help=floor.__doc__)


def _listed(modules: Modules, panel: str | None = None) -> dict[str, Listed]:
    return {name: Listed(name, module, panel) for module, names in modules.items() for name in names.split()}


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"runofshow {version('runofshow')}")
        raise typer.Exit


def _name(by: str | None) -> str:
    name = by or login()
    if len(name) > 100:  # every entry carries it
        raise UsageError(f"--by (or RUNOFSHOW_BY) takes at most 100 letters, and this name has {len(name):,}")
    return name


def _everywhere(
    agenda: Annotated[
        Path | None,
        option("The agenda. By default agenda.yaml in this folder, else the built-in one.", envvar="RUNOFSHOW_AGENDA"),
    ] = None,
    journal: Annotated[
        Path | None, option("The journal of a show. By default the show that isn't closed, else the newest.")
    ] = None,
    journal_dir: Annotated[
        Path, option("The folder of the journals.", "FOLDER", envvar="RUNOFSHOW_JOURNAL_DIR")
    ] = Path("journals"),
    by: Annotated[
        str | None, option("Who is typing. By default the login name.", "NAME", envvar="RUNOFSHOW_BY", callback=_name)
    ] = None,
    _show_version: Annotated[bool, flag("Print the version.", "--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Take the options of the program, which `settings_of` reads."""
