"""Which show `live` and `start` go on with, or that they open a new one. What isn't clear is asked on a terminal."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from runofshow.cli.changed_agenda import asks, goes_on_instead, tell_the_way_back
from runofshow.cli.plan_commands import warn_of_fit
from runofshow.cli.settings import Settings, joined, say
from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from runofshow.agenda.model import Agenda
    from runofshow.instants import Instant
    from runofshow.journal.locate import Found
    from runofshow.session import Session
    from runofshow.show.state import Mode


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


def take_up(settings: Settings, wanted: Wanted) -> Taken:
    """The show that goes on with this agenda, or a new one; says which.

    A show that goes on with an agenda that was edited since is nobody's to replace unasked: on a terminal somebody
    decides, elsewhere a new one is opened and the way back is said.

    Raises:
        RunOfShowError: the agenda has problems, or the journal can't be read or written.
    """
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
