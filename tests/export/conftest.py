"""Whole files, compared byte for byte with those that were read and found right."""

from collections.abc import Callable
from pathlib import Path

import pytest

AsGolden = Callable[[str, bytes], None]


@pytest.fixture
def as_golden(pytestconfig: pytest.Config) -> AsGolden:
    """Compares a file with the kept one of this name, or keeps it instead with --update-goldens."""

    def compare(name: str, content: bytes) -> None:
        golden = Path(__file__).parent / "goldens" / name
        if pytestconfig.getoption("--update-goldens"):
            golden.write_bytes(content)
        assert content == golden.read_bytes()

    return compare
