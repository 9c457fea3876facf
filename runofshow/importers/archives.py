"""Files of office programs, which are archives: looked at before they are unpacked."""

import io
import zipfile
import zlib
from typing import Final, Literal, NoReturn
from xml.etree.ElementTree import ParseError

from runofshow.importers.questions import NoRundown

Office = Literal["workbook", "open workbook", "document"]

_MOST_UNPACKED: Final = 40 << 20
_MOST_PARTS: Final = 2_000
_PACKED_PART: Final = (".xml", ".rels")
_DECLARATIONS: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_HEAD: Final = 2_048
_OPEN_SHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"

DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, IndexError),
    *(SyntaxError, ParseError, NotImplementedError, RuntimeError, OSError, OverflowError),
)
"""Errors that libraries let through when a part of an archive is missing or isn't what it should be."""


def office_kind(content: bytes, name: str) -> Office:
    """Return what kind of office file an archive is: a few kilobytes can unfold to gigabytes, and are refused here.

    Raises:
        NoRundown: it is none that is read, is damaged, or is made to do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            kind = _kind(archive, {part.filename for part in parts}, name)
            unpacked = sum(part.file_size for part in parts if part.filename.endswith(_PACKED_PART))
            if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
                message = f"{name} unfolds to {unpacked >> 20} MB in {len(parts)} parts: that is no run of show"
                raise NoRundown(message)
            if any(part.flag_bits & 1 for part in parts):
                message = f"{name} has a password: save it without one"
                raise NoRundown(message)
            for part in parts:
                if part.filename.endswith(_PACKED_PART):
                    _refuse_declarations(archive.open(part).read(_HEAD), name)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        message = f"{name} is damaged: open it in the program that made it, and save it anew"
        raise NoRundown(message) from None


def damaged(name: str, what: str, error: Exception) -> NoReturn:
    """Refuse a file that its library couldn't read."""
    message = f"{name} is damaged, or no {what} ({type(error).__name__}): open it, and save it anew"
    raise NoRundown(message) from None


def _refuse_declarations(head: bytes, name: str) -> None:
    """Refuse document types: no office program declares one, and entities in one can unfold without end."""
    if any(declaration in head for declaration in _DECLARATIONS):
        message = f"{name} declares a document type, which no office program does: it isn't opened"
        raise NoRundown(message)


def _kind(archive: zipfile.ZipFile, names: set[str], name: str) -> Office:
    if "xl/workbook.xml" in names:
        return "workbook"
    if "word/document.xml" in names:
        return "document"
    if "mimetype" in names and "content.xml" in names:
        if archive.read("mimetype").strip().startswith(_OPEN_SHEET):
            return "open workbook"
        what = "an OpenDocument text: save it as .docx, and import that"
    elif "xl/workbook.bin" in names:
        what = "a binary workbook (.xlsb): save it as .xlsx, and import that"
    else:
        what = "an archive (zip), and no workbook or document: import an .xlsx, .ods, .docx, .csv, .json or .ics file"
    message = f"{name} is {what}"
    raise NoRundown(message)
