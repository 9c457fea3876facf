"""A sample of every check that `python -m tests.faults` runs in full."""

from pathlib import Path

import pytest

from tests.faults.checks import CHECKS, found_by
from tests.faults.figures import Check, Size


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_nothing_is_found(check: Check, tmp_path: Path) -> None:
    """Something was tried, and nothing was lost, doubled, undetected, wrong or left unsaid."""
    if missing := check.missing():
        pytest.skip(f"{check.name}: {missing}")

    for figure in found_by(check, Size.SAMPLE, tmp_path):
        assert figure.tried
        assert not +figure.wrong, figure.examples
