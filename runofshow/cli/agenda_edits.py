"""Bring what was edited in an agenda into the show that goes on: ask on a terminal, else print the commands."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

import typer

from runofshow.agenda.differences import Added, Changed, Difference, Dropped, differences
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda, Block, Floor, Item, Panel, Speaker, Speech
from runofshow.cli.settings import command, say
from runofshow.show.actions.meeting import Closed
from runofshow.text import clip

if TYPE_CHECKING:
    from runofshow.journal.locate import Found

MOST = 8
"""The most lines of commands that somebody reads before a screen opens."""


@dataclass(frozen=True, slots=True)
class WaysIn:
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
    commands = [command(*words) for one in found for words in _commands(one, _moved(found))]
    if before.end != after.end:
        local = after.end.astimezone(after.timezone)
        # a clock time that comes twice needs its offset the second time
        commands.append(command("hard-stop", local.isoformat(timespec="minutes") if local.fold else f"{local:%H:%M}"))
    lines = commands if len(commands) <= MOST else [*commands[: MOST - 1], f"… and {len(commands) - MOST + 1} more"]
    kept = [*_kept_of_meeting(before, after), *(words for one in found for words in _kept_of_block(one))]
    return WaysIn(tuple(lines), tuple(kept))


def _commands(one: Difference, moved: frozenset[str]) -> Iterator[Sequence[str]]:
    match one:
        case Changed(Speech() as was, Speech() as now):
            yield from _speakers(was, now)
            yield from _length(was, now)
            yield from _start(was, now)
        case Changed(was, now) if was.kind == now.kind:
            yield from _speakers(was, now)
            yield from _length(was, now)
            yield from _start(was, now)
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


def _length(was: Block, now: Block) -> Iterator[Sequence[str]]:
    match was.duration, now.duration:
        case timedelta() as before, timedelta() as after if before != after:
            more = after - before
            sign = "-" if more < timedelta(0) else ""
            yield "extend", f"{sign}{spell_duration(abs(more))}", "--block", was.id
        case _:
            pass


def _speakers(was: Block, now: Block) -> Iterator[Sequence[str]]:
    """Yield a command for each speaker who was replaced; nothing where there are more or fewer of them."""
    if len(was.people) != len(now.people):
        return
    alone = isinstance(was, Speech) and was.speaker is not None
    for place, (before, after) in enumerate(zip(was.people, now.people, strict=True), start=1):
        if before != after:
            yield "substitute", was.id, after.name, *_options(after), *(() if alone else ("--for", str(place)))


def _start(was: Block, now: Block) -> Iterator[Sequence[str]]:
    if was.start != now.start:
        yield "move", was.id, "--start", "none" if now.start is None else f"{now.start:%Y-%m-%dT%H:%MZ}"


def _options(speaker: Speaker) -> Iterator[str]:
    for name in ("title", "organization", "say"):
        if value := getattr(speaker, name):
            yield from (f"--{name}", value)


def _moved(found: Sequence[Difference]) -> frozenset[str]:
    dropped = {one.block.id for one in found if isinstance(one, Dropped)}
    return frozenset(one.block.id for one in found if isinstance(one, Added) and one.block.id in dropped)


def _kept_of_meeting(before: Agenda, after: Agenda) -> Iterator[str]:
    brought = {"end", "segments", "date"}
    for name in type(before).model_fields:
        if name not in brought and getattr(before, name) != getattr(after, name):
            yield name


def _kept_of_block(one: Difference) -> Iterator[str]:
    """The fields of a block that differ and have no command."""
    if not isinstance(one, Changed) or type(one.before) is not type(one.after):
        return
    before, after = one.before, one.after
    brought = {"id", "start"}
    if isinstance(before.duration, timedelta) and isinstance(after.duration, timedelta):
        brought.add("duration")
    if len(before.people) == len(after.people):
        brought |= {"speaker", "speakers"}
    for name, field in type(before).model_fields.items():
        if name not in brought and getattr(before, name) != getattr(after, name):
            yield f"{before.id}.{field.alias or name}"


GO_ON, OPEN_NEW = "1", "2"


def can_ask() -> bool:
    """Return True if a person sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def prefers_to_go_on(running: "Found", agenda: Agenda, name: str) -> bool:
    """Ask whether to go on with the show, with its own agenda; Enter means yes. `name` is that of the edited agenda."""
    say(f"{_described(running)}: {running.path}")
    say(f"{name} isn't the agenda that it was opened with, and a show keeps its agenda.")
    _tell_ways_in(running, agenda)
    say(f"  {GO_ON}  go on with that show, as it is")
    say(f"  {OPEN_NEW}  open a new show with {name}; what happened so far stays in the journal of the other")
    answer = ""
    while answer not in {GO_ON, OPEN_NEW}:
        answer = typer.prompt(f"{GO_ON} or {OPEN_NEW}?", default=GO_ON, err=True).strip()
    return answer == GO_ON


OPEN_AGAIN, NEW = "u", "n"
_ESCAPE = "\x1b"


def prefers_to_open_again(closed: "Found") -> bool | None:
    """Ask whether to open a closed show again; False for a new one, None for neither, which Enter and Esc mean."""
    say(f"{_closed_words(closed)}: {closed.path}")
    say("Documents and commands take the newest show: a new one hides that record from them.")
    question = f"Open it again ({OPEN_AGAIN}), or open a new one ({NEW})? Enter: neither"
    while True:
        answer = str(typer.prompt(question, default="", show_default=False, err=True)).strip().casefold()
        if answer.startswith((OPEN_AGAIN, NEW)):
            return answer.startswith(OPEN_AGAIN)
        if not answer.strip(_ESCAPE):
            return None


def tell_of_the_closed_one(closed: "Found") -> None:
    """Say which show of this agenda is closed, and how it is opened again or exported now that there is a new one."""
    undo, export = (command("--journal", str(closed.path), name) for name in ("undo", "export"))
    say(f"{_closed_words(closed)}, {closed.path}: '{undo}' opens it again, '{export}' writes its record")


def _closed_words(closed: "Found") -> str:
    agenda = closed.opening.agenda
    show = "the rehearsal of" if closed.mode == "rehearsal" else "the show"
    words = f"{show} “{clip(agenda.title, 60)}”"
    if not isinstance(closed.last.event, Closed):  # something was noted or corrected since
        return f"{words} is closed"
    return f"{words} was closed at {closed.last.at.astimezone(agenda.timezone):%H:%M}"


def tell_the_way_back(running: "Found", agenda: Agenda) -> None:
    """Say which show was left for a new one, and how it is resumed."""
    path = running.path
    resumes = command("--journal", str(path), "live")
    say(f"there is an unfinished show of another agenda, {path}: '{resumes}' resumes it")
    _tell_ways_in(running, agenda)


def _described(running: "Found") -> str:
    agenda = running.opening.agenda
    show = "The rehearsal of" if running.mode == "rehearsal" else "The show"
    return f"{show} “{clip(agenda.title, 60)}” goes on, opened at {running.opened.at.astimezone(agenda.timezone):%H:%M}"


def _tell_ways_in(running: "Found", agenda: Agenda) -> None:
    before = running.opening.agenda
    if before.date != agenda.date:
        say(f"it is of another day: {before.date:%d %B %Y}, and the agenda is of {agenda.date:%d %B %Y}")
        return
    ways = ways_in(before, agenda)
    if ways.commands:
        say("These commands bring the edits into it, from a second terminal while it goes on:")
    for way in ways.commands:
        say(f"     {way}")
    if ways.kept:
        say(f"No command brings in: {', '.join(ways.kept)}")
