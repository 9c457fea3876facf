"""agenda.yaml -> Agenda, or every problem at once with line and column."""

import os
import stat
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from runofshow.agenda.defaults import raw_blocks
from runofshow.agenda.model import Agenda
from runofshow.agenda.plan_checks import doubts, misfits
from runofshow.agenda.problem_messages import problems_of_fields, without_empty_fields
from runofshow.agenda.problems import AgendaError, Problem
from runofshow.agenda.yaml_document import MOST_BYTES, Document, read_document
from runofshow.text import sanitize

_RUNDOWNS: Final = frozenset({".csv", ".docx", ".ics", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx"})
"""The endings of files that hold programmes in other formats."""


class Sheet(NamedTuple):
    """An agenda together with where it is written."""

    agenda: Agenda
    source: str
    document: Document

    def misfit_error(self) -> AgendaError | None:
        """Return the error of an agenda whose minimum lengths don't fit, each at its block; None if they fit."""
        errors = self._misfits(errors=True)
        return AgendaError(self.source, errors) if errors else None

    def warnings(self) -> list[str]:
        """Return a line for each place at which an agenda that is valid may not mean what it says."""
        doubtful = [self.document.problem_at((name,), sentence) for name, sentence in doubts(self.agenda)]
        found = [*self.document.warnings, *doubtful, *self._misfits(errors=False)]
        return [one.shown(self.source) for one in sorted(found, key=lambda one: (one.line, one.column))]

    def _misfits(self, *, errors: bool) -> list[Problem]:
        """Return each misfit at its field; if that field follows from another one, at the other one."""
        paths = [path for path, _ in raw_blocks(self.document.raw or {})]
        by_block = dict(zip([block.id for block in self.agenda.blocks()], paths, strict=True))
        problems = []
        for misfit in misfits(self.agenda):
            if misfit.is_error is errors:
                block = by_block[misfit.block.id]
                written = (name for name in (misfit.field, "words") if self.document.holds((*block, name)))
                problems.append(self.document.problem_at((*block, next(written, "duration")), misfit.sentence))
        return problems


def read_sheet(path: Path) -> Sheet:
    """Return the agenda in a file, and where in it everything stands.

    Raises:
        AgendaError: if the file can't be read or isn't an agenda; with every problem.
    """
    source = sanitize(str(path))
    if path.suffix.lower() in _RUNDOWNS:
        command = f"runofshow import {sanitize(path.name)} -o agenda.yaml"
        raise _unusable(source, f"this is no agenda: '{command}' makes one of it, if it holds a programme")
    return parse_sheet(_content(path, source), source)


def parse_agenda(content: str | bytes, source: str) -> Agenda:
    """Return the agenda that YAML text holds; raises as `parse_sheet` does."""
    return parse_sheet(content, source).agenda


def parse_sheet(content: str | bytes, source: str) -> Sheet:
    """Return the agenda that YAML text holds, and where in it everything stands.

    `source` is what messages call the text.

    Raises:
        AgendaError: if the text isn't an agenda; with every problem.
    """
    document = read_document(content)
    if document.raw is None:
        raise AgendaError(source, document.problems)
    raw = without_empty_fields(document.raw)
    agenda: Agenda | None = None
    refused: list[ErrorDetails] = []
    try:
        agenda = Agenda.model_validate(raw)
    except ValidationError as error:
        refused = error.errors(include_url=False)
    problems = [*document.problems, *problems_of_fields(raw, refused, document)]
    if problems or agenda is None:
        raise AgendaError(source, problems)
    return Sheet(agenda, source, document)


def default_agenda() -> Agenda:
    """Return the agenda that comes with the program: the lunch of 20 July 2016."""
    return default_sheet().agenda


def default_sheet() -> Sheet:
    """Return the agenda that comes with the program, and where in it everything stands."""
    lunch = files("runofshow.agenda").joinpath("lunch.yaml")
    return parse_sheet(lunch.read_bytes(), "built-in agenda")


def _content(path: Path, source: str) -> bytes:
    """Return the bytes of a plain file, at most one more than an agenda may have."""
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise _no_file(source, "a folder" if stat.S_ISDIR(mode) else "not a plain file")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(MOST_BYTES + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise _unusable(source, "there is no such file: check the name and the folder") from None
    except PermissionError:
        if path.is_dir():  # where a folder can't be opened at all, as on Windows
            raise _no_file(source, "a folder") from None
        raise _unusable(source, "you may not read this file: check its permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise _unusable(source, f"the file can't be read: {sanitize(reason)}") from None


def _no_file(source: str, what: str) -> AgendaError:
    return _unusable(source, f"this is {what}: name the agenda's YAML file")


def _unusable(source: str, sentence: str) -> AgendaError:
    return AgendaError(source, [Problem(0, 0, "", sentence)])
