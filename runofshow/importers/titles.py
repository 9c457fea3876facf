"""What a title says of its row: a round of the floor, a total, the end of it all."""

import re
from typing import Final

from runofshow.importers.people import names_somebody
from runofshow.text import in_one_spelling

_FLOOR: Final = re.compile(
    r"\b(?:questions?|answers?|q ?(?:&|and|/|\+) ?a|discussions?|debate|d[ée]bat|floor|interactive|dialogue|diálogo"
    r"|interventions|intervenciones|[ée]changes?|tour de table|preguntas|coloquio|diskussion|aussprache|fragen)\b"
)
_EVERYBODY: Final = re.compile(
    r"(?:the )?(?:(?:open )?floor|all(?: participants| delegations)?|everyone|participants|audience|plenary"
    r"|(?:all )?member states|delegations|délégations|salle)"
)
_ABOUT_IT: Final = re.compile(r"[,:(\u2013\u2014]|\s-\s")
"""Where something about a name begins: ``Jane Doe – discussion leader`` is a person."""

_TOTAL: Final = re.compile(r"(?:grand |sub-?)?(?:total|sum|somme|summe|gesamt)(?: (?:time|duration|length|min\w*))?:?")
_THE_END: Final = re.compile(
    r"(?:the )?(?:end|ends|close|fin|ende|adjourn(?:ment|ed|s)?|hard stop|room (?:ends|gone|closes))"
    r"(?: (?:of|de|du|del|der) .*)?|(?:meeting|event|lunch|session|programme) (?:ends|closes|adjourns)"
)


def is_floor(title: str) -> bool:
    """Whether a title without a speaker is that of a round of questions, a discussion, remarks from the floor."""
    return _FLOOR.search(in_one_spelling(title)) is not None


def is_no_person(name: str) -> bool:
    """Whether what stands for a speaker, with nothing behind it, is a floor round or the end instead."""
    return not names_somebody(name) and (is_the_end(name) or is_floor(_ABOUT_IT.split(name)[0]))


def is_everybody(name: str) -> bool:
    """Whether what stands for a speaker is the floor itself."""
    return _EVERYBODY.fullmatch(in_one_spelling(name)) is not None


def is_total(text: str) -> bool:
    """Whether a row adds up the rows above it."""
    return _TOTAL.fullmatch(in_one_spelling(text)) is not None


def is_the_end(title: str) -> bool:
    """Whether a last row says only when the meeting is over."""
    return _THE_END.fullmatch(in_one_spelling(title)) is not None
