"""What all tests share."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A slow or busy machine is no fault of what is tested.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# Neither is an environment in which somebody, or a service that runs tests, asks for colours or a width.
ASKED_FOR = ("COLUMNS", "LINES", "TERMINAL_WIDTH", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "GITHUB_ACTIONS")
for name in [name for name in os.environ if name in ASKED_FOR or name.startswith("RUNOFSHOW_")]:
    del os.environ[name]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let kept pictures and files be made anew."""
    parser.addoption("--update-goldens", action="store_true", help="write goldens instead of comparing with them")
