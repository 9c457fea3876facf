"""How fast it is, as ratios in one run: `python -m tests.benchmarks [NAME…]`.

Machines differ and are noisy; ratios less so. The live screen, the server and how costs grow take minutes: they are
measured only if they are named. `growth --quick` takes less.
"""

import sys
from collections.abc import Callable

from tests.benchmarks.dry_run import dry_runs
from tests.benchmarks.engine import forecasts, one_entry, replay_of_a_long_journal
from tests.benchmarks.exporting import exports
from tests.benchmarks.floor import predictions_of_the_floor
from tests.benchmarks.growth import growth
from tests.benchmarks.live import at_rest, first_frame, key_to_cell, two_hours
from tests.benchmarks.nonsense import refusals
from tests.benchmarks.serving import serving
from tests.benchmarks.starting import starting

MEASURES: dict[str, tuple[Callable[[], None], ...]] = {
    "engine": (replay_of_a_long_journal, forecasts, one_entry),
    "nonsense": (refusals,),
    "starting": (starting,),
    "exporting": (exports,),
    "floor": (predictions_of_the_floor,),
    "dry-run": (dry_runs,),
    "serving": (serving,),
    "growth": (growth,),
    "live": (first_frame, key_to_cell, at_rest, two_hours),
}
SHORT = ("engine", "nonsense", "starting", "exporting", "floor", "dry-run")


def main(names: list[str]) -> None:
    """Measure what is named, else all that is short."""
    names = [name for name in names if not name.startswith("--")]
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        sys.exit(f"there is no benchmark '{unknown[0]}': take some of {', '.join(MEASURES)}")
    for name in names or SHORT:
        for measure in MEASURES[name]:
            measure()


if __name__ == "__main__":
    main(sys.argv[1:])
