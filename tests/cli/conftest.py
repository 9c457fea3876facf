"""Commands as a person types them, in a folder of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from runofshow.cli import main


@dataclass(frozen=True)
class Said:
    """What a command printed, and what it exited with."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Types one command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("RUNOFSHOW_AGENDA", "RUNOFSHOW_JOURNAL_DIR", "RUNOFSHOW_BY"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, code: int = 0) -> Said:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(words)
        captured = capfdbinary.readouterr()
        exited = stopped.value.code
        said = Said(exited if isinstance(exited, int) else 0, captured.out.decode(), captured.err.decode())
        assert said.code == code, said
        assert "Traceback" not in said.err
        return said

    return run
