"""The journal's vocabulary: everything that can have happened in a show.

A `Fact` says what happened; an `Entry` is a fact with its place in the journal, its two times and its author. Facts
cross a file boundary, so pydantic checks them; an entry is what the rest of the program passes around.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    TypeAdapter,
    model_serializer,
)

from runofshow.agenda.delegations import Category
from runofshow.agenda.fields import BlockId
from runofshow.agenda.model import Agenda, Block, ListOrder, Speaker
from runofshow.instants import instant

FORMAT: Final = 1
"""The version of the journal's format. A program refuses a journal of a higher one."""

Mode = Literal["live", "rehearsal"]
Kind = Literal["statement", "question", "reply", "right_of_reply", "point_of_order"]

POINT_OF_ORDER: Final[Kind] = "point_of_order"
"""It is raised and not asked for: it interrupts whoever speaks, and goes before whoever waits."""

LONGEST_TEXT: Final = 2_000
LONGEST_GIST: Final = 100_000
"""Letters of a name, and of what was said, as many as the journal takes."""

Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Gist = Annotated[str, StringConstraints(max_length=LONGEST_GIST)]

EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""Between them an instant can be reckoned with, in any zone: beyond, dates end."""

Instant = Annotated[AwareDatetime, Field(ge=EARLIEST, le=LATEST), AfterValidator(instant)]
Length = Annotated[timedelta, Field(ge=timedelta(days=-1_000), le=timedelta(days=1_000))]
Uptime = Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=36_600))]


class Anchor(BaseModel):
    """Where the show clock is tied to the machine's: at `wall`, the boot clock of boot `boot_id` read `boot`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wall: Instant
    boot: Uptime
    boot_id: str


class Particulars(BaseModel):
    """Who takes the floor, for whom, in what capacity, and the gist. Only what is set was said, or is to be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    who: Text | None = None
    """Delegation, organization or person."""
    person: Text | None = None
    title: Text | None = None
    category: Category | None = None
    kind: Kind | None = None
    on_behalf_of: Text | None = None
    also_on_behalf_of: tuple[Text, ...] | None = None
    """Whoever else was spoken for, each by its own name; None for nobody."""
    read_for: Text | None = None
    """The principal whose statement was read out."""
    addressed_to: Text | None = None
    in_reply_to: int | None = None
    """The number of another intervention."""
    gist: Gist | None = None

    @model_serializer(mode="wrap")
    def _only_what_is_set(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in serialize(self).items() if name in self.model_fields_set}

    def amended(self, changes: "Particulars") -> "Particulars":
        """These particulars with what `changes` sets; a value set to None is taken away."""
        return self.model_copy(update={name: getattr(changes, name) for name in changes.model_fields_set})


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    steers: ClassVar[bool] = True
    """Whether the fact moves the show, or only records what was said in it."""
    undoable: ClassVar[bool] = True


class Opened(_Fact):
    """The show began to exist: its plan, its mode and its clock, so that the journal needs no other file."""

    kind: Literal["opened"] = "opened"
    undoable = False
    format: int = FORMAT
    program: str = ""
    mode: Mode
    anchor: Anchor
    agenda: Agenda


class BlockStarted(_Fact):
    """A block began, and whatever ran before it ended."""

    kind: Literal["block_started"] = "block_started"
    block: BlockId


class BlockEnded(_Fact):
    """The running block ended; the handover began."""

    kind: Literal["block_ended"] = "block_ended"


class Paused(_Fact):
    """The countdowns were held."""

    kind: Literal["paused"] = "paused"


class Resumed(_Fact):
    """The countdowns went on."""

    kind: Literal["resumed"] = "resumed"


class Extended(_Fact):
    """A block, or the intervention that holds the floor, got more time (or less)."""

    kind: Literal["extended"] = "extended"
    more: Length
    """Negative: less."""
    block: BlockId | None = None
    """None: the intervention."""


class Skipped(_Fact):
    """A block left the running order; one that is to come back was parked instead, with what it has used."""

    kind: Literal["skipped"] = "skipped"
    block: BlockId
    come_back: bool = False


class Restored(_Fact):
    """A skipped or parked block is next again."""

    kind: Literal["restored"] = "restored"
    block: BlockId


class Moved(_Fact):
    """A block that waits has another place in the running order."""

    kind: Literal["moved"] = "moved"
    block: BlockId
    before: BlockId | None = None
    """None: at the end."""


class Inserted(_Fact):
    """A block that the agenda doesn't hold joined the running order."""

    kind: Literal["inserted"] = "inserted"
    block: Block
    segment: Text
    before: BlockId | None = None
    """None: at the end."""


