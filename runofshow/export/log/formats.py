"""The formats in which the intervention log leaves the program: their names, endings and what can be chosen for each.

A format's own file is imported when something is written in it: nobody pays for the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, Literal

from runofshow.errors import UsageError
from runofshow.export.dress.libraries import without_library
from runofshow.export.log.choices import Choices
from runofshow.show.statements import Record

Option = Literal["--shape", "--paper", "--raw", "--recording-start"]
"""What can be chosen for some formats and not for others, by the name that people type."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. Its bytes are written as they are, for only the format knows how it is encoded."""

    name: str
    ending: str
    whole_file: Callable[[Record, Choices], bytes]
    takes: frozenset[Option]
    more_endings: tuple[str, ...] = ()
    """Others by which it is known. An ending that two formats share is neither's."""
    is_text: bool = True


def _csv(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.csv_table import csv_log

    return csv_log(record, choices.shape, raw=choices.raw)


def _xlsx(record: Record, choices: Choices) -> bytes:
    try:
        from runofshow.export.log.workbook import xlsx_log
    except ModuleNotFoundError as missing:
        raise without_library(missing, "xlsx", "openpyxl") from None
    return xlsx_log(record, choices.shape, choices.paper)


def _docx(record: Record, choices: Choices) -> bytes:
    try:
        from runofshow.export.log.word import docx_log
    except ModuleNotFoundError as missing:
        raise without_library(missing, "docx", "python-docx") from None
    return docx_log(record, choices.shape, choices.paper)


def _markdown(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.markdown import markdown_log

    return markdown_log(record, choices.shape)


def _json(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.json_document import json_log

    return json_log(record, choices.shape)


def _vtt(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.webvtt import vtt_log

    return vtt_log(record, _beginning("vtt", choices))


def _srt(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.subrip import srt_log

    return srt_log(record, _beginning("srt", choices))


def _chapters(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.chapters import chapters_log

    return chapters_log(record, _beginning("chapters", choices))


def _audacity(record: Record, choices: Choices) -> bytes:
    from runofshow.export.log.audacity import audacity_log

    return audacity_log(record, _beginning("audacity", choices))


_DOCUMENT: Final[frozenset[Option]] = frozenset({"--shape"})
_ON_PAPER: Final[frozenset[Option]] = frozenset({"--shape", "--paper"})
_BESIDE_A_RECORDING: Final[frozenset[Option]] = frozenset({"--recording-start"})

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format("csv", ".csv", _csv, _DOCUMENT | {"--raw"}),
            Format("xlsx", ".xlsx", _xlsx, _ON_PAPER, is_text=False),
            Format("docx", ".docx", _docx, _ON_PAPER, is_text=False),
            Format("markdown", ".md", _markdown, _DOCUMENT, (".markdown",)),
            Format("json", ".json", _json, _DOCUMENT),
            Format("vtt", ".vtt", _vtt, _BESIDE_A_RECORDING),
            Format("srt", ".srt", _srt, _BESIDE_A_RECORDING),
            Format("chapters", ".txt", _chapters, _BESIDE_A_RECORDING),
            Format("audacity", ".txt", _audacity, _BESIDE_A_RECORDING),
        )
    }
)
"""By the name that people give them."""


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none.
    """
    if name not in FORMATS:
        message = f"there is no format '{name}': take one of {', '.join(FORMATS)}"
        raise UsageError(message)
    return FORMATS[name]


def format_of(path: PurePath) -> Format | None:
    """The one format whose files end as `path` does; None where there is none, or more."""
    ending = path.suffix.lower()
    known = [one for one in FORMATS.values() if ending in (one.ending, *one.more_endings)]
    return known[0] if len(known) == 1 else None


def _beginning(name: str, choices: Choices) -> datetime:
    if choices.recording_start is None:
        message = f"{name} lies beside a recording: say when that began, as --recording-start 12:58:30"
        raise UsageError(message)
    return choices.recording_start
