"""The formats in which a plan leaves the program: their names and endings, and whether they are text.

A format's own file is imported when something is written in it: nobody pays for the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from runofshow.agenda.model import Agenda
from runofshow.errors import UsageError
from runofshow.export.dress.libraries import without_library
from runofshow.export.dress.paper import Paper


@dataclass(frozen=True, slots=True)
class PlanFormat:
    """A kind of file. Its bytes are written as they are, for only the format knows how it is encoded."""

    name: str
    endings: tuple[str, ...]
    whole_file: Callable[[Agenda, Paper, datetime], bytes]
    """Of an agenda, on a kind of paper, written at an instant."""
    on_paper: bool = False
    is_text: bool = True


def _json(agenda: Agenda, _paper: Paper, _written: datetime) -> bytes:
    from runofshow.export.plan.json_document import plan_json

    return plan_json(agenda).encode()


def _csv(agenda: Agenda, _paper: Paper, _written: datetime) -> bytes:
    from runofshow.export.plan.sheet import plan_csv

    return plan_csv(agenda)


def _xlsx(agenda: Agenda, paper: Paper, _written: datetime) -> bytes:
    from runofshow.export.plan.sheet import plan_xlsx

    try:
        return plan_xlsx(agenda, paper)
    except ModuleNotFoundError as missing:
        raise without_library(missing, "xlsx", "openpyxl") from None


def _markdown(agenda: Agenda, _paper: Paper, _written: datetime) -> bytes:
    from runofshow.export.plan.markdown import plan_markdown

    return plan_markdown(agenda)


def _html(agenda: Agenda, paper: Paper, _written: datetime) -> bytes:
    from runofshow.export.plan.page import plan_html

    return plan_html(agenda, paper)


def _docx(agenda: Agenda, paper: Paper, _written: datetime) -> bytes:
    try:
        from runofshow.export.plan.word import plan_docx
    except ModuleNotFoundError as missing:
        raise without_library(missing, "docx", "python-docx") from None
    return plan_docx(agenda, paper)


def _ics(agenda: Agenda, _paper: Paper, written: datetime) -> bytes:
    from runofshow.export.plan.calendar import plan_ics

    return plan_ics(agenda, written)


PLAN_FORMATS: Final[Mapping[str, PlanFormat]] = MappingProxyType(
    {
        one.name: one
        for one in (
            PlanFormat("csv", (".csv",), _csv),
            PlanFormat("xlsx", (".xlsx",), _xlsx, on_paper=True, is_text=False),
            PlanFormat("markdown", (".md", ".markdown"), _markdown),
            PlanFormat("html", (".html", ".htm"), _html, on_paper=True),
            PlanFormat("docx", (".docx",), _docx, on_paper=True, is_text=False),
            PlanFormat("ics", (".ics",), _ics),
            PlanFormat("json", (".json",), _json),
        )
    }
)
"""By the name that people give them."""


def plan_format(name: str | None, output: PurePath | None) -> PlanFormat | None:
    """The format that was named, else the one that the file's ending tells; None for the table on the terminal.

    Raises:
        UsageError: there is none of that name, the ending tells none, or the two contradict one another.
    """
    known = ", ".join(PLAN_FORMATS)
    if name is not None and name not in PLAN_FORMATS:
        message = f"there is no format '{name}': take one of {known}"
        raise UsageError(message)
    named = None if name is None else PLAN_FORMATS[name]
    if output is None or str(output) == "-":
        return named
    told = next((one for one in PLAN_FORMATS.values() if output.suffix.lower() in one.endings), None)
    if named is None and told is None:
        message = f"{output} doesn't end as one format does: say which with --format ({known})"
        raise UsageError(message)
    if named is not None and told is not None and told is not named:
        message = f"{output} ends as {told.name} does, and --format says {named.name}: change one of them"
        raise UsageError(message)
    return named or told
