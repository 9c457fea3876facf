"""Refusals on the screen name keys: whoever moderates has no shell at hand."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from runofshow import show as show_package
from runofshow.cli.commands import PANELS
from runofshow.screen.keymap import Action
from runofshow.screen.refusals import IN_A_SHELL, IN_KEYS, in_keys, key_of

QUOTED: Final = re.compile(r"'([a-z][A-Za-z0-9 -]*)'")


def sentences() -> Iterator[str]:
    """Every text in the rules of a show, and in the session, with a blank where a value stands."""
    rules = [*Path(show_package.__file__).parent.glob("*.py"), Path(str(import_module("runofshow.session").__file__))]
    for path in rules:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
                yield node.value


def commands() -> set[str]:
    """The first words of all commands."""
    listed = {name for modules in PANELS.values() for names in modules.values() for name in names}
    return {*listed, "floor"}


def test_every_command_that_a_refusal_names_has_its_key_or_is_known_to_have_none() -> None:
    """A new sentence that names a command fails here until the screen knows what to say instead."""
    named = {found for text in sentences() for found in QUOTED.findall(text) if found.split()[0] in commands()}
    assert {"undo", "restore", "floor open"} <= named
    assert named <= {*IN_KEYS, *IN_A_SHELL}


SHOWN: Final = {
    "it is paused already: 'resume' lets the countdown go on": "it is paused already: p lets the countdown go on",
    "every block has been run: 'finish' closes the show, 'insert' adds a block, 'restore' brings one back": (
        "every block has been run: F closes the show, 'runofshow insert' adds a block, r brings one back"
    ),
    "'guy-ryder' isn't running any more": "'guy-ryder' isn't running any more",
    "Ms. O'Neill is speaking: 'end' ends the block": "Ms. O'Neill is speaking: Space ends the block",
}
"""Refusals as a shell says them, and as the screen does."""


def test_a_refusal_reads_as_keys() -> None:
    """Names that stand in quotes, and apostrophes, are left alone."""
    assert {said: in_keys(said) for said in SHOWN} == SHOWN


def test_a_key_is_called_by_its_letter() -> None:
    """As the help and people do."""
    assert [key_of(action) for action in (Action.NEXT, Action.UNDO, Action.HANDOVER, Action.GIVE_FIRST)] == [
        "n", "u", "Space", "Enter",
    ]  # fmt: skip
