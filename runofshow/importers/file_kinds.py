"""What kind of file this is, by what it holds: the name may say something else."""

import re
from collections.abc import Sequence
from typing import Final, Literal, assert_never, get_args

from runofshow.importers.open_questions import NoRundown

FileKind = Literal["workbook", "sheet", "ontime", "calendar"]

MOST_BYTES: Final = 20 << 20
"""Logos and pictures in a workbook count; a run of show is a few kilobytes."""

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN: Final = (
    (b"%PDF", "a PDF: copy its table into a spreadsheet, and import that"),
    (_OLD_OFFICE, "an old Excel file (.xls), or one with a password: save it as .xlsx without a password"),
    (b"\x89PNG", "a picture: type its table into a spreadsheet, and import that"),
    (b"\xff\xd8\xff", "a picture: type its table into a spreadsheet, and import that"),
    (b"\x1f\x8b", "compressed: unpack it first"),
    (b"{\\rtf", "a word processor's document: copy its table into a spreadsheet, and import that"),
)
_BEGINNING: Final = 4_096
_WEB_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)


def kind_of(content: bytes, name: str) -> FileKind:
    """The kind of a file that can be read.

    Raises:
        NoRundown: it is of another kind, empty, or too large.
    """
    if not content.strip():
        raise NoRundown(_sentence(name, "empty"))
    if len(content) > MOST_BYTES:
        raise NoRundown(_sentence(name, f"larger than {MOST_BYTES >> 20} MB: that is no run of show"))
    for beginning, what in _FOREIGN:
        if content.startswith(beginning):
            raise NoRundown(_sentence(name, what))
    if content.startswith(b"PK"):
        return "workbook"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "sheet"
    return _kind_of_text(content, name)


def misnamed(kind: FileKind, name: str) -> str | None:
    """The sentence to say where a file's ending tells something else than it is."""
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
        case "sheet":
            return "a table as text (CSV)", (".csv", ".tsv", ".txt")
        case "ontime":
            return "JSON", (".json",)
        case "calendar":
            return "a calendar (iCalendar)", (".ics",)
        case _:
            assert_never(kind)


def _kind_of_text(content: bytes, name: str) -> FileKind:
    beginning = content.removeprefix(b"\xef\xbb\xbf")[:_BEGINNING].decode("utf-8", "replace").lstrip()
    if b"\0" in content:
        raise NoRundown(_sentence(name, "no text and no workbook: import an .xlsx, .csv, .json or .ics file"))
    if beginning.upper().startswith("BEGIN:VCALENDAR"):
        return "calendar"
    if beginning.startswith(("{", "[")):
        return "ontime"
    if _WEB_PAGE.match(beginning):
        raise NoRundown(_sentence(name, "a web page or XML: save it from the spreadsheet as .xlsx or .csv"))
    return "sheet"


def _sentence(name: str, what: str) -> str:
    return f"{name} is {what}"
