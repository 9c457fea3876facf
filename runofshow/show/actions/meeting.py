"""The meeting: opened and closed, its hard stop, its clock, and the speaker's screen."""

from datetime import timedelta
from typing import Final, Literal, final

from rpds import HashTrieMap, List

from runofshow.agenda.durations import signed_digits
from runofshow.agenda.model import Agenda, Floor
from runofshow.agenda.schedule import planned
from runofshow.errors import Refused
from runofshow.instants import Instant
from runofshow.show.actions.blocks import block_ended
from runofshow.show.limits import Limits
from runofshow.show.names import clock_and_day
from runofshow.show.particulars import Length, Text, WrittenInstant
from runofshow.show.parts import BlockRun, Stage, replace
from runofshow.show.state import Action, Anchor, Entry, Event, Mode, NotAShow, Show
from runofshow.text import sanitize

FORMAT: Final = 1
"""The version of the journal's format. A program refuses a journal of a higher one."""
EASILY_READ: Final = 60
"""Letters of a message that still stand large on the speaker's screen."""
LONGEST_GONE: Final = timedelta(hours=6)
"""A show may be opened this long after its hard stop; an earlier hard stop would be another meeting's."""


@final
class Opened(Event):
    """The show was opened. The entry holds the agenda, the mode and the clock, so the journal needs no other file."""

    kind: Literal["opened"] = "opened"
    undoable = False
    format: int = FORMAT
    """The version of the journal's format."""
    program: str = ""
    """The version of runofshow that opened the show."""
    mode: Mode
    """`live` or `rehearsal`."""
    anchor: Anchor
    agenda: Agenda
    """The whole agenda, its lengths as text."""

    def begin(self, entry: Entry) -> Show:
        """Return the show as it was opened: nothing has run, and nobody waits."""
        plan, elsewhere = planned(self.agenda), Limits.planned(None, self.agenda)
        runs = [
            BlockRun(
                row.block,
                row.segment,
                row.duration,
                Limits.planned(row.block, self.agenda) if isinstance(row.block, Floor) else elsewhere,
                planned_start=row.start,
                planned_end=row.end,
                start=row.block.start,
            )
            for row in plan.rows
        ]
        return Show(
            agenda=self.agenda,
            plan=plan,
            mode=self.mode,
            opened=entry.at,
            anchor=self.anchor,
            first_anchor=self.anchor,
            n=entry.n,
            last_move=entry.at,
            history=List([entry]),
            runs=HashTrieMap({run.id: run for run in runs}),
            order=tuple(run.id for run in runs),
            limits_elsewhere=elsewhere,
            list_order=self.agenda.floor.order,
        )

    def apply(self, show: Show, entry: Entry) -> Show:
        raise NotAShow(f"entry {entry.n} opens the show a second time: a journal holds one show")

    def describe(self, show: Show) -> str:
        return f"opened: {sanitize(self.agenda.title)}"


@final
class Closed(Event):
    """The show was closed."""

    kind: Literal["closed"] = "closed"

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(block_ended(show, entry.at), closed=entry.at)

    def describe(self, show: Show) -> str:
        return "the show is closed"


@final
class Finish(Action):
    """Close the show."""

    def decide(self, show: Show, at: Instant) -> Closed:
        return Closed()


@final
class HardStopSet(Event):
    """The hard stop was changed."""

    kind: Literal["hard_stop_set"] = "hard_stop_set"
    hard_stop: WrittenInstant
    """When the room must be free."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, hard_stop_set=self.hard_stop)

    def describe(self, show: Show) -> str:
        return f"the room is ours until {clock_and_day(show, self.hard_stop - show.correction, '%H:%M')}"


@final
class SetHardStop(Action):
    """Have the room until another time."""

    hard_stop: Instant

    def decide(self, show: Show, at: Instant) -> HardStopSet:
        if self.hard_stop - show.correction <= show.opened - LONGEST_GONE:
            raise Refused("the room can't have been given back that long before the show was opened: give a later time")
        return HardStopSet(hard_stop=self.hard_stop)


@final
class StageSet(Event):
    """The speaker's screen was given a message, lost it, or was blanked."""

    kind: Literal["stage_set"] = "stage_set"
    message: Text | None = None
    """The message; null: none."""
    blank: bool = False
    """True: the screen shows nothing."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, stage=Stage(self.message, self.blank))

    def describe(self, show: Show) -> str:
        if self.blank:
            return "the speaker's screen is blank"
        shown = f"on the speaker's screen: {sanitize(self.message or 'the countdown')}"
        if self.message is None or len(self.message) <= EASILY_READ:
            return shown
        return f"{shown} ({len(self.message)} letters: up to {EASILY_READ} are easily read from the lectern)"


@final
class SetStage(Action):
    """Show a message on the speaker's screen, or nothing."""

    message: str | None = None
    blank: bool = False

    def decide(self, show: Show, at: Instant) -> StageSet:
        return StageSet(message=self.message, blank=self.blank)


@final
class ClockCorrected(Event):
    """The laptop's clock was found wrong. Times are shown later by the correction; no duration changes."""

    kind: Literal["clock_corrected"] = "clock_corrected"
    correction: Length
    """The whole correction since the opening; negative: earlier."""

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, correction=self.correction)

    def describe(self, show: Show) -> str:
        moved = signed_digits(self.correction)
        return f"the plan and all times are shown {moved} from the laptop's clock at the opening"


@final
class CorrectClock(Action):
    """The laptop's clock was wrong by so much when the show was opened, in all."""

    by: timedelta

    def decide(self, show: Show, at: Instant) -> ClockCorrected:
        return ClockCorrected(correction=self.by)


@final
class ClockAnchored(Event):
    """The computer was restarted, and the show clock was tied to its clocks again."""

    kind: Literal["clock_anchored"] = "clock_anchored"
    moves_show = False
    undoable = False
    anchor: Anchor

    def apply(self, show: Show, entry: Entry) -> Show:
        return replace(show, anchor=self.anchor)

    def describe(self, show: Show) -> str:
        return "the laptop was started anew: the show clock goes on from the last entry"