class Substituted(_Fact):
    """Somebody else speaks in a block."""

    kind: Literal["substituted"] = "substituted"
    block: BlockId
    speaker: Speaker


class HardStopSet(_Fact):
    """The room is ours until another time."""

    kind: Literal["hard_stop_set"] = "hard_stop_set"
    hard_stop: Instant


class FloorRequested(_Fact):
    """Somebody asked for the floor and is on the list of speakers."""

    kind: Literal["floor_requested"] = "floor_requested"
    particulars: Particulars


class RequestWithdrawn(_Fact):
    """A request left the list."""

    kind: Literal["request_withdrawn"] = "request_withdrawn"
    request: int
    """The number of the entry that asked."""


class RequestMoved(_Fact):
    """A request has another place on the list."""

    kind: Literal["request_moved"] = "request_moved"
    request: int
    place: Annotated[int, Field(ge=1)]
    """1 is the first."""


class RequestAbsent(_Fact):
    """Somebody was called and wasn't there: the turn is lost."""

    kind: Literal["request_absent"] = "request_absent"
    request: int


class ListClosed(_Fact):
    """Nobody else can ask for the floor."""

    kind: Literal["list_closed"] = "list_closed"


class ListReopened(_Fact):
    """The floor can be asked for again."""

    kind: Literal["list_reopened"] = "list_reopened"


class ListOrdered(_Fact):
    """Those who wait speak in another order."""

    kind: Literal["list_ordered"] = "list_ordered"
    order: ListOrder


class LimitSet(_Fact):
    """Interventions still to come in a floor block have another limit."""

    kind: Literal["limit_set"] = "limit_set"
    block: BlockId
    limit: Annotated[Length, Field(gt=timedelta(0))]
    category: Category | None = None
    """None: everybody."""

    @model_serializer(mode="wrap")
    def _readable_by_older_programs(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a category where there is none: a program that knows of none can read that."""
        return {name: value for name, value in serialize(self).items() if name != "category" or value is not None}


class FloorGiven(_Fact):
    """Somebody took the floor, and whoever held it gave it up; a point of order only interrupts."""

    kind: Literal["floor_given"] = "floor_given"
    number: int
    request: int | None = None
    limit: Length
    particulars: Particulars


class FloorEnded(_Fact):
    """Whoever held the floor was done."""

    kind: Literal["floor_ended"] = "floor_ended"


class StageSet(_Fact):
    """The speaker's screen shows a message, or nothing."""

    kind: Literal["stage_set"] = "stage_set"
    message: Text | None = None
    blank: bool = False


class ClockCorrected(_Fact):
    """The laptop was wrong by so much: times are shown, and the plan stands, that much later."""

    kind: Literal["clock_corrected"] = "clock_corrected"
    correction: Length
    """In all, not since the last correction."""


class ClockAnchored(_Fact):
    """The machine was started anew, and the show clock tied to its new boot clock."""

    kind: Literal["clock_anchored"] = "clock_anchored"
    undoable = False
    anchor: Anchor


class Undone(_Fact):
    """An entry that steered counts no longer: the show is what it would be without it."""

    kind: Literal["undone"] = "undone"
    undoable = False
    entry: int


class Closed(_Fact):
    """The show is over."""

    kind: Literal["closed"] = "closed"


class Recorded(_Fact):
    """An intervention was entered after it took place."""

    kind: Literal["recorded"] = "recorded"
    steers = False
    undoable = False
    number: int
    given: Instant
    ended: Instant
    block: BlockId | None = None
    particulars: Particulars


class Amended(_Fact):
    """What is known of an intervention or a request was put right."""

    kind: Literal["amended"] = "amended"
    steers = False
    undoable = False
    of: int
    """The number of the entry that gave the floor, recorded, or asked."""
    changes: Particulars


class Noted(_Fact):
    """A rapporteur's note, about an intervention or about the meeting."""

    kind: Literal["noted"] = "noted"
    steers = False
    undoable = False
    text: Gist
    of: int | None = None
    """The number of the entry that gave the floor, if the note is about an intervention."""


Fact = (
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
"""What happened. One discriminated union: an unknown kind is an error, for a fold that skips facts lies."""

FACTS: Final[TypeAdapter[Fact]] = TypeAdapter(Annotated[Fact, Field(discriminator="kind")])


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    n: int
    """1, 2, 3, …"""
    at: datetime
    """When it happened, by the show clock; UTC."""
    written: datetime
    """When it was written, by the show clock; UTC; never before that of the entry before."""
    by: str
    """Who entered it."""
    fact: Fact
