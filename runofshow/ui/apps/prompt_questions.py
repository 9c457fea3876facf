"""The questions that the moderator answers in the line, and the actions that come of the answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, cast

from runofshow.agenda.durations import parse_duration, spell_duration
from runofshow.errors import Refused
from runofshow.instants import SECOND
from runofshow.show.actions.blocks import Extend
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import Finish, SetStage
from runofshow.show.actions.record import Note
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.identities import completed, corrected, known_names
from runofshow.show.names import NO_NAME, intervention_words, title_of, who
from runofshow.show.particulars import LONGEST_GIST, Kind, Particulars
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.ui.apps.command_line import TypedCommands
from runofshow.ui.apps.prompt import Question, nothing, one_of, one_of_names
from runofshow.ui.keymap import MESSAGES
from runofshow.ui.notices import last_heard, left_undone
from runofshow.ui.selection import KINDS, Pick, Subject, amended, as_of

CLOSED: Final = "The show is closed, and u opens it again"

_AFTER_A_COMMA: Final = ("right of reply", "point of order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing(Question):
    """A question, and the action that comes of its answer."""

    action: Callable[[str, Show], Action | None]
    """Makes the action of the text, in the show as it is by then; None for nothing."""
    known: bool = True
    """True if the text in the line is known already: left as it is, it makes no action."""
    command: Callable[[str], str | None] | None = None
    """The command of the shell that the text stands for, if it stands for one; else an action is made of it."""
    anew: Callable[[Show], "Typing"] | None = None
    """Makes the question anew with what is known by then; None if nobody else can have changed that."""
    orphaned: "Typing | None" = None
    """The question that the text answers if somebody undoes its subject; None if it says nothing by itself."""


ON_THE_MEETING: Final = Typing(
    "Note on the meeting:",
    action=lambda text, _now: Note(text) if text.strip() else None,
    longest=LONGEST_GIST,
    breaks=True,
)


def nothing_to_ask(why: str) -> Typing:
    """Take the letters that somebody types after a refused key, so that they do nothing to the show."""

    def action(_text: str, _now: Show) -> Action:
        raise Refused(why)

    return Typing(f"{why} · Esc closes this line", action=action, known=False)


def command(commands: TypedCommands | None) -> Typing:
    """Ask for a command; the screen runs it, and no action comes of it."""
    if commands is None:
        return nothing_to_ask("No command can be typed here")
    return Typing(
        "Command, as in the shell:",
        action=lambda _text, _now: None,
        suggest=commands.suggest,
        longest=LONGEST_GIST,
        known=False,
        command=lambda text: text,
    )


def who_asks(show: Show) -> Typing:
    """Ask who wants to be on the list of speakers; a closed list still takes rights of reply and points of order."""

    def action(text: str, now: Show) -> Action | None:
        kind = None
        before, comma, after = text.rpartition(",")
        if comma and (asked := " ".join(after.split()).casefold()) in _AFTER_A_COMMA:
            text, kind = before, cast("Kind", asked.replace(" ", "_"))
        name = _name(text)
        return None if name is None else Ask(completed(Particulars(who=name, kind=kind), now))

    closed = f"The list is closed. Who asks for {' or '.join(_AFTER_A_COMMA)}, as “Chad, {_AFTER_A_COMMA[0]}”?"
    question = closed if show.list_closed else "Who asks for the floor?"
    return Typing(question, action=action, suggest=one_of_names(known_names(show)))


def who_takes_it(show: Show, why: str, kind: Kind | None = None) -> Typing:
    """Ask who takes the floor, before it is taken from somebody who has just begun, or whom nobody had seen."""

    def action(text: str, now: Show) -> Action:
        if (name := _name(text)) is None:
            raise Refused("type who takes the floor; Esc leaves it with whoever has it")
        return GiveFloor(completed(Particulars(who=name, kind=kind), now), expected=ExpectedState.of(now))

    question = f"{why} · Enter gives the floor to the name that you type, Esc leaves it"
    return Typing(question, action=action, suggest=one_of_names(known_names(show)), known=False)


def who_took_it(show: Show, entry: int) -> Typing:
    """Ask who has been given the floor by an entry."""
    one = show.interventions[entry]
    return replace(correction(Pick.NAME, one, show), question=f"Who has the floor? ({one.number})")


def last_name(show: Show) -> Typing:
    """Ask for the name of the last intervention."""
    if (last := last_heard(show)) is None:
        return nothing_to_ask("Nobody has taken the floor yet, and i gives it")
    return correction(Pick.NAME, last, show)


def note(show: Show) -> Typing:
    """Ask for a note on the intervention that holds the floor, else on the meeting."""
    if (one := show.holding) is None:
        return ON_THE_MEETING

    def action(text: str, _now: Show) -> Action | None:
        return Note(text, one.number, expected=ExpectedState(intervention=one.entry)) if text.strip() else None

    question = f"Note on {intervention_words(one)}:"
    return replace(ON_THE_MEETING, question=question, action=action, orphaned=ON_THE_MEETING)


def message(show: Show) -> Typing:
    """Ask for the message on the speaker's screen; a blank screen stays blank."""
    return Typing(
        "On the speaker's screen (empty: the countdown alone):",
        show.stage.message or "",
        one_of(MESSAGES),
        action=lambda text, now: SetStage(text.strip() or None, now.stage.blank),
    )


