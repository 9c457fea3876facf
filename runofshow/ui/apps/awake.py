"""Keeping the laptop awake while a screen is shown: a lectern that goes dark says nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

MAY_SLEEP: Final = "This laptop may go to sleep or lock its screen: switch that off in its power settings."


@contextmanager
def kept_awake() -> Iterator[bool]:
    """Ask the system neither to sleep nor to lock the screen, for as long as this lasts; whether it agreed."""
    from wakepy import keep

    with keep.presenting(on_fail="pass") as mode:
        yield mode.active
