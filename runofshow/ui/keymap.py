"""The keys of the moderator's screen: when each does something, and the action that it stands for. Pure."""

from collections.abc import Callable, Container, Iterator
from datetime import timedelta
from enum import Enum
from typing import Final, Self

from runofshow.agenda.model import Panel
from runofshow.errors import Refused, Remedy, RunOfShowError
from runofshow.show.actions.blocks import BlockEnded, BlockStarted, EndBlock, Extend, Pause, Resume, StartBlock, next_of
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.meeting import SetStage
from runofshow.show.actions.panel import EndTurn, GiveTurn, can_reply, panellist, reply_of
from runofshow.show.actions.running_order import Skip, restore_of
from runofshow.show.actions.speakers_list import CloseList, ReopenList
from runofshow.show.actions.undo import Redo, UndoStep, last_undoable, to_redo, to_undo, undo_from
from runofshow.show.forecast import Forecast
from runofshow.show.particulars import POINT_OF_ORDER, Particulars
from runofshow.show.state import Action, Entry, ExpectedState, Phase, Show

MINUTE: Final = timedelta(minutes=1)

MESSAGES: Final = ("Please conclude", "One minute", "Please speak into the microphone", "Please speak more slowly")
"""Messages that moderators most often send to a speaker."""


class KeyNames(Enum):
    """The purpose of a key: its names in Textual, its print on the keyboard, a word for it, and what it does."""

    def __init__(self, keys: str, shown: str, word: str = "", does: str = "") -> None:
        self.keys = tuple(keys.split())
        self.shown = shown
        self.word = word
        self.does = does

    @classmethod
    def pressed(cls, *names: str | None) -> Self | None:
        """Return the key that was pressed, by any of its names."""
        return next((key for key in cls if any(name in key.keys for name in names)), None)


class KeyAction(KeyNames):
    """The purpose of a key, in the order in which the footer and the help offer them."""

    NEXT = "right n pagedown", "→ n PgDn", "next", "end the block and start the next one"
    HANDOVER = "space", "Space", "begin", "end the block; pressed again: start the next one"
    UNDO = "left u", "← u", "undo", "undo the last thing done on this screen"
    REDO = "U shift+u", "U", "redo", "bring back what was undone last"
    BACK = "pageup", "PgUp", "back", "undo the last start or end of a block (for clickers)"
    TAKE_FLOOR = "i", "i", "floor", "somebody takes the floor now: the clock starts, then type the name"
    POINT_OF_ORDER = "o", "o", "order", "somebody raises a point of order: the speaker's clock stops meanwhile"
    FLOOR_DONE = "d", "d", "done", "end the intervention that holds the floor, or the turn of a panellist"
    GIVE_FIRST = "enter", "Enter", "give first", "give the floor to the first on the list"
    ASK = "a", "a", "asks", "put somebody on the list; after a comma: right of reply, point of order"
    NAME = "e", "e", "name", "name or correct the last intervention"
    PICK = "E shift+e", "E", "correct", "choose an intervention or a request: correct, call, move, withdraw it"
    LIST = "l", "l", "close list", "close the list of speakers, or open it again"
    PAUSE = "p", "p", "pause", "pause the countdown, or resume it"
    MORE = "plus equals_sign + =", "+", "1 min", "one minute more for the holder of the floor, else for the block"
    LESS = "minus -", "-", "1 min", "one minute less"
    REPLY = (
        "1 2 3 4 5 6 7 8 9",
        "1–9",
        "reply",
        "in a panel, give a panellist the word; in a floor round, a panellist replies",
    )
    SKIP = "s", "s", "skip", "leave the next block out"
    ASIDE = "S shift+s", "S", "aside", "set the running block aside; it comes back before the next floor round"
    RESTORE = "r", "r", "restore", "bring back the block that was left out last"
    BLANK = "b full_stop .", "b .", "blank stage", "blank the speaker's screen, or show it again"
    MESSAGE = "c", "c", "message", "put a message on the speaker's screen; an empty one takes it away"
    NOTE = "m", "m", "note", "make a note on the intervention or on the meeting"
    LIMIT = "f", "f", "limit", "set the proposed limit, at which all who wait can speak"
    CHOOSE = "up down", "↑ ↓", "choose", "choose a row of the running order: start, skip, bring back, time"
    COMMAND = "colon :", ":", "command", "type any command, as in the shell"
    HELP = "question_mark ?", "?", "keys", "show all keys"
    QUIT = "q ctrl+c ctrl+q", "q", "quit", "leave the screen; the show goes on"
    FINISH = "F shift+f", "F", "close", "close the show; asks first"

    def word_in(self, show: Show) -> str:
        """Return one or two words for the footer, as the show is now."""
        word = _WORDS.get(self)
        return self.word if word is None else word(show)

    def useful(self, show: Show) -> bool:
        """Return True if it does something now."""
        return _USEFUL.get(self, _open)(show)


