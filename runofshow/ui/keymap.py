"""The keys, each a value that holds key, help, and when it does something; and the action that a key stands for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, assert_never

from rpds import HashTrieMap

from runofshow.agenda.model import Panel
from runofshow.errors import Refused, Remedy, RunOfShowError
from runofshow.show.actions.blocks import BlockEnded, BlockStarted
from runofshow.show.actions.panel import can_reply
from runofshow.show.actions.undo import last_undoable, to_redo, to_undo
from runofshow.show.capacity import Identical
from runofshow.show.parts import BlockRun, Status
from runofshow.show.state import Phase, Show


class KeyAction(StrEnum):
    """The purpose of a key."""

    NEXT = "next"
    HANDOVER = "handover"
    UNDO = "undo"
    REDO = "redo"
    BACK = "back"
    PAUSE = "pause"
    MORE = "more"
    LESS = "less"
    TAKE_FLOOR = "take_floor"
    POINT_OF_ORDER = "point_of_order"
    ASK = "ask"
    GIVE_FIRST = "give_first"
    FLOOR_DONE = "floor_done"
    REPLY = "reply"
    LIST = "list"
    NAME = "name"
    PICK = "pick"
    NOTE = "note"
    SKIP = "skip"
    ASIDE = "aside"
    RESTORE = "restore"
    BLANK = "blank"
    MESSAGE = "message"
    FINISH = "finish"
    LIMIT = "limit"
    CHOOSE = "choose"
    COMMAND = "command"
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Key:
    """Something that a key does."""

    action: KeyAction
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    """As they are printed on a keyboard."""
    short: Callable[[Show], str]
    """One or two words for the footer, as it is now."""
    help: str
    useful: Callable[[Show], bool]
    """Returns True if it does something now."""


def _always(_show: Show) -> bool:
    return True


def _open(show: Show) -> bool:
    return show.closed is None


def _block_runs(show: Show) -> bool:
    return show.current is not None


def _somebody_holds(show: Show) -> bool:
    return show.holder is not None


def _on_a_panel(show: Show) -> bool:
    return show.running is not None and isinstance(show.running.block, Panel)


def _somebody_waits(show: Show) -> bool:
    return _open(show) and bool(show.waiting)


def _something_follows(show: Show) -> bool:
    return _open(show) and show.next_block is not None


def _left_out(show: Show) -> bool:
    return _open(show) and _any_left_out(Identical(show.runs))


@lru_cache(maxsize=2)
def _any_left_out(runs: "Identical[HashTrieMap[str, BlockRun]]") -> bool:
    return any(run.status is Status.SKIPPED or run.status is Status.PARKED for run in runs.value.values())


def _undoable(show: Show) -> bool:
    return last_undoable(show) is not None


def _redoable(show: Show) -> bool:
    return to_redo(show) is not None


def last_was_block_step(show: Show) -> bool:
    """Return True if the last step that can be undone started or ended a block."""
    entry = to_undo(show)
    return entry is not None and isinstance(entry.event, BlockStarted | BlockEnded)


def _word(word: str) -> Callable[[Show], str]:
    return lambda _show: word


def _next_word(show: Show) -> str:
    if show.phase is Phase.BEFORE:
        return "start"
    return "next" if show.next_block is not None else "end"


KEYS: Final = (
    Key(
        KeyAction.NEXT,
        ("right", "n", "pagedown"),
        "→ n PgDn",
        _next_word,
        "end the block and start the next one",
        lambda show: _block_runs(show) or _something_follows(show),
    ),
    Key(
        KeyAction.HANDOVER,
        ("space",),
        "Space",
        lambda show: "end" if _block_runs(show) else "begin",
        "end the block; pressed again: start the next one",
        lambda show: _block_runs(show) or _something_follows(show),
    ),
    Key(KeyAction.UNDO, ("left", "u"), "← u", _word("undo"), "undo the last thing done on this screen", _undoable),
    Key(KeyAction.REDO, ("U", "shift+u"), "U", _word("redo"), "bring back what was undone last", _redoable),
    Key(
        KeyAction.BACK,
        ("pageup",),
        "PgUp",
        _word("back"),
        "undo the last start or end of a block (for clickers)",
        last_was_block_step,
    ),
    Key(
        KeyAction.TAKE_FLOOR,
        ("i",),
        "i",
        _word("floor"),
        "somebody takes the floor now: the clock starts, then type the name",
        _open,
    ),
    Key(
        KeyAction.POINT_OF_ORDER,
        ("o",),
        "o",
        _word("order"),
        "somebody raises a point of order: the speaker's clock stops meanwhile",
        _open,
    ),
    Key(
        KeyAction.FLOOR_DONE,
        ("d",),
        "d",
        lambda show: "done" if _somebody_holds(show) else "turn done",
        "end the intervention that holds the floor, or the turn of a panellist",
        lambda show: _somebody_holds(show) or show.turn is not None,
    ),
    Key(
        KeyAction.GIVE_FIRST,
        ("enter",),
        "Enter",
        _word("give first"),
        "give the floor to the first on the list",
        _somebody_waits,
    ),
    Key(
        KeyAction.ASK,
        ("a",),
        "a",
        _word("asks"),
        "put somebody on the list; after a comma: right of reply, point of order",
        _open,
    ),
    Key(
        KeyAction.NAME,
        ("e",),
        "e",
        _word("name"),
        "name or correct the last intervention",
        lambda show: bool(show.interventions),
    ),
    Key(
        KeyAction.PICK,
        ("E", "shift+e"),
        "E",
        _word("correct"),
        "choose an intervention or a request: correct, call, move, withdraw it",
        lambda show: bool(show.interventions) or bool(show.waiting),
    ),
    Key(
        KeyAction.LIST,
        ("l",),
        "l",
        lambda show: "open list" if show.list_closed else "close list",
        "close the list of speakers, or open it again",
        _open,
    ),
    Key(
        KeyAction.PAUSE,
        ("p",),
        "p",
        lambda show: "resume" if show.paused else "pause",
        "pause the countdown, or resume it",
        _block_runs,
    ),
    Key(
        KeyAction.MORE,
        ("plus", "equals_sign", "+", "="),
        "+",
        _word("1 min"),
        "one minute more for the holder of the floor, else for the block",
        lambda show: _block_runs(show) or _somebody_holds(show),
    ),
    Key(
        KeyAction.LESS,
        ("minus", "-"),
        "-",
        _word("1 min"),
        "one minute less",
        lambda show: _block_runs(show) or _somebody_holds(show),
    ),
    Key(
        KeyAction.REPLY,
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        "1–9",
        lambda show: "panellist" if _on_a_panel(show) else "reply",
        "in a panel, give a panellist the word; in a floor round, a panellist replies",
        lambda show: _on_a_panel(show) or can_reply(show),
    ),
    Key(KeyAction.SKIP, ("s",), "s", _word("skip"), "leave the next block out", _something_follows),
    Key(
        KeyAction.ASIDE,
        ("S", "shift+s"),
        "S",
        _word("aside"),
        "set the running block aside; it comes back before the next floor round",
        _block_runs,
    ),
    Key(KeyAction.RESTORE, ("r",), "r", _word("restore"), "bring back the block that was left out last", _left_out),
    Key(
        KeyAction.BLANK,
        ("b", "full_stop", "."),
        "b .",
        lambda show: "show stage" if show.stage.blank else "blank stage",
        "blank the speaker's screen, or show it again",
        _open,
    ),
    Key(
        KeyAction.MESSAGE,
        ("c",),
        "c",
        _word("message"),
        "put a message on the speaker's screen; an empty one takes it away",
        _open,
    ),
    Key(KeyAction.NOTE, ("m",), "m", _word("note"), "make a note on the intervention or on the meeting", _always),
    Key(
        KeyAction.LIMIT,
        ("f",),
        "f",
        _word("limit"),
        "set the proposed limit, at which all who wait can speak",
        lambda show: _somebody_waits(show) and show.floor_block is not None,
    ),
    Key(
        KeyAction.CHOOSE,
        ("up", "down"),
        "↑ ↓",
        _word("choose"),
        "choose a row of the running order: start, skip, bring back, time",
        _open,
    ),
    Key(KeyAction.COMMAND, ("colon", ":"), ":", _word("command"), "type any command, as in the shell", _always),
    Key(KeyAction.HELP, ("question_mark", "?"), "?", _word("keys"), "show all keys", _always),
    Key(
        KeyAction.QUIT,
        ("q", "ctrl+c", "ctrl+q"),
        "q",
        _word("quit"),
        "leave the screen; the show goes on",
        _always,
    ),
    Key(
        KeyAction.FINISH,
        ("F", "shift+f"),
        "F",
        _word("close"),
        "close the show; asks first",
        _open,
    ),
)
"""In the order in which the footer offers them."""


HELP_KEY: Final = next(key for key in KEYS if key.action is KeyAction.HELP)

MESSAGES: Final = ("Please conclude", "One minute", "Please speak into the microphone", "Please speak more slowly")
"""Messages that moderators most often send to a speaker."""


def key_for(*names: str | None) -> Key | None:
    """Return the key that was pressed, by any of its names."""
    return next((key for key in KEYS if any(name in key.keys for name in names)), None)


def key_of(action: KeyAction) -> str:
    """Return the name of the key of an action in a sentence: its letter where it has one, for arrows read badly."""
    shown = next(key.shown for key in KEYS if key.action is action).split()
    return next((name for name in shown if len(name) == 1 and name.isascii()), shown[0])


def shown_key(action: KeyAction) -> str:
    """Return the first name of the key of an action, as it is printed on the keyboard."""
    return next(key.shown for key in KEYS if key.action is action).split()[0]


def in_keys(error: RunOfShowError) -> str:
    """The sentence of an error on the moderator's screen: keys instead of commands, where there are any."""
    return error.sentence(_named) if isinstance(error, Refused) else str(error)


def _named(remedy: Remedy) -> str:
    action = _action_for(remedy)
    return f"'runofshow {remedy.command}'" if action is None else key_of(action)


def _action_for(remedy: Remedy) -> KeyAction | None:  # noqa: C901, PLR0911, PLR0912 -- one line a remedy, checked to be complete
    """Return the action of the key that is a remedy; None where no key is."""
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
        case Remedy.UNDO | Remedy.UNDO_CLOSING | Remedy.UNDO_BEFORE:
            return KeyAction.UNDO
        case Remedy.INSERT | Remedy.RECORD | Remedy.HARD_STOP | Remedy.SHOW_BLOCKS | Remedy.RESTORE_DONE:
            return None
        case Remedy.REDO:
            return KeyAction.REDO
        case Remedy.STRIKE | Remedy.UNDO_REFERRING | Remedy.FIXED_START:
            return None
        case _:
            assert_never(remedy)


def useful_keys(show: Show) -> Iterator[Key]:
    """The keys that do something now."""
    return (key for key in KEYS if key.useful(show))
