"""The bytes of a file -> a table, whatever program wrote it; by what the file holds, for its name may say otherwise."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Literal, assert_never, get_args

from runofshow.importers.archives import office_kind
from runofshow.importers.cells import MOST_COLUMNS, MOST_ROWS, Cell, Merged, Table, is_blank
from runofshow.importers.findings import Findings
from runofshow.importers.questions import NoRundown, Questions
from runofshow.importers.texts import CUT_OFF, LONGEST_PROSE

# Readers are imported where their kind of file is read: each brings libraries of its own.

FileKind = Literal["workbook", "open workbook", "document", "text", "json", "calendar"]

MOST_BYTES: Final = 20 << 20
"""Logos and pictures in a workbook count; a run of show is a few kilobytes."""

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: Final = (
    (
        b"%PDF",
        (
            "a PDF, which holds no table that could be read: ask for the Word or Excel file that it was made from, "
            "or copy its table into a spreadsheet, and import that"
        ),
    ),
    (
        _OLD_OFFICE,
        (
            "an old Excel file (.xls), or one with a password, or an old Word file (.doc): "
            "save it as .xlsx or .docx without a password"
        ),
    ),
    (b"\x89PNG", "a picture: type its table into a spreadsheet, and import that"),
    (b"\xff\xd8\xff", "a picture: type its table into a spreadsheet, and import that"),
    (b"\x1f\x8b", "compressed: unpack it first"),
    (b"{\\rtf", "a word processor's document (RTF): save it as .docx, and import that"),
)
_BEGINNING: Final = 4_096
_WEB_PAGE: Final = re.compile(r"\s*<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\s*<(?:[a-z_!?])", re.IGNORECASE)
_GAP: Final = re.compile(r"[^\S\n]{100,}")
"""So many spaces say no more than one, and patterns take long over them."""

_CALENDAR: Final = re.compile(rb"^[ \t]*BEGIN:VCALENDAR", re.IGNORECASE | re.MULTILINE)


def read_file(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the table in a file; cells longer than an agenda's notes are cut off.

    Raises:
        NoRundown: there is none, it can't be read, or it is too large for a run of show.
        LibraryMissing: for workbooks and documents.
    """
    return _bounded(_read(content, name, questions, findings), name, findings)


def _bounded(table: Table, name: str, findings: Findings) -> Table:
    """Return the table with no cell longer than is taken: patterns that look for times go over every cell."""
    if len(table.rows) > MOST_ROWS + 1:  # one of headings
        raise _too_large(name, f"{MOST_ROWS:,} rows")
    if any(not is_blank(cell) for row in table.rows for cell in row[MOST_COLUMNS:]):
        raise _too_large(name, f"{MOST_COLUMNS} columns")
    rows: list[tuple[Cell, ...]] = []
    for index, row in enumerate(table.rows):
        cells = tuple(map(_without_a_gap, row[:MOST_COLUMNS]))
        rows.append(tuple(map(_cut_off, cells)))
        if rows[-1] != cells:
            findings.add(f"texts cut off after {LONGEST_PROSE:,} characters", table.place(index))
    return replace(table, rows=tuple(rows), fields=None if table.fields is None else table.fields[:MOST_COLUMNS])


def _too_large(name: str, what: str) -> NoRundown:
    return NoRundown(f"{name} has more than {what}: that is no run of show")


def _without_a_gap(cell: Cell) -> Cell:
    return _GAP.sub(" ", cell) if isinstance(cell, str) else cell


def _cut_off(cell: Cell) -> Cell:
    match cell:
        case str() if len(cell) > LONGEST_PROSE:
            return cell[: LONGEST_PROSE - len(CUT_OFF)] + CUT_OFF
        case Merged(value):
            return Merged(_cut_off(value))
        case _:
            return cell


