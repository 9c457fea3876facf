"""Commands that run the blocks, and change which there are and in what order.

Other packages are loaded inside functions: see `settings`.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from runofshow.cli.completion import block_ids, turn_names
from runofshow.cli.perform import perform, perform_on, valid
from runofshow.cli.settings import At, settings_of
from runofshow.cli.typed_times import duration_of, instant_of, nearest_room_time
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from runofshow.show.actions.panel import EndTurn, GiveTurn
    from runofshow.show.state import Show

_WHICH = "The block's id, or a part of its name."
BlockArgument = Annotated[str, typer.Argument(metavar="BLOCK", help=_WHICH, autocompletion=block_ids)]
MaybeBlock = Annotated[
    str | None, typer.Argument(metavar="[BLOCK]", help=_WHICH, show_default=False, autocompletion=block_ids)
]


def _block_option(help_: str, *names: str) -> Any:  # noqa: ANN401 -- typer's own type is private
    return typer.Option(*names, metavar="BLOCK", help=help_, autocompletion=block_ids)


def next_(
    context: typer.Context,
    block: MaybeBlock = None,
    running: Annotated[
        str | None, _block_option("Refuse unless this block runs, so that nobody is skipped.", "--from")
    ] = None,
    at: At = None,
) -> None:
    """End the running block and start the next one (or BLOCK) at once."""
    from runofshow.show.actions.blocks import Next, next_of
    from runofshow.show.state import ExpectedState

    def action(show: "Show") -> Next:
        seen = next_of(show, _id(show, block))
        return seen if running is None else replace(seen, expected=ExpectedState(block=_id(show, running)))

    perform(context, action, at)


def begin(context: typer.Context, block: MaybeBlock = None, at: At = None) -> None:
    """Start the next block (or BLOCK) after a handover."""
    from runofshow.show.actions.blocks import StartBlock

    perform(context, lambda show: StartBlock(_id(show, block)), at)


def end(context: typer.Context, at: At = None) -> None:
    """End the running block; the handover begins."""
    from runofshow.show.actions.blocks import EndBlock
    from runofshow.show.state import ExpectedState

    perform(context, lambda show: EndBlock(expected=ExpectedState(block=show.current)), at)


def pause(context: typer.Context, at: At = None) -> None:
    """Pause the countdown. The time of day goes on."""
    from runofshow.show.actions.blocks import Pause
    from runofshow.show.state import ExpectedState

    perform(context, lambda show: Pause(expected=ExpectedState.of(show)), at)


def resume(context: typer.Context, at: At = None) -> None:
    """Resume the countdown."""
    from runofshow.show.actions.blocks import Resume
    from runofshow.show.state import ExpectedState

    perform(context, lambda show: Resume(expected=ExpectedState.of(show)), at)


def extend(
    context: typer.Context,
    by: Annotated[str, typer.Argument(metavar="DURATION", help="How much: 2m, 30s or -1m.")],
    block: Annotated[
        str | None, _block_option("The block. By default the holder of the floor, else the running block.")
    ] = None,
    at: At = None,
) -> None:
    """Give the holder of the floor, or the running block, more time or less."""
    from runofshow.show.actions.blocks import Extend
    from runofshow.show.state import ExpectedState

    length = duration_of(by, signed=True)

    def action(show: "Show") -> Extend:
        return Extend(length, _id(show, block), expected=ExpectedState.of(show) if block is None else None)

    perform(context, action, at)


def skip(
    context: typer.Context,
    block: MaybeBlock = None,
    come_back: Annotated[
        bool, typer.Option("--come-back", help="Set the block aside; it comes back before the next floor round.")
    ] = False,
    at: At = None,
) -> None:
    """Leave out the next block (or BLOCK), or set the running one aside with --come-back."""
    from runofshow.show.actions.running_order import Skip

    def action(show: "Show") -> Skip:
        if block is not None:
            return Skip(_id(show, block), come_back)
        seen = show.running if come_back and show.running is not None else show.next_block
        return Skip(None if seen is None else seen.id, come_back)

    perform(context, action, at)


def restore(context: typer.Context, block: MaybeBlock = None, at: At = None) -> None:
    """Bring back a block that was left out or has run. It is then the next one."""
    from runofshow.show.actions.running_order import Restore, restore_of

    perform(context, lambda show: restore_of(show) if block is None else Restore(_id(show, block)), at)


def move(
    context: typer.Context,
    block: BlockArgument,
    before: Annotated[str | None, _block_option("Put it before this block. By default at the end.")] = None,
    start: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Set its fixed start: it begins no earlier, and keeps its place. 'none' removes the fixed start.",
        ),
    ] = None,
    at: At = None,
) -> None:
    """Move a block that has not begun, or set its fixed start."""
    from runofshow.show.actions.running_order import Move, SetStart
    from runofshow.show.names import block_named

    if before is not None and start is not None:
        message = "--before moves the block and --start sets when it begins: these are two commands"
        raise UsageError(message)

    settings = settings_of(context)
    session = settings.session_to_move()
    show, moment = session.show, instant_of(at, session.show)
    action: Move | SetStart
    if start is None:
        action = Move(block_named(show, block), _id(show, before))
    elif start.lower() == "none":
        action = SetStart(block_named(show, block), None)
    else:
        due = nearest_room_time(start, show, session.now() if moment is None else moment)
        action = SetStart(block_named(show, block), due)
    perform_on(session, action, settings.by, moment)


def insert(  # noqa: PLR0913 -- what a block can hold
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The speaker's name; with --floor or --item the title.")],
    duration: Annotated[str, typer.Argument(help="Its length, as 5m.")],
    title: Annotated[str | None, typer.Option(help="The speaker's designation.")] = None,
    organization: Annotated[str | None, typer.Option(help="The speaker's organization.")] = None,
    floor: Annotated[bool, typer.Option("--floor", help="Insert a floor round instead of a speech.")] = False,
    item: Annotated[
        bool, typer.Option("--item", help="Insert an item, in which nobody speaks, instead of a speech.")
    ] = False,
    type_: Annotated[
        str | None,
        typer.Option("--type", metavar="TYPE", help="Of an item: break, video, ceremony, music, photo or other."),
    ] = None,
    before: Annotated[str | None, _block_option("Put it before this block. By default it is the next one.")] = None,
    at: At = None,
) -> None:
    """Add a block that the agenda doesn't hold."""
    from runofshow.agenda.model import Floor, Item, Speech
    from runofshow.show.actions.running_order import Insert

    if floor and item:
        message = "a block is a floor round or an item: give one of --floor and --item"
        raise UsageError(message)
    if type_ is not None and not item:
        message = "--type goes with --item"
        raise UsageError(message)
    length = duration_of(duration)
    block: Floor | Item | Speech
    if item:
        block = valid(lambda: Item.model_validate({"item": name, "type": type_ or "other", "duration": length}))
    elif floor:
        block = valid(lambda: Floor.model_validate({"floor": name, "duration": length}))
    else:
        speaker = {"name": name, "title": title, "organization": organization}
        block = valid(lambda: Speech.model_validate({"speaker": speaker, "duration": length}))
    perform(context, lambda show: Insert(block, _id(show, before)), at)


