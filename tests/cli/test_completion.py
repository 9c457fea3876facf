"""Completion in shells: scripts for four of them, and the words that they ask for on Tab."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import exit_code_of, typed

ROOT = Path(__file__).parents[2]
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
FISH_ASKS = {"_RUNOFSHOW_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
"""The environment in which fish asks; the other shells ask in the same way."""

OFFERED = {
    "runofshow im": ["import"],
    "runofshow floor wi": ["withdraw"],
    "runofshow plan --format ht": ["html"],
    "runofshow export --format a": ["audacity"],
    "runofshow import a.csv --timezone Europe/Zur": ["Europe/Zurich"],
    "runofshow skip guy": ["guy-ryder"],
    "runofshow next --from floor": ["floor-labour", "floor-rights"],
}


@pytest.fixture(autouse=True)
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the environment of a shell that asks, without an agenda of the user's."""
    monkeypatch.delenv("RUNOFSHOW_AGENDA", raising=False)
    for name, value in FISH_ASKS.items():
        monkeypatch.setenv(name, value)


def completed(folder: Path, line: str) -> list[str]:
    """The words that fish is offered after a line."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("_TYPER_COMPLETE_ARGS", line)
        said = typed(folder)
    assert said.err == ""
    return [offer.split("\t")[0] for offer in said.out.splitlines() if offer]


def test_words_are_completed(tmp_path: Path) -> None:
    """Commands, formats, zones, and the blocks of the built-in agenda where there is no other."""
    assert {line: completed(tmp_path, line) for line in OFFERED} == OFFERED


def test_blocks_are_those_of_the_agenda_that_is_named(tmp_path: Path) -> None:
    """And a broken one offers nothing, in silence."""
    (tmp_path / "mine.yaml").write_text(
        (ROOT / "agenda.yaml").read_text("utf-8").replace("id: discussion", "id: mine"), "utf-8"
    )
    (tmp_path / "broken.yaml").write_text("title: [", "utf-8")

    assert completed(tmp_path, "runofshow --agenda mine.yaml skip mi") == ["michele-levoy", "mine"]
    assert completed(tmp_path, "runofshow --agenda broken.yaml skip g") == []


def test_the_program_itself_answers_a_shell(tmp_path: Path) -> None:
    """In a process of its own, as a shell starts it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_TYPER_COMPLETE_ARGS": "runofshow floor wi"}
    ran = subprocess.run(
        [sys.executable, "-m", "runofshow"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert (ran.stdout.split("\t")[0], ran.stderr) == ("withdraw", "")


def test_the_script_of_each_shell_is_for_the_programs_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where it is printed by `python -m runofshow`."""
    monkeypatch.delenv("_RUNOFSHOW_COMPLETE")
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    monkeypatch.setattr(sys, "argv", [str(ROOT / "runofshow" / "__main__.py")])
    for shell in SHELLS:
        assert exit_code_of(["--show-completion", shell]) == 0
        script = capsys.readouterr().out

        assert "_RUNOFSHOW_COMPLETE" in script, shell
        assert "runofshow" in script.replace("_runofshow_completion", ""), shell
        assert "python" not in script, shell
