"""The values that an agenda's fields hold, and how they are read from what a person typed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
)
from pydantic_core import PydanticCustomError

from runofshow.agenda.durations import parse_duration, spell_duration
from runofshow.agenda.times import parse_moment
from runofshow.agenda.zones import parse_zone
from runofshow.instants import Instant, instant

REST: Final = "rest"
"""The duration of a block that takes what the others leave up to the hard stop."""


class Written(BaseModel):
    """The base of all values in an agenda or a journal: they never change, and have no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    newer: ClassVar[frozenset[str]] = frozenset()
    """Fields that older programs don't know. With their default they aren't written, so that these read a journal in
    which nobody used them."""

    @model_serializer(mode="wrap")
    def _written(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        defaults = type(self).model_fields
        unused = {name for name in self.newer if getattr(self, name) == defaults[name].default}
        return {name: value for name, value in serialize(self).items() if name not in unused}


def problem(sentence: str) -> PydanticCustomError:
    """Return the error for a validator to raise; the sentence is the whole message that staff read."""
    return PydanticCustomError("agenda", "{sentence}", {"sentence": sentence})


def typed(value: object, parse: Callable[[str], object]) -> object:
    """Return the value that a text stands for, or raise its problem; return any other value as it is."""
    try:
        return parse(value) if isinstance(value, str) else value
    except ValueError as error:
        raise problem(str(error)) from None


def _length(text: str) -> timedelta | str:
    return REST if text.strip().lower() == REST else parse_duration(text)


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise problem("must be one line of text")
    return text


def _start(value: object) -> object:
    """Read the start of a block that stands alone, with its date and offset, as a journal holds it.

    An agenda turns the clock times of its blocks into instants, or into the errors that they raise.
    """
    if isinstance(value, ValueError):
        raise problem(str(value))
    return typed(value, lambda text: parse_moment(text, zone=ZoneInfo("UTC"), day=date(2000, 1, 1)))


_SPELLED: Final = PlainSerializer(
    lambda value: value if isinstance(value, str) else spell_duration(value), return_type=str
)

Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000), AfterValidator(_one_line)
]
"""A name, a title: one line of text, never empty."""

Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
"""An introduction to read out, a note: as many lines as it takes."""

Span = Annotated[timedelta, BeforeValidator(lambda value: typed(value, parse_duration)), _SPELLED]
"""A stretch of time, which may be nothing: ``30s``, ``0s``."""

Length = Annotated[timedelta | Literal["rest"], BeforeValidator(lambda value: typed(value, _length)), _SPELLED]
"""How long a block lasts: a stretch of time, or whatever is left."""

Limit = Annotated[Span, Field(gt=timedelta(0))]
"""How long one intervention may take."""

BlockId = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f\x7f/\\]+$", max_length=60)]
"""The name of a block in commands: no spaces, no slashes."""

Zone = Annotated[
    ZoneInfo,
    BeforeValidator(lambda value: typed(value, parse_zone)),
    PlainSerializer(lambda zone: str(zone.key), return_type=str),
]
"""A time zone, by its name."""

AgendaInstant = Annotated[Instant, AwareDatetime, AfterValidator(instant)]
"""A moment that may be given in any zone, and is held in UTC."""

Start = Annotated[AgendaInstant, BeforeValidator(_start)]
"""The instant before which a block doesn't begin."""

Uid = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f\x7f]+$", max_length=200)]
"""The text by which a calendar recognises a meeting: any, without spaces."""
