"""Standard output, for people."""

import sys

from rich.console import Console, RenderableType

PIPED_WIDTH = 100
"""Columns where there is no terminal to ask."""


def console() -> Console:
    """Return a console on standard output; plain where that is no terminal, without colour where NO_COLOR says so."""
    out = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not out.is_terminal:
        out.width = PIPED_WIDTH
    return out


def width() -> int:
    """Return the number of columns."""
    return console().width


def printed(view: RenderableType) -> None:
    """Print a table, a panel or a sentence."""
    console().print(view)
