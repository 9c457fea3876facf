"""Commands as a person types them, in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import Run, Said, exit_code_of, without_settings

__all__ = ["Run", "Said", "run"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Run]:
    """Types one command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, code: int = 0) -> Said:
        capfdbinary.readouterr()
        exited = exit_code_of(words)
        captured = capfdbinary.readouterr()
        said = Said(exited, captured.out.decode(), captured.err.decode())
        assert said.code == code, said
        assert "Traceback" not in said.err
        return said

    with without_settings():
        yield run
