"""The meeting: opened and closed, its hard stop, its clock, and the speaker's screen."""

from __future__ import annotations  # rpds' classes take their parameters in annotations only

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from rpds import HashTrieMap, List

from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import planned
from runofshow.errors import Refused
from runofshow.show.limits import Limits
from runofshow.show.particulars import Instant, Length, Text
from runofshow.show.parts import BlockRun
from runofshow.show.state import Anchor, BaseEvent, Entry, Mode, NotAShow, Show

if TYPE_CHECKING:
    from runofshow.show.actions import Event


FORMAT: Final = 1
"""The version of the journal's format. A program refuses a journal of a higher one."""
LONGEST_GONE: Final = timedelta(hours=6)
"""A show may be opened although the room should have been given back; before that, it was another meeting's room."""


class Opened(BaseEvent):
    """The show began to exist: its plan, its mode and its clock, so that the journal needs no other file."""

    kind: Literal["opened"] = "opened"
    undoable = False
    format: int = FORMAT
    program: str = ""
    mode: Mode
    anchor: Anchor
    agenda: Agenda


class Closed(BaseEvent):
    """The show is over."""

    kind: Literal["closed"] = "closed"


class HardStopSet(BaseEvent):
    """The room is ours until another time."""

    kind: Literal["hard_stop_set"] = "hard_stop_set"
    hard_stop: Instant


class StageSet(BaseEvent):
    """The speaker's screen shows a message, or nothing."""

    kind: Literal["stage_set"] = "stage_set"
    message: Text | None = None
    blank: bool = False


class ClockCorrected(BaseEvent):
    """The laptop was wrong by so much: times are shown, and the plan stands, that much later."""

    kind: Literal["clock_corrected"] = "clock_corrected"
    correction: Length
    """In all, not since the last correction."""


class ClockAnchored(BaseEvent):
    """The machine was started anew, and the show clock tied to its new boot clock."""

    kind: Literal["clock_anchored"] = "clock_anchored"
    undoable = False
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class SetHardStop:
    """Have the room until another time."""

    hard_stop: datetime


@dataclass(frozen=True, slots=True)
class SetStage:
    """Show a message on the speaker's screen, or nothing."""

    message: str | None = None
    blank: bool = False


@dataclass(frozen=True, slots=True)
class CorrectClock:
    """The laptop's clock was wrong by so much when the show was opened, in all."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Finish:
    """Close the show."""


def hard_stop_set(show: Show, hard_stop: datetime) -> Event:
    """The room is ours until another time."""
    if hard_stop - show.correction <= show.opened - LONGEST_GONE:
        message = "the room can't have been given back that long before the show was opened: give a later time"
        raise Refused(message)
    return HardStopSet(hard_stop=hard_stop)


def _opened(entry: Entry) -> Show:
    event = entry.event
    if not isinstance(event, Opened):
        message = f"the journal begins with an entry of kind '{event.kind}': it should begin with the opening of a show"
        raise NotAShow(message)
    plan = planned(event.agenda)
    runs = [
        BlockRun(row.block, row.segment, row.duration, planned_start=row.start, planned_end=row.end)
        for row in plan.rows
    ]
    return Show(
        agenda=event.agenda,
        plan=plan,
        mode=event.mode,
        opened=entry.at,
        anchor=event.anchor,
        first_anchor=event.anchor,
        n=entry.n,
        last_move=entry.at,
        history=List([entry]),
        runs=HashTrieMap({run.id: run for run in runs}),
        order=tuple(run.id for run in runs),
        limits=HashTrieMap(
            {run.id: Limits.planned(run.block, event.agenda) for run in runs if isinstance(run.block, Floor)}
        ),
        limits_elsewhere=Limits.planned(None, event.agenda),
    )
