"""Commands that move the show: what the keys of the live screen do, from any terminal."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from runofshow.cli.completing import block_ids
from runofshow.cli.settings import At, Settings, duration_of, instant_of, nearest, nearest_room_time, say, settings_of
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from runofshow.session import Session
    from runofshow.show.entries import Entry
    from runofshow.show.intents import Intent
    from runofshow.show.state import Show

STEERING = "Running the show"

BACKDATED = timedelta(seconds=1)
"""An entry that was written at least so long after it happened was entered with its time."""

TODAY_BEYOND = timedelta(hours=6)
"""So long after a backdated step, one without its time is no part of the same meeting."""

Made = TypeVar("Made")

BlockArgument = Annotated[
    str,
    typer.Argument(metavar="BLOCK", help="The block's id, or a part of its name.", autocompletion=block_ids),
]
MaybeBlock = Annotated[
    str | None,
    typer.Argument(
        metavar="[BLOCK]",
        help="The block's id, or a part of its name.",
        show_default=False,
        autocompletion=block_ids,
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    commands: "tuple[Callable[..., None], ...]" = (
        next_, begin, end, pause, resume, extend, skip, restore, move, insert, substitute, hard_stop, stage, clock,
        undo, finish,
    )  # fmt: skip
    for command in commands:
        name = command.__name__.strip("_").replace("_", "-")
        # `extend -1m` is a length and not an option
        settings = {"ignore_unknown_options": True} if command is extend else None
        app.command(name, rich_help_panel=STEERING, context_settings=settings)(command)


def steer(settings: Settings, make: "Callable[[Show], Intent]", at: str | None) -> "tuple[Session, Entry]":
    """Do what is asked on the show that is meant, and say what came of it.

    Raises:
        RunOfShowError: it was refused, or couldn't be written.
    """
    session = settings.to_steer()
    return session, steered(session, make(session.show), settings.by, instant_of(at, session.show))


def steered(session: "Session", intent: "Intent", by: str, at: "datetime | None") -> "Entry":
    """What came of an intent, which is also said; and a warning where the time seems to be forgotten.

    Raises:
        RunOfShowError: it was refused, or couldn't be written.
    """
    before = session.show
    entry = session.do(intent, by, at)
    tell(session, entry)
    if at is None:
        _warn_of_today(before, entry)
    return entry


def tell(session: "Session", entry: "Entry", what: str | None = None) -> None:
    """One line about what was done (or `what` says it better), and where the show is now."""
    from runofshow.screen.sentences import done, standing
    from runofshow.show.forecast import forecast
    from runofshow.show.refused import clock_and_day

    say(f"{clock_and_day(session.show, entry.at)} {what or done(entry, session.show)}")
    if session.show.closed is None and entry.fact.steers:
        say(standing(session.show, forecast(session.show, entry.at)))


def _warn_of_today(before: "Show", entry: "Entry") -> None:
    """Say that a step counts as of now although the one before it was entered long after the fact."""
    from runofshow.show.lookup import last_step
    from runofshow.show.refused import clock_and_day

    last = last_step(before)
    if last.written - last.at >= BACKDATED and entry.at - last.at > TODAY_BEYOND:
        say(
            f"WARNING: entered as of now, {clock_and_day(before, entry.at)}, while the step before it was entered with "
            f"its time, {clock_and_day(before, last.at)}: 'undo' takes it back, --at TIME says when it happened"
        )


def next_(
    context: typer.Context,
    block: MaybeBlock = None,
    running: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="BLOCK",
            help="Refuse if another block runs by now: nobody can be skipped.",
            autocompletion=block_ids,
        ),
    ] = None,
    at: At = None,
) -> None:
    """End what runs and start what follows (or BLOCK) at once."""
    from runofshow.show.block_rules import next_of
    from runofshow.show.intents import Next
    from runofshow.show.lookup import block_named

    def intent(show: "Show") -> Next:
        seen = next_of(show, None if block is None else block_named(show, block))
        return seen if running is None else replace(seen, running=block_named(show, running))

    steer(settings_of(context), intent, at)


def begin(context: typer.Context, block: MaybeBlock = None, at: At = None) -> None:
    """Start the next block (or BLOCK) after a handover."""
    from runofshow.show.intents import StartBlock
    from runofshow.show.lookup import block_named

    steer(settings_of(context), lambda show: StartBlock(None if block is None else block_named(show, block)), at)


def end(context: typer.Context, at: At = None) -> None:
    """End the running block; the handover begins."""
    from runofshow.show.intents import EndBlock

    steer(settings_of(context), lambda show: EndBlock(show.current), at)


def pause(context: typer.Context, at: At = None) -> None:
    """Hold the countdown; the room's clock goes on."""
    from runofshow.show.intents import Pause
    from runofshow.show.seen import seen_in

    steer(settings_of(context), lambda show: Pause(seen_in(show)), at)


