"""The bytes of a file -> a rundown, whatever program wrote it."""

from dataclasses import replace

from runofshow.errors import LibraryMissing
from runofshow.importers.file_kinds import FileKind, kind_of, misnamed
from runofshow.importers.open_questions import Answers
from runofshow.importers.rundown import Rundown
from runofshow.importers.texts import one_line


def read_rundown(content: bytes, name: str, answers: Answers) -> Rundown:
    """The rundown in a file; its title is the file's name where it says none.

    Raises:
        NoRundown: there is none, or it can't be read.
        Unclear: it could be read in more than one way.
        LibraryMissing: for workbooks.
    """
    kind = kind_of(content, name)
    rundown = _read(kind, content, name, answers)
    told = list(rundown.told)
    if (sentence := misnamed(kind, name)) is not None:
        told.insert(0, sentence)
    facts = rundown.facts
    if not facts.title:
        facts = replace(facts, title=_from_name(name))
        told.append(f"the title is made from the file's name: {facts.title}")
    return Rundown(rundown.rows, facts, tuple(told))


def _read(kind: FileKind, content: bytes, name: str, answers: Answers) -> Rundown:
    match kind:
        case "workbook":
            return _read_workbook(content, name, answers)
        case "sheet":
            from runofshow.importers.delimited import read_delimited
            from runofshow.importers.table import read_table

            return read_table(read_delimited(content, name), {}, name)
        case "ontime":
            from runofshow.importers.ontime import read_ontime

            return read_ontime(content, name, answers.sheet)
        case "calendar":
            from runofshow.importers.calendars import read_calendar

            return read_calendar(content, name)


def _read_workbook(content: bytes, name: str, answers: Answers) -> Rundown:
    try:
        from runofshow.importers.excel import read_workbook
    except ModuleNotFoundError as missing:
        if missing.name != "openpyxl":
            raise
        raise LibraryMissing(name, "openpyxl") from None
    from runofshow.importers.table import read_table

    grid, facts = read_workbook(content, name, answers.sheet)
    return read_table(grid, facts, name)


def _from_name(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return one_line(" ".join(stem.replace("_", " ").split())) or "Untitled meeting"
