"""The rapporteur's screen: it follows the floor, and takes down what is said while the moderator runs the show."""

from dataclasses import dataclass, replace
from typing import Final

from pydantic import ValidationError
from rich.text import Text
from textual import events
from textual.app import ComposeResult

from runofshow.errors import RunOfShowError
from runofshow.journal.lookout import Lookout
from runofshow.screen.gist_panels import gist_picture
from runofshow.screen.words import intervention_words
from runofshow.session import Session
from runofshow.show.entries import Particulars
from runofshow.show.forecast import Forecast
from runofshow.show.intents import Amend, Intent, Note
from runofshow.show.naming import completed, known_names
from runofshow.show.state import Intervention, Show
from runofshow.terminal.following import FollowingApp
from runofshow.terminal.prompt import Prompt, name_inside, one_of_names

LONGEST: Final = 100_000
KEYS: Final = "Enter ✓  Tab completes  ↑↓ another  ^N name  ^T note  ^C leave"


@dataclass(frozen=True, slots=True)
class Page:
    """What the line is about, and what stood in it when it was opened: who typed nothing else can be led on."""

    of: int | None
    """The entry of the intervention; None for the meeting."""
    field: str
    """`gist`, `who`, or `note`."""
    saved: str = ""
    chosen: bool = False
    """Whether somebody went there by a key: then it stays until it is left."""


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

    def __init__(self, session: Session, by: str, lookout: Lookout | None = None) -> None:
        super().__init__(session, lookout=lookout)
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
        if self._prompt.is_open and following != page.of and not (page.chosen or self._is_typed()):
            self._open(following)
        self._prompt.ask_anew(self._question())
        super().draw()

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
        if self.newer is None or (self._is_typed() and not self._save(self._prompt.value)):
            return
        self.follow()
        if self.session is not before:
            self._open(self._following())

    def _is_typed(self) -> bool:
        """Whether something stands in the line that isn't saved."""
        return self._prompt.value.strip() != self._page.saved.strip()

    def _following(self) -> int | None:
        """The entry of whoever has the floor, else of whoever had it last."""
        show = self.session.show
        if show.holder is not None:
            return show.holder
        return next((one.entry for one in reversed(show.log())), None)

    def _beside(self, by: int) -> int | None:
        """The entry of the intervention before or after the one that is written on."""
        entries = [one.entry for one in self.session.show.log()]
        if self._page.of not in entries:
            return self._following()
        return entries[min(max(0, entries.index(self._page.of) + by), len(entries) - 1)]

    def _go(self, of: int | None, field: str = "gist") -> None:
        """Open a page because somebody wants to: it stays, but for the gist of whoever speaks.

        What was typed is saved first, as Enter would; what can't be saved stays where it is.
        """
        if self._is_typed() and not self._save(self._prompt.value):
            return
        self._open(of, field)
        self._page = replace(self._page, chosen=field != "gist" or of != self._following())

    def _open(self, of: int | None, field: str = "gist") -> None:
        """Begin a page: the gist of an intervention, its name, or a note on the meeting."""
        show = self.session.show
        one = None if of is None else show.interventions.get(of)
        names = known_names(show)
        if one is None:
            self._page, suggest = Page(None, "note"), name_inside(names)
        elif field == "who":
            self._page, suggest = Page(one.entry, "who", one.particulars.who or ""), one_of_names(names)
        else:
            self._page, suggest = Page(one.entry, "gist", one.particulars.gist or ""), name_inside(names)
        self._prompt.open(self._question(), self._page.saved, suggest, LONGEST, KEYS)

    def _question(self) -> str:
        """What the line is about, by the name that is known now."""
        one = None if self._page.of is None else self.session.show.interventions.get(self._page.of)
        if one is None:
            return "Note on the meeting:"
        return f"{'Name of ' if self._page.field == 'who' else ''}{intervention_words(one)}:"

    def _let_go(self) -> None:
        """Escape: what was typed goes, and the line follows whoever speaks."""
        self._open(self._following())

    def _submitted(self, text: str) -> None:
        """Enter: save, and go on to whoever speaks."""
        page = self._page
        if self._save(text):
            self._open(page.of if page.field == "who" else self._following())

    def _save(self, text: str) -> bool:
        """Make what was typed count; False if it can't be, and the line says why."""
        page = self._page
        one = None if page.of is None else self.session.show.interventions.get(page.of)
        try:
            if (intent := self._intent(page, one, text)) is not None:
                self.session.do(intent, self.by)
        except RunOfShowError as error:
            self._prompt.refuse(str(error))
            return False
        except ValidationError as error:
            self._prompt.refuse(f"that can't be taken down: {error.errors()[0]['msg']}")
            return False
        return True

    def _intent(self, page: Page, one: Intervention | None, text: str) -> Intent | None:
        typed = text.strip()
        if one is None:
            return Note(typed) if typed else None
        if typed == page.saved.strip():
            return None
        if page.field == "who":
            named = completed(Particulars(who=typed), self.session.show) if typed else None
            return None if named is None else Amend(one.number, named)
        return Amend(one.number, Particulars(gist=typed or None))
