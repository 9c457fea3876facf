"""The moderator's screen: it turns keys into actions, and takes what is typed."""

from collections.abc import Callable
from typing import assert_never

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from runofshow.errors import Refused
from runofshow.show.actions.floor import FloorGiven, GiveFloor
from runofshow.show.actions.running_order import MarkSpeakerAbsent
from runofshow.show.forecast import Forecast
from runofshow.show.names import title_of, who
from runofshow.show.particulars import POINT_OF_ORDER
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.ui.apps import prompt_questions
from runofshow.ui.apps.typing_app import CLOSED, TypingApp
from runofshow.ui.key_guard import Stopped
from runofshow.ui.key_panels import help_pages, help_picture, printed_picture
from runofshow.ui.keymap import KeyAction, action_of, in_keys, proposed_limit, undo_step
from runofshow.ui.list_panels import replies_shown
from runofshow.ui.notices import (
    Around,
    Notice,
    Tone,
    last_heard,
    sentence,
)
from runofshow.ui.picture import picture
from runofshow.ui.selection import (
    Item,
    Pick,
    Picking,
    RowAction,
    chosen_row,
    last_written,
    moved_row,
    picking_keys,
    picking_panel,
    request_action,
    row_action,
    row_keys,
    rows_panel,
    starting_words,
)

LEFT_BY_Q = "q closed what stood here, as Esc does; q again leaves the screen."


