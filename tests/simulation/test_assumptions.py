"""How far speakers keep to their time."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.errors import UsageError
from runofshow.simulation.assumptions import PRESETS, Spread, length, preset_named
from runofshow.simulation.draws import quantiles

TEN_MINUTES = 600_000_000
"""In microseconds, as all lengths here."""
HOUR = 3_600_000_000


def test_a_preset_is_found_by_its_name() -> None:
    assert preset_named("chaired").speech == Spread(1.00, 0.15)
    with pytest.raises(UsageError, match=r"there is no preset 'chaird': choose one of chaired, high-level, unenforced"):
        preset_named("chaird")


@pytest.mark.parametrize(("name", "middle"), [("chaired", 1.00), ("high-level", 1.07), ("unenforced", 1.20)])
def test_half_of_the_speeches_are_below_the_median(name: str, middle: float) -> None:
    spread = PRESETS[name].speech
    factors = [length(TEN_MINUTES, spread.factor(deviate)) / TEN_MINUTES for deviate in quantiles()]
    assert median(factors) == pytest.approx(middle, rel=0.002)


@given(st.integers(0, 24 * HOUR), st.floats(-7, 7))
def test_without_spread_a_length_is_exactly_as_expected(expected: int, deviation: float) -> None:
    assert length(expected, Spread(1.0, 0.0).factor(deviation)) == expected


@given(st.integers(0, 24 * HOUR), st.floats(0.1, 3), st.floats(0, 2), st.floats(-7, 7))
def test_a_length_differs_by_whole_seconds_and_is_never_negative(
    expected: int, middle: float, sigma: float, deviation: float
) -> None:
    found = length(expected, Spread(middle, sigma).factor(deviation))
    assert found >= 0
    assert found == 0 or (found - expected) % 1_000_000 == 0
