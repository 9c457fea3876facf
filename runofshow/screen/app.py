"""The moderator's screen: it draws the show, turns keys into intents, and takes what is typed.

The only module that imports Textual. All that can be seen of the show comes from `picture`; one widget holds its lines
and draws again those alone that changed.
"""

import signal
import sys
from asyncio import get_running_loop
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from pydantic import ValidationError
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from runofshow.agenda.delegations import Name
from runofshow.agenda.duration import spell_duration
from runofshow.errors import RunOfShowError
from runofshow.screen.keymap import Action, intent_of, key_for
from runofshow.screen.picture import Around, Notice, Tone, help_picture, picture
from runofshow.screen.prompt import Prompt
from runofshow.screen.sentences import NOTICEABLE, done, laptop_moved
from runofshow.screen.words import NO_NAME, intervention_words
from runofshow.session import Session
from runofshow.show.entries import Entry, FloorGiven, Particulars, Undone
from runofshow.show.forecast import forecast
from runofshow.show.intents import Amend, Ask, Intent, Note
from runofshow.show.naming import completed, known_names
from runofshow.show.rules import to_undo
from runofshow.show.state import Intervention, Phase, Show

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at what other processes appended."""

NOTICE_STAYS: Final = timedelta(seconds=5)
FAILURE_STAYS: Final = timedelta(seconds=9)

ENDED_BY_SIGNAL: Final = 128
"""What shells add to a signal's number to make an exit code."""

_SECOND: Final = timedelta(seconds=1)
_PAST_THE_SECOND: Final = 0.004
"""A timer that is early by less than this would draw the second before once more."""


