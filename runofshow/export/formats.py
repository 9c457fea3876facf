"""The formats in which a record, a plan, a report and a dry run leave the program: one registry for each, of one kind.

A format's own module is imported when something is written in it: nobody pays for the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar, assert_never

from runofshow.errors import LibraryMissing, UsageError

if TYPE_CHECKING:
    from runofshow.agenda.model import Agenda
    from runofshow.show.statements import Record
    from runofshow.show.statistics import Report
    from runofshow.simulation.answers import DryRunResult


Paper = Literal["a4", "letter"]

Shape = Literal["table", "list"]
"""``table``: times, who, capacity and gist of every intervention. ``list``: who spoke in which capacity, no more."""

_UNKNOWN: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """What was chosen; each format heeds what it understands."""

    shape: Shape = "table"
    paper: Paper = "a4"
    raw: bool = False
    """CSV: leave cells as they are that a spreadsheet would run."""
    recording_start: datetime | None = None
    """By the clock of the room. Needed by what is put beside a recording."""
    written: datetime = _UNKNOWN
    """When the file is written; a calendar holds that."""

    def recording_began(self, name: str) -> datetime:
        """When the recording began that a file of the format `name` lies beside.

        Raises:
            UsageError: nobody has said.
        """
        if self.recording_start is None:
            message = f"{name} lies beside a recording: say when that began, as --recording-start 12:58:30"
            raise UsageError(message)
        return self.recording_start


def millimetres(paper: Paper) -> tuple[float, float]:
    """Return the width and the height of a sheet held upright."""
    match paper:
        case "a4":
            return 210, 297
        case "letter":
            return 215.9, 279.4
        case _:
            assert_never(paper)


Subject = TypeVar("Subject")
"""What is written."""

Option = Literal["--shape", "--paper", "--raw", "--recording-start"]
"""What can be chosen for some formats and not for others, by the name that people type."""

_DEFAULT: Final = Options()


@dataclass(frozen=True, slots=True)
class Format(Generic[Subject]):
    """A kind of file. Its bytes are written as they are, for only the format knows how it is encoded."""

    name: str
    endings: tuple[str, ...]
    """An ending that two formats share is neither's."""
    write: Callable[[Subject, Options], bytes]
    takes: frozenset[Option] = frozenset()
    is_text: bool = True
    library: str | None = None
    """What must be installed for it, by the name that pip knows."""

    def whole_file(self, subject: Subject, options: Options = _DEFAULT) -> bytes:
        """Write a whole file.

        Raises:
            LibraryMissing: its library isn't installed.
            UsageError: an option is missing without which it can't be written.
        """
        try:
            return self.write(subject, options)
        except ModuleNotFoundError as missing:
            if self.library is None or missing.name is None or missing.name.startswith("runofshow"):
                raise
            raise LibraryMissing(self.name, self.library) from None


class Formats(Generic[Subject]):
    """The formats in which one kind of document can be written, in the order in which they are offered."""

    def __init__(self, *formats: Format[Subject], by_option: bool = True) -> None:
        """`by_option`: whether the command has an option `--format`; without one, the file's ending alone tells."""
        self._by_name = {one.name: one for one in formats}
        self._by_option = by_option

    def __iter__(self) -> Iterator[Format[Subject]]:
        return iter(self._by_name.values())

    def __getitem__(self, name: str) -> Format[Subject]:
        return self._by_name[name]

    @property
    def names(self) -> str:
        """All names, for a message."""
        return ", ".join(self._by_name)

    def taking(self, option: Option) -> list[str]:
        """The names of the formats that an option goes with."""
        return [one.name for one in self if option in one.takes]

    def named(self, name: str) -> Format[Subject]:
        """The format of that name.

        Raises:
            UsageError: there is none.
        """
        if name not in self._by_name:
            message = f"there is no format '{name}': take one of {self.names}"
            raise UsageError(message)
        return self._by_name[name]

    def by_ending(self, path: PurePath) -> Format[Subject] | None:
        """The one format whose files end as `path` does; None where there is none, or more."""
        known = [one for one in self if path.suffix.lower() in one.endings]
        return known[0] if len(known) == 1 else None

    def chosen(self, name: str | None, output: PurePath | None) -> Format[Subject] | None:
        """The format that was named, else the one that the file's ending tells; None where nothing says any.

        Raises:
            UsageError: there is none of that name, the ending tells none, or the two contradict one another.
        """
        named = None if name is None else self.named(name)
        if output is None or str(output) == "-":
            return named
        told = self.by_ending(output)
        if named is None and told is None:
            message = f"{output} doesn't end as one format does: {self._what_to_say()}"
            raise UsageError(message)
        if named is not None and told is not None and told is not named:
            message = f"{output} ends as {told.name} does, and --format says {named.name}: change one of them"
            raise UsageError(message)
        return named or told

    def _what_to_say(self) -> str:
        if self._by_option:
            return f"say which with --format ({self.names})"
        return f"call it {' or '.join(f'…{one.endings[0]}' for one in self)}"


# The record.


def _record_csv(record: "Record", options: Options) -> bytes:
    from runofshow.export.record_csv import csv_log

    return csv_log(record, options.shape, raw=options.raw)


def _record_xlsx(record: "Record", options: Options) -> bytes:
    from runofshow.export.record_workbook import xlsx_log

    return xlsx_log(record, options.shape, options.paper)


