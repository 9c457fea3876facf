"""The README says what is true."""

import re
from pathlib import Path

import pytest

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.schedule import planned
from runofshow.cli.help import FIRST_COMMANDS
from runofshow.ui.keymap import KeyAction
from tests import pictures
from tests.cli.conftest import Run, run

__all__ = ["run"]

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_its_agenda_is_one() -> None:
    """The example can be copied as it stands."""
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)

    assert example is not None
    assert planned(parse_agenda(example[1], "README.md")).overfull.total_seconds() == 0


def test_every_command_in_it_exists(run: Run) -> None:
    """By the name that stands there."""
    named = set(re.findall(r"^runofshow ([a-z-]+)", README, re.MULTILINE))
    listed = run("--help").out

    assert named
    assert all(f" {name} " in listed for name in named)


def test_it_is_short() -> None:
    """What it doesn't hold has its place in docs/."""
    assert len(README.splitlines()) <= 130


def test_its_five_commands_are_those_of_the_help() -> None:
    """In the same order."""
    block = README[README.index("## Five commands") :]

    assert re.findall(r"^(runofshow .*?) +#", block, re.MULTILINE)[:5] == list(FIRST_COMMANDS)


def test_every_key_of_the_screen_is_in_it() -> None:
    """And in the help on the screen, which is made of the same values."""
    shown = {"right": "→", "left": "←", "pagedown": "PgDn", "pageup": "PgUp", "space": "Space", "enter": "Enter"}
    shown |= {"up": "↑", "down": "↓"}
    table = README[README.index("| key | does |") : README.index("[The key card]")]

    for key in KeyAction:
        names = [shown.get(name, name) for name in key.keys]
        assert any(f"`{name}`" in table for name in names), names


NO_PICTURES = pytest.mark.skipif(not any(pictures.DOCS.glob("*.svg")), reason="a source distribution holds no pictures")


@NO_PICTURES
def test_its_pictures_are_what_the_program_draws() -> None:
    """The words of them; how they are drawn is the library's, and may change with it. No other lies in the folder."""

    def words(svg: str) -> list[str]:
        return re.findall(r">([^<>]+)</text>", svg)

    kept = {path.name: words(path.read_text(encoding="utf-8")) for path in pictures.DOCS.rglob("*.svg")}
    assert kept == {name: words(svg) for name, svg in pictures.pictures().items()}


@NO_PICTURES
def test_every_picture_is_shown_on_a_page() -> None:
    """By the README or by the index of docs/, and each by one of them alone."""
    page = (pictures.DOCS / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"\]\(docs/([\w-]+\.svg)\)", README) + re.findall(r"\]\(([\w-]+\.svg)\)", page)
    assert sorted(shown) == sorted(path.name for path in pictures.DOCS.rglob("*.svg"))
