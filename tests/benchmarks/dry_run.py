"""Ten thousand trials of the lunch, against drawing as many random numbers."""

from random import Random

from runofshow.agenda.loader import default_agenda
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.distribution import distribution
from runofshow.simulation.outcome import Simulator
from runofshow.simulation.presets import PRESETS, deviate
from tests.benchmarks.table import median_of, told

TRIALS = 10_000


def dry_runs() -> None:
    """The odds of the lunch over 10,000 trials, and the bare cost of the chance in them."""
    lunch, assumptions = default_agenda(), Assumptions(PRESETS["high-level"])
    runs = list(Simulator(lunch).outcomes(assumptions, 1, TRIALS))
    speeches = sum(block.kind == "speech" for block in lunch.blocks())
    floors = sum(block.kind == "floor" for block in lunch.blocks())
    draws = TRIALS * speeches + 2 * sum(sum(run.interventions) for run in runs)

    def bare() -> None:
        source = Random(1)
        for _ in range(draws):
            deviate(source.random())
        for seed in range(TRIALS * floors):
            Random(seed)

    whole = median_of(lambda: distribution(lunch, assumptions, 1, TRIALS), 3)
    told(f"odds of the lunch over {TRIALS:,} trials", whole, f"drawing {draws:,} deviates", median_of(bare, 3))