class LiveApp(TypingApp):
    """The live screen of a session's show."""

    CSS = """
    Screen { layers: base above; }
    Prompt { layer: above; dock: bottom; }
    #panel { layer: above; dock: bottom; height: auto; display: none; }
    """

    _panel: Static
    """Lies above the foot while somebody chooses."""
    _help_page: int | None = None
    _picked: int | None = None
    """The entry of the intervention or request that is picked, while one is."""
    _row: str | None = None
    """The block of the running order that is chosen, while one is."""

    def compose(self) -> ComposeResult:
        """The picture and the line; above the foot what can be picked, or the rows of the running order."""
        yield from super().compose()
        self._panel = Static(id="panel")
        yield self._panel

    # Drawing.

    def lines(self, show: Show, forecast: Forecast, width: int, height: int) -> list[Text]:
        """The moderator's picture, or the keys."""
        if self._help_page is not None:
            return help_picture(show, width, height, self._help_page, self.notice)
        if self._printed is not None:
            name, rows, page = self._printed
            return printed_picture(name, rows, width, height, page)
        notice = None if self._prompt.is_open else self.notice  # it stands above the line then
        return picture(show, forecast, width, height, Around(notice, tuple(self.warnings())))

    def draw(self) -> None:
        """Draw the show as it is now, and what can be picked or chosen in it."""
        super().draw()
        width, height = self.size.width, self.size.height
        panel = [] if self._typing is not None else self._picking_panel(width, height) or self._row_panel(width, height)
        self._panel.display = bool(panel)
        self._panel.update(Text("\n").join(panel))

    def _picking_panel(self, width: int, height: int) -> list[Text]:
        picking = None if self._picked is None else Picking.of(self._drawn, self._picked)
        if picking is None:
            return []
        self._picked = picking.item.entry  # the one before may have left the list
        head = [*self._told(), *picking_keys(picking.item, width)]  # a notice would stand where the panel lies
        rows = max(3, min(len(picking.items) + len(head) + 1, height // 2))
        return picking_panel(self._drawn, self.now, picking, head, width, rows)

    def _row_panel(self, width: int, height: int) -> list[Text]:
        place = None if self._row is None else chosen_row(self.now, self._row)
        if place is None:
            return []
        head = [*self._told(), *row_keys(width)]
        rows = max(2, min(len(self.now.blocks), height // 2 - len(head)))
        return [*head, *rows_panel(self._drawn, self.now, place, width, rows)]

    # Keys.

    def pressed(self, event: events.Key) -> None:
        """A letter while somebody types, a step while one is picked, else a command.

        While the keys are explained, the show is hidden: the first key only brings it back, and does nothing to it.
        """
        if self._keeps(event):
            return
        if self._typing is not None:
            self._prompt.press(event.key, event.character)
        elif event.key == "enter" and self._guard.is_echo(self._real()):
            self.say(Notice("That Enter came at once after the one that closed the line: it does nothing."))
        elif self._picked is not None:
            self._pick(event.key, event.character)
        elif self._row is not None:
            self._do_with_row(event.key, event.character)
        elif self._help_page is not None:
            self._leaf(KeyAction.pressed(event.key, event.character))
        elif self._printed is not None:
            self._leaf_printed(event.key)
        elif event.key == "escape":
            self._guard.said_something_else()
            self.unsay()
        elif (key := KeyAction.pressed(event.key, event.character)) is not None:
            self._act(key, event.key)

    def on_click(self, event: events.Click) -> None:
        """A click on a key of the footer is that key; nothing else can be hit by accident."""
        pressed = event.style.meta.get("key")
        hidden = (self._typing, self._picked, self._row, self._help_page, self._printed)
        if hidden == (None,) * len(hidden) and (key := KeyAction.pressed(pressed)) is not None:
            self._act(key)

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
            case KeyAction.LIMIT:
                self._do(lambda: proposed_limit(self.now))
            case KeyAction.CHOOSE:
                self._choose_row()
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

    def _leaf(self, key: KeyAction | None) -> None:
        """Turn to the next page of the keys, by the key that opened them; any other key closes them."""
        following = (self._help_page or 0) + 1
        turns = key is KeyAction.HELP and following < len(help_pages(*self.size))
        self._help_page = following if turns else None
        self.draw()

    def _step(self, action: KeyAction, asked_for: Callable[[], Action | None], pressed: str | None = None) -> None:
        """Do what a key asks for unless the guard stops it."""
        shown = pressed or action.shown.split()[0]
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

    # Picking.

    def _start_picking(self) -> None:
        if (picking := Picking.of(self._drawn, last_written(self._drawn, self.session.own))) is None:
            why = "Nobody has taken or asked for the floor yet: i gives it, a lists who asks"
            self._ask(prompt_questions.nothing_to_ask(why))
            return
        self._picked = picking.item.entry
        self.unsay()

    def _pick(self, key: str, character: str | None) -> None:
        """Do what a key is for while one is picked."""
        if (picking := Picking.of(self._drawn, self._picked)) is None:
            self._picked = None
        elif (pick := Pick.pressed(key, character)) is not None and pick.useful(picking.item):
            self._do_with(pick, picking)
            if key == "q":
                self.say(Notice(LEFT_BY_Q))
        self.draw()

    def _answered(self) -> None:
        """Close the chooser: a key after the notice of a correction would change the record there."""
        self._picked = None

    def _do_with(self, action: Pick, picking: Picking) -> None:
        match action:
            case Pick.CLOSE:
                self._picked = None
            case Pick.UP | Pick.DOWN:
                self._picked = picking.moved(1 if action is Pick.DOWN else -1).entry
            case Pick.GIVE if (stopped := self._stops_giving(picking.item)) is not None:
                self._hold(stopped)
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

    def _stops_giving(self, item: Item) -> Stopped | None:
        """Ask before the floor is taken from somebody who has just begun."""
        if not (left := self._guard.left(KeyAction.TAKE_FLOOR, self._drawn, self.session.now())):
            return None
        asked = f"{left} · i again gives {who(item.particulars)} the floor"
        return self._guard.asks((Pick.GIVE, item.entry, self._drawn.holder), asked, self._real(), "i")

    # A row of the running order.

    def _choose_row(self) -> None:
        if (place := chosen_row(self.now, self._drawn.current)) is not None:
            self._row = self.now.blocks[place].id
        self.unsay()

    def _do_with_row(self, key: str, character: str | None) -> None:
        """Do what a key is for while a row is chosen."""
        block, pressed = self._row, RowAction.pressed(key, character)
        if block is None or block not in self._drawn.runs:
            self._row = None
        elif pressed is not None:
            self._act_on_row(pressed, block)
            if key == "q":
                self.say(Notice(LEFT_BY_Q))
        self.draw()

    def _act_on_row(self, action: RowAction, block: str) -> None:
        match action:
            case RowAction.CLOSE:
                self._row = None
            case RowAction.UP | RowAction.DOWN:
                self._row = moved_row(self.now, block, 1 if action is RowAction.DOWN else -1)
            case RowAction.START:
                self._start_row(block)
            case RowAction.SKIP | RowAction.RESTORE:
                self._do(lambda: row_action(action, self._drawn, block))
            case RowAction.TIME:
                self._ask(prompt_questions.time_of(self._drawn, block))
            case _:
                assert_never(action)

    def _start_row(self, block: str) -> None:
        """Start the chosen block at the second Enter."""
        show = self._drawn
        if block == show.current:
            self.say(Notice(f"{title_of(show.runs[block])} is running already.", Tone.FAILED))
            return
        if show.runs[block].remains:
            left = self._guard.left(KeyAction.NEXT, show, self.session.now())
            asked = starting_words(show, self.now, block, left)
            step = (RowAction.START, block, show.current, show.holder)
            if (stopped := self._guard.asks(step, asked, self._real(), "Enter")) is not None:
                self._hold(stopped)
                return
        if self._do(lambda: row_action(RowAction.START, show, block)) is not None:
            self._guard.took(KeyAction.NEXT, self._real())
            self._row = None
