"""What all screens share: the bell, the mouse, the help, and keeping the laptop awake."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot

from runofshow.session import Session
from runofshow.show.actions.blocks import EndBlock, Extend, Next, Pause, Resume
from runofshow.show.actions.floor import EndFloor, GiveFloor
from runofshow.show.state import Action
from runofshow.ui.apps.full_screen import kept_awake
from runofshow.ui.apps.live import LiveApp
from runofshow.ui.apps.show_app import ShowApp
from runofshow.ui.apps.watch import StageApp, WatchApp
from runofshow.ui.keymap import KeyAction, useful_keys
from tests.ui.apps.driving import advance, press, resize, rows_of, session_at, taken_everywhere, wide
from tests.ui.apps.keys import CTRL_C, ENTER, ESCAPE
from tests.ui.scenes import SCENES

# The bell.

Steps = list[tuple[float, Action | None]]
"""So many seconds pass, and somebody does something or nobody does."""


async def rung(app: ShowApp, steps: Steps) -> list[int]:
    counts: list[int] = []
    bells: list[None] = []
    app.bell = lambda: bells.append(None)  # type: ignore[method-assign] # what the terminal would sound
    async with app.run_test(size=(80, 24)):
        for seconds, intent in steps:
            advance(app.session, timedelta(seconds=seconds))
            if intent is not None:
                app.session.do(intent, "moderator")
            app.draw()
            counts.append(len(bells))
    return counts


COUNTED_DOWN: Steps = [
    (600, Next()),
    (299, None),  # 2:01 left
    (1, None),  # wrap up
    (60, None),
    (30, None),  # last 30 s
    (30, None),  # nothing left
    (1, None),  # over
    (200, None),
    (1, EndBlock()),
    (30, Next()),  # on time again
]


moderators = partial(LiveApp, by="moderator")


@pytest.mark.parametrize(
    ("screen", "steps", "rings"),
    [
        pytest.param(moderators, COUNTED_DOWN, [0, 0, 1, 1, 2, 2, 3, 3, 3, 3], id="as it passes on to a later signal"),
        pytest.param(WatchApp, COUNTED_DOWN, [0, 0, 1, 1, 2, 2, 3, 3, 3, 3], id="on a screen that only shows"),
        pytest.param(StageApp, COUNTED_DOWN, [0, 0, 1, 1, 2, 2, 3, 3, 3, 3], id="at the lectern"),
        pytest.param(
            moderators,
            [(600, Next()), (310, None), (1, Extend(timedelta(minutes=5))), (1, Pause()), (1, Resume())],
            [0, 1, 1, 1, 1],
            id="not for who gets more time, nor in a pause",
        ),
        pytest.param(
            moderators,
            [(600, Next()), (430, None), (1, Extend(timedelta(minutes=1)))],
            [0, 1, 1],
            id="not for who gets more time while over: wrapping up is an earlier signal",
        ),
        pytest.param(
            moderators,
            [(600, Next()), (270, GiveFloor()), (110, None), (20, EndFloor())],
            [0, 0, 1, 1],
            id="not for the last seconds of a block that were seen beside whoever had the floor",
        ),
    ],
)
async def test_the_bell_rings_once_at_each_later_signal(
    session: Session, screen: Callable[..., ShowApp], steps: Steps, rings: list[int]
) -> None:
    assert await rung(screen(session, bell=True), steps) == rings


async def test_nothing_rings_unless_somebody_wants_it(session: Session) -> None:
    assert await rung(moderators(session), COUNTED_DOWN) == [0] * len(COUNTED_DOWN)


async def test_a_screen_that_opens_late_rings_for_what_comes_only(session: Session) -> None:
    """Whoever comes back to a speech that is over has seen it already."""
    session.do(Next(), "moderator")
    advance(session, timedelta(minutes=8))
    assert await rung(moderators(session, bell=True), [(1, None), (70, None)]) == [0, 0]


# The mouse.


async def click(app: ShowApp, offset: Offset) -> None:
    await Pilot(app).click(offset=offset)
    await taken_everywhere(app)


def footer_places(app: LiveApp) -> Iterator[tuple[str, Offset]]:
    return (
        (name, Offset(column, row))
        for row in range(app.size.height)
        for column in range(app.size.width)
        if (name := app.screen.get_style_at(column, row).meta.get("key"))
    )


@wide
async def test_a_click_on_a_key_of_the_footer_is_that_key(app: LiveApp) -> None:
    places = dict(footer_places(app))
    assert set(places) <= {key.keys[0] for key in KeyAction}
    assert {key.keys[0] for key in useful_keys(app.session.show)} == set(places)
    await click(app, places["right"])
    assert app.session.show.current == "puri"
    await click(app, dict(footer_places(app))["question_mark"])
    assert "make a note on the intervention or on the meeting" in "\n".join(rows_of(app))


async def test_only_keys_can_be_hit(app: LiveApp) -> None:
    places = dict(footer_places(app))
    for offset in (Offset(0, 0), Offset(10, 5), Offset(40, 12), Offset(79, 20)):
        assert offset not in places.values()
        await click(app, offset)
    assert app.session.show.n == 1
    await press(app, "m", "hm")
    await click(app, places["right"])
    assert app.session.show.n == 1
    await press(app, ESCAPE, "a", "Norway", ENTER, "E")
    before = app.session.show.n
    await click(app, places["right"])
    assert app.session.show.n == before
    assert app._picked is not None


async def test_no_panellist_is_hit_by_the_key_of_all_of_them(tmp_path: Path) -> None:
    """The footer has one word for nine keys: a click on it gives nobody the floor."""
    app = LiveApp(session_at(tmp_path, *SCENES["floor"]), "moderator")
    async with app.run_test(size=(120, 40)):
        assert "1–9 reply" in "\n".join(rows_of(app))
        assert not {"1", "2"} & set(dict(footer_places(app)))


# The help.


async def test_the_help_leads_through_all_keys_and_closes(app: LiveApp) -> None:
    for size in [(120, 40), (80, 24), (40, 12), (30, 5), (20, 3)]:
        await resize(app, *size)
        seen = set()
        await press(app, "?")
        while app._help_page is not None:
            rows = rows_of(app)
            seen |= {key for key in KeyAction if any(row.startswith(f" {key.shown} ") for row in rows)}
            await press(app, "?")
        assert seen == set(KeyAction), size


async def test_the_help_cuts_no_sentence(app: LiveApp) -> None:
    for size in [(80, 24), (40, 12)]:
        await resize(app, *size)
        said = ""
        await press(app, "?")
        while app._help_page is not None:
            said += " ".join(row[10:] for row in rows_of(app)[2:]) + " "
            await press(app, "?")
        assert all(" ".join(key.does.split()) in " ".join(said.split()) for key in KeyAction), size


@pytest.mark.parametrize("app", [(40, 12)], indirect=True)
async def test_escape_closes_the_help(app: LiveApp) -> None:
    await press(app, "?", "?", ESCAPE)
    assert app._help_page is None


# Watching.


async def test_the_speaker_s_screen_can_be_blanked_by_itself(session: Session) -> None:
    app = StageApp(session)
    async with app.run_test(size=(80, 24)):
        assert "".join(rows_of(app)).strip()
        await press(app, "b")
        assert not "".join(rows_of(app)).strip()
        await press(app, "b")
        assert "".join(rows_of(app)).strip()
        assert session.show.n == 1


@pytest.mark.parametrize("screen", [WatchApp, StageApp])
@pytest.mark.parametrize("key", ["q", ESCAPE, CTRL_C], ids=["q", "escape", "ctrl+c"])
async def test_who_watches_can_only_leave(session: Session, screen: type[ShowApp], key: str) -> None:
    app = screen(session)
    async with app.run_test(size=(80, 24)):
        await press(app, "niadlpusr+-", ENTER, " ")
        assert session.show.n == 1
        await press(app, key)
    assert app.return_value == 0


# Awake.


async def test_a_laptop_that_may_fall_asleep_is_told_of_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    from wakepy import keep

    @contextmanager
    def presenting(**asked: str) -> Iterator[SimpleNamespace]:
        assert asked == {"on_fail": "pass"}
        yield SimpleNamespace(active=False)

    monkeypatch.setattr(keep, "presenting", presenting)
    with kept_awake() as awake:
        assert awake is False
    monkeypatch.undo()
    with kept_awake() as awake:  # whatever this system offers
        assert awake in {True, False}
