"""The formats in which a record, a plan, a report and a dry run leave the program: one registry for each of the four.

Each format is written by a function of a module of its own, which is imported when something is written in it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from runofshow.errors import LibraryMissing, UsageError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.show.meeting_record import Record
    from runofshow.show.statistics import Report
    from runofshow.simulation.answers import DryRunResult

Paper = Literal["a4", "letter"]

Shape = Literal["table", "list"]
"""``table``: everything that was said. ``list``: only who spoke, and in which capacity."""

Option = Literal["--shape", "--paper", "--raw", "--recording-start", "--detail", "--round"]
"""An option that only some formats take, as people type it."""

Subject = TypeVar("Subject")
"""A record, an agenda, a report or the result of a dry run."""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices for a file besides its format. A format ignores those that it doesn't take."""

    shape: Shape = "table"
    paper: Paper = "a4"
    detail: bool = False
    """Tell also how time was kept: lengths, limits, pauses, how the blocks ran, who made a note."""
    raw: bool = False
    """CSV: leave cells as they are that a spreadsheet would run."""
    recording_start: datetime | None = None
    """When the recording began to which the file belongs, by the clock of the room."""
    written: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When the file is written, for calendars."""
    sequence: int = 0
    """The number of this version of a calendar."""
    step: timedelta = timedelta(minutes=5)
    """The step to which a programme for participants rounds its starts; a minute for exact times."""


DEFAULTS: Final = Options()


def millimetres(paper: Paper) -> tuple[float, float]:
    """Return the width and the height of a sheet held upright."""
    return (210, 297) if paper == "a4" else (215.9, 279.4)


@dataclass(frozen=True, slots=True)
class Format(Generic[Subject]):
    """A kind of file. Its writer gives bytes, because only the format knows how it is encoded."""

    name: str
    endings: tuple[str, ...]
    """The endings of its files. An ending that two formats share names neither."""
    writer: str
    """The module of this package and the function in it, as ``record_csv:csv_log``."""
    takes: tuple[Option, ...] = ()
    library: str | None = None
    """The library that must be installed for it, by the name that pip knows. Such a file is no text."""

    @property
    def is_text(self) -> bool:
        """True if it can be read on a terminal."""
        return self.library is None

    def whole_file(self, subject: Subject, options: Options = DEFAULTS) -> bytes:
        """Write a whole file.

        Raises:
            LibraryMissing: its library isn't installed.
            UsageError: an option is missing without which it can't be written.
        """
        module, function = self.writer.split(":")
        try:
            write: Callable[[Subject, Options], bytes] = getattr(import_module(f"runofshow.export.{module}"), function)
            return write(subject, options)
        except ModuleNotFoundError as missing:
            if self.library is None or missing.name is None or missing.name.startswith("runofshow"):
                raise
            raise LibraryMissing(self.name, self.library) from None


class Formats(Generic[Subject]):
    """The formats in which one kind of document can be written, in the order in which they are offered."""

    def __init__(self, *formats: Format[Subject], by_option: bool = True) -> None:
        """Keep the formats; without `by_option` the command has no `--format`, and the file's ending alone tells."""
        self._by_name = {one.name: one for one in formats}
        self._by_option = by_option

    def __iter__(self) -> Iterator[Format[Subject]]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Format[Subject]:
        return self._by_name[name]

    def refuse_others(self, chosen: Format[Subject] | None, given: Mapping[Option, str | bool | None]) -> None:
        """Refuse an option that was given and doesn't go with the chosen format, or with the table of a terminal.

        Raises:
            UsageError: there is one; the message names the formats that take it.
        """
        for option, value in given.items():
            if value not in {None, False} and (chosen is None or option not in chosen.takes):
                *before, last = (one.name for one in self if option in one.takes)
                taking = " and ".join(filter(None, (", ".join(before), last)))
                raise UsageError(
                    f"{option} goes with {taking}, not with {'the table' if chosen is None else chosen.name}"
                )

    def named(self, name: str) -> Format[Subject]:
        """Return the format of that name, or whose files end so: ``md`` is as good as ``markdown``.

        Raises:
            UsageError: there is none.
        """
        found = self._by_name.get(name) or self.by_ending(PurePath(f"x.{name}"))
        if found is None:
            raise UsageError(f"there is no format '{name}': take one of {', '.join(self._by_name)}")
        return found

    def by_ending(self, path: PurePath) -> Format[Subject] | None:
        """Return the one format whose files end as `path` does; None where there is none, or more."""
        known = [one for one in self if path.suffix.lower() in one.endings]
        return known[0] if len(known) == 1 else None

    def chosen(self, name: str | None, output: PurePath | None) -> Format[Subject] | None:
        """Return the format that was named, else the one that the file's ending tells; None where nothing says any.

        Raises:
            UsageError: there is none of that name, the ending tells none, or the two contradict one another.
        """
        named = None if name is None else self.named(name)
        if output is None or str(output) == "-":
            return named
        told = self.by_ending(output)
        if named is None and told is None:
            call_it = " or ".join(f"…{one.endings[0]}" for one in self)
            what = f"say which with --format ({', '.join(self._by_name)})" if self._by_option else f"call it {call_it}"
            raise UsageError(f"{output} doesn't end as one format does: {what}")
        if named is not None and told is not None and told is not named:
            raise UsageError(f"{output} ends as {told.name} does, and --format says {named.name}: change one of them")
        return named or told


