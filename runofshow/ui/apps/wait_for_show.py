"""A screen that waits for somebody to open a show: staff set up the monitors before the moderator sits down."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from runofshow.text import sanitize

LOOK_EVERY: Final = 0.5
LEAVE: Final = frozenset({"q", "escape", "ctrl+c", "ctrl+q"})

Look = Callable[[], tuple[Path | None, Sequence[str]]]
"""Returns the path of a show, if there is one by now, and the problems of journals that can't be read."""


class WaitingApp(App[Path]):
    """One sentence, until there is a show."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { align: center middle; } Static { width: auto; }"

    def __init__(self, sentence: str, look: Look) -> None:
        super().__init__(ansi_color=True)
        self._sentence, self._look = sentence, look
        self._said = Static()

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield self._said

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK_EVERY, self.look)
        self.look()

    def look(self) -> None:
        """End as soon as there is a show."""
        path, problems = self._look()
        if path is not None:
            self.exit(path)
        self._said.update(Text("\n".join(sanitize(line) for line in (self._sentence, *problems, "q leaves"))))

    async def on_event(self, event: events.Event) -> None:
        """Leave; no other key means anything."""
        if isinstance(event, events.Key):
            if event.key in LEAVE:
                self.exit(None)
            return
        await super().on_event(event)
