"""The keys themselves."""

from runofshow.ui.keymap import KeyAction


def test_no_key_stands_for_two_things() -> None:
    """Each key has one meaning."""
    names = [name for key in KeyAction for name in key.keys]
    assert len(names) == len(set(names))


def test_several_keys_do_the_same() -> None:
    """What people have in their hands from other programs and clickers works."""
    found = {name: KeyAction.pressed(name) for name in ("right", "n", "pagedown", "left", "u")}
    assert found == {
        "right": KeyAction.NEXT,
        "n": KeyAction.NEXT,
        "pagedown": KeyAction.NEXT,
        "left": KeyAction.UNDO,
        "u": KeyAction.UNDO,
    }
