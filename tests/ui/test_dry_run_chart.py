"""The times of day above the odds of a dry run."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from runofshow.instants import instant
from runofshow.simulation.assumptions import Assumptions
from runofshow.simulation.distribution import distribution
from runofshow.simulation.presets import PRESETS
from runofshow.ui.dry_run_table import Scale
from tests.builders import agenda, speech


@pytest.mark.parametrize(
    ("zone", "start", "end", "most", "clocks"),
    [
        pytest.param(
            "America/New_York", "2025-11-01T23:50-04:00", "2025-11-02T03:10-05:00", 5,
            "00:00 01:00 01:00 02:00 03:00", id="an hour comes twice",
        ),
        pytest.param(
            "America/New_York", "2025-11-02T08:30-05:00", "2025-11-02T15:30-05:00", 4,
            "10:00 12:00 14:00", id="later on a day of 25 hours",
        ),
        pytest.param(
            "America/New_York", "2025-03-08T23:30-05:00", "2025-03-09T07:30-04:00", 4,
            "00:00 04:00 06:00", id="across an hour that is skipped",
        ),
        pytest.param(
            "Australia/Lord_Howe", "2025-04-06T00:30+11:00", "2025-04-06T04:10+10:30", 5,
            "01:00 02:00 03:00 04:00", id="half an hour comes twice",
        ),
    ],
)  # fmt: skip
def test_the_times_of_day_are_round_on_the_clock(zone: str, start: str, end: str, most: int, clocks: str) -> None:
    """Whatever the clocks do in between, or did since midnight."""
    begins, ends = (instant(datetime.fromisoformat(each)) for each in (start, end))
    plan = agenda(speech("A", "10m"), date=start[:10], timezone=zone, start=start, end=end)
    found = distribution(plan, Assumptions(PRESETS["chaired"]), seed=1, count=1)

    ticks = Scale(begins, ends).ticks(found, most)

    assert " ".join(f"{tick.astimezone(ZoneInfo(zone)):%H:%M}" for tick in ticks) == clocks
