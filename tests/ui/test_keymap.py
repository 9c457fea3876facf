"""The keys: what they ask for in the show as it is on the screen, and refusals in their words."""

from datetime import timedelta

import pytest

from runofshow.cli.parser import PANELS
from runofshow.errors import Refused, Remedy, UsageError
from runofshow.show.actions.blocks import Extend, Next, Pause, Resume, StartBlock
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.meeting import SetStage
from runofshow.show.actions.running_order import Restore, Skip
from runofshow.show.actions.undo import Undo
from runofshow.show.replay import decide
from runofshow.show.state import ExpectedState, Show
from runofshow.ui.keymap import KeyAction, action_of, in_keys, key_of, useful_keys
from runofshow.ui.selection import Pick
from tests.builders import after
from tests.ui.scenes import SCENES


def test_no_key_stands_for_two_things() -> None:
    for keys in (KeyAction, Pick):
        names = [name for key in keys for name in key.keys]
        assert len(names) == len(set(names))


TYPED_FIRST = {KeyAction.ASK, KeyAction.NAME, KeyAction.PICK, KeyAction.MESSAGE, KeyAction.NOTE, KeyAction.FINISH} | {
    KeyAction.COMMAND,
    KeyAction.CHOOSE,
    KeyAction.LIMIT,
    KeyAction.HELP,
    KeyAction.QUIT,
}


def scene(name: str) -> Show:
    return SCENES[name][0]


def test_the_footer_promises_what_the_rules_allow() -> None:
    """A key is offered just when its intent would not be refused, but for what only the figures decide."""
    for name, (show, now) in SCENES.items():
        offered = set(useful_keys(show))
        for action in set(KeyAction) - TYPED_FIRST - {KeyAction.MORE, KeyAction.LESS}:
            try:
                intent = action_of(action, show)
                assert intent is not None
                decide(show, intent, now)
            except Refused:
                assert action not in offered, (name, action)
            else:
                assert action in offered, (name, action)


def test_next_names_the_blocks_that_are_on_the_screen() -> None:
    """A second press by somebody else can't skip a speaker, in a block or in a handover."""
    assert action_of(KeyAction.NEXT, scene("running")) == Next(to="ryder", expected=ExpectedState(block="puri"))
    assert action_of(KeyAction.NEXT, scene("handover")) == Next(to="ryder", expected=ExpectedState(block=None))
    assert action_of(KeyAction.UNDO, scene("running")) == action_of(KeyAction.BACK, scene("running")) == Undo(entry=2)
    assert action_of(KeyAction.HANDOVER, scene("handover")) == StartBlock(block="ryder")
    assert action_of(KeyAction.ASIDE, scene("running")) == Skip(block="puri", come_back=True)


def test_the_first_on_the_list_is_the_one_on_the_screen() -> None:
    show = scene("floor")
    assert action_of(KeyAction.GIVE_FIRST, show) == GiveFloor(
        request=show.waiting[0], expected=ExpectedState("floor", None)
    )


def test_whoever_speaks_is_named_by_every_key_that_is_meant_for_them() -> None:
    """Between looking and pressing somebody else may have moved on."""
    show = scene("holder")
    seen = ExpectedState("floor", show.holder)
    assert action_of(KeyAction.PAUSE, show) == Pause(expected=seen)
    assert action_of(KeyAction.MORE, show) == Extend(timedelta(minutes=1), expected=seen)
    assert action_of(KeyAction.TAKE_FLOOR, show) == GiveFloor(expected=seen)
    assert action_of(KeyAction.PAUSE, scene("paused")) == Resume(expected=ExpectedState("puri", None))
    skipped = after(scene("running"), [("13:05", Skip("ryder"))])
    assert action_of(KeyAction.RESTORE, skipped) == Restore("ryder")


def test_one_key_blanks_the_stage_and_shows_it_again() -> None:
    for stage, then in [(SetStage("One minute"), True), (SetStage("One minute", blank=True), False)]:
        show = after(scene("running"), [("13:05", stage)])
        assert action_of(KeyAction.BLANK, show) == SetStage("One minute", blank=then)


def test_no_number_counts_while_a_speech_runs() -> None:
    show = after(scene("floor"), [("13:30", Next())])
    assert KeyAction.REPLY not in set(useful_keys(show))
    with pytest.raises(Refused, match="in a floor round"):
        action_of(KeyAction.REPLY, show, "1")


def commands() -> set[str]:
    return {name for modules in PANELS.values() for names in modules.values() for name in names.split()}


def test_every_remedy_names_a_command_and_says_what_it_does() -> None:
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
    assert str(refused) == in_a_shell
    assert in_keys(refused) == on_the_screen


def test_other_errors_are_shown_as_they_are() -> None:
    assert in_keys(UsageError("'undo' takes no number")) == "'undo' takes no number"


def test_a_key_is_called_by_its_letter() -> None:
    actions = (KeyAction.NEXT, KeyAction.UNDO, KeyAction.HANDOVER, KeyAction.GIVE_FIRST)
    assert [key_of(action) for action in actions] == ["n", "u", "Space", "Enter"]
