"""Commands that show something and change nothing.

What only one of them needs is loaded inside its function: `status` is typed often.
"""

import re
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.follow_show import TICK, newer_shows_of, show_to_follow, waited_for
from runofshow.cli.settings import AsJson, AsOf, Bell, Plain, flag, joined, option, quoted, say, settings_of
from runofshow.cli.typed_times import instant_of
from runofshow.errors import Refused, RunOfShowError, UsageError
from runofshow.journal.choose import NewerShows, gives_way
from runofshow.journal.locate import journals_in
from runofshow.journal.reader import read_journal
from runofshow.session import Session
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.names import clock_and_day, hours_minutes, on_another_day
from runofshow.show.replay import described, replay, show_as_of
from runofshow.show.state import Show
from runofshow.text import sanitize

if TYPE_CHECKING:
    from runofshow.export.event_lines import Shown


def forecast_as_of(session: Session, at: str | None) -> tuple[Show, Forecast]:
    """Return the show and its forecast, now or as they stood at a time, which must have come."""
    now, moment = session.now(), instant_of(at, session.show)
    if moment is None:
        return session.show, forecast(session.show, now)
    if moment > now:
        raise Refused(f"{clock_and_day(session.show, moment)} hasn't come yet: without --at you see what is expected")
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
        from runofshow.ui.console import console, printed
        from runofshow.ui.status_text import status_view

        printed(status_view(show, forecast, console().width))


def watch(
    context: typer.Context,
    stage: Annotated[bool, flag("Show the speaker's screen: giant digits and nothing else.", "--stage")] = False,
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
    from runofshow.ui.apps.full_screen import kept_awake
    from runofshow.ui.apps.show_app import run_screen
    from runofshow.ui.apps.watch import StageApp, WatchApp

    with kept_awake():
        run_screen((StageApp if stage else WatchApp)(session, bell=bell, newer_shows=newer_shows))


def _watch_lines(session: Session, newer_shows: NewerShows | None, *, stage: bool, bell: bool) -> None:
    """Print lines whenever there is something new to say: for a screen reader, or a pipe.

    A newer show that takes the place of this one is followed. Where none can, the end of the show is the end.
    """
    from runofshow.ui.status_text import SignalBell, moment, stage_said, watch_said

    said: object = None
    told = ""
    ringing = SignalBell()
    while True:
        show = session.show
        now = forecast(show, session.now())
        if (state := moment(show, now)) != said:
            said = state
            _write(f"{line}\n" for line in (stage_said if stage else watch_said)(show, now))
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
        sentence = told
        if newer is not None:
            sentence = f"a newer show is open: '--journal {quoted(str(newer.path))}' follows it"
        elif show.closed is not None:
            sentence = "the show is closed: the next one is followed; Ctrl-C leaves"
        if sentence != told:
            told = sentence
            say(sentence)
        time.sleep(TICK)
        session.refresh()


def _write(lines: Iterable[str]) -> None:
    sys.stdout.writelines(lines)
    sys.stdout.flush()


def log(
    context: typer.Context,
    plain: Plain = False,
    follow: Annotated[bool, flag("Go on, and print each line when it is complete.", "--follow", "-f")] = False,
    all_: Annotated[
        bool, flag("List every entry of the journal, undone ones too, with their numbers.", "--all")
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
        if follow or at is not None:
            raise UsageError("--all lists every entry as it stands now: it goes with neither --follow nor --at")
        session = joined(settings.journal_to_read(), first_only=True)
        show, rows = described([*session.show.history, *session.unread])
        for entry, what, stands in rows:
            line = f"@{entry.n}  {clock_and_day(show, entry.at)}  {entry.by}: {what}{'' if stands else '  (undone)'}"
            sys.stdout.write(sanitize(line) + "\n")
        return
    session = joined(settings.journal_if_any() or waited_for(settings)) if follow else settings.session_to_read()
    show, now = forecast_as_of(session, at)
    written = record(show, now.now)
    if not (plain or follow):
        printed(log_view(written))
        return
    shown = set[str]()
    while True:
        lines = log_lines(written, speaking=not follow)
        _write(f"{line}\n" for line in lines if line not in shown)
        shown.update(lines)
        if not follow or session.show.closed is not None:
            return
        time.sleep(TICK)
        session.refresh()
        written = record(session.show, session.now())


def follow(
    context: typer.Context, new: Annotated[bool, flag("Leave out what happened before now.", "--new")] = False
) -> None:
    """Print a line of JSON for every entry and every signal, for other programs. Ctrl-C ends it.

    Each object has event, at, n (the number of an entry; null for a signal) and text. Signals are on_time, wrap_up,
    final and over. What was said is never printed. If there is no show yet, the command waits for one. When a show is
    closed, it goes on with the newer one; with --journal it doesn't.
    """
    from runofshow.export.event_lines import entry_line, shown, signal_line

    settings = settings_of(context)
    newer_shows = newer_shows_of(settings)
    path = settings.journal_if_any() or waited_for(settings)
    while True:
        session = joined(path, first_only=not new)
        if not new:
            _write(entry_line(session.show, entry) for entry in session.show.history)  # its opening
        signal: Shown | None = None
        while True:
            _write(entry_line(session.show, entry) for entry in session.fresh())
            show, now = session.show, session.now()
            before, signal = signal, shown(show, forecast(show, now))
            if signal is not None and signal != before:
                _write([signal_line(show, now, signal.signal)])
            newer = None if newer_shows is None else newer_shows.newer(show, session.machine.wall())
            if newer is not None and gives_way(show, newer):
                path, new = newer.path, False
                break
            if show.closed is not None and newer_shows is None:
                return
            time.sleep(TICK)


def journals(context: typer.Context) -> None:
    """List all shows, the newest first."""
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
        str | None, option("A SHA-256 that was written down earlier, to compare with the journal.", "HEX")
    ] = None,
) -> None:
    """Check whether a journal is undamaged, and print its SHA-256.

    Each line has a seal, a checksum. Seals show accidents and careless edits. They don't show that somebody computed
    all seals again or cut off the end: to find that, compare with a digest or a signature that was kept elsewhere.
    """
    wanted = None if digest is None else digest.strip().lower()
    if wanted is not None and not re.fullmatch("[0-9a-f]{64}", wanted):
        raise UsageError(f"'{digest}' is no SHA-256: it has 64 hexadecimal digits")
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
    if wanted is None:
        say(
            "seals show accidents and careless edits; they don't show that somebody computed them again or cut off the "
            "end: keep the SHA-256 elsewhere, and compare it later with 'verify --digest HEX'"
        )
    elif wanted == contents.digest:
        sys.stdout.write("the digest is that of the journal as it stands\n")
    elif (n := contents.entry_at(wanted)) is not None:
        added = sum(entry.n > n for entry in contents.entries)
        sys.stdout.write(f"the digest is that of the journal as at entry @{n}; {added} added since\n")
    else:
        raise RunOfShowError(
            "the digest fits no state of this journal: it was changed since, or the digest is of another one"
        )
    if contents.findings:
        raise RunOfShowError("\n".join(f"{path}:{found.line}: {found.sentence}" for found in contents.findings))
