"""The agenda as staff write it: frozen models that are complete and valid as soon as they exist.

Every value may come in as the text that a person typed (``"7m"``, ``"1 pm"``) or as the value it stands for, so that
the same models read ``agenda.yaml``, the copy of the agenda in a journal, and tests. Each kind of block is told by its
key: ``speaker`` or ``speakers``, ``panel``, ``floor``, ``item``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal, Self, get_args
from zoneinfo import ZoneInfo

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

from runofshow.agenda.defaults import completed, fields_of_speaker, with_starts
from runofshow.agenda.delegations import Category
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import (
    REST,
    AgendaInstant,
    BlockId,
    Length,
    Limit,
    Line,
    Prose,
    Span,
    Start,
    Uid,
    Written,
    Zone,
    problem,
    typed,
)
from runofshow.agenda.times import parse_moment
from runofshow.instants import Instant
from runofshow.text import clip

YEARS: Final = range(1900, 3000)
"""A year outside these is a typing mistake; and near the year 9999 times can't be computed."""


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

    newer: ClassVar[frozenset[str]] = frozenset(get_args(Category))

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

    def of(self, category: Category | None) -> timedelta | None:
        """Return the own limit of a category; None if it has none."""
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
        if value != REST and value > timedelta(hours=24):
            raise problem(f"a block of {spell_duration(value)} is longer than 24h")
        if value != REST and value <= timedelta(0):
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
        least = timedelta(0) if self.duration == REST else self.duration
        return least if self.min is None else self.min

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
    # A `speaker` isn't newer, but left out in the same way where there are `speakers`.
    newer: ClassVar[frozenset[str]] = frozenset({"start", "speaker", "speakers", "subject"})

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

ListOrder = Literal["asked", "groups-first"]
"""In which order those who asked for the floor speak: as they asked, or as Human Rights Council practice has it."""


class FloorRules(Written):
    """Rules for interventions from the floor. A floor round can have its own `limit` and `limits`."""

    newer: ClassVar[frozenset[str]] = frozenset({"limits", "order", "signals"})

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


class Segment(Written):
    """A titled part of the agenda."""

    title: Line
    """The title of this part, such as “Opening remarks”."""
    blocks: Annotated[tuple[AnyBlock, ...], Field(min_length=1)]
    """The blocks of this part, in their order."""


class Agenda(Written):
    """The plan of one meeting.

    Every block has an ``id`` and a ``duration`` once the agenda exists; ``start`` and ``end`` are in UTC.
    """

    newer: ClassVar[frozenset[str]] = frozenset({"signals", "margin", "uid"})

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
    margin: Span = timedelta(0)
    """The time to keep free before the hard stop."""
    uid: Uid | None = None
    """By this text calendars recognise the meeting after its title or day has changed. No spaces."""
    venue: Line | None = None
    """Where the meeting takes place."""
    moderator: Speaker | None = None
    """Who chairs the meeting: a name, or a mapping with name, title, organization, country and say."""
    notes: Prose | None = None
    """Anything that staff want to remember about the meeting."""
    handover: Span = timedelta(seconds=30)
    """The time between two blocks: thanks, an introduction, the way to the lectern."""
    floor: FloorRules = FloorRules.model_construct()
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
        with suppress(ValueError):
            if (day := date.fromisoformat(value.strip())).isoformat() == value.strip():  # ISO has weeks too
                return day
        raise problem(f"'{clip(value, 40)}' is no date: write year-month-day, as 2016-07-20")

    @field_validator("start", "end", mode="before")
    @classmethod
    def _moment(cls, value: object, info: ValidationInfo) -> object:
        # A date or zone that was refused has its own problem; the form of this value is checked all the same.
        zone, day = info.data.get("timezone", ZoneInfo("UTC")), info.data.get("date", date(2000, 1, 1))
        return typed(value, lambda text: parse_moment(text, zone=zone, day=day))

    @field_validator("start", "end", mode="after")
    @classmethod
    def _makes_a_meeting(cls, moment: Instant, info: ValidationInfo) -> Instant:
        if moment.year not in YEARS:
            raise problem(f"the year {moment.year} is outside of {YEARS[0]} to {YEARS[-1]}: check the date")
        start = info.data.get("start")
        if start is not None and moment <= start:
            raise problem(
                "'end' is not after 'start': an end past midnight is written with its date, as 2016-07-21 00:30"
            )
        if start is not None and moment - start > timedelta(hours=36):
            raise problem("the meeting is longer than 36h: check the dates of 'start' and 'end'")
        return moment

    @field_validator("margin", mode="after")
    @classmethod
    def _leaves_a_meeting(cls, margin: timedelta, info: ValidationInfo) -> timedelta:
        start, end = info.data.get("start"), info.data.get("end")
        if start is not None and end is not None and margin >= end - start:
            raise problem(f"'margin' ({spell_duration(margin)}) leaves no time for the meeting: make it shorter")
        return margin

    @field_validator("segments", mode="before")
    @classmethod
    def _starts_of_blocks(cls, segments: object, info: ValidationInfo) -> object:
        zone, start, end = (info.data.get(name) for name in ("timezone", "start", "end"))
        return segments if zone is None or start is None or end is None else with_starts(segments, zone, start, end)

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        counts = Counter(block.id for block in self.blocks())
        if doubled := [name for name, count in counts.items() if count > 1]:
            raise problem(f"two blocks have the id {', '.join(map(repr, doubled))}: an id names one block")
        return self

    def blocks(self) -> Iterator[Block]:
        """Return all blocks, in the agenda's order."""
        for segment in self.segments:
            yield from segment.blocks