class Picture(Widget):
    """The lines of a picture; a line that didn't change isn't drawn again."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Picture { width: 100%; height: 100%; }"

    class Resized(Message):
        """There is more room, or less."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Text] = []
        self._strips: list[Strip] = []

    def show(self, lines: list[Text]) -> None:
        """Draw these lines where they differ from those before."""
        before, self._lines = self._lines, lines
        changed = [
            row
            for row, new in enumerate(lines)
            if row >= len(before) or before[row].plain != new.plain or before[row].spans != new.spans
        ]
        self._strips = [*self._strips[: len(lines)], *([Strip([])] * (len(lines) - len(self._strips)))]
        for row in changed:
            self._strips[row] = Strip(_segments(lines[row]))
        if regions := [Region(0, row, self.size.width, 1) for row in changed]:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """The line at a row."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 -- Textual's signature
        """All there is."""
        return container.width

    def on_resize(self) -> None:
        """Every line is new."""
        self._lines = []
        self.post_message(self.Resized())


def _segments(text: Text) -> list[Segment]:
    """The text as segments with the styles of its spans, of which later ones win; no console is asked."""
    edges = sorted({0, len(text), *(edge for span in text.spans for edge in (span.start, span.end))})
    segments = []
    for start, end in pairwise(edges):
        style = None
        for span in text.spans:
            if span.start <= start and end <= span.end and not isinstance(span.style, str):
                style = span.style if style is None else style + span.style
        segments.append(Segment(text.plain[start:end], style))
    return segments


@dataclass(frozen=True, slots=True)
class Typing:
    """What is being typed, and what becomes of it."""

    question: str
    intent: Callable[[str], Intent | None]
    """What the text asks for; None for nothing."""
    value: str = ""
    names: tuple[Name, ...] = ()
    """What completes it."""
    longest: int = 2_000


class LiveApp(App[int]):
    """The live screen of a session's show; entries are made in the name of `by`."""

    CSS = "Screen { layers: base above; } Prompt { layer: above; dock: bottom; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, by: str) -> None:
        super().__init__(ansi_color=True)
        self.session = session
        self.by = by
        self.failure: Exception | None = None
        self.notice: Notice | None = None
        self.helping = False
        self._drawn: Show = session.show
        """The show that is on the screen: what a key means is judged by it."""
        self._picture = Picture()
        self._prompt = Prompt(self._submitted, self._stop_typing)
        self._typing: Typing | None = None
        self._notice_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The picture, and the line to type in above its foot."""
        yield self._picture
        yield self._prompt

    def on_mount(self) -> None:
        """Begin to tick, and to look for what others enter."""
        self.app_resume_signal.subscribe(self, lambda _app: self.screen.refresh(layout=True))
        if sys.platform != "win32":
            for name in (signal.SIGTERM, signal.SIGHUP):
                get_running_loop().add_signal_handler(name, self.exit, ENDED_BY_SIGNAL + name)
        self.set_interval(LOOK_EVERY, self._look)
        self._tick()

    # Drawing.

    def _tick(self) -> None:
        self.draw()
        into = self.session.now().microsecond / 1_000_000
        self.set_timer(1 - into + _PAST_THE_SECOND, self._tick)

    def draw(self) -> None:
        """Draw the show as it is now."""
        show, size = self.session.show, self.size
        self._drawn = show
        if self.helping:
            lines = help_picture(show, size.width, size.height)
        else:
            around = Around(self.notice, tuple(self._warnings()))
            lines = picture(show, forecast(show, self.session.now()), size.width, size.height, around)
        self._picture.show(lines)

    def _warnings(self) -> list[str]:
        session, show = self.session, self.session.show
        said = []
        if session.moved_to is not None:
            said.append(f"THE JOURNAL COULD NOT BE WRITTEN: the show goes on in {session.moved_to}")
        if session.damage:
            first = session.damage[0]
            said.append(f"JOURNAL DAMAGED, line {first.line}: {first.sentence}")
        if session.anchored_anew:
            said.append("The laptop was started anew: compare the show clock with the clock of the room")
        elif abs(pushed := session.clock.pushed()) > NOTICEABLE:
            said.append(laptop_moved(pushed))
        if show.phase is Phase.BEFORE and (overfull := show.plan.overfull) > timedelta(0):
            said.append(f"THE PLAN DOES NOT FIT: {spell_duration(overfull)} too long, with everything at its least")
        return said

    def on_picture_resized(self) -> None:
        """Draw for the new size."""
        self.draw()

    def _look(self) -> None:
        before = self.session.show
        try:
            changed = self.session.refresh()
        except RunOfShowError as error:
            self._say(Notice(str(error), Tone.FAILED))
            return
        if changed:
            self._say(Notice(_from_others(before, self.session.show)))

    def _say(self, notice: Notice) -> None:
        """Show a sentence for some seconds."""
        if self._notice_timer is not None:
            self._notice_timer.stop()
        stays = FAILURE_STAYS if notice.tone is Tone.FAILED else NOTICE_STAYS
        self.notice = notice
        self._notice_timer = self.set_timer(stays / _SECOND, self._unsay)
        self.draw()

    def _unsay(self) -> None:
        self.notice = None
        self.draw()

    # Keys.

    async def on_event(self, event: events.Event) -> None:
        """Take every key here, one after the other.

        Textual would hand a key to whatever has the focus, and its bindings back to the app: a letter typed right after
        the key that opens the line would still be a command.
        """
        match event:
            case events.Key(is_forwarded=False):
                self._pressed(event)
            case events.Paste(is_forwarded=False):
                if self._typing is not None:
                    self._prompt.paste(event.text)
            case _:
                await super().on_event(event)

    def _pressed(self, event: events.Key) -> None:
        if event.key in {"ctrl+c", "ctrl+q"}:
            self.exit(0)
        elif event.key == "ctrl+z":
            self.action_suspend_process()
        elif self._typing is not None:
            self._prompt.press(event.key, event.character)
        elif event.key == "escape":
            self.helping = False
            self._unsay()
        elif (key := key_for(event.key, event.character)) is not None:
            self._act(key.action)

    def _act(self, action: Action) -> None:
        """Do what a key is for."""
        helped, self.helping = self.helping, False
        match action:
            case Action.QUIT:
                self.exit(0)
            case Action.HELP:
                self.helping = not helped
                self.draw()
            case Action.ASK:
                self._ask_for(Typing("Who asks for the floor?", self._asked, names=known_names(self._drawn)))
            case Action.NAME:
                self._ask_for_name()
            case Action.NOTE:
                self._ask_for_note()
            case Action.TAKE_FLOOR:
                self._take_floor()
            case _:
                self._do_action(action)

    def _do_action(self, action: Action) -> Entry | None:
        """Make what a key asks for count, and say what came of it."""
        undone = to_undo(self._drawn)
        before = self._drawn
        try:
            intent = intent_of(action, self._drawn)
            entry = None if intent is None else self.session.do(intent, self.by)
        except RunOfShowError as error:
            self._say(Notice(str(error), Tone.FAILED))
            return None
        if entry is not None:
            back = isinstance(entry.fact, Undone) and undone is not None and undone.n == entry.fact.entry
            sentence = (
                f"undone: {done(undone, before)}" if back and undone is not None else done(entry, self.session.show)
            )
            self._say(Notice(_sentence(sentence)))
        return entry

    def _take_floor(self) -> None:
        """Start the clock at once, then ask for the name."""
        entry = self._do_action(Action.TAKE_FLOOR)
        if entry is not None and isinstance(entry.fact, FloorGiven):
            number = entry.fact.number
            known = known_names(self.session.show)
            self._ask_for(Typing(f"Who has the floor? ({number})", lambda text: self._named(number, text), names=known))

    def _ask_for_name(self) -> None:
        one = _last_heard(self._drawn)
        if one is None:
            self._say(Notice("Nobody has taken the floor yet: i gives it.", Tone.FAILED))
            return
        known = known_names(self._drawn)
        question = f"Name of {intervention_words(one)}:"
        self._ask_for(Typing(question, lambda text: self._named(one.number, text), one.particulars.who or "", known))

    def _ask_for_note(self) -> None:
        one = self._drawn.holding
        number = None if one is None else one.number
        question = "Note on the meeting:" if one is None else f"Note on {intervention_words(one)}:"
        self._ask_for(Typing(question, lambda text: Note(text, number) if text.strip() else None, longest=100_000))

    def _asked(self, text: str) -> Intent | None:
        who = text.strip()
        return Ask(completed(Particulars(who=who), self.session.show)) if who else None

    def _named(self, number: int, text: str) -> Intent | None:
        who = text.strip()
        if not who or who == NO_NAME:
            return None
        return Amend(number, completed(Particulars(who=who), self.session.show))

    # Typing.

    def _ask_for(self, typing: Typing) -> None:
        self._typing = typing
        self._prompt.open(typing.question, typing.value, typing.names, typing.longest)
        self.draw()

    def _submitted(self, text: str) -> None:
        """Make what was typed count; if it can't be, it stays where it was typed."""
        if self._typing is None:
            return
        try:
            intent = self._typing.intent(text)
            entry = None if intent is None else self.session.do(intent, self.by)
        except RunOfShowError as error:
            self._prompt.refuse(str(error))
            return
        except ValidationError as error:
            self._prompt.refuse(f"that can't be taken down: {error.errors()[0]['msg']}")
            return
        self._stop_typing()
        if entry is not None:
            self._say(Notice(_sentence(done(entry, self.session.show))))

    def _stop_typing(self) -> None:
        """Close the line; a clock that was started goes on."""
        self._typing = None
        self._prompt.close()
        self.draw()

    # Leaving.

    def _handle_exception(self, error: Exception) -> None:
        """Keep the exception for one sentence."""
        self.failure = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without a traceback, which helps nobody at a lectern."""
        self._close_messages_no_wait()


def run_live(session: Session, by: str) -> None:
    """Show the live screen until somebody leaves it, and say how the show goes on.

    Raises:
        ScreenFailed: the screen couldn't be drawn; the show is whole in its journal.
        SystemExit: the program was told to end by a signal.
    """
    app = LiveApp(session, by)
    code = app.run(mouse=False)
    if app.failure is not None:
        raise ScreenFailed(app.failure, session) from app.failure
    with suppress(OSError):  # the terminal may be gone
        sys.stderr.write(f"{_goes_on(session)}\n")
    if code:
        sys.exit(code)


class ScreenFailed(RunOfShowError):
    """The live screen met with something that it can't draw or do."""

    def __init__(self, error: Exception, session: Session) -> None:
        super().__init__(f"the screen failed ({type(error).__name__}: {error}). {_goes_on(session)}")


def _goes_on(session: Session) -> str:
    where = session.journal.path
    if session.show.closed is not None:
        return f"The show is closed; its journal is {where}"
    if session.show.phase is Phase.FINISHED:
        return f"Every block has been run; 'runofshow finish' closes the show. Its journal is {where}"
    return f"The show goes on in {where}; 'runofshow live' brings the screen back."


def _last_heard(show: Show) -> Intervention | None:
    """Whoever holds the floor, else whoever was given it last."""
    return show.holding or max(show.interventions.values(), key=lambda one: one.number, default=None)


def _from_others(before: Show, after: Show) -> str:
    """What somebody else entered last."""
    latest = next(iter(after.history))
    if latest.n <= before.n:
        return "Somebody else undid a step."
    return f"{latest.by}: {done(latest, after)}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
