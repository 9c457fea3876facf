"""Shows that are served, in this process and by the installed program."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving.served import Served

Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Opens a show in a folder of its own, if there is none yet, and serves it; all of it is over after the test."""
    served: list[Served] = []

    def serve(*options: str) -> Served:
        served.append(Served(tmp_path, *options))
        return served[-1]

    yield serve
    for one in served:
        one.kill()
