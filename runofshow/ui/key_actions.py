"""The actions that keys stand for in the show as it is on the screen. Pure."""

from collections.abc import Container
from datetime import timedelta
from typing import Final

from runofshow.agenda.model import Panel
from runofshow.errors import Refused
from runofshow.show.actions.blocks import EndBlock, Extend, Pause, Resume, StartBlock, next_of
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.meeting import SetStage
from runofshow.show.actions.panel import EndTurn, GiveTurn, can_reply, panellist, reply_of
from runofshow.show.actions.running_order import Skip, restore_of
from runofshow.show.actions.speakers_list import CloseList, ReopenList
from runofshow.show.actions.undo import Redo, UndoStep, to_redo, to_undo, undo_from
from runofshow.show.forecast import Forecast
from runofshow.show.particulars import POINT_OF_ORDER, Particulars
from runofshow.show.state import Action, ExpectedState, Show
from runofshow.ui.keymap import KeyAction, last_was_block_step

MINUTE: Final = timedelta(minutes=1)


def action_of(key: KeyAction, show: Show, pressed: str | None = None, own: Container[int] = ()) -> Action | None:  # noqa: C901, PLR0911, PLR0912 -- one line a key, checked to be complete
    """Return the action of a key in the show as it is on the screen; None for one that needs none, or words first.

    `pressed` is the key, where one has several that mean different things: the number of a panellist. `own` holds the
    numbers of the entries that the screen wrote.

    Blocks, requests and whoever speaks are named: two people who press the same key at the same moment can't skip a
    speaker, and a minute, a pause or the end of a turn reaches nobody whom the person at the keys didn't see.

    Raises:
        Refused: the key does nothing now.
    """
    running = show.current
    following = None if (block := show.next_block) is None else block.id
    match key:
        case KeyAction.NEXT:
            return next_of(show)
        case KeyAction.HANDOVER:
            return StartBlock(block=following) if running is None else EndBlock(expected=ExpectedState(block=running))
        case KeyAction.UNDO | KeyAction.BACK:
            return undo_step(key, show, own).action
        case KeyAction.REDO:
            return Redo(None if (undone := to_redo(show)) is None else undone.n)
        case KeyAction.PAUSE:
            return Resume(expected=ExpectedState.of(show)) if show.paused else Pause(expected=ExpectedState.of(show))
        case KeyAction.MORE:
            return Extend(by=MINUTE, expected=ExpectedState.of(show))
        case KeyAction.LESS:
            return Extend(by=-MINUTE, expected=ExpectedState.of(show))
        case KeyAction.TAKE_FLOOR:
            return GiveFloor(expected=ExpectedState.of(show))
        case KeyAction.POINT_OF_ORDER:
            return GiveFloor(Particulars(kind=POINT_OF_ORDER), expected=ExpectedState.of(show))
        case KeyAction.GIVE_FIRST:
            return _give_first(show)
        case KeyAction.REPLY:
            return _reply(show, int(pressed or "1"))
        case KeyAction.FLOOR_DONE:
            done = show.holder is None and show.turn is not None
            return EndTurn() if done else EndFloor(expected=ExpectedState(holder=show.holder))
        case KeyAction.LIST:
            return ReopenList() if show.list_closed else CloseList()
        case KeyAction.SKIP:
            return Skip(block=following)
        case KeyAction.ASIDE:
            return _aside(show)
        case KeyAction.RESTORE:
            return restore_of(show)
        case KeyAction.BLANK:
            return SetStage(message=show.stage.message, blank=not show.stage.blank)
        case KeyAction.ASK | KeyAction.NAME | KeyAction.PICK | KeyAction.MESSAGE | KeyAction.NOTE | KeyAction.FINISH:
            return None
        case KeyAction.LIMIT | KeyAction.CHOOSE | KeyAction.COMMAND | KeyAction.HELP | KeyAction.QUIT:
            return None


def proposed_limit(now: Forecast) -> SetLimit:
    """Return the action that sets the limit at which all who wait have their turn.

    Raises:
        Refused: none is proposed.
    """
    floor = now.floor
    if floor is None or not floor.turns:
        why = "nobody waits"
    elif floor.all_fit:
        why = "all who wait have their turn"
    else:
        why = "even half a minute each is too long"
    if floor is None or floor.seat_all is None or floor.all_fit:
        message = f"no limit is proposed, for {why}: type ':floor limit 2m' to set one"
        raise Refused(message)
    return SetLimit(floor.seat_all, block=floor.block.id)


def undo_step(key: KeyAction, show: Show, own: Container[int] = ()) -> UndoStep:
    """Return the entry that the undo key takes back, or PgUp; `own` holds the numbers of the screen's own entries.

    Raises:
        Refused: there is nothing to undo, or for PgUp no start or end of a block.
    """
    if key is not KeyAction.BACK:
        return undo_from(show, own)
    if (last := to_undo(show)) is None or not last_was_block_step(show):
        message = "PgUp takes back the start or end of a block only: u takes back what was done last"
        raise Refused(message)
    return UndoStep(last, asks=last.n not in own)


def _give_first(show: Show) -> Action:
    if not show.waiting:
        message = "nobody is on the list of speakers: i gives the floor to somebody who isn't"
        raise Refused(message)
    return GiveFloor(request=show.waiting[0], expected=ExpectedState.of(show))


def _reply(show: Show, number: int) -> Action:
    if show.running is not None and isinstance(show.running.block, Panel):
        return GiveTurn(number, expected=ExpectedState(block=show.current))
    if not can_reply(show):
        message = "nobody replies now: the numbers count in a floor round, once somebody from the floor has spoken"
        raise Refused(message)
    return reply_of(show, panellist(show, number))


def _aside(show: Show) -> Action:
    if show.current is None:
        message = "nothing is running: there is nothing to set aside"
        raise Refused(message)
    return Skip(block=show.current, come_back=True)