def _read(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    kind = kind_of(content, name)
    if (sentence := misnamed(kind, name)) is not None:
        findings.add(sentence)
    match kind:
        case "workbook":
            from runofshow.importers.excel import read_workbook

            return read_workbook(content, name, questions, findings)
        case "open workbook":
            from runofshow.importers.excel import read_open_workbook

            return read_open_workbook(content, name, questions, findings)
        case "document":
            from runofshow.importers.word import read_document

            return read_document(content, name, findings)
        case "text":
            from runofshow.importers.delimited import read_text

            return read_text(content, name, findings)
        case "json":
            return _read_json(content, name, questions, findings)
        case "calendar":
            from runofshow.importers.calendars import read_calendar

            begins = _CALENDAR.search(content)
            before = content[: begins.start()].removeprefix(b"\xef\xbb\xbf").strip() if begins else b""
            if before and begins:
                findings.add(f"what stands before the calendar is left out: {len(before)} bytes")
            return read_calendar(content[begins.start() :].lstrip() if begins else content, name, findings)
        case _:
            assert_never(kind)


def kind_of(content: bytes, name: str) -> FileKind:
    """Return the kind of a file that can be read.

    Raises:
        NoRundown: it is of another kind, empty, or too large.
    """
    if not content.strip():
        raise _refusal(name, "empty")
    if len(content) > MOST_BYTES:
        raise _refusal(name, f"larger than {MOST_BYTES >> 20} MB: that is no run of show")
    for beginning, what in _FOREIGN:
        if content.startswith(beginning):
            raise _refusal(name, what)
    if content.startswith(b"PK"):
        return office_kind(content, name)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    return _kind_of_text(content, name)


def _kind_of_text(content: bytes, name: str) -> FileKind:
    beginning = content.removeprefix(b"\xef\xbb\xbf")[:_BEGINNING].decode("utf-8", "replace").lstrip()
    if b"\0" in content:
        raise _refusal(name, "no text and no workbook: import an .xlsx, .csv, .docx, .json or .ics file")
    if _CALENDAR.search(content[: 16 * _BEGINNING].removeprefix(b"\xef\xbb\xbf")):
        return "calendar"
    if beginning.startswith(("{", "[")) and not beginning.startswith("[]("):
        return "json"
    if _WEB_PAGE.match(beginning):
        raise _refusal(name, "a web page: copy its table into a spreadsheet, or save it from there as .xlsx or .csv")
    if _MARKUP.match(beginning):
        raise _refusal(name, "XML: export it as .json, .ics or .csv from the program that wrote it, and import that")
    return "text"


def misnamed(kind: FileKind, name: str) -> str | None:
    """Return the sentence to say where a file's ending tells something else than it is."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    known = {one for other in get_args(FileKind) for one in _described(other)[1]}
    what, endings = _described(kind)
    if ending not in known or ending in endings:
        return None
    return f"{name} is {what}, whatever its name says"


def _described(kind: FileKind) -> tuple[str, Sequence[str]]:
    """Return what sentences call a kind of file, and the endings that it has."""
    match kind:
        case "workbook":
            return "an Excel workbook", (".xlsx", ".xlsm")
        case "open workbook":
            return "an OpenDocument workbook", (".ods",)
        case "document":
            return "a Word document", (".docx", ".docm")
        case "text":
            return "a table as text", (".csv", ".tsv", ".txt", ".md")
        case "json":
            return "JSON", (".json",)
        case "calendar":
            return "a calendar (iCalendar)", (".ics",)
        case _:
            assert_never(kind)


def _read_json(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    found = _parsed(content, name)
    if isinstance(schedule := found.get("schedule"), dict):
        from runofshow.importers.conference import read_conference

        return read_conference(schedule, name, findings)
    if isinstance(found.get("rundowns"), dict) or isinstance(found.get("rundown"), list):
        from runofshow.importers.ontime import read_ontime

        return read_ontime(found, name, questions, findings)
    raise _refusal(name, "JSON, and no project of Ontime's (no 'rundowns') nor a conference's schedule (no 'schedule')")


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _refusal(name, "JSON, but not in UTF-8") from None
    except ValueError as error:
        raise _refusal(name, f"broken JSON: {str(error)[:80]}") from None
    except RecursionError:
        message = f"{name} is nested too deeply: that is no project of Ontime's"
        raise NoRundown(message) from None
    if not isinstance(found, dict):
        raise _refusal(name, "JSON, and no project of Ontime's nor a conference's schedule")
    return found


def _refusal(name: str, what: str) -> NoRundown:
    return NoRundown(f"{name} is {what}")
