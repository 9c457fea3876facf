"""The blocks of an agenda, and what stands inside them: speakers, signals, limits."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import (
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

from runofshow.agenda.defaults import fields_of_speaker
from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import REST, BlockId, Length, Limit, Line, Prose, Span, more_than_nothing, problem

LONGEST_BLOCK: Final = timedelta(hours=24)


class AgendaPart(BaseModel):
    """The base of every part of an agenda."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def without_new(written: dict[str, Any], **ordinary: object) -> dict[str, Any]:
    """What is written of a model without the fields that are as they were before there was a choice.

    A program that doesn't know these fields yet can read a journal in which nobody used them.
    """
    return {name: value for name, value in written.items() if name not in ordinary or value != ordinary[name]}


class Speaker(AgendaPart):
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


class Signals(AgendaPart):
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


class CategoryLimits(AgendaPart):
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


class _Block(AgendaPart):
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
        return without_new(serialize(self), limits={})

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
