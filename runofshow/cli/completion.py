"""What the shell offers when somebody presses Tab: formats, zones, the agenda's blocks.

Nothing is said here, and nothing fails: a shell that completes shows no message. Names of delegations aren't offered:
most have a space, which bash would take for the end of a word.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from runofshow.errors import RunOfShowError

Completer = Callable[[str], list[str]]


def one_of(words: Callable[[], Iterable[str]]) -> Completer:
    """Complete one of a few words, which are looked up only then."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete


def _plan_formats() -> Iterable[str]:
    from runofshow.export.formats import PLAN_FORMATS

    return (one.name for one in PLAN_FORMATS)


def _export_formats() -> Iterable[str]:
    from runofshow.export.formats import RECORD_FORMATS

    return (one.name for one in RECORD_FORMATS)


def _zones() -> Iterable[str]:
    from zoneinfo import available_timezones

    return sorted(available_timezones())


plan_formats = one_of(_plan_formats)
export_formats = one_of(_export_formats)
zones = one_of(_zones)


def block_ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the agenda's blocks, each with whose it is."""
    from runofshow.agenda.loader import default_agenda, read_agenda

    named = context.find_root().params.get("agenda")
    file = Path(named) if named else Path("agenda.yaml")
    try:
        agenda = read_agenda(file) if named or file.exists() else default_agenda()
    except RunOfShowError:
        return []
    return [(block.id, block.title) for block in agenda.blocks() if block.id.startswith(incomplete)]
