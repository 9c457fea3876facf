"""The agenda as staff write it: frozen models, whole and valid once they exist.

Every value may come in as the text that a person typed (``"7m"``, ``"1 pm"``) or as the value it stands for, so that
the same models read ``agenda.yaml``, the copy of the agenda in a journal, and tests.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    SerializerFunctionWrapHandler,
    Tag,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)

from runofshow.agenda.defaults import completed, fields_of_speaker
from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST, BlockId, Length, Limit, Line, Prose, Span, Zone, more_than_nothing, problem
from runofshow.agenda.times import parse_moment
from runofshow.instants import Instant, instant
from runofshow.text import clip

LONGEST_BLOCK: Final = timedelta(hours=24)
LONGEST_MEETING: Final = timedelta(hours=36)

YEARS: Final = range(1900, 3000)
"""A meeting in another year is a slip of the pen, and near the year 9999 its times could not be reckoned with."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Speaker(_Model):
    """Somebody who is announced by name."""

    name: Line
    """The name as it is announced, with Mr., Ms. or H.E."""
    title: Line | None = None
    """The designation, word for word."""
    organization: Line | None = None
    """The organization, where the title doesn't name it already."""
    say: Line | None = None
    """How the name is pronounced; only the moderator sees it."""

    @model_validator(mode="before")
    @classmethod
    def _a_text_is_the_name(cls, raw: object) -> object:
        return fields_of_speaker(raw)


class Signals(_Model):
    """How long before its end a countdown changes its word and its colour."""

    wrap_up: Span = timedelta(minutes=2)
    """How long before the end the countdown says WRAP UP."""
    final: Span = timedelta(seconds=30)
    """How long before the end the countdown says LAST; never longer than `wrap_up`."""

    @field_validator("final", mode="after")
    @classmethod
    def _final_comes_last(cls, final: timedelta, info: ValidationInfo) -> timedelta:
        wrap_up = info.data.get("wrap_up", final)
        if final > wrap_up:
            message = (
                f"'final' ({spell_duration(final)}) comes before 'wrap_up' ({spell_duration(wrap_up)}): "
                "make it the shorter one"
            )
            raise problem(message)
        return final


class CategoryLimits(_Model):
    """Limits for categories of speakers: a group may have more time than a State, and an NGO less."""

    state: Limit | None = None
    """The limit for member States."""
    observer: Limit | None = None
    """The limit for observers, such as the Holy See or the European Union."""
    group: Limit | None = None
    """The limit for groups of States, and for a speaker on behalf of one."""
    un: Limit | None = None
    """The limit for the UN system."""
    igo: Limit | None = None
    """The limit for other intergovernmental organizations."""
    nhri: Limit | None = None
    """The limit for national human rights institutions."""
    ngo: Limit | None = None
    """The limit for non-governmental organizations."""
    panel: Limit | None = None
    """The limit for a reply by one of the programme's own speakers."""
    other: Limit | None = None
    """The limit for everybody else."""

    @model_serializer(mode="wrap")
    def _only_what_is_set(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in serialize(self).items() if value is not None}

    def of(self, category: Category | None) -> timedelta | None:
        """The limit of a category's own; None where it has none."""
        limit: timedelta | None = None if category is None else getattr(self, category)
        return limit


NO_LIMITS: Final = CategoryLimits()

ListOrder = Literal["asked", "groups-first"]
"""In which order those who asked for the floor speak: as they asked, or as Human Rights Council practice has it."""


def _without_new(written: dict[str, Any], **ordinary: object) -> dict[str, Any]:
    """What is written of a model without the fields that are as they were before there was a choice.

    A program that doesn't know these fields yet can read a journal in which nobody used them.
    """
    return {name: value for name, value in written.items() if name not in ordinary or value != ordinary[name]}


