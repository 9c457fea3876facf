"""One poller writes, any number of viewers read, and none of them waits for another."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.serve.broadcast import BEAT_EVERY, LOOK_EVERY, Board, Poller
from runofshow.serve.followed_show import Following
from runofshow.serve.links import Links
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from tests.builders import DAY, minutes
from tests.fakes import FakeMachine
from tests.ui.scenes import MEETING

STAGE = frozenset({"stage"})


def names(news: bytes) -> list[str]:
    return [line.removeprefix(b"event: ").decode() for line in news.splitlines() if line.startswith(b"event: ")]


async def told(viewer: AsyncIterator[bytes]) -> list[str]:
    return names(await anext(viewer))


def events(**parts: str) -> dict[str, bytes]:
    """Parts as they go over the wire; `_` stands for the slash before the number of a row."""
    return {
        name.replace("_", "/"): f"event: {name.partition('_')[0]}\ndata: {content}\n\n".encode()
        for name, content in parts.items()
    }


def beat() -> bytes:
    return events(beat="{}")["beat"]


async def viewer_of(board: Board, *views: str) -> AsyncIterator[bytes]:
    """Somebody who has been told how all stands."""
    viewer = board.followed(set(views))
    assert await told(viewer) == []
    assert await told(viewer) == ["beat", *views]
    return viewer


async def test_a_viewer_is_told_all_at_first_and_then_what_has_changed() -> None:
    board = Board()
    board.post(events(stage="1", list="1"), beat)
    following = asyncio.ensure_future(told(await viewer_of(board, "stage", "list")))
    await asyncio.sleep(0)
    board.post(events(stage="1", list="2"), beat)
    assert await following == ["beat", "list"]


async def test_a_viewer_is_told_of_its_own_parts_alone() -> None:
    board = Board()
    board.post(events(stage="1", list="1"), beat)
    await viewer_of(board, "stage")


async def test_who_was_slow_gets_the_latest_and_not_all_that_came_between() -> None:
    board = Board()
    board.post(events(stage="1"), beat)
    viewer = await viewer_of(board, "stage")
    for count in range(2, 500):
        board.post(events(stage=str(count)), beat)
        await asyncio.sleep(0)
    assert b"499" in (news := await anext(viewer))
    assert names(news) == ["beat", "stage"]


async def test_of_a_part_that_has_rows_a_viewer_is_told_the_changed_ones() -> None:
    """A running order of a thousand blocks isn't sent again for one of them; rows that are gone aren't sent at all."""
    board = Board()
    board.post(events(order="2 rows", order_0="A", order_1="B"), beat)
    viewer = board.followed({"order"})
    await told(viewer)
    await told(viewer)
    board.post(events(order="1 row", order_0="A"), beat)
    assert await anext(viewer) == beat() + events(order="1 row")["order"]
    late = board.followed({"order"})
    await told(late)
    assert b"B" not in await anext(late)


@dataclass
class Watched:
    """A show that a poller posts on a board, a viewer of its stage, and the laptop's clock."""

    session: Session
    machine: FakeMachine
    board: Board = field(default_factory=Board)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.links = Links.beside(self.session.journal.path)
        following = Following(self.session.journal.path, self.machine)
        self.poller = Poller(self.board, following, self.links, self.said.append, machine=self.machine)
        self.viewer = self.board.followed(STAGE)
        self._hearing: asyncio.Task[bytes] | None = None

    async def hears(self) -> bytes | None:
        """The next that the viewer has been told by now; None where it waits."""
        if self._hearing is None:
            self._hearing = asyncio.create_task(self._next())
        for _ in range(10):  # more turns of the loop than a word takes from the board to a viewer
            await asyncio.sleep(0)
        if not self._hearing.done():
            return None
        heard, self._hearing = self._hearing.result(), None
        return heard

    async def hears_names(self) -> list[str] | None:
        heard = await self.hears()
        return None if heard is None else names(heard)

    async def _next(self) -> bytes:
        return await anext(self.viewer)


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine(now=DAY + timedelta(hours=12, minutes=50))


@pytest.fixture
async def watched(tmp_path: Path, machine: FakeMachine) -> Watched:
    watched = Watched(Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine), machine)
    assert await watched.hears_names() == []
    assert await watched.hears_names() == ["beat", "stage"]
    return watched


async def test_what_the_journal_says_is_posted_at_the_next_look(watched: Watched) -> None:
    watched.session.do(Next(), "moderator")
    assert await watched.hears() is None
    watched.poller.look()
    news = await watched.hears()
    assert news is not None
    assert b"ON TIME" in news
    assert names(news) == ["beat", "stage"]
    assert watched.said == []
    assert LOOK_EVERY <= 0.25


