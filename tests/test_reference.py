"""The kept pages of docs/ are what the program makes: `python -m tests.reference` writes them anew."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.reference import DOCS, MEANINGS, described, pages


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody set in their shell changes no page."""
    for name in ("RUNOFSHOW_AGENDA", "RUNOFSHOW_JOURNAL_DIR", "RUNOFSHOW_BY", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def test_kept_pages_are_what_the_program_makes() -> None:
    """And no other page lies beside them."""
    made = pages()
    for place, text in made.items():
        assert (DOCS / place).read_text("utf-8") == text, f"{place}: run python -m tests.reference"

    folders = {Path(place).parent for place in made} - {Path()}
    kept = {str(path.relative_to(DOCS)) for folder in folders for path in (DOCS / folder).iterdir()}
    assert kept == {place for place in made if "/" in place}


def test_every_command_and_option_is_described() -> None:
    """None is left to be guessed from its name."""
    program, panels = described()
    for command in (program, *(one for group in panels.values() for one in group)):
        assert command.help, command.name
        for parameter in (*command.arguments, *command.options):
            assert parameter.help, (command.name, parameter.name)
            assert parameter.help.rstrip()[-1] in ".?!", (command.name, parameter.name)


def test_no_meaning_is_kept_for_a_field_that_is_gone() -> None:
    """By its name in the page of JSON."""
    page = pages()["reference/json.md"]
    for name in MEANINGS:
        assert name.split(".")[-1] in page, name


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff")
def test_the_manual_page_is_set_without_a_warning() -> None:
    """By groff, with all its warnings."""
    ran = subprocess.run(
        ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", str(DOCS / "man" / "runofshow.1")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    plain = re.sub(r".\x08|\x1b\[\d+m", "", ran.stdout)
    assert "runofshow export -o record.csv" in plain
