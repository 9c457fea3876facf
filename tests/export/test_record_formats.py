"""Formats by name and by the ending of a file."""

import sys
from pathlib import PurePath
from typing import Final

import pytest

from runofshow.errors import LibraryMissing, UsageError
from runofshow.export.formats import RECORD_FORMATS as FORMATS
from runofshow.export.formats import Options
from tests.export.shows import recorded

ENDINGS: Final = {
    "log.csv": "csv",
    "LOG.XLSX": "xlsx",
    "a.b/c.docx": "docx",
    "log.md": "markdown",
    "log.markdown": "markdown",
    "log.json": "json",
    "log.vtt": "vtt",
    "log.srt": "srt",
    "log.txt": None,
    "log.pdf": None,
    "log": None,
    ".csv": None,
}


def test_an_ending_tells_a_format_unless_two_share_it() -> None:
    found = {path: FORMATS.by_ending(PurePath(path)) for path in ENDINGS}

    assert {path: one and one.name for path, one in found.items()} == ENDINGS


def test_a_name_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="csv, xlsx, docx, markdown, json, vtt, srt, chapters, audacity"):
        FORMATS.named("pdf")


@pytest.mark.parametrize("name", ["vtt", "srt", "chapters", "audacity"])
def test_what_lies_beside_a_recording_needs_its_beginning(name: str) -> None:
    with pytest.raises(UsageError, match="--recording-start"):
        FORMATS[name].whole_file(recorded(), Options())


@pytest.mark.parametrize(
    ("name", "library", "module"), [("docx", "python-docx", "docx"), ("xlsx", "openpyxl", "openpyxl")]
)
def test_a_library_that_is_not_installed_is_named_with_the_way_to_get_it(
    name: str, library: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"record_workbook", "formatting.workbook_sheet", "formatting.word_page"}
    for loaded in list(sys.modules):
        if loaded.split(".")[0] == module or loaded.removeprefix("runofshow.export.") in ours:
            monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(LibraryMissing, match=rf"{name} needs {library}.*pip install {library}"):
        FORMATS[name].whole_file(recorded(), Options())
    assert FORMATS["csv"].whole_file(recorded(), Options())
