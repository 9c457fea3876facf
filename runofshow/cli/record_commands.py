"""Commands for rapporteurs. They don't move the show, and work after it is closed too."""

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

import typer

from runofshow.cli.completion import block_ids, delegation_names
from runofshow.cli.follow_show import newer_shows_of, show_to_follow
from runofshow.cli.particulars_options import Said, Who, takes_particulars
from runofshow.cli.perform import perform, records, tell, tell_who_may_be_meant
from runofshow.cli.settings import At, argument, command, option, say, settings_of
from runofshow.cli.typed_times import duration_of, instant_of
from runofshow.errors import Refused, UsageError
from runofshow.instants import Instant, instant
from runofshow.session import Session
from runofshow.show.actions.minutes import NoteDecision, NoteTask, SetGist
from runofshow.show.actions.record import Amend, Note, RecordIntervention, Strike
from runofshow.show.identities import corrected
from runofshow.show.names import also_heard, block_named, clock_time, intervention_numbered
from runofshow.show.names import who as name_in_record
from runofshow.show.state import Show
from runofshow.show.statements import overlapping


@takes_particulars
def record(  # noqa: PLR0913 -- what is known of an intervention
    context: typer.Context,
    who: Who,
    lasted: Annotated[str, option("How long it took, as 1m40s.", "DURATION", "--for")] = "0s",
    block: Annotated[
        str | None, option("The block. By default the one that ran then.", "BLOCK", autocompletion=block_ids)
    ] = None,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Enter an intervention that nobody timed. It began at TIME; without --at it ended just now."""
    settings = settings_of(context)
    session = settings.session_to_read()
    show = session.show
    particulars, length, given = said.completed(show, who), duration_of(lasted), instant_of(at, show)
    ended = session.now() if given is None else given + length
    if ended > session.now():
        raise Refused("that intervention wouldn't be over yet: 'floor give' times one that goes on")
    began = instant(ended - length) if given is None else given
    if began < show.opened <= ended:
        say("the show was opened after that began: it is entered from the opening on")
        began = show.opened
    named = None if block is None else block_named(show, block)
    entry = session.do(RecordIntervention(began, ended, particulars, named), settings.by, began)
    tell(session, entry)
    show = session.show
    tell_who_may_be_meant(show, entry.n, who)
    one = show.interventions[entry.n]
    for other in also_heard(show, one, session.now()):
        until = "now" if other.interval.end is None else clock_time(show, other.interval.end)
        times = f"{clock_time(show, other.interval.start)} to {until}"
        heard = f"{other.number} {name_in_record(other.particulars)}, {times}"
        say(f"WARNING: {heard}: is {one.number} the same, entered twice?")
    _tell_of_overlaps(session, entry.n)


def _tell_of_overlaps(session: Session, of: int) -> None:
    if others := overlapping(session.show, of, session.now()):
        say(f"it overlaps {'; '.join(others)}")


@takes_particulars
def amend(  # noqa: PLR0913 -- all that can be corrected
    context: typer.Context,
    number: Annotated[
        int | None, argument("The intervention's number in 'log'. Not with --block.", show_default=False)
    ] = None,
    who: Annotated[
        str | None, option("A delegation, an organization or a person.", "NAME", autocompletion=delegation_names)
    ] = None,
    began: Annotated[str | None, option("When it began, as 13:05. Its length stays.", "TIME")] = None,
    took: Annotated[
        timedelta | None, option("How long it took, as 1m40s. Its beginning stays.", "DURATION", parser=duration_of)
    ] = None,
    block: Annotated[
        str | None,
        option("Instead of an intervention: the block whose --gist to write.", "BLOCK", autocompletion=block_ids),
    ] = None,
    speaker: Annotated[str | None, option("The panellist in --block, by any part of the name.", "NAME")] = None,
    at: At = None,
    *,
    said: Said,
) -> None:
    """Correct an intervention, or note what a speaker of the programme said. "" removes a value."""
    if block is not None:
        others = {"--began": began, "--took": took, "NUMBER": number, "who": who, **said.values}
        _amend_block(context, block, speaker, at, others)
        return
    if number is None or speaker is not None:
        raise UsageError(
            "say what to correct: the number of an intervention, or --block BLOCK and, for a panel, --speaker NAME"
        )
    if not said.values and who is None and began is None and took is None:
        raise UsageError(f"say what to correct, as: amend {number} --who Mexico --gist 'asked about data'")

    def amendment(show: Show, _: Instant) -> Amend:
        return Amend(number, corrected(said.particulars(who), show), instant_of(began, show), took)

    done = perform(context, amendment, at, records=True)
    was, now = (intervention_numbered(show, number) for show in (done.before, done.show))
    tell_who_may_be_meant(done.show, now.entry, who)
    before, after = was.particulars, now.particulars
    if before.who not in {None, after.who} and after.person is not None and after.person == before.person:
        # perhaps it is the name of the former delegation's speaker
        say(f'the person stays {after.person}: amend {number} --person "" takes the name away')
    if began is not None or took is not None:
        _tell_of_overlaps(done.session, now.entry)


def _amend_block(
    context: typer.Context, block: str, speaker: str | None, at: str | None, others: Mapping[str, object]
) -> None:
    given = sorted(name for name, value in others.items() if value is not None and name != "gist")
    if given or "gist" not in others:
        wrong = f": it doesn't go with {given[0].replace('_', '-')}" if given else ""
        raise UsageError(f"--block takes --gist TEXT, and --speaker NAME for a panel{wrong}")
    gist = str(others["gist"]) or None
    perform(context, lambda show, _: SetGist(block_named(show, block), gist, speaker), at, records=True)


def strike(
    context: typer.Context,
    number: Annotated[int, argument("The intervention's number in 'log'.")],
    why: Annotated[str, option("The reason, which stays in the journal.", "TEXT", "--why")],
    at: At = None,
) -> None:
    """Take an intervention out of the record. Only 'log --all' and the journal still show it."""
    done = perform(context, lambda *_: Strike(number, why), at, records=True)
    say(f"'{command('undo', f'@{done.entry.n}')}' brings it back")


@records
def note(
    _show: Show,
    text: Annotated[str, argument("The note.")],
    intervention: Annotated[
        int | None, option("The number of the intervention that the note is about.", "NUMBER", "--on")
    ] = None,
) -> Note:
    """Make a note about the meeting, or about an intervention."""
    return Note(text, intervention)


@records
def decision(_show: Show, text: Annotated[str, argument("What was decided.")]) -> NoteDecision:
    """Note what the meeting decided."""
    return NoteDecision(text)


def _date_of(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"'{text}' is no date: write year-month-day, as 2016-08-01") from None


@records
def task(
    _show: Show,
    text: Annotated[str, argument("What is to be done.")],
    owner: Annotated[str | None, option("Who is to do it.", "NAME")] = None,
    due: Annotated[date | None, option("By when, as 2016-08-01.", "DATE", parser=_date_of)] = None,
) -> NoteTask:
    """Note what somebody is to do after the meeting."""
    return NoteTask(text, owner or None, due)


def rapporteur(context: typer.Context) -> None:
    """Note what is said, on a screen that follows the floor from a second terminal.

    What you type is the gist of whoever speaks. Enter saves it and empties the line; the next sentence comes behind it.
    Up and down lead to another statement or note, with its text in the line to correct it. Ctrl-N names an
    intervention, Ctrl-T takes a note, Ctrl-D a decision, Ctrl-O a task, Esc drops the line, Ctrl-C saves and leaves.

    If there is no show yet, the screen waits for one. If a newer show is opened, the screen says so, and Ctrl-F
    follows it.
    """
    settings = settings_of(context)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused(
            "this is not a terminal, so there is no screen: 'amend NUMBER --gist TEXT' and 'note TEXT' write it down"
        )
    session = show_to_follow(settings, on_screen=True)
    if session is None:
        return
    from runofshow.ui.apps.full_screen import kept_awake
    from runofshow.ui.apps.rapporteur import RapporteurApp
    from runofshow.ui.apps.show_app import run_screen

    with kept_awake():
        run_screen(RapporteurApp(session, settings.by, newer_shows_of(settings)))
