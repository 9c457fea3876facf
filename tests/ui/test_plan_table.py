"""The plan as a table on the screen."""

import io

import pytest
from rich.console import Console

from runofshow.agenda.loader import default_agenda
from runofshow.agenda.model import Agenda
from runofshow.ui.tables import plan_view
from tests.agenda.test_stretches import with_signing
from tests.builders import agenda


def shown(plan: Agenda) -> str:
    """The table on a wide screen."""
    console = Console(file=io.StringIO(), width=100)
    with console.capture() as captured:
        console.print(plan_view(plan))
    return captured.get()


def last_line(plan: Agenda) -> str:
    """The line below the table."""
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
    """The lunch keeps nothing free."""
    assert last_line(default_agenda()) == "Ends 15:00; hard stop 15:00."


def test_a_panel_names_its_moderator_and_its_panellists() -> None:
    """On one row."""
    panel = {"panel": "P", "moderator": {"name": "C"}, "speakers": [{"name": "D"}, {"name": "E"}], "duration": "9m"}

    assert "P, moderated by C, with D; E" in shown(agenda(panel))
