"""Commands that open a show or resume one, with the live screen or without it."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import At, Bell, Settings, joined, say, settings_of
from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from runofshow.agenda.model import Agenda
    from runofshow.instants import Instant
    from runofshow.journal.locate import Found
    from runofshow.session import Session
    from runofshow.show.state import Mode


class NotOpen(RunOfShowError):
    """A show that is over can't be gone on with."""


New = Annotated[bool, typer.Option("--new", help="Open a new show without asking, even if another one goes on.")]
Rehearsal = Annotated[bool, typer.Option("--rehearsal", help="Open a rehearsal; its plan starts when you start.")]
Live = Annotated[bool, typer.Option("--live", help="Open the meeting itself, even on another date.")]


def live(  # noqa: PLR0913 -- what a moderator may want otherwise
    context: typer.Context,
    rehearsal: Rehearsal = False,
    live: Live = False,
    new: New = False,
    bell: Bell = False,
    mouse: Annotated[bool, typer.Option("--mouse", help="Let the keys in the footer be clicked with a mouse.")] = False,
) -> None:
    """Run the meeting from the moderator's screen: open a show, or resume the one that goes on.

    A show keeps the agenda that it was opened with. If the file has changed since, the command asks whether to go on
    with the show or to open a new one.
    """
    settings = settings_of(context)
    taken = open_or_resume(settings, Wanted(rehearsal=rehearsal, live=live, new=new))
    session = taken.session
    if session.show.closed is not None:
        say(_is_closed(session))
    if sys.stdin.isatty() and sys.stdout.isatty():
        _show_live(taken, settings.by, bell=bell, mouse=mouse)
        return
    from runofshow.show.forecast import forecast
    from runofshow.ui.status_text import status_lines

    lines = status_lines(session.show, forecast(session.show, session.now()))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    if session.show.closed is None:
        say("this is no terminal, so there is no screen: the show is open all the same; 'runofshow next' starts it")


def _show_live(taken: "Taken", by: str, *, bell: bool, mouse: bool) -> None:
    from runofshow.ui.apps.awake import MAY_SLEEP, kept_awake
    from runofshow.ui.apps.live import LiveApp
    from runofshow.ui.apps.show_app import run_screen
    from runofshow.ui.notices import Notice, Tone

    with kept_awake() as awake:
        told = [sentence for sentence in (taken.told, None if awake else MAY_SLEEP) if sentence]
        first = Notice(" ".join(told), Tone.WARNED) if told else None
        run_screen(LiveApp(taken.session, by, bell=bell, first=first), mouse=mouse)


def start(
    context: typer.Context, rehearsal: Rehearsal = False, live: Live = False, new: New = False, at: At = None
) -> None:
    """Open a show without a screen, or resume the one that goes on. The first 'next' starts the first block.

    Off a terminal the command asks nothing: if the agenda has changed, it opens a new show and says how to return to
    the other one.
    """
    session = open_or_resume(settings_of(context), Wanted(rehearsal=rehearsal, live=live, new=new, at=at)).session
    if session.show.closed is not None:
        raise NotOpen(_is_closed(session))


def _is_closed(session: "Session") -> str:
    command = f"runofshow --journal {session.journal.path}"
    return f"that show is closed: '{command} status' says how it ended, '{command} undo' takes the closing back"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    rehearsal: bool
    live: bool
    new: bool
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """The show that was resumed or opened, and what must be told of it on the screen, too."""

    session: "Session"
    told: str | None = None


def open_or_resume(settings: Settings, wanted: Wanted) -> Taken:
    """The show that goes on with this agenda, or a new one; says which.

    A show that goes on with an agenda that was edited since is nobody's to replace unasked: on a terminal somebody
    decides, elsewhere a new one is opened and the way back is said.

    Raises:
        RunOfShowError: the agenda has problems, or the journal can't be read or written.
    """
    from runofshow.cli.agenda_edits import asks, goes_on_instead, tell_the_way_back

    if wanted.rehearsal and wanted.live:
        message = "--rehearsal and --live exclude each other"
        raise UsageError(message)
    if settings.journal is not None:
        return _resumed(settings.journal)
    try:
        agenda = settings.agenda()
    except RunOfShowError as problems:
        return _without_its_agenda(settings, wanted, problems)
    warn_of_fit(agenda)
    opening = _Opening.of(settings, wanted, agenda)
    going_on = () if wanted.new else opening.going_on()
    same = next((show for show in going_on if show.opening.agenda == agenda), None)
    if same is not None:
        _tell_of_others(settings, same.path)
        return _resumed(same.path)
    opening = opening.instead_of(going_on)
    if going_on and asks():
        if goes_on_instead(going_on[0], agenda, settings.agenda_name()):
            return _resumed(
                going_on[0].path, f"The show goes on with its own agenda, not with {settings.agenda_name()}."
            )
        return Taken(opening.open())
    session = opening.open()
    if going_on:
        tell_the_way_back(going_on[0], agenda)
    return Taken(session)


