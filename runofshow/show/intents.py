"""What a person may ask for. An intent may be refused; what comes of it otherwise is an entry."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from runofshow.agenda.delegations import Category
from runofshow.agenda.model import Floor, ListOrder, Speaker, Speech
from runofshow.show.particulars import Particulars


class Nothing(Enum):
    """What runs before the first block, and in a handover."""

    RUNS = "nothing"


@dataclass(frozen=True, slots=True)
class Seen:
    """Who a person saw speaking as they pressed a key. Refused if somebody else does: they weren't meant."""

    running: str | None
    """The block that ran; None: none did."""
    holder: int | None
    """The entry that gave the floor to whom the person saw holding it; None: nobody held it."""


@dataclass(frozen=True, slots=True)
class Next:
    """End what runs and start what follows at once; on the last block, only end it."""

    running: str | Nothing | None = None
    """What the person believes is running; None: whatever is. Refused if it isn't: two presses can't skip a speaker."""
    to: str | None = None
    """The block to start instead of the one that is next."""


@dataclass(frozen=True, slots=True)
class StartBlock:
    """Start a block after a handover."""

    block: str | None = None
    """None: the next one."""


@dataclass(frozen=True, slots=True)
class EndBlock:
    """End the running block; the handover begins."""

    running: str | None = None
    """The block that the person saw running. Refused if it isn't: no key meant for somebody else cuts anybody off."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Hold the countdowns."""

    seen: Seen | None = None
    """None: whoever speaks, in this and in all other intents."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the countdowns go on."""

    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Extend:
    """Give more time, or less."""

    by: timedelta
    block: str | None = None
    """None: whoever holds the floor, else the running block."""
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Take a block out of the running order."""

    block: str | None = None
    """None: the running block if it is to come back, else the next one."""
    come_back: bool = False


@dataclass(frozen=True, slots=True)
class Restore:
    """Make a skipped or parked block the next one."""

    block: str | None = None
    """None: the one that was taken out last."""


@dataclass(frozen=True, slots=True)
class Move:
    """Give a waiting block another place."""

    block: str
    before: str | None = None
    """None: to the end."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Add a block that the agenda doesn't hold."""

    block: Speech | Floor
    """Its id is made unique where it is taken."""
    before: str | None = None
    """None: it becomes the next one."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Let somebody else speak in a block."""

    block: str
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class SetHardStop:
    """Have the room until another time."""

    hard_stop: datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """Put somebody on the list of speakers."""

    particulars: Particulars


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a request off the list."""

    request: int


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """Give a request another place on the list."""

    request: int
    place: int


@dataclass(frozen=True, slots=True)
class MarkAbsent:
    """Somebody on the list was called and isn't there."""

    request: int | None = None
    """None: the first on the list."""


@dataclass(frozen=True, slots=True)
class CloseList:
    """Let nobody else ask for the floor."""


@dataclass(frozen=True, slots=True)
class ReopenList:
    """Let the floor be asked for again."""


@dataclass(frozen=True, slots=True)
class OrderList:
    """Let those who wait speak in another order."""

    order: ListOrder


@dataclass(frozen=True, slots=True)
class SetLimit:
    """Change the limit of interventions still to come."""

    limit: timedelta
    block: str | None = None
    """None: the running floor block, else the next one."""
    category: Category | None = None
    """None: everybody's."""


@dataclass(frozen=True, slots=True)
class GiveFloor:
    """Give the floor at once, ending whoever has it."""

    particulars: Particulars = field(default_factory=Particulars)
    request: int | None = None
    first_waiting: bool = False
    """Give it to the first on the list; nameless if nobody waits, or to raise a point of order."""
    seen: Seen | None = None
    answers: int | None = None
    """The entry of the intervention that the person saw under the number that this one replies to. Refused if it was
    undone."""


@dataclass(frozen=True, slots=True)
class EndFloor:
    """Whoever holds the floor is done."""

    holder: int | None = None
    """The entry that gave the floor to whom the person saw holding it. Refused if somebody else does."""


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
class Undo:
    """Take back the last entry that steered and still stands."""

    entry: int | None = None
    """The number of the one that the person saw as the last. Refused if another one is: two can't undo two steps."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Close the show."""


@dataclass(frozen=True, slots=True)
class Record:
    """Enter an intervention after it took place."""

    given: datetime
    ended: datetime
    particulars: Particulars
    block: str | None = None
    """None: the block that ran when it was given."""


@dataclass(frozen=True, slots=True)
class Amend:
    """Put right what is known of an intervention."""

    number: int
    changes: Particulars
    of: int | None = None
    """The entry of the intervention that the person saw under that number; None: whichever has it. Refused if it was
    undone: what is typed for one never lands on another that has got its number."""
    saw: Particulars | None = None
    """What the person saw of what is changed. Refused if somebody else has changed it to something else meanwhile."""


@dataclass(frozen=True, slots=True)
class AmendRequest:
    """Put right what is known of somebody who waits on the list of speakers."""

    request: int
    changes: Particulars
    saw: Particulars | None = None
    """What the person saw of what is changed. Refused if somebody else has changed it to something else meanwhile."""


@dataclass(frozen=True, slots=True)
class Note:
    """Note something about an intervention, or about the meeting."""

    text: str
    number: int | None = None
    of: int | None = None
    """The entry of the intervention that the person saw under that number. Refused if it was undone."""


Intent = (
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
    | Record
    | Amend
    | AmendRequest
    | Note
)
"""Whatever a person can ask for."""
