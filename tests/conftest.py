"""What all tests share."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A slow or busy machine is no fault of what is tested.
# Properties try the same examples in every run: it tells of a change, and of nothing else. `--explore` draws others.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")

# Neither is an environment in which somebody, or a service that runs tests, asks for colours or a width.
ASKED_FOR = ("COLUMNS", "LINES", "TERMINAL_WIDTH", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "GITHUB_ACTIONS")
for name in [name for name in os.environ if name in ASKED_FOR or name.startswith("RUNOFSHOW_")]:
    del os.environ[name]


def pytest_configure(config: pytest.Config) -> None:
    """Let properties draw their examples anew."""
    if config.getoption("--explore"):
        settings.load_profile("explore")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let kept pictures and files be made anew."""
    parser.addoption("--explore", action="store_true", help="try other examples of properties in each run")
    parser.addoption("--update-goldens", action="store_true", help="write goldens instead of comparing with them")
