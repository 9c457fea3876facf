"""Commands with which a rapporteur records: they bar nobody, and go on working when the show is closed."""

from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import block_ids, delegation_names
from runofshow.cli.follow_show import newer_shows_of, show_to_follow
from runofshow.cli.particulars_options import Said, Who, takes_particulars
from runofshow.cli.perform import tell, tell_who_may_be_meant
from runofshow.cli.settings import At, command, say, settings_of
from runofshow.cli.typed_times import duration_of, instant_of
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from runofshow.session import Session
    from runofshow.show.state import Action, Entry, Show


@takes_particulars
def record(  # noqa: PLR0913 -- what is known of an intervention
    context: typer.Context,
    who: Who,
    lasted: Annotated[str, typer.Option("--for", metavar="DURATION", help="How long it took, as 1m40s.")] = "0s",
    block: Annotated[
        str | None,
        typer.Option(metavar="BLOCK", help="The block. By default the one that ran then.", autocompletion=block_ids),
    ] = None,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Enter an intervention that nobody timed. It began at TIME; without --at it ended just now."""
    from runofshow.errors import Refused
    from runofshow.instants import instant
    from runofshow.show.actions.record import RecordIntervention
    from runofshow.show.names import block_named

    settings = settings_of(context)
    session = settings.session_to_read()
    particulars = said.of(who).completed(session.show)
    length, given = duration_of(lasted), instant_of(at, session.show)
    ended = session.now() if given is None else given + length
    if ended > session.now():
        message = "that intervention wouldn't be over yet: 'floor give' times one that goes on"
        raise Refused(message)
    began = instant(ended - length) if given is None else given
    if began < session.show.opened <= ended:
        say("the show was opened after that began: it is entered from the opening on")
        began = session.show.opened
    named = None if block is None else block_named(session.show, block)
    entry = session.do(RecordIntervention(began, ended, particulars, named), settings.by, began)
    tell(session, entry)
    tell_who_may_be_meant(session.show, entry.n, who)
    _warn_of_twice(session, entry)
    _tell_of_overlaps(session, entry.n)


def _tell_of_overlaps(session: "Session", of: int) -> None:
    """Say who else spoke at the time of an intervention."""
    from runofshow.show.statements import overlapping

    if others := overlapping(session.show, of, session.now()):
        say(f"it overlaps {'; '.join(others)}")


def _warn_of_twice(session: "Session", entry: "Entry") -> None:
    """Say under which number the same may be in the record already."""
    from runofshow.show.names import also_heard, clock_time, who

    show = session.show
    one = show.interventions[entry.n]
    for other in also_heard(show, one, session.now()):
        until = "now" if other.interval.end is None else clock_time(show, other.interval.end)
        times = f"{clock_time(show, other.interval.start)} to {until}"
        say(f"WARNING: {other.number} {who(other.particulars)}, {times}: is {one.number} the same, entered twice?")


def _record(context: typer.Context, make: "Callable[[Show], Action]", at: str | None) -> "tuple[Session, Entry]":
    """Enter an action that only records, also in a closed show, and say what came of it."""
    settings = settings_of(context)
    session = settings.session_to_read()
    entry = session.do(make(session.show), settings.by, instant_of(at, session.show))
    tell(session, entry)
    return session, entry


@takes_particulars
def amend(  # noqa: PLR0913 -- all that can be corrected
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(help="The intervention's number in 'log'. Not with --block.", show_default=False),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="A delegation, an organization or a person.", autocompletion=delegation_names
        ),
    ] = None,
    began: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it began, as 13:05. Its length stays.")
    ] = None,
    took: Annotated[
        str | None, typer.Option(metavar="DURATION", help="How long it took, as 1m40s. Its beginning stays.")
    ] = None,
    block: Annotated[
        str | None,
        typer.Option(
            metavar="BLOCK",
            help="Instead of an intervention: the block whose --gist to write.",
            autocompletion=block_ids,
        ),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="The panellist in --block, by any part of the name.")
    ] = None,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Correct an intervention, or note what a speaker of the programme said. "" removes a value."""
    said = said.of(who)
    if block is not None:
        others = {"--began": began, "--took": took, "NUMBER": number, **said.values}
        _amend_block(context, block, speaker, at, others)
        return
    if number is None or speaker is not None:
        message = (
            "say what to correct: the number of an intervention, or --block BLOCK and, for a panel, --speaker NAME"
        )
        raise UsageError(message)
    _amend_intervention(context, number, said, began, took, at)


def _amend_intervention(  # noqa: PLR0913 -- all that can be corrected
    context: typer.Context, number: int, said: Said, began: str | None, took: str | None, at: str | None
) -> None:
    from runofshow.show.actions.record import Amend
    from runofshow.show.identities import corrected
    from runofshow.show.names import intervention_numbered

    if not said.values and began is None and took is None:
        message = f"say what to correct, as: amend {number} --who Mexico --gist 'asked about data'"
        raise UsageError(message)
    seen: list[Show] = []

    def amendment(show: "Show") -> Amend:
        seen.append(show)
        length = None if took is None else duration_of(took)
        return Amend(number, corrected(said.particulars(), show), instant_of(began, show), length)

    session, _ = _record(context, amendment, at)
    before, one = seen[0], intervention_numbered(session.show, number)
    tell_who_may_be_meant(session.show, one.entry, said.values.get("who"))
    _tell_who_stays(before, session.show, number)
    if began is not None or took is not None:
        _tell_of_overlaps(session, one.entry)


def _amend_block(
    context: typer.Context, block: str, speaker: str | None, at: str | None, others: "Mapping[str, object]"
) -> None:
    from runofshow.show.actions.minutes import SetGist
    from runofshow.show.names import block_named

    given = sorted(name for name, value in others.items() if value is not None and name != "gist")
    if given or "gist" not in others:
        wrong = f": it doesn't go with {given[0].replace('_', '-')}" if given else ""
        message = f"--block takes --gist TEXT, and --speaker NAME for a panel{wrong}"
        raise UsageError(message)
    gist = str(others["gist"]) or None
    _record(context, lambda show: SetGist(block_named(show, block), gist, speaker), at)


def _tell_who_stays(before: "Show", after: "Show", number: int) -> None:
    """Say whose name stays beside another delegation's: perhaps it belongs to the former one."""
    from runofshow.show.names import intervention_numbered

    was, now = (intervention_numbered(show, number).particulars for show in (before, after))
    if was.who not in {None, now.who} and now.person is not None and now.person == was.person:
        say(f'the person stays {now.person}: amend {number} --person "" takes the name away')


def strike(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The intervention's number in 'log'.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, which stays in the journal.")],
    at: At = None,
) -> None:
    """Take an intervention out of the record. Only 'log --all' and the journal still show it."""
    from runofshow.show.actions.record import Strike

    _, entry = _record(context, lambda _: Strike(number, why), at)
    say(f"'{command('undo', f'@{entry.n}')}' brings it back")


def note(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The note.")],
    intervention: Annotated[
        int | None,
        typer.Option("--on", metavar="NUMBER", help="The number of the intervention that the note is about."),
    ] = None,
    at: At = None,
) -> None:
    """Make a note about the meeting, or about an intervention."""
    from runofshow.show.actions.record import Note

    _record(context, lambda _: Note(text, intervention), at)


def decision(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What was decided.")],
    at: At = None,
) -> None:
    """Note what the meeting decided."""
    from runofshow.show.actions.minutes import NoteDecision

    _record(context, lambda _: NoteDecision(text), at)


def task(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What is to be done.")],
    owner: Annotated[str | None, typer.Option(metavar="NAME", help="Who is to do it.")] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="By when, as 2016-08-01.")] = None,
    at: At = None,
) -> None:
    """Note what somebody is to do after the meeting."""
    from runofshow.show.actions.minutes import NoteTask

    by = None if due is None else _date_of(due)
    _record(context, lambda _: NoteTask(text, owner or None, by), at)


