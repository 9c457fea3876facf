"""The moderator's screen: it turns keys into actions, and takes what is typed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import assert_never

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from runofshow.errors import ChangedMeanwhile, Refused, RunOfShowError, UndoneMeanwhile
from runofshow.session import Session
from runofshow.show.actions.floor import FloorGiven, GiveFloor
from runofshow.show.actions.running_order import MarkSpeakerAbsent
from runofshow.show.forecast import Forecast
from runofshow.show.particulars import POINT_OF_ORDER, validated
from runofshow.show.state import Action, Entry, ExpectedState, Show
from runofshow.ui.apps import prompt_questions
from runofshow.ui.apps.command_line import TypedCommands, run_command, words_of
from runofshow.ui.apps.prompt import KEYS, KEYS_ALONE, WHO_WINS, Prompt
from runofshow.ui.apps.prompt_questions import Typing
from runofshow.ui.apps.show_app import ShowApp
from runofshow.ui.apps.suggestions import nothing
from runofshow.ui.key_actions import action_of, undo_step
from runofshow.ui.key_guard import AGAIN_UNTIL, KeyGuard, Stopped
from runofshow.ui.key_panels import help_pages, help_picture, printed_pages, printed_picture
from runofshow.ui.keymap import Key, KeyAction, in_keys, key_for, shown_key
from runofshow.ui.list_panels import replies_shown
from runofshow.ui.notices import (
    Around,
    Notice,
    Tone,
    entry_words,
    hint_after,
    last_heard,
    notice_lines,
    sentence,
)
from runofshow.ui.picture import picture
from runofshow.ui.selection import Item, Pick, Picking, pick_for, picking_keys, picking_panel, request_action

MAKES_A_NOTE = "Enter again makes it a note on the meeting, Esc drops it."
_MOST_TOLD = 2
"""Lines of an answer that fit into a notice."""
CLOSED = "The show is closed, and u opens it again"


class LiveApp(ShowApp):
    """The live screen of a session's show; entries are made in the name of `by`."""

    CSS = """
    Screen { layers: base above; }
    Prompt { layer: above; dock: bottom; }
    #picking { layer: above; dock: bottom; height: auto; display: none; }
    """

    def __init__(  # noqa: PLR0913 -- what a screen begins with
        self,
        session: Session,
        by: str,
        *,
        bell: bool = False,
        first: Notice | None = None,
        speed: float = 1.0,
        commands: TypedCommands | None = None,
    ) -> None:
        """Entries are made in the name of `by`; `first` stands on the screen as it opens."""
        super().__init__(session, bell=bell)
        self.by = by
        self.speed = speed
        self._guard = KeyGuard(speed)
        self._first = first
        self._help_page: int | None = None
        self._commands = commands
        self._command: asyncio.Task[None] | None = None
        """The command that runs."""
        self._printed: tuple[str, list[str], int] | None = None
        """A command, what it printed, and the page that is shown."""
        self._prompt = Prompt(self._submitted, self._stop_typing)
        self._typing: Typing | None = None
        self._picking = Static(id="picking")
        self._picked: int | None = None
        """The entry of the intervention or request that is picked, while one is."""

    def compose(self) -> ComposeResult:
        """The picture; above its foot the line to type in, and what can be picked."""
        yield from super().compose()
        yield self._prompt
        yield self._picking

    def on_mount(self) -> None:
        """Say what there is to say at first. Textual calls the shell's own, too."""
        if self._first is not None:
            self.say(self._first)

    # Drawing.

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """The moderator's picture, or the keys."""
        if self._help_page is not None:
            return help_picture(show, width, height, self._help_page, self.notice)
        if self._printed is not None:
            name, rows, page = self._printed
            return printed_picture(name, rows, width, height, page)
        return picture(show, forecast, width, height, Around(self.notice, tuple(self.warnings())))

    def draw(self) -> None:
        """Draw the show as it is now, what is picked, and what is told while a line lies where it would stand."""
        super().draw()
        self._draw_picking()
        if self._prompt.is_open:
            self._prompt.tell(self._told())

    def _told(self) -> list[Text]:
        """The notice, on the lines that it needs; none where there is nothing to say."""
        return [] if self.notice is None else notice_lines(self.notice, self.size.width)

    def _draw_picking(self) -> None:
        picking = None if self._picked is None or self._typing is not None else Picking.of(self._drawn, self._picked)
        self._picking.display = picking is not None
        if picking is None:
            return
        self._picked = picking.item.entry  # the one before may have left the list
        width, height = self.size.width, self.size.height
        head = picking_keys(picking.item, width)
        head = self._told() or head  # it would stand where the panel lies
        rows = max(3, min(len(picking.items) + len(head) + 1, height // 2))
        panel = picking_panel(self._drawn, self.now, picking, head, width, rows)
        self._picking.update(Text("\n").join(panel))

    def typing_at(self) -> Offset:
        """Return the place of the next letter, while somebody types."""
        return self._prompt.cursor if self._prompt.is_open else super().typing_at()

    def on_picture_resized(self) -> None:
        """Make the line as wide as the picture, which the shell draws anew."""
        self._prompt.resized()

    # Sentences.

    def say(self, notice: Notice, stays: timedelta | None = None) -> None:
        """Show a sentence; a question that stood in its place is no longer open."""
        self._guard.said_something_else()
        super().say(notice, stays)

    def heard(self, notice: Notice, before: Show) -> None:
        """Say what somebody else has entered, unless it would hide a question and nobody else speaks by it."""
        show = self.session.show
        if self._guard.is_open(self._real()) and (show.current, show.holder) == (before.current, before.holder):
            self.draw()
        else:
            super().heard(notice, before)

    def _hold(self, stopped: Stopped) -> None:
        """Say why a step isn't taken, or ask."""
        if not stopped.asks and stopped.sentence:
            self._guard.said_something_else()
        if stopped.sentence:
            super().say(Notice(stopped.sentence, Tone.WARNED), AGAIN_UNTIL if stopped.asks else None)

    def _real(self) -> timedelta:
        """Read the clock by which presses are told apart: real time, however fast the show runs."""
        return self.session.machine.boot() / self.speed

    # Keys.

    def pressed(self, event: events.Key) -> None:
        """A letter while somebody types, a step while one is picked, else a command.

        While the keys are explained, the show is hidden: the first key only brings it back, and does nothing to it.
        """
        if self._typing is not None:
            self._prompt.press(event.key, event.character)
        elif event.key == "enter" and self._guard.is_echo(self._real()):
            self.say(Notice("That Enter came at once after the one that closed the line: it does nothing."))
        elif self._picked is not None:
            self._pick(event.key, event.character)
        elif self._help_page is not None:
            self._leaf(key_for(event.key, event.character))
        elif self._printed is not None:
            self._leaf_printed(event.key)
        elif event.key == "escape":
            self._guard.said_something_else()
            self.unsay()
        elif (key := key_for(event.key, event.character)) is not None:
            self._act(key.action, event.key)

    def pasted(self, text: str) -> None:
        """What is pasted goes where somebody types."""
        if self._typing is not None:
            self._prompt.paste(text)

    def on_click(self, event: events.Click) -> None:
        """A click on a key of the footer is that key; nothing else can be hit by accident."""
        pressed = event.style.meta.get("key")
        shown = self._typing is None and self._picked is None and self._help_page is None and self._printed is None
        if shown and (key := key_for(pressed)) is not None:
            self._act(key.action)

    def _act(self, action: KeyAction, pressed: str | None = None) -> None:  # noqa: C901, PLR0912 -- one line an action
        """Do what a key is for."""
        match action:
            case KeyAction.HELP:
                self._open_help()
            case KeyAction.ASK:
                self._ask_while_open(prompt_questions.who_asks)
            case KeyAction.NAME:
                self._ask_for_name()
            case KeyAction.PICK:
                self._start_picking()
            case KeyAction.NOTE:
                self._ask(prompt_questions.note(self._drawn))
            case KeyAction.MESSAGE:
                self._ask_while_open(prompt_questions.message)
            case KeyAction.FINISH:
                self._ask_while_open(prompt_questions.whether_to_finish)
            case KeyAction.TAKE_FLOOR | KeyAction.POINT_OF_ORDER:
                self._take_floor(action)
            case KeyAction.REPLY:
                self._step(action, lambda: self._reply(pressed), pressed)
            case KeyAction.SKIP:
                self._skip()
            case KeyAction.COMMAND:
                self._ask_for_command()
            case KeyAction.QUIT:
                self.exit(0)
            case KeyAction.NEXT | KeyAction.HANDOVER | KeyAction.GIVE_FIRST | KeyAction.FLOOR_DONE | KeyAction.ASIDE:
                self._step(action, lambda: action_of(action, self._drawn))
            case KeyAction.UNDO | KeyAction.BACK:
                self._undo(action)
            case KeyAction.PAUSE | KeyAction.MORE | KeyAction.LESS | KeyAction.LIST | KeyAction.REDO:
                self._do(lambda: action_of(action, self._drawn))
            case KeyAction.RESTORE | KeyAction.BLANK:
                self._do(lambda: action_of(action, self._drawn))
            case _:
                assert_never(action)

    def _open_help(self) -> None:
        self._help_page = 0
        self.draw()

    def _leaf(self, key: Key | None) -> None:
        """Turn to the next page of the keys, by the key that opened them; any other key closes them."""
        following = (self._help_page or 0) + 1
        turns = key is not None and key.action is KeyAction.HELP and following < help_pages(*self.size)
        self._help_page = following if turns else None
        self.draw()

    def _leaf_printed(self, key: str) -> None:
        """Turn to the next page of what a command printed; any other key closes it."""
        name, rows, page = self._printed or ("", [], 0)
        more = key in {"space", "down", "pagedown"} and page + 1 < printed_pages(rows, self.size.height)
        self._printed = (name, rows, page + 1) if more else None
        self.draw()

    def _step(self, action: KeyAction, asked_for: Callable[[], Action | None], pressed: str | None = None) -> None:
        """Do what a key asks for unless the guard stops it."""
        shown = pressed or shown_key(action)
        stopped = self._guard.stops(action, self._drawn, self.session.now(), self._real(), shown)
        if stopped is not None:
            self._hold(stopped)
        elif self._do(asked_for) is not None:
            self._guard.took(action, self._real())

    def _skip(self) -> None:
        """Leave out the next block; right after a question about somebody who has just begun, mark them absent."""
        absentee = self._guard.absentee(self._drawn, self._real())
        if isinstance(absentee, Stopped):
            self._hold(absentee)
        elif absentee is None:
            self._do(lambda: action_of(KeyAction.SKIP, self._drawn))
        else:
            entry = self._do(lambda: MarkSpeakerAbsent(expected=ExpectedState(block=absentee)))
            if entry is not None and self._guard.marked_absent(self.session.show, self._real()):
                said = f"{sentence(entry.event.describe(self.session.show))} s absent too · u back"
                self._hold(Stopped(said, asks=True))

    def _undo(self, action: KeyAction) -> None:
        """Take back the last thing done here; what somebody else did, at the second press."""
        show = self._drawn
        try:
            step = undo_step(action, show, self.session.own)
        except Refused as error:
            self.say(Notice(in_keys(error), Tone.FAILED))
            return
        if step.asks:
            asked = f"Last step, by {step.entry.by}: {step.entry.event.describe(show)} · u again takes it back"
            stopped = self._guard.asks_to_undo(step.entry.n, asked, self._real())
            if stopped is not None:
                self._hold(stopped)
                return
        if self._do(lambda: step.action) is not None:
            self._guard.took(action, self._real())

    def _do(self, asked_for: Callable[[], Action | None]) -> Entry | None:
        """Make what a key asks for count, and say what came of it."""
        before = self._drawn
        try:
            action = asked_for()
            entry = None if action is None else self.session.do(action, self.by)
        except RunOfShowError as error:
            self.say(Notice(in_keys(error), Tone.FAILED))
            return None
        if entry is not None:
            self.say(Notice(sentence(entry_words(entry, before, self.session.show))))
        return entry

    def _take_floor(self, action: KeyAction) -> None:
        """Start the clock at once, then ask for the name; if it can't be started, letters still go into a line."""
        kind = POINT_OF_ORDER if action is KeyAction.POINT_OF_ORDER else None
        if fresh := self._guard.left(action, self._drawn, self.session.now()):
            self._ask(prompt_questions.who_takes_it(self._drawn, fresh, kind))
            return
        entry = self._do(lambda: action_of(action, self._drawn))
        show = self.session.show
        if entry is not None and isinstance(entry.event, FloorGiven):
            self._ask(prompt_questions.who_took_it(show, Item(show.interventions[entry.n]), entry.event.number))
        elif show.closed is not None:
            self._ask(prompt_questions.nothing_to_ask(CLOSED))
        else:
            self._ask(prompt_questions.who_takes_it(show, "Not given", kind))

    def _reply(self, pressed: str | None) -> Action | None:
        """Give the floor to a panellist by the number that stands before the name: nobody knows one that can't be seen.

        Raises:
            Refused: it doesn't count now, or isn't on this screen.
        """
        action = action_of(KeyAction.REPLY, self._drawn, pressed)
        if isinstance(action, GiveFloor) and int(pressed or "1") not in replies_shown(self.picture.lines):
            message = f"number {pressed} can't be seen here: i gives the floor by name, a larger screen shows more"
            raise Refused(message)
        return action

    def _ask_for_name(self) -> None:
        if (last := last_heard(self._drawn)) is None:
            self._ask(prompt_questions.nothing_to_ask("Nobody has taken the floor yet, and i gives it"))
            return
        self._ask(prompt_questions.correction(Pick.NAME, Item(last), self._drawn))

    def _ask_while_open(self, question: Callable[[Show], Typing]) -> None:
        """Ask, unless the show is closed."""
        if self._drawn.closed is not None:
            self._ask(prompt_questions.nothing_to_ask(CLOSED))
        else:
            self._ask(question(self._drawn))

    # Commands.

    def _ask_for_command(self) -> None:
        if self._commands is None:
            self._ask(prompt_questions.nothing_to_ask("No command can be typed here"))
        else:
            self._ask(prompt_questions.command(self._commands.suggest))

    def _run_command(self, typed: str) -> None:
        """Run what was typed beside the screen, which goes on; one command at a time."""
        try:
            words = words_of(typed)
        except Refused as error:
            self._refuse(str(error))
            return
        if not words:
            self._stop_typing()
        elif self._command is None:
            self._command = asyncio.create_task(self._answer(typed.strip(), words))

    async def _answer(self, typed: str, words: list[str]) -> None:
        """Wait for a command, and show what it answered; if it failed, what was typed stays."""
        options = () if self._commands is None else self._commands.options
        before = self.session.show.n
        answer = await run_command(words, options, self.session.journal.path, self.by, self.size.width - 2)
        self._command = None
        self._take_in(before)
        said = " · ".join(answer.lines)
        asked = self._typing is not None and self._typing.is_command
        if answer.code and asked:
            self._refuse(said)
            return
        if asked:
            self._stop_typing()
            self._guard.closed_prompt(self._real())
        if answer.code == 0 and (answer.printed.strip() or len(answer.lines) > _MOST_TOLD):
            self._printed = (f":{typed}", answer.lines, 0)
            self.draw()
        else:
            self.say(Notice(said or "Done.", Tone.FAILED if answer.code else Tone.DONE))

    def _take_in(self, before: int) -> None:
        """Read what a command wrote: u undoes it like anything that was done here."""
        with suppress(RunOfShowError):  # the next look says it
            self.session.refresh()
        mine = {entry.n for entry in self.session.show.history if entry.n > before and entry.by == self.by}
        self.session.own |= mine

    # Picking.

    def _start_picking(self) -> None:
        if (picking := Picking.of(self._drawn)) is None:
            why = "Nobody has taken or asked for the floor yet: i gives it, a lists who asks"
            self._ask(prompt_questions.nothing_to_ask(why))
            return
        self._picked = picking.item.entry
        self.unsay()

    def _pick(self, key: str, character: str | None) -> None:
        """Do what a key is for while one is picked."""
        if (picking := Picking.of(self._drawn, self._picked)) is None:
            self._picked = None
        elif (pick := pick_for(picking.item, key, character)) is not None:
            self._do_with(pick.action, picking)
        self.draw()

    def _do_with(self, action: Pick, picking: Picking) -> None:
        match action:
            case Pick.CLOSE:
                self._picked = None
            case Pick.UP | Pick.DOWN:
                self._picked = picking.moved(1 if action is Pick.DOWN else -1).entry
            case Pick.GIVE | Pick.ABSENT | Pick.WITHDRAW | Pick.EARLIER | Pick.LATER:
                entry = self._do(lambda: request_action(action, picking.item, ExpectedState.of(self._drawn)))
                if entry is not None and action is Pick.GIVE:
                    self._picked = None
                elif entry is not None and action in {Pick.ABSENT, Pick.WITHDRAW}:
                    self._picked = picking.neighbour
            case Pick.NAME | Pick.PERSON | Pick.BEHALF | Pick.GIST | Pick.KIND:
                self._ask(prompt_questions.correction(action, picking.item, self._drawn))
            case _:
                assert_never(action)

    # Typing.

    def _ask(self, typing: Typing) -> None:
        self._typing = typing
        keys = KEYS_ALONE if typing.suggest is nothing else KEYS
        self._prompt.open(typing.question, typing.value, typing.suggest, typing.longest, keys, breaks=typing.breaks)
        self.draw()

    def _submitted(self, text: str) -> None:
        """Make what was typed count; if it can't be, it stays where it was typed."""
        if (typing := self._typing) is None:
            return
        if typing.is_command:
            self._run_command(text)
            return
        try:
            action = None if self._left_as_is(typing) else validated(lambda: typing.action(text, self.session.show))
            entry = None if action is None else self.session.do(action, self.by)
        except ChangedMeanwhile as error:
            self._refuse(f"{error}. {WHO_WINS}")
            self._typing = typing if typing.anew is None else typing.anew(self.session.show)
            return
        except RunOfShowError as error:
            instead = typing.orphaned if isinstance(error, UndoneMeanwhile) else None
            self._refuse(in_keys(error) if instead is None else f"{error}. {MAKES_A_NOTE}")
            self._typing = instead or typing
            return
        self._stop_typing()
        self._guard.closed_prompt(self._real())
        if entry is not None and action is not None:
            show = self.session.show
            self.say(Notice(f"{sentence(entry_words(entry, show, show))} {hint_after(show, action, entry)}".rstrip()))

    def _left_as_is(self, typing: Typing) -> bool:
        """Whether nothing was changed in what is known: it brings nothing new, and no step to take back."""
        return typing.known and self._prompt.holds(typing.value)

    def _refuse(self, sentence: str) -> None:
        self._prompt.refuse(sentence)
        self.draw()  # what refused it may be what somebody else entered meanwhile

    def _stop_typing(self) -> None:
        """Close the line; a clock that was started goes on."""
        self._typing = None
        self._prompt.close()
        self.draw()
