"""The command `export`: writes the record as a document, as a table, or as subtitles of a recording."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from runofshow.cli.completion import beginning, block_ids
from runofshow.cli.output_files import Force, Output, one_of, paper_named, put, refuse_to_print
from runofshow.cli.perform import tell_nearly_states
from runofshow.cli.settings import flag, option, say, settings_of
from runofshow.cli.typed_times import room_time
from runofshow.errors import UsageError
from runofshow.export.formats import RECORD_FORMATS, Options, Shape
from runofshow.text import sanitize

if TYPE_CHECKING:
    from runofshow.instants import Instant
    from runofshow.session import Session
    from runofshow.show.meeting_record import Record

_FORMATS = [one.name for one in RECORD_FORMATS]
FORMAT_NAMES = "csv, xlsx, docx, markdown, json, vtt, srt, chapters or audacity"
CAN_STILL_BETRAY = (
    "names that the program knows are left out; what was said, and when, can still betray who said it: "
    "read the file before you hand it on"
)

_FORMAT_HELP = f"{FORMAT_NAMES}. By default from the file's ending, else csv."
_SHAPE_HELP = "table (default): everything that was said. list: who spoke, and in what capacity."
_CATEGORY_HELP = "Only this category: state, observer, group, un, igo, nhri, ngo, panel or other. May be repeated."
_DETAIL_HELP = "For docx, xlsx and markdown: tell also how time was kept, and who made a note."
_RAW_HELP = "For csv: don't neutralise cells that a spreadsheet would run as formulas."

FormatName = Annotated[str | None, option(_FORMAT_HELP, "FORMAT", "--format", autocompletion=beginning(_FORMATS))]
ShapeName = Annotated[str | None, option(_SHAPE_HELP, "SHAPE")]
Since = Annotated[str | None, option("Only statements that began then or later, as 13:30.", "TIME")]
Blocks = Annotated[
    list[str] | None, option("Only statements in this block. May be repeated.", "BLOCK", autocompletion=block_ids)
]
Categories = Annotated[list[str] | None, option(_CATEGORY_HELP, "CATEGORY")]
ChathamHouse = Annotated[bool, flag("Leave out who spoke, for whom, and names in gists and notes.", "--chatham-house")]
Detail = Annotated[bool, flag(_DETAIL_HELP, "--detail")]
PaperName = Annotated[str | None, option("For docx and xlsx: a4 (default) or letter.", "PAPER")]
RecordingStart = Annotated[str | None, option("For vtt, srt, chapters and audacity: when the recording began.", "TIME")]
Raw = Annotated[bool, flag(_RAW_HELP, "--raw")]
Schema = Annotated[bool, flag("Print the JSON Schema of the format json, and stop.", "--schema")]


def export(  # noqa: PLR0913 -- what can be chosen
    context: typer.Context,
    format_: FormatName = None,
    output: Output = None,
    force: Force = False,
    shape: ShapeName = None,
    since: Since = None,
    block: Blocks = None,
    category: Categories = None,
    chatham_house: ChathamHouse = False,
    detail: Detail = False,
    paper: PaperName = None,
    recording_start: RecordingStart = None,
    raw: Raw = False,
    schema: Schema = False,
) -> None:
    """Write the record of the meeting. It needs only the journal.

    docx and xlsx need the extra 'office'. --chatham-house also leaves out in what capacity somebody spoke. Speakers on
    the programme stay, because the programme is public.
    """
    from runofshow.export.chatham_house import capitalized_words, without_names
    from runofshow.export.record_json import record_schema

    if schema:
        put(record_schema(), output, force=force)
        return
    chosen = RECORD_FORMATS.chosen(format_, output) or RECORD_FORMATS["csv"]
    RECORD_FORMATS.refuse_others(
        chosen,
        {"--shape": shape, "--paper": paper, "--recording-start": recording_start, "--raw": raw, "--detail": detail},
    )
    if chatham_house:
        _refuse_what_betrays(shape, category)
    refuse_to_print(chosen, output)
    settings = settings_of(context)
    session = settings.session_to_read()
    written = _part(session, since, block or (), category or ())
    if chatham_house:
        written = without_names(written)
    began = None if recording_start is None else _beginning(recording_start, written)
    shape_ = one_of("--shape", shape or "table", get_args(Shape))
    content = chosen.whole_file(written, Options(shape_, paper_named(paper or "a4"), detail, raw, began))
    if chatham_house:
        say(CAN_STILL_BETRAY)
        if left := capitalized_words(written):
            say(f"capitalized words that remain, in case one is a name: {', '.join(map(sanitize, left))}")
    else:
        named = () if settings.journal is None else ("--journal", str(settings.journal))
        tell_nearly_states(session.show, named, {one.number for one in written.interventions})
    put(content, output, force=force)


def _refuse_what_betrays(shape: str | None, category: Sequence[str] | None) -> None:
    if shape == "list":
        raise UsageError("a list of who spoke is what --chatham-house leaves out: take --shape table")
    if category:
        raise UsageError("--category would tell in which capacity each of them spoke, which --chatham-house leaves out")


def _part(session: "Session", since: str | None, blocks: Sequence[str], categories: Sequence[str]) -> "Record":
    """Return the record, or the part of it that was asked for."""
    from runofshow.agenda.delegations import Category
    from runofshow.export.extract import extracted
    from runofshow.show.meeting_record import record
    from runofshow.show.names import block_named

    show, journal = session.show, session.journal
    return extracted(
        record(
            show, session.now(), journal=journal.path.name, digest=journal.digest, damage=map(str, journal.findings)
        ),
        since=None if since is None else room_time(since, show),
        blocks=[block_named(show, one) for one in blocks],
        categories=[one_of("--category", one, get_args(Category)) for one in categories],
    )


def _beginning(text: str, record: "Record") -> "Instant":
    """Return when a recording began; a clock time is the one nearest to the first word, as a camera may run first."""
    from runofshow.agenda.times import nearest_to
    from runofshow.export.recording_files import first_spoken

    try:
        return nearest_to(text, zone=record.meeting.timezone, to=first_spoken(record))
    except ValueError as error:
        raise UsageError(str(error)) from None
