"""Commands typed on the live screen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from runofshow.agenda.loader import default_agenda
from runofshow.cli.settings import Settings
from runofshow.cli.typed_commands import typed_commands
from runofshow.clock import ThisMachine
from runofshow.errors import Refused
from runofshow.session import Session
from runofshow.ui.apps.command_line import TypedCommands, words_of
from runofshow.ui.apps.live import LiveApp
from tests.ui.apps.driving import press, screen_rows, settled, shown, until
from tests.ui.apps.keys import ENTER, ESCAPE, TAB


@pytest.fixture
def lunch(tmp_path: Path) -> Session:
    return Session.open(tmp_path / "journals", default_agenda(), "live", by="moderator", machine=ThisMachine())


@pytest.fixture
def commands(lunch: Session) -> TypedCommands:
    path = lunch.journal.path
    return typed_commands(Settings(None, None, path.parent, "moderator"), str(path))


@pytest.fixture
async def app(lunch: Session, commands: TypedCommands, request: pytest.FixtureRequest) -> AsyncIterator[LiveApp]:
    app = LiveApp(lunch, "moderator", commands=commands)
    async with app.run_test(size=getattr(request, "param", (120, 40))):
        yield app


async def test_a_command_acts_on_the_show_and_u_undoes_it(lunch: Session, app: LiveApp) -> None:
    await press(app, ":", "floor ask Mex", TAB)
    assert app._prompt.value == "floor ask Mexico "
    await press(app, ENTER)
    await until(app, lambda: app._typing is None)
    assert [request.particulars.who for request in lunch.show.queue()] == ["Mexico"]
    assert "on the list of speakers: Mexico" in shown(app)
    await press(app, "u")
    assert not lunch.show.waiting


async def test_what_is_refused_stays_where_it_was_typed(lunch: Session, app: LiveApp) -> None:
    await press(app, ":", "pause", ENTER)
    await until(app, lambda: bool(app._prompt.refusal))
    assert "nothing is running" in app._prompt.refusal
    assert app._prompt.value == "pause"
    await press(app, ESCAPE, ":", "serve --lan", ENTER)
    assert "'serve' goes on by itself: type it in a second terminal" in app._prompt.refusal
    assert lunch.show.n == 1


@pytest.mark.parametrize("command", ["floor ask Mexico", "plan", "pause"])
async def test_keys_typed_while_a_command_runs_count_after_it(lunch: Session, app: LiveApp, command: str) -> None:
    """Whether it answers with a sentence or a page, or is refused: the name of who takes the floor isn't lost."""
    await press(app, ":", command, ENTER, ENTER, "i", "Chad", ENTER)
    assert not lunch.show.interventions
    await until(app, lambda: app._command is None)
    assert [one.particulars.who for one in lunch.show.log()] == ["Chad"]
    assert (app._typing, app._printed, app._kept) == (None, None, [])


@pytest.mark.parametrize("app", [(80, 10)], indirect=True, ids=["low"])
async def test_a_long_answer_is_read_page_by_page(lunch: Session, app: LiveApp) -> None:
    await press(app, ":", "plan", ENTER)
    await until(app, lambda: app._printed is not None)
    await settled(app)
    assert ":plan" in screen_rows(app)[0]
    assert "Space more" in screen_rows(app)[0]
    first = shown(app)
    await press(app, " ")
    assert shown(app) != first
    await press(app, "n")
    assert (app._printed, lunch.show.n) == (None, 1)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("runofshow note 'a b'", ["note", "a b"]),
        ("extend -1m", ["extend", "-1m"]),
        ("log", ["log"]),
        ("dry-run --limit 2m", ["dry-run", "--limit", "2m"]),
        ("", []),
    ],
)
def test_words_are_parted_as_in_a_shell(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words


@pytest.mark.parametrize(
    "typed", ["live", "watch --stage", "rapporteur", "serve", "follow --new", "log -f", "dry-run --speed=5", "'a"]
)
def test_what_would_go_on_or_never_ends_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        words_of(typed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("fl", ["floor "]),
        ("floor a", ["floor ask ", "floor absent "]),
        ("floor ask 'Côte", ["floor ask 'Côte d'\"'\"'Ivoire' "]),
        ("skip lak", ["skip lakshmi-puri "]),
        ("extend --bl", ["extend --block "]),
        ("extend 2m --block guy", ["extend 2m --block guy-ryder "]),
        ("export --format js", ["export --format json "]),
        ("serv", []),
        ("zzz ", []),
        ("note 'a b", []),
    ],
)
def test_commands_options_and_names_are_completed(commands: TypedCommands, typed: str, offered: list[str]) -> None:
    assert [one.becomes for one in commands.suggest(typed, 6)] == offered
