"""Completion in shells: scripts for four of them, and the words that they ask for on Tab."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
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
    "runofshow move jü": ["jurg-lauber"],
    "runofshow dry-run --preset un": ["unenforced"],
    "runofshow dry-run --policy s": ["strict"],
    "runofshow floor ask mex": ["Mexico"],
    "runofshow floor ask Suiza": ["Switzerland"],
    "runofshow record cote": ["Côte d'Ivoire"],
    "runofshow floor ask South\\ Af": ["South Africa"],
    "runofshow floor reply Ryder": [],
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
    assert {line: completed(tmp_path, line) for line in OFFERED} == OFFERED


def test_blocks_are_those_of_the_agenda_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        (ROOT / "agenda.yaml").read_text("utf-8").replace("id: discussion", "id: mine"), "utf-8"
    )
    (tmp_path / "broken.yaml").write_text("title: [", "utf-8")

    assert completed(tmp_path, "runofshow --agenda mine.yaml skip mi") == ["michele-levoy", "mine"]
    assert completed(tmp_path, "runofshow --agenda broken.yaml skip g") == []


def test_names_come_from_the_show_that_goes_on(tmp_path: Path) -> None:
    """Panellists by any part of their names; for `floor give` those who wait, else any delegation."""
    with pytest.MonkeyPatch.context() as patch:
        for name in FISH_ASKS:
            patch.delenv(name)
        for words in (["start"], ["floor", "ask", "Côte d'Ivoire"], ["floor", "ask", "South Africa"]):
            assert typed(tmp_path, *words).code == 0

    assert completed(tmp_path, "runofshow floor reply ryd") == ["Mr. Guy Ryder"]
    assert completed(tmp_path, "runofshow floor give ") == ["Côte d'Ivoire", "South Africa"]
    assert completed(tmp_path, "runofshow floor give Sou") == ["South Africa"]
    assert completed(tmp_path, "runofshow floor give Mex") == ["Mexico"]
    assert completed(tmp_path, "runofshow floor withdraw Mex") == []


def in_bash(folder: Path, *words: str) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("_RUNOFSHOW_COMPLETE", "complete_bash")
        patch.setenv("COMP_WORDS", "\n".join(words))
        patch.setenv("COMP_CWORD", str(len(words) - 1))
        said = typed(folder)
    assert said.err == ""
    return said.out.splitlines()


def test_bash_is_given_names_with_their_spaces_and_quotes_escaped(tmp_path: Path) -> None:
    """Bash puts the words into the line as they are, behind the quote that was typed."""
    assert in_bash(tmp_path, "runofshow", "floor", "ask", "South\\ Af") == ["South\\ Africa"]
    assert in_bash(tmp_path, "runofshow", "floor", "ask", "Côt") == ["Côte\\ d\\'Ivoire"]
    assert in_bash(tmp_path, "runofshow", "floor", "ask", '"Côt') == ["Côte d'Ivoire"]
    assert in_bash(tmp_path, "runofshow", "floor", "ask", "'Côt") == ["Côte d'\\''Ivoire"]


def test_bash_keeps_what_was_typed_where_the_names_have_less_in_common(tmp_path: Path) -> None:
    """Ukraine and the United Kingdom share a U, by which bash would replace UK."""
    offered = in_bash(tmp_path, "runofshow", "floor", "ask", "UK")

    assert offered == ["Ukraine", "United\\ Kingdom\\ of\\ Great\\ Britain\\ and\\ Northern\\ Ireland", "…"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_a_real_bash_completes_a_name_with_a_space_and_a_quote(tmp_path: Path) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    program = bin_folder / "runofshow"
    program.write_text(
        f'#!/bin/sh\n[ -n "$_RUNOFSHOW_COMPLETE" ] && exec {sys.executable} -m runofshow\n'
        'for word in "$@"; do printf "<%s>" "$word"; done; echo\n'
    )
    program.chmod(0o755)
    outside = {name: value for name, value in os.environ.items() if name not in FISH_ASKS}
    environment = {
        **outside,
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        "INPUTRC": os.devnull,
    }
    script = subprocess.run(
        [sys.executable, "-m", "runofshow", "--show-completion", "bash"],
        env={**environment, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (tmp_path / "completion.sh").write_text(script, "utf-8")
    bash = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile"],
        env=environment,
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 200),
    )
    bash.sendline("source completion.sh; echo rea''dy")
    bash.expect_exact("ready")

    for letters, inserted, run_as in (
        ("South\\ Af", "rica ", "<floor><ask><South Africa>"),
        ("Côt", "e\\ d\\'Ivoire ", "<floor><ask><Côte d'Ivoire>"),
        ('"Iran', ' (Islamic Republic of)" ', "<floor><ask><Iran (Islamic Republic of)>"),
    ):
        bash.send(f"runofshow floor ask {letters}\t")
        bash.expect_exact(inserted)
        bash.send("\r")
        bash.expect_exact(run_as)
    bash.sendline("exit")
    bash.expect(pexpect.EOF)


def test_the_program_itself_answers_a_shell(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_TYPER_COMPLETE_ARGS": "runofshow floor wi"}
    ran = subprocess.run(
        [sys.executable, "-m", "runofshow"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert (ran.stdout.split("\t")[0], ran.stderr) == ("withdraw", "")


def test_the_script_of_each_shell_is_for_the_programs_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("_RUNOFSHOW_COMPLETE")
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    monkeypatch.setattr(sys, "argv", [str(ROOT / "runofshow" / "__main__.py")])
    for shell in SHELLS:
        assert exit_code_of(["--show-completion", shell]) == 0
        script = capsys.readouterr().out

        assert "_RUNOFSHOW_COMPLETE" in script, shell
        assert "runofshow" in script.replace("_runofshow_completion", ""), shell
        assert "python" not in script, shell
