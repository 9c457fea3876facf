"""The keys themselves."""

from runofshow.ui.keymap import KEYS, KeyAction, key_for


def test_no_key_stands_for_two_things() -> None:
    """Each key has one meaning, and each action has its key."""
    names = [name for key in KEYS for name in key.keys]
    assert len(names) == len(set(names))
    assert {key.action for key in KEYS} == set(KeyAction)


def test_several_keys_do_the_same() -> None:
    """What people have in their hands from other programs and clickers works."""
    found = {name: key_for(name) for name in ("right", "n", "pagedown", "left", "u")}
    assert {name: key and key.action for name, key in found.items()} == {
        "right": KeyAction.NEXT,
        "n": KeyAction.NEXT,
        "pagedown": KeyAction.NEXT,
        "left": KeyAction.UNDO,
        "u": KeyAction.UNDO,
    }
