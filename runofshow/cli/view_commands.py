"""Commands that show something and change nothing.

Other packages are loaded inside functions: see `settings`.
"""

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.follow_show import TICK, newer_shows_of, show_to_follow, waited_for
from runofshow.cli.settings import (
    AsJson,
    AsOf,
    Bell,
    Plain,
    all_entries,
    joined,
    quoted,
    say,
    settings_of,
)
from runofshow.cli.typed_times import instant_of
from runofshow.errors import RunOfShowError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runofshow.cli.settings import Settings
    from runofshow.export.event_lines import Shown
    from runofshow.journal.choose import NewerShows
    from runofshow.journal.reader import Contents
    from runofshow.session import Session
    from runofshow.show.forecast import Forecast
    from runofshow.show.state import Show


class Damaged(RunOfShowError):
    """A journal has damaged lines."""


def forecast_as_of(session: "Session", at: str | None) -> "tuple[Show, Forecast]":
    """Return the show and its forecast, now or as they stood at a time.

    Raises:
        Refused: the show hadn't been opened then, or that time hasn't come yet.
    """
    from runofshow.errors import Refused
    from runofshow.show.forecast import forecast
    from runofshow.show.names import clock_and_day
    from runofshow.show.replay import show_as_of

    now, moment = session.now(), instant_of(at, session.show)
    if moment is None:
        return session.show, forecast(session.show, now)
    if moment > now:
        message = f"{clock_and_day(session.show, moment)} hasn't come yet: without --at you see what is expected"
        raise Refused(message)
    show = show_as_of(session.show, moment)
    return show, forecast(show, moment)


def status(context: typer.Context, json: AsJson = False, plain: Plain = False, at: AsOf = None) -> None:
    """Show who speaks now, what comes next, and when the meeting will end."""
    show, forecast = forecast_as_of(settings_of(context).session_to_read(), at)
    if json:
        from runofshow.export.status_json import status_json

        sys.stdout.write(status_json(show, forecast))
    elif plain:
        from runofshow.ui.status_text import status_lines

        sys.stdout.writelines(f"{line}\n" for line in status_lines(show, forecast))
    else:
        from runofshow.ui.console import printed, width
        from runofshow.ui.status_text import status_view

        printed(status_view(show, forecast, width()))


def watch(
    context: typer.Context,
    stage: Annotated[
        bool, typer.Option("--stage", help="Show the speaker's screen: giant digits and nothing else.")
    ] = False,
    plain: Plain = False,
    bell: Bell = False,
) -> None:
    """Follow the show on a second terminal or screen. q leaves; the show goes on.

    If there is no show yet, the screen waits for one. If a newer show is opened, the screen says so, and f goes to it.
    If the old show is closed or a rehearsal, the screen goes to the newer one by itself. With --journal it never does,
    and with --plain and --journal the command ends when the show is closed.
    """
    settings = settings_of(context)
    on_screen = sys.stdout.isatty() and not plain
    session, newer_shows = show_to_follow(settings, on_screen=on_screen), newer_shows_of(settings)
    if session is None:
        return
    if not on_screen:
        _watch_lines(session, newer_shows, stage=stage, bell=bell)
        return
    from runofshow.ui.apps.awake import kept_awake
    from runofshow.ui.apps.show_app import run_screen
    from runofshow.ui.apps.watch import StageApp, WatchApp

    with kept_awake():
        run_screen((StageApp if stage else WatchApp)(session, bell=bell, newer_shows=newer_shows))


