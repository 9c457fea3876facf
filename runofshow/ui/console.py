"""Standard output, for people."""

import sys

from rich.console import Console, RenderableType


def console() -> Console:
    """Return a console on standard output; plain where that is no terminal, without colour where NO_COLOR says so."""
    out = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not out.is_terminal:
        out.width = 100
    return out


def printed(view: RenderableType) -> None:
    """Print a table, a panel or a sentence."""
    console().print(view)
