"""What all tests share."""

import pytest
from hypothesis import settings

settings.register_profile("runofshow", deadline=None)  # a busy machine is no failure; hangs are for tests.faults
settings.load_profile("runofshow")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let kept pictures and files be made anew."""
    parser.addoption("--update-goldens", action="store_true", help="write goldens instead of comparing with them")
