"""What becomes of a show that goes on while its agenda was changed: asked on a terminal, told elsewhere."""

import sys
from typing import TYPE_CHECKING

import typer

from runofshow.cli.settings import say
from runofshow.text import clip

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.journal.locate import Found

GO_ON, OPEN_NEW = "1", "2"


def asks() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def goes_on_instead(running: "Found", agenda: "Agenda", name: str) -> bool:
    """Whether the show that goes on shall go on, in spite of an agenda that isn't its own: what Enter means."""
    say(f"{_described(running)}: {running.path}")
    say(f"{name} isn't the agenda that it was opened with, and a show keeps its agenda.")
    _tell_ways_in(running, agenda)
    say(f"  {GO_ON}  go on with that show, as it is")
    say(f"  {OPEN_NEW}  open a new show with {name}; what happened so far stays in the journal of the other")
    answer = ""
    while answer not in {GO_ON, OPEN_NEW}:
        answer = typer.prompt(f"{GO_ON} or {OPEN_NEW}?", default=GO_ON, err=True).strip()
    return answer == GO_ON


def tell_the_way_back(running: "Found", agenda: "Agenda") -> None:
    """Say which show was left for a new one, and how it is resumed."""
    path = running.path
    say(f"there is an unfinished show of another agenda, {path}: 'runofshow --journal {path} live' resumes it")
    _tell_ways_in(running, agenda)


def _described(running: "Found") -> str:
    agenda = running.opening.agenda
    what = "The rehearsal of" if running.mode == "rehearsal" else "The show"
    return f"{what} “{clip(agenda.title, 60)}” goes on, opened at {running.opened.at.astimezone(agenda.timezone):%H:%M}"


def _tell_ways_in(running: "Found", agenda: "Agenda") -> None:
    from runofshow.cli.agenda_changes import ways_in

    before = running.opening.agenda
    if before.date != agenda.date:
        say(f"it is of another day: {before.date:%d %B %Y}, and the agenda is of {agenda.date:%d %B %Y}")
        return
    ways = ways_in(before, agenda)
    if ways.commands:
        say("What was changed comes into it by these commands, from a second terminal while it goes on:")
    for way in ways.commands:
        say(f"     {way}")
    if ways.kept:
        say(f"What no command brings in: {', '.join(ways.kept)}")
