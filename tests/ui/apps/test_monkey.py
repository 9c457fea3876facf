"""A sample of random keys; ``python -m tests.ui.apps.monkey`` presses 20,000."""

from pathlib import Path

from runofshow.show.state import Phase
from tests.ui.apps.monkey import play


async def test_whatever_is_pressed_the_screen_shows_what_the_disk_holds(tmp_path: Path) -> None:
    figures = await play(200, seed=2, folder=tmp_path, keys_a_show=25)
    assert figures.keys == 200
    assert figures.did > 0.75 * figures.keys
    assert figures.wrote > 0.1 * figures.keys
    assert all(figures.counts[f"while {phase}"] for phase in Phase)
    assert all(figures.counts[name] for name in ("resizes", "pastes", "commands of others"))
