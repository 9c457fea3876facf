"""What all benchmarks share: a measured time, and the row that it stands in."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROUNDS = 5


def median_of(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds that a piece of work takes, in the median of some rounds."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def quantile(values: Sequence[float], part: float) -> float:
    """The value under which so large a part of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def told(what: str, seconds: float, than: str, other: float) -> None:
    """One row: a time, another, and their ratio."""
    told_in("ms", what, seconds * 1000, than, other * 1000)


def told_in(unit: str, what: str, figure: float, than: str, other: float) -> None:
    """One row of figures of any unit, and their ratio."""
    print(f"{what:<44} {figure:>9.2f} {unit:<5} {than:<34} {other:>9.2f} {unit:<5} ×{figure / other:.2f}")  # noqa: T201


def said(what: str, words: str) -> None:
    """One row without a ratio, or why there is none."""
    print(f"{what:<44} {words}")  # noqa: T201


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as path:
        yield Path(path)
