"""Commands that read the agenda and need no show."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from runofshow.agenda.model import Agenda
from runofshow.agenda.plan_checks import misfits, signals_from_the_start
from runofshow.cli.completion import beginning
from runofshow.cli.output_files import Force, Output, paper_named, put, refuse_to_print
from runofshow.cli.settings import AsJson, flag, option, say, settings_of
from runofshow.errors import UsageError
from runofshow.export.formats import PLAN_FORMATS, Options
from runofshow.text import slug

FORMAT_NAMES = "csv, xlsx, markdown, html, docx, ics or json"


def check(
    context: typer.Context,
    schema: Annotated[bool, flag("Print the JSON Schema of agenda.yaml, and stop.", "--schema")] = False,
) -> None:
    """Name every problem in the agenda, with line and column. If there is none, show how much time the floor gets."""
    from runofshow.ui.console import printed
    from runofshow.ui.tables import agenda_facts

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
        option(
            f"{FORMAT_NAMES}. By default from the file's ending, else a table.",
            "FORMAT",
            "--format",
            autocompletion=beginning([one.name for one in PLAN_FORMATS]),
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    paper: Annotated[str | None, option("For xlsx, html and docx: a4 (default) or letter.", "PAPER")] = None,
    round_: Annotated[
        str | None,
        option(
            "For markdown, html and docx: round starts to this step, as 10m; 0 for exact minutes. By default 5m.",
            "STEP",
            "--round",
        ),
    ] = None,
    json: AsJson = False,
) -> None:
    """Print the timed run of show, or write it as a file.

    csv and xlsx are a sheet for staff, which 'import' reads back. markdown, html and docx are a programme for
    participants. ics has an event for each block. xlsx and docx need the extra 'office'.

    In a programme for participants each start is rounded to the nearest 5 minutes. The start of the meeting, its hard
    stop and fixed starts stay. Where two blocks would get the same time, they get a smaller step, down to 1 minute.
    """
    if json and format_ not in {None, "json"}:
        raise UsageError("--json and --format exclude each other")
    chosen = PLAN_FORMATS.chosen("json" if json else format_, output)
    PLAN_FORMATS.refuse_others(chosen, {"--paper": paper, "--round": round_})
    step = _step(round_)
    if chosen is not None:
        refuse_to_print(chosen, output, "plan")
    agenda = settings_of(context).sheet().agenda
    if chosen is None:
        from runofshow.ui.console import printed
        from runofshow.ui.tables import plan_view

        printed(plan_view(agenda))
    else:
        from runofshow.clock import ThisMachine

        sequence = _sequence(agenda, output, force=force) if chosen.name == "ics" else 0
        options = Options(paper=paper_named(paper or "a4"), written=ThisMachine().wall(), sequence=sequence, step=step)
        put(chosen.whole_file(agenda, options), output, force=force)
    warn_of_fit(agenda)


def _step(text: str | None) -> timedelta:
    from runofshow.export.printed_times import USUAL_STEP, parse_step

    try:
        return USUAL_STEP if text is None else parse_step(text)
    except ValueError as error:
        raise UsageError(f"--round: {error}") from None


def _sequence(agenda: Agenda, output: Path | None, *, force: bool) -> int:
    """Return the number of a calendar's version: one more than that of the file that it overwrites."""
    from runofshow.export.plan_for_programs import next_sequence

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


def warn_of_fit(agenda: Agenda) -> None:
    """Say on stderr how the agenda doesn't fit its room and its fixed starts, if it doesn't."""
    for misfit in misfits(agenda):
        say(f"{'WARNING' if misfit.is_error else 'warning'}: {misfit.sentence}")
