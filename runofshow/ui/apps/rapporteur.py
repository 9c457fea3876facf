"""The rapporteur's screen: it follows the floor, and takes down what is said while the moderator runs the show."""

from dataclasses import dataclass, replace
from typing import Final

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset

from runofshow.errors import ChangedMeanwhile, RunOfShowError
from runofshow.journal.choose import NewerShows
from runofshow.session import Session
from runofshow.show.actions.record import Amend, Note
from runofshow.show.forecast import Forecast
from runofshow.show.identities import corrected, known_names
from runofshow.show.names import intervention_words
from runofshow.show.particulars import LONGEST_GIST, LONGEST_TEXT, Particulars, validated
from runofshow.show.parts import Intervention
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.ui.apps.follow_newer import FollowingApp
from runofshow.ui.apps.prompt import WHO_WINS, Prompt
from runofshow.ui.apps.suggestions import name_inside, one_of_names
from runofshow.ui.gist_panels import gist_picture

WAYS_OUT: Final = "↑↓ takes what is typed to another one, ^T makes it a note, Esc drops it."
"""What can be done with what was typed for an intervention that somebody has undone."""

KEYS: Final = "Enter ✓  Tab completes  ↑↓ another  ^N name  ^T note  ^C leave"


@dataclass(frozen=True, slots=True)
class Page:
    """What the line is about, and what stood in it when it was opened: who typed nothing else can be led on."""

    about: Intervention | None
    """The intervention as it was when the page was opened; None for the meeting."""
    field: str
    """`gist`, `who`, or `note`."""
    saved: str = ""
    """What was known as the line was opened, or has been told since."""
    put: str = ""
    """What was put into the line as the page was opened."""
    brought: str = ""
    """The part of it that was typed for an intervention that was undone."""
    chosen: bool = False
    """Whether somebody went there by a key: then it stays until it is left."""

    @property
    def of(self) -> int | None:
        """The entry of the intervention."""
        return None if self.about is None else self.about.entry