def _on_a_panel(show: Show) -> bool:
    return show.running is not None and isinstance(show.running.block, Panel)


def _last_block_step(show: Show) -> Entry | None:
    """Return the last step that can be undone if it started or ended a block."""
    entry = to_undo(show)
    return entry if entry is not None and isinstance(entry.event, BlockStarted | BlockEnded) else None


def _open(show: Show) -> bool:
    return show.closed is None


def _any_left_out(show: Show) -> bool:
    return any(run.left_out for run in show.running_order())


_WORDS: Final[dict[KeyAction, Callable[[Show], str]]] = {
    KeyAction.NEXT: lambda show: "start" if show.phase is Phase.BEFORE else "next" if show.next_block else "end",
    KeyAction.HANDOVER: lambda show: "begin" if show.current is None else "end",
    KeyAction.FLOOR_DONE: lambda show: "turn done" if show.holder is None else "done",
    KeyAction.LIST: lambda show: "open list" if show.list_closed else "close list",
    KeyAction.PAUSE: lambda show: "resume" if show.paused else "pause",
    KeyAction.REPLY: lambda show: "panellist" if _on_a_panel(show) else "reply",
    KeyAction.BLANK: lambda show: "show stage" if show.stage.blank else "blank stage",
}
"""The words in the footer that go by the show."""

_USEFUL: Final[dict[KeyAction, Callable[[Show], bool]]] = {
    **dict.fromkeys([KeyAction.NOTE, KeyAction.COMMAND, KeyAction.HELP, KeyAction.QUIT], lambda _show: True),
    KeyAction.NEXT: lambda show: show.current is not None or show.next_block is not None,
    KeyAction.HANDOVER: lambda show: show.current is not None or show.next_block is not None,
    KeyAction.SKIP: lambda show: show.next_block is not None,
    KeyAction.PAUSE: lambda show: show.current is not None,
    KeyAction.ASIDE: lambda show: show.current is not None,
    KeyAction.MORE: lambda show: show.current is not None or show.holder is not None,
    KeyAction.LESS: lambda show: show.current is not None or show.holder is not None,
    KeyAction.FLOOR_DONE: lambda show: show.holder is not None or show.turn is not None,
    KeyAction.UNDO: lambda show: last_undoable(show) is not None,
    KeyAction.REDO: lambda show: to_redo(show) is not None,
    KeyAction.BACK: lambda show: _last_block_step(show) is not None,
    KeyAction.NAME: lambda show: bool(show.interventions),
    KeyAction.PICK: lambda show: bool(show.interventions) or bool(show.waiting),
    KeyAction.REPLY: lambda show: _on_a_panel(show) or can_reply(show),
    KeyAction.GIVE_FIRST: lambda show: _open(show) and bool(show.waiting),
    KeyAction.LIMIT: lambda show: _open(show) and bool(show.waiting) and show.floor_block is not None,
    KeyAction.RESTORE: lambda show: _open(show) and _any_left_out(show),
}
"""When keys do something; the others do while the show isn't closed."""


def useful_keys(show: Show) -> Iterator[KeyAction]:
    """Yield the keys that do something now."""
    return (key for key in KeyAction if key.useful(show))


def key_of(action: KeyAction) -> str:
    """Return the name of a key in a sentence: its letter where it has one, for arrows read badly."""
    shown = action.shown.split()
    return next((name for name in shown if len(name) == 1 and name.isascii()), shown[0])


# Remedies.


def _key_for(remedy: Remedy) -> KeyAction | None:  # noqa: C901, PLR0911, PLR0912 -- a line a remedy, complete by mypy
    match remedy:
        case Remedy.START | Remedy.NEXT:
            return KeyAction.NEXT
        case Remedy.END | Remedy.ONLY_END:
            return KeyAction.HANDOVER
        case Remedy.RESUME:
            return KeyAction.PAUSE
        case Remedy.SET_ASIDE:
            return KeyAction.ASIDE
        case Remedy.RESTORE | Remedy.RESTORE_ANY:
            return KeyAction.RESTORE
        case Remedy.FINISH:
            return KeyAction.FINISH
        case Remedy.GIVE_FLOOR:
            return KeyAction.TAKE_FLOOR
        case Remedy.END_FLOOR | Remedy.END_TURN:
            return KeyAction.FLOOR_DONE
        case Remedy.OPEN_LIST:
            return KeyAction.LIST
        case Remedy.SHOW_LIST | Remedy.SHOW_LOG | Remedy.AMEND:
            return KeyAction.PICK
        case Remedy.NOTE:
            return KeyAction.NOTE
        case Remedy.UNDO | Remedy.UNDO_CLOSING:
            return KeyAction.UNDO
        case Remedy.REDO:
            return KeyAction.REDO
        case Remedy.INSERT | Remedy.RECORD | Remedy.HARD_STOP | Remedy.SHOW_BLOCKS | Remedy.RESTORE_DONE:
            return None
        case Remedy.STRIKE | Remedy.UNDO_REFERRING | Remedy.FIXED_START:
            return None