def _record_docx(record: "Record", options: Options) -> bytes:
    from runofshow.export.record_word import docx_log

    return docx_log(record, options.shape, options.paper)


def _record_markdown(record: "Record", options: Options) -> bytes:
    from runofshow.export.record_markdown import markdown_log

    return markdown_log(record, options.shape)


def _record_json(record: "Record", options: Options) -> bytes:
    from runofshow.export.record_json import json_log

    return json_log(record, options.shape)


def _record_vtt(record: "Record", options: Options) -> bytes:
    from runofshow.export.subtitles import vtt_log

    return vtt_log(record, options.recording_began("vtt"))


def _record_srt(record: "Record", options: Options) -> bytes:
    from runofshow.export.subtitles import srt_log

    return srt_log(record, options.recording_began("srt"))


def _record_chapters(record: "Record", options: Options) -> bytes:
    from runofshow.export.chapters import chapters_log

    return chapters_log(record, options.recording_began("chapters"))


def _record_audacity(record: "Record", options: Options) -> bytes:
    from runofshow.export.subtitles import audacity_log

    return audacity_log(record, options.recording_began("audacity"))


_SHAPE: Final[frozenset[Option]] = frozenset({"--shape"})
_PAPER: Final[frozenset[Option]] = frozenset({"--paper"})
_RAW: Final[frozenset[Option]] = frozenset({"--raw"})
_RECORDING: Final[frozenset[Option]] = frozenset({"--recording-start"})

RECORD_FORMATS: "Final[Formats[Record]]" = Formats(
    Format("csv", (".csv",), _record_csv, _SHAPE | _RAW),
    Format("xlsx", (".xlsx",), _record_xlsx, _SHAPE | _PAPER, is_text=False, library="openpyxl"),
    Format("docx", (".docx",), _record_docx, _SHAPE | _PAPER, is_text=False, library="python-docx"),
    Format("markdown", (".md", ".markdown"), _record_markdown, _SHAPE),
    Format("json", (".json",), _record_json, _SHAPE),
    Format("vtt", (".vtt",), _record_vtt, _RECORDING),
    Format("srt", (".srt",), _record_srt, _RECORDING),
    Format("chapters", (".txt",), _record_chapters, _RECORDING),
    Format("audacity", (".txt",), _record_audacity, _RECORDING),
)


# The plan.


def _plan_csv(agenda: "Agenda", _options: Options) -> bytes:
    from runofshow.export.staff_sheet import plan_csv

    return plan_csv(agenda)


def _plan_xlsx(agenda: "Agenda", options: Options) -> bytes:
    from runofshow.export.staff_sheet import plan_xlsx

    return plan_xlsx(agenda, options.paper)


def _plan_markdown(agenda: "Agenda", _options: Options) -> bytes:
    from runofshow.export.handout import plan_markdown

    return plan_markdown(agenda)


def _plan_html(agenda: "Agenda", options: Options) -> bytes:
    from runofshow.export.handout_html import plan_html

    return plan_html(agenda, options.paper)


def _plan_docx(agenda: "Agenda", options: Options) -> bytes:
    from runofshow.export.handout_word import plan_docx

    return plan_docx(agenda, options.paper)


def _plan_ics(agenda: "Agenda", options: Options) -> bytes:
    from runofshow.export.plan_calendar import plan_ics

    return plan_ics(agenda, options.written)


def _plan_json(agenda: "Agenda", _options: Options) -> bytes:
    from runofshow.export.plan_json import plan_json

    return plan_json(agenda).encode()


PLAN_FORMATS: "Final[Formats[Agenda]]" = Formats(
    Format("csv", (".csv",), _plan_csv),
    Format("xlsx", (".xlsx",), _plan_xlsx, _PAPER, is_text=False, library="openpyxl"),
    Format("markdown", (".md", ".markdown"), _plan_markdown),
    Format("html", (".html", ".htm"), _plan_html, _PAPER),
    Format("docx", (".docx",), _plan_docx, _PAPER, is_text=False, library="python-docx"),
    Format("ics", (".ics",), _plan_ics),
    Format("json", (".json",), _plan_json),
)


# The report.


def _report_html(report: "Report", _options: Options) -> bytes:
    from runofshow.export.report_documents import report_html

    return report_html(report).encode()


def _report_markdown(report: "Report", _options: Options) -> bytes:
    from runofshow.export.report_documents import report_markdown

    return report_markdown(report).encode()


def _report_json(report: "Report", _options: Options) -> bytes:
    from runofshow.export.report_documents import report_json

    return report_json(report).encode()


REPORT_FORMATS: "Final[Formats[Report]]" = Formats(
    Format("html", (".html", ".htm"), _report_html),
    Format("markdown", (".md", ".markdown"), _report_markdown),
    Format("json", (".json",), _report_json),
)


# The timeline of a dry run.


def _timeline_html(result: "DryRunResult", _options: Options) -> bytes:
    from runofshow.export.dry_run_svg import timeline_html

    return timeline_html(result).encode()


def _timeline_svg(result: "DryRunResult", _options: Options) -> bytes:
    from runofshow.export.dry_run_svg import timeline_svg

    return timeline_svg(result.distribution).encode()


TIMELINE_FORMATS: "Final[Formats[DryRunResult]]" = Formats(
    Format("html", (".html", ".htm"), _timeline_html),
    Format("svg", (".svg",), _timeline_svg),
    by_option=False,
)