def whether_to_finish(show: Show) -> Typing:
    """Ask if the show is to be closed, and say what hasn't been run; Enter alone may be meant for something else."""

    def action(text: str, _now: Show) -> Action:
        if text.strip().casefold() not in {"y", "yes"}:
            raise Refused("y and Enter closes the show, Esc leaves it open")
        return Finish()

    left = left_undone(show)
    question = f"Close the show? y and Enter closes it. {f'Left: {left}' if left else 'Everything has been run'}."
    return Typing(question, action=action, known=False)


def time_of(show: Show, block: str) -> Typing:
    """Ask for the length of a block, as ``7m``, or its fixed start, as ``at 14:15``, which is a command."""

    def action(text: str, now: Show) -> Action | None:
        try:
            wanted = parse_duration(text)
        except ValueError as error:
            raise Refused(str(error)) from None
        by = wanted - now.runs[block].allotment
        return Extend(by=by, block=block) if by else None

    def command(text: str) -> str | None:
        word, _, time = text.strip().partition(" ")
        if word == "none" and not time:
            return f"move {block} --start none"
        return f"move {block} --start '{time.strip()}'" if word == "at" and time.strip() and "'" not in time else None

    run = show.runs[block]
    question = f"Length of {title_of(run)}, as 7m; or its fixed start, as “at 14:15”; “none” lifts that:"
    return Typing(question, spell_duration(run.allotment // SECOND * SECOND), action=action, command=command)


_FIELDS: Final = {
    Pick.NAME: ("who", "Name of {}:"),
    Pick.GIST: ("gist", "What {} said:"),
    Pick.BEHALF: ("on_behalf_of", "On whose behalf {} speaks:"),
    Pick.PERSON: ("person", "Who speaks for {}, by name:"),
    Pick.KIND: ("kind", "What {} makes: statement, question, reply, …"),
}
"""The particulars that keys of the chooser correct, and the questions for them."""


def correction(pick: Pick, item: Subject, show: Show) -> Typing:
    """Ask for one of the particulars of the picked one; empty takes it away, but for a name and a kind."""
    field, question = _FIELDS[pick]

    def action(text: str, now: Show) -> Action | None:
        if pick is Pick.KIND:
            return amended(item, Particulars(kind=_kind(text)), field)
        if pick is Pick.NAME:
            name = _name(text)
            return None if name is None else amended(item, corrected(Particulars(who=name), now), field)
        return amended(item, Particulars.model_validate({field: text.strip() or None}), field)

    asked = Typing(
        question.format(who(item.particulars)),
        getattr(item.particulars, field) or "",
        one_of_names(known_names(show)),
        action=action,
        anew=lambda now: correction(pick, as_of(item, now), now),
    )
    if pick is Pick.GIST:
        return replace(asked, suggest=nothing, longest=LONGEST_GIST, breaks=True, orphaned=ON_THE_MEETING)
    if pick is Pick.KIND:
        value = (item.particulars.kind or KINDS[0]).replace("_", " ")
        return replace(asked, value=value, suggest=one_of(KINDS), known=item.particulars.kind is not None)
    return asked


def _kind(text: str) -> Kind:
    wanted = text.strip().casefold()
    found = next((kind for kind in KINDS if wanted and kind.startswith(wanted)), None)
    if found is None:
        raise Refused(f"that is none of {', '.join(KINDS)}")
    return cast("Kind", found.replace(" ", "_"))


def _name(text: str) -> str | None:
    """Return the name that was typed; None if it names nobody."""
    name = text.strip()
    return None if name in {"", NO_NAME} else name
