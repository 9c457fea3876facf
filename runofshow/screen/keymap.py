"""The keys, each a value that holds key, help, and when it does something; and the intent that a key stands for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from runofshow.show.entries import BlockEnded, BlockStarted
from runofshow.show.panel import can_reply
from runofshow.show.state import Phase, Show, Status
from runofshow.show.undoing import to_undo


class Action(StrEnum):
    """What a key is for."""

    NEXT = "next"
    HANDOVER = "handover"
    UNDO = "undo"
    BACK = "back"
    PAUSE = "pause"
    MORE = "more"
    LESS = "less"
    TAKE_FLOOR = "take_floor"
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
    HELP = "help"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Key:
    """Something that a key does."""

    action: Action
    keys: tuple[str, ...]
    """As Textual names them."""
    shown: str
    """As they are printed on a keyboard."""
    short: Callable[[Show], str]
    """One or two words for the footer, as it is now."""
    help: str
    useful: Callable[[Show], bool]
    """Whether it does something now."""


def _always(_show: Show) -> bool:
    return True


def _open(show: Show) -> bool:
    return show.closed is None


def _block_runs(show: Show) -> bool:
    return show.current is not None


def _somebody_holds(show: Show) -> bool:
    return show.holder is not None


def _somebody_waits(show: Show) -> bool:
    return _open(show) and bool(show.waiting)


def _something_follows(show: Show) -> bool:
    return _open(show) and show.next_block is not None


def _left_out(show: Show) -> bool:
    return _open(show) and any(run.status in {Status.SKIPPED, Status.PARKED} for run in show.runs.values())


def _undoable(show: Show) -> bool:
    return to_undo(show) is not None


def last_was_block_step(show: Show) -> bool:
    """Whether the last step that can be undone started or ended a block."""
    entry = to_undo(show)
    return entry is not None and isinstance(entry.fact, BlockStarted | BlockEnded)


def _word(word: str) -> Callable[[Show], str]:
    return lambda _show: word


def _next_word(show: Show) -> str:
    if show.phase is Phase.BEFORE:
        return "start"
    return "next" if show.next_block is not None else "end"


KEYS: Final = (
    Key(
        Action.NEXT,
        ("right", "n", "pagedown"),
        "→ n PgDn",
        _next_word,
        "end the block and start the next one",
        lambda show: _block_runs(show) or _something_follows(show),
    ),
    Key(
        Action.HANDOVER,
        ("space",),
        "Space",
        lambda show: "end" if _block_runs(show) else "begin",
        "end the block; again: begin the next one",
        lambda show: _block_runs(show) or _something_follows(show),
    ),
    Key(Action.UNDO, ("left", "u"), "← u", _word("undo"), "undo the last step", _undoable),
    Key(
        Action.BACK,
        ("pageup",),
        "PgUp",
        _word("back"),
        "undo the last start or end of a block (for clickers)",
        last_was_block_step,
    ),
    Key(
        Action.TAKE_FLOOR,
        ("i",),
        "i",
        _word("takes floor"),
        "somebody takes the floor now: the clock starts, then type the name",
        _open,
    ),
    Key(
        Action.FLOOR_DONE,
        ("d",),
        "d",
        _word("floor done"),
        "end the intervention that holds the floor",
        _somebody_holds,
    ),
    Key(
        Action.GIVE_FIRST,
        ("enter",),
        "Enter",
        _word("give to first"),
        "give the floor to the first on the list",
        _somebody_waits,
    ),
    Key(
        Action.ASK,
        ("a",),
        "a",
        _word("asks"),
        "put somebody on the list of speakers",
        lambda show: _open(show) and not show.list_closed,
    ),
    Key(
        Action.NAME,
        ("e",),
        "e",
        _word("name"),
        "name or correct the last intervention",
        lambda show: bool(show.interventions),
    ),
    Key(
        Action.PICK,
        ("E", "shift+e"),
        "E",
        _word("correct"),
        "choose an intervention or a request: correct, call, move, withdraw it",
        lambda show: bool(show.interventions) or bool(show.waiting),
    ),
    Key(
        Action.LIST,
        ("l",),
        "l",
        lambda show: "open list" if show.list_closed else "close list",
        "close the list of speakers, or open it again",
        _open,
    ),
    Key(
        Action.PAUSE,
        ("p",),
        "p",
        lambda show: "resume" if show.paused else "pause",
        "pause the countdown, or resume it",
        _block_runs,
    ),
    Key(
        Action.MORE,
        ("plus", "equals_sign", "+", "="),
        "+",
        _word("1 min"),
        "one minute more for the holder of the floor, else for the block",
        lambda show: _block_runs(show) or _somebody_holds(show),
    ),
    Key(
        Action.LESS,
        ("minus", "-"),
        "-",
        _word("1 min"),
        "one minute less",
        lambda show: _block_runs(show) or _somebody_holds(show),
    ),
    Key(
        Action.REPLY,
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        "1–9",
        _word("reply"),
        "a panellist replies; the running order shows the numbers",
        can_reply,
    ),
    Key(Action.SKIP, ("s",), "s", _word("skip next"), "leave the next block out", _something_follows),
    Key(
        Action.ASIDE,
        ("S", "shift+s"),
        "S",
        _word("set aside"),
        "set the running block aside; it comes back before the next floor round",
        _block_runs,
    ),
    Key(Action.RESTORE, ("r",), "r", _word("restore"), "bring back the block that was left out last", _left_out),
    Key(
        Action.BLANK,
        ("b", "full_stop", "."),
        "b .",
        lambda show: "show stage" if show.stage.blank else "blank stage",
        "blank the speaker's screen, or show it again",
        _open,
    ),
    Key(
        Action.MESSAGE,
        ("c",),
        "c",
        _word("message"),
        "put a message on the speaker's screen; an empty one takes it away",
        _open,
    ),
    Key(Action.NOTE, ("m",), "m", _word("note"), "a note, on the intervention or on the meeting", _always),
    Key(Action.HELP, ("question_mark", "?"), "?", _word("keys"), "all keys", _always),
    Key(
        Action.QUIT,
        ("q", "ctrl+c", "ctrl+q"),
        "q",
        _word("quit"),
        "leave the screen; the show goes on",
        _always,
    ),
    Key(
        Action.FINISH,
        ("F", "shift+f"),
        "F",
        _word("close show"),
        "close the show; asks first",
        _open,
    ),
)
"""In the order in which the footer offers them."""


HELP_KEY: Final = next(key for key in KEYS if key.action is Action.HELP)

MESSAGES: Final = ("Please conclude", "One minute", "Please speak into the microphone", "Please speak more slowly")
"""What a moderator most often wants a speaker to read."""


def key_for(*names: str | None) -> Key | None:
    """What a key press stands for, by any of its names."""
    return next((key for key in KEYS if any(name in key.keys for name in names)), None)


def useful_keys(show: Show) -> Iterator[Key]:
    """The keys that do something now."""
    return (key for key in KEYS if key.useful(show))
