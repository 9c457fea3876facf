"""The agenda as staff write it: frozen models, whole and valid once they exist.

Every value may come in as the text that a person typed (``"7m"``, ``"1 pm"``) or as the value it stands for, so that
the same models read ``agenda.yaml``, the copy of the agenda in a journal, and tests.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator, model_validator

from runofshow.agenda.blocks import (
    NO_LIMITS,
    AnyBlock,
    Block,
    CategoryLimits,
    Floor,
    Item,
    ItemType,
    Panel,
    Signals,
    Speaker,
    Speech,
)
from runofshow.agenda.defaults import completed, with_starts
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.fields import AgendaInstant, Limit, Line, Prose, Span, Uid, Written, Zone, problem, typed
from runofshow.agenda.times import parse_moment
from runofshow.instants import Instant
from runofshow.text import clip

__all__ = [
    "NO_LIMITS",
    "YEARS",
    "Agenda",
    "AnyBlock",
    "Block",
    "CategoryLimits",
    "Floor",
    "FloorRules",
    "Item",
    "ItemType",
    "ListOrder",
    "Panel",
    "Segment",
    "Signals",
    "Speaker",
    "Speech",
]

LONGEST_MEETING: Final = timedelta(hours=36)

YEARS: Final = range(1900, 3000)
"""A meeting in another year is a slip of the pen, and near the year 9999 its times could not be reckoned with."""


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
    def _in_a_likely_year(cls, moment: Instant) -> Instant:
        if moment.year not in YEARS:
            raise problem(f"the year {moment.year} is outside of {YEARS[0]} to {YEARS[-1]}: check the date")
        return moment

    @field_validator("end", mode="after")
    @classmethod
    def _ends_after_it_starts(cls, end: Instant, info: ValidationInfo) -> Instant:
        start = info.data.get("start")
        if start is None:
            return end
        if end <= start:
            raise problem(
                "'end' is not after 'start': an end past midnight is written with its date, as 2016-07-21 00:30"
            )
        if end - start > LONGEST_MEETING:
            raise problem(
                f"the meeting is longer than {spell_duration(LONGEST_MEETING)}: check the dates of 'start' and 'end'"
            )
        return end

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
        """All blocks in the agenda's order."""
        for segment in self.segments:
            yield from segment.blocks
