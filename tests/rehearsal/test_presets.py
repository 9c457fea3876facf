"""How far speakers keep to their time."""

from datetime import timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runofshow.errors import UsageError
from runofshow.rehearsal.presets import PRESETS, Spread, preset_named

TEN_MINUTES = timedelta(minutes=10)


def test_a_preset_is_found_by_its_name() -> None:
    """And nothing else is one."""
    assert preset_named("chaired").speech == Spread(1.00, 0.15)
    with pytest.raises(UsageError, match=r"there is no preset 'chaird': choose one of chaired, high-level, unenforced"):
        preset_named("chaird")


@pytest.mark.parametrize(("name", "middle"), [("chaired", 1.00), ("high-level", 1.07), ("unenforced", 1.20)])
def test_half_of_the_speeches_are_below_the_median(name: str, middle: float) -> None:
    """Ten thousand speeches of ten minutes."""
    chance = Random(7)

    factors = [PRESETS[name].speech.drawn(TEN_MINUTES, chance) / TEN_MINUTES for _ in range(10_000)]

    assert median(factors) == pytest.approx(middle, rel=0.015)


@given(st.timedeltas(timedelta(0), timedelta(hours=24)), st.integers())
def test_without_spread_a_length_is_exactly_as_expected(expected: timedelta, seed: int) -> None:
    """Also one that isn't of whole seconds."""
    assert Spread(1.0, 0.0).drawn(expected, Random(seed)) == expected


@given(st.timedeltas(timedelta(0), timedelta(hours=24)), st.floats(0.1, 3), st.floats(0, 2), st.integers())
def test_a_length_differs_by_whole_seconds_and_is_never_negative(
    expected: timedelta, middle: float, sigma: float, seed: int
) -> None:
    """So that every machine prints the same."""
    drawn = Spread(middle, sigma).drawn(expected, Random(seed))

    assert drawn >= timedelta(0)
    assert drawn == timedelta(0) or (drawn - expected) % timedelta(seconds=1) == timedelta(0)


@given(st.integers(), st.floats(0, 1))
def test_a_length_takes_exactly_one_number_from_chance(seed: int, sigma: float) -> None:
    """What is drawn next doesn't depend on what was drawn before."""
    used, skipped = Random(seed), Random(seed)

    Spread(1.0, sigma).drawn(TEN_MINUTES, used)
    skipped.random()

    assert used.random() == skipped.random()
