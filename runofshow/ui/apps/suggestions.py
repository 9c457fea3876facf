"""Suggestions for a text that is being typed: names, phrases, a name inside a sentence. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from runofshow.agenda.delegations import Name, begins, matches

LONGEST_NAME_INSIDE: Final = 3
SHORTEST_NAME_INSIDE: Final = 3
"""Words of a name that is completed inside a sentence, and letters, for not every capital begins one."""

_MOST_MISTYPED: Final = 3
"""Names that are looked at beyond those suggested: so many mistyped ones crowd out no known one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be meant by the one that was typed so far."""

    text: str
    about: str = ""
    becomes: str = ""
    """The whole line after it was accepted; empty: the text."""


Suggest = Callable[[str, int], tuple[Suggestion, ...]]
"""Returns suggestions for a text, at most so many, the likeliest first."""


def nothing(_typed: str, _most: int) -> tuple[Suggestion, ...]:
    """No suggestion, for what can't be guessed."""
    return ()


def one_of_names(names: Iterable[Name]) -> Suggest:
    """The names that a text may become, once there is one; last those that somebody seems to have mistyped before."""
    known = tuple(names)
    sure = tuple(name for name in known if name.category != "other")
    mistyped = cache(lambda name: _seems_mistyped(name, sure))

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        found = matches(typed, known, most + _MOST_MISTYPED) if typed.strip() else ()
        ordered = sorted(found, key=mistyped)
        return tuple(Suggestion(name.text, name.category) for name in ordered[:most])

    return suggest


def _seems_mistyped(name: Name, sure: tuple[Name, ...]) -> bool:
    """Return True for a name that nobody knows, and that is like a known one: the screen asked if that was meant."""
    return name.category == "other" and bool(matches(name.text, sure, 1))


def one_of(phrases: Iterable[str]) -> Suggest:
    """The phrases in which a text stands; all of them while there is none."""
    known = tuple(phrases)

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        wanted = typed.strip().casefold()
        return tuple(Suggestion(phrase) for phrase in known if wanted in phrase.casefold())[:most]

    return suggest


def name_inside(names: Iterable[Name]) -> Suggest:
    """The names that the last words of a text may become, if they begin with a capital; the rest stays."""
    known = tuple(names)

    def suggest(typed: str, most: int) -> tuple[Suggestion, ...]:
        words = typed.rpartition("\n")[2].split(" ")
        for count in range(min(LONGEST_NAME_INSIDE, len(words)), 0, -1):
            last = " ".join(words[-count:])
            if len(last) >= SHORTEST_NAME_INSIDE and last[:1].isupper():
                before = typed.removesuffix(last)
                found = [name for name in matches(last, known, most) if begins(name, last)]
                if found:
                    return tuple(Suggestion(name.text, name.category, before + name.text) for name in found)
        return ()

    return suggest
