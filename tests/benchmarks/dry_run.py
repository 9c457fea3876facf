"""Ten thousand trials of the lunch, against drawing as many random numbers: `python -m tests.benchmarks.dry_run`."""

import time
from collections.abc import Callable
from random import Random

from runofshow.agenda.reading import default_agenda
from runofshow.rehearsal.assumptions import Assumptions
from runofshow.rehearsal.odds import odds
from runofshow.rehearsal.presets import PRESETS, drawn_deviate
from runofshow.rehearsal.trial import Course

TRIALS = 10_000


def quickest(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds that a piece of work takes, in the best of some rounds: what else the machine does only adds to it."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def dry_runs() -> None:
    """The odds of the lunch over 10,000 trials, and the bare cost of the chance in them."""
    lunch, assumptions = default_agenda(), Assumptions(PRESETS["high-level"])
    runs = list(Course(lunch).trials(assumptions, 1, TRIALS))
    speeches = sum(block.kind == "speech" for block in lunch.blocks())
    floors = sum(block.kind == "floor" for block in lunch.blocks())
    draws = TRIALS * speeches + 2 * sum(sum(run.interventions) for run in runs)

    def bare() -> None:
        source = Random(1)
        for _ in range(draws):
            drawn_deviate(source)
        for seed in range(TRIALS * floors):
            Random(seed)

    whole = quickest(lambda: odds(lunch, assumptions, 1, TRIALS))
    chance = quickest(bare)
    what = f"odds of the lunch over {TRIALS:,} trials"
    than = f"drawing {draws:,} deviates"
    print(f"{what:<44} {whole * 1000:>9.2f} ms   {than:<34} {chance * 1000:>9.2f} ms   ×{whole / chance:.2f}")  # noqa: T201


if __name__ == "__main__":
    dry_runs()
