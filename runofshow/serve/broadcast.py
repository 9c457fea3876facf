"""What is to be seen at this moment, for however many look at it: one poller of the journal writes, viewers read."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from runofshow.errors import RunOfShowError
from runofshow.instants import Instant
from runofshow.journal.newer_show import Lookout
from runofshow.serve.followed_show import Following, Succession
from runofshow.serve.sse import RECONNECT, beat, parts
from runofshow.show.forecast import forecast

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at the journal: a change is on every page well within a second."""

BEAT_EVERY: Final = timedelta(seconds=1)
"""Time between two signs of life. A page that hears none for three seconds says that it is stale."""

MOST_VIEWERS: Final = 200
"""Pages that are kept posted at once: more than a meeting has staff, fewer than a laptop can't bear."""

_READ_ANEW: Final = "the file was cut, replaced or edited; the pages show what stands in it now"


class Board:
    """The latest of each part, numbered by the turn in which it changed.

    Nothing queues up for a viewer who is slow: whenever it can take more, it gets the latest.
    """

    def __init__(self) -> None:
        self.viewers = 0
        self._beat: Callable[[], bytes] = bytes
        self._turn = 0
        self._parts: dict[str, tuple[int, bytes]] = {}
        self._turned = asyncio.Event()
        self._ended = False
        self._silent = False

    @property
    def full(self) -> bool:
        """Whether nobody more can look."""
        return self.viewers >= MOST_VIEWERS

    def post(self, shown: Mapping[str, bytes], beat: Callable[[], bytes]) -> None:
        """Put up what is to be seen now; `beat` tells the time whenever somebody is told anything."""
        self._beat = beat
        self._silent = False
        self._turn += 1
        for name, event in shown.items():
            if name not in self._parts or self._parts[name][1] != event:
                self._parts[name] = (self._turn, event)
        self._wake()

    def fall_silent(self) -> None:
        """Tell nobody anything until something is posted again, not even who comes anew: it would be taken for news."""
        self._silent = True

    def end(self) -> None:
        """Let every viewer go."""
        self._ended = True
        self._wake()

    async def followed(self, names: Collection[str]) -> AsyncGenerator[bytes, None]:
        """The events of these parts for one viewer: first all, then at each turn the time and what has changed."""
        seen = -1
        with self._viewer():
            yield RECONNECT
            while not self._ended:
                turned = self._turned
                if not self._silent:
                    news, seen = self._since(seen, names), self._turn
                    yield news
                await turned.wait()

    def _since(self, seen: int, names: Collection[str]) -> bytes:
        changed = [event for name, (turn, event) in self._parts.items() if turn > seen and name in names]
        return b"".join([self._beat(), *changed])

    def _wake(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()

    @contextmanager
    def _viewer(self) -> Iterator[None]:
        self.viewers += 1
        try:
            yield
        finally:
            self.viewers -= 1


class Poller:
    """Looks at the journal of a show, and posts the show whenever the journal has grown and at every beat.

    While the journal can't be read, the board is silent: every page says that it is stale, and `say` is told why, once.
    With a `lookout` a newer show of the same meeting takes the place of one that is over; of any other, `say` is told.
    """

    def __init__(
        self, board: Board, following: Following, say: Callable[[str], None], lookout: Lookout | None = None
    ) -> None:
        self._board = board
        self._following = following
        self._say = say
        self._succession = Succession(lookout, say)
        self._trouble = ""
        self._posted: Instant | None = None

    def look(self) -> None:
        """Look once."""
        try:
            changed = self._following.look()
        except RunOfShowError as error:
            self._tell_of(error)
            return
        if (successor := self._succession.of(self._following)) is not None:
            self._following, changed = successor, True
        self._trouble = ""
        now = self._following.now()
        if changed or self._posted is None or now - self._posted >= BEAT_EVERY:
            self._posted = now
            post(self._board, self._following)

    def _tell_of(self, error: RunOfShowError) -> None:
        self._board.fall_silent()
        self._posted = None
        again = _anew(self._following)
        sentence = str(error) if again is None else f"{self._following.path}: {_READ_ANEW}"
        if self._trouble != sentence:
            self._trouble = sentence
            self._say(sentence)
        self._following = again or self._following


def post(board: Board, following: Following) -> None:
    """Put up the show as it is now."""
    show, now = following.show, following.now()
    board.post(parts(show, forecast(show, now)), lambda: beat(show, following.now()))


def _anew(following: Following) -> Following | None:
    """The same journal read from its beginning: what stands in it now is what happened. None while it can't be read."""
    try:
        return following.anew()
    except RunOfShowError:
        return None
