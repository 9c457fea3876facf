"""agenda.yaml -> Agenda, or every problem at once with line and column."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from runofshow.agenda.defaults import Path as FieldPath
from runofshow.agenda.defaults import raw_blocks
from runofshow.agenda.doubts import doubts
from runofshow.agenda.fit import Misfit, misfits
from runofshow.agenda.model import Agenda
from runofshow.agenda.problem_messages import problems_of_fields, without_empty_fields
from runofshow.agenda.problems import AgendaError, Problem
from runofshow.agenda.yaml_document import MOST_BYTES, Document, read_document
from runofshow.text import sanitize

__all__ = [
    "AgendaError",
    "Problem",
    "Sheet",
    "default_agenda",
    "default_sheet",
    "parse_agenda",
    "parse_sheet",
    "read_agenda",
    "read_sheet",
]


_RUNDOWNS: Final = frozenset({".csv", ".docx", ".ics", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx"})
"""Files that hold programmes in other forms."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An agenda together with where it is written."""

    agenda: Agenda
    source: str
    document: Document

    def misfit_error(self) -> AgendaError | None:
        """Return the error of an agenda whose minimum lengths don't fit, each at its block; None if they fit."""
        errors = self._problems(misfit for misfit in misfits(self.agenda) if misfit.is_error)
        return AgendaError(self.source, errors) if errors else None

    def warnings(self) -> list[str]:
        """Return a line for each place at which an agenda that is valid may not mean what it says."""
        doubtful = [
            self.document.problem(self.document.value_mark((name,)), (name,), sentence)
            for name, sentence in doubts(self.agenda)
        ]
        misfitting = self._problems(misfit for misfit in misfits(self.agenda) if not misfit.is_error)
        found = [*self.document.warnings, *doubtful, *misfitting]
        return [one.shown(self.source) for one in sorted(found, key=lambda one: (one.line, one.column))]

    def _problems(self, found: Iterable[Misfit]) -> list[Problem]:
        paths = [path for path, _ in raw_blocks(self.document.raw or {})]
        by_block = dict(zip([block.id for block in self.agenda.blocks()], paths, strict=True))
        return [self._problem(misfit, by_block[misfit.block.id]) for misfit in found]

    def _problem(self, misfit: Misfit, block: FieldPath) -> Problem:
        """Return a misfit at the field that it is about; where that follows from another one, at that."""
        written = (*block, misfit.field)
        if not self.document.holds(written):
            written = (*block, "words") if self.document.holds((*block, "words")) else (*block, "duration")
        return self.document.problem(self.document.value_mark(written), written, misfit.sentence)


def read_agenda(path: Path) -> Agenda:
    """The agenda in a file.

    Raises:
        AgendaError: if the file can't be read or isn't an agenda; with every problem.
    """
    return read_sheet(path).agenda


def read_sheet(path: Path) -> Sheet:
    """The agenda in a file, and where in it everything stands; raises as `read_agenda` does."""
    source = sanitize(str(path))
    if path.suffix.lower() in _RUNDOWNS:
        raise AgendaError(source, [Problem(0, 0, "", _to_import(path))])
    return parse_sheet(_content(path, source), source)


def parse_agenda(content: str | bytes, source: str) -> Agenda:
    """The agenda that YAML text holds; `source` is what messages call the text.

    Raises:
        AgendaError: if the text isn't an agenda; with every problem.
    """
    return parse_sheet(content, source).agenda


def parse_sheet(content: str | bytes, source: str) -> Sheet:
    """The agenda that YAML text holds, and where in it everything stands; raises as `parse_agenda` does."""
    document = read_document(content)
    if document.raw is None:
        raise AgendaError(source, document.problems)
    raw = without_empty_fields(document.raw)
    agenda, refused = None, None
    try:
        agenda = Agenda.model_validate(raw)
    except ValidationError as error:
        refused = error
    problems = [*document.problems, *problems_of_fields(raw, refused, document)]
    if problems or agenda is None:
        raise AgendaError(source, problems) from None
    return Sheet(agenda, source, document)


def default_agenda() -> Agenda:
    """The agenda that comes with the program: the lunch of 20 July 2016."""
    return default_sheet().agenda


def default_sheet() -> Sheet:
    """The agenda that comes with the program, and where in it everything stands."""
    lunch = files("runofshow.agenda").joinpath("lunch.yaml")
    return parse_sheet(lunch.read_bytes(), "built-in agenda")


def _content(path: Path, source: str) -> bytes:
    """The bytes of a plain file, and never more of them than an agenda may have, and one."""
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise _unusable(source, "a folder" if stat.S_ISDIR(mode) else "not a plain file")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(MOST_BYTES + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise AgendaError(source, [Problem(0, 0, "", "there is no such file: check the name and the folder")]) from None
    except PermissionError:
        if path.is_dir():  # where a folder can't be opened at all, as on Windows
            raise _unusable(source, "a folder") from None
        raise AgendaError(source, [Problem(0, 0, "", "you may not read this file: check its permissions")]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise AgendaError(source, [Problem(0, 0, "", f"the file can't be read: {sanitize(reason)}")]) from None


def _to_import(path: Path) -> str:
    name = sanitize(path.name)
    return f"this is no agenda: 'runofshow import {name} -o agenda.yaml' makes one of it, if it holds a programme"


def _unusable(source: str, what: str) -> AgendaError:
    return AgendaError(source, [Problem(0, 0, "", f"this is {what}: name the agenda's YAML file")])
