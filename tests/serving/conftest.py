"""Shows that are served, in this process and by the installed program."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screen.scenes import MEETING
from tests.serving.in_process import ServedHere
from tests.serving.served import Served

Serve = Callable[..., Served]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedHere]:
    """The meeting as it is served in this process, ten minutes before its start."""
    served = ServedHere(tmp_path, MEETING)
    yield served
    served.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Runs the program that serves a show in a folder of its own, and opens the show if there is none yet."""
    served: list[Served] = []

    def serve(*, port: int | None = None, most_files: int | None = None) -> Served:
        served.append(Served(tmp_path, port=port, most_files=most_files))
        return served[-1]

    yield serve
    for one in served:
        one.kill()