def in_keys(error: RunOfShowError) -> str:
    """Return the sentence of an error for the moderator's screen, with keys instead of commands where possible."""

    def name(remedy: Remedy) -> str:
        key = _key_for(remedy)
        return f"'runofshow {remedy.command}'" if key is None else key_of(key)

    return error.sentence(name) if isinstance(error, Refused) else str(error)


# Actions.


def action_of(key: KeyAction, show: Show, pressed: str | None = None) -> Action | None:  # noqa: C901, PLR0911, PLR0912 -- one line a key
    """Return the action of a key in the show as it is on the screen; None for one that needs none, or words first.

    `pressed` is the key, where one has several that mean different things: the number of a panellist.

    Blocks, requests and whoever speaks are named: two people who press the same key at the same moment can't skip a
    speaker, and a minute, a pause or the end of a turn reaches nobody whom the person at the keys didn't see.

    Raises:
        Refused: the key does nothing now.
    """
    running, seen = show.current, ExpectedState.of(show)
    following = None if (block := show.next_block) is None else block.id
    match key:
        case KeyAction.NEXT:
            return next_of(show)
        case KeyAction.HANDOVER:
            return StartBlock(block=following) if running is None else EndBlock(expected=ExpectedState(block=running))
        case KeyAction.UNDO | KeyAction.BACK:
            return undo_step(key, show).action
        case KeyAction.REDO:
            return Redo(None if (undone := to_redo(show)) is None else undone.n)
        case KeyAction.PAUSE:
            return Resume(expected=seen) if show.paused else Pause(expected=seen)
        case KeyAction.MORE | KeyAction.LESS:
            return Extend(by=MINUTE if key is KeyAction.MORE else -MINUTE, expected=seen)
        case KeyAction.TAKE_FLOOR:
            return GiveFloor(expected=seen)
        case KeyAction.POINT_OF_ORDER:
            return GiveFloor(Particulars(kind=POINT_OF_ORDER), expected=seen)
        case KeyAction.GIVE_FIRST:
            if not show.waiting:
                raise Refused("nobody is on the list of speakers: i gives the floor to somebody who isn't")
            return GiveFloor(request=show.waiting[0], expected=seen)
        case KeyAction.REPLY:
            return _reply(show, int(pressed or "1"))
        case KeyAction.FLOOR_DONE:
            done = show.holder is None and show.turn is not None
            return EndTurn() if done else EndFloor(expected=ExpectedState(holder=show.holder))
        case KeyAction.LIST:
            return ReopenList() if show.list_closed else CloseList()
        case KeyAction.SKIP:
            return Skip(block=following)
        case KeyAction.ASIDE:
            if running is None:
                raise Refused("nothing is running: there is nothing to set aside")
            return Skip(block=running, come_back=True)
        case KeyAction.RESTORE:
            return restore_of(show)
        case KeyAction.BLANK:
            return SetStage(message=show.stage.message, blank=not show.stage.blank)
        case _:
            return None


def _reply(show: Show, number: int) -> Action:
    if _on_a_panel(show):
        return GiveTurn(number, expected=ExpectedState(block=show.current))
    if not can_reply(show):
        raise Refused("nobody replies now: the numbers count in a floor round, once somebody from the floor has spoken")
    return reply_of(show, panellist(show, number))


def proposed_limit(now: Forecast) -> SetLimit:
    """Return the action that sets the limit at which all who wait have their turn.

    Raises:
        Refused: none is proposed.
    """
    floor = now.floor
    if floor is not None and floor.seat_all is not None and not floor.all_fit:
        return SetLimit(floor.seat_all, block=floor.block.id)
    if floor is None or not floor.turns:
        why = "nobody waits"
    else:
        why = "all who wait have their turn" if floor.all_fit else "even half a minute each is too long"
    raise Refused(f"no limit is proposed, for {why}: type ':floor limit 2m' to set one")


def undo_step(key: KeyAction, show: Show, own: Container[int] = ()) -> UndoStep:
    """Return the entry that the undo key takes back, or PgUp; `own` holds the numbers of the screen's own entries.

    Raises:
        Refused: there is nothing to undo, or for PgUp no start or end of a block.
    """
    if key is not KeyAction.BACK:
        return undo_from(show, own)
    if (last := _last_block_step(show)) is None:
        raise Refused("PgUp takes back the start or end of a block only: u takes back what was done last")
    return UndoStep(last, asks=last.n not in own)
