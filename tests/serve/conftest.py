"""Shows that are served, in this process and by the installed program."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from runofshow.session import Session
from tests.serve.in_process import PLAN, ServedHere, Waiting
from tests.serve.served import Served

if TYPE_CHECKING:
    from tests.serve.browser import Browser

Serve = Callable[..., Served]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedHere]:
    served = ServedHere(tmp_path / "journals", PLAN)
    yield served
    served.close()


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Waiting]:
    waiting = Waiting(tmp_path / "journals")
    yield waiting
    waiting.close()


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A show on this machine's own clock, in the folder that `serve` serves."""
    return Session.open(tmp_path / "journals", PLAN, "live", by="moderator")


@pytest.fixture
def serve(session: Session) -> Iterator[Serve]:
    """Runs the program that serves the show of `session`; all of it is over after the test."""
    served: list[Served] = []

    def serve(*, port: int | None = None, most_files: int | None = None) -> Served:
        served.append(Served(session.journal.path.parents[1], port=port, most_files=most_files))
        return served[-1]

    yield serve
    for one in served:
        one.kill()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Browser]":
    """A browser with a profile of its own. Tests that need it are skipped by name where there is none."""
    if sys.platform == "win32":
        pytest.skip("needs pipes as POSIX has them")
    from tests.serve.browser import PROGRAM, Browser

    if PROGRAM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(chromium: "Browser") -> "Browser":
    chromium.turn_over()
    chromium.hold_clocks()
    return chromium
