"""The words that a shell offers when somebody presses Tab: names, block ids, formats, zones, presets.

Completion prints no message and never fails: where the agenda or the journal can't be read, it offers nothing.
Other packages are loaded inside functions: a command that is run offers nothing.
"""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import typer

from runofshow.cli.settings import settings_of
from runofshow.errors import RunOfShowError

if TYPE_CHECKING:
    from runofshow.agenda.delegations import Name
    from runofshow.agenda.model import Agenda
    from runofshow.show.state import Show

Offer = list[tuple[str, str]]
"""Words, each with a short explanation that some shells show."""


def beginning(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a function that offers those of the words that begin with what was typed."""

    def offer(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return offer


def zones(incomplete: str) -> list[str]:
    """Offer time zones."""
    from zoneinfo import available_timezones

    return beginning(sorted(available_timezones()))(incomplete)


def block_ids(context: typer.Context, incomplete: str) -> Offer:
    """Offer the ids of the show's blocks, or of the agenda's where there is no show, each with its title."""
    from runofshow.agenda.delegations import folded

    show, agenda = _show_or_agenda(context)
    blocks = [run.block for run in show.running_order()] if show else [*agenda.blocks()] if agenda else []
    typed = folded(incomplete)
    return _offered([(block.id, block.called) for block in blocks if folded(block.id).startswith(typed)], incomplete)


def delegation_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer names of delegations and of the meeting's own people, found by any of their names or codes."""
    from runofshow.agenda.delegations import begins, folded, names
    from runofshow.show.identities import known_names, people_of

    show, agenda = _show_or_agenda(context)
    known = known_names(show) if show else (*(people_of(agenda) if agenda else ()), *names())
    typed = folded(incomplete)
    found = [name for name in known if folded(name.text).startswith(typed) or typed in name.keys]
    return _names(found or [name for name in known if begins(name, incomplete)], incomplete)


def waiting_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer the names on the list of speakers."""
    from runofshow.agenda.delegations import Name, begins

    show, _ = _show_or_agenda(context)
    requests = [request.particulars for request in show.queue()] if show else []
    names = [Name.of(said.name or "", said.category or "other") for said in requests]
    return _names([name for name in names if name.text and (not incomplete or begins(name, incomplete))], incomplete)


def waiting_or_delegation_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer the names on the list of speakers that fit; where none does, those of delegations."""
    return waiting_names(context, incomplete) or delegation_names(context, incomplete)


def panellist_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer the panellists: whoever types a first or a last name is offered the whole one."""
    from runofshow.agenda.delegations import folded
    from runofshow.show.actions.panel import panel

    show, _ = _show_or_agenda(context)
    typed = f" {folded(incomplete)}"
    sitting = panel(show) if show else ()
    return _offered([(one.name, one.title or "") for one in sitting if typed in f" {folded(one.name)}"], incomplete)


def turn_names(context: typer.Context, incomplete: str) -> Offer:
    """Offer those on the panel that runs, each by name."""
    from runofshow.agenda.delegations import folded

    show, _ = _show_or_agenda(context)
    people = show.running.block.people if show and show.running else ()
    typed = folded(incomplete)
    return _offered([(one.name, one.title or "") for one in people if typed in folded(one.name)], incomplete)


def _names(names: "Iterable[Name]", incomplete: str) -> Offer:
    return _offered([(name.text, name.category) for name in names], incomplete)


def _show_or_agenda(context: typer.Context) -> "tuple[Show | None, Agenda | None]":
    """Return the show that the command would take; where there is none, the agenda."""
    from runofshow.session import Session

    settings = settings_of(context, quiet=True)
    with suppress(RunOfShowError, OSError):
        if (path := settings.journal_if_any()) is not None:
            return Session.join(path).show, None
    with suppress(RunOfShowError, OSError):
        return None, settings.sheet().agenda
    return None, None


class _Word(str):
    """A word that stays in the offer although it doesn't begin with the letters that were typed.

    Typer drops the others: a name in another case, a last name, a name with its spaces escaped.
    """

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:  # noqa: ANN401 -- the signature of str
        return True


_KEEPS_WHAT_WAS_TYPED: Final = "…"
"""Bash replaces a typed word by the common beginning of all offers, which may be shorter. This word shares none."""


def _offered(words: Offer, incomplete: str) -> Offer:
    shell = os.environ.get("_RUNOFSHOW_COMPLETE", "").partition("_")[2]
    offered: Offer = [(_Word(_as_shell_takes_it(word, shell)), about) for word, about in words]
    if shell == "bash" and len(words) > 1 and not all(word.startswith(incomplete) for word, _ in words):
        offered.append((_Word(_KEEPS_WHAT_WAS_TYPED), ""))
    return offered


def _as_shell_takes_it(word: str, shell: str) -> str:
    """Return a word with its spaces and quotes escaped, where the shell that asks leaves that to the program."""
    match shell:
        case "bash":
            return _for_bash(word)
        case "zsh":
            return word.replace("'", "’")  # typer's script loses the plain one; both are read alike
        case "powershell" | "pwsh" if not word.isalnum():
            return "'" + word.replace("'", "''") + "'"
        case _:
            return word


def _for_bash(word: str) -> str:
    """Return a word escaped as the quote asks before which the word before the cursor begins, if there is one."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    place = int(os.environ.get("COMP_CWORD", "0"))
    typed = words[place] if place < len(words) else ""
    if typed.startswith('"'):
        return re.sub(r'(["$`\\])', r"\\\1", word)
    if typed.startswith("'"):
        return word.replace("'", "'\\''")
    return re.sub(r"([^\w.,/+-])", r"\\\1", word)
