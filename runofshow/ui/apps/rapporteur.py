"""The rapporteur's screen: it follows whoever speaks, and takes down what is said while the moderator runs the show."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from rich.text import Text
from textual import events

from runofshow.errors import ChangedMeanwhile, Refused, RunOfShowError
from runofshow.instants import Instant
from runofshow.journal.choose import NewerShows
from runofshow.session import Session
from runofshow.show.actions.minutes import NoteDecision, NoteTask, SetGist
from runofshow.show.actions.record import Amend, Note
from runofshow.show.actions.undo import Undo
from runofshow.show.forecast import Forecast
from runofshow.show.identities import corrected, known_names
from runofshow.show.names import clock_time
from runofshow.show.particulars import LONGEST_GIST, LONGEST_TEXT, Particulars, validated
from runofshow.show.parts import GistOf
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.ui.apps.prompt import WHO_WINS, Prompt, Question, name_inside, one_of_names
from runofshow.ui.apps.watch import FollowingApp
from runofshow.ui.noted import Key, Noted, current_statement, found, gist_picture, neighbour
from runofshow.ui.notices import Notice

WAYS_OUT: Final = "↑↓ takes what is typed to another one, ^T makes it a note, Esc drops it."
"""The choices for a text whose statement somebody has undone."""

KEYS: Final = (
    *("Enter save", "Tab name", "↑", "↓ another", "^N who"),
    *("^T note", "^D decision", "^O task", "Esc drop", "^C leave"),
)

Field = Literal["text", "who", "note", "decision", "task"]

_NEW: Final[dict[str, Field]] = {"ctrl+t": "note", "ctrl+d": "decision", "ctrl+o": "task"}
_QUESTIONS: Final = {
    "note": "Note on the meeting:",
    "decision": "Decision:",
    "task": "Task; who; by when, as “Send the list; Secretariat; 2016-08-01”:",
}
"""The question for something new that belongs to no statement."""


@dataclass(frozen=True, slots=True)
class Page:
    """The subject of the line, and the text that it opened with. An unchanged line goes to the next speaker."""

    about: Noted | None
    """The statement or note as it was when the page was opened; None for a new note, decision or task."""
    field: Field
    """`text` or `who` of what it is about, else what is new."""
    saved: str = ""
    """The text that was known as the line was opened, or that has been told since."""
    put: str = ""
    """The text that was put into the line as the page was opened."""
    brought: str = ""
    """The part of it that was typed for a statement that was undone."""
    goes_behind: bool = False
    """True if the line is empty, and its text will be added to the saved one, which the list shows."""
    chosen: bool = False
    """True if a key led there: the page then stays until another key leaves it."""

    @property
    def key(self) -> Key | None:
        """The key of what it is about."""
        return None if self.about is None else self.about.key


class RapporteurApp(FollowingApp):
    """One line for each statement: its gist, saved at Enter; then it goes on to whoever speaks by then.

    It leaves a show for a newer one by a key alone: much is written down after the show was closed.
    """

    follows_by = "^F"
    by_itself = False

    def __init__(self, session: Session, by: str, newer_shows: NewerShows | None = None) -> None:
        super().__init__(session, newer_shows=newer_shows)
        self.by = by
        self._page = Page(None, "note")
        self._prompt: Prompt = Prompt(lambda: self.size, self._submitted, self._follow_speaker)

    def on_mount(self) -> None:  # Textual calls that of the base class, too
        self._follow_speaker()

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        said = [self.notice.sentence] if self.notice is not None else []
        room = max(1, height - len(self.foot()))
        return gist_picture(show, forecast, self._page.key, width, room, [*self.warnings(), *said], KEYS)

    def draw(self) -> None:
        """Draw, and go on to whoever speaks now unless something is being typed."""
        page = self._page
        if self._prompt.is_open and not self._changed:
            if (self._undone or not page.chosen) and current_statement(self.session.show) != page.key:
                self._follow_speaker()
            elif not self._undone and self._known() != page.saved:  # somebody else has written it
                self._open(page.key, page.field, empty=page.goes_behind, chosen=page.chosen)
        self._prompt.ask_anew(self._question())
        super().draw()

    def pressed(self, event: events.Key) -> None:
        """Take a key: letters are written, other keys lead from one statement or note to another."""
        page = self._page
        match event.key:
            case "up" | "pageup":
                self._go(neighbour(self.session.show, page.key, -1))
            case "down" | "pagedown":
                self._go(neighbour(self.session.show, page.key, 1))
            case "ctrl+n" if page.about is not None and page.about.kind == "intervention":
                self._go(page.key, "who")
            case "ctrl+n":
                self._prompt.refusal = "^N names an intervention; the speakers of the programme have their names"
            case "ctrl+t" | "ctrl+d" | "ctrl+o" as key:
                self._go(None, _NEW[key])
            case "ctrl+f":
                self._follow_newer()
            case _:
                self._prompt.press(event.key, event.character)
        self.draw()

    def heard(self, notice: Notice, before: Show) -> None:
        """Say what somebody else entered, with its time: the rapporteur may look up some seconds later."""
        latest = self.session.latest
        when = "" if latest is None else f"{clock_time(self.session.show, latest.written)} "
        super().heard(notice._replace(sentence=f"{when}{notice.sentence}"), before)

    def pasted(self, text: str) -> None:
        self._prompt.paste(text)
        self.draw()

    def leave(self, code: int = 0) -> None:
        """Save what was typed, and leave; what can't be saved is told once, and dropped at the second time."""
        told = bool(self._prompt.refusal)
        saved = not self._changed or self._save(self._prompt.value)
        if saved or told or code:
            super().leave(code)

    # The line.

    @property
    def _changed(self) -> bool:
        """True if the line holds another text than the saved one."""
        if self._page.goes_behind:
            return bool(self._prompt.value.strip())
        return not self._prompt.holds(self._page.saved)

    @property
    def _undone(self) -> bool:
        """True if somebody has undone the statement or note of this page."""
        return self._page.key is not None and found(self.session.show, self._page.key) is None

    def _known(self) -> str:
        """Return the text that is saved by now for the subject of the line."""
        return _text_of(self.session.show, found(self.session.show, self._page.key), self._page.field)

    def _question(self) -> str:
        """Return the question: the subject of the line, by the name that is known now."""
        page = self._page
        if page.about is None:
            return _QUESTIONS[page.field]
        now = found(self.session.show, page.key)
        name = f"{'Name of ' if page.field == 'who' else ''}{(now or page.about).name}"
        return f"{name}:" if now is not None else f"{name}, undone meanwhile:"

    def _follow_speaker(self) -> None:
        """Open the page of whoever speaks; drop what was typed."""
        self._open(current_statement(self.session.show))

    def _follow_newer(self) -> None:
        """Go over to a newer show, once what was typed is saved in this one."""
        before = self.session
        if self.newer is None or (self._changed and not self._save(self._prompt.value)):
            return
        self.follow()
        if self.session is not before:
            self._follow_speaker()

    def _go(self, key: Key | None, field: Field = "text") -> None:
        """Open the page that a key leads to. It stays until it is left, unless it is that of whoever speaks.

        Save what was typed first, as Enter does; if that fails, stay. A text whose statement was undone goes along to
        the new page until it is saved, or somebody types on.
        """
        page = self._page
        if self._undone:
            brought = self._prompt.value.strip() if self._changed else ""
        else:
            brought = page.brought if self._prompt.holds(page.put) else ""
        if key is not None and key == page.key:
            if brought and field == "text":
                return  # there is none beyond this one
            brought = ""
        if not brought and self._changed and not self._save(self._prompt.value):
            return
        chosen = field != "text" or key != current_statement(self.session.show)
        self._open(key, page.field if brought and key is not None else field, brought, chosen=chosen)

    def _open(
        self, key: Key | None, field: Field = "text", brought: str = "", *, empty: bool = False, chosen: bool = False
    ) -> None:
        """Open a page for a statement or note, for the name of an intervention, or for something new.

        With `empty` the line is empty, and what is typed is added to the saved gist. A text that is brought along
        follows the saved one after a space; a name that is brought along replaces the saved one.
        """
        show = self.session.show
        about, names = found(show, key), known_names(show)
        if about is None:
            field = field if field in _QUESTIONS else "note"
        elif field != "who":
            field = "text"
        named = field == "who"
        saved = _text_of(show, about, field)
        goes_behind = empty and bool(saved) and about is not None and about.is_statement and not named
        put = brought if named and brought else " ".join(part for part in (saved, brought) if part)
        put = "" if goes_behind else put
        self._page = Page(about, field, saved, put, brought, goes_behind, chosen)
        suggest, longest = (one_of_names(names), LONGEST_TEXT) if named else (name_inside(names), LONGEST_GIST)
        shown = put if named or not put else f"{put} "
        self._prompt.open(Question(self._question(), shown, suggest, longest, breaks=not named, goes_on=True))

    def _submitted(self, text: str) -> None:
        """Enter: save, and go on to whoever speaks, with an empty line."""
        page, changed = self._page, self._changed
        if self._save(text, insists=True):
            self._open(page.key if page.field == "who" else current_statement(self.session.show), empty=True)
            if changed:
                self.say(Notice(f"noted: {page.field if page.about is None else page.about.name}"))

    def _save(self, text: str, *, insists: bool = False) -> bool:
        """Save what was typed; return False if it is refused, and the line says why.

        If somebody else has changed the text meanwhile, the line says so first. With `insists` the next call
        replaces it.
        """
        try:
            for action, at in self._actions(self._page, text.strip()):
                self.session.do(action, self.by, at)
        except ChangedMeanwhile as error:
            self._prompt.refusal = f"{error}. {WHO_WINS}"
            if insists:
                self._page = replace(self._page, saved=self._known())
            return False
        except RunOfShowError as error:
            self._prompt.refusal = f"{error}. {WAYS_OUT}" if self._undone else str(error)
            return False
        return True

    def _actions(self, page: Page, typed: str) -> list[tuple[Action, Instant | None]]:
        """Return what the line asks for, of the statement that it was opened for and of no other."""
        if page.saved and typed.startswith(f"{page.saved}  "):  # a space was typed after the one that was there
            typed = f"{page.saved} {typed[len(page.saved) :].lstrip()}"
        about = page.about
        if about is None:
            return [(validated(lambda: _new(page.field, typed)), None)] if typed else []
        if not self._changed or (page.field == "who" and not typed):
            return []
        saved = page.saved
        if page.goes_behind:
            saved = self._known()
            typed = f"{saved} {typed}".strip()
        if about.is_statement:
            return [(validated(lambda: self._statement(about, page.field, saved, typed)), None)]
        again = [(validated(lambda: _new(about.kind, typed, about.number)), about.at)] if typed else []
        return [(Undo(about.key if isinstance(about.key, int) else None), None), *again]

    def _statement(self, about: Noted, field: Field, saved: str, typed: str) -> Action:
        """Return the action that writes the gist of a statement, or the name of an intervention."""
        if isinstance(about.key, GistOf):
            return SetGist(about.key.block, typed or None, about.speaker, about.key.turn, saw=saved)
        if field == "who":
            changes, saw = corrected(Particulars(who=typed), self.session.show), Particulars(who=saved or None)
        else:
            changes, saw = Particulars(gist=typed or None), Particulars(gist=saved or None)
        return Amend(about.number or 0, changes, expected=ExpectedState(intervention=about.key, particulars=saw))


def _text_of(show: Show, one: Noted | None, field: Field) -> str:
    """Return the text of a statement or note, or the name of an intervention; empty for something new."""
    if one is not None and field == "who" and isinstance(one.key, int):
        return show.interventions[one.key].particulars.who or ""
    return "" if one is None else one.text


def _new(kind: str, typed: str, of: int | None = None) -> Action:
    """Return the action that writes a note, a decision or a task.

    Raises:
        Refused: the third part of a task is no date.
    """
    if kind == "decision":
        return NoteDecision(typed)
    if kind == "note":
        return Note(typed, of)
    text, owner, due = (*(part.strip() for part in typed.split(";", 2)), "", "")[:3]
    try:
        return NoteTask(text, owner or None, date.fromisoformat(due) if due else None)
    except ValueError:
        raise Refused(f"'{due}' is no date: write it as 2016-08-01, after the second semicolon") from None
