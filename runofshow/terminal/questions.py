"""What is asked of whoever is at the keys, each question with what becomes of the answer.

An answer is judged by the show as it is by then: while somebody types, others may go on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from runofshow.screen.keymap import MESSAGES
from runofshow.screen.picking import KINDS, Item, Pick
from runofshow.screen.sentences import left_undone
from runofshow.screen.words import NO_NAME, intervention_words, who
from runofshow.session import Session
from runofshow.show.entries import LONGEST_GIST, LONGEST_TEXT, Kind, Particulars
from runofshow.show.intents import Ask, Finish, Intent, Note, SetStage
from runofshow.show.naming import completed, known_names
from runofshow.show.refused import Refused
from runofshow.terminal.suggestions import Suggest, nothing, one_of, one_of_names


@dataclass(frozen=True, slots=True)
class Typing:
    """What is being typed, and what becomes of it."""

    question: str
    intent: Callable[[str], Intent | None]
    """What the text asks for; None for nothing."""
    value: str = ""
    suggest: Suggest = nothing
    longest: int = LONGEST_TEXT


def who_asks(session: Session) -> Typing:
    """Who is put on the list of speakers."""

    def intent(text: str) -> Intent | None:
        named = _who_is_named(text, session)
        return None if named is None else Ask(named)

    return Typing("Who asks for the floor?", intent, suggest=_names(session))


def who_took_it(session: Session, item: Item, number: int) -> Typing:
    """Who has the floor already, nameless: the clock was started by the key."""
    return Typing(f"Who has the floor? ({number})", lambda text: _renamed(session, item, text), suggest=_names(session))


def note(session: Session) -> Typing:
    """A rapporteur's note on whoever speaks, or on the meeting."""
    one = session.show.holding
    number, seen = (None, None) if one is None else (one.number, one.entry)
    question = "Note on the meeting:" if one is None else f"Note on {intervention_words(one)}:"
    return Typing(question, lambda text: Note(text, number, seen) if text.strip() else None, longest=LONGEST_GIST)


def message(session: Session) -> Typing:
    """What the speaker shall read. What is blank stays so, and what doesn't change is no step to take back."""
    shown = session.show.stage.message or ""

    def intent(text: str) -> Intent | None:
        typed = text.strip()
        return None if typed == shown else SetStage(typed or None, session.show.stage.blank)

    return Typing("On the speaker's screen (empty: the countdown alone):", intent, shown, one_of(MESSAGES))


def closing(session: Session) -> Typing:
    """Whether the show is over, and what that would leave undone."""
    left = left_undone(session.show)
    rest = f"Left: {left}" if left else "Everything has been run"
    return Typing(f"Close the show? y and Enter closes it. {rest}.", _finish)


def correction(session: Session, action: Pick, item: Item) -> Typing:
    """One thing that is known of an intervention or a request, to be put right."""
    known, whose, names = item.particulars, who(item.particulars), _names(session)
    match action:
        case Pick.GIST:
            return _field(item, "gist", f"What {whose} said:", known.gist, nothing, LONGEST_GIST)
        case Pick.BEHALF:
            return _field(item, "on_behalf_of", f"On whose behalf {whose} speaks:", known.on_behalf_of, names)
        case Pick.PERSON:
            return _field(item, "person", f"Who speaks for {whose}, by name:", known.person, names)
        case Pick.KIND:
            kind = (known.kind or KINDS[0]).replace("_", " ")
            question = f"What {whose} makes: statement, question, reply, …"
            return Typing(question, lambda text: item.amended(_kind(text)), kind, one_of(KINDS))
        case _:
            return Typing(f"Name of {whose}:", lambda text: _renamed(session, item, text), known.who or "", names)


def _field(  # noqa: PLR0913 -- what there is to say of a field
    item: Item, name: str, question: str, value: str | None, suggest: Suggest, longest: int = LONGEST_TEXT
) -> Typing:
    """One of the particulars, as it is; empty takes it away."""

    def intent(text: str) -> Intent | None:
        typed = text.strip() or None
        return None if typed == value else item.amended(Particulars.model_validate({name: typed}))

    return Typing(question, intent, value or "", suggest, longest)


def _renamed(session: Session, item: Item, text: str) -> Intent | None:
    if text.strip() == (item.particulars.who or ""):
        return None  # the same name brings nothing new, and must not take away a category that was said
    named = _who_is_named(text, session)
    return None if named is None else item.amended(named)


def _who_is_named(text: str, session: Session) -> Particulars | None:
    """Whoever a text names; None if it names nobody."""
    name = text.strip()
    return None if not name or name == NO_NAME else completed(Particulars(who=name), session.show)


def _names(session: Session) -> Suggest:
    return one_of_names(known_names(session.show))


def _finish(text: str) -> Intent:
    """Close the show, as somebody says who was asked.

    Raises:
        Refused: they didn't say so: Enter alone may be meant for something else.
    """
    if text.strip().casefold() not in {"y", "yes"}:
        sentence = "y and Enter closes the show, Esc leaves it open"
        raise Refused(sentence)
    return Finish()


def _kind(text: str) -> Particulars:
    """The kind that a person means.

    Raises:
        Refused: it is none.
    """
    wanted = text.strip().casefold()
    found = next((kind for kind in KINDS if wanted and kind.startswith(wanted)), None)
    if found is None:
        sentence = f"that is none of {', '.join(KINDS)}"
        raise Refused(sentence)
    return Particulars(kind=cast("Kind", found.replace(" ", "_")))
