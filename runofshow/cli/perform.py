"""Does the action of a command on the chosen show, and prints a sentence about it."""

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta
from functools import partial, wraps
from inspect import Parameter, Signature, signature
from typing import Any, NamedTuple, TypeVar

import typer
from pydantic import ValidationError

from runofshow.cli.settings import AsTyped, At, command, say, settings_of
from runofshow.cli.typed_times import instant_of
from runofshow.errors import UsageError
from runofshow.instants import Instant
from runofshow.session import Session
from runofshow.show.forecast import forecast
from runofshow.show.identities import meant_by, namesakes, nearly_states
from runofshow.show.names import clock_and_day
from runofshow.show.particulars import validation_sentence
from runofshow.show.state import Action, Entry, Show
from runofshow.ui.messages import standing

Made = TypeVar("Made")


class Performed(NamedTuple):
    """An action that was done."""

    before: Show
    session: Session
    entry: Entry

    @property
    def show(self) -> Show:
        """The show after it."""
        return self.session.show


def perform(
    context: typer.Context, make: Callable[[Show, Instant], Action], at: str | None, *, records: bool = False
) -> Performed:
    """Do an action on the chosen show, and print a sentence about it; warn if `--at` seems to be forgotten.

    `make` makes the action of that show and of the instant at which it happens. If it only `records`, the show may be
    closed.
    """
    settings = settings_of(context)
    session = settings.session_to_read() if records else settings.session_to_move()
    before, moment = session.show, instant_of(at, session.show)
    entry = session.do(make(before, session.now() if moment is None else moment), settings.by, moment)
    tell(session, entry)
    last = before.last_step
    was_backdated = last.written - last.at >= timedelta(seconds=1)
    if moment is None and not records and was_backdated and entry.at - last.at > timedelta(hours=6):
        say(
            f"WARNING: entered as of now, {clock_and_day(before, entry.at)}, while the step before it was entered with "
            f"its time, {clock_and_day(before, last.at)}: 'undo' takes it back, --at TIME says when it happened"
        )
    return Performed(before, session, entry)


def performs(make: Callable[..., Action], *, records: bool = False) -> Callable[..., None]:
    """Make a command, with --at, of a function that makes an action of the show and of the command's options."""

    @wraps(make)
    def run(context: typer.Context, at: str | None, **options: Any) -> None:  # noqa: ANN401 -- parsed by typer
        perform(context, lambda show, _: make(show, **options), at, records=records)

    first = Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    last = Parameter("at", Parameter.KEYWORD_ONLY, default=None, annotation=At)
    return with_parameters(run, [first, *list(signature(make, eval_str=True).parameters.values())[1:], last])


records = partial(performs, records=True)
"""As `performs`, for an action that only records."""


def with_parameters(function: Callable[..., None], parameters: Sequence[Parameter]) -> Callable[..., None]:
    """Return the function of a command with these parameters instead of its own, for typer."""
    function.__signature__ = Signature(parameters)  # type: ignore[attr-defined] # read by typer
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return function


def tell(session: Session, entry: Entry, what: str | None = None) -> None:
    """Say in one line what was done (`what`, or as the event describes itself), and where the show is now.

    An entry that only records is named by its number, by which it can be undone at any time.
    """
    show, event = session.show, entry.event
    number = f" (@{entry.n})" if event.undoable and not event.moves_show else ""
    say(f"{clock_and_day(show, entry.at)} {what or event.describe(show)}{number}")
    if show.closed is None and event.moves_show:
        say(standing(show, forecast(show, entry.at)))


def valid(make: Callable[[], Made]) -> Made:
    """Return what `make` makes of what somebody typed; raise UsageError if it doesn't validate."""
    try:
        return make()
    except ValidationError as error:
        raise UsageError(f"that can't be taken: {validation_sentence(error)}") from None


def tell_nearly_states(show: Show, journal: Sequence[str] = (), among: Collection[int] | None = None) -> None:
    """Say which interventions are listed under a name that is nearly a State's, and what corrects each.

    `journal` is the option that names the journal, if it must be typed; `among` are the numbers of the interventions
    that count, by default all.
    """
    for one, meant in nearly_states(show):
        if among is None or one.number in among:
            corrections = (command(*journal, "amend", str(one.number), "--who", name) for name in meant)
            say(
                f"nobody is known as “{one.called}” ({one.number}), so it is no State in the record: did you mean "
                f"{' or '.join(meant)}? to correct it: {' or '.join(corrections)}"
            )


def tell_who_may_be_meant(show: Show, of: int, typed: str | None) -> None:
    """Say whom else a name may mean that is unknown or shared; `of` is the entry of the intervention or the request.

    Nothing is said of a name that followed ``--``.
    """
    one = show.interventions.get(of) or show.requests.get(of)
    if typed is None or isinstance(typed, AsTyped) or one is None:
        return
    entered = one.particulars.who or ""
    if meant := meant_by(one.particulars, show):
        say(f"nobody is known as “{entered}”, so it is taken as typed: did you mean {' or '.join(meant)}?")
    elif meant := namesakes(typed, entered):
        say(f"{entered} is taken, and not {' or '.join(meant)}")
    for name in meant:
        if of in show.interventions:
            corrections = command("amend", str(show.interventions[of].number), "--who", name)
        else:
            corrections = f"{command('floor', 'withdraw', '--', entered)} && {command('floor', 'ask', name)}"
        say(f"to correct it: {corrections}")
