"""The report: what a show was against its plan, and what that says of the next one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.files import Force, Output, write_whole
from runofshow.cli.settings import AsJson, Settings, settings_of
from runofshow.errors import UsageError

if TYPE_CHECKING:
    from runofshow.show.report import Report

FORMATS = ("html", "markdown", "json")


def report_(  # noqa: PLR0913 -- what it can be, and where to
    context: typer.Context,
    journals: Annotated[
        list[Path] | None, typer.Argument(metavar="JOURNAL", help="Else the newest; several with --durations.")
    ] = None,
    durations: Annotated[
        bool, typer.Option("--durations", help="Offer realistic durations instead, as YAML to put into the agenda.")
    ] = False,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="html, markdown or json; else a table.")
    ] = None,
    output: Output = None,
    force: Force = False,
    json: AsJson = False,
) -> None:
    """Planned against actual for every block, where the offset arose, who spoke for how long, who went over."""
    settings, named = settings_of(context), list(journals or ())
    kind = _kind(format_, output, json=json)
    if durations:
        if kind is not None:
            message = "--durations gives YAML: it goes with neither --json nor --format"
            raise UsageError(message)
        _offer(settings, named, output, force=force)
        return
    if len(named) > 1:
        message = "a report is of one show: several journals go with --durations"
        raise UsageError(message)
    found = _report(settings, named)
    if kind is not None:
        _write(_content(found, kind), output, force=force)
        return
    from runofshow.screen.console import printed
    from runofshow.screen.report import report_view

    printed(report_view(found))


def _kind(format_: str | None, output: Path | None, *, json: bool) -> str | None:
    """In which format it is written; None for the terminal's table."""
    if json and format_ not in {None, "json"}:
        message = "--json and --format exclude each other"
        raise UsageError(message)
    if json:
        return "json"
    if format_ is not None:
        if format_ not in FORMATS:
            message = f"there is no format '{format_}': take one of {', '.join(FORMATS)}"
            raise UsageError(message)
        return format_
    if output is None:
        return None
    suffixes = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json"}
    if (kind := suffixes.get(output.suffix.lower())) is None and output.suffix.lower() not in {".yaml", ".yml"}:
        message = f"what to write into {output} isn't clear: call it ….html, ….md or ….json, or say --format"
        raise UsageError(message)
    return kind


def _report(settings: Settings, journals: list[Path]) -> "Report":
    from runofshow.show.report import report

    if journals:
        settings = Settings(settings.agenda_file, journals[0], settings.folder, settings.by)
    session = settings.to_read()
    show = session.show
    return report(show, show.closed or session.now())


def _content(found: "Report", kind: str) -> str:
    from runofshow.export.answers.report import report_json, report_markdown
    from runofshow.export.answers.report_page import report_html

    return {"html": report_html, "markdown": report_markdown, "json": report_json}[kind](found)


def _offer(settings: Settings, journals: list[Path], output: Path | None, *, force: bool) -> None:
    """Durations for the agenda of the last of these shows."""
    from runofshow.cli.past import past_shows
    from runofshow.rehearsal.lengths import lengths_yaml

    shows = past_shows(journals or [settings.path_to_read()])
    newest = max(shows, key=lambda show: show.opened)
    _write(lengths_yaml(newest.agenda, shows), output, force=force)


def _write(content: str, output: Path | None, *, force: bool) -> None:
    if output is None:
        sys.stdout.buffer.write(content.encode())
    else:
        write_whole(output, content.encode(), force=force)
