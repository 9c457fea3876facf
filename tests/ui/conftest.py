"""What tests of the screen share."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.text import Text

Golden = Callable[[str, Sequence[Text]], None]
GOLDENS = Path(__file__).parent / "goldens"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare lines with the picture that is kept under a name."""
    update = request.config.getoption("--update-goldens")

    def compare(name: str, lines: Sequence[Text]) -> None:
        path = GOLDENS / f"{name}.txt"
        drawn = "".join(f"{line.plain.rstrip()}\n" for line in lines)
        if update:
            path.write_text(drawn, encoding="utf-8")
        assert drawn == path.read_text(encoding="utf-8")

    return compare
