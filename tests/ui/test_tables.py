"""Tables that commands print."""

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType
from rich.table import Column
from rich.text import Text

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.ui.tables import LongTable, figures, fixed, plain_table, plan_view
from tests.agenda.test_stretches import with_signing
from tests.builders import agenda
from tests.costs import calls_of

COLUMNS = figures("No."), Column("Who", overflow="fold"), fixed("As"), Column("Gist", overflow="fold")
ROWS = (
    ("1", "Mexico", "state", "Spoke of migration, of remittances and of the compact that is to be adopted in 2018."),
    ("12", "International Organization for Migration", "un", ""),
    ("113", "中华人民共和国", "state", "数据 " * 12),
)


def _drawn(view: RenderableType, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as found:
        console.print(view)
    return [line.rstrip() for line in found.get().splitlines()]


def test_cells_wrap_where_the_screen_is_too_narrow() -> None:
    assert _drawn(LongTable(COLUMNS, ROWS[:2]), 60) == [
        "No.  Who                      As     Gist",
        "  1  Mexico                   state  Spoke of migration, of",
        "                                     remittances and of the",
        "                                     compact that is to be",
        "                                     adopted in 2018.",
        " 12  International            un",
        "     Organization for",
        "     Migration",
    ]


def test_it_is_drawn_as_rich_draws_it() -> None:
    table = plain_table((replace(column) for column in COLUMNS), (map(Text, row) for row in ROWS))
    assert _drawn(LongTable(COLUMNS, ROWS), 160) == _drawn(table, 160)


def test_a_row_costs_few_calls() -> None:
    """Rich takes more than a thousand for each."""
    for name in ("Mexico", "México"):
        few, many = (LongTable(COLUMNS, [("1", name, "state", "Spoke of data.")] * count) for count in (100, 200))
        assert calls_of(lambda: _drawn(many, 100)) - calls_of(lambda: _drawn(few, 100)) < 100 * 150, name  # noqa: B023


def shown(plan: Agenda) -> str:
    console = Console(file=io.StringIO(), width=100)
    with console.capture() as captured:
        console.print(plan_view(plan))
    return captured.get()


def last_line(plan: Agenda) -> str:
    return shown(plan).splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("end", "line"),
    [
        pytest.param("15:30", "Ends 15:25; hard stop 15:30; the margin of 5m is kept.", id="kept"),
        pytest.param("15:18", "Ends 15:15; hard stop 15:18; 2m into the margin of 5m.", id="used"),
        pytest.param("15:10", "Ends 15:15; hard stop 15:10; the margin of 5m is used up.", id="used up"),
    ],
)
def test_the_line_below_the_plan_says_what_is_left_of_the_margin(end: str, line: str) -> None:
    """The last block can end at 15:15 at the earliest."""
    assert last_line(with_signing(end=end)) == line


def test_without_a_margin_none_is_told() -> None:
    assert last_line(default_agenda()) == "Ends 15:00; hard stop 15:00."


def test_a_panel_names_its_moderator_and_its_panellists() -> None:
    panel = {"panel": "P", "moderator": {"name": "C"}, "speakers": [{"name": "D"}, {"name": "E"}], "duration": "9m"}
    assert "P, moderated by C, with D; E" in shown(agenda(panel))
