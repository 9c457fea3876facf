"""The current state of every part of the pages: one poller of the journal writes it, any number of viewers read it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from runofshow.clock import Machine, ThisMachine
from runofshow.errors import RunOfShowError
from runofshow.export.status_json import status_json
from runofshow.instants import Instant
from runofshow.journal.choose import NewerShows
from runofshow.serve.followed_show import Following, Succession
from runofshow.serve.links import Links
from runofshow.serve.sse import RECONNECT, beat, beat_before, parts, parts_before
from runofshow.show.forecast import forecast

LOOK_EVERY: Final = 0.2
"""Seconds between two looks at the journal: a change is on every page well within a second."""

BEAT_EVERY: Final = timedelta(seconds=1)
"""Time between two beats. A page that receives none for three seconds says that it is stale."""

MOST_VIEWERS: Final = 200
"""Pages that are served at once: more than a meeting has staff, and a laptop can bear them."""

NO_SHOW: Final = b'{"phase":null}\n'
"""What ``status.json`` holds before there is a show."""

_READ_ANEW: Final = "the file was cut, replaced or edited; the pages show what stands in it now"
_NEW_LINKS: Final = "the file with the links' secret is gone: the old links are dead, these are the new ones"


class Board:
    """The latest event of each part, numbered by the turn in which it changed.

    Nothing queues up for a slow viewer: whenever it can take more, it gets the latest.
    """

    def __init__(self) -> None:
        self.viewers = 0
        self.status: Callable[[], bytes] = lambda: NO_SHOW
        """Makes the content of ``status.json``."""
        self._beat: Callable[[], bytes] = bytes
        self._turn = 0
        self._parts: dict[str, tuple[int, bytes]] = {}
        self._turned = asyncio.Event()
        self._dismissals = 0
        self._ended = False
        self._silent = False

    @property
    def full(self) -> bool:
        """True if nobody more can look."""
        return self.viewers >= MOST_VIEWERS

    @property
    def silent(self) -> bool:
        """True while the journal can't be read: what was shown last may no longer be so."""
        return self._silent

    def post(self, shown: Mapping[str, bytes], beat: Callable[[], bytes]) -> None:
        """Replace what is shown. `shown` holds an event by ``part`` or ``part/row``; `beat` makes the beat's event."""
        self._beat = beat
        self._silent = False
        self._turn += 1
        before = self._parts
        self._parts = {name: self._numbered(before.get(name), event) for name, event in shown.items()}
        self._wake()

    def fall_silent(self) -> None:
        """Send nothing until the next `post`, not even to a new viewer, who would take it for news."""
        self._silent = True

    def dismiss(self) -> None:
        """End the streams of all present viewers."""
        self._dismissals += 1
        self._wake()

    def end(self) -> None:
        """End all streams, and let none begin."""
        self._ended = True
        self.dismiss()

    @contextmanager
    def viewer(self) -> Iterator[None]:
        """Count a viewer."""
        self.viewers += 1
        try:
            yield
        finally:
            self.viewers -= 1

    async def followed(self, names: Collection[str]) -> AsyncGenerator[bytes, None]:
        """Yield the events of these parts for one viewer: first all, then at each turn the beat and the changes."""
        seen, present = -1, self._dismissals
        yield RECONNECT
        while not self._ended and self._dismissals == present:
            turned = self._turned
            if not self._silent:
                news, seen = self._since(seen, names), self._turn
                yield news
            await turned.wait()

    def _numbered(self, before: tuple[int, bytes] | None, event: bytes) -> tuple[int, bytes]:
        return before if before is not None and before[1] == event else (self._turn, event)

    def _since(self, seen: int, names: Collection[str]) -> bytes:
        changed = [
            event for name, (turn, event) in self._parts.items() if turn > seen and name.partition("/")[0] in names
        ]
        return b"".join([self._beat(), *changed])

    def _wake(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()


class Poller:
    """Looks at the journal of a show, and posts the show whenever the journal has grown and at every beat.

    Before there is a show, the pages say so, and `find` is asked for one. While the journal can't be read, the board is
    silent: every page says that it is stale, and `say` is told why, once. With a `newer_shows` a newer show of the same
    meeting takes the place of one that is over; of any other, `say` is told. `told` is called with the links when they
    change.
    """

    def __init__(  # noqa: PLR0913 -- the show, its links, and whom to tell
        self,
        board: Board,
        following: Following | None,
        links: Links,
        say: Callable[[str], None],
        *,
        newer_shows: NewerShows | None = None,
        find: Callable[[], Following | None] = lambda: None,
        told: Callable[[Links], None] = lambda _links: None,
        machine: Machine | None = None,
    ) -> None:
        self._board = board
        self._following = following
        self._links = links
        self._say = say
        self._find = find
        self._told = told
        self._machine = machine or ThisMachine()
        self._succession = Succession(newer_shows, links, say)
        self._trouble = ""
        self._posted: Instant | None = None
        self._post()

    def look(self) -> None:
        """Look once."""
        changed = self._has_changed()
        if changed is None:
            return
        if self._links.renewed():
            self._board.dismiss()
            self._say(_NEW_LINKS)
            self._told(self._links)
        if changed or self._posted is None or self._now() - self._posted >= BEAT_EVERY:
            self._post()

    def _has_changed(self) -> bool | None:
        """Take in what happened since the last look; None if the journal can't be read."""
        if self._following is None:
            return self._has_begun()
        try:
            changed = self._following.look()
        except RunOfShowError as error:
            self._fall_silent(error, self._following)
            return None
        if (successor := self._succession.of(self._following)) is not None:
            self._following, changed = successor, True
        self._trouble = ""
        return changed

    def _has_begun(self) -> bool:
        """Take the show that was opened meanwhile, if one was."""
        try:
            self._following = self._find()
        except RunOfShowError as error:
            self._say_once(str(error))
        if self._following is None:
            return False
        self._links.move_beside(self._following.path)
        self._say(f"serving {self._following.path}")
        return True

    def _now(self) -> Instant:
        return self._machine.wall() if self._following is None else self._following.now()

    def _post(self) -> None:
        self._posted = self._now()
        if self._following is None:
            self._board.post(parts_before(), lambda: beat_before(self._machine.wall()))
        else:
            post(self._board, self._following)

    def _fall_silent(self, error: RunOfShowError, following: Following) -> None:
        self._board.fall_silent()
        self._posted = None
        again = _anew(following)
        self._say_once(str(error) if again is None else f"{following.path}: {_READ_ANEW}")
        self._following = again or following

    def _say_once(self, sentence: str) -> None:
        if self._trouble != sentence:
            self._trouble = sentence
            self._say(sentence)


def post(board: Board, following: Following) -> None:
    """Post the present state of the show to the board."""
    show, now = following.show, following.now()
    board.status = lambda: status_json(show, forecast(show, following.now()), gists=False).encode()
    board.post(parts(show, forecast(show, now)), lambda: beat(show, following.now()))


def _anew(following: Following) -> Following | None:
    """Read a journal from its beginning again: what stands in it now counts. None while it can't be read."""
    try:
        return following.anew()
    except RunOfShowError:
        return None
