"""agenda.yaml -> Agenda, or every problem at once with line and column."""

import os
import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from runofshow.agenda.defaults import raw_blocks
from runofshow.agenda.durations import spell_duration
from runofshow.agenda.model import Agenda
from runofshow.agenda.problem_messages import problems_of_fields, without_empty_fields
from runofshow.agenda.problems import AgendaError, Problem
from runofshow.agenda.schedule import Planned, planned
from runofshow.agenda.yaml_document import MOST_BYTES, Document, read_document
from runofshow.text import sanitize

__all__ = [
    "AgendaError",
    "Fit",
    "Problem",
    "Sheet",
    "default_agenda",
    "fit_problems",
    "parse_agenda",
    "parse_sheet",
    "read_agenda",
    "read_sheet",
]


@dataclass(frozen=True, slots=True)
class Fit:
    """How the plan stands to the room: one sentence each, or None."""

    error: str | None = None
    """The room ends before the plan does, even with the least lengths."""
    warning: str | None = None
    """The plan fits, but only because some blocks give."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An agenda together with where it is written."""

    agenda: Agenda
    source: str
    document: Document

    def overfull(self) -> AgendaError | None:
        """The error of an agenda that the room can't hold, at the block in which the room ends."""
        error = fit_problems(self.agenda).error
        row = planned(self.agenda).room_ends_in
        if error is None or row is None:
            return None
        paths = (path for path, _ in raw_blocks(self.document.raw or {}))
        path = next(path for path, block in zip(paths, self.agenda.blocks(), strict=True) if block is row.block)
        length = (*path, "words") if self.document.holds((*path, "words")) else (*path, "duration")
        mark = self.document.value_mark(length)
        return AgendaError(self.source, [self.document.problem(mark, length, error)])


def read_agenda(path: Path) -> Agenda:
    """The agenda in a file.

    Raises:
        AgendaError: if the file can't be read or isn't an agenda; with every problem.
    """
    return read_sheet(path).agenda


def read_sheet(path: Path) -> Sheet:
    """The agenda in a file, and where in it everything stands; raises as `read_agenda` does."""
    source = sanitize(str(path))
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
    lunch = files("runofshow.agenda").joinpath("lunch.yaml")
    return parse_agenda(lunch.read_bytes(), "built-in agenda")


def fit_problems(agenda: Agenda) -> Fit:
    """What staff must know of a plan that is too long for its room, or just not."""
    plan = planned(agenda)
    hours = f"{_clock(agenda.start, agenda)}–{_clock(agenda.end, agenda)}"
    if (row := plan.room_ends_in) is not None:
        return Fit(
            error=(
                f"the least lengths and handovers need {spell_duration(plan.end - agenda.start)}, "
                f"{spell_duration(plan.overfull)} more than {hours}: the room ends in {_named(row)}"
            )
        )
    if plan.squeezed > timedelta(0):
        given = spell_duration(plan.squeezed)
        return Fit(warning=f"the agenda fits {hours} only because blocks with 'min' give up {given} of their duration")
    return Fit()


def _named(row: Planned) -> str:
    return f"block '{sanitize(row.block.id)}' ({sanitize(row.block.title)})"


def _clock(instant: datetime, agenda: Agenda) -> str:
    return f"{instant.astimezone(agenda.timezone):%H:%M}"


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


def _unusable(source: str, what: str) -> AgendaError:
    return AgendaError(source, [Problem(0, 0, "", f"this is {what}: name the agenda's YAML file")])
