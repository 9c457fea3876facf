"""One poller writes, any number of viewers read, and none of them waits for another."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from runofshow.serving.board import LOOK_EVERY, Board, keep_posted
from runofshow.serving.following import Following
from runofshow.session import Session
from runofshow.show.actions.blocks import Next
from tests.builders import DAY, minutes
from tests.fakes import FakeMachine
from tests.screen.scenes import MEETING

STAGE = frozenset({"stage"})


def names(news: bytes) -> list[str]:
    """The events in what a viewer was told."""
    return [line.removeprefix(b"event: ").decode() for line in news.splitlines() if line.startswith(b"event: ")]


async def told(viewer: AsyncIterator[bytes]) -> list[str]:
    """The next that a viewer is told."""
    return names(await asyncio.wait_for(anext(viewer), 5))


async def rest(viewer: AsyncIterator[bytes]) -> None:
    """All that a viewer is still told, until it is let go."""
    async with asyncio.timeout(5):
        async for _ in viewer:
            pass


def event(name: str, content: str) -> bytes:
    """An event as it goes over the wire."""
    return f"event: {name}\ndata: {content}\n\n".encode()


def beat() -> bytes:
    """A sign of life."""
    return event("beat", "{}")


async def test_a_viewer_is_told_all_at_first_and_then_what_has_changed() -> None:
    """With the time, each time."""
    board = Board()
    board.post({"stage": event("stage", "1"), "list": event("list", "1")}, beat)
    viewer = board.followed({"stage", "list"})

    assert await told(viewer) == []
    assert await told(viewer) == ["beat", "stage", "list"]
    following = asyncio.ensure_future(told(viewer))
    await asyncio.sleep(0)
    board.post({"stage": event("stage", "1"), "list": event("list", "2")}, beat)
    assert await following == ["beat", "list"]


async def test_a_viewer_is_told_of_its_own_parts_alone() -> None:
    """The speaker's tablet doesn't learn who waits."""
    board = Board()
    board.post({"stage": event("stage", "1"), "list": event("list", "1")}, beat)
    viewer = board.followed(STAGE)
    await told(viewer)

    assert await told(viewer) == ["beat", "stage"]


async def test_who_was_slow_gets_the_latest_and_not_all_that_came_between() -> None:
    """Nothing queues up."""
    board = Board()
    board.post({"stage": event("stage", "1")}, beat)
    viewer = board.followed(STAGE)
    await told(viewer)
    await told(viewer)
    for count in range(2, 500):
        board.post({"stage": event("stage", str(count))}, beat)
        await asyncio.sleep(0)

    assert b"499" in (news := await anext(viewer))
    assert names(news) == ["beat", "stage"]


async def test_viewers_are_counted_while_they_look() -> None:
    """And no longer."""
    board = Board()
    viewer = board.followed(STAGE)
    await told(viewer)
    assert board.viewers == 1

    await viewer.aclose()

    assert board.viewers == 0


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A show on this machine's own clock."""
    return Session.open(tmp_path, MEETING, "live", by="moderator")


async def test_what_the_journal_says_is_posted_and_an_end_lets_everybody_go(session: Session) -> None:
    """Within one look."""
    board, over, said = Board(), asyncio.Event(), list[str]()
    poller = asyncio.ensure_future(keep_posted(board, Following(session.journal.path), said.append, over.is_set))
    viewer = board.followed(STAGE)
    await told(viewer)
    while "stage" not in await told(viewer):
        pass

    session.do(Next(), "moderator")
    while b"ON TIME" not in (news := await asyncio.wait_for(anext(viewer), 5)):
        pass
    over.set()
    await asyncio.wait_for(poller, 5)

    assert names(news) == ["beat", "stage"]
    await rest(viewer)
    assert said == []


async def test_while_the_journal_is_gone_no_page_hears_anything_and_somebody_is_told_once(session: Session) -> None:
    """When it is back, all goes on by itself."""
    board, over, said = Board(), asyncio.Event(), list[str]()
    path = session.journal.path
    poller = asyncio.ensure_future(keep_posted(board, Following(path), said.append, over.is_set))
    viewer = board.followed(STAGE)
    await told(viewer)
    await told(viewer)
    path.rename(path.with_suffix(".away"))
    await asyncio.sleep(3 * LOOK_EVERY)
    waiting = asyncio.ensure_future(told(viewer))
    finished, _ = await asyncio.wait({waiting}, timeout=timedelta(seconds=1.5).total_seconds())
    assert not finished
    assert len(said) == 1

    path.with_suffix(".away").rename(path)

    assert "beat" in await asyncio.wait_for(waiting, 5)
    over.set()
    await poller


async def test_who_begins_to_look_while_the_journal_is_gone_hears_nothing_either(session: Session) -> None:
    """A stale page connects anew every three seconds: what it was told then would make it look alive."""
    board, over, said = Board(), asyncio.Event(), list[str]()
    path = session.journal.path
    poller = asyncio.ensure_future(keep_posted(board, Following(path), said.append, over.is_set))
    await asyncio.sleep(2 * LOOK_EVERY)
    path.rename(path.with_suffix(".away"))
    await asyncio.sleep(3 * LOOK_EVERY)
    viewer = board.followed(STAGE)
    assert await told(viewer) == []

    waiting = asyncio.ensure_future(told(viewer))
    finished, _ = await asyncio.wait({waiting}, timeout=timedelta(seconds=1.5).total_seconds())
    assert not finished
    path.with_suffix(".away").rename(path)

    assert await asyncio.wait_for(waiting, 5) == ["beat", "stage"]
    over.set()
    await poller


async def test_a_journal_that_was_replaced_is_shown_as_it_stands_now(tmp_path: Path) -> None:
    """At once, though it was opened by a clock that is an hour behind; whoever serves it need do nothing."""
    machine = FakeMachine(now=DAY)
    session = Session.open(tmp_path, MEETING, "live", by="moderator", machine=machine)
    machine.step_wall(-minutes(60))
    other = Session.open(tmp_path, MEETING, "rehearsal", by="moderator", machine=machine)
    board, over, said = Board(), asyncio.Event(), list[str]()
    poller = asyncio.ensure_future(
        keep_posted(board, Following(session.journal.path, machine), said.append, over.is_set)
    )
    viewer = board.followed(STAGE)
    await told(viewer)
    await told(viewer)

    session.journal.path.write_bytes(other.journal.path.read_bytes())

    assert b'"rehearsal":true' in await asyncio.wait_for(anext(viewer), 5)
    assert said == [
        f"{session.journal.path}: the file was cut, replaced or edited; the pages show what stands in it now"
    ]
    over.set()
    await poller