class RapporteurApp(FollowingApp):
    """One line an intervention: the gist, saved at Enter; it goes on to the next one that is given the floor.

    It leaves a show for a newer one by a key alone: much is written down after the show was closed.
    """

    follows_by = "^F"
    by_itself = False

    CSS = """
    Screen { layers: base above; }
    Prompt { layer: above; dock: bottom; }
    """

    def __init__(self, session: Session, by: str, newer_shows: NewerShows | None = None) -> None:
        super().__init__(session, newer_shows=newer_shows)
        self.by = by
        self._page = Page(None, "note")
        self._prompt = Prompt(self._submitted, self._let_go)

    def compose(self) -> ComposeResult:
        """The interventions, and beneath them the line."""
        yield from super().compose()
        yield self._prompt

    def on_mount(self) -> None:
        """Open the line for whoever speaks. Textual calls the shell's own, too."""
        self._open(self._following())

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """Who speaks, and the interventions, above the line."""
        said = [self.notice.sentence] if self.notice is not None else []
        room = max(1, height - self._prompt.rows)
        drawn = gist_picture(show, forecast, self._page.of, width, room, [*self.warnings(), *said])
        return [*drawn, *[Text(" " * width)] * (height - room)]

    def draw(self) -> None:
        """Draw, and go on to whoever speaks now unless something is being typed."""
        following, page = self._following(), self._page
        stays = self._changed or (page.chosen and not self._undone)
        if self._prompt.is_open and not stays and following != page.of:
            self._open(following)
        elif self._prompt.is_open and not self._changed and not self._undone and self._known() != page.saved:
            self._open(page.of, page.field)  # somebody else has written it
            self._page = replace(self._page, chosen=page.chosen)
        self._prompt.ask_anew(self._question())
        super().draw()

    def typing_at(self) -> Offset:
        """Return the place of the next letter."""
        return self._prompt.cursor

    def on_picture_resized(self) -> None:
        """Make the line as wide as the picture, which the shell draws anew."""
        self._prompt.resized()

    def pressed(self, event: events.Key) -> None:
        """Every letter is written; the other keys lead from one intervention to another."""
        match event.key:
            case "up" | "pageup":
                self._go(self._beside(-1))
            case "down" | "pagedown":
                self._go(self._beside(1))
            case "ctrl+n":
                self._go(self._page.of, "who")
            case "ctrl+t":
                self._go(None)
            case "ctrl+f":
                self._follow_another()
            case _:
                self._prompt.press(event.key, event.character)
        self.draw()

    def pasted(self, text: str) -> None:
        """What is pasted is written."""
        self._prompt.paste(text)

    # The line.

    def _follow_another(self) -> None:
        """Go over to a newer show, once what was typed is saved in this one."""
        before = self.session
        if self.newer is None or (self._changed and not self._save(self._prompt.value)):
            return
        self.follow()
        if self.session is not before:
            self._open(self._following())

    @property
    def _changed(self) -> bool:
        """Whether something else stands in the line than is saved."""
        return not self._prompt.holds(self._page.saved)

    def _known(self) -> str:
        """What is known by now of what the line is about."""
        one = None if self._page.of is None else self.session.show.interventions.get(self._page.of)
        if one is None:
            return ""
        return (one.particulars.who if self._page.field == "who" else one.particulars.gist) or ""

    @property
    def _undone(self) -> bool:
        """Whether somebody has undone the intervention that is written on."""
        return self._page.of is not None and self._page.of not in self.session.show.interventions

    def _following(self) -> int | None:
        """The entry of whoever has the floor, else of whoever had it last."""
        show = self.session.show
        if show.holder is not None:
            return show.holder
        return next((one.entry for one in show.latest()), None)

    def _beside(self, by: int) -> int | None:
        """The entry of the intervention before or after the one that is written on."""
        entries = [one.entry for one in self.session.show.log()]
        if self._page.of not in entries:
            return self._following()
        return entries[min(max(0, entries.index(self._page.of) + by), len(entries) - 1)]

    def _go(self, of: int | None, field: str = "gist") -> None:
        """Open a page because somebody wants to: it stays, but for the gist of whoever speaks.

        What was typed is saved first, as Enter would; what can't be saved stays where it is. What was typed for an
        intervention that was undone is nobody's yet, and goes along until it is saved.
        """
        brought = self._brought_along()
        if brought and of == self._page.of and field == "gist":
            return  # there is none beyond this one
        if of == self._page.of:
            brought = ""
        if not brought and self._changed and not self._save(self._prompt.value):
            return
        self._open(of, self._page.field if brought and of is not None else field, brought)
        self._page = replace(self._page, chosen=field != "gist" or of != self._following())

    def _brought_along(self) -> str:
        """What was typed for an intervention that was undone, as long as nobody has typed on."""
        if self._undone:
            return self._prompt.value.strip() if self._changed else ""
        return self._page.brought if self._prompt.holds(self._page.put) else ""

    def _open(self, of: int | None, field: str = "gist", brought: str = "") -> None:
        """Begin a page: the gist of an intervention, its name, or a note on the meeting.

        What is brought along stands in the line after what is known; a name stands in the place of it.
        """
        show = self.session.show
        one = None if of is None else show.interventions.get(of)
        names = known_names(show)
        named = field == "who" and one is not None
        self._page = Page(one, field if one is not None else "note")
        saved = self._known()
        put = brought if named and brought else " ".join(part for part in (saved, brought) if part)
        self._page = replace(self._page, saved=saved, put=put, brought=brought)
        suggest, longest = (one_of_names(names), LONGEST_TEXT) if named else (name_inside(names), LONGEST_GIST)
        self._prompt.open(self._question(), put, suggest, longest, KEYS, breaks=not named, goes_on=True)

    def _question(self) -> str:
        """What the line is about, by the name that is known now."""
        page = self._page
        if page.about is None:
            return "Note on the meeting:"
        now = self.session.show.interventions.get(page.about.entry)
        name = f"{'Name of ' if page.field == 'who' else ''}{intervention_words(now or page.about)}"
        return f"{name}:" if now is not None else f"{name}, undone meanwhile:"

    def _let_go(self) -> None:
        """Escape: what was typed goes, and the line follows whoever speaks."""
        self._open(self._following())

    def _submitted(self, text: str) -> None:
        """Enter: save, and go on to whoever speaks."""
        page = self._page
        if self._save(text, insists=True):
            self._open(page.of if page.field == "who" else self._following())

    def _save(self, text: str, *, insists: bool = False) -> bool:
        """Make what was typed count; False if it can't be, and the line says why.

        What somebody else has written meanwhile is seen once the line has said so: who `insists` can replace it then.
        """
        try:
            action = validated(lambda: self._action(self._page, text.strip()))
            if action is not None:
                self.session.do(action, self.by)
        except ChangedMeanwhile as error:
            self._prompt.refuse(f"{error}. {WHO_WINS}")
            if insists:
                self._page = replace(self._page, saved=self._known())
            return False
        except RunOfShowError as error:
            self._prompt.refuse(f"{error}. {WAYS_OUT}" if self._undone else str(error))
            return False
        return True

    def _action(self, page: Page, typed: str) -> Action | None:
        """What the line asks for of the intervention that it was opened for, and of no other."""
        if page.about is None:
            return Note(typed) if typed else None
        if not self._changed:
            return None
        if page.field == "who":
            if not typed:
                return None
            changes, saw = corrected(Particulars(who=typed), self.session.show), Particulars(who=page.saved or None)
        else:
            changes, saw = Particulars(gist=typed or None), Particulars(gist=page.saved or None)
        expected = ExpectedState(intervention=page.about.entry, particulars=saw)
        return Amend(page.about.number, changes, expected=expected)
