"""Commands that read the agenda: before there is a show."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runofshow.cli.completion import plan_formats
from runofshow.cli.output_files import Force, Output, put
from runofshow.cli.settings import AsJson, say, settings_of
from runofshow.errors import UsageError
from runofshow.text import slug

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.export.formats import Format

FORMAT_NAMES = "csv, xlsx, markdown, html, docx, ics or json"


def check(
    context: typer.Context,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of agenda.yaml, and stop.")] = False,
) -> None:
    """Name every problem in the agenda, with line and column. If there is none, show how much time the floor gets."""
    from runofshow.agenda.signals import signals_from_the_start
    from runofshow.ui.console import printed
    from runofshow.ui.plan_table import agenda_facts

    if schema:
        from runofshow.agenda.schema import agenda_schema
        from runofshow.export.json_values import json_text

        sys.stdout.write(json_text(agenda_schema()))
        return
    sheet = settings_of(context).sheet()
    if (error := sheet.misfit_error()) is not None:
        raise error
    for sentence in agenda_facts(sheet.agenda):
        printed(sentence)
    for sentence in (*sheet.warnings(), *signals_from_the_start(sheet.agenda)):
        say(f"warning: {sentence}")


def plan(  # noqa: PLR0913 -- what it can be, and where to
    context: typer.Context,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{FORMAT_NAMES}. By default from the file's ending, else a table.",
            autocompletion=plan_formats,
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    paper: Annotated[
        str | None, typer.Option(metavar="PAPER", help="For xlsx, html and docx: a4 (default) or letter.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Print the timed run of show, or write it as a file.

    csv and xlsx are a sheet for staff, which 'import' reads back. markdown, html and docx are a programme for
    participants. ics has an event for each block. xlsx and docx need the extra 'office'.
    """
    from runofshow.export.formats import PLAN_FORMATS

    if json and format_ not in {None, "json"}:
        message = "--json and --format exclude each other"
        raise UsageError(message)
    chosen = PLAN_FORMATS.chosen("json" if json else format_, output)
    if paper is not None and not (chosen and "--paper" in chosen.takes):
        message = f"--paper goes with xlsx, html and docx, not with {chosen.name if chosen else 'the table'}"
        raise UsageError(message)
    if chosen is not None and not chosen.is_text and output is None and sys.stdout.isatty():
        message = f"{chosen.name} can't be read on a terminal: name a file, as -o plan{chosen.endings[0]}"
        raise UsageError(message)
    agenda = settings_of(context).agenda()
    if chosen is None:
        _print_table(agenda)
    else:
        _write(chosen, agenda, paper, output, force=force)
    warn_of_fit(agenda)


def _print_table(agenda: "Agenda") -> None:
    from runofshow.ui.console import printed
    from runofshow.ui.plan_table import plan_view

    printed(plan_view(agenda))


def _write(chosen: "Format[Agenda]", agenda: "Agenda", paper: str | None, output: Path | None, *, force: bool) -> None:
    from runofshow.cli.export_commands import paper_named
    from runofshow.clock import ThisMachine
    from runofshow.export.formats import Options

    sequence = _sequence(agenda, output, force=force) if chosen.name == "ics" else 0
    options = Options(paper=paper_named(paper or "a4"), written=ThisMachine().wall(), sequence=sequence)
    put(chosen.whole_file(agenda, options), output, force=force)


def _sequence(agenda: "Agenda", output: Path | None, *, force: bool) -> int:
    """Return the number of a calendar's version: one more than that of the file that it overwrites."""
    from runofshow.export.plan_calendar import next_sequence

    if agenda.uid is None:
        say(
            "warning: the agenda has no 'uid:', so calendars take a meeting with another title or day for a new one; "
            f"add a line such as 'uid: {slug(agenda.title)}-{agenda.date.year}'"
        )
    if output is None or not force or not output.is_file():
        return 0
    try:
        return next_sequence(output.read_bytes())
    except OSError:  # writing will say what is wrong with the file
        return 0


def warn_of_fit(agenda: "Agenda") -> None:
    """Say on stderr how the agenda doesn't fit its room and its fixed starts, if it doesn't."""
    from runofshow.agenda.fit import misfits

    for misfit in misfits(agenda):
        say(f"{'WARNING' if misfit.is_error else 'warning'}: {misfit.sentence}")
