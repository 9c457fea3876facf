"""What a person may do, one module a subject: each action with what it asks for, what comes of it, and when not."""

from collections.abc import Mapping
from typing import Any

from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume, StartBlock, Substitute
from runofshow.show.actions.floor import EndFloor, GiveFloor, SetLimit
from runofshow.show.actions.meeting import CorrectClock, Finish, SetHardStop, SetStage
from runofshow.show.actions.record import Amend, AmendRequest, Note, RecordIntervention
from runofshow.show.actions.running_order import Insert, Move, Restore, Skip
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    MarkAbsent,
    MoveRequest,
    OrderList,
    ReopenList,
    Withdraw,
)
from runofshow.show.actions.undo import Undo
from runofshow.show.state import EVENTS, Event


class UnknownKind(ValueError):
    """The kind of an entry that this program doesn't know; a newer one may."""


def event_of(fields: Mapping[str, Any]) -> Event:
    """Return the event of a journal's line, whose own fields these are: `kind`, and what goes with it.

    Raises:
        UnknownKind: there is no such kind. Who leaves it out shows what never was.
        ValidationError: a field is missing, unknown or not what it should be.
    """
    known = EVENTS.get(kind) if isinstance(kind := fields.get("kind"), str) else None
    if known is None:
        raise UnknownKind(kind)
    return known.model_validate(fields)


Action = (
    Next
    | StartBlock
    | EndBlock
    | Pause
    | Resume
    | Extend
    | Skip
    | Restore
    | Move
    | Insert
    | Substitute
    | SetHardStop
    | Ask
    | Withdraw
    | MoveRequest
    | MarkAbsent
    | CloseList
    | ReopenList
    | OrderList
    | SetLimit
    | GiveFloor
    | EndFloor
    | SetStage
    | CorrectClock
    | Undo
    | Finish
    | RecordIntervention
    | Amend
    | AmendRequest
    | Note
)
"""Whatever a person can ask for."""
