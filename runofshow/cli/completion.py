"""The words that a shell offers when somebody presses Tab: names, block ids, formats, zones, presets.

Completion prints no message and never fails: where the agenda or the journal can't be read, it offers nothing.
Other packages are loaded inside functions: see `settings`.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from runofshow.cli.settings import Settings
from runofshow.errors import RunOfShowError

if TYPE_CHECKING:
    from runofshow.agenda.delegations import Name
    from runofshow.agenda.model import Agenda
    from runofshow.show.state import Show

Offer = list[tuple[str, str]]
"""Words, each with a short explanation that some shells show."""


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def plan_formats(incomplete: str) -> list[str]:
    """Complete a format of `plan`."""
    from runofshow.export.formats import PLAN_FORMATS

    return _beginning((one.name for one in PLAN_FORMATS), incomplete)


def export_formats(incomplete: str) -> list[str]:
    """Complete a format of `export`."""
    from runofshow.export.formats import RECORD_FORMATS

    return _beginning((one.name for one in RECORD_FORMATS), incomplete)


def zones(incomplete: str) -> list[str]:
    """Complete a time zone."""
    from zoneinfo import available_timezones

    return _beginning(sorted(available_timezones()), incomplete)


def presets(incomplete: str) -> list[str]:
    """Complete a preset of `dry-run`."""
    from runofshow.simulation.presets import PRESETS

    return _beginning(PRESETS, incomplete)


def policies(incomplete: str) -> list[str]:
    """Complete a policy of `dry-run`."""
    from runofshow.simulation.assumptions import Policy

    return _beginning(Policy, incomplete)


def list_orders(incomplete: str) -> list[str]:
    """Complete an order of the list of speakers."""
    return _beginning(("asked", "groups-first"), incomplete)


def block_ids(context: typer.Context, incomplete: str) -> Offer:
    """Offer the ids of the show's blocks, or of the agenda's where there is no show, each with its title."""
    from runofshow.agenda.delegations import folded

    show = _show(context)
    if show is not None:
        blocks = [(name, show.runs[name].block.called) for name in show.order]
    else:
        agenda = _agenda(context)
        blocks = [] if agenda is None else [(block.id, block.called) for block in agenda.blocks()]
    typed = folded(incomplete)
    return _offered([(name, title) for name, title in blocks if folded(name).startswith(typed)], incomplete)


def delegation_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer names of delegations and of the meeting's own people, found by any of their names or codes."""
    from runofshow.agenda.delegations import begins, folded, names
    from runofshow.show.identities import known_names, people_of

    show = _show(context)
    if show is not None:
        known: tuple[Name, ...] = known_names(show)
    else:
        agenda = _agenda(context)
        known = (*(people_of(agenda) if agenda is not None else ()), *names())
    typed = folded(incomplete)
    found = [name for name in known if folded(name.text).startswith(typed) or typed in name.keys]
    found = found or [name for name in known if begins(name, incomplete)]
    return _offered([(name.text, name.category) for name in found], incomplete)


def waiting_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer the names on the list of speakers."""
    from runofshow.agenda.delegations import Name, begins

    show = _show(context)
    requests = [] if show is None else [request.particulars for request in show.queue()]
    names = [Name.of(said.who or said.person or "", said.category or "other") for said in requests]
    fitting = [name for name in names if name.text and (not incomplete or begins(name, incomplete))]
    return _offered([(name.text, name.category) for name in fitting], incomplete)


def waiting_or_delegation_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer the names on the list of speakers that fit; where none does, those of delegations."""
    return waiting_names(context, incomplete) or delegation_names(context, incomplete)


def panellist_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer the panellists: whoever types a first or a last name is offered the whole one."""
    from runofshow.agenda.delegations import folded
    from runofshow.show.actions.panel import panel

    show = _show(context)
    typed = folded(incomplete)
    sitting = () if show is None else panel(show)
    fitting = [one for one in sitting if f" {typed}" in f" {folded(one.name)}"]
    return _offered([(one.name, one.title or "") for one in fitting], incomplete)


def turn_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer those on the panel that runs, each by name."""
    from runofshow.agenda.delegations import folded

    show = _show(context)
    people = () if show is None or show.running is None else show.running.block.people
    fitting = [one for one in people if folded(incomplete) in folded(one.name)]
    return _offered([(one.name, one.title or "") for one in fitting], incomplete)


# The show and the agenda that the command would take.


def _settings(context: typer.Context) -> Settings:
    given = context.find_root().params
    agenda, journal = (Path(path) if (path := given.get(name)) else None for name in ("agenda", "journal"))
    return Settings(agenda, journal, Path(given.get("journal_dir") or "journals"), by="", quiet=True)


def _show(context: typer.Context) -> "Show | None":
    from runofshow.session import Session

    with suppress(RunOfShowError, OSError):
        path = _settings(context).journal_if_any()
        return None if path is None else Session.join(path).show
    return None


def _agenda(context: typer.Context) -> "Agenda | None":
    with suppress(RunOfShowError, OSError):
        return _settings(context).agenda()
    return None


# Words as a shell takes them.

_VARIABLE: Final = "_RUNOFSHOW_COMPLETE"
"""Set by the script of the shell that asks."""


class _Word(str):
    """A word that stays in the offer although it doesn't begin with the letters that were typed.

    Typer drops the others: a name in another case, a last name, a name with its spaces escaped.
    """

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:  # noqa: ANN401 -- the signature of str
        return True


_KEEPS_WHAT_WAS_TYPED: Final = "…"
"""Bash replaces what was typed by what all words have in common, which may be less. This has nothing in common."""


def _offered(words: Offer, incomplete: str) -> Offer:
    shell = os.environ.get(_VARIABLE, "").partition("_")[2]
    offered: Offer = [(_Word(_as_shell_takes_it(word, shell)), about) for word, about in words]
    if shell == "bash" and len(words) > 1 and not all(word.startswith(incomplete) for word, _ in words):
        offered.append((_Word(_KEEPS_WHAT_WAS_TYPED), ""))
    return offered


def _as_shell_takes_it(word: str, shell: str) -> str:
    """Return a word with its spaces and quotes escaped, where the shell that asks leaves that to the program."""
    match shell:
        case "bash":
            return _for_bash(word, _typed_in_bash()[:1])
        case "zsh":
            return word.replace("'", "’")  # typer's script loses the plain one; both are read alike
        case "powershell" | "pwsh" if not word.isalnum():
            return "'" + word.replace("'", "''") + "'"
        case _:
            return word


def _typed_in_bash() -> str:
    """Return the word before the cursor as it was typed, its quote included."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    place = int(os.environ.get("COMP_CWORD", "0"))
    return words[place] if place < len(words) else ""


def _for_bash(word: str, quote: str) -> str:
    if quote == '"':
        return re.sub(r'(["$`\\])', r"\\\1", word)
    if quote == "'":
        return word.replace("'", "'\\''")
    return re.sub(r"([^\w.,/+-])", r"\\\1", word)
