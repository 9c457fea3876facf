"""The options that say who took the floor, for whom, in what capacity, and what was said."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any, Final, NamedTuple

from pydantic import ValidationError

from runofshow.cli.completion import delegation_names
from runofshow.cli.perform import with_parameters
from runofshow.cli.settings import AsTyped, argument, option
from runofshow.errors import Refused, UsageError
from runofshow.show.identities import as_typed, completed
from runofshow.show.particulars import Particulars, validation_sentence
from runofshow.show.state import Show
from runofshow.text import is_blank


def named(help_: str, metavar: str = "NAME", **more: Any) -> Any:  # noqa: ANN401 -- typer's own type is private
    """Return an argument for a name; after ``--`` it may be one that looks like something else."""
    # without a parser typer would make a plain text of an `AsTyped`
    return argument(help_, metavar, parser=lambda word: word, **more)


_DELEGATION: Final = "A delegation, an organization or a person."
Who = Annotated[str, named(f"{_DELEGATION} After -- it is taken exactly as typed.", autocompletion=delegation_names)]

Gist = Annotated[str | None, option("What was said, in a sentence or two.")]


def _text(help_: str, metavar: str | None = None, **more: Any) -> Any:  # noqa: ANN401 -- as above
    return Annotated[str | None, option(help_, metavar, **more)]


OPTIONS: Final[dict[str, Any]] = {
    "person": _text("The name of the person who speaks or spoke.", "NAME"),
    "title": _text("The person's designation."),
    "category": _text(
        "state, observer, group, un, igo, nhri, ngo, panel or other. By default it follows from the name.", "CATEGORY"
    ),
    "kind": _text("statement, question, reply, right_of_reply or point_of_order.", "KIND"),
    "on_behalf_of": _text("The group that was spoken for.", "NAME", autocompletion=delegation_names),
    "also_on_behalf_of": Annotated[
        list[str] | None, option("Another one that was spoken for. May be repeated.", "NAME", show_default=False)
    ],
    "read_for": _text("The person whose statement was read out by somebody else.", "NAME"),
    "addressed_to": _text("To whom a question was put.", "NAME"),
    "in_reply_to": Annotated[int | None, option("The number of the intervention that this one replies to.")],
    "gist": Gist,
}
"""The options of every command that describes an intervention, by their fields of `Particulars`."""


def takes_particulars(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command all of `OPTIONS`, before its last parameter. Their values reach it as `said`."""

    @wraps(command)
    def run(**values: Any) -> None:  # noqa: ANN401 -- parsed by typer
        given = {name: values.pop(name) for name in OPTIONS}
        said = Said({name: value for name, value in given.items() if value is not None and value != []})
        command(said=said, **values)

    own = [parameter for name, parameter in signature(command, eval_str=True).parameters.items() if name != "said"]
    added = [
        Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=of) for name, of in OPTIONS.items()
    ]
    return with_parameters(run, [*own[:-1], *added, own[-1]])


class Said(NamedTuple):
    """The options of `OPTIONS` that were given, by their fields of `Particulars`. Wrong values raise UsageError."""

    values: dict[str, Any]

    def completed(self, show: Show, who: str | None) -> Particulars:
        """Return particulars, completed from what is known of the name; a name that followed ``--`` stays as it is."""
        if who is not None and is_blank(who):
            raise Refused("a name holds nothing that can be seen: write it with letters")
        particulars = self.particulars(who)
        return as_typed(particulars) if isinstance(who, AsTyped) else completed(particulars, show)

    def particulars(self, who: str | None) -> Particulars:
        """Return particulars with nothing added; an empty value takes away what is known."""
        values = self.values if who is None else {"who": who, **self.values}
        try:
            return Particulars.model_validate(
                {name: None if value in ("", [""]) else value for name, value in values.items()}
            )
        except ValidationError as error:
            problem = error.errors()[0]
            option = f"--{str(problem['loc'][0]).replace('_', '-')}"
            is_text = problem["type"].startswith("string_")  # which may be long, or no text at all
            wrong = f": {validation_sentence(error)}" if is_text else f" {problem['input']!r}: {problem['msg']}"
            raise UsageError(f"{option}{wrong}") from None
