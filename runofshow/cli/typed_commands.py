"""Commands that are typed on the live screen: the options that they get, and the words that Tab offers."""

import shlex
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from runofshow.cli.settings import Settings
from runofshow.ui.apps.command_line import GO_ON, TypedCommands
from runofshow.ui.apps.prompt import Suggestion


def typed_commands(settings: Settings, journal: str) -> TypedCommands:
    """Return the commands that can be typed on the screen of a show."""
    options = ["--journal-dir", str(settings.folder)]
    if settings.agenda_file is not None:
        options += ["--agenda", str(settings.agenda_file)]
    everywhere = [*options, "--journal", journal]

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        start = _last_word(typed)
        words = shlex.split(typed[:start])
        found = [
            Suggestion(word, about, f"{typed[:start]}{shlex.quote(word)} ")
            for word, about in _offered(words, _unquoted(typed[start:]), everywhere)
            if words or word not in GO_ON
        ]
        return tuple(found[:most])

    return TypedCommands(tuple(options), suggest)


def _last_word(typed: str) -> int:
    """Return where the last word begins, which may be in an open quote."""
    for start in range(len(typed), 0, -1):
        if typed[start - 1].isspace():
            with suppress(ValueError):
                shlex.split(typed[:start])
                return start
    return 0


def _unquoted(word: str) -> str:
    for closing in ("", "'", '"'):
        with suppress(ValueError):
            return "".join(shlex.split(word + closing))
    return word


def _offered(words: Sequence[str], last: str, options: Sequence[str]) -> list[tuple[str, str]]:
    """Return the words that may stand in the place of the last one, each with what it is."""
    from runofshow.cli.parser import parser

    command: Any = parser()
    context: Any = command.make_context("runofshow", [*options], resilient_parsing=True)
    rest = list(words)
    while rest and rest[0] in getattr(command, "commands", {}):
        command = command.commands[rest[0]].loaded()
        group = hasattr(command, "commands")
        context = command.make_context(rest[0], [] if group else rest[1:], parent=context, resilient_parsing=True)
        rest = rest[1:] if group else []
        if not group:
            return _parameters(command, context, words[-1], last)
    if rest:
        return []
    names = [name for name in command.list_commands(context) if name.startswith(last)]
    return [(name, command.commands[name].get_short_help_str(60)) for name in names]


def _parameters(command: Any, context: Any, before: str, last: str) -> list[tuple[str, str]]:  # noqa: ANN401 -- typer's
    taken = [one for one in command.get_params(context) if not getattr(one, "hidden", False)]
    if last.startswith("-"):
        names = [(name, one.help or "") for one in taken if one.param_type_name == "option" for name in one.opts]
        return [(name, about) for name, about in names if name.startswith(last) and name.startswith("--")]
    asked = next((one for one in taken if before in one.opts and not getattr(one, "is_flag", False)), None)
    if asked is None:
        unfilled = (one for one in taken if one.param_type_name == "argument" and not context.params.get(one.name))
        asked = next(unfilled, None)
    items = [] if asked is None else asked.shell_complete(context, last)
    return [(item.value, item.help or "") for item in items if item.type == "plain"]