def _watch_lines(session: "Session", newer_shows: "NewerShows | None", *, stage: bool, bell: bool) -> None:
    """Print lines whenever there is something new to say: for a screen reader, or a pipe.

    A newer show that takes the place of this one is followed. Where none can, the end of the show is the end.
    """
    from runofshow.journal.choose import gives_way
    from runofshow.show.forecast import forecast
    from runofshow.ui.status_text import SignalBell, moment, stage_said, watch_said

    said: object = None
    told = ""
    ringing = SignalBell()
    while True:
        show = session.show
        now = forecast(show, session.now())
        if (state := moment(show, now)) != said:
            said = state
            sys.stdout.writelines(f"{line}\n" for line in (stage_said if stage else watch_said)(show, now))
            sys.stdout.flush()
        if ringing.rings(show, now) and bell:
            sys.stderr.write("\a")
            sys.stderr.flush()
        if show.closed is not None and newer_shows is None:
            return
        newer = None if newer_shows is None else newer_shows.newer(show, session.machine.wall())
        if newer is not None and gives_way(show, newer):
            say(f"a newer show is open, and followed from here: {newer.path}")
            session = joined(newer.path)
            continue
        if newer is not None:
            sentence = f"a newer show is open: '--journal {quoted(str(newer.path))}' follows it"
        else:
            sentence = "" if show.closed is None else "the show is closed: the next one is followed; Ctrl-C leaves"
        if sentence not in {"", told}:
            told = sentence
            say(sentence)
        time.sleep(TICK)
        session.refresh()


def log(
    context: typer.Context,
    plain: Plain = False,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on, and print each line when it is complete.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="List every entry of the journal, undone ones too, with their numbers.")
    ] = False,
    at: AsOf = None,
) -> None:
    """List the interventions so far, and among them what was noted of speakers on the programme, decisions and tasks.

    With --follow the command waits for a show where there is none yet, and ends when the show is closed.
    """
    from runofshow.show.meeting_record import record
    from runofshow.ui.console import printed
    from runofshow.ui.tables import log_lines, log_view

    settings = settings_of(context)
    if all_:
        _log_all(settings, follow=follow, at=at)
        return
    session = joined(settings.journal_if_any() or waited_for(settings)) if follow else settings.session_to_read()
    show, now = forecast_as_of(session, at)
    written = record(show, now.now)
    if not (plain or follow):
        printed(log_view(written))
        return
    shown = set()
    while True:
        lines = log_lines(written, speaking=not follow)
        sys.stdout.writelines(f"{line}\n" for line in lines if line not in shown)
        sys.stdout.flush()
        shown.update(lines)
        if not follow or session.show.closed is not None:
            return
        time.sleep(TICK)
        session.refresh()
        written = record(session.show, session.now())


def _log_all(settings: "Settings", *, follow: bool, at: str | None) -> None:
    from runofshow.show.names import clock_and_day
    from runofshow.show.replay import described
    from runofshow.text import sanitize

    if follow or at is not None:
        message = "--all lists every entry as it stands now: it goes with neither --follow nor --at"
        raise UsageError(message)
    show, rows = described(all_entries(settings.journal_to_read()))
    for entry, what, stands in rows:
        mark = "" if stands else "  (undone)"
        when = clock_and_day(show, entry.at)
        sys.stdout.write(sanitize(f"@{entry.n}  {when}  {entry.by}: {what}{mark}") + "\n")


def follow(
    context: typer.Context,
    new: Annotated[bool, typer.Option("--new", help="Leave out what happened before now.")] = False,
) -> None:
    """Print a line of JSON for every entry and every signal, for other programs. Ctrl-C ends it.

    Each object has event, at, n (the number of an entry; null for a signal) and text. Signals are on_time, wrap_up,
    final and over. What was said is never printed. If there is no show yet, the command waits for one. When a show is
    closed, it goes on with the newer one; with --journal it doesn't.
    """
    from runofshow.journal.choose import gives_way

    settings = settings_of(context)
    newer_shows = newer_shows_of(settings)
    path = settings.journal_if_any() or waited_for(settings)
    while True:
        follower = _Follower(path, new=new)
        while True:
            sys.stdout.writelines(follower.lines())
            sys.stdout.flush()
            show = follower.session.show
            newer = None if newer_shows is None else newer_shows.newer(show, follower.session.machine.wall())
            if newer is not None and gives_way(show, newer):
                path, new = newer.path, False
                break
            if show.closed is not None and newer_shows is None:
                return
            time.sleep(TICK)


