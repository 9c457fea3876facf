"""Draw the pictures that the README and docs/README.md show: `python -m tests.pictures` writes them to docs/."""

import html
import io
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console, Group
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.schedule import planned
from runofshow.show.actions.blocks import EndBlock, Next
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Opened, SetStage
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.identities import completed
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Show
from runofshow.ui.picture import picture
from runofshow.ui.selection import Picking, picking_keys, picking_panel
from runofshow.ui.stage_picture import stage_picture
from tests.builders import minutes

DOCS = Path(__file__).parents[1] / "docs"

LARGE, USUAL, SMALL = (120, 40), (80, 24), (40, 12)
"""Columns and rows of a terminal."""

THEME = TerminalTheme(
    (24, 26, 30),
    (222, 224, 228),
    [
        (60, 62, 68),
        (213, 94, 0),
        (0, 158, 115),
        (230, 159, 0),
        (86, 180, 233),
        (204, 121, 167),
        (86, 180, 233),
        (222, 224, 228),
    ],
    [
        (110, 112, 118),
        (213, 94, 0),
        (0, 158, 115),
        (240, 228, 66),
        (86, 180, 233),
        (204, 121, 167),
        (86, 180, 233),
        (255, 255, 255),
    ],
)

LATE = timedelta(minutes=2)
"""How late the lunch in the pictures began."""

Step = tuple[timedelta, Action]
"""An action, and how long after the planned start somebody has it."""

Draw = Callable[[Show, Forecast, int, int], list[Text]]


def lunch(*steps: Step) -> Show:
    """The lunch after actions."""
    agenda = default_agenda()
    opened = agenda.start - timedelta(minutes=10)
    anchor = Anchor(wall=opened, boot=timedelta(hours=1), boot_id="picture")
    show = replay([Entry(1, opened, opened, "moderator", Opened(mode="live", anchor=anchor, agenda=agenda))])
    for after, action in steps:
        at = agenda.start + after
        show = apply(show, Entry(show.n + 1, at, at, "moderator", decide(show, action, at)))
    return show


def blocks_run(count: int, *, over: timedelta = timedelta(0)) -> list[Step]:
    """The first blocks of the lunch, each with its handover, and each so much longer than planned."""
    agenda = default_agenda()
    steps: list[Step] = []
    for place, row in enumerate(planned(agenda).rows[:count]):
        start = row.start - agenda.start + LATE + place * over
        steps += [(start, Next()), (start + row.duration + over, EndBlock())]
    return steps


def floor_steps() -> list[Step]:
    """The first floor round: Mexico has spoken, Côte d'Ivoire speaks, two wait."""
    agenda = default_agenda()
    begun = planned(agenda).rows[4].start - agenda.start + LATE
    nobody = lunch()
    asked = [
        (begun + timedelta(seconds=10 + place), Ask(completed(Particulars(who=name), nobody)))
        for place, name in enumerate(("Mexico", "Côte d'Ivoire", "G77", "Philippines"))
    ]
    return [
        *blocks_run(4),
        (begun, Next()),
        *asked,
        (begun + timedelta(seconds=20), GiveFloor(first_waiting=True)),
        (begun + timedelta(minutes=2, seconds=4), EndFloor()),
        (begun + timedelta(minutes=2, seconds=14), GiveFloor(first_waiting=True)),
    ]


def scenes() -> dict[str, tuple[Show, timedelta]]:
    """The lunch in each state that a picture shows, with how long after the planned start it is looked at."""
    speaking: list[Step] = [*blocks_run(1), (minutes(5.5), Next())]
    return {
        "running": (lunch(*speaking), minutes(8)),
        "wrap-up": (lunch(*speaking, (minutes(11), SetStage("Please conclude"))), minutes(11.1)),
        "handover": (lunch(*speaking, (minutes(12.5), EndBlock())), minutes(12.8)),
        "floor": (lunch(*floor_steps()), minutes(31.4)),
        "past-hard-stop": (lunch(*blocks_run(12, over=minutes(1)), (minutes(108), Next())), minutes(121)),
        "finished": (lunch(*blocks_run(14, over=timedelta(seconds=20))), minutes(126)),
    }


def drawn(lines: Sequence[Text], columns: int, title: str) -> str:
    """Lines of a screen as an SVG that needs no font from the network."""
    console = Console(
        record=True,
        width=columns,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        no_color=False,
    )
    for line in lines:
        line.end = "\n"
    console.print(Group(*lines))
    svg = console.export_svg(title=title, theme=THEME, unique_id="runofshow")
    return _TEXT.sub(_solid, re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))


_CELL_WIDTH, _CELL_HEIGHT, _ASCENT = 12.2, 24.4, 18.5
"""Of a cell in such an SVG, and how far its baseline lies below its top."""

_TEXT = re.compile(r'<text class="(?P<style>[\w-]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)"[^>]*>(?P<text>[^<]*)</text>')
_BLOCKS = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 0.5)}
"""Where in its cell a block character begins, and how high it is."""


def _solid(found: re.Match[str]) -> str:
    """A text with its block characters as areas: no font draws them without gaps in a browser."""
    text = html.unescape(found["text"])
    areas = []
    for place, character in enumerate(text):
        if character in _BLOCKS:
            top, high = _BLOCKS[character]
            x = float(found["x"]) + place * _CELL_WIDTH
            y = float(found["y"]) - _ASCENT + top * _CELL_HEIGHT
            areas.append(f"M{x:.1f} {y:.1f}h{_CELL_WIDTH + 0.3}v{high * _CELL_HEIGHT + 0.3:.1f}h-{_CELL_WIDTH + 0.3}z")
    if not areas:
        return found[0]
    letters = html.escape("".join("\xa0" if character in _BLOCKS else character for character in text))
    rest = found[0].replace(f">{found['text']}<", f">{letters}<") if letters.strip("\xa0 ") else ""
    return f'<path class="{found["style"]}" d="{"".join(areas)}"/>{rest}'


def correcting(show: Show, now: Forecast, columns: int, rows: int) -> list[Text]:
    """The screen while somebody picks what to put right."""
    picking = Picking.of(show)
    if picking is None:
        return picture(show, now, columns, rows)
    head = picking_keys(picking.item, columns)
    panel = picking_panel(show, now, picking, head, columns, len(head) + len(picking.items) + 1)
    return [*picture(show, now, columns, rows)[: rows - len(panel)], *panel]


def pictures() -> dict[str, str]:
    """Every picture by its file name."""
    shown: dict[str, str] = {}
    known = scenes()

    def draw(name: str, scene: str, size: tuple[int, int], how: Draw = picture, title: str = "live") -> None:
        show, after = known[scene]
        now, (columns, rows) = forecast(show, show.agenda.start + after), size
        shown[f"{name}.svg"] = drawn(how(show, now, columns, rows), columns, f"runofshow {title}")

    draw("live", "floor", LARGE)
    draw("correct", "floor", USUAL, correcting)
    draw("stage", "wrap-up", USUAL, stage_picture, "watch --stage")
    for name in ("running", "handover", "past-hard-stop", "finished"):
        draw(name, name, USUAL)
    draw("small", "floor", SMALL)
    return shown


if __name__ == "__main__":
    for name, svg in pictures().items():
        (DOCS / name).write_text(svg, encoding="utf-8")
