"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let kept pictures and files be made anew."""
    parser.addoption("--update-goldens", action="store_true", help="write goldens instead of comparing with them")