def substitute(  # noqa: PLR0913 -- what is known of a speaker
    context: typer.Context,
    block: BlockArgument,
    name: Annotated[str, typer.Argument(help="The new speaker.")],
    title: Annotated[str | None, typer.Option(help="The speaker's designation.")] = None,
    organization: Annotated[str | None, typer.Option(help="The speaker's organization.")] = None,
    say_: Annotated[str | None, typer.Option("--say", help="How the name is pronounced.")] = None,
    instead_of: Annotated[
        str | None,
        typer.Option("--for", metavar="NAME|NUMBER", help="Whom they replace, where a block has several speakers."),
    ] = None,
    at: At = None,
) -> None:
    """Let somebody else speak in a block."""
    from runofshow.agenda.model import Speaker
    from runofshow.show.actions.blocks import Substitute
    from runofshow.show.names import block_named

    speaker = valid(lambda: Speaker(name=name, title=title, organization=organization, say=say_))
    perform(context, lambda show: Substitute(block_named(show, block), speaker, instead_of), at)


def turn(
    context: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|NUMBER]",
            help="The panellist's number in the agenda, or a part of the name.",
            show_default=False,
            autocompletion=turn_names,
        ),
    ] = None,
    end: Annotated[
        bool, typer.Option("--end", help="End the turn that goes on: the panel's moderator speaks.")
    ] = False,
    at: At = None,
) -> None:
    """Give the word to a panellist in a panel."""
    from runofshow.show.actions.panel import EndTurn, turn_of

    if (who is None) != end:
        message = "say who gets the word, by number or name, or --end"
        raise UsageError(message)

    def action(show: "Show") -> "GiveTurn | EndTurn":
        return EndTurn() if who is None else turn_of(show, who)

    perform(context, action, at)


def _id(show: "Show", typed: str | None) -> str | None:
    """Return the id of the block that was typed; None where none was."""
    from runofshow.show.names import block_named

    return None if typed is None else block_named(show, typed)
