"""Refusals on the screen name keys: whoever moderates has no shell at hand."""

import pytest

from runofshow.cli.app import PANELS
from runofshow.errors import Refused, Remedy, UsageError
from runofshow.ui.keymap import KeyAction, in_keys, key_of


def commands() -> set[str]:
    """The first words of all commands."""
    return {name for modules in PANELS.values() for names in modules.values() for name in names.split()}


def test_every_remedy_names_a_command_and_says_what_it_does() -> None:
    """Nobody is sent to a command that the program doesn't have; each is called by a key, or as a shell takes it."""
    for remedy in Remedy:
        assert remedy.command.split()[0] in commands()
        called = in_keys(Refused("no", remedy)).removeprefix("no: ").removesuffix(f" {remedy.does}")
        assert called == f"'runofshow {remedy.command}'" or called.isalpha(), remedy


@pytest.mark.parametrize(
    ("refused", "in_a_shell", "on_the_screen"),
    [
        (
            Refused("it is paused already", Remedy.RESUME),
            "it is paused already: 'resume' lets the countdown go on",
            "it is paused already: p lets the countdown go on",
        ),
        (
            Refused("every block has been run", Remedy.FINISH, Remedy.INSERT, Remedy.RESTORE_ANY),
            "every block has been run: 'finish' closes the show, 'insert' adds a block, 'restore' brings one back",
            "every block has been run: F closes the show, 'runofshow insert' adds a block, r brings one back",
        ),
        (
            Refused("there is no intervention 5: they go up to 4", Remedy.SHOW_LOG),
            "there is no intervention 5: they go up to 4; 'log' lists them",
            "there is no intervention 5: they go up to 4; E lists them",
        ),
        (
            Refused("'guy-ryder' isn't running any more"),
            "'guy-ryder' isn't running any more",
            "'guy-ryder' isn't running any more",
        ),
        (
            Refused("'undo' and 'next' are names of blocks here", Remedy.UNDO),
            "'undo' and 'next' are names of blocks here: 'undo' takes that back",
            "'undo' and 'next' are names of blocks here: u takes that back",
        ),
    ],
)
def test_a_refusal_names_commands_in_a_shell_and_keys_on_the_screen(
    refused: Refused, in_a_shell: str, on_the_screen: str
) -> None:
    """What stands in quotes in the reason itself is never taken for a command."""
    assert str(refused) == in_a_shell
    assert in_keys(refused) == on_the_screen


def test_other_errors_are_shown_as_they_are() -> None:
    """They have a sentence and no remedy."""
    assert in_keys(UsageError("'undo' takes no number")) == "'undo' takes no number"


def test_a_key_is_called_by_its_letter() -> None:
    """As the help and people do."""
    actions = (KeyAction.NEXT, KeyAction.UNDO, KeyAction.HANDOVER, KeyAction.GIVE_FIRST)
    assert [key_of(action) for action in actions] == ["n", "u", "Space", "Enter"]
