"""Tables of many rows look as Rich's own do."""

import io
from dataclasses import replace

from rich.console import Console, RenderableType
from rich.table import Column
from rich.text import Text

from runofshow.ui.tables import LongTable, figures, fixed, plain_table
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
    """The widest columns that may wrap give way first."""
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
    """On screens that are wide enough."""
    table = plain_table((replace(column) for column in COLUMNS), (map(Text, row) for row in ROWS))

    assert _drawn(LongTable(COLUMNS, ROWS), 160) == _drawn(table, 160)


def test_a_row_costs_few_calls() -> None:
    """Rich takes more than a thousand for each."""
    for name in ("Mexico", "México"):
        few, many = (LongTable(COLUMNS, [("1", name, "state", "Spoke of data.")] * count) for count in (100, 200))
        assert calls_of(lambda: _drawn(many, 100)) - calls_of(lambda: _drawn(few, 100)) < 100 * 150, name  # noqa: B023
