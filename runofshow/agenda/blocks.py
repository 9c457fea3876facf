"""Blocks of an agenda: speeches, panels, floor rounds and items, and what stands inside them.

Each is told by its key: ``speaker`` or ``speakers``, ``panel``, ``floor``, ``item``.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import (
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
from runofshow.agenda.fields import (
    REST,
    BlockId,
    Length,
    Limit,
    Line,
    Prose,
    Span,
    Start,
    Written,
    problem,
)

LONGEST_BLOCK: Final = timedelta(hours=24)


class Speaker(Written):
    """Somebody who is announced by name."""

    newer: ClassVar[frozenset[str]] = frozenset({"country", "remote"})

    name: Line
    """The name as it is announced, with Mr., Ms. or H.E."""
    title: Line | None = None
    """The designation, word for word."""
    organization: Line | None = None
    """The organization, where the title doesn't name it already."""
    country: Line | None = None
    """The country, where neither title nor organization names it."""
    say: Line | None = None
    """How the name is pronounced; only the moderator sees it."""
    remote: bool = False
    """True for somebody who joins by video link. The handover before such a speech is 60s by default."""

    @model_validator(mode="before")
    @classmethod
    def _a_text_is_the_name(cls, raw: object) -> object:
        return fields_of_speaker(raw)


class Signals(Written):
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
            raise problem(
                f"'final' ({spell_duration(final)}) comes before 'wrap_up' ({spell_duration(wrap_up)}): "
                "make it the shorter one"
            )
        return final


class CategoryLimits(Written):
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


NO_LIMITS: Final = CategoryLimits.model_construct()  # unchecked, so that no model is built to load this module

ItemType = Literal["break", "video", "ceremony", "music", "photo", "other"]
"""Of what kind an item is; screens say it in capitals."""


class _Block(Written):
    newer: ClassVar[frozenset[str]] = frozenset({"start"})
    kind: ClassVar[str]
    """The kind of the block; of all but a speech, also the field that holds the title."""

    id: BlockId = ""
    """The name of the block in commands. By default it is made from the speaker's name or the block's title."""
    start: Start | None = None
    """A fixed start, as a clock time: the block begins no earlier. Blocks before it become shorter if they must."""
    duration: Length
    """How long the block lasts; `rest` takes what the other blocks leave before the end, or before the next `start`."""
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
        if isinstance(value, timedelta) and value > LONGEST_BLOCK:
            raise problem(f"a block of {spell_duration(value)} is longer than {spell_duration(LONGEST_BLOCK)}")
        if isinstance(value, timedelta) and value <= timedelta(0):
            raise problem("a length must be more than 0")
        return value

    @field_validator("min", mode="after")
    @classmethod
    def _gives_downwards(cls, minimum: timedelta | None, info: ValidationInfo) -> timedelta | None:
        duration = info.data.get("duration", REST)
        if minimum is not None and duration != REST and minimum > duration:
            raise problem(
                f"'min' ({spell_duration(minimum)}) is longer than 'duration' ({spell_duration(duration)}): "
                "a block gives way downwards"
            )
        return minimum

    @property
    def minimum(self) -> timedelta:
        """The shortest that the block can become."""
        if self.duration == REST:
            return self.min or timedelta(0)
        return self.duration if self.min is None else self.min

    @property
    def shrinkable(self) -> bool:
        """True if the block may become shorter or longer than planned."""
        return self.duration == REST or self.min is not None

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Those who are announced to speak in it: nobody in a floor round or an item."""
        return ()

    @property
    def title(self) -> str:
        """The title of the block in documents and JSON."""
        return str(getattr(self, self.kind))

    @property
    def called(self) -> str:
        """The name of the block in lists and sentences."""
        return self.title


class Speech(_Block):
    """A block with a `speaker`, or with several `speakers` who share one time."""

    kind: ClassVar[Literal["speech"]] = "speech"
    newer: ClassVar[frozenset[str]] = frozenset({"start", "speakers", "subject"})

    speaker: Speaker | None = None
    """Who speaks: a name, or a mapping with name, title, organization, country, say and remote."""
    speakers: tuple[Speaker, ...] = ()
    """Those who speak, where several share one time."""
    subject: Line | None = Field(default=None, alias="title")
    """What the speech is about."""
    words: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How many words the prepared text has. Without a `duration` the length follows from it."""

    @model_validator(mode="before")
    @classmethod
    def _say_belongs_to_the_speaker(cls, raw: object) -> object:
        speaker = fields_of_speaker(raw.get("speaker")) if isinstance(raw, Mapping) and "say" in raw else None
        if not isinstance(raw, Mapping) or not isinstance(speaker, Mapping):
            return raw
        rest = {key: value for key, value in raw.items() if key != "say"}
        return {**rest, "speaker": {"say": raw["say"], **speaker}}

    @model_validator(mode="after")
    def _somebody_speaks(self) -> Self:
        if (self.speaker is None) == (not self.speakers):
            raise problem("a speech needs either 'speaker' or 'speakers'")
        return self

    @model_serializer(mode="wrap")
    def _written(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = super()._written(serialize)
        if not self.speaker:
            fields.pop("speaker", None)
        if "subject" in fields:
            fields["title"] = fields.pop("subject")
        return fields

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Those who speak, at least one."""
        return self.speakers if self.speaker is None else (self.speaker,)

    @property
    def title(self) -> str:
        """The subject of the speech; without one, the names of the speakers."""
        return self.subject or self.called

    @property
    def called(self) -> str:
        """Those who speak, as ``A; B``."""
        return "; ".join(speaker.name for speaker in self.people)


class Panel(_Block):
    """A block with a `panel` title: several panellists share one time, and a moderator gives them the word."""

    kind: ClassVar[Literal["panel"]] = "panel"

    panel: Line
    """The title of the panel."""
    speakers: Annotated[tuple[Speaker, ...], Field(min_length=1)]
    """The panellists, in the order of their numbers."""
    moderator: Speaker | None = None
    """Who moderates the panel, if that isn't the moderator of the meeting."""
    each: Limit | None = None
    """How long one turn of a panellist should take: guidance, shown as a countdown."""

    @property
    def people(self) -> tuple[Speaker, ...]:
        """The panellists."""
        return self.speakers


class Floor(_Block):
    """A block with a `floor` title: participants speak, one after the other."""

    kind: ClassVar[Literal["floor"]] = "floor"
    newer: ClassVar[frozenset[str]] = frozenset({"start", "limits"})

    floor: Line
    """The title of the floor round."""
    limit: Limit | None = None
    """How long one intervention may take in this round; by default the limits under the agenda's `floor`."""
    limits: CategoryLimits = NO_LIMITS
    """Limits for single categories in this round."""


class Item(_Block):
    """A block with an `item` title, in which nobody speaks: a break, a video, a photo."""

    kind: ClassVar[Literal["item"]] = "item"

    item: Line
    """The title of the item."""
    type: ItemType = "other"
    """What it is: break, video, ceremony, music, photo or other."""


Block = Speech | Panel | Floor | Item
"""One row of the run of show."""


def _kind_of_block(raw: object) -> str:
    if isinstance(raw, Mapping):
        return next((kind for kind in ("panel", "floor", "item") if kind in raw), Speech.kind)
    return raw.kind if isinstance(raw, Block) else Speech.kind


AnyBlock = Annotated[
    Annotated[Speech, Tag("speech")]
    | Annotated[Panel, Tag("panel")]
    | Annotated[Floor, Tag("floor")]
    | Annotated[Item, Tag("item")],
    Discriminator(_kind_of_block),
]
"""A block as it is read: its key tells of which kind it is."""
