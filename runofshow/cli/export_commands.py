"""The command that hands the record on: as a document, a table, or beside a recording."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from runofshow.cli.completion import block_ids, export_formats
from runofshow.cli.output_files import Force, Output, put
from runofshow.cli.perform import tell_nearly_states
from runofshow.cli.settings import say, settings_of
from runofshow.cli.typed_times import room_time
from runofshow.errors import UsageError
from runofshow.text import sanitize

if TYPE_CHECKING:
    from runofshow.agenda.delegations import Category
    from runofshow.export.formats import Format, Option, Paper, Shape
    from runofshow.instants import Instant
    from runofshow.session import Session
    from runofshow.show.meeting_record import Record

FORMAT_NAMES = "csv, xlsx, docx, markdown, json, vtt, srt, chapters or audacity"

CAN_STILL_BETRAY = (
    "names that the program knows are left out; what was said, and when, can still betray who said it: "
    "read the file before you hand it on"
)


def export(  # noqa: PLR0913 -- what can be chosen
    context: typer.Context,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{FORMAT_NAMES}. By default from the file's ending, else csv.",
            autocompletion=export_formats,
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    shape: Annotated[
        str | None,
        typer.Option(
            metavar="SHAPE", help="table (default): everything that was said. list: who spoke, and in what capacity."
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only statements that began then or later, as 13:30.")
    ] = None,
    block: Annotated[
        list[str] | None,
        typer.Option(metavar="BLOCK", help="Only statements in this block. May be repeated.", autocompletion=block_ids),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CATEGORY",
            help="Only this category: state, observer, group, un, igo, nhri, ngo, panel or other. May be repeated.",
        ),
    ] = None,
    chatham_house: Annotated[
        bool, typer.Option("--chatham-house", help="Leave out who spoke, for whom, and names in gists and notes.")
    ] = False,
    detail: Annotated[
        bool,
        typer.Option("--detail", help="For docx, xlsx and markdown: tell also how time was kept, and who made a note."),
    ] = False,
    paper: Annotated[
        str | None, typer.Option(metavar="PAPER", help="For docx and xlsx: a4 (default) or letter.")
    ] = None,
    recording_start: Annotated[
        str | None, typer.Option(metavar="TIME", help="For vtt, srt, chapters and audacity: when the recording began.")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="For csv: don't neutralise cells that a spreadsheet would run as formulas.")
    ] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of the format json, and stop.")
    ] = False,
) -> None:
    """Write the record of the meeting. It needs only the journal.

    docx and xlsx need the extra 'office'. --chatham-house also leaves out in what capacity somebody spoke. Speakers on
    the programme stay, because the programme is public.
    """
    from runofshow.export.chatham_house import capitalized_words, without_names
    from runofshow.export.formats import RECORD_FORMATS, Options
    from runofshow.export.record_json import record_schema

    if schema:
        put(record_schema(), output, force=force)
        return
    chosen = RECORD_FORMATS.chosen(format_, output) or RECORD_FORMATS["csv"]
    given: dict[Option, bool] = {
        "--shape": shape is not None,
        "--paper": paper is not None,
        "--recording-start": recording_start is not None,
        "--raw": raw,
        "--detail": detail,
    }
    _refuse_what_does_not_fit(chosen, given)
    if chatham_house:
        _refuse_what_betrays(shape, category)
    refuse_to_print(chosen, output)
    settings = settings_of(context)
    session = settings.session_to_read()
    written = _part(session, since, block or (), category or ())
    if chatham_house:
        written = without_names(written)
    began = None if recording_start is None else _beginning(recording_start, written)
    options = Options(_shape(shape or "table"), paper_named(paper or "a4"), detail, raw, began)
    content = chosen.whole_file(written, options)
    if not chatham_house:
        named = () if settings.journal is None else ("--journal", str(settings.journal))
        tell_nearly_states(session.show, named, {one.number for one in written.interventions})
    if chatham_house:
        say(CAN_STILL_BETRAY)
        if left := capitalized_words(written):
            say(f"capitalized words that remain, in case one is a name: {', '.join(map(sanitize, left))}")
    put(content, output, force=force)


# What was asked for.


def refuse_to_print(chosen: "Format[Any]", output: Path | None) -> None:
    """Refuse to print a Word or Excel file on a terminal.

    Raises:
        UsageError: it would go there.
    """
    if output is None and not chosen.is_text and sys.stdout.isatty():
        message = f"{chosen.name} can't be read on a terminal: name a file, as -o log{chosen.endings[0]}"
        raise UsageError(message)


def _refuse_what_does_not_fit(chosen: "Format[Record]", given: "dict[Option, bool]") -> None:
    from runofshow.export.formats import RECORD_FORMATS
    from runofshow.export.formatting.record_words import and_so_on

    for option, was_given in given.items():
        if was_given and option not in chosen.takes:
            message = f"{option} goes with {and_so_on(RECORD_FORMATS.taking(option))}, not with {chosen.name}"
            raise UsageError(message)


def _refuse_what_betrays(shape: str | None, category: Sequence[str] | None) -> None:
    if shape == "list":
        message = "a list of who spoke is what --chatham-house leaves out: take --shape table"
        raise UsageError(message)
    if category:
        message = "--category would tell in which capacity each of them spoke, which --chatham-house leaves out"
        raise UsageError(message)


def _part(session: "Session", since: str | None, blocks: Sequence[str], categories: Sequence[str]) -> "Record":
    """Return the record, or the part of it that was asked for."""
    from runofshow.export.extract import extracted
    from runofshow.show.meeting_record import record
    from runofshow.show.names import block_named

    show = session.show
    return extracted(
        record(
            show,
            session.now(),
            journal=session.journal.path.name,
            digest=session.journal.digest,
            damage=map(str, session.journal.findings),
        ),
        since=None if since is None else room_time(since, show),
        blocks=[block_named(show, one) for one in blocks],
        categories=[_category(one) for one in categories],
    )


def _shape(text: str) -> "Shape":
    match text:
        case "table" | "list":
            return text
        case _:
            message = f"--shape {text!r}: take table or list"
            raise UsageError(message)


def paper_named(text: str) -> "Paper":
    """Return the paper of that name.

    Raises:
        UsageError: there is none.
    """
    match text.lower():
        case "a4":
            return "a4"
        case "letter":
            return "letter"
        case _:
            message = f"--paper {text!r}: take a4 or letter"
            raise UsageError(message)


def _category(text: str) -> "Category":
    from runofshow.agenda.delegations import Category

    for known in get_args(Category):
        if known == text:
            return known  # type: ignore[no-any-return]
    message = f"--category {text!r}: take {', '.join(get_args(Category)[:-1])} or {get_args(Category)[-1]}"
    raise UsageError(message)


def _beginning(text: str, record: "Record") -> "Instant":
    """Return when a recording began; a clock time is the one nearest to the first word, as a camera may run first."""
    from runofshow.agenda.times import nearest_to
    from runofshow.export.recording_files import first_spoken

    try:
        return nearest_to(text, zone=record.meeting.timezone, to=first_spoken(record))
    except ValueError as error:
        raise UsageError(str(error)) from None
