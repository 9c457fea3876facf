"""What keys ask for, in the show as it is on the screen."""

from datetime import timedelta

import pytest

from runofshow.screen.key_intents import intent_of
from runofshow.screen.keymap import Action, useful_keys
from runofshow.show.intents import (
    Extend,
    GiveFloor,
    Next,
    Nothing,
    Pause,
    Restore,
    Resume,
    Seen,
    Skip,
    StartBlock,
    Undo,
)
from runofshow.show.rules import Refused, decide
from runofshow.show.state import Show
from tests.builders import after
from tests.screen.scenes import SCENES

TYPED_FIRST = {Action.ASK, Action.NAME, Action.PICK, Action.MESSAGE, Action.NOTE, Action.FINISH} | {
    Action.HELP,
    Action.QUIT,
}


def scene(name: str) -> Show:
    """The show of a scene."""
    return SCENES[name][0]


def test_the_footer_promises_what_the_rules_allow() -> None:
    """A key is offered just when its intent would not be refused, but for what only the figures decide."""
    for name, (show, now) in SCENES.items():
        offered = {key.action for key in useful_keys(show)}
        for action in set(Action) - TYPED_FIRST - {Action.MORE, Action.LESS}:
            try:
                intent = intent_of(action, show)
                assert intent is not None
                decide(show, intent, now)
            except Refused:
                assert action not in offered, (name, action)
            else:
                assert action in offered, (name, action)


def test_next_names_the_blocks_that_are_on_the_screen() -> None:
    """A second press by somebody else can't skip a speaker, in a block or in a handover."""
    assert intent_of(Action.NEXT, scene("running")) == Next(running="puri", to="ryder")
    assert intent_of(Action.NEXT, scene("handover")) == Next(running=Nothing.RUNS, to="ryder")
    assert intent_of(Action.UNDO, scene("running")) == intent_of(Action.BACK, scene("running")) == Undo(entry=2)
    assert intent_of(Action.HANDOVER, scene("handover")) == StartBlock(block="ryder")
    assert intent_of(Action.ASIDE, scene("running")) == Skip(block="puri", come_back=True)


def test_the_first_on_the_list_is_the_one_on_the_screen() -> None:
    """The floor goes to whom the moderator sees first."""
    show = scene("floor")
    assert intent_of(Action.GIVE_FIRST, show) == GiveFloor(request=show.waiting[0], seen=Seen("floor", None))


def test_whoever_speaks_is_named_by_every_key_that_is_meant_for_them() -> None:
    """Between looking and pressing somebody else may have moved on."""
    show = scene("holder")
    seen = Seen("floor", show.holder)
    assert intent_of(Action.PAUSE, show) == Pause(seen)
    assert intent_of(Action.MORE, show) == Extend(timedelta(minutes=1), seen=seen)
    assert intent_of(Action.TAKE_FLOOR, show) == GiveFloor(seen=seen)
    assert intent_of(Action.PAUSE, scene("paused")) == Resume(Seen("puri", None))
    skipped = after(scene("running"), [("13:05", Skip("ryder"))])
    assert intent_of(Action.RESTORE, skipped) == Restore("ryder")


def test_a_clicker_takes_back_block_steps_only() -> None:
    """PgUp undoes the start of a block, but never an intervention."""
    assert intent_of(Action.BACK, scene("running")) is not None
    with pytest.raises(Refused, match="block only"):
        intent_of(Action.BACK, scene("holder"))


def test_no_number_counts_while_a_speech_runs() -> None:
    """The numbers aren't shown then, whoever has spoken from the floor before."""
    show = after(scene("floor"), [("13:30", Next())])
    assert Action.REPLY not in {key.action for key in useful_keys(show)}
    with pytest.raises(Refused, match="in a floor round"):
        intent_of(Action.REPLY, show, "1")


def test_a_digit_lets_the_panellist_of_that_number_reply() -> None:
    """The numbers are those that stand in the running order."""
    show = scene("floor")
    for digit, name in {"1": "Ms. Lakshmi Puri", "2": "Mr. Guy Ryder", "3": "H.E. Ambassador Jürg Lauber"}.items():
        intent = intent_of(Action.REPLY, show, digit)
        assert isinstance(intent, GiveFloor)
        assert (intent.particulars.who, intent.particulars.in_reply_to) == (name, 1)
    with pytest.raises(Refused, match="there is no panellist 4"):
        intent_of(Action.REPLY, show, "4")
