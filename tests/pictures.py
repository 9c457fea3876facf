"""Makes the pictures of the README and the gallery: `python -m tests.pictures` writes them to docs/."""

import html
import io
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from rich.console import Console, Group
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from runofshow.agenda.reading import default_agenda
from runofshow.agenda.schedule import planned
from runofshow.screen.picking import Picking, picking_keys, picking_panel
from runofshow.screen.picture import picture
from runofshow.screen.stage import stage_picture
from runofshow.show.actions.blocks import EndBlock, Next, Pause
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.actions.meeting import Opened, SetStage
from runofshow.show.actions.speakers_list import Ask
from runofshow.show.forecast import Forecast, forecast
from runofshow.show.identities import completed
from runofshow.show.particulars import Particulars
from runofshow.show.replay import apply, decide, replay
from runofshow.show.state import Action, Anchor, Entry, Show
from tests.builders import minutes

DOCS = Path(__file__).parents[1] / "docs"

SIZES = {"120x40": (120, 40), "80x24": (80, 24), "40x12": (40, 12)}

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
"""An intent, and how long after the planned start somebody has it."""

Draw = Callable[[Show, Forecast, int, int], list[Text]]


def lunch(*steps: Step) -> Show:
    """The lunch after intents."""
    agenda = default_agenda()
    opened = agenda.start - timedelta(minutes=10)
    anchor = Anchor(wall=opened, boot=timedelta(hours=1), boot_id="picture")
    show = replay([Entry(1, opened, opened, "moderator", Opened(mode="live", anchor=anchor, agenda=agenda))])
    for after, intent in steps:
        at = agenda.start + after
        show = apply(show, Entry(show.n + 1, at, at, "moderator", decide(show, intent, at)))
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


def phases() -> dict[str, tuple[Show, timedelta]]:
    """Every phase of the lunch by its name, with how long after the planned start it is looked at."""
    second = blocks_run(1)
    speaking: list[Step] = [*second, (minutes(5.5), Next())]
    whole = blocks_run(14, over=timedelta(seconds=20))
    return {
        "1-before": (lunch(), -minutes(2.5)),
        "2-late": (lunch(), minutes(1.2)),
        "3-running": (lunch(*speaking), minutes(8)),
        "4-wrap-up": (lunch(*speaking, (minutes(11), SetStage("Please conclude"))), minutes(11.1)),
        "5-over": (lunch(*speaking), minutes(14.4)),
        "6-paused": (lunch(*speaking, (minutes(9), Pause())), minutes(9.5)),
        "7-handover": (lunch(*speaking, (minutes(12.5), EndBlock())), minutes(12.8)),
        "8-floor": (lunch(*floor_steps()[:-1]), minutes(30.7)),
        "9-holder": (lunch(*floor_steps()), minutes(31.4)),
        "10-floor-guard": (lunch(*blocks_run(3, over=minutes(3)), (minutes(29.5), Next())), minutes(33)),
        "11-past-hard-stop": (lunch(*blocks_run(12, over=minutes(1)), (minutes(108), Next())), minutes(121)),
        "12-finished": (lunch(*whole), minutes(126)),
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

    def draw(name: str, show: Show, after: timedelta, size: str, how: Draw = picture, title: str = "live") -> None:
        now, (columns, rows) = forecast(show, show.agenda.start + after), SIZES[size]
        shown[f"{name}.svg"] = drawn(how(show, now, columns, rows), columns, f"runofshow {title}")

    scenes = phases()
    draw("live", *scenes["9-holder"], "120x40")
    draw("live-80x24", *scenes["3-running"], "80x24")
    draw("correct", *scenes["9-holder"], "80x24", correcting)
    draw("stage", *scenes["4-wrap-up"], "80x24", stage_picture, "watch --stage")
    for name, (show, after) in scenes.items():
        for size in SIZES:
            draw(f"phases/{name}-{size}", show, after, size)
    return shown


def gallery() -> str:
    """A page that shows every phase."""
    page = ["# The live screen in every phase", "", "Made by the program: `python -m tests.pictures`.", ""]
    for name in phases():
        said = name.partition("-")[2].replace("-", " ")
        page += [f"## {said.capitalize()}", ""]
        page += [f"![{said}, {size}](phases/{name}-{size}.svg)" for size in SIZES]
        page.append("")
    return "\n".join(page)


if __name__ == "__main__":
    for name, svg in pictures().items():
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(svg, encoding="utf-8")
    (DOCS / "README.md").write_text(gallery(), encoding="utf-8")