def moment_of(text: str | None, agenda: "Agenda", *, today: bool) -> "Instant | None":
    """When a show was opened: ISO 8601, or a clock time on the day of the meeting (of a rehearsal: today).

    Raises:
        UsageError: the text is no time.
    """
    from runofshow.agenda.times import parse_moment
    from runofshow.clock import ThisMachine

    if text is None:
        return None
    day = ThisMachine().wall().astimezone(agenda.timezone).date() if today else agenda.date
    try:
        return parse_moment(text, zone=agenda.timezone, day=day)
    except ValueError as error:
        raise UsageError(str(error)) from None


@dataclass(frozen=True, slots=True)
class _Opening:
    """A show that is to be opened, unless one goes on."""

    settings: Settings
    wanted: Wanted
    agenda: "Agenda"
    mode: "Mode"
    at: "Instant | None"

    @classmethod
    def of(cls, settings: Settings, wanted: Wanted, agenda: "Agenda") -> "_Opening":
        from runofshow.clock import ThisMachine
        from runofshow.session import mode_for

        at = moment_of(wanted.at, agenda, today=wanted.rehearsal)
        mode: Mode = (
            "rehearsal" if wanted.rehearsal else "live" if wanted.live else mode_for(agenda, at or ThisMachine().wall())
        )
        return cls(settings, wanted, agenda, mode, at)

    def going_on(self) -> "tuple[Found, ...]":
        """What can be resumed: of the mode that is wanted; where none is said, the meeting before a rehearsal."""
        said = self.wanted.rehearsal or self.wanted.live
        return _going_on(self.settings, {self.mode} if said else {"live", self.mode}, self.at)

    def instead_of(self, going_on: "tuple[Found, ...]") -> "_Opening":
        """The same, but what takes the place of a meeting is one, and of a rehearsal one; unless the mode is said."""
        said = self.wanted.rehearsal or self.wanted.live
        return self if said or not going_on else replace(self, mode=going_on[0].mode)

    def open(self) -> "Session":
        """Open it; says what it is, and what else is open."""
        from runofshow.session import Session

        session = Session.open(self.settings.folder, self.agenda, self.mode, by=self.settings.by, at=self.at)
        say(f"opened: {session.journal.path}")
        if self.mode == "rehearsal" and not self.wanted.rehearsal:  # nobody said so
            day = f"{self.agenda.date:%d %B %Y}"
            say(f"this is a rehearsal, since the meeting is on {day}; --live says that it is the meeting itself")
        _tell_of_others(self.settings, session.journal.path)
        return session


def _going_on(settings: Settings, modes: "Collection[Mode]", at: "Instant | None" = None) -> "tuple[Found, ...]":
    from runofshow.clock import ThisMachine
    from runofshow.journal.choose import going_on
    from runofshow.journal.locate import journals_in

    return going_on(journals_in(settings.folder).found, modes, ThisMachine().wall(), at)


def _resumed(path: Path, told: str | None = None) -> Taken:
    session = joined(path)
    if session.show.closed is None:
        say(f"resumed: {path}")
    return Taken(session, told)


def _tell_of_others(settings: Settings, path: Path) -> None:
    """Say so if commands act on another show that goes on, too."""
    meant = next(iter(_going_on(settings, {"live", "rehearsal"})), None)
    if meant is not None and meant.path != path:
        say(f"commands act on {meant.path}, which is open, too: with '--journal {path}' on this one")


def _without_its_agenda(settings: Settings, wanted: Wanted, problems: RunOfShowError) -> Taken:
    """Go on with the show that is on, which has an agenda of its own, although the file can't be read now.

    Raises:
        RunOfShowError: nothing goes on, or a new show was asked for: what is wrong with the file.
    """
    modes: dict[Mode, bool] = {"live": not wanted.rehearsal, "rehearsal": not wanted.live}
    going_on = () if wanted.new else _going_on(settings, [mode for mode, fits in modes.items() if fits])
    if not going_on or wanted.at is not None:
        raise problems
    say(str(problems))
    name = settings.agenda_name()
    told = f"{name} has problems, which 'runofshow check' names: the show goes on with the agenda it was opened with."
    say(told)
    return _resumed(going_on[0].path, told)
