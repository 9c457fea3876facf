"""What keys ask for, in the show as it is on the screen."""

from datetime import timedelta

import pytest

from runofshow.errors import Refused
from runofshow.show.actions.blocks import Extend, Next, Pause, Resume, StartBlock
from runofshow.show.actions.floor import GiveFloor
from runofshow.show.actions.running_order import Restore, Skip
from runofshow.show.actions.undo import Undo
from runofshow.show.replay import decide
from runofshow.show.state import ExpectedState, Show
from runofshow.ui.keymap import KeyAction, action_of, useful_keys
from tests.builders import after
from tests.ui.scenes import SCENES

TYPED_FIRST = {KeyAction.ASK, KeyAction.NAME, KeyAction.PICK, KeyAction.MESSAGE, KeyAction.NOTE, KeyAction.FINISH} | {
    KeyAction.COMMAND,
    KeyAction.CHOOSE,
    KeyAction.LIMIT,
    KeyAction.HELP,
    KeyAction.QUIT,
}


def scene(name: str) -> Show:
    """The show of a scene."""
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
    """The floor goes to whom the moderator sees first."""
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


def test_a_clicker_takes_back_block_steps_only() -> None:
    """PgUp undoes the start of a block, but never an intervention."""
    assert action_of(KeyAction.BACK, scene("running")) is not None
    with pytest.raises(Refused, match="block only"):
        action_of(KeyAction.BACK, scene("holder"))


def test_no_number_counts_while_a_speech_runs() -> None:
    """The numbers aren't shown then, whoever has spoken from the floor before."""
    show = after(scene("floor"), [("13:30", Next())])
    assert KeyAction.REPLY not in set(useful_keys(show))
    with pytest.raises(Refused, match="in a floor round"):
        action_of(KeyAction.REPLY, show, "1")


def test_a_digit_lets_the_panellist_of_that_number_reply() -> None:
    """The numbers are those that stand in the running order."""
    show = scene("floor")
    for digit, name in {"1": "Ms. Lakshmi Puri", "2": "Mr. Guy Ryder", "3": "H.E. Ambassador Jürg Lauber"}.items():
        intent = action_of(KeyAction.REPLY, show, digit)
        assert isinstance(intent, GiveFloor)
        assert (intent.particulars.who, intent.particulars.in_reply_to) == (name, 1)
    with pytest.raises(Refused, match="there is no panellist 4"):
        action_of(KeyAction.REPLY, show, "4")
