"""The keys themselves."""

import pytest

from runofshow.screen.keymap import KEYS, KeyAction, key_for


def test_no_key_stands_for_two_things() -> None:
    """Each key has one meaning, and each action has its key."""
    names = [name for key in KEYS for name in key.keys]
    assert len(names) == len(set(names))
    assert {key.action for key in KEYS} == set(KeyAction)


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("right", KeyAction.NEXT),
        ("n", KeyAction.NEXT),
        ("pagedown", KeyAction.NEXT),
        ("left", KeyAction.UNDO),
        ("u", KeyAction.UNDO),
    ],
)
def test_several_keys_do_the_same(name: str, action: KeyAction) -> None:
    """What people have in their hands from other programs and clickers works."""
    key = key_for(name)
    assert key is not None
    assert key.action is action
