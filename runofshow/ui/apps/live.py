"""The moderator's screen: it turns keys into actions, and takes what is typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events

from runofshow.agenda.durations import clock_digits
from runofshow.errors import Refused
from runofshow.show.actions.blocks import next_of
from runofshow.show.actions.floor import FloorGiven, GiveFloor
from runofshow.show.actions.running_order import MarkSpeakerAbsent, Restore, Skip
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of, who
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.ui import selection
from runofshow.ui.apps import prompt_questions
from runofshow.ui.apps.prompt_questions import CLOSED, nothing_to_ask
from runofshow.ui.apps.typing_app import TypingApp
from runofshow.ui.key_guard import Stopped
from runofshow.ui.key_panels import help_pages, help_picture, printed_picture
from runofshow.ui.keymap import KeyAction, action_of, in_keys, proposed_limit, undo_step
from runofshow.ui.notices import Around, Notice, Tone, sentence
from runofshow.ui.panels import replies_shown
from runofshow.ui.picture import picture
from runofshow.ui.selection import Pick, Picking, RowAction

if TYPE_CHECKING:
    from runofshow.ui.apps.player import Player

LEFT_BY_Q = "q closed what stood here, as Esc does; q again leaves the screen."


class LiveApp(TypingApp):
    """The live screen of a session's show."""

    _help_page: int | None = None
    _row: str | None = None
    """The block of the running order that is chosen, while one is."""

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        if self._help_page is not None:
            return help_picture(show, width, height, self._help_page, self.notice)
        if self._printed is not None:
            name, rows, page = self._printed
            return printed_picture(name, rows, width, height, page)
        notice = None if self._prompt.is_open else self.notice  # it stands above the line then
        return picture(show, forecast, width, height, Around(notice, tuple(self.warnings())))

    def foot(self) -> list[Text]:
        """Draw the notice, and beneath it the line to type in, the list to choose from, or the rows."""
        show, now, (width, height) = self._drawn, self.now, self.size
        if self._prompt.is_open:
            return super().foot()
        if self._picked is not None and (picking := Picking.of(show, self._picked)) is not None:
            self._picked = picking.item.entry  # the one before may have left the list
            head = [*self._told(), *selection.picking_keys(picking.item, width)]
            rows = max(3, min(len(picking.items) + len(head) + 1, height // 2))
            return selection.picking_panel(show, now, picking, head, width, rows)
        if self._row is not None and (place := selection.chosen_row(now, self._row)) is not None:
            head = [*self._told(), *selection.keys_on_lines(RowAction, width)]
            return [*head, *selection.rows_panel(show, now, place, width, max(2, height // 2 - len(head)))]
        return []

    # Keys.

    def pressed(self, event: events.Key) -> None:
        """Take a key: as a letter while somebody types, as a step in a list while it is open, else as a command.

        While the keys are explained, the show is hidden: the first key only brings it back, and does nothing to it.
        """
        names = (event.key, event.character)
        if self._keeps(event):
            return
        if self._typing is not None:
            self._prompt.press(*names)
            self.draw_foot()
        elif event.key == "enter" and self._guard.is_echo(self._real()):
            self.say(Notice("That Enter came at once after the one that closed the line: it does nothing."))
        elif self._picked is not None or self._row is not None:
            self._choose(*names)
        elif self._help_page is not None:
            following = self._help_page + 1
            turns = KeyAction.pressed(*names) is KeyAction.HELP and following < len(help_pages(*self.size))
            self._help_page = following if turns else None
            self.draw()
        elif self._printed is not None:
            self._leaf_printed(event.key)
        elif event.key == "escape":
            self._guard.said_something_else()
            self.unsay()
        elif (key := KeyAction.pressed(*names)) is not None:
            self._act(key, event.key)

    def on_click(self, event: events.Click) -> None:
        """Take a click on a key of the footer as that key. Nothing else can be clicked."""
        hidden = (self._typing, self._picked, self._row, self._help_page, self._printed)
        if hidden == (None,) * len(hidden) and (key := KeyAction.pressed(event.style.meta.get("key"))) is not None:
            self._act(key)

    def _act(self, action: KeyAction, pressed: str | None = None) -> None:  # noqa: C901, PLR0912 -- one line an action
        """Do what a key is for."""
        show = self._drawn
        match action:
            case KeyAction.HELP:
                self._help_page = 0
                self.draw()
            case KeyAction.QUIT:
                self.exit(0)
            case KeyAction.ASK | KeyAction.MESSAGE | KeyAction.FINISH if show.closed is not None:
                self._ask(nothing_to_ask(CLOSED))
            case KeyAction.ASK:
                self._ask(prompt_questions.who_asks(show))
            case KeyAction.MESSAGE:
                self._ask(prompt_questions.message(show))
            case KeyAction.FINISH:
                self._ask(prompt_questions.whether_to_finish(show))
            case KeyAction.NAME:
                self._ask(prompt_questions.last_name(show))
            case KeyAction.NOTE:
                self._ask(prompt_questions.note(show))
            case KeyAction.COMMAND:
                self._ask(prompt_questions.command(self._commands))
            case KeyAction.PICK:
                self._start_picking()
            case KeyAction.CHOOSE:
                if (place := selection.chosen_row(self.now, show.current)) is not None:
                    self._row = self.now.blocks[place].id
                self.unsay()
            case KeyAction.TAKE_FLOOR | KeyAction.POINT_OF_ORDER:
                self._take_floor(action)
            case KeyAction.SKIP:
                self._skip()
            case KeyAction.UNDO | KeyAction.BACK:
                self._undo(action)
            case KeyAction.REPLY:
                self._step(action, lambda: self._reply(pressed), pressed)
            case KeyAction.NEXT | KeyAction.HANDOVER | KeyAction.GIVE_FIRST | KeyAction.FLOOR_DONE | KeyAction.ASIDE:
                self._step(action, lambda: action_of(action, show))
            case KeyAction.LIMIT:
                self._do(lambda: proposed_limit(self.now))
            case _:
                self._do(lambda: action_of(action, show))

    def _step(self, action: KeyAction, asked_for: Callable[[], Action | None], pressed: str | None = None) -> None:
        """Do what a key asks for unless the guard stops it."""
        shown = pressed or action.shown.split()[0]
        stopped = self._guard.stops(action, self._drawn, self.session.now(), self._real(), shown)
        if not self._hold(stopped) and self._do(asked_for) is not None:
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
            if self._hold(self._guard.asks_to_undo(step.entry.n, asked, self._real())):
                return
        if self._do(lambda: step.action) is not None:
            self._guard.took(action, self._real())

    def _take_floor(self, action: KeyAction) -> None:
        """Start the clock at once, then ask for the name; if it can't be started, letters still go into a line."""
        kind = POINT_OF_ORDER if action is KeyAction.POINT_OF_ORDER else None
        if fresh := self._guard.left(action, self._drawn, self.session.now()):
            self._ask(prompt_questions.who_takes_it(self._drawn, fresh, kind))
            return
        entry = self._do(lambda: action_of(action, self._drawn))
        show = self.session.show
        if entry is not None and isinstance(entry.event, FloorGiven):
            self._ask(prompt_questions.who_took_it(show, entry.n))
        elif show.closed is not None:
            self._ask(nothing_to_ask(CLOSED))
        else:
            self._ask(prompt_questions.who_takes_it(show, "Not given", kind))

    def _reply(self, pressed: str | None) -> Action | None:
        """Give the floor to a panellist by number. Only numbers that the screen shows count.

        Raises:
            Refused: numbers don't count now, or the screen doesn't show this one.
        """
        action = action_of(KeyAction.REPLY, self._drawn, pressed)
        if isinstance(action, GiveFloor) and int(pressed or "1") not in replies_shown(self.picture.lines):
            raise Refused(f"number {pressed} can't be seen here: i gives the floor by name, a larger screen shows more")
        return action

    # Choosing.

    def _start_picking(self) -> None:
        if (picking := Picking.of(self._drawn, selection.last_written(self._drawn, self.session.own))) is None:
            self._ask(nothing_to_ask("Nobody has taken or asked for the floor yet: i gives it, a lists who asks"))
            return
        self._picked = picking.item.entry
        self.unsay()

    def _choose(self, key: str, character: str | None) -> None:
        """Do what a key is for while an intervention, a request or a row is chosen."""
        show = self._drawn
        if self._row is not None:
            if self._row in show.runs:
                self._do_with_row(RowAction.pressed(key, character), self._row)
            else:
                self._row = None
        elif (picking := Picking.of(show, self._picked)) is None:
            self._picked = None
        elif (pick := Pick.pressed(key, character)) is not None and pick.useful(picking.item):
            self._do_with(pick, picking)
        if key == "q":
            self.say(Notice(LEFT_BY_Q))
        self.draw_foot()

    def _do_with(self, pick: Pick, picking: Picking) -> None:
        show, item = self._drawn, picking.item
        match pick:
            case Pick.CLOSE:
                self._picked = None
            case Pick.UP | Pick.DOWN:
                self._picked = picking.moved(1 if pick is Pick.DOWN else -1).entry
            case Pick.GIVE:
                left = self._guard.left(KeyAction.TAKE_FLOOR, show, self.session.now())
                asked = f"{left} · i again gives {who(item.particulars)} the floor"
                step = (Pick.GIVE, item.entry, show.holder)
                if left and self._hold(self._guard.asks(step, asked, self._real(), "i")):
                    return
                if self._do(lambda: selection.request_action(pick, picking, ExpectedState.of(show))) is not None:
                    self._picked = None
            case Pick.ABSENT | Pick.WITHDRAW | Pick.EARLIER | Pick.LATER:
                entry = self._do(lambda: selection.request_action(pick, picking, ExpectedState.of(show)))
                if entry is not None and pick in {Pick.ABSENT, Pick.WITHDRAW}:
                    self._picked = picking.neighbour
            case Pick.NAME | Pick.PERSON | Pick.BEHALF | Pick.GIST | Pick.KIND:
                self._ask(prompt_questions.correction(pick, item, show))

    def _do_with_row(self, action: RowAction | None, block: str) -> None:
        match action:
            case RowAction.CLOSE:
                self._row = None
            case RowAction.UP | RowAction.DOWN:
                self._row = selection.moved_row(self.now, block, 1 if action is RowAction.DOWN else -1)
            case RowAction.START:
                self._start_row(block)
            case RowAction.SKIP:
                self._do(lambda: Skip(block))
            case RowAction.RESTORE:
                self._do(lambda: Restore(block))
            case RowAction.TIME:
                self._ask(prompt_questions.time_of(self._drawn, block))
            case None:
                pass

    def _start_row(self, block: str) -> None:
        """Start the chosen block at the second Enter."""
        show, countdown = self._drawn, self.now.countdown
        title = title_of(show.runs[block])
        if block == show.current:
            self.say(Notice(f"{title} is running already.", Tone.FAILED))
            return
        if show.runs[block].remains:
            left = self._guard.left(KeyAction.NEXT, show, self.session.now())
            if not left and show.running is not None:
                at = f", at {clock_digits(countdown.elapsed)}" if countdown is not None else ""
                left = f"{title_of(show.running)} ends{at}"
            asked = f"{left} · Enter again starts {title}" if left else f"Enter again starts {title}"
            step = (RowAction.START, block, show.current, show.holder)
            if self._hold(self._guard.asks(step, asked, self._real(), "Enter")):
                return
        if self._do(lambda: next_of(show, block)) is not None:
            self._guard.took(KeyAction.NEXT, self._real())
            self._row = None


class RehearsalApp(LiveApp):
    """A simulated meeting on the live screen, on a clock that runs fast; every key of the moderator's works."""

    def __init__(self, player: "Player", by: str) -> None:
        """Make the moderator's entries in the name of `by`."""
        opening = f"A rehearsal at {player.speed:g} times the speed: every key works, p pauses, q leaves it."
        super().__init__(player.session, by, first=Notice(opening), speed=player.speed)
        self.player = player

    def draw(self) -> None:
        """Play the steps that are due, and draw the show."""
        before = self.player.refusal
        self.player.play()
        super().draw()
        if (refusal := self.player.refusal) is not None and refusal is not before:
            self.say(Notice(str(refusal), Tone.FAILED))

    def farewell(self) -> str:
        return "That was a rehearsal: nothing of it is kept."
