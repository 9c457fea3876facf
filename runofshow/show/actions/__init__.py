"""What a person may do, one module a subject: each action with what it asks for, what comes of it, and when not."""

from typing import Annotated, Final

from pydantic import Field, TypeAdapter

from runofshow.show.actions.blocks import (
    BlockEnded,
    BlockStarted,
    EndBlock,
    Extend,
    Extended,
    Next,
    Pause,
    Paused,
    Resume,
    Resumed,
    StartBlock,
    Substitute,
    Substituted,
)
from runofshow.show.actions.floor import EndFloor, FloorEnded, FloorGiven, GiveFloor, LimitSet, SetLimit
from runofshow.show.actions.meeting import (
    ClockAnchored,
    ClockCorrected,
    Closed,
    CorrectClock,
    Finish,
    HardStopSet,
    Opened,
    SetHardStop,
    SetStage,
    StageSet,
)
from runofshow.show.actions.record import Amend, Amended, AmendRequest, Note, Noted, Recorded, RecordIntervention
from runofshow.show.actions.running_order import Insert, Inserted, Move, Moved, Restore, Restored, Skip, Skipped
from runofshow.show.actions.speakers_list import (
    Ask,
    CloseList,
    FloorRequested,
    ListClosed,
    ListOrdered,
    ListReopened,
    MarkAbsent,
    MoveRequest,
    OrderList,
    ReopenList,
    RequestAbsent,
    RequestMoved,
    RequestWithdrawn,
    Withdraw,
)
from runofshow.show.actions.undo import Undo, Undone

Event = (
    Opened
    | BlockStarted
    | BlockEnded
    | Paused
    | Resumed
    | Extended
    | Skipped
    | Restored
    | Moved
    | Inserted
    | Substituted
    | HardStopSet
    | FloorRequested
    | RequestWithdrawn
    | RequestMoved
    | RequestAbsent
    | ListClosed
    | ListReopened
    | ListOrdered
    | LimitSet
    | FloorGiven
    | FloorEnded
    | StageSet
    | ClockCorrected
    | ClockAnchored
    | Undone
    | Closed
    | Recorded
    | Amended
    | Noted
)
"""What happened. One discriminated union: an unknown kind is an error, for a replay that skips events lies."""
EVENTS: Final[TypeAdapter[Event]] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


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