async def test_while_nothing_happens_a_beat_comes_every_second_of_the_show_clock(watched: Watched) -> None:
    watched.machine.advance(timedelta(milliseconds=999))
    for _ in range(5):
        watched.poller.look()
    assert await watched.hears() is None
    watched.machine.advance(timedelta(milliseconds=1))
    watched.poller.look()
    assert await watched.hears() == b'event: beat\ndata: {"now":1469019001000,"wall":0}\n\n'
    watched.poller.look()
    assert await watched.hears() is None


async def test_while_the_journal_is_gone_no_page_hears_anything_and_somebody_is_told_once(watched: Watched) -> None:
    path = watched.session.journal.path
    away = path.rename(path.with_suffix(".away"))
    for _ in range(20):
        watched.machine.advance(BEAT_EVERY)
        watched.poller.look()
        assert await watched.hears() is None
    assert len(watched.said) == 1
    assert "there is no such journal" in watched.said[0]
    away.rename(path)
    watched.poller.look()
    assert await watched.hears_names() == ["beat"]
    path.rename(away)
    watched.poller.look()
    assert len(watched.said) == 2


async def test_who_begins_to_look_while_the_journal_is_gone_hears_nothing_either(watched: Watched) -> None:
    """A stale page connects anew every three seconds: news then would make it look alive."""
    path = watched.session.journal.path
    away = path.rename(path.with_suffix(".away"))
    watched.poller.look()
    watched.viewer = watched.board.followed(STAGE)
    assert await watched.hears_names() == []
    for _ in range(20):
        watched.machine.advance(BEAT_EVERY)
        watched.poller.look()
        assert await watched.hears() is None
    away.rename(path)
    watched.poller.look()
    assert await watched.hears_names() == ["beat", "stage"]


async def test_a_journal_that_was_replaced_is_shown_as_it_stands_now(watched: Watched) -> None:
    """At once, though it was opened by a clock that is an hour behind; whoever serves it need do nothing."""
    path, machine = watched.session.journal.path, watched.machine
    machine.step_wall(-minutes(60))
    other = Session.open(path.parent, MEETING, "rehearsal", by="moderator", machine=machine)
    path.write_bytes(other.journal.path.read_bytes())
    watched.poller.look()
    assert await watched.hears() is None
    watched.poller.look()
    news = await watched.hears()
    assert news is not None
    assert b'"rehearsal":true' in news
    assert watched.said == [f"{path}: the file was cut, replaced or edited; the pages show what stands in it now"]


async def test_an_end_lets_every_viewer_go(watched: Watched) -> None:
    assert await watched.hears() is None
    watched.board.end()
    with pytest.raises(StopAsyncIteration):
        await watched.hears()


async def test_deleting_the_file_of_the_links_revokes_them_at_once(watched: Watched) -> None:
    before = watched.links.tokens
    assert await watched.hears() is None
    (watched.session.journal.path.with_name(watched.session.journal.path.name + ".links")).unlink()
    watched.poller.look()
    assert set(watched.links.tokens.values()).isdisjoint(before.values())
    assert "the old links are dead" in watched.said[0]
    with pytest.raises(StopAsyncIteration):
        await watched.hears()


async def test_links_live_while_the_folder_of_the_journal_is_out_of_reach(watched: Watched) -> None:
    """A stick that was pulled out takes the file of the links away too, and comes back with it."""
    folder, before = watched.session.journal.path.parent, watched.links.tokens
    away = folder.rename(folder.with_name("away"))
    watched.poller.look()
    away.rename(folder)
    watched.poller.look()
    assert watched.links.tokens == before


async def test_a_page_that_was_opened_before_the_show_becomes_the_show(tmp_path: Path, machine: FakeMachine) -> None:
    board, said, opened = Board(), list[str](), list[Session]()
    links = Links.before_a_show(tmp_path)

    def find() -> Following | None:
        return Following(opened[0].journal.path, machine) if opened else None

    poller = Poller(board, None, links, said.append, find=find, machine=machine)
    viewer = board.followed(STAGE)
    assert await told(viewer) == []
    assert b"WAITING" in await anext(viewer)
    assert board.status() == b'{"phase":null}\n'
    opened.append(Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine))
    poller.look()
    assert b"Ms. Lakshmi Puri" in await anext(viewer)
    assert b'"phase": "before"' in board.status()
    assert said == [f"serving {opened[0].journal.path}"]
    assert Links.beside(opened[0].journal.path).tokens == links.tokens
