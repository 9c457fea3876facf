"""The screen that waits for somebody to open a show."""

from pathlib import Path

import pytest

from runofshow.ui.apps import watch
from runofshow.ui.apps.watch import WaitingApp
from tests.ui.apps.driving import press, screen_rows, settled, until
from tests.ui.apps.keys import CTRL_C, CTRL_Q, ESCAPE

pytestmark = pytest.mark.asyncio

SENTENCE = "Waiting for a show in journals: 'runofshow live' opens one"


async def test_it_says_what_it_waits_for_and_what_cannot_be_read() -> None:
    """A journal that can't be read may be that of the show: it is told of at once."""
    app = WaitingApp(SENTENCE, lambda: (None, ["journals/x.jsonl: \x1b[31mbroken"]))
    async with app.run_test(size=(80, 24)):
        await settled(app)
        said = " ".join(" ".join(screen_rows(app)).split())
        assert f"{SENTENCE} journals/x.jsonl: ␛[31mbroken q leaves" in said


async def test_it_ends_with_the_show_as_soon_as_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks again and again."""
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.001)
    looks = 0

    def look() -> tuple[Path | None, list[str]]:
        nonlocal looks
        looks += 1
        return Path("journals/show.jsonl") if looks > 3 else None, []

    app = WaitingApp(SENTENCE, look)
    async with app.run_test(size=(80, 24)):
        await until(app, lambda: app.return_value is not None)
    assert app.return_value == Path("journals/show.jsonl")


@pytest.mark.parametrize("key", ["q", ESCAPE, CTRL_C, CTRL_Q], ids=["q", "escape", "ctrl+c", "ctrl+q"])
async def test_who_waits_no_longer_leaves(key: str) -> None:
    """Without a show; no other key does anything."""
    app = WaitingApp(SENTENCE, lambda: (None, []))
    async with app.run_test(size=(80, 24)):
        await press(app, "nx ")
        assert app.is_running
        await press(app, key)
        assert app._exit
    assert app.return_value is None
