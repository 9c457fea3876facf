"""Problems of an agenda file, each with its place and its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from runofshow.agenda.defaults import Path
from runofshow.errors import RunOfShowError
from runofshow.text import clip

MOST_SHOWN = 100
"""More problems than this help nobody; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in an agenda."""

    line: int
    """From 1; 0 where the file as a whole is meant."""
    column: int
    """From 1, in characters."""
    path: str
    """The field: ``segment 2, block 1, duration``; empty where there is none."""
    sentence: str

    def shown(self, source: str) -> str:
        """Return the problem in one line: ``agenda.yaml:12:7: segment 1, title: required field is missing``."""
        place = f"{source}:{self.line}:{self.column}" if self.line else source
        return ": ".join(part for part in (place, self.path, self.sentence) if part)


class AgendaError(RunOfShowError):
    """An agenda can't be used, with every reason at once, in the order of the file."""

    def __init__(self, source: str, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        lines = [problem.shown(source) for problem in self.problems[:MOST_SHOWN]]
        if (more := len(self.problems) - MOST_SHOWN) > 0:
            lines.append(f"{source}: and {more} more")
        super().__init__("\n".join(lines))


def shown_path(path: Path) -> str:
    """Return a path in words: ``segment 2, block 1, duration``."""
    shown: list[str] = []
    for step in path:
        if isinstance(step, str):
            shown.append(brief(step))
        elif shown and not shown[-1][-1:].isdigit():
            shown.append(f"{shown.pop().removesuffix('s')} {step + 1}")
        else:
            shown.append(f"item {step + 1}")
    return ", ".join(shown)


def brief(text: str, cells: int = 40) -> str:
    """Return typed text, short and harmless enough to stand in a sentence."""
    return clip(text[: 4 * cells], cells)
