"""Sentences with which something typed, or a whole agenda, is refused."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runofshow.agenda.loader import parse_sheet
from runofshow.agenda.problems import AgendaError


def refusal(read: Callable[..., object], *what: object, **how: object) -> str:
    """The sentence with which reading something is refused; none if it is read."""
    try:
        read(*what, **how)
    except ValueError as error:
        return str(error)
    return ""


def told(content: str | bytes) -> list[str]:
    """What the error says of each problem of an agenda, without the name of the file."""
    with pytest.raises(AgendaError) as refused:
        parse_sheet(content, "a.yaml")
    assert refused.value.exit_code == 1
    lines = str(refused.value).splitlines()
    assert all(line.startswith("a.yaml:") for line in lines)
    return [line.removeprefix("a.yaml:") for line in lines]


def refused_cases(table: str, valid: str) -> list[Any]:
    r"""The cases of a file beside this one: the text of each agenda, and the lines that are told of it.

    A case is its name, a line ``old => new`` for each change of the `valid` agenda (with ``\n``, ``\t`` and
    ``\u00a0`` as in Python), and what is told.
    """
    found = []
    for case in (Path(__file__).parent / table).read_text(encoding="utf-8").strip().split("\n\n"):
        name, *lines = case.split("\n")
        content = valid
        for change in (line for line in lines if " => " in line):
            unescaped = re.sub(r"\\(n|t|u00a0)", lambda one: one[0].encode().decode("unicode_escape"), change)
            old, new = unescaped.split(" => ")
            assert old in content
            content = content.replace(old, new, 1)
        expected = [line for line in lines if " => " not in line]
        found.append(pytest.param(content, expected, id=name.removeprefix("# ")))
    return found
