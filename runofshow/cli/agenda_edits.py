"""The edits of an agenda, as commands that bring them into the running show."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from typing import NamedTuple, assert_never

from pydantic import BaseModel

from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Panel, Speaker, Speech
from runofshow.cli.settings import command, say


class Difference(NamedTuple):
    """A block that differs between two agendas, perhaps in its name too, or that only one of them has."""

    was: Block | None
    """None for one that was added."""
    now: Block | None
    """None for one that was dropped."""
    following: Block | None = None
    """The one that follows where one was added."""


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
    dropped = {one.was.id for one in found if one.was is not None and one.now is None}
    moved = {one.now.id for one in found if one.now is not None and one.was is None and one.now.id in dropped}
    commands = [command(*words) for one in found for words in _commands(one, moved)]
    if before.end != after.end:
        local = after.end.astimezone(after.timezone)
        # a clock time that comes twice needs its offset the second time
        commands.append(command("hard-stop", local.isoformat(timespec="minutes") if local.fold else f"{local:%H:%M}"))
    # nobody reads more before a screen opens
    lines = commands if len(commands) <= 8 else [*commands[:7], f"… and {len(commands) - 7} more"]
    kept = [*_kept(before, after, {"end", "segments", "date"})]
    for was, now, _ in found:
        if was is not None and now is not None and was.kind == now.kind:
            kept += [f"{was.id}.{name}" for name in _kept(was, now, {*_brought(was, now)})]
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
        yield from (Difference(one, other) for one, other in zip(was, now, strict=False) if one != other)
        yield from (Difference(block, None) for block in was[same:])
        following = new[new_end] if new_end < len(new) else None
        yield from (Difference(None, block, following) for block in now[same:])


def _kept(before: BaseModel, after: BaseModel, brought: Collection[str]) -> Iterator[str]:
    for name, field in type(before).model_fields.items():
        if name not in brought and getattr(before, name) != getattr(after, name):
            yield field.alias or name


def _brought(was: Block, now: Block) -> Iterator[str]:
    yield from ("id", "start")
    if isinstance(was.duration, timedelta) and isinstance(now.duration, timedelta):
        yield "duration"
    if len(was.people) == len(now.people):
        yield from ("speaker", "speakers")


def _commands(one: Difference, moved: Collection[str]) -> Iterator[Sequence[str]]:
    was, now, following = one
    if was is not None and now is not None and was.kind == now.kind:
        yield from _changed(was, now)
        return
    if now is not None and now.id in moved:
        yield "move", now.id, *(() if following is None else ("--before", following.id))
    elif now is not None:
        yield from _inserted(now, was or following)
    if was is not None and was.id not in moved:
        yield "skip", was.id


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
