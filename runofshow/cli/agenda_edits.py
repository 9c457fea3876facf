"""What was edited in an agenda, as commands that bring it into the show that goes on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from typing import NamedTuple, assert_never

from pydantic import BaseModel

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Panel, Speaker, Speech
from runofshow.cli.settings import command, say


@dataclass(frozen=True, slots=True)
class Changed:
    """A block that both agendas hold, perhaps under another name: as it was, and as it is."""

    before: Block
    after: Block


@dataclass(frozen=True, slots=True)
class Added:
    """A block that only the later one holds, and the one that follows it there."""

    block: Block
    before: Block | None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that only the earlier one holds."""

    block: Block


Difference = Changed | Added | Dropped


class WaysIn(NamedTuple):
    """Ways to bring the edits into the show."""

    commands: tuple[str, ...] = ()
    """A command for each edit; where there are many, the first ones and how many more."""
    kept: tuple[str, ...] = ()
    """The fields that no command changes."""


def ways_in(before: Agenda, after: Agenda) -> WaysIn:
    """Return the commands for the differences, and what has no command; nothing for a meeting on another day."""
    if before.date != after.date:
        return WaysIn()
    found = list(differences(before, after))
    dropped = {one.block.id for one in found if isinstance(one, Dropped)}
    moved = {one.block.id for one in found if isinstance(one, Added) and one.block.id in dropped}
    commands = [command(*words) for one in found for words in _commands(one, moved)]
    if before.end != after.end:
        local = after.end.astimezone(after.timezone)
        # a clock time that comes twice needs its offset the second time
        commands.append(command("hard-stop", local.isoformat(timespec="minutes") if local.fold else f"{local:%H:%M}"))
    # nobody reads more before a screen opens
    lines = commands if len(commands) <= 8 else [*commands[:7], f"… and {len(commands) - 7} more"]
    kept = [*_kept(before, after, {"end", "segments", "date"})]
    for one in found:
        if isinstance(one, Changed) and type(one.before) is type(one.after):
            kept += [f"{one.before.id}.{name}" for name in _kept(one.before, one.after, {*_brought(one)})]
    return WaysIn(tuple(lines), tuple(kept))


def tell_ways_in(before: Agenda, after: Agenda) -> None:
    """Say which commands bring the edits into a show with the agenda `before`, and which edits none brings."""
    if before.date != after.date:
        say(f"it is of another day: {before.date:%d %B %Y}, and the agenda is of {after.date:%d %B %Y}")
        return
    ways = ways_in(before, after)
    if ways.commands:
        say("These commands bring the edits into it, from a second terminal while it goes on:")
    for way in ways.commands:
        say(f"     {way}")
    if ways.kept:
        say(f"No command brings in: {', '.join(ways.kept)}")


def differences(before: Agenda, after: Agenda) -> Iterator[Difference]:
    """Yield the blocks that differ, in the order of the agendas.

    Blocks that stand in the same place are one block under another name, since names make ids: a typo in a name that
    was put right doesn't make somebody else of a speaker. A block that was moved is dropped in one place and added in
    the other.
    """
    old, new = list(before.blocks()), list(after.blocks())
    matcher = SequenceMatcher(a=[block.id for block in old], b=[block.id for block in new])
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        was, now = old[old_start:old_end], new[new_start:new_end]
        same = min(len(was), len(now))
        yield from (Changed(one, other) for one, other in zip(was, now, strict=False) if one != other)
        yield from (Dropped(block) for block in was[same:])
        following = new[new_end] if new_end < len(new) else None
        yield from (Added(block, following) for block in now[same:])


def _kept(before: BaseModel, after: BaseModel, brought: Collection[str]) -> Iterator[str]:
    for name, field in type(before).model_fields.items():
        if name not in brought and getattr(before, name) != getattr(after, name):
            yield field.alias or name


def _brought(one: Changed) -> Iterator[str]:
    yield from ("id", "start")
    if isinstance(one.before.duration, timedelta) and isinstance(one.after.duration, timedelta):
        yield "duration"
    if len(one.before.people) == len(one.after.people):
        yield from ("speaker", "speakers")


def _commands(one: Difference, moved: Collection[str]) -> Iterator[Sequence[str]]:
    match one:
        case Changed(was, now) if was.kind == now.kind:
            yield from _changed(was, now)
        case Changed(before, after):
            yield from _inserted(after, before)
            yield "skip", before.id
        case Added(block, before) if block.id in moved:
            yield "move", block.id, *(() if before is None else ("--before", before.id))
        case Added(block, before):
            yield from _inserted(block, before)
        case Dropped(block):
            yield from () if block.id in moved else (("skip", block.id),)
        case _:
            assert_never(one)


def _changed(was: Block, now: Block) -> Iterator[Sequence[str]]:
    """Yield a command for each speaker who was replaced (none where there are more or fewer), length and start."""
    if len(was.people) == len(now.people):
        alone = isinstance(was, Speech) and was.speaker is not None
        for place, (before, after) in enumerate(zip(was.people, now.people, strict=True), start=1):
            if before != after:
                yield "substitute", was.id, after.name, *_options(after), *(() if alone else ("--for", str(place)))
    if isinstance(was.duration, timedelta) and isinstance(now.duration, timedelta) and was.duration != now.duration:
        more = now.duration - was.duration
        sign = "-" if more < timedelta(0) else ""
        yield "extend", f"{sign}{spell_duration(abs(more))}", "--block", was.id
    if was.start != now.start:
        yield "move", was.id, "--start", "none" if now.start is None else f"{now.start:%Y-%m-%dT%H:%MZ}"


def _inserted(block: Block, before: Block | None) -> Iterator[Sequence[str]]:
    length = spell_duration(block.duration if isinstance(block.duration, timedelta) else block.minimum)
    place = () if before is None else ("--before", before.id)
    match block:
        case Speech():
            yield "insert", block.called, length, *_options(block.people[0]), *place
        case Floor():
            yield "insert", block.title, length, "--floor", *place
        case Item():
            yield "insert", block.title, length, "--item", "--type", block.type, *place
        case Panel():
            return
        case _:
            assert_never(block)


def _options(speaker: Speaker) -> Iterator[str]:
    for name in ("title", "organization", "say"):
        if value := getattr(speaker, name):
            yield from (f"--{name}", value)
