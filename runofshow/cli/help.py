"""The text of `-h`: kinds of values in words, and five commands at its end."""

import inspect
from collections.abc import Mapping
from typing import Any, Final

from typer.core import TyperArgument, TyperCommand, TyperOption

from runofshow.cli.settings import quoted
from runofshow.errors import UsageError

FIRST_COMMANDS: Final[Mapping[str, str]] = {
    "runofshow init": "write a short agenda.yaml to fill in",
    "runofshow check": "find mistakes in agenda.yaml",
    "runofshow live": "run the meeting from the moderator's screen",
    "runofshow rapporteur": "note what is said, in a second terminal",
    "runofshow export -o record.csv": "write the record of the meeting",
}
"""The five commands that most meetings need, in the order in which a meeting needs them."""

_WORDS: Final[Mapping[str, str]] = {"str": "TEXT", "Path": "FILE", "int": "NUMBER", "float": "NUMBER"}
"""The words for kinds of values, by the names of their Python types."""


def epilogue() -> str:
    """Return the text below the list of commands."""
    longest = max(map(len, FIRST_COMMANDS))
    commands = "\n".join(f"  {command:<{longest}}  {does}" for command, does in FIRST_COMMANDS.items())
    return (
        "Exit codes: 0 done, 1 refused or failed (one sentence says why), 2 misused, 130 interrupted.\n\n"
        f"Five commands are enough for most meetings:\n\n{commands}"
    )


def paragraphs(docstring: str) -> str:
    """Return the text of a command's docstring with each paragraph on one line: the terminal alone breaks lines."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(docstring).split("\n\n"))


def refuse_file(word: str, command: str) -> None:
    """Raise UsageError for an agenda, or a file that can be imported, and say what to type."""
    name, ending = quoted(word), word.lower().rpartition(".")[2]
    if ending in {"yaml", "yml"}:
        if command == "init":
            raise UsageError(f"a new agenda is named by -o: runofshow init -o {name}")
        raise UsageError(f"an agenda is named by --agenda: runofshow --agenda {name} {command}")
    if ending in {"csv", "docx", "ics", "ods", "tsv", "xlsx"}:
        raise UsageError(f"'{word}' is no agenda: 'runofshow import {name} -o agenda.yaml' makes one of it")


class _Argument(TyperArgument):
    """An argument whose name says enough: no type is shown beside it."""

    def display_type_rich(self, ctx: object) -> str | None:  # noqa: ARG002 -- typer's signature
        return None


class _Option(TyperOption):
    """An option that shows what kind of value follows it; a switch takes no value and shows none."""

    def display_type_rich(self, ctx: Any) -> str | None:  # noqa: ANN401 -- a private class of typer's
        if self.is_flag:
            return None
        return self.metavar or _WORDS.get(self.bare_type()) or super().display_type_rich(ctx)


def shown(parameters: list[Any]) -> list[Any]:
    """Return parameters whose help names kinds of value in words."""
    for one in parameters:
        if isinstance(one, TyperArgument):
            one.__class__ = _Argument
            one.metavar = one.metavar or (one.name or "").upper()
        elif isinstance(one, TyperOption):
            one.__class__ = _Option
    return parameters


class Command(TyperCommand):
    """A command whose help names kinds of value in words; it says how to name a file that was typed in vain."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- a private class of typer's
        """Read the words behind the command."""
        if ctx.allow_extra_args:
            return super().parse_args(ctx, args)
        ctx.allow_extra_args = True
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            refuse_file(ctx.args[0], str(ctx.info_name))
            ctx.fail(f"Got unexpected extra argument(s) ({' '.join(ctx.args)})")
        return list(ctx.args)

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401 -- private classes of typer's
        """Return the parameters, `--help` included."""
        return shown(super().get_params(ctx))
