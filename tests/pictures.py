"""Makes the pictures of the README: `python -m tests.pictures` writes them to docs/."""

import io
import re
from datetime import timedelta
from pathlib import Path

from rich.console import Console, Group
from rich.terminal_theme import TerminalTheme

from runofshow.agenda.reading import default_agenda
from runofshow.agenda.schedule import planned
from runofshow.screen.picture import picture
from runofshow.show.entries import Anchor, Entry, Opened, Particulars
from runofshow.show.fold import apply, replay
from runofshow.show.forecast import forecast
from runofshow.show.intents import Ask, EndBlock, EndFloor, GiveFloor, Intent, Next
from runofshow.show.naming import completed
from runofshow.show.rules import decide
from runofshow.show.state import Show

DOCS = Path(__file__).parents[1] / "docs"

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

START = timedelta(minutes=2)
"""How late the lunch in the pictures began."""


def lunch_at_the_floor() -> Show:
    """The lunch in its first floor round: Mexico has spoken, Côte d'Ivoire speaks, two wait."""
    agenda = default_agenda()
    opened = agenda.start - timedelta(minutes=10)
    anchor = Anchor(wall=opened, boot=timedelta(hours=1), boot_id="picture")
    show = replay([Entry(1, opened, opened, "moderator", Opened(mode="live", anchor=anchor, agenda=agenda))])
    rows = planned(agenda).rows
    steps: list[tuple[timedelta, Intent]] = []
    for row in rows[:4]:
        steps += [(row.start - agenda.start + START, Next()), (row.end - agenda.start + START, EndBlock())]
    begun = rows[4].start - agenda.start + START
    steps += [(begun, Next())]
    for place, name in enumerate(("Mexico", "Côte d'Ivoire", "G77", "Philippines")):
        steps += [(begun + timedelta(seconds=10 + place), Ask(completed(Particulars(who=name), show)))]
    steps += [
        (begun + timedelta(seconds=20), GiveFloor(first_waiting=True)),
        (begun + timedelta(minutes=2, seconds=4), EndFloor()),
        (begun + timedelta(minutes=2, seconds=14), GiveFloor(first_waiting=True)),
    ]
    for after, intent in steps:
        at = agenda.start + after
        show = apply(show, Entry(show.n + 1, at, at, "moderator", decide(show, intent, at)))
    return show


def drawn(show: Show, after: timedelta, columns: int, rows: int) -> str:
    """The live screen as an SVG, so long after the planned start."""
    lines = picture(show, forecast(show, show.agenda.start + after), columns, rows)
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
    svg = console.export_svg(title="runofshow live", theme=THEME, unique_id="runofshow")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def pictures() -> dict[str, str]:
    """Every picture by its file name."""
    show = lunch_at_the_floor()
    return {
        "live.svg": drawn(show, timedelta(minutes=31, seconds=20), 120, 34),
        "live-80x24.svg": drawn(show, timedelta(minutes=31, seconds=20), 80, 24),
    }


if __name__ == "__main__":
    DOCS.mkdir(exist_ok=True)
    for name, svg in pictures().items():
        (DOCS / name).write_text(svg, encoding="utf-8")
