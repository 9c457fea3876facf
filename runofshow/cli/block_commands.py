"""Commands that run the blocks and the panels, and change which blocks there are and in what order."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

import typer

from runofshow.agenda.model import Floor, Item, Speaker, Speech
from runofshow.cli.completion import block_ids, turn_names
from runofshow.cli.perform import perform, performs, valid
from runofshow.cli.settings import At, argument, flag, option
from runofshow.cli.typed_times import duration_of, nearest_room_time, signed_duration_of
from runofshow.errors import UsageError
from runofshow.instants import Instant
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume, StartBlock, Substitute, next_of
from runofshow.show.actions.panel import EndTurn, turn_of
from runofshow.show.actions.running_order import Insert, Move, Restore, SetStart, Skip, restore_of
from runofshow.show.names import block_named
from runofshow.show.state import ExpectedState, Show

_WHICH = "The block's id, or a part of its name."
BlockArgument = Annotated[str, argument(_WHICH, "BLOCK", autocompletion=block_ids)]
MaybeBlock = Annotated[str | None, argument(_WHICH, "[BLOCK]", show_default=False, autocompletion=block_ids)]
Title = Annotated[str | None, option("The speaker's designation.")]
Organization = Annotated[str | None, option("The speaker's organization.")]


def _block_option(help_: str, *names: str) -> Any:  # noqa: ANN401 -- typer's own type is private
    return option(help_, "BLOCK", *names, autocompletion=block_ids)


def _id(show: Show, typed: str | None) -> str | None:
    return None if typed is None else block_named(show, typed)


@performs
def next_(
    show: Show,
    block: MaybeBlock = None,
    running: Annotated[
        str | None, _block_option("Refuse unless this block runs, so that nobody is skipped.", "--from")
    ] = None,
) -> Next:
    """End the running block and start the next one (or BLOCK) at once."""
    seen = next_of(show, _id(show, block))
    return seen if running is None else replace(seen, expected=ExpectedState(block=_id(show, running)))


@performs
def begin(show: Show, block: MaybeBlock = None) -> StartBlock:
    """Start the next block (or BLOCK) after a handover."""
    return StartBlock(_id(show, block))


@performs
def end(show: Show) -> EndBlock:
    """End the running block; the handover begins."""
    return EndBlock(expected=ExpectedState(block=show.current))


@performs
def pause(show: Show) -> Pause:
    """Pause the countdown. The time of day goes on."""
    return Pause(expected=ExpectedState.of(show))


@performs
def resume(show: Show) -> Resume:
    """Resume the countdown."""
    return Resume(expected=ExpectedState.of(show))


@performs
def extend(
    show: Show,
    by: Annotated[timedelta, argument("How much: 2m, 30s or -1m.", "DURATION", parser=signed_duration_of)],
    block: Annotated[
        str | None, _block_option("The block. By default the holder of the floor, else the running block.")
    ] = None,
) -> Extend:
    """Give the holder of the floor, or the running block, more time or less."""
    return Extend(by, _id(show, block), expected=ExpectedState.of(show) if block is None else None)


@performs
def skip(
    show: Show,
    block: MaybeBlock = None,
    come_back: Annotated[
        bool, flag("Set the block aside; it comes back before the next floor round.", "--come-back")
    ] = False,
) -> Skip:
    """Leave out the next block (or BLOCK), or set the running one aside with --come-back."""
    if block is not None:
        return Skip(_id(show, block), come_back)
    seen = show.running if come_back and show.running is not None else show.next_block
    return Skip(None if seen is None else seen.id, come_back)


@performs
def restore(show: Show, block: MaybeBlock = None) -> Restore:
    """Bring back a block that was left out or has run. It is then the next one."""
    return restore_of(show) if block is None else Restore(_id(show, block))


def move(
    context: typer.Context,
    block: BlockArgument,
    before: Annotated[str | None, _block_option("Put it before this block. By default at the end.")] = None,
    start: Annotated[
        str | None,
        option(
            "Set its fixed start: it begins no earlier, and keeps its place. 'none' removes the fixed start.", "TIME"
        ),
    ] = None,
    at: At = None,
) -> None:
    """Move a block that has not begun, or set its fixed start."""
    if before is not None and start is not None:
        raise UsageError("--before moves the block and --start sets when it begins: these are two commands")

    def action(show: Show, now: Instant) -> Move | SetStart:
        moved = block_named(show, block)
        if start is None:
            return Move(moved, _id(show, before))
        return SetStart(moved, None if start.lower() == "none" else nearest_room_time(start, show, now))

    perform(context, action, at)


def insert(  # noqa: PLR0913 -- what a block can hold
    context: typer.Context,
    name: Annotated[str, argument("The speaker's name; with --floor or --item the title.")],
    duration: Annotated[timedelta, argument("Its length, as 5m.", "DURATION", parser=duration_of)],
    title: Title = None,
    organization: Organization = None,
    floor: Annotated[bool, flag("Insert a floor round instead of a speech.", "--floor")] = False,
    item: Annotated[bool, flag("Insert an item, in which nobody speaks, instead of a speech.", "--item")] = False,
    type_: Annotated[
        str | None, option("Of an item: break, video, ceremony, music, photo or other.", "TYPE", "--type")
    ] = None,
    before: Annotated[str | None, _block_option("Put it before this block. By default it is the next one.")] = None,
    at: At = None,
) -> None:
    """Add a block that the agenda doesn't hold."""
    if floor and item:
        raise UsageError("a block is a floor round or an item: give one of --floor and --item")
    if type_ is not None and not item:
        raise UsageError("--type goes with --item")
    kind: type[Floor | Item | Speech] = Item if item else Floor if floor else Speech
    fields: dict[str, object] = {"speaker": {"name": name, "title": title, "organization": organization}}
    if item:
        fields = {"item": name, "type": type_ or "other"}
    elif floor:
        fields = {"floor": name}
    block = valid(lambda: kind.model_validate({**fields, "duration": duration}))
    perform(context, lambda show, _: Insert(block, _id(show, before)), at)


def substitute(  # noqa: PLR0913 -- what is known of a speaker
    context: typer.Context,
    block: BlockArgument,
    name: Annotated[str, argument("The new speaker.")],
    title: Title = None,
    organization: Organization = None,
    say_: Annotated[str | None, option("How the name is pronounced.", "TEXT", "--say")] = None,
    instead_of: Annotated[
        str | None, option("Whom they replace, where a block has several speakers.", "NAME|NUMBER", "--for")
    ] = None,
    at: At = None,
) -> None:
    """Let somebody else speak in a block."""
    speaker = valid(lambda: Speaker(name=name, title=title, organization=organization, say=say_))
    perform(context, lambda show, _: Substitute(block_named(show, block), speaker, instead_of), at)


def turn(
    context: typer.Context,
    who: Annotated[
        str | None,
        argument(
            "The panellist's number in the agenda, or a part of the name.",
            "[NAME|NUMBER]",
            show_default=False,
            autocompletion=turn_names,
        ),
    ] = None,
    end: Annotated[bool, flag("End the turn that goes on: the panel's moderator speaks.", "--end")] = False,
    at: At = None,
) -> None:
    """Give the word to a panellist in a panel."""
    if (who is None) != end:
        raise UsageError("say who gets the word, by number or name, or --end")
    perform(context, lambda show, _: EndTurn() if who is None else turn_of(show, who), at)
