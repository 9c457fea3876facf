"""Why something can't be done, for whoever is at the keys: the commands that a refusal names become keys. Pure.

The rules of a show speak to a shell, and quote commands as it takes them: ``'undo' takes the closing back``. On the
screen the same sentence reads ``u takes the closing back``; what has no key is named as a second terminal takes it,
``'runofshow insert' adds a block``.
"""

import re
from typing import Final

from runofshow.screen.keymap import KEYS, KeyAction

IN_KEYS: Final = {
    "next": KeyAction.NEXT,
    "end": KeyAction.HANDOVER,
    "undo": KeyAction.UNDO,
    "resume": KeyAction.PAUSE,
    "restore": KeyAction.RESTORE,
    "skip --come-back": KeyAction.ASIDE,
    "floor open": KeyAction.LIST,
    "floor end": KeyAction.FLOOR_DONE,
    "floor give NAME": KeyAction.TAKE_FLOOR,
    "floor list": KeyAction.PICK,
    "log": KeyAction.PICK,
    "amend": KeyAction.PICK,
    "note": KeyAction.NOTE,
    "finish": KeyAction.FINISH,
}
"""What a refusal may tell people to do, and its key."""

IN_A_SHELL: Final = frozenset(
    {"insert", "record", "hard-stop", "plan", "status", "restore BLOCK", "extend 2m", "extend -1m"}
)
"""What it may tell them that has no key."""

_QUOTED: Final = re.compile(r"'([a-z][A-Za-z0-9 -]*)'")


def in_keys(sentence: str) -> str:
    """The sentence as it stands on the moderator's screen."""
    return _QUOTED.sub(lambda found: _named(found[1]), sentence)


def key_of(action: KeyAction) -> str:
    """What a sentence calls the key of an action: its letter where it has one, for arrows read badly."""
    shown = next(key.shown for key in KEYS if key.action is action).split()
    return next((name for name in shown if len(name) == 1 and name.isascii()), shown[0])


def _named(command: str) -> str:
    if (action := IN_KEYS.get(command)) is not None:
        return key_of(action)
    return f"'runofshow {command}'" if command in IN_A_SHELL else f"'{command}'"
