"""The bytes of a file -> a table. The kind of file is found by its content, because its name may be wrong."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal, assert_never

from runofshow.importers.cells import MOST_COLUMNS, MOST_ROWS, Cell, Merged, Table, is_blank
from runofshow.importers.json_files import read_json
from runofshow.importers.office_files import Office, office_kind, read_document, read_open_workbook, read_workbook
from runofshow.importers.questions import Findings, NoRundown, Questions
from runofshow.importers.text_files import read_text
from runofshow.importers.texts import CUT_OFF, LONGEST_PROSE

# The reader of calendars is imported where one is read: its library takes its time.

FileKind = Office | Literal["text", "json", "calendar"]

MOST_BYTES: Final = 20 << 20
"""A run of show has a few kilobytes; logos and pictures in a workbook are the rest."""

_KINDS: Final[Mapping[FileKind, tuple[str, ...]]] = {
    "workbook": ("an Excel workbook", ".xlsx", ".xlsm"),
    "open workbook": ("an OpenDocument workbook", ".ods"),
    "document": ("a Word document", ".docx", ".docm"),
    "text": ("a table as text", ".csv", ".tsv", ".txt", ".md"),
    "json": ("JSON", ".json"),
    "calendar": ("a calendar (iCalendar)", ".ics"),
}
"""Each kind of file: its name in sentences, and its endings."""

_PICTURE: Final = "a picture: type its table into a spreadsheet, and import that"
_FOREIGN: Final = {
    b"%PDF": (
        "a PDF, which holds no table that could be read: ask for the Word or Excel file that it was made from, "
        "or copy its table into a spreadsheet, and import that"
    ),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "an old Excel file (.xls), or one with a password, or an old Word file (.doc): "
        "save it as .xlsx or .docx without a password"
    ),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"\x1f\x8b": "compressed: unpack it first",
    b"{\\rtf": "a word processor's document (RTF): save it as .docx, and import that",
}
_BOM: Final = b"\xef\xbb\xbf"
_BEGINNING: Final = 4_096
_CALENDAR: Final = re.compile(rb"^[ \t]*BEGIN:VCALENDAR", re.IGNORECASE | re.MULTILINE)
_GAP: Final = re.compile(r"[^\S\n]{100,}")
"""Long runs of spaces become one, because patterns take long over them."""


def read_file(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    """Return the table in a file. No cell is longer than an agenda's notes: patterns go over every one.

    Raises NoRundown where there is none, or it is too large for a run of show; LibraryMissing for office files.
    """
    table = _read(content, name, questions, findings)
    if len(table.rows) > MOST_ROWS + 1:  # one of headings
        raise NoRundown(name, f"has more than {MOST_ROWS:,} rows: that is no run of show")
    if any(not is_blank(cell) for row in table.rows for cell in row[MOST_COLUMNS:]):
        raise NoRundown(name, f"has more than {MOST_COLUMNS} columns: that is no run of show")
    rows: list[tuple[Cell, ...]] = []
    for index, row in enumerate(table.rows):
        cells = tuple(_GAP.sub(" ", cell) if isinstance(cell, str) else cell for cell in row[:MOST_COLUMNS])
        rows.append(tuple(map(_cut_off, cells)))
        if rows[-1] != cells:
            findings.add(f"texts cut off after {LONGEST_PROSE:,} characters", table.place(index))
    return replace(table, rows=tuple(rows), fields=table.fields and table.fields[:MOST_COLUMNS])


def _cut_off(cell: Cell) -> Cell:
    if isinstance(cell, Merged):
        return Merged(_cut_off(cell.value))
    if isinstance(cell, str) and len(cell) > LONGEST_PROSE:
        return cell[: LONGEST_PROSE - len(CUT_OFF)] + CUT_OFF
    return cell


def _read(content: bytes, name: str, questions: Questions, findings: Findings) -> Table:
    kind = _kind_of(content, name)
    called, *endings = _KINDS[kind]
    ending = name[name.rfind(".") :].lower()
    if ending not in endings and any(ending in one[1:] for one in _KINDS.values()):
        findings.add(f"{name} is {called}, whatever its name says")
    match kind:
        case "workbook":
            return read_workbook(content, name, questions, findings)
        case "open workbook":
            return read_open_workbook(content, name, questions, findings)
        case "document":
            return read_document(content, name, findings)
        case "text":
            return read_text(content, name, findings)
        case "json":
            return read_json(content, name, questions, findings)
        case "calendar":
            from runofshow.importers.calendars import read_calendar

            bare = content.removeprefix(_BOM)
            before = _CALENDAR.split(bare, maxsplit=1)[0]
            if left_out := before.strip():
                findings.add(f"what stands before the calendar is left out: {len(left_out)} bytes")
            return read_calendar(bare[len(before) :].lstrip(), name, findings)
        case _:
            assert_never(kind)


def _kind_of(content: bytes, name: str) -> FileKind:
    """Return the kind of a file that can be read; refuse one that is of another kind, empty, or too large."""
    if content.startswith(b"PK") and len(content) <= MOST_BYTES:
        return office_kind(content, name)
    beginning = content.removeprefix(_BOM)[:_BEGINNING].decode("utf-8", "replace").lstrip()
    if not content.strip():
        refusal = "empty"
    elif len(content) > MOST_BYTES:
        refusal = f"larger than {MOST_BYTES >> 20} MB: that is no run of show"
    elif foreign := next((what for start, what in _FOREIGN.items() if content.startswith(start)), ""):
        refusal = foreign
    elif b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):  # in UTF-16 there are many
        refusal = "no text and no workbook: import an .xlsx, .csv, .docx, .json or .ics file"
    elif _CALENDAR.search(content[: 16 * _BEGINNING].removeprefix(_BOM)):
        return "calendar"
    elif beginning.startswith(("{", "[")) and not beginning.startswith("[]("):
        return "json"
    elif re.match(r"(?i)<(?:!doctype html|html|head|body|table)\b", beginning):
        refusal = "a web page: copy its table into a spreadsheet, or save it from there as .xlsx or .csv"
    elif re.match(r"(?i)<[a-z_!?]", beginning):
        refusal = "XML: export it as .json, .ics or .csv from the program that wrote it, and import that"
    else:
        return "text"
    raise NoRundown(name, f"is {refusal}")
