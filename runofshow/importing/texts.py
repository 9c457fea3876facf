"""Text out of other people's files: harmless, in lines, and what it says of people and of the floor."""

import re
from typing import Final

from runofshow.importing.rundown import Person
from runofshow.text import in_one_spelling, without_honorifics
from runofshow.values import safe_lines

LONGEST_LINE: Final = 1_000
LONGEST_PROSE: Final = 20_000
"""In characters, as the agenda has them."""

CUT_OFF: Final = " …"

_FLOOR: Final = re.compile(
    r"\b(?:questions?|answers?|q ?(?:&|and|/|\+) ?a|discussions?|debate|d[ée]bat|floor|interactive|dialogue"
    r"|interventions|[ée]changes?|preguntas|coloquio|diskussion|aussprache|fragen)\b"
)
_EVERYBODY: Final = re.compile(
    r"(?:the )?(?:(?:open )?floor|all(?: participants| delegations)?|everyone|participants|audience|plenary"
    r"|(?:all )?member states|delegations|délégations|salle)"
)
_BEFORE_A_NAME: Final = re.compile(r"(?:\b(?:by|par|por|von|with)\b:?|[:\u2013\u2014]|\s-)\s+")
_TOTAL: Final = re.compile(r"(?:grand |sub-?)?(?:total|sum|somme|summe|gesamt)(?: (?:time|duration|length|min\w*))?:?")
_THE_END: Final = re.compile(
    r"(?:the )?(?:end|ends|close|fin|ende|adjourn(?:ment|ed|s)?|hard stop|room (?:ends|gone|closes))"
    r"(?: of (?:the )?.*)?|(?:meeting|event|lunch|session|programme) (?:ends|closes|adjourns)"
)


def prose(text: str) -> str:
    """The text made harmless, in its own lines, none of them blank at the text's ends."""
    whole = safe_lines(text)
    return whole if len(whole) <= LONGEST_PROSE else whole[: LONGEST_PROSE - len(CUT_OFF)] + CUT_OFF


def one_line(text: str) -> str:
    """The text made harmless, its lines joined by commas, and cut off where no line of an agenda is so long."""
    lines = [line.strip().rstrip(",") for line in safe_lines(text).splitlines()]
    whole = ", ".join(filter(None, lines)) if len(lines) > 1 else safe_lines(text)
    return whole if len(whole) <= LONGEST_LINE else whole[: LONGEST_LINE - len(CUT_OFF)].rstrip() + CUT_OFF


def too_long(text: str) -> bool:
    """Whether `one_line` cuts the text off."""
    return len(safe_lines(text)) > LONGEST_LINE


def paragraphs(*texts: str) -> str:
    """The texts that there are, each beginning a line."""
    return "\n".join(filter(None, texts))


def person(text: str, title: str = "", organization: str = "", say: str = "", *, whole: bool = False) -> Person:
    """Who is named, with the designation that follows the name on a second line, or behind a comma.

    Several who are named on a line each speak together.

    A `whole` name is left as it is: its designation would be written in a place of its own.
    """
    others = (one_line(organization), one_line(say))
    lines = [line.strip().rstrip(",") for line in safe_lines(text).splitlines() if line.strip()]
    if whole or title:
        return Person(one_line(text), one_line(title), *others)
    if len(lines) > 1 and all(map(names_somebody, lines)):
        return Person(one_line(" and ".join(lines)), "", *others)
    if len(lines) > 1:
        return Person(one_line(lines[0]), one_line("\n".join(lines[1:])), *others)
    name, comma, after = one_line(text).partition(", ")
    if comma and names_somebody(name):
        return Person(name.strip(), after.strip(), *others)
    return Person(one_line(text), "", *others)


def names_somebody(text: str) -> bool:
    """Whether the text begins as a name does that is announced: with Mr., H.E., Ambassador or the like."""
    return without_honorifics(text) != text.strip()


def named_in(title: str) -> tuple[str, str]:
    """A title as ``Opening remarks by Ms. Puri``, parted: what it is, and who; nobody where none is named."""
    if names_somebody(title):
        return "", title.strip()
    for mark in _BEFORE_A_NAME.finditer(title):
        if names_somebody(title[mark.end() :]):
            return title[: mark.start()].strip(), title[mark.end() :].strip()
    return title, ""


def is_floor(title: str) -> bool:
    """Whether a title without a speaker is that of a round of questions, a discussion, remarks from the floor."""
    return _FLOOR.search(in_one_spelling(title)) is not None


def is_everybody(name: str) -> bool:
    """Whether what stands for a speaker is the floor itself."""
    return _EVERYBODY.fullmatch(in_one_spelling(name)) is not None


def is_total(text: str) -> bool:
    """Whether a row adds up the rows above it."""
    return _TOTAL.fullmatch(in_one_spelling(text)) is not None


def is_the_end(title: str) -> bool:
    """Whether a last row says only when the meeting is over."""
    return _THE_END.fullmatch(in_one_spelling(title)) is not None
