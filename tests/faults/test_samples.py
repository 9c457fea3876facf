"""A sample of every check that `python -m tests.faults` runs in full."""

from pathlib import Path

import pytest

from runofshow.importers.to_agenda import imported
from tests.faults.checks import CHECKS, found_by
from tests.faults.figures import Check, Figure, Size
from tests.faults.hostile import RUNDOWNS
from tests.importers.made import THE_DAY


@pytest.mark.parametrize("size", [Size.SAMPLE, pytest.param(Size.LARGER, marks=pytest.mark.slow)])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_nothing_is_found(check: Check, size: Size, tmp_path: Path) -> None:
    if missing := check.missing():
        pytest.skip(f"{check.name}: {missing}")
    for figure in found_by(check, size, tmp_path):
        assert figure.tried
        assert not +figure.wrong, figure.examples


@pytest.mark.parametrize("name", sorted(RUNDOWNS))
def test_what_is_mutated_is_read_while_it_is_whole(name: str) -> None:
    """A file that is refused anyway would prove nothing."""
    assert imported(RUNDOWNS[name], name, THE_DAY).text


def test_a_check_that_tried_nothing_is_not_clean() -> None:
    assert not Figure.of("a row", "lost").clean


def test_a_check_that_found_something_is_not_clean() -> None:
    figure = Figure.of("a row", "lost")
    figure.tried += 9
    figure.found("lost", "a note")
    assert not figure.clean
    assert figure.examples == ["lost: a note"]
