"""What all tests share."""

import pytest
from hypothesis import HealthCheck, settings

# A slow or busy machine is no fault of what is tested.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let kept pictures and files be made anew."""
    parser.addoption("--update-goldens", action="store_true", help="write goldens instead of comparing with them")