class FloorRules(_Model):
    """Rules for interventions from the floor. A floor round can have its own `limit` and `limits`."""

    limit: Limit = timedelta(minutes=2)
    """How long one intervention may take."""
    limits: CategoryLimits = NO_LIMITS
    """Limits for single categories, in place of `limit`."""
    order: ListOrder = "asked"
    """Who gets the floor first: `asked` takes requests as they came; `groups-first` is the order of the Human Rights
    Council (groups, States, observers, UN entities, national institutions, NGOs)."""
    handover: Span = timedelta(seconds=15)
    """The time between two interventions."""
    signals: Signals | None = None
    """When the countdown of an intervention changes its word. By default 30s and 10s before the end; in a short one
    later, in its last third and its last eighth."""

    @model_serializer(mode="wrap")
    def _readable_by_older_programs(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_new(serialize(self), limits={}, order="asked", signals=None)


class _Block(_Model):
    id: BlockId = ""
    """The name of the block in commands. By default it is made from the speaker's name or the round's title."""
    duration: Length
    """How long the block lasts; `rest` takes what the other blocks leave before the end."""
    min: Span | None = None
    """The shortest that the block may become when time runs short. Without it the block keeps its full duration."""
    handover: Span | None = None
    """The time before this block; by default the agenda's `handover`."""
    signals: Signals | None = None
    """When the countdown of this block changes its word; by default the agenda's `signals`."""
    intro: Prose | None = None
    """The text that the moderator reads out before the block."""
    notes: Prose | None = None
    """Anything that staff want to remember; no participant sees it."""

    @field_validator("duration", mode="after")
    @classmethod
    def _lasts(cls, value: timedelta | Literal["rest"]) -> timedelta | Literal["rest"]:
        if not isinstance(value, timedelta):
            return value
        if value > LONGEST_BLOCK:
            message = f"a block of {spell_duration(value)} is longer than {spell_duration(LONGEST_BLOCK)}"
            raise problem(message)
        return more_than_nothing(value)

    @field_validator("min", mode="after")
    @classmethod
    def _gives_downwards(cls, minimum: timedelta | None, info: ValidationInfo) -> timedelta | None:
        duration = info.data.get("duration", REST)
        if minimum is not None and duration != REST and minimum > duration:
            message = (
                f"'min' ({spell_duration(minimum)}) is longer than 'duration' ({spell_duration(duration)}): "
                "a block gives way downwards"
            )
            raise problem(message)
        return minimum

    @property
    def minimum(self) -> timedelta:
        """The shortest that the block can become."""
        if self.duration == REST:
            return self.min or timedelta(0)
        return self.duration if self.min is None else self.min

    @property
    def shrinkable(self) -> bool:
        """Whether the block may become shorter than planned, or longer."""
        return self.duration == REST or self.min is not None


class Speech(_Block):
    """A block with a `speaker`: one person speaks."""

    kind: ClassVar[Literal["speech"]] = "speech"

    speaker: Speaker
    """Who speaks: a name, or a mapping with name, title, organization and say."""
    words: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How many words the prepared text has. Without a `duration` the length follows from it."""

    @model_validator(mode="before")
    @classmethod
    def _say_belongs_to_the_speaker(cls, raw: object) -> object:
        if not isinstance(raw, Mapping) or "say" not in raw:
            return raw
        speaker = fields_of_speaker(raw.get("speaker"))
        if not isinstance(speaker, Mapping):
            return raw
        rest = {key: value for key, value in raw.items() if key != "say"}
        return {**rest, "speaker": {"say": raw["say"], **speaker}}

    @property
    def title(self) -> str:
        """What a list calls the block: the speaker's name."""
        return self.speaker.name


class Floor(_Block):
    """A block with a `floor` title: participants speak, one after the other."""

    kind: ClassVar[Literal["floor"]] = "floor"

    floor: Line
    """The title of the floor round."""
    limit: Limit | None = None
    """How long one intervention may take in this round; by default the limits under the agenda's `floor`."""
    limits: CategoryLimits = NO_LIMITS
    """Limits for single categories in this round."""

    @model_serializer(mode="wrap")
    def _readable_by_older_programs(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_new(serialize(self), limits={})

    @property
    def title(self) -> str:
        """What a list calls the block."""
        return self.floor


def _kind_of_block(raw: object) -> str:
    if isinstance(raw, Mapping):
        return Floor.kind if "floor" in raw else Speech.kind
    return raw.kind if isinstance(raw, Speech | Floor) else Speech.kind


Block = Annotated[
    Annotated[Speech, Tag("speech")] | Annotated[Floor, Tag("floor")],
    Discriminator(_kind_of_block),
]
"""One row of the run of show: told apart by its key, ``speaker`` or ``floor``."""


class Segment(_Model):
    """A titled part of the agenda."""

    title: Line
    """The title of this part, such as “Opening remarks”."""
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]
    """The speeches and floor rounds of this part, in their order."""


AgendaInstant = Annotated[Instant, AwareDatetime, AfterValidator(instant)]
"""A moment that may be given in any zone, and is held in UTC."""


class Agenda(_Model):
    """The plan of one meeting.

    Every block has an ``id`` and a ``duration`` once the agenda exists; ``start`` and ``end`` are in UTC.
    """

    title: Line
    """The title of the meeting."""
    date: date
    """The day on which the meeting begins: year-month-day."""
    timezone: Zone
    """The time zone of the meeting, such as America/New_York or Europe/Zurich."""
    start: AgendaInstant
    """The clock time at which the meeting begins. A date may stand before it."""
    end: AgendaInstant
    """The hard stop: the clock time at which the room must be free. An end past midnight needs its date."""
    venue: Line | None = None
    """Where the meeting takes place."""
    moderator: Speaker | None = None
    """Who chairs the meeting: a name, or a mapping with name, title, organization and say."""
    notes: Prose | None = None
    """Anything that staff want to remember about the meeting."""
    handover: Span = timedelta(seconds=30)
    """The time between two blocks: thanks, an introduction, the way to the lectern."""
    floor: FloorRules = FloorRules()
    """Rules for interventions from the floor."""
    signals: Signals | None = None
    """When the countdown of a block changes its word. By default 2m and 30s before the end; in a short block later,
    in its last third and its last eighth."""
    words_per_minute: Annotated[int, Field(ge=20, le=400)] = 120
    """How fast prepared texts are read, for blocks that give `words`. Interpreters ask for 100 to 120."""
    segments: Annotated[tuple[Segment, ...], Field(min_length=1)]
    """The parts of the meeting, in their order."""

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, raw: object) -> object:
        return completed(raw) if isinstance(raw, Mapping) else raw

    @field_validator("date", mode="before")
    @classmethod
    def _plain_date(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        typed = value.strip()
        with suppress(ValueError):
            if (day := date.fromisoformat(typed)).isoformat() == typed:  # ISO has weeks too
                return day
        message = f"'{clip(value, 40)}' is no date: write year-month-day, as 2016-07-20"
        raise problem(message)

    @field_validator("start", "end", mode="before")
    @classmethod
    def _moment(cls, value: object, info: ValidationInfo) -> object:
        zone, day = info.data.get("timezone"), info.data.get("date")
        if not isinstance(value, str):
            return value
        try:
            # A date or zone that was refused has its own problem; the form of this value is checked all the same.
            return parse_moment(value, zone=zone or ZoneInfo("UTC"), day=day or date(2000, 1, 1))
        except ValueError as error:
            raise problem(str(error)) from None

    @field_validator("start", "end", mode="after")
    @classmethod
    def _in_a_likely_year(cls, moment: Instant) -> Instant:
        if moment.year not in YEARS:
            message = f"the year {moment.year} is outside of {YEARS[0]} to {YEARS[-1]}: check the date"
            raise problem(message)
        return moment

    @field_validator("end", mode="after")
    @classmethod
    def _ends_after_it_starts(cls, end: Instant, info: ValidationInfo) -> Instant:
        start = info.data.get("start")
        if start is None:
            return end
        if end <= start:
            message = "'end' is not after 'start': an end past midnight is written with its date, as 2016-07-21 00:30"
            raise problem(message)
        if end - start > LONGEST_MEETING:
            message = (
                f"the meeting is longer than {spell_duration(LONGEST_MEETING)}: check the dates of 'start' and 'end'"
            )
            raise problem(message)
        return end

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        counts = Counter(block.id for block in self.blocks())
        if doubled := [name for name, count in counts.items() if count > 1]:
            message = f"two blocks have the id {', '.join(map(repr, doubled))}: an id names one block"
            raise problem(message)
        return self

    @model_serializer(mode="wrap")
    def _readable_by_older_programs(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return _without_new(serialize(self), signals=None)

    def blocks(self) -> Iterator[Speech | Floor]:
        """All blocks in the agenda's order."""
        for segment in self.segments:
            yield from segment.blocks
