"""Commands as a person types them, in a folder of their own."""

import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import Run, Said, exit_code_of, typed, without_settings

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


@pytest.fixture(scope="module")
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the lines of the module's COMMANDS were typed, with its AGENDA; tests only read it."""
    folder = tmp_path_factory.mktemp("held")
    if hasattr(request.module, "AGENDA"):
        (folder / "agenda.yaml").write_text(request.module.AGENDA, encoding="utf-8")
    for line in request.module.COMMANDS.strip().splitlines():
        said = typed(folder, *shlex.split(line))
        assert said.code == 0, (line, said)
    return folder


@pytest.fixture
def show(run: Run, held: Path, tmp_path: Path) -> Run:
    """Types commands in a copy of that folder."""
    shutil.copytree(held, tmp_path, dirs_exist_ok=True)
    return run
