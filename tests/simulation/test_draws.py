"""What is drawn by chance."""

from itertools import islice
from statistics import fmean, pvariance

import pytest

from runofshow.simulation.draws import QUANTILES, Walk, draws, quantiles, shuffled_quantiles


def test_a_seed_makes_the_same_draws_for_as_many_blocks() -> None:
    """Python promises these numbers; a longer simulation begins with the shorter one."""
    first, second = islice(draws(3, seed=1), 2)
    assert first == [0.13436424411240122, 0.8474337369372327, 0.763774618976614]
    assert second == [0.2550690257394217, 0.49543508709194095, 0.4494910647887381]
    assert next(draws(3, seed=2)) != first


def test_the_quantiles_have_the_moments_of_the_normal_distribution() -> None:
    """Mean 0 and variance 1; half of them below 0; the shuffled ones are the same values."""
    values = quantiles()
    assert len(values) == QUANTILES
    assert fmean(values) == pytest.approx(0, abs=1e-9)
    assert pvariance(values) == pytest.approx(1, rel=0.002)
    assert list(values) == sorted(values)
    assert shuffled_quantiles() != values
    assert sorted(shuffled_quantiles()) == values


def test_a_walk_takes_every_quantile_once_before_any_again() -> None:
    for number in (0.0, 0.25, 0.5000001, 0.999999999):
        first, step = Walk.of(number)
        places = {(first + step * count) % QUANTILES for count in range(QUANTILES)}
        assert len(places) == QUANTILES, number


def test_neighbours_on_a_walk_know_nothing_of_each_other() -> None:
    """Over many walks the correlation of one value with the next is that of chance: below 3 / √n."""
    values, walks = shuffled_quantiles(), [Walk.of(number) for number, *_ in islice(draws(1, seed=5), 20_000)]
    products = [values[first] * values[(first + step) % QUANTILES] for first, step in walks]
    assert abs(fmean(products)) < 3 / len(walks) ** 0.5
