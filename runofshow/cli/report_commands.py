"""The command `report`: compares a show with its plan, and offers durations for the next one."""

from pathlib import Path
from typing import Annotated

import typer

from runofshow.cli.output_files import Force, Output, put, refuse_to_print
from runofshow.cli.settings import AsJson, Settings, argument, flag, option, settings_of
from runofshow.errors import UsageError

_JOURNALS_HELP = "By default the journal of the show that isn't closed, else the newest. Several with --durations."
_FORMAT_HELP = "html, markdown, json or docx. By default from the file's ending, else a table."

Journals = Annotated[list[Path] | None, argument(_JOURNALS_HELP, "JOURNAL")]
Durations = Annotated[bool, flag("Print realistic durations for the next agenda instead, as YAML.", "--durations")]
FormatName = Annotated[str | None, option(_FORMAT_HELP, "FORMAT", "--format")]


def report_(  # noqa: PLR0913 -- what it can be, and where to
    context: typer.Context,
    journals: Journals = None,
    durations: Durations = False,
    format_: FormatName = None,
    output: Output = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Compare the meeting with its plan: each block, where delay arose, and how long everybody spoke."""
    from runofshow.export.formats import REPORT_FORMATS
    from runofshow.show.statistics import as_shown, report

    settings, named = settings_of(context), list(journals or ())
    if durations:
        if json or format_ is not None:
            raise UsageError("--durations gives YAML: it goes with neither --json nor --format")
        _offer(settings, named, output, force=force)
        return
    if len(named) > 1:
        raise UsageError("a report is of one show: several journals go with --durations")
    if json and format_ not in {None, "json"}:
        raise UsageError("--json and --format exclude each other")
    chosen = REPORT_FORMATS.chosen("json" if json else format_, output)
    if named:
        settings = Settings(settings.agenda_file, named[0], settings.folder, settings.by)
    session = settings.session_to_read()
    show = session.show
    exact = chosen is not None and chosen.name == "json"
    found = report(show if exact else as_shown(show), show.closed or session.now())
    if chosen is not None:
        refuse_to_print(chosen, output)
        put(chosen.whole_file(found), output, force=force)
        return
    from runofshow.ui.console import printed
    from runofshow.ui.report_table import report_view

    printed(report_view(found))


def _offer(settings: Settings, journals: list[Path], output: Path | None, *, force: bool) -> None:
    """Print durations for the agenda of the last of these shows."""
    from runofshow.cli.settings import past_shows
    from runofshow.simulation.calibration import lengths_yaml

    shows = past_shows(journals or [settings.journal_to_read()])
    newest = max(shows, key=lambda show: show.opened)
    put(lengths_yaml(newest.agenda, shows).encode(), output, force=force)
