"""What shells offer on Tab: scripts for four of them, and the words that they ask for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def completed(folder: Path, typed: str) -> list[str]:
    """What fish is offered after so much was typed; the others ask in the same way."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_RUNOFSHOW_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": typed,
    }
    environment.pop("RUNOFSHOW_AGENDA", None)
    ran = subprocess.run(
        [sys.executable, "-m", "runofshow"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    return [line.split("\t")[0] for line in ran.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("runofshow im", ["import"], id="command"),
        pytest.param("runofshow floor wi", ["withdraw"], id="command of the floor"),
        pytest.param("runofshow plan --format ht", ["html"], id="format"),
        pytest.param("runofshow export --format a", ["audacity"], id="format of the record"),
        pytest.param("runofshow import a.csv --timezone Europe/Zur", ["Europe/Zurich"], id="zone"),
        pytest.param("runofshow skip guy", ["guy-ryder"], id="block"),
        pytest.param("runofshow next --from floor", ["floor-labour", "floor-rights"], id="running block"),
    ],
)
def test_words_are_completed(tmp_path: Path, typed: str, offered: list[str]) -> None:
    """From the built-in agenda, where there is no other."""
    assert completed(tmp_path, typed) == offered


def test_blocks_are_those_of_the_agenda_that_is_named(tmp_path: Path) -> None:
    """And a broken one offers nothing, in silence."""
    (tmp_path / "mine.yaml").write_text(
        (ROOT / "agenda.yaml").read_text("utf-8").replace("id: discussion", "id: mine"), "utf-8"
    )
    (tmp_path / "broken.yaml").write_text("title: [", "utf-8")

    assert completed(tmp_path, "runofshow --agenda mine.yaml skip mi") == ["michele-levoy", "mine"]
    assert completed(tmp_path, "runofshow --agenda broken.yaml skip g") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_of_each_shell_is_for_the_programs_name(shell: str) -> None:
    """Also where it is printed by `python -m runofshow`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "runofshow", "--show-completion", shell],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "_RUNOFSHOW_COMPLETE" in ran.stdout
    assert "runofshow" in ran.stdout.replace("_runofshow_completion", "")
    assert "python" not in ran.stdout
