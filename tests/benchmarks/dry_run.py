"""Ten thousand simulated lunches, against drawing as many random numbers."""

from itertools import islice

from runofshow.agenda.loader import default_agenda
from runofshow.simulation.assumptions import PRESETS, Assumptions
from runofshow.simulation.distribution import Tally
from runofshow.simulation.draws import draws
from tests.benchmarks.table import median_of, told

TRIALS = 10_000


def dry_runs() -> None:
    """The distribution of 10,000 lunches, and the bare cost of the draws in them."""
    lunch, assumptions = default_agenda(), Assumptions(PRESETS["high-level"])
    blocks = sum(1 for _ in lunch.blocks())

    def bare() -> None:
        for _ in islice(draws(blocks, 1), TRIALS):
            pass

    whole = median_of(lambda: Tally(lunch, assumptions, 1, TRIALS).distribution(), 3)
    told(f"{TRIALS:,} simulated lunches", whole, f"{TRIALS * blocks:,} draws", median_of(bare, 3))