def _date_of(text: str) -> "date":
    from datetime import date

    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = f"'{text}' is no date: write year-month-day, as 2016-08-01"
        raise UsageError(message) from None


def rapporteur(context: typer.Context) -> None:
    """Note what is said, on a screen that follows the floor from a second terminal.

    What you type is the gist of whoever speaks. Enter saves it and empties the line; the next sentence comes behind it.
    Up and down lead to another statement or note, with its text in the line to correct it. Ctrl-N names an
    intervention, Ctrl-T takes a note, Ctrl-D a decision, Ctrl-O a task, Esc drops the line, Ctrl-C saves and leaves.

    If there is no show yet, the screen waits for one. If a newer show is opened, the screen says so, and Ctrl-F
    follows it.
    """
    import sys

    from runofshow.errors import Refused

    settings = settings_of(context)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = (
            "this is not a terminal, so there is no screen: 'amend NUMBER --gist TEXT' and 'note TEXT' write it down"
        )
        raise Refused(message)
    session = show_to_follow(settings, on_screen=True)
    if session is None:
        return
    from runofshow.ui.apps.awake import kept_awake
    from runofshow.ui.apps.rapporteur import RapporteurApp
    from runofshow.ui.apps.show_app import run_screen

    with kept_awake():
        run_screen(RapporteurApp(session, settings.by, newer_shows_of(settings)))