class _Follower:
    """Reads a journal entry by entry, and looks at the clock."""

    def __init__(self, path: Path, *, new: bool) -> None:
        from runofshow.journal.reader import JournalReader

        self.session = joined(path)
        self._read = JournalReader
        self._reader = JournalReader(self.session.journal.path)
        self._show: Show | None = None
        self._told = self.session.show.n if new else 0
        self._shown: Shown | None = None

    def lines(self) -> "Iterator[str]":
        """Yield the lines of what happened since the last time."""
        from runofshow.export.event_lines import entry_line, shown, signal_line
        from runofshow.show.forecast import forecast
        from runofshow.show.replay import apply, replay

        self.session.refresh()
        if self._reader.path != self.session.journal.path:  # the show goes on in another journal, which holds all
            self._reader = self._read(self.session.journal.path)
        for entry in self._reader.more():
            if self._show is not None and entry.n <= self._show.n:
                continue
            self._show = replay([entry]) if self._show is None else apply(self._show, entry)
            if entry.n > self._told:
                yield entry_line(self._show, entry)
        show, now = self.session.show, self.session.now()
        signal = shown(show, forecast(show, now))
        if signal is not None and signal != self._shown:
            yield signal_line(show, now, signal.signal)
        self._shown = signal


def journals(context: typer.Context) -> None:
    """List all shows, the newest first."""
    from runofshow.journal.locate import journals_in
    from runofshow.ui.console import printed
    from runofshow.ui.tables import journals_view

    folder = settings_of(context).folder
    journals = journals_in(folder)
    for problem in journals.unreadable:
        say(str(problem))
    if journals.found:
        printed(journals_view(journals.found))
    else:
        say(f"there is no journal in {folder}")


def verify(
    context: typer.Context,
    digest: Annotated[
        str | None,
        typer.Option(metavar="HEX", help="A SHA-256 that was written down earlier, to compare with the journal."),
    ] = None,
) -> None:
    """Check whether a journal is undamaged, and print its SHA-256.

    Each line has a seal, a checksum. Seals show accidents and careless edits. They don't show that somebody computed
    all seals again or cut off the end: to find that, compare with a digest or a signature that was kept elsewhere.
    """
    from runofshow.journal.reader import read_journal
    from runofshow.show.names import hours_minutes, on_another_day
    from runofshow.show.replay import replay
    from runofshow.text import sanitize

    wanted = None if digest is None else _digest_of(digest)
    path = settings_of(context).journal_to_read()
    contents = read_journal(path)
    show, last = replay(contents.entries), contents.entries[-1]
    state = "damaged" if contents.findings else "whole"
    written = f"{hours_minutes(show, last.written)}{on_another_day(show, last.written)}"
    sys.stdout.write(
        f"{sanitize(str(path))}: {state}, {len(contents.entries)} entries\n"
        f"{'not closed' if show.closed is None else 'closed'}; last entry @{last.n}, {written}\n"
        f"SHA-256 {contents.digest}\n"
    )
    if wanted is not None:
        sys.stdout.write(f"{_compared(contents, wanted)}\n")
    else:
        say(
            "seals show accidents and careless edits; they don't show that somebody computed them again or cut off the "
            "end: keep the SHA-256 elsewhere, and compare it later with 'verify --digest HEX'"
        )
    if contents.findings:
        raise Damaged("\n".join(f"{path}:{found.line}: {found.sentence}" for found in contents.findings))


def _digest_of(text: str) -> str:
    digest = text.strip().lower()
    if not re.fullmatch("[0-9a-f]{64}", digest):
        message = f"'{text}' is no SHA-256: it has 64 hexadecimal digits"
        raise UsageError(message)
    return digest


def _compared(contents: "Contents", digest: str) -> str:
    """Return which state of a journal a digest is of.

    Raises:
        Damaged: it is of none.
    """
    if digest == contents.digest:
        return "the digest is that of the journal as it stands"
    if (n := contents.entry_at(digest)) is None:
        message = "the digest fits no state of this journal: it was changed since, or the digest is of another one"
        raise Damaged(message)
    added = sum(entry.n > n for entry in contents.entries)
    return f"the digest is that of the journal as at entry @{n}; {added} added since"
