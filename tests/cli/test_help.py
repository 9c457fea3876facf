"""What `-h` shows."""

import itertools
import re

import pytest

from tests.cli.conftest import Run, run

__all__ = ["run"]


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_help_ends_with_the_five_commands_that_most_meetings_need(run: Run) -> None:
    lines = [line.strip() for line in run("-h").out.splitlines() if line.strip()]

    assert lines[-6] == "Five commands are enough for most meetings:"
    assert [line.split()[:2] for line in lines[-5:]] == [
        ["runofshow", name] for name in ("init", "check", "live", "rapporteur", "export")
    ]


def test_a_switch_shows_no_value_and_an_option_shows_a_word(run: Run) -> None:
    for words in (("-h",), ("live", "-h"), ("floor", "ask", "-h"), ("dry-run", "-h"), ("import", "-h")):
        assert not re.search(r"<(bool|str|int|float|path)\b", run(*words).out), words

    assert re.search(r"--rehearsal +Open a rehearsal", run("live", "-h").out)
    assert re.search(r"--gist +TEXT ", run("floor", "ask", "-h").out)
    assert re.search(r"--seed +NUMBER ", run("dry-run", "-h").out)
    assert re.search(r"FILE +An xlsx,", run("import", "-h").out)


def test_paragraphs_are_not_broken_where_the_source_breaks_them(run: Run) -> None:
    """Only the terminal's width breaks a line: the next word never had room on it."""
    paragraph = re.search(r"(A show keeps.*?)\n *\n", run("live", "-h").out, re.DOTALL)

    assert paragraph is not None
    lines = [line.strip() for line in paragraph[1].splitlines()]
    assert len(lines) > 1
    for line, following in itertools.pairwise(lines):
        assert len(line) + 1 + len(following.split()[0]) > 78


def test_help_begins_with_what_the_program_is_for(run: Run) -> None:
    shown = " ".join(run("-h").out.split())

    assert "Run a high-level meeting: countdowns, the list of speakers, and the record." in shown


@pytest.mark.parametrize("command", ["check", "plan", "live", "start", "dry-run"])
def test_an_agenda_behind_a_command_is_told_its_option(run: Run, command: str) -> None:
    told = run(command, "my agenda.yaml", code=2).err
    assert told.strip() == f'an agenda is named by --agenda: runofshow --agenda "my agenda.yaml" {command}'


def test_other_files_behind_a_command_are_told_theirs(run: Run) -> None:
    assert run("init", "a.yaml", code=2).err.strip() == "a new agenda is named by -o: runofshow init -o a.yaml"
    assert "'runofshow import plan.xlsx -o agenda.yaml' makes one of it" in run("check", "plan.xlsx", code=2).err
    assert "Got unexpected extra argument(s) (what)" in run("check", "what", code=2).err
