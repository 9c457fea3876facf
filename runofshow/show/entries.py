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
    """Where the show clock is tied to the computer's clocks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wall: Instant
    """The time by the computer's clock."""
    boot: Uptime
    """How long the computer had been on at that time."""
    boot_id: str
    """An id of the computer's last start."""


class Particulars(BaseModel):
    """Who takes the floor, for whom, in what capacity, and what was said. Only what is known is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    who: Text | None = None
    """The delegation, organization or person that has the floor."""
    person: Text | None = None
    """Who spoke, by name."""
    title: Text | None = None
    """The person's designation."""
    category: Category | None = None
    """In what capacity: state, observer, group, un, igo, nhri, ngo, panel or other."""
    kind: Kind | None = None
    """statement, question, reply, right_of_reply or point_of_order."""
    on_behalf_of: Text | None = None
    """The group that was spoken for."""
    also_on_behalf_of: tuple[Text, ...] | None = None
    """Others that were spoken for."""
    read_for: Text | None = None
    """The person whose statement was read out by somebody else."""
    addressed_to: Text | None = None
    """To whom a question was put."""
    in_reply_to: int | None = None
    """The number of the intervention that this one replies to."""
    gist: Gist | None = None
    """What was said, in a sentence or two."""

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


class BlockStarted(_Fact):
    """A block began. The block that ran before it ended."""

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
    """The time that was added; negative if it was taken away."""
    block: BlockId | None = None
    """The block; null: the intervention that holds the floor."""


class Skipped(_Fact):
    """A block was left out, or set aside to come back later."""

    kind: Literal["skipped"] = "skipped"
    block: BlockId
    come_back: bool = False
    """True: the block was set aside, and comes back with the time that it has left."""


class Restored(_Fact):
    """A block that was left out or set aside is the next one again."""

    kind: Literal["restored"] = "restored"
    block: BlockId


class Moved(_Fact):
    """A block that has not begun got another place in the running order."""

    kind: Literal["moved"] = "moved"
    block: BlockId
    before: BlockId | None = None
    """The block before which it now stands; null: at the end."""


class Inserted(_Fact):
    """A block that the agenda doesn't hold joined the running order."""

    kind: Literal["inserted"] = "inserted"
    block: Block
    """The whole block, as in the agenda."""
    segment: Text
    """The title of the segment that it belongs to."""
    before: BlockId | None = None
    """The block before which it stands; null: at the end."""


class Substituted(_Fact):
    """Somebody else speaks in a block."""

    kind: Literal["substituted"] = "substituted"
    block: BlockId
    speaker: Speaker
    """The new speaker: name, title, organization and say."""


class HardStopSet(_Fact):
    """The hard stop was changed."""

    kind: Literal["hard_stop_set"] = "hard_stop_set"
    hard_stop: Instant
    """When the room must be free."""


class FloorRequested(_Fact):
    """Somebody asked for the floor and is on the list of speakers."""

    kind: Literal["floor_requested"] = "floor_requested"
    particulars: Particulars


class RequestWithdrawn(_Fact):
    """A request was taken off the list of speakers."""

    kind: Literal["request_withdrawn"] = "request_withdrawn"
    request: int
    """The number of the entry that asked."""


class RequestMoved(_Fact):
    """A request got another place on the list of speakers."""

    kind: Literal["request_moved"] = "request_moved"
    request: int
    place: Annotated[int, Field(ge=1)]
    """Its new place; 1 is the first."""


class RequestAbsent(_Fact):
    """Somebody was called and wasn't there: the turn is lost."""

    kind: Literal["request_absent"] = "request_absent"
    request: int


class ListClosed(_Fact):
    """The list of speakers was closed: nobody else can ask for the floor."""

    kind: Literal["list_closed"] = "list_closed"


class ListReopened(_Fact):
    """The list of speakers was opened again."""

    kind: Literal["list_reopened"] = "list_reopened"


class ListOrdered(_Fact):
    """The order of the list of speakers was changed."""

    kind: Literal["list_ordered"] = "list_ordered"
    order: ListOrder
    """`asked` or `groups-first`."""


class LimitSet(_Fact):
    """The limit of interventions still to come in a floor round was changed."""

    kind: Literal["limit_set"] = "limit_set"
    block: BlockId
    limit: Annotated[Length, Field(gt=timedelta(0))]
    """The new limit of an intervention."""
    category: Category | None = None
    """The category that it holds for; null: everybody."""

    @model_serializer(mode="wrap")
    def _readable_by_older_programs(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without a category where there is none: a program that knows of none can read that."""
        return {name: value for name, value in serialize(self).items() if name != "category" or value is not None}


class FloorGiven(_Fact):
    """Somebody took the floor, and the former holder's intervention ended. A point of order only interrupts it."""

    kind: Literal["floor_given"] = "floor_given"
    number: int
    """The number of the intervention: 1, 2, 3, …"""
    request: int | None = None
    """The entry that asked for the floor; null: nobody asked."""
    limit: Length
    """How long the intervention may take."""
    particulars: Particulars


class FloorEnded(_Fact):
    """The intervention that held the floor ended."""

    kind: Literal["floor_ended"] = "floor_ended"


class StageSet(_Fact):
    """The speaker's screen was given a message, lost it, or was blanked."""

    kind: Literal["stage_set"] = "stage_set"
    message: Text | None = None
    """The message; null: none."""
    blank: bool = False
    """True: the screen shows nothing."""


class ClockCorrected(_Fact):
    """The laptop's clock was found wrong. Times are shown later by the correction; no duration changes."""

    kind: Literal["clock_corrected"] = "clock_corrected"
    correction: Length
    """The whole correction since the opening; negative: earlier."""


class ClockAnchored(_Fact):
    """The computer was restarted, and the show clock was tied to its clocks again."""

    kind: Literal["clock_anchored"] = "clock_anchored"
    undoable = False
    anchor: Anchor


class Undone(_Fact):
    """An earlier entry was undone: the show is as if it had not been written."""

    kind: Literal["undone"] = "undone"
    undoable = False
    entry: int
    """The number of the entry that was undone."""


class Closed(_Fact):
    """The show was closed."""

    kind: Literal["closed"] = "closed"


class Recorded(_Fact):
    """An intervention was entered after it had taken place."""

    kind: Literal["recorded"] = "recorded"
    steers = False
    undoable = False
    number: int
    """The number of the intervention: 1, 2, 3, …"""
    given: Instant
    """When it began."""
    ended: Instant
    """When it ended."""
    block: BlockId | None = None
    """The block in which it took place; null: in none of them."""
    particulars: Particulars


class Amended(_Fact):
    """The particulars of an intervention or a request were corrected."""

    kind: Literal["amended"] = "amended"
    steers = False
    undoable = False
    of: int
    """The entry that gave the floor, recorded the intervention, or asked for the floor."""
    changes: Particulars
    """The particulars that changed; null takes a value away."""


class Noted(_Fact):
    """A note was made, about an intervention or about the meeting."""

    kind: Literal["noted"] = "noted"
    steers = False
    undoable = False
    text: Gist
    """The note."""
    of: int | None = None
    """The entry that gave the floor, if the note is about an intervention; null: it is about the meeting."""


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
