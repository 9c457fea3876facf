"""How far speakers keep to their time."""

from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.errors import UsageError
from runofshow.simulation.presets import PRESETS, Spread, deviate, preset_named

TEN_MINUTES = 600_000_000
"""In microseconds, as all lengths here."""
HOUR = 3_600_000_000


def test_a_preset_is_found_by_its_name() -> None:
    """And nothing else is one."""
    assert preset_named("chaired").speech == Spread(1.00, 0.15)
    with pytest.raises(UsageError, match=r"there is no preset 'chaird': choose one of chaired, high-level, unenforced"):
        preset_named("chaird")


@pytest.mark.parametrize(("name", "middle"), [("chaired", 1.00), ("high-level", 1.07), ("unenforced", 1.20)])
def test_half_of_the_speeches_are_below_the_median(name: str, middle: float) -> None:
    """Ten thousand speeches of ten minutes."""
    chance = Random(7)

    factors = [PRESETS[name].speech.length(TEN_MINUTES, deviate(chance.random())) / TEN_MINUTES for _ in range(10_000)]

    assert median(factors) == pytest.approx(middle, rel=0.015)


@given(st.integers(0, 24 * HOUR), st.floats(-7, 7))
def test_without_spread_a_length_is_exactly_as_expected(expected: int, deviation: float) -> None:
    """Also one that isn't of whole seconds."""
    assert Spread(1.0, 0.0).length(expected, deviation) == expected


@given(st.integers(0, 24 * HOUR), st.floats(0.1, 3), st.floats(0, 2), st.floats(-7, 7))
def test_a_length_differs_by_whole_seconds_and_is_never_negative(
    expected: int, middle: float, sigma: float, deviation: float
) -> None:
    """So that every machine prints the same."""
    length = Spread(middle, sigma).length(expected, deviation)

    assert length >= 0
    assert length == 0 or (length - expected) % 1_000_000 == 0


def test_no_chance_is_too_small_for_a_deviate() -> None:
    """A source may give 0, of which the normal distribution knows nothing."""
    assert deviate(0.0) == deviate(1e-12) == pytest.approx(-7.03, abs=0.01)
