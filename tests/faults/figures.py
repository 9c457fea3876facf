"""What the fault checks count, and how much of each is tried."""

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from math import gcd
from pathlib import Path
from typing import Final, TypeVar

Each = TypeVar("Each")
MOST_EXAMPLES: Final = 8


class Size(StrEnum):
    """How much is tried: a sample in the test suite, a larger one in its slow tests, a quick run, or all of it."""

    SAMPLE = "sample"
    LARGER = "larger"
    QUICK = "quick"
    FULL = "full"

    def of(self, sample: int, larger: int, quick: int, full: int) -> int:
        """As many as this size has."""
        return {Size.SAMPLE: sample, Size.LARGER: larger, Size.QUICK: quick, Size.FULL: full}[self]

    def some(self, everything: list[Each], sample: int, larger: int, quick: int) -> list[Each]:
        """All of them in a full run, else at most so many, spread evenly.

        Steps have no factor in common with the number of all: of a product of tables each row is met.
        """
        most = self.of(sample, larger, quick, len(everything))
        step = max(1, -(-len(everything) // most)) if most else 1
        while step > 1 and gcd(step, len(everything)) > 1:
            step += 1
        return everything[::step]


@dataclass
class Figure:
    """One row of the table: what was tried, how often, and what was found wrong."""

    what: str
    tried: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    """What must not be, with how often it was: all of them 0 in a program that holds what it claims."""
    noted: Counter[str] = field(default_factory=Counter)
    """What else was counted, which may be."""
    told: list[str] = field(default_factory=list)
    """What else there is to say."""
    examples: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, what: str, *wrongs: str) -> "Figure":
        return cls(what, wrong=Counter(dict.fromkeys(wrongs, 0)))

    def found(self, wrong: str, example: str) -> None:
        """Count something that must not be."""
        self.wrong[wrong] += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(f"{wrong}: {example}")

    def take(self, other: "Figure") -> None:
        """Add what another process counted of the same."""
        self.tried += other.tried
        self.wrong.update(other.wrong)
        self.noted.update(other.noted)
        self.examples += other.examples[: MOST_EXAMPLES - len(self.examples)]

    @property
    def clean(self) -> bool:
        """Whether something was tried, and nothing was found."""
        return self.tried > 0 and not self.wrong.total()


@dataclass(frozen=True)
class Check:
    """One kind of fault, and what looks for it."""

    name: str
    run: Callable[[Size, Path], Iterator[Figure]]
    """What is found, in an empty folder of its own."""
    needs: tuple[str, ...] = ()
    """Programs without which it can't be run."""
    as_root: bool = False

    def missing(self) -> str | None:
        """Why it can't be run here; None if it can."""
        if sys.platform != "linux":
            return "needs Linux"
        if lacking := [name for name in self.needs if shutil.which(name) is None]:
            return f"needs {', '.join(lacking)}, which is not installed"
        if self.as_root and os.geteuid() != 0:
            return "needs root"
        return None


@dataclass
class Stopwatch:
    """How long something took."""

    began: float = field(default_factory=time.perf_counter)

    def rate(self, count: int) -> str:
        return f"{count / max(self.seconds, 1e-9):,.0f} a second"

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began

    @property
    def minutes(self) -> str:
        minutes, seconds = divmod(int(self.seconds), 60)
        return f"{minutes}:{seconds:02}"
