"""The options that say who took the floor, for whom, in what capacity, and what was said.

Other packages are loaded inside functions: see `settings`.
"""

from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeVar, get_args

import typer

from runofshow.cli.completion import delegation_names
from runofshow.cli.settings import AsTyped
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runofshow.agenda.delegations import Category
    from runofshow.agenda.model import ListOrder
    from runofshow.show.particulars import Particulars
    from runofshow.show.state import Show


Known = TypeVar("Known", bound=str)


def name_of(word: str) -> str:
    """Return the word as it is: an `AsTyped` stays one, where typer by itself would make it a plain text."""
    return word


Who = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        parser=name_of,
        help="A delegation, an organization or a person. After -- it is taken exactly as typed.",
        autocompletion=delegation_names,
    ),
]

Gist = Annotated[str | None, typer.Option(help="What was said, in a sentence or two.")]

OPTIONS: Final[dict[str, Any]] = {
    "person": Annotated[str | None, typer.Option(metavar="NAME", help="The name of the person who speaks or spoke.")],
    "title": Annotated[str | None, typer.Option(help="The person's designation.")],
    "category": Annotated[
        str | None,
        typer.Option(
            metavar="CATEGORY",
            help="state, observer, group, un, igo, nhri, ngo, panel or other. By default it follows from the name.",
        ),
    ],
    "kind": Annotated[
        str | None, typer.Option(metavar="KIND", help="statement, question, reply, right_of_reply or point_of_order.")
    ],
    "on_behalf_of": Annotated[
        str | None, typer.Option(metavar="NAME", help="The group that was spoken for.", autocompletion=delegation_names)
    ],
    "also_on_behalf_of": Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another one that was spoken for. May be repeated.", show_default=False),
    ],
    "read_for": Annotated[
        str | None, typer.Option(metavar="NAME", help="The person whose statement was read out by somebody else.")
    ],
    "addressed_to": Annotated[str | None, typer.Option(metavar="NAME", help="To whom a question was put.")],
    "in_reply_to": Annotated[int | None, typer.Option(help="The number of the intervention that this one replies to.")],
    "gist": Gist,
}
"""The options of every command that describes an intervention, by their fields of `Particulars`."""


def takes_particulars(command: "Callable[..., None]") -> "Callable[..., None]":
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
    shown = [*own[:-1], *added, own[-1]]
    run.__signature__ = Signature(shown)  # type: ignore[attr-defined] # read by typer
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return run


def category_of(text: str) -> "Category":
    """Return the category that the text names.

    Raises:
        UsageError: it is none.
    """
    from runofshow.show.limits import CATEGORIES

    return _one_of(text, CATEGORIES, "category")


def order_of(text: str) -> "ListOrder":
    """Return the order of the list of speakers that the text names.

    Raises:
        UsageError: it is none.
    """
    from runofshow.agenda.model import ListOrder

    orders: tuple[ListOrder, ...] = get_args(ListOrder)
    return _one_of(text, orders, "order")


def _one_of(text: str, known: "Sequence[Known]", what: str) -> "Known":
    wanted = text.strip().lower()
    found = next((one for one in known if one == wanted), None)
    if found is None:
        message = f"'{text}' is no {what}: take one of {', '.join(known)}"
        raise UsageError(message)
    return found


class Said(NamedTuple):
    """The options of `OPTIONS` that were given, by their fields of `Particulars`."""

    values: dict[str, Any]

    def of(self, who: str | None) -> "Said":
        """Return them with a name, if one was typed."""
        return self if who is None else Said({"who": who, **self.values})

    def completed(self, show: "Show") -> "Particulars":
        """Return particulars, completed from what is known of the name; a name that followed ``--`` stays as it is.

        Raises:
            UsageError: a value is none that is known.
        """
        from runofshow.errors import Refused
        from runofshow.show.identities import as_typed, completed
        from runofshow.text import is_blank

        if is_blank(self.values.get("who", "x")):
            message = "a name holds nothing that can be seen: write it with letters"
            raise Refused(message)
        if isinstance(self.values.get("who"), AsTyped):
            return as_typed(self.particulars())
        return completed(self.particulars(), show)

    def particulars(self) -> "Particulars":
        """Return particulars with nothing added; an empty value takes away what is known.

        Raises:
            UsageError: a value is none that is known.
        """
        from pydantic import ValidationError

        from runofshow.show.particulars import Particulars, validation_sentence

        try:
            return Particulars.model_validate(
                {name: None if value in ("", [""]) else value for name, value in self.values.items()}
            )
        except ValidationError as error:
            problem = error.errors()[0]
            option = f"--{str(problem['loc'][0]).replace('_', '-')}"
            is_text = problem["type"].startswith("string_")  # which may be long, or no text at all
            message = (
                f"{option}: {validation_sentence(error)}"
                if is_text
                else f"{option} {problem['input']!r}: {problem['msg']}"
            )
            raise UsageError(message) from None