RECORD_FORMATS: "Final[Formats[Record]]" = Formats(
    Format("csv", (".csv",), "record_csv:csv_log", ("--shape", "--raw")),
    Format("xlsx", (".xlsx",), "record_workbook:xlsx_log", ("--shape", "--paper", "--detail"), library="openpyxl"),
    Format("docx", (".docx",), "record_document:docx_log", ("--shape", "--paper", "--detail"), library="python-docx"),
    Format("markdown", (".md", ".markdown"), "record_document:markdown_log", ("--shape", "--detail")),
    Format("json", (".json",), "record_json:json_log", ("--shape",)),
    Format("vtt", (".vtt",), "recording_files:vtt_log", ("--recording-start",)),
    Format("srt", (".srt",), "recording_files:srt_log", ("--recording-start",)),
    Format("chapters", (".txt",), "recording_files:chapters_log", ("--recording-start",)),
    Format("audacity", (".txt",), "recording_files:audacity_log", ("--recording-start",)),
)

PLAN_FORMATS: "Final[Formats[Agenda]]" = Formats(
    Format("csv", (".csv",), "staff_sheet:plan_csv"),
    Format("xlsx", (".xlsx",), "staff_sheet:plan_xlsx", ("--paper",), library="openpyxl"),
    Format("markdown", (".md", ".markdown"), "handout_pages:plan_markdown", ("--round",)),
    Format("html", (".html", ".htm"), "handout_pages:plan_html", ("--paper", "--round")),
    Format("docx", (".docx",), "handout_word:plan_docx", ("--paper", "--round"), library="python-docx"),
    Format("ics", (".ics",), "plan_for_programs:plan_ics"),
    Format("json", (".json",), "plan_for_programs:plan_json"),
)

REPORT_FORMATS: "Final[Formats[Report]]" = Formats(
    Format("html", (".html", ".htm"), "report_documents:report_html"),
    Format("markdown", (".md", ".markdown"), "report_documents:report_markdown"),
    Format("json", (".json",), "report_documents:report_json"),
    Format("docx", (".docx",), "report_documents:report_docx", library="python-docx"),
)

TIMELINE_FORMATS: "Final[Formats[DryRunResult]]" = Formats(
    Format("html", (".html", ".htm"), "dry_run_svg:timeline_html"),
    Format("svg", (".svg",), "dry_run_svg:timeline_svg"),
    by_option=False,
)
