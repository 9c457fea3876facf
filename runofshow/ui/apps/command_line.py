"""Commands typed on the live screen: run as in a shell, in a process of their own that can't hold up the screen."""

import asyncio
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from runofshow.errors import Refused
from runofshow.ui.apps.prompt import Suggest, nothing

GO_ON: Final = frozenset({"live", "watch", "rapporteur", "serve", "follow"})
"""Commands that don't end by themselves: screens, servers, and `follow`."""

_FOLLOWS: Final = {"log": ("--follow", "-f"), "dry-run": ("--speed",)}
"""Options with which a command becomes one that goes on."""

LONGEST: Final = 60.0
"""Seconds after which a command is ended."""


class TypedCommands(NamedTuple):
    """The commands that can be typed on a screen."""

    options: tuple[str, ...] = ()
    """The program's own options, without those for the journal and the author: the screen sets these."""
    suggest: Suggest = nothing


class Answer(NamedTuple):
    """The exit code of a command, and its output."""

    code: int
    lines: list[str]
    """Its output, then its messages."""
    printed: bool = False


def words_of(typed: str) -> list[str]:
    """Part a command into its words.

    Raises:
        Refused: a quote isn't closed, or the command shows a screen or serves pages.
    """
    try:
        words = shlex.split(typed)
    except ValueError:
        raise Refused("a quote isn't closed") from None
    if words[:1] == ["runofshow"]:
        words = words[1:]
    name = next((word for word in words if not word.startswith("-")), "")
    options = _FOLLOWS.get(name, ())
    if any(word.partition("=")[0] in options for word in words):
        name = f"{name} {options[0]}"
    elif name not in GO_ON:
        return words
    raise Refused(f"'{name}' goes on by itself: type it in a second terminal")


async def run_command(words: Sequence[str], options: Sequence[str], journal: Path, by: str, columns: int) -> Answer:
    """Run a command on the show of a journal, in the name of `by`, and return what it answered."""
    told = {"COLUMNS": str(columns), "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "runofshow", *options, "--journal", str(journal), "--by", by, *words),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **told},
    )
    try:
        printed, said = await asyncio.wait_for(process.communicate(), LONGEST)
    except TimeoutError:
        process.kill()
        await process.wait()
        return Answer(1, [f"it was ended: it took longer than {LONGEST:.0f} s"])
    lines = [line.rstrip() for output in (printed, said) for line in output.decode("utf-8", "replace").splitlines()]
    return Answer(process.returncode or 0, [line for line in lines if line], bool(printed.strip()))