def resume(context: typer.Context, at: At = None) -> None:
    """Let the countdown go on."""
    from runofshow.show.intents import Resume
    from runofshow.show.seen import seen_in

    steer(settings_of(context), lambda show: Resume(seen_in(show)), at)


def extend(
    context: typer.Context,
    by: Annotated[str, typer.Argument(metavar="DURATION", help="As 2m, 30s or -1m.")],
    block: Annotated[
        str | None, typer.Option(metavar="BLOCK", help="Else whoever holds the floor, else the running block.")
    ] = None,
    at: At = None,
) -> None:
    """Give more time, or less."""
    from runofshow.show.intents import Extend
    from runofshow.show.lookup import block_named
    from runofshow.show.seen import seen_in

    length = duration_of(by, signed=True)

    def intent(show: "Show") -> Extend:
        if block is None:
            return Extend(length, seen=seen_in(show))
        return Extend(length, block_named(show, block))

    steer(settings_of(context), intent, at)


def skip(
    context: typer.Context,
    block: MaybeBlock = None,
    come_back: Annotated[
        bool, typer.Option("--come-back", help="Set aside, to come back before the next floor round.")
    ] = False,
    at: At = None,
) -> None:
    """Leave out the next block (or BLOCK); with --come-back set aside the running one."""
    from runofshow.show.intents import Skip
    from runofshow.show.lookup import block_named

    def intent(show: "Show") -> Skip:
        if block is not None:
            return Skip(block_named(show, block), come_back)
        seen = show.running if come_back and show.running is not None else show.next_block
        return Skip(None if seen is None else seen.id, come_back)

    steer(settings_of(context), intent, at)


def restore(context: typer.Context, block: MaybeBlock = None, at: At = None) -> None:
    """Make a block that was left out, or is done, the next one."""
    from runofshow.show.block_rules import restore_of
    from runofshow.show.intents import Restore
    from runofshow.show.lookup import block_named

    def intent(show: "Show") -> Restore:
        return restore_of(show) if block is None else Restore(block_named(show, block))

    steer(settings_of(context), intent, at)


def move(
    context: typer.Context,
    block: BlockArgument,
    before: Annotated[str | None, typer.Option(metavar="BLOCK", help="Else to the end.")] = None,
    at: At = None,
) -> None:
    """Give a waiting block another place in the running order."""
    from runofshow.show.intents import Move
    from runofshow.show.lookup import block_named

    def intent(show: "Show") -> Move:
        return Move(block_named(show, block), None if before is None else block_named(show, before))

    steer(settings_of(context), intent, at)


def insert(  # noqa: PLR0913 -- what a block can hold
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The speaker's name; with --floor the round's title.")],
    duration: Annotated[str, typer.Argument(help="As 5m.")],
    title: Annotated[str | None, typer.Option(help="The speaker's designation.")] = None,
    organization: Annotated[str | None, typer.Option()] = None,
    floor: Annotated[bool, typer.Option("--floor", help="A round of remarks from the floor.")] = False,
    before: Annotated[str | None, typer.Option(metavar="BLOCK", help="Else it is the next one.")] = None,
    at: At = None,
) -> None:
    """Add a block that the agenda doesn't hold."""
    from runofshow.agenda.model import Floor, Speech
    from runofshow.show.intents import Insert
    from runofshow.show.lookup import block_named

    length = duration_of(duration)
    block: Speech | Floor
    if floor:
        block = valid(lambda: Floor.model_validate({"floor": name, "duration": length}))
    else:
        speaker = {"name": name, "title": title, "organization": organization}
        block = valid(lambda: Speech.model_validate({"speaker": speaker, "duration": length}))
    steer(
        settings_of(context),
        lambda show: Insert(block, None if before is None else block_named(show, before)),
        at,
    )


