"""The particulars of an intervention, and the types of values that events and actions hold."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    ValidationError,
    model_serializer,
)

from runofshow.agenda.delegations import Category
from runofshow.agenda.fields import Written
from runofshow.errors import Refused
from runofshow.instants import Instant, instant

Kind = Literal["statement", "question", "reply", "right_of_reply", "point_of_order"]

POINT_OF_ORDER: Final[Kind] = "point_of_order"
"""A point of order interrupts the speaker, and comes before everybody on the list."""

LONGEST_TEXT: Final = 2_000
LONGEST_GIST: Final = 100_000
"""Letters of a name, and of what was said, as many as the journal takes."""

Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Gist = Annotated[str, StringConstraints(max_length=LONGEST_GIST)]

EARLIEST: Final = Instant(datetime(1900, 1, 1, tzinfo=UTC))
LATEST: Final = Instant(datetime(9000, 1, 1, tzinfo=UTC))
"""Instants outside these bounds are refused: Python's dates end at the years 1 and 9999."""

WrittenInstant = Annotated[Instant, AwareDatetime, Field(ge=EARLIEST, le=LATEST), AfterValidator(instant)]
Length = Annotated[timedelta, Field(ge=timedelta(days=-1_000), le=timedelta(days=1_000))]
Uptime = Annotated[timedelta, Field(ge=timedelta(0), le=timedelta(days=36_600))]


class Particulars(Written):
    """Who takes the floor, for whom, in what capacity, and what was said. Only what is known is written."""

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
    """A summary of what was said, in a sentence or two."""

    @property
    def name(self) -> str | None:
        """The name to call them by."""
        return self.who or self.person

    @model_serializer(mode="wrap")
    def _written(self, serialize: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in serialize(self).items() if name in self.model_fields_set}

    def amended(self, changes: "Particulars") -> "Particulars":
        """Return these particulars with the values that `changes` sets; one set to None is taken away."""
        return self.model_copy(update={name: getattr(changes, name) for name in changes.model_fields_set})


Built = TypeVar("Built")
"""A value built from user input: particulars, an action, an event."""


def validated(make: Callable[[], Built]) -> Built:
    """Build a value from user input; refuse what is too long for the journal, or no text."""
    try:
        return make()
    except ValidationError as error:
        raise Refused(f"that can't be taken down: {validation_sentence(error)}") from error


def validation_sentence(error: ValidationError) -> str:
    """Return a sentence about a typed text that pydantic refused."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = str(first["loc"][-1]).replace("_", " ") if first["loc"] else "it"
    if first["type"] == "string_unicode":
        return f"{where} holds bytes that are no text in this terminal's encoding"
    said = first["msg"].removeprefix("Value error, ").removeprefix("String ")
    return f"{where} {said[:1].lower()}{said[1:]}"