def substitute(  # noqa: PLR0913 -- what is known of a speaker
    context: typer.Context,
    block: BlockArgument,
    name: Annotated[str, typer.Argument(help="Who speaks instead.")],
    title: Annotated[str | None, typer.Option(help="The designation.")] = None,
    organization: Annotated[str | None, typer.Option()] = None,
    say_: Annotated[str | None, typer.Option("--say", help="How the name is pronounced.")] = None,
    at: At = None,
) -> None:
    """Let somebody else speak in a block."""
    from runofshow.agenda.model import Speaker
    from runofshow.show.intents import Substitute
    from runofshow.show.lookup import block_named

    speaker = valid(lambda: Speaker(name=name, title=title, organization=organization, say=say_))
    steer(settings_of(context), lambda show: Substitute(block_named(show, block), speaker), at)


def hard_stop(
    context: typer.Context,
    time: Annotated[str, typer.Argument(metavar="TIME", help="Until when we have the room, as 15:10.")],
    at: At = None,
) -> None:
    """Say until when we have the room."""
    from runofshow.show.intents import SetHardStop

    settings = settings_of(context)
    session = settings.to_steer()
    moment = instant_of(at, session.show)
    stop = nearest_room_time(time, session.show, session.now() if moment is None else moment)
    steered(session, SetHardStop(stop), settings.by, moment)


def stage(
    context: typer.Context,
    message: Annotated[
        str | None,
        typer.Argument(help="What the speaker shall read; nothing takes the message away.", show_default=False),
    ] = None,
    blank: Annotated[bool, typer.Option("--blank", help="Show nothing at all.")] = False,
    at: At = None,
) -> None:
    """Show the speaker a message, or nothing."""
    from runofshow.show.intents import SetStage

    steer(settings_of(context), lambda _: SetStage(message, blank), at)


def clock(
    context: typer.Context,
    time: Annotated[
        str | None,
        typer.Argument(metavar="[TIME]", help="What the clock of the room shows now, as 13:05:30.", show_default=False),
    ] = None,
) -> None:
    """Show the show's clock; with TIME say that the laptop's was wrong.

    All times of the show are then shown anew, those of what happened earlier, too; no duration changes.
    """
    from runofshow.screen.sentences import clocks
    from runofshow.show.intents import CorrectClock

    settings = settings_of(context)
    session = settings.to_steer()
    if time is not None:
        now, before = session.now(), session.show.correction
        session.do(CorrectClock(by=nearest(time, session.show, now) - now), settings.by)
        _tell_of_relabelling(session.show.correction - before)
    say(clocks(session.show, session.now(), session.clock.pushed()))


def _tell_of_relabelling(more: timedelta) -> None:
    """Say that times which were read already are shown anew."""
    from runofshow.agenda.duration import spell_duration

    seconds = timedelta(seconds=round(more.total_seconds()))
    if seconds:
        say(
            f"all times of this show, earlier ones too, are shown {spell_duration(abs(seconds))} "
            f"{'later' if seconds > timedelta(0) else 'earlier'} from now on; no duration changes "
            "('runofshow undo' takes it back)"
        )


def undo(context: typer.Context, at: At = None) -> None:
    """Take back the last thing that moved the show."""
    from runofshow.screen.sentences import done
    from runofshow.show.undoing import to_undo, undo_of

    settings = settings_of(context)
    session = settings.to_read()
    before = session.show
    undone = to_undo(before)
    entry = session.do(undo_of(before), settings.by, instant_of(at, before))
    tell(session, entry, None if undone is None else f"undone: {done(undone, before)}")


def finish(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    at: At = None,
) -> None:
    """Close the show; says what was left undone."""
    import sys

    from runofshow.screen.sentences import left_undone, who_was_left
    from runofshow.show.intents import Finish

    settings = settings_of(context)
    session = settings.to_steer()
    before = session.show
    left, names = left_undone(before), who_was_left(before)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        typer.confirm(f"Close the show?{f' Left: {left}.' if left else ''}", abort=True, err=True)
    steered(session, Finish(), settings.by, instant_of(at, before))
    if left:
        say(f"WARNING: left undone: {left}{f' ({names})' if names else ''}; 'runofshow undo' opens the show again")
    say(f"the record: runofshow --journal {session.journal.path} export --format markdown")


def valid(make: "Callable[[], Made]") -> "Made":
    """What somebody typed as a part of the agenda or the record.

    Raises:
        UsageError: it can't be one.
    """
    from pydantic import ValidationError

    from runofshow.show.refused import unfit

    try:
        return make()
    except ValidationError as error:
        message = f"that can't be taken: {unfit(error)}"
        raise UsageError(message) from None
